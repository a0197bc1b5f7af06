//! A text has no errors exactly when strict parsers take it.

// Helper functions of tests may do what tests may do.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use asl_syntax::{Dialect, Document, Value};
use jsonc_parser::{CollectOptions, ParseOptions};
use proptest::prelude::*;

fn strict() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        ..ParseOptions::default()
    }
}

fn check(text: &str) {
    let document = Document::new(text, Dialect::Json);
    assert_eq!(document.tree().green().to_string(), text);
    let errors = document.tree().errors();
    let judged = serde_json::from_str::<serde_json::Value>(text);
    match judged {
        Ok(value) => {
            assert_eq!(errors, [], "{text:?}");
            let root = document.tree().root().unwrap();
            assert_eq!(plain(root), value, "{text:?}");
            assert!(jsonc_parser::parse_to_ast(text, &CollectOptions::default(), &strict()).is_ok(), "{text:?}");
        }
        // Not grammar but a limit of that parser: numbers beyond a double, half surrogate pairs.
        Err(error) if error.to_string().contains("out of range") || error.to_string().contains("surrogate") => {}
        Err(error) if error.to_string().contains("unexpected end of hex escape") => {}
        Err(error) => assert!(!errors.is_empty(), "{text:?}: {error}"),
    }
}

/// The value as the data view tells it.
fn plain(value: Value<'_>) -> serde_json::Value {
    if let Some(object) = value.as_object() {
        let members = object.members().map(|member| (member.key().text().into_owned(), plain(member.value().unwrap())));
        return serde_json::Value::Object(members.collect());
    }
    if let Some(array) = value.as_array() {
        return array.items().map(plain).collect();
    }
    if let Some(string) = value.as_str() {
        return string.text().into();
    }
    if let Some(number) = value.as_number() {
        return serde_json::from_str(number.text()).unwrap();
    }
    value.as_bool().map_or(serde_json::Value::Null, serde_json::Value::Bool)
}

/// Well-formed JSON, laid out anyhow.
fn json() -> impl Strategy<Value = String> {
    let space = prop_oneof![6 => Just(""), 2 => Just(" "), 1 => Just("\n"), 1 => Just("\r\n    "), 1 => Just("\t")];
    let string = prop_oneof![
        "[a-zA-Z ${}%:,\\[\\]'#/]{0,12}",
        Just(r#"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"#.to_owned()),
        Just("é😀\u{2028}".to_owned()),
        Just("{% $a.b[0] %}".to_owned()),
    ]
    .prop_map(|inner| format!("\"{inner}\""));
    let leaf = prop_oneof![
        string.clone(),
        Just("true".to_owned()),
        Just("false".to_owned()),
        Just("null".to_owned()),
        "-?(0|[1-9][0-9]{0,5})(\\.[0-9]{1,3})?([eE][+-]?[0-9]{1,2})?",
    ];
    leaf.prop_recursive(5, 40, 5, move |inner| {
        let item = (space.clone(), inner.clone(), space.clone()).prop_map(|(a, item, b)| format!("{a}{item}{b}"));
        let member = (space.clone(), string.clone(), space.clone(), item.clone())
            .prop_map(|(a, key, b, item)| format!("{a}{key}{b}:{item}"));
        prop_oneof![
            prop::collection::vec(item, 1..5).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(member, 1..5).prop_map(|members| format!("{{{}}}", members.join(","))),
            space.clone().prop_map(|space| format!("[{space}]")),
            space.clone().prop_map(|space| format!("{{{space}}}")),
        ]
    })
}

/// What texts that may or may not be JSON are made of.
fn soup() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "{", "}", "[", "]", ":", ",", "\"", "\"a\"", "\"b\"", " ", "\n", "\n  ", "1", "-", "0", ".5", "e3", "true",
        "null", "nul", "\\", "'", "//x", "/*", "*/", "#", "${", "${A}", "\u{a0}", "\u{0}", "\t", "é", "\\u12", "{%",
        "%}", "=", ";",
    ]);
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn json_has_no_errors(text in json()) {
        prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{}", text);
        check(&text);
    }

    #[test]
    fn damaged_json_is_judged_alike(text in json(), at in any::<prop::sample::Index>(), new in soup(), length in 0usize..3) {
        let mut text = text;
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let start = at.index(places.len());
        let end = (start + length).min(places.len() - 1);
        text.replace_range(places[start]..places[end], &new);
        check(&text);
    }

    #[test]
    fn soup_is_judged_alike(text in soup()) {
        check(&text);
    }
}

#[test]
fn deep_nesting_is_kept_as_text() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
        let text = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        let mut document = Document::new(&text, Dialect::Json);
        assert_eq!(document.text().to_string(), text);
        let kinds: Vec<_> = document.tree().errors().iter().map(|error| error.kind).collect();
        assert_eq!(kinds, [asl_syntax::SyntaxErrorKind::TooDeep]);
        document.edit(asl_syntax::Span::new(0, 1), "");
        document.cursor(text.len() as u32 / 2);
        let unclosed = Document::new(&open.repeat(100_000), Dialect::Json);
        assert!(!unclosed.tree().errors().is_empty());
    }
}
