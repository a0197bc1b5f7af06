//! What holds between the text that a string means and the document that writes it.

use asl_syntax::{Dialect, Document, Span, Str, Value};

/// How many ways [`documents`] writes a text.
pub(crate) const STYLES: u8 = 8;

/// Looks at every string of the document that writes `text` in the style of that number.
pub(crate) fn check(style: u8, text: &str) {
    let (dialect, document) = written(style % STYLES, text);
    let tree = Document::new(&document, dialect);
    let mut open: Vec<Value<'_>> = tree.tree().root().into_iter().collect();
    while let Some(value) = open.pop() {
        if let Some(object) = value.as_object() {
            for member in object.members() {
                look(member.key(), &document, dialect);
                open.extend(member.value());
            }
        }
        open.extend(value.as_array().into_iter().flat_map(|array| array.items()));
        if let Some(string) = value.as_str() {
            look(string, &document, dialect);
        }
    }
}

/// A document with `text` in it: as a whole, or as a scalar in one of the ways to write one.
fn written(style: u8, text: &str) -> (Dialect, String) {
    let lines = text.replace('\n', "\n    ");
    match style {
        0 => (Dialect::Json, text.to_owned()),
        1 => (Dialect::Json, format!("{{\"a\": \"{text}\"}}")),
        2 => (Dialect::Yaml, text.to_owned()),
        3 => (Dialect::Yaml, format!("a:\n  b: \"{lines}\"\n  c: d\n")),
        4 => (Dialect::Yaml, format!("a:\n  b: '{lines}'\n  c: d\n")),
        5 => (Dialect::Yaml, format!("a:\n  b: |\n    {lines}\n  c: d\n")),
        6 => (Dialect::Yaml, format!("a:\n  b: >2-\n    {lines}\n  c: d\n")),
        _ => (Dialect::Yaml, format!("a:\n  - {lines}\n  - c\n")),
    }
}

/// Every place of the text lies in the string, comes back from there, and the order is kept both ways.
fn look(string: Str<'_>, document: &str, dialect: Dialect) {
    let (text, map, inner) = (string.text(), string.escapes(), string.inner());
    let length = text.len() as u32;
    assert_eq!(map.decoded_len(), length, "{document:?}");
    let mut before: Option<Span> = None;
    for (at, c) in text.char_indices() {
        let decoded = Span::new(at as u32, (at + c.len_utf8()) as u32);
        let raw = map.to_raw_span(decoded);
        assert_eq!(map.to_raw(decoded.start), raw.start, "{document:?} at {decoded:?}");
        assert!(inner.contains_span(raw), "{raw:?} of {inner:?} in {document:?}");
        if raw.is_empty() {
            // The line end behind a block scalar is part of its text, but not of where it stands.
            assert!(dialect == Dialect::Yaml && c == '\n' && raw.start == inner.end, "{raw:?} in {document:?}");
            assert_eq!(map.to_decoded(raw.start), length, "{document:?}");
            before = Some(raw);
            continue;
        }
        let source = document.get(raw.range());
        assert!(source.is_some(), "{raw:?} splits a character of {document:?}");
        let plain = source.is_some_and(|source| source.chars().eq([c]));
        assert!(plain || escape(source.unwrap_or_default(), dialect), "{source:?} for {c:?} in {document:?}");
        // Only what is written as a whole, such as several empty lines, stands for more than one character.
        let back = map.to_decoded(raw.start);
        let shared = before.is_some_and(|before| before == raw && !plain);
        assert!(shared && back < decoded.start || back == decoded.start, "{decoded:?} of {document:?} is {back}");
        assert!(shared || before.is_none_or(|before| before.end <= raw.start), "{before:?}, {raw:?} of {document:?}");
        before = Some(raw);
    }
    let end = map.to_raw(length);
    assert!(inner.touches(end) && before.is_none_or(|before| before.end <= end), "{end} of {inner:?} in {document:?}");
    let mut last = 0;
    for at in (0..=document.len()).filter(|at| document.is_char_boundary(*at)) {
        let decoded = map.to_decoded(at as u32);
        assert!(last <= decoded && decoded <= length, "{at} of {document:?} is {decoded} after {last}");
        assert!(text.is_char_boundary(decoded as usize), "{at} of {document:?} is {decoded} of {text:?}");
        last = decoded;
    }
    assert_eq!(last, length, "the end of {document:?}");
}

/// Whether a string may write a character in this way.
fn escape(source: &str, dialect: Dialect) -> bool {
    let folded = || source.chars().all(|c| matches!(c, ' ' | '\t' | '\r' | '\n'));
    source.starts_with('\\') || dialect == Dialect::Yaml && (source == "''" || folded())
}
