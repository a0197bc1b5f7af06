//! Lines, columns, and the layout of a text.

// Helper functions of tests may do what tests may do.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use asl_syntax::{Encoding, Indent, LineCol, LineEnding, Span, Text, indent_of};
use proptest::prelude::*;

const SAMPLE: &str = "aé😀z\r\nsecond\rthird\n\u{2028}x\n";

fn at(line: u32, col: u32) -> LineCol {
    LineCol { line, col }
}

#[test]
fn lines_end_where_the_protocol_says() {
    let text = Text::new(SAMPLE);
    let lines: Vec<_> = (0..text.line_count()).map(|line| text.slice(text.line_span(line)).into_owned()).collect();
    assert_eq!(lines, ["aé😀z", "second", "third", "\u{2028}x", ""]);
    assert_eq!(text.line_span(5), Span::empty(text.len()));
    assert_eq!(text.line_span(u32::MAX), Span::empty(text.len()));
    assert_eq!(Text::new("").line_count(), 1);
}

#[test]
fn columns_count_what_the_encoding_says() {
    let text = Text::new(SAMPLE);
    for (encoding, cols) in
        [(Encoding::Utf8, [0, 1, 3, 7, 8]), (Encoding::Utf16, [0, 1, 2, 4, 5]), (Encoding::Utf32, [0, 1, 2, 3, 4])]
    {
        for (col, offset) in cols.into_iter().zip([0, 1, 3, 7, 8]) {
            assert_eq!(text.offset(at(0, col), encoding), offset);
            assert_eq!(text.line_col(offset, encoding), at(0, col));
        }
    }
}

#[test]
fn places_are_told_alike_across_the_chunks_of_a_long_text() {
    let long = SAMPLE.repeat(300) + &"x".repeat(3000) + &SAMPLE.repeat(100);
    let text = Text::new(&long);
    for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
        let mut place = at(0, 0);
        let mut chars = long.char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            assert_eq!(text.line_col(offset as u32, encoding), place, "{encoding:?} at {offset}");
            let is_break = c == '\n' || c == '\r' && chars.peek().is_none_or(|(_, next)| *next != '\n');
            place = match encoding {
                _ if is_break => at(place.line + 1, 0),
                Encoding::Utf8 => at(place.line, place.col + c.len_utf8() as u32),
                Encoding::Utf16 => at(place.line, place.col + c.len_utf16() as u32),
                Encoding::Utf32 => at(place.line, place.col + 1),
            };
        }
    }
}

#[test]
fn places_that_are_none_become_the_nearest_before() {
    let text = Text::new(SAMPLE);
    assert_eq!(text.offset(at(0, 99), Encoding::Utf16), 8, "the end of the line, before \\r\\n");
    assert_eq!(text.offset(at(1, u32::MAX), Encoding::Utf8), 16);
    assert_eq!(text.offset(at(99, 0), Encoding::Utf16), text.len());
    assert_eq!(text.offset(at(0, 3), Encoding::Utf16), 3, "between the halves of a surrogate pair");
    assert_eq!(text.offset(at(0, 5), Encoding::Utf8), 3, "inside of four bytes");
    assert_eq!(text.line_col(5, Encoding::Utf16), at(0, 2));
    assert_eq!(text.line_col(9, Encoding::Utf32), at(0, 5), "between \\r and \\n");
    assert_eq!(text.line_col(u32::MAX, Encoding::Utf16), at(4, 0));
    assert_eq!(text.slice(Span::new(2, 5)), "é");
    assert_eq!(text.clamp(Span::new(2, 5)), Span::new(1, 3));
}

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop::sample::select(vec!["a", "é", "😀", "\n", "\r", "\r\n", "\t", "\u{2028}", "xyz"]),
        0..30,
    )
    .prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_place_comes_back(text in texts()) {
        let rope = Text::new(&text);
        prop_assert_eq!(rope.to_string(), text.clone());
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for (offset, _) in text.char_indices() {
                let place = rope.line_col(offset as u32, encoding);
                // Between `\r` and `\n` is no place that an editor can tell.
                if !text[..offset].ends_with('\r') || !text[offset..].starts_with('\n') {
                    prop_assert_eq!(rope.offset(place, encoding), offset as u32);
                }
            }
        }
    }

    #[test]
    fn edits_are_those_of_a_string(text in texts(), start in 0u32..60, length in 0u32..9, new in texts()) {
        let mut rope = Text::new(&text);
        let span = rope.clamp(Span::new(start, start + length));
        rope.replace(Span::new(start, start + length), &new);
        let mut expected = text;
        expected.replace_range(span.range(), &new);
        prop_assert_eq!(rope.to_string(), expected);
    }
}

#[test]
fn the_layout_is_guessed() {
    let guess = |text: &str| {
        let indent = Indent::of(&Text::new(text));
        (indent.unit, indent.line_ending)
    };
    assert_eq!(guess(""), ("  ".to_owned(), LineEnding::Lf));
    assert_eq!(guess("{\n    \"a\": {\n        \"b\": 1\n    }\n}\n"), ("    ".to_owned(), LineEnding::Lf));
    assert_eq!(guess("{\r\n\t\"a\": {\r\n\t\t\"b\": 1\r\n\t}\r\n}\r\n"), ("\t".to_owned(), LineEnding::CrLf));
    assert_eq!(
        guess("{\n  \"a\": [\n     1,\n     2\n  ],\n  \"b\": {\n    \"c\": {\n      \"d\": 1"),
        ("  ".to_owned(), LineEnding::Lf)
    );
    assert_eq!(guess("{\r \"a\": 1\r}"), ("  ".to_owned(), LineEnding::Cr));
    assert_eq!(indent_of(&Text::new("a\n \t b\n   "), 1), " \t ");
    assert_eq!(indent_of(&Text::new("a\n \t b\n   "), 2), "   ");
    assert_eq!(indent_of(&Text::new("a\n \t b\n   "), 9), "");
}
