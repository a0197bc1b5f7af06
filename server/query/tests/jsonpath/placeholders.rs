//! Paths with placeholders in them.

use crate::marked;
use crate::tree::show;
use asl_query::jsonpath::parse_with_holes;
use expect_test::{Expect, expect};

/// Reads a text in which each `<...>` is a placeholder.
#[track_caller]
fn check(text: &str, expected: Expect) {
    expected.assert_eq(&show(text, &parse_with_holes(text, &marked::placeholders(text))));
}

#[test]
fn placeholders() {
    check(
        "<P>",
        expect![[r#"
        hole
    "#]],
    );
    check(
        "$<P>",
        expect![[r#"
        hole
    "#]],
    );
    check(
        "<P>.a..",
        expect![[r#"
        hole .a .. .
        error 5..7 "..": A name is missing after the dot. Write one or remove the dot.
    "#]],
    );
    check(
        "$.a<P>.b",
        expect![[r#"
        input .a? .b
    "#]],
    );
    check(
        "$.<P>",
        expect![[r#"
        input .?
    "#]],
    );
    check(
        "$.a[<P>]['x<P>']",
        expect![[r#"
            input .a [hole] ["x"?]
        "#]],
    );
    check(
        "$.a[<P>:3]",
        expect![[r#"
        input .a [hole]
    "#]],
    );
    check(
        "$.a[?(@.b == <P>)]",
        expect![[r#"
        input .a [?(<current .b> Equal Hole)]
    "#]],
    );
    check(
        "$.a[?(@.b <P> 'x<P>')]",
        expect![[r#"
        input .a [?(<current .b> Unknown Hole)]
    "#]],
    );
    check(
        "$.a[?<P>]",
        expect![[r#"
        input .a [?exists Hole]
    "#]],
    );
    check(
        "$.a['<P>",
        expect![[r#"
            input .a [""?
        "#]],
    );
    check(
        "$.a.length(<P>)",
        expect![[r#"
        input .a .length(Hole)
    "#]],
    );
    check(
        "$$.<P>.x y",
        expect![[r#"
            context .? .x y
            error 7..10 "x y": A name with a blank stands in brackets and quotes: `['x y']`.
              fix "$$.<P>['x y']"
        "#]],
    );
}
