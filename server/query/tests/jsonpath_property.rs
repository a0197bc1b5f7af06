//! What must hold for every text: no panic, spans that nest and lie on characters, tokens in order, linear work.

#![allow(clippy::unwrap_used)]

use asl_query::Span;
use asl_query::intrinsic::{self, ArgKind, Call};
use asl_query::jsonpath::{
    self, Filter, FilterKind, Operand, OperandKind, Path, RootKind, SegmentKind, SelectorKind, Token,
};
use std::time::{Duration, Instant};

const PATHS: &[&str] = &[
    "$",
    "$$.Execution.Input['a b'][0]",
    "$größe.x[-1:].名前",
    r"$.with\.dot['it\'s \u263a']",
    "$..a[*].b.*[1,2]['x', \"y\"]",
    "$.a[?(@.x == 'cat' && @.age<5 || !(@.y in ['a', 1]))].z",
    "$[?(@.n =~ /^a.*\\/[0-9]$/i && $.b[?(@.c)].length() > 1.5e3)]",
    "$.max($..x.avg(), {\"a\": [1, 'b']}, \"c\")",
    "$.a${X}.b['${Y}'][?(@.c == ${Z})]",
    "$.foo bar[?(length(@.x) = true && )",
];

const CALLS: &[&str] = &[
    "States.UUID()",
    "States.Format('it\\'s {} \\{x\\} {}', $.a['b'], States.Array(1, -2.5e3, true, null))",
    "States.ArrayGetItem(States.StringSplit($.ä[?(@.b == 'x, y')], '/'), 0)  ",
    "States.Format('s3://${bucket}/{}', $.k${X}, ${Y}, \"no\", word, [1, {\"a\": 2}])",
    "States.Array($.a $.b 'c' , , 01)",
];

const PIECES: &[&str] = &[
    "$",
    "$$",
    "@",
    ".",
    "..",
    "[",
    "]",
    "(",
    ")",
    "?",
    "?(",
    "'",
    "\"",
    "\\",
    "\\u",
    ",",
    ":",
    "*",
    "/",
    "&&",
    "||",
    "!",
    "==",
    "=~",
    "<",
    " ",
    "\n",
    "in",
    "and",
    "true",
    "1",
    "-",
    "ä",
    "😀",
    "{",
    "}",
    "{}",
    "${X}",
    "States.A(",
    "x",
    "empty",
    "\u{10ffff}",
    "\0",
];

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

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

fn placeholders(text: &str) -> Vec<Span> {
    text.match_indices("${")
        .filter_map(|(start, _)| {
            let end = start + text[start..].find('}')? + 1;
            Some(Span::new(start as u32, end as u32))
        })
        .collect()
}

/// Reads `text` both as a path and as a call, with and without its placeholders, and asks at every offset.
fn check_all(text: &str) {
    let whole = Span::new(0, text.len() as u32);
    jsonpath::classify(text);
    for holes in [placeholders(text), Vec::new()] {
        let parsed = jsonpath::parse_with_holes(text, &holes);
        check_path(text, &parsed.path, whole);
        check_tokens(text, &parsed.tokens);
        for error in parsed.errors.iter().chain(&parsed.doubts) {
            check_span(text, error.span, whole);
            assert!(error.message.ends_with('.'), "{}", error.message);
        }
        if let Err(no) = parsed.is_reference_path(text) {
            check_span(text, no.span, whole);
        }
        let call = intrinsic::parse_with_holes(text, &holes);
        check_call(text, &call.call, whole);
        check_tokens(text, &call.tokens);
        for error in call.errors.iter().chain(&call.doubts) {
            check_span(text, error.span, whole);
            assert!(error.message.ends_with('.'), "{}", error.message);
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

#[test]
fn every_prefix_and_suffix() {
    for text in PATHS.iter().chain(CALLS) {
        for (at, _) in text.char_indices() {
            check_all(&text[..at]);
            check_all(&text[at..]);
        }
        check_all(text);
    }
}

#[test]
fn every_character_left_out_or_doubled() {
    for text in PATHS.iter().chain(CALLS) {
        for (at, c) in text.char_indices() {
            let behind = &text[at + c.len_utf8()..];
            check_all(&format!("{}{behind}", &text[..at]));
            check_all(&format!("{}{c}{c}{behind}", &text[..at]));
        }
    }
}

#[test]
fn random_mutations() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let all: Vec<&str> = PATHS.iter().chain(CALLS).copied().collect();
    for _ in 0..4_000 {
        let mut text = all[random.below(all.len())].to_owned();
        for _ in 0..=random.below(4) {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let from = places[random.below(places.len())];
            let to = places[random.below(places.len())];
            let piece = PIECES[random.below(PIECES.len())];
            match random.below(3) {
                0 => text.insert_str(from, piece),
                1 if from < to && to - from < 8 => text.replace_range(from..to, piece),
                _ => {
                    let end = text[from..].chars().next().map_or(from, |c| from + c.len_utf8());
                    text.replace_range(from..end, "");
                }
            }
        }
        check_all(&text);
    }
}

#[test]
fn random_soup() {
    let mut random = Random(0xD1B5_4A32_D192_ED03);
    for _ in 0..4_000 {
        let length = random.below(14);
        let text: String = (0..length).map(|_| PIECES[random.below(PIECES.len())]).collect();
        check_all(&text);
        check_all(&format!("$.a[?(@.b{text}"));
        check_all(&format!("States.A({text}"));
    }
}

#[test]
fn a_text_without_errors_stays_so_with_a_hole_in_a_name() {
    for path in ["$.a#.b", "$['a#']", "$.a[#]", "$[?(@.a == #)]", "$[?(# == 1)]", "$.a.length(#)", "$#", "#"] {
        let at = path.find('#').unwrap() as u32;
        let parsed = jsonpath::parse_with_holes(path, &[Span::new(at, at + 1)]);
        assert!(parsed.errors.is_empty(), "{path}: {:?}", parsed.errors);
        assert!(parsed.doubts.is_empty(), "{path}: {:?}", parsed.doubts);
    }
}

/// Twenty times the text may take no more than a hundred times as long; were the work quadratic, it would be 400.
#[test]
fn work_is_linear() {
    fn time(text: &str) -> Duration {
        (0..3)
            .map(|_| {
                let start = Instant::now();
                let holes = placeholders(text);
                std::hint::black_box(jsonpath::parse_with_holes(text, &holes));
                std::hint::black_box(intrinsic::parse_with_holes(text, &holes));
                start.elapsed()
            })
            .min()
            .unwrap()
    }
    let starts = ["$", "$[?(@", "States.A("];
    let repeated = [
        ".a", "['a']", "['a]", "[\"", " ", ".a ", "[?(@.a)]", "'", "'a'", "\\'", "\\", ",", "1 ", "&& @.a", "|| ", "!",
        "/", "[", "(", ")", "{}", "${X}", "f(1),", "[1,'a',", "/a/", "['\\']",
    ];
    for start in starts {
        for piece in repeated {
            let small = format!("{start}{}", piece.repeat(500));
            let large = format!("{start}{}", piece.repeat(10_000));
            // A quadratic step over ten thousand pieces takes tens of milliseconds; short times are noise.
            let (short, long) = (time(&small), time(&large));
            let noise = Duration::from_millis(20);
            assert!(long < short * 100 || long < noise, "{start}{piece}...: {short:?} then {long:?}");
        }
    }
}
