//! What must hold for every text: spans nest and lie on characters, tokens stand in order, messages are sentences.
//! Used by the property tests and by the fuzz targets.

use asl_query::Span;
use asl_query::intrinsic::{self, ArgKind, Call};
use asl_query::jsonpath::{
    self, Filter, FilterKind, Operand, OperandKind, Path, RootKind, SegmentKind, SelectorKind, Token,
};

fn check_span(text: &str, span: Span, parent: Span) {
    assert!(span.start <= span.end, "{text:?}: {span:?}");
    assert!(text.get(span.start as usize..span.end as usize).is_some(), "{text:?}: {span:?} is no range of the text");
    assert!(parent.covers(span), "{text:?}: {span:?} is not in {parent:?}");
}

fn check_path(text: &str, path: &Path, parent: Span) {
    check_span(text, path.span, parent);
    check_span(text, path.root.span, path.span);
    if let RootKind::Variable(name) = &path.root.kind {
        check_span(text, name.span, path.root.span);
    }
    let mut end = path.root.span.end;
    for segment in &path.segments {
        check_span(text, segment.span, path.span);
        assert!(segment.span.start >= end, "{text:?}: segments overlap");
        end = segment.span.end;
        match &segment.kind {
            SegmentKind::Member(name) => check_span(text, name.span, segment.span),
            SegmentKind::Wildcard | SegmentKind::Descent | SegmentKind::Hole => {}
            SegmentKind::Function(function) => {
                check_span(text, function.name.span, segment.span);
                for arg in &function.args {
                    check_operand(text, arg, segment.span);
                }
            }
            SegmentKind::Brackets(brackets) => {
                check_span(text, brackets.inner, segment.span);
                let mut end = brackets.inner.start;
                for selector in &brackets.selectors {
                    check_span(text, selector.span, brackets.inner);
                    assert!(selector.span.start >= end, "{text:?}: selectors overlap");
                    end = selector.span.end;
                    match &selector.kind {
                        SelectorKind::Name(name) => check_span(text, name.span, selector.span),
                        SelectorKind::Filter(filter) => check_filter(text, filter, selector.span),
                        _ => {}
                    }
                }
            }
        }
    }
}

fn check_operand(text: &str, operand: &Operand, parent: Span) {
    check_span(text, operand.span, parent);
    if let OperandKind::Path(path) = &operand.kind {
        check_path(text, path, operand.span);
    }
}

fn check_filter(text: &str, filter: &Filter, parent: Span) {
    check_span(text, filter.span, parent);
    match &filter.kind {
        FilterKind::Any(parts) | FilterKind::All(parts) => {
            assert!(parts.len() > 1);
            for part in parts {
                check_filter(text, part, filter.span);
            }
        }
        FilterKind::Not(inner) | FilterKind::Group(inner) => check_filter(text, inner, filter.span),
        FilterKind::Exists(operand) => check_operand(text, operand, filter.span),
        FilterKind::Compare { left, operator_span, right, .. } => {
            check_operand(text, left, filter.span);
            check_span(text, *operator_span, filter.span);
            check_operand(text, right, filter.span);
        }
    }
}

fn check_call(text: &str, call: &Call, parent: Span) {
    check_span(text, call.span, parent);
    check_span(text, call.name_span, call.span);
    let parts = call.open.iter().chain(&call.close).chain(&call.commas);
    for span in parts {
        check_span(text, *span, call.span);
    }
    for arg in &call.args {
        check_span(text, arg.span, call.span);
        match &arg.kind {
            ArgKind::Path(path) => check_path(text, path, arg.span),
            ArgKind::Call(inner) => check_call(text, inner, arg.span),
            ArgKind::String(string) => {
                check_span(text, string.inner, arg.span);
                for span in string.slots.iter().chain(&string.stray_braces) {
                    check_span(text, *span, string.inner);
                }
            }
            _ => {}
        }
    }
}

fn check_tokens(text: &str, tokens: &[Token]) {
    let mut end = 0;
    for token in tokens {
        check_span(text, token.span, Span::new(0, text.len() as u32));
        assert!(!token.span.is_empty(), "{text:?}: empty {token:?}");
        assert!(token.span.start >= end, "{text:?}: {token:?} overlaps");
        end = token.span.end;
    }
}

/// The placeholders `${...}` of a text.
pub(crate) fn placeholders(text: &str) -> Vec<Span> {
    text.match_indices("${")
        .filter_map(|(start, _)| {
            let end = start + text[start..].find('}')? + 1;
            Some(Span::new(start as u32, end as u32))
        })
        .collect()
}

/// Reads `text` both as a path and as a call, with and without its placeholders, and asks at every offset.
pub(crate) fn check_all(text: &str) {
    let whole = Span::new(0, text.len() as u32);
    jsonpath::classify(text);
    for holes in [placeholders(text), Vec::new()] {
        let parsed = jsonpath::parse_with_holes(text, &holes);
        check_path(text, &parsed.path, whole);
        check_tokens(text, &parsed.tokens);
        for error in parsed.errors.iter().chain(&parsed.doubts) {
            check_span(text, error.span, whole);
            assert!(error.message.ends_with('.'), "{}", error.message);
            if let Some(fix) = &error.fix {
                check_span(text, fix.span, whole);
                assert!(!fix.span.is_empty() || !fix.text.is_empty());
            }
        }
        if let Err(no) = parsed.is_reference_path() {
            check_span(text, no.span, whole);
        }
        let call = intrinsic::parse_with_holes(text, &holes);
        check_call(text, &call.call, whole);
        check_tokens(text, &call.tokens);
        for error in call.errors.iter().chain(&call.doubts) {
            check_span(text, error.span, whole);
            assert!(error.message.ends_with('.'), "{}", error.message);
            if let Some(fix) = &error.fix {
                check_span(text, fix.span, whole);
                assert!(!fix.span.is_empty() || !fix.text.is_empty());
            }
        }
        for offset in 0..=text.len() as u32 + 1 {
            if let Some(found) = parsed.completion_at(offset) {
                assert!(found.replace.touches(offset), "{text:?} at {offset}");
            }
            parsed.node_at(offset);
            call.completion_at(offset);
            call.node_at(offset);
            if let Some(active) = call.call_at(offset) {
                assert!(active.argument <= active.call.commas.len().max(active.call.args.len()));
            }
        }
    }
}
