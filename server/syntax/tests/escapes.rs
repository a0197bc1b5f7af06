//! Places inside of strings, in every way that a document can write them.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod escape_invariants;

use std::fs;
use std::path::Path;

use asl_syntax::{Dialect, Document, Span};
use expect_test::{Expect, expect};
use proptest::prelude::*;

/// Every character of the string that is the first value of `document`, beside what writes it.
fn check(dialect: Dialect, document: &str, expected: Expect) {
    let tree = Document::new(document, dialect);
    let member = tree.tree().root().unwrap().as_object().unwrap().members().next().unwrap();
    let string = member.value().unwrap().as_str().unwrap();
    let (text, map) = (string.text(), string.escapes());
    let pairs = text.char_indices().map(|(at, c)| {
        let raw = map.to_raw_span(Span::new(at as u32, (at + c.len_utf8()) as u32));
        let raw = &document[raw.range()];
        if raw.chars().eq([c]) { raw.to_owned() } else { format!("<{}={}>", c.escape_debug(), raw.escape_debug()) }
    });
    expected.assert_eq(&pairs.collect::<String>());
    for style in 0..escape_invariants::STYLES {
        escape_invariants::check(style, document);
    }
}

#[test]
fn json() {
    check(Dialect::Json, r#"{"a": "x\n\"\u00e9\/é"}"#, expect![[r#"x<\n=\\n><\"=\\\"><é=\\u00e9></=\\/>é"#]]);
    check(Dialect::Json, r#"{"a": "\ud83d\ude00 \ud83d, \q"}"#, expect![[r#"<😀=\\ud83d\\ude00> <�=\\ud83d>, \q"#]]);
}

#[test]
fn yaml() {
    check(Dialect::Yaml, "a: \"x\\x41\\\n  y\n\n  z\"\n", expect![[r#"x<A=\\x41>y<\n=\n\n>z"#]]);
    check(Dialect::Yaml, "a: 'it''s\n  so'\n", expect![[r#"it<\'=\'\'>s< =\n>so"#]]);
    check(
        Dialect::Yaml,
        "a: |\n  x\n\n    y\n",
        expect![[r#"
        x

          y<\n=>"#]],
    );
    check(
        Dialect::Yaml,
        "a: >-\n  x\n  y\n\n  z\n",
        expect![[r#"
        x< =\n>y
        z"#]],
    );
    check(Dialect::Yaml, "a: x\n  y\n", expect![[r#"x< =\n>y"#]]);
}

/// Texts that a fuzzer has found: the number of the style in the first line.
#[test]
fn findings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/escape_findings");
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let (style, text) = text.split_once('\n').unwrap();
        escape_invariants::check(style.parse().unwrap(), text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn any_text_in_any_style(style in 0..escape_invariants::STYLES, text in "([ \\t\\n\\r'\":#|>&*?,\\[\\]{}%@!-]|\\\\[\\\\nux\"/ \\n]|[a-f0-9]|é|😀){0,24}") {
        escape_invariants::check(style, &text);
    }
}
