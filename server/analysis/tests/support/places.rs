//! Places of a text as marks in it.

#![allow(dead_code, unreachable_pub, reason = "each test takes what it needs")]

use asl_analysis::features::navigate;
use asl_analysis::marked;
use asl_syntax::Span;

/// The text with `<` and `>` around each of the spans, which do not overlap.
pub fn around(text: &str, mut spans: Vec<Span>) -> String {
    let mut out = text.to_owned();
    spans.sort();
    for span in spans.into_iter().rev() {
        out.insert(span.end as usize, '>');
        out.insert(span.start as usize, '<');
    }
    out
}

/// The text with its references to what stands at its cursor, `$0`.
pub fn references(text: &str) -> String {
    let (text, offset) = marked::cursor(text);
    around(&text, navigate::references(&marked::analyse(&text), offset, true))
}

/// The text with the definitions of what stands at its cursor, `$0`.
pub fn definitions(text: &str) -> String {
    let (text, offset) = marked::cursor(text);
    let found = navigate::definitions(&marked::analyse(&text), offset);
    around(&text, found.into_iter().map(|d| d.name).collect())
}
