//! Which texts are paths, and which paths are reference paths.

use asl_query::Span;
use asl_query::jsonpath::{Kind, classify, classify_with_holes, parse};
use expect_test::{Expect, expect};

#[track_caller]
fn check_reference(text: &str, expected: Expect) {
    let parsed = parse(text);
    assert!(parsed.errors.is_empty(), "{text}: {:?}", parsed.errors);
    expected.assert_eq(&match parsed.is_reference_path() {
        Ok(()) => "yes".to_owned(),
        Err(no) => format!("{:?} {}", no.span.text(text), no.reason.message()),
    });
}

#[test]
fn reference_paths() {
    for text in ["$", "$.a.b", "$['a b'][0]", "$['a:b,c?d*@e']", "$$.x", "$v.x[0]", r"$.a\:b"] {
        check_reference(text, expect!["yes"]);
    }
    check_reference(
        "$.a.*",
        expect![[r#"".*" `*` finds many values, and this path must lead to exactly one. Name a member or an index."#]],
    );
    check_reference(
        "$.a[*].b",
        expect![[r#""*" `*` finds many values, and this path must lead to exactly one. Name a member or an index."#]],
    );
    check_reference(
        "$..a",
        expect![[r#"".." `..` finds many values, and this path must lead to exactly one. Write the way in full."#]],
    );
    check_reference(
        "$.a[1:2]",
        expect![[r#""1:2" A slice finds many values, and this path must lead to exactly one. Use one index."#]],
    );
    check_reference(
        "$.a[?(@.b)]",
        expect![[
            r#""?(@.b)" A filter finds many values, and this path must lead to exactly one. Filter in a state before."#
        ]],
    );
    check_reference(
        "$['a','b']",
        expect![[
            r#""['a','b']" A list in brackets finds many values, and this path must lead to exactly one. Name one of them."#
        ]],
    );
    check_reference(
        "$.a.length()",
        expect![[
            r#"".length()" A function makes a new value, and this path must lead to one that exists. Call it in a state before."#
        ]],
    );
    check_reference(
        "$.a.b:c",
        expect![[
            r#"":" Without quotes, `@`, `,`, `:`, `?` and `*` are operators, which this path may not have. Write the name as `['name']`."#
        ]],
    );
}

#[test]
fn kinds() {
    let kinds = [
        ("$", Kind::Path),
        ("$ ", Kind::Path),
        ("$.a", Kind::Path),
        ("$[0]", Kind::Path),
        ("$$", Kind::ContextPath),
        ("$$.a", Kind::ContextPath),
        ("$name", Kind::VariablePath),
        ("$_x.y", Kind::VariablePath),
        ("$states.input", Kind::VariablePath),
        ("States.UUID()", Kind::Intrinsic),
        ("States.Format ('x')", Kind::Intrinsic),
        ("States.", Kind::Other),
        ("States.Format", Kind::Other),
        ("States.Format $.x)", Kind::Other),
        ("{% $x %}", Kind::Jsonata),
        ("{ %", Kind::Other),
        (" $.a", Kind::Other),
        ("$5", Kind::Other),
        ("$ 5", Kind::Other),
        ("plain", Kind::Other),
        ("", Kind::Other),
    ];
    for (text, kind) in kinds {
        assert_eq!(classify(text), kind, "{text:?}");
    }
    assert_eq!(classify_with_holes("${X}.a", &[Span::new(0, 4)]), Kind::Unknown);
    assert_eq!(classify_with_holes("$${X}", &[Span::new(1, 5)]), Kind::Path);
    assert_eq!(classify_with_holes("States.${F}", &[Span::new(7, 11)]), Kind::Unknown);
    assert_eq!(classify_with_holes("plain${X}", &[Span::new(5, 9)]), Kind::Other);
    assert_eq!(classify_with_holes("States.${F}(1)", &[Span::new(7, 11)]), Kind::Intrinsic);
}
