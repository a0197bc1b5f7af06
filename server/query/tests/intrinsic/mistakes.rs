//! What is refused, where, and in which words.

use crate::check;
use asl_query::intrinsic::{CallErrorKind, parse};
use expect_test::expect;

#[test]
fn mistakes() {
    for (text, expected) in [
        (
            "",
            expect![[r#"
            call "" unclosed
            error 0..0 "": A call is expected here, as in `States.UUID()`.
        "#]],
        ),
        (
            " States.UUID()",
            expect![[r#"
                call "States.UUID"
                error 0..1 " ": A call begins with the name of its function. Remove the blank before it.
                  fix "States.UUID()"
            "#]],
        ),
        (
            "(1)",
            expect![[r#"
            call ""
              number 1
            error 0..1 "(": A call begins with the name of a function, as in `States.UUID()`.
        "#]],
        ),
        (
            "States.UUID",
            expect![[r#"
                call "States.UUID" unclosed
                error 0..11 "States.UUID": The arguments of a function stand in parentheses: `States.UUID(...)`.
                  fix "States.UUID()"
            "#]],
        ),
        (
            "States.Array(1",
            expect![[r#"
                call "States.Array" unclosed
                  number 1
                error 12..13 "(": This call is not closed. Add `)`.
                  fix "States.Array(1)"
            "#]],
        ),
        (
            "States.Array(States.Array(1)",
            expect![[r#"
                call "States.Array" unclosed
                  call "States.Array"
                    number 1
                error 12..13 "(": This call is not closed. Add `)`.
                  fix "States.Array(States.Array(1))"
            "#]],
        ),
        (
            "States.Array(1,",
            expect![[r#"
                call "States.Array" unclosed
                  number 1
                  Missing ""
                error 12..13 "(": This call is not closed. Add `)`.
                  fix "States.Array(1)"
            "#]],
        ),
        (
            "States.Array(1, )",
            expect![[r#"
                call "States.Array"
                  number 1
                  Missing " "
                error 14..15 ",": An argument is missing beside the comma. Write one or remove the comma.
                  fix "States.Array(1 )"
            "#]],
        ),
        (
            "States.Array(, 1)",
            expect![[r#"
                call "States.Array"
                  Missing ""
                  number 1
                error 13..14 ",": An argument is missing beside the comma. Write one or remove the comma.
                  fix "States.Array( 1)"
            "#]],
        ),
        (
            "States.Array(1) + 2",
            expect![[r#"
                call "States.Array"
                  number 1
                error 16..19 "+ 2": Nothing may stand behind the call. Remove this, or put it inside the parentheses.
                  fix "States.Array(1) "
            "#]],
        ),
        (
            "States.Array(1))",
            expect![[r#"
                call "States.Array"
                  number 1
                error 15..16 ")": Nothing may stand behind the call. Remove this, or put it inside the parentheses.
                  fix "States.Array(1)"
            "#]],
        ),
        (
            "States.Array('a)",
            expect![[r#"
                call "States.Array"
                  string "a" unclosed
                error 13..14 "'": This string is not closed. Add `'`.
                  fix "States.Array('a')"
            "#]],
        ),
        (
            "States.Array('a', 'b)",
            expect![[r#"
                call "States.Array"
                  string "a"
                  string "b" unclosed
                error 18..19 "'": This string is not closed. Add `'`.
                  fix "States.Array('a', 'b')"
            "#]],
        ),
        (
            "States.Format('it's {}', $.a)",
            expect![[r#"
            call "States.Format"
              string "it"
              path "$.a"
            error 18..23 "s {}'": After a string comes `,` or `)`. A quote that belongs to the string is written `\'`.
        "#]],
        ),
        (
            r"States.Array('a\')",
            expect![[r#"
                call "States.Array"
                  string "a'" unclosed
                error 13..14 "'": This string is not closed. Add `'`.
                  fix "States.Array('a\\'')"
            "#]],
        ),
        (
            "States.Array(\"a\")",
            expect![[r#"
                call "States.Array"
                  string "a"
                error 13..16 "\"a\"": Strings stand in single quotes here. Write `'` in place of `"`.
                  fix "States.Array('a')"
            "#]],
        ),
        (
            "States.Array(abc, True)",
            expect![[r#"
                call "States.Array"
                  Error "abc"
                  Error "True"
                error 13..16 "abc": Text stands in single quotes: `'abc'`. A path begins with `$`.
                error 18..22 "True": Write `true` in small letters.
                  fix "States.Array(abc, true)"
            "#]],
        ),
        (
            "States.Array(States.UUID)",
            expect![[r#"
                call "States.Array"
                  Error "States.UUID"
                error 13..24 "States.UUID": The arguments of a function stand in parentheses: `States.UUID(...)`.
                  fix "States.Array(States.UUID())"
            "#]],
        ),
        (
            "States.Array(01, .5, 1.2.3)",
            expect![[r#"
            call "States.Array"
              number 1
              Error ".5"
              Error "1.2.3"
            error 17..19 ".5": This is not a number. If it is text, put it in single quotes.
            error 21..26 "1.2.3": This is not a number. If it is text, put it in single quotes.
        "#]],
        ),
        (
            "States.Array($.a $.b)",
            expect![[r#"
                call "States.Array"
                  path "$.a"
                  path "$.b"
                doubt 16..17 " ": A comma is missing between these arguments. Add one.
                  fix "States.Array($.a, $.b)"
            "#]],
        ),
        (
            "States.Array('a''b')",
            expect![[r#"
            call "States.Array"
              string "a"
            error 16..19 "'b'": After a string comes `,` or `)`. A quote that belongs to the string is written `\'`.
        "#]],
        ),
        (
            "States.Array([1, 2])",
            expect![[r#"
            call "States.Array"
              Error "[1, 2]"
            error 13..19 "[1, 2]": An array cannot be written out here. Write `States.Array(...)`, or take it from a path.
        "#]],
        ),
        (
            "States.Array($.a., $[0)",
            expect![[r#"
                call "States.Array"
                  path "$.a."
                  path "$[0"
                error 16..17 ".": A name is missing after the dot. Write one or remove the dot.
                error 20..21 "[": This bracket is not closed. Add `]`.
                  fix "States.Array($.a., $[0])"
            "#]],
        ),
        (
            "States.Array($.a[?(@.b == x)])",
            expect![[r#"
                call "States.Array"
                  path "$.a[?(@.b == x)]"
                doubt 26..27 "x": Text in a filter needs quotes: `'x'`.
                  fix "States.Array($.a[?(@.b == 'x')])"
            "#]],
        ),
    ] {
        check(text, expected);
    }
}

#[test]
fn deep_nesting_ends_early() {
    let text = "States.Array(".repeat(100_000);
    let parsed = parse(&text);
    assert!(parsed.errors.iter().any(|error| error.kind == CallErrorKind::TooDeep));
    assert!(parsed.depth() <= 50);
    assert!(parsed.call_at(1000).is_some());
    for flat in ["(", ")", ",", "'", "f(1)", "$.a[", "1 ", "$ "] {
        let parsed = parse(&format!("f({}", flat.repeat(100_000)));
        assert!(parsed.errors.len() + parsed.doubts.len() > 0, "{flat}");
    }
}
