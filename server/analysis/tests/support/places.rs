//! Places of a text as marks in it.

#![allow(unreachable_pub, reason = "a module of several tests")]

use asl_syntax::Span;

/// The text with `<` and `>` around each of the spans, which may touch but not overlap.
pub fn around(text: &str, mut spans: Vec<Span>) -> String {
    let mut out = text.to_owned();
    spans.sort();
    for span in spans.into_iter().rev() {
        out.insert(span.end as usize, '>');
        out.insert(span.start as usize, '<');
    }
    out
}
