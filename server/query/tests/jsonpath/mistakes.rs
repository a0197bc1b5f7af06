//! What is refused, where, and in which words.

use crate::{accept, check, refuse};
use asl_query::jsonpath::{PathErrorKind, parse};
use expect_test::expect;

#[test]
fn mistakes() {
    refuse(
        &[
            "",
            "data.identity",
            " $.a",
            "$.",
            "$.a.",
            "$..",
            "$...a",
            "$.foo bar",
            "$.a .b",
            "$. a",
            "$$23",
            "$5",
            "$foo-bar",
            "$[]",
            "$[0",
            "$.a[0.b",
            "$['a",
            "$['a].b",
            "$[foo]",
            "$[@.a]",
            "$[0,]",
            "$[,0]",
            "$[0 2]",
            "$[1.5]",
            "$[+1]",
            "$[1:2:3:4]",
            "$['a',1]",
            "$[*,0]",
            "$['\\u12']",
            "$.a\\",
            "$.a(",
            "$.length(",
            "$.(1)",
        ],
        expect![[r#"
            "" => Empty ""
            "data.identity" => MissingRoot "data"
                fix "$.data.identity"
            " $.a" => LeadingBlank " "
                fix "$.a"
            "$." => MissingName "."
            "$.a." => MissingName "."
            "$.." => MissingName ".."
            "$...a" => TooManyDots "."
                fix "$..a"
            "$.foo bar" => BlankInName "foo bar"
                fix "$['foo bar']"
            "$.a .b" => BlankInPath " "
                fix "$.a.b"
            "$. a" => BlankInPath " "
                fix "$.a"
            "$$23" => ExpectedSegment "2"
            "$5" => ExpectedSegment "5"
            "$foo-bar" => ExpectedSegment "-"
            "$[]" => EmptyBrackets "[]"
            "$[0" => UnclosedBracket "["
                fix "$[0]"
            "$.a[0.b" => UnclosedBracket "["
                fix "$.a[0].b"
            "$['a" => UnclosedQuote "'"
                fix "$['a']"
            "$['a].b" => UnclosedQuote "'"
                fix "$['a'].b"
            "$[foo]" => BadSelector "foo"
                fix "$['foo']"
            "$[@.a]" => BadSelector "@.a"
            "$[0,]" => MissingSelector ","
                fix "$[0]"
            "$[,0]" => MissingSelector ","
                fix "$[0]"
            "$[0 2]" => ExpectedComma "2"
            "$[1.5]" => BadIndex "1.5"
            "$[+1]" => BadIndex "+1"
            "$[1:2:3:4]" => BadIndex "1:2:3:4"
            "$['a',1]" => MixedUnion "'a',1"
            "$[*,0]" => MixedUnion "*,0"
            "$['\\u12']" => BadEscape "\\u12"
            "$.a\\" => DanglingEscape "\\"
            "$.a(" => UnclosedParen "("
                fix "$.a()"
            "$.length(" => UnclosedParen "("
                fix "$.length()"
            "$.(1)" => Unexpected "("
        "#]],
    );
}

#[test]
fn the_messages_say_what_to_do() {
    check(
        "data.identity",
        expect![[r#"
            missing .data .identity
            error 0..4 "data": A path begins with `$`. Write `$.data`.
              fix "$.data.identity"
        "#]],
    );
    check(
        "$.foo bar.x",
        expect![[r#"
            input .foo bar .x
            error 2..9 "foo bar": A name with a blank stands in brackets and quotes: `['foo bar']`.
              fix "$['foo bar'].x"
        "#]],
    );
    check(
        "$.a[0.b",
        expect![[r#"
            input .a [0 .b
            error 3..4 "[": This bracket is not closed. Add `]`.
              fix "$.a[0].b"
        "#]],
    );
    check(
        "$[?(@.a = 1)]",
        expect![[r#"
            input [?(<current .a> Unknown Number)]
            error 8..9 "=": `=` is no operator. Write `==`.
              fix "$[?(@.a == 1)]"
        "#]],
    );
    check(
        "$.a]",
        expect![[r#"
        input .a]
        doubt 3..4 "]": This is taken as part of the name. Remove it, or write the name in brackets and quotes: `['name']`.
    "#]],
    );
    check(
        "$.a.foo()",
        expect![[r#"
        input .a .foo()
        doubt 4..7 "foo": No function `foo` is known for paths. Known are append, avg, concat, first, index, keys, last, length, max, min, size, stddev, sum.
    "#]],
    );
}

#[test]
fn deep_nesting_ends_early() {
    for (start, open) in [("$.a", "[?(@"), ("$.a[?", "(!"), ("$.a", "[?(@.a == @"), ("$.a", ".length($")] {
        let text = format!("{start}{}", open.repeat(100_000));
        let parsed = parse(&text);
        let last = parsed.errors.last().unwrap();
        assert_eq!(last.kind, PathErrorKind::TooDeep, "{open}");
        parsed.completion_at(text.len() as u32);
        parsed.node_at(150);
    }
    for flat in ["[", "[?(", "(", "]", "[?(@==[", "$.a(", "[?(@.a =="] {
        let text = format!("$.a{}", flat.repeat(100_000));
        let parsed = parse(&text);
        assert!(parsed.errors.len() + parsed.doubts.len() > 0, "{flat}");
        parsed.completion_at(text.len() as u32);
    }
    let nested = format!("$.a{}@.b{}", "[?(@.b".repeat(10), ")]".repeat(10));
    accept(&[&nested]);
}
