//! What holds for every text, valid or not.

use asl_query::jsonata::at::{call_at, completion_at};
use asl_query::jsonata::highlight::highlights;
use asl_query::jsonata::scope::scopes;
use asl_query::jsonata::{NodeKind, Parsed, TokenKind, format, parse, print};

/// Everything that holds for `text`; the fuzzer calls this.
#[allow(dead_code)]
pub(crate) fn check_all(text: &str) {
    let parsed = parse(text);
    check_tree(&parsed);
    check_layouts(text, 60);
    let scopes = scopes(&parsed);
    highlights(&parsed, &scopes);
    for (offset, _) in text.char_indices() {
        call_at(&parsed, offset as u32);
        completion_at(&parsed, offset as u32);
    }
}

/// Spans are in order, within the text and on boundaries of characters; children are inside their parents.
pub(crate) fn check_tree(parsed: &Parsed) {
    let text = parsed.text();
    for id in parsed.ids() {
        let span = parsed.span(id);
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} in {text}");
        parsed.kind(id).each_child(|child| {
            assert!(child < id);
            assert_eq!(parsed.parent(child), Some(id), "{text}");
            assert!(span.covers(parsed.span(child)), "{:?} in {:?}: {text}", parsed.node(child), parsed.node(id));
        });
        if parsed.is_valid() {
            assert!(!matches!(parsed.kind(id), NodeKind::Missing | NodeKind::Error { .. }));
        }
    }
    assert_eq!(parsed.walk(parsed.expr).count(), parsed.ids().count(), "{text}");
    let mut end = 0;
    for token in &parsed.tokens {
        assert!(token.span.start >= end && !token.span.is_empty(), "{token:?} in {text}");
        assert!(!parsed.slice(token.span).is_empty());
        end = token.span.end;
    }
    for error in &parsed.errors {
        let span = error.span;
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{error:?} in {text}");
        assert!(!span.is_empty() || text.is_empty(), "{error:?} in {text}");
    }
}

/// The words of `text`, without or with its comments.
fn words(text: &str, comments: bool) -> Vec<String> {
    let parsed = parse(text);
    let tokens = parsed.tokens.iter();
    tokens
        .filter(|token| comments || token.kind != TokenKind::Comment)
        .map(|token| parsed.slice(token.span).to_owned())
        .collect()
}

/// If `text` is valid, one line and many lines hold the same words and stay as they are when they are laid out again.
pub(crate) fn check_layouts(text: &str, width: usize) {
    let parsed = parse(text);
    let Some(formatted) = format(text, width, 2) else {
        assert!(!parsed.is_valid());
        return;
    };
    assert_eq!(words(&formatted, true), words(text, true), "{text}");
    assert_eq!(format(&formatted, width, 2).as_ref(), Some(&formatted), "{text}");
    let printed = print(&parsed);
    assert_eq!(words(&printed, true), words(text, false), "{text}");
    assert_eq!(print(&parse(&printed)), printed, "{text}");
}
