//! Functions of templates are holes that can be looked into.

// Helper functions of tests may do what tests may do.
#![allow(clippy::unwrap_used)]

use asl_syntax::{Dialect, Document, Kind, Value};
use expect_test::{Expect, expect};

fn check(text: &str, dialect: Dialect, expected: Expect) {
    let document = Document::new(text, dialect);
    let mut found = String::new();
    show(text, document.tree().root().unwrap(), &mut found);
    expected.assert_eq(&found);
}

fn show(text: &str, value: Value<'_>, found: &mut String) {
    if let Some(intrinsic) = value.as_intrinsic() {
        assert_eq!(value.kind(), Kind::Hole);
        assert!(value.as_object().is_none());
        let argument = intrinsic.argument().map_or("nothing", |argument| &text[argument.span().range()]);
        *found += &format!("{} by {:?} of {argument:?}\n", intrinsic.name(), &text[intrinsic.name_span().range()]);
        if let Some(argument) = intrinsic.argument() {
            show(text, argument, found);
        }
    }
    let members = value.as_object().into_iter().flat_map(|object| object.members());
    let items = value.as_array().into_iter().flat_map(|array| array.items());
    members.filter_map(|member| member.value()).chain(items).for_each(|value| show(text, value, found));
}

#[test]
fn long_forms_are_functions_in_both_notations() {
    check(
        r#"{"A": {"Fn::Sub": "x"}, "B": {"Ref": "C"}, "D": {"Fn::Join": ["", ["a", {"Fn::GetAtt": ["F", "Arn"]}]]}}"#,
        Dialect::Json,
        expect![[r#"
            Sub by "\"Fn::Sub\"" of "\"x\""
            Ref by "\"Ref\"" of "\"C\""
            Join by "\"Fn::Join\"" of "[\"\", [\"a\", {\"Fn::GetAtt\": [\"F\", \"Arn\"]}]]"
            GetAtt by "\"Fn::GetAtt\"" of "[\"F\", \"Arn\"]"
        "#]],
    );
    check(
        "A:\n  Fn::Sub: x\nB: {Ref: C}\nD:\n  'Fn::If':\n    - a\n    - b\n",
        Dialect::Yaml,
        expect![[r#"
            Sub by "Fn::Sub" of "x"
            Ref by "Ref" of "C"
            If by "'Fn::If'" of "- a\n    - b"
        "#]],
    );
}

#[test]
fn tags_are_functions() {
    check(
        "A: !Sub |\n  x ${B}\nB: !GetAtt F.Arn\nC: !Join ['', [!Ref D]]\nE: !Sub\n  - a\n  - {b: c}\n",
        Dialect::Yaml,
        expect![[r#"
            Sub by "!Sub" of "|\n  x ${B}"
            GetAtt by "!GetAtt" of "F.Arn"
            Join by "!Join" of "['', [!Ref D]]"
            Ref by "!Ref" of "D"
            Sub by "!Sub" of "- a\n  - {b: c}"
        "#]],
    );
}

#[test]
fn what_only_looks_like_one_is_an_object() {
    for text in [r#"{"Ref": {"Type": "Pass"}}"#, r#"{"Ref": "a", "b": 1}"#, r#"{"Refs": "a"}"#, r#"{"Fn::": 1}"#, "{}"]
    {
        let document = Document::new(text, Dialect::Json);
        let root = document.tree().root().unwrap();
        assert_eq!(root.kind(), Kind::Object, "{text}");
        assert!(root.as_intrinsic().is_none() && root.as_object().is_some(), "{text}");
    }
}

#[test]
fn a_text_that_is_not_read_has_no_value_and_no_error() {
    let mut document = Document::new("resource {\n", Dialect::Text);
    document.edit(asl_syntax::Span::new(0, 8), "locals");
    assert_eq!(document.tree().green().to_string(), "locals {\n");
    assert!(document.tree().root().is_none() && document.tree().errors().is_empty());
}
