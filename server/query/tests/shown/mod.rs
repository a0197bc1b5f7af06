//! What was found in a path or a call, as lines that a person can read.

use asl_query::Span;
use asl_query::jsonpath::{Fix, Token};

/// An error or a doubt: where it is, what is said of it, and how to make it right.
pub(crate) type Said<'a> = (Span, &'a str, Option<&'a Fix>);

/// Errors, then doubts, one on a line; under each the whole text as its fix leaves it.
pub(crate) fn mistakes<E>(text: &str, errors: &[E], doubts: &[E], said: impl Fn(&E) -> Said<'_>) -> String {
    let mut out = String::new();
    for (list, mark) in [(errors, "error"), (doubts, "doubt")] {
        for (span, message, fix) in list.iter().map(&said) {
            out += &format!("{mark} {}..{} {:?}: {message}\n", span.start, span.end, span.text(text));
            out += &fix.map_or(String::new(), |fix| format!("  fix {:?}\n", fixed(text, fix)));
        }
    }
    out
}

/// The text after a fix.
pub(crate) fn fixed(text: &str, fix: &Fix) -> String {
    let mut fixed = text.to_owned();
    fixed.replace_range(fix.span.start as usize..fix.span.end as usize, &fix.text);
    fixed
}

/// The words that have a colour, one on a line.
pub(crate) fn tokens(text: &str, tokens: &[Token]) -> String {
    let lines: Vec<String> = tokens.iter().map(|token| format!("{:?} {}", token.kind, token.span.text(text))).collect();
    lines.join("\n")
}
