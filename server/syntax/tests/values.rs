//! The data view.

// Helper functions of tests may do what tests may do.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use asl_syntax::{Dialect, Document, Kind, Span, Str, Value};
use proptest::prelude::*;

fn document(text: &str) -> Document {
    Document::new(text, Dialect::Json)
}

/// Calls `look` with the string that is the value of `a`.
fn with_string<T>(written: &str, look: impl FnOnce(Str<'_>) -> T) -> T {
    let document = document(&format!("{{\"a\": {written}}}"));
    let object = document.tree().root().and_then(Value::as_object).unwrap();
    look(object.value("a").and_then(Value::as_str).unwrap())
}

#[test]
fn objects_and_arrays() {
    let text = r#"{ "a": [1, "x", null], "b": {}, "a": true, "c" }"#;
    let document = document(text);
    let object = document.tree().root().unwrap().as_object().unwrap();
    let keys: Vec<_> = object.members().map(|member| member.key().text().into_owned()).collect();
    assert_eq!(keys, ["a", "b", "a", "c"]);
    assert_eq!(object.value("a").and_then(Value::as_bool), Some(true), "the last one counts");
    assert!(object.get("c").unwrap().value().is_none());
    assert_eq!(object.open(), Span::new(0, 1));
    assert_eq!(object.close(), Some(Span::new(text.len() as u32 - 1, text.len() as u32)));
    let first = object.members().next().unwrap();
    assert_eq!(&text[first.span().range()], r#""a": [1, "x", null]"#);
    assert_eq!(&text[first.comma().unwrap().range()], ",");
    let items: Vec<_> = first
        .value()
        .unwrap()
        .as_array()
        .unwrap()
        .items()
        .map(|item| (item.kind(), &text[item.span().range()]))
        .collect();
    assert_eq!(items, [(Kind::Number, "1"), (Kind::String, "\"x\""), (Kind::Null, "null")]);
}

#[test]
fn kinds() {
    let document = document(r#"[{}, [], "", 1, true, null, ${A}, True, 01, "${A}"]"#);
    let array = document.tree().root().unwrap().as_array().unwrap();
    let kinds: Vec<_> = array.items().map(Value::kind).collect();
    use Kind::*;
    assert_eq!(kinds, [Object, Array, String, Number, Bool, Null, Hole, Error, Error, String]);
    assert!(array.items().last().unwrap().is_hole());
}

#[test]
fn missing_closers() {
    let document = document("{\"a\": [1");
    let object = document.tree().root().unwrap().as_object().unwrap();
    assert_eq!(object.close(), None);
    assert_eq!(object.value("a").unwrap().as_array().unwrap().close(), None);
}

#[test]
fn numbers() {
    for (text, integer) in [
        ("5", true),
        ("-0", true),
        ("5.0", true),
        ("1e2", true),
        ("1.5e1", true),
        ("1.55e1", false),
        ("10e-1", true),
        ("5e-1", false),
        ("0.5", false),
        ("0e-9", true),
    ] {
        let document = document(text);
        let number = document.tree().root().unwrap().as_number().unwrap();
        assert_eq!(number.is_integer(), integer, "{text}");
        assert_eq!(number.value(), text.parse::<f64>().unwrap());
    }
}

#[test]
fn strings_decode() {
    assert_eq!(
        with_string(r#""a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#, |s| s.text().into_owned()),
        "a\"\\/\u{8}\u{c}\n\r\té😀"
    );
    assert_eq!(with_string(r#""\ud83d x \q \u12""#, |s| s.text().into_owned()), "\u{fffd} x \\q \\u12");
    assert_eq!(with_string("'it\\'s'", |s| s.text().into_owned()), "it's");
    assert_eq!(with_string("\"open", |s| (s.text().into_owned(), s.is_closed())), ("open".to_owned(), false));
    assert!(with_string(r#""abc""#, |s| s.is("abc") && s.is_closed() && s.inner() == Span::new(7, 10)));
}

#[test]
fn holes_in_strings() {
    let holes = |written: &str| {
        with_string(written, |s| s.holes().map(|hole| s.text()[hole.range()].to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(holes(r#""arn:${Region}:x{{y}}#{z}${""#), ["${Region}", "{{y}}", "#{z}"]);
    assert_eq!(holes(r#""{% {{a}} & '${B}' #{c} %}""#), ["${B}"]);
    assert_eq!(holes(r#""${a\u0062c}""#), ["${abc}"]);
    assert!(with_string(r#""${A}""#, |s| s.is_hole()));
    assert!(!with_string(r#""${A}${B}""#, |s| s.is_hole()));
    assert!(with_string(r#""x${A}""#, |s| s.has_hole()));
}

#[test]
fn escapes_map_both_ways() {
    // Decoded: a " é 😀 z
    let (map, start) = with_string(r#""a\"\u00e9\ud83d\ude00z""#, |s| (s.escapes(), s.inner().start));
    let to_raw: Vec<_> = (0..=9).map(|at| map.to_raw(at) - start).collect();
    assert_eq!(to_raw, [0, 1, 3, 3, 9, 9, 9, 9, 21, 22]);
    assert_eq!(map.to_raw_span(Span::new(1, 2)), Span::new(start + 1, start + 3));
    assert_eq!(map.to_raw_span(Span::new(2, 8)), Span::new(start + 3, start + 21));
    assert_eq!(map.to_raw_span(Span::empty(4)), Span::empty(start + 9));
    assert_eq!(map.to_decoded(start + 2), 1, "inside of an escape");
    assert_eq!(map.to_decoded(start + 21), 8);
    assert_eq!((map.to_decoded(0), map.to_decoded(u32::MAX)), (0, 9));
}

#[test]
fn parts_hold_relative_places() {
    let mut document = document("{\"a\": {\"b\": 1}, \"c\": 2}");
    let part = document.tree().root().unwrap().as_object().unwrap().get("a").unwrap().retain();
    let end = document.text().len();
    document.edit(Span::empty(end - 2), "1");
    document.edit(Span::empty(1), "\n  ");
    let member = document.tree().root().unwrap().as_object().unwrap().get("a").unwrap();
    let inner = |start: u32| part.member(start).value().unwrap().as_object().unwrap().get("b").unwrap().span();
    assert_eq!(inner(0), Span::new(6, 12));
    assert_eq!(inner(member.span().start), inner(0).shift(4));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Every character of the decoded text is written where the map says, and the pieces cover the string.
    #[test]
    fn maps_agree_with_decoding(parts in prop::collection::vec(prop::sample::select(vec![
        "a", "é", "😀", "\\n", "\\\\", "\\\"", "\\u0041", "\\ud83d\\ude00", "\\ud83d", "\\q", "\\u1", "${x}",
    ]), 0..16)) {
        let raw = parts.concat();
        with_string(&format!("\"{raw}\""), |s| {
            assert_eq!(s.raw(), raw);
            let (text, map) = (s.text(), s.escapes());
            assert_eq!(map.decoded_len() as usize, text.len());
            let mut last = s.inner().start;
            for (at, c) in text.char_indices() {
                let span = map.to_raw_span(Span::new(at as u32, (at + c.len_utf8()) as u32));
                assert_eq!(span.start, last);
                assert_eq!(map.to_decoded(span.start), at as u32);
                let written = &raw[(span.start - s.inner().start) as usize..(span.end - s.inner().start) as usize];
                // A backslash that begins no escape would take the quote behind it.
                if written != "\\" {
                    assert_eq!(with_string(&format!("\"{written}\""), |s| s.text().into_owned()), c.to_string());
                }
                last = span.end;
            }
            assert_eq!(last, s.inner().end);
        });
    }
}
