//! Texts with marks in them: `$0` is the cursor, `<...>` a placeholder.

use asl_query::Span;

/// The text without its `$0`, and where that stood, in bytes.
pub(crate) fn cursor(marked: &str) -> (String, u32) {
    let offset = marked.find("$0").unwrap();
    (marked.replacen("$0", "", 1), offset as u32)
}

/// Where each `<...>` stands, in bytes.
pub(crate) fn placeholders(text: &str) -> Vec<Span> {
    let ends = |start: usize| start + text[start..].find('>').unwrap() + 1;
    text.match_indices('<').map(|(start, _)| Span::new(start as u32, ends(start) as u32)).collect()
}
