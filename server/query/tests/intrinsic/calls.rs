//! What calls are read as, what is asked of their trees, and the colours of their words.

use crate::check;
use crate::shown::tokens;
use asl_query::intrinsic::{StaticType, parse};
use expect_test::expect;

#[test]
fn calls() {
    check(
        "States.UUID()",
        expect![[r#"
        call "States.UUID"
    "#]],
    );
    check(
        "States.Array( 'a' , -1.5,1e2, true,null )  ",
        expect![[r#"
        call "States.Array"
          string "a"
          number -1.5
          number 100
          Bool(true) "true"
          Null "null"
    "#]],
    );
    check(
        "States.Format('{} of {}', States.ArrayGetItem(States.StringSplit($.a, '/'), 0), $$.Execution.Name)",
        expect![[r#"
            call "States.Format"
              string "{} of {}" slot 15..17 slot 21..23
              call "States.ArrayGetItem"
                call "States.StringSplit"
                  path "$.a"
                  string "/"
                number 0
              path "$$.Execution.Name"
        "#]],
    );
    check(
        "States.ArrayLength($.a[?(@.b == 'x, y)' && @.c in [1, 2])].d)",
        expect![[r#"
            call "States.ArrayLength"
              path "$.a[?(@.b == 'x, y)' && @.c in [1, 2])].d"
        "#]],
    );
    check(
        "States.MathAdd($count, $order.items[0].n)",
        expect![[r#"
        call "States.MathAdd"
          path "$count"
          path "$order.items[0].n"
    "#]],
    );
    check(
        "States.Format ($)",
        expect![[r#"
        call "States.Format"
          path "$"
    "#]],
    );
}

#[test]
fn strings_and_templates() {
    check(
        r"States.Format('it\'s \{\} and {} \\ {}{}', $.a, $.b, $.c)",
        expect![[r#"
            call "States.Format"
              string "it's {} and {} \\ {}{}" slot 30..32 slot 36..38 slot 38..40
              path "$.a"
              path "$.b"
              path "$.c"
        "#]],
    );
    check(
        "States.Format('a { b } {x}')",
        expect![[r#"
        call "States.Format"
          string "a { b } {x}" stray 17..18 stray 21..22 stray 23..24 stray 25..26
    "#]],
    );
    check(
        r"States.Format('a\n')",
        expect![[r#"
            call "States.Format"
              string "an"
            doubt 16..18 "\\n": Only `\'`, `\{`, `\}` and `\\` are escapes here. Write the character without a backslash.
              fix "States.Format('an')"
        "#]],
    );
    check(
        "States.Format('zeile\n{}', $.a)",
        expect![[r#"
        call "States.Format"
          string "zeile\n{}" slot 21..23
          path "$.a"
    "#]],
    );
}

#[test]
fn depth_and_count() {
    let text = "States.A(States.B(States.C(1)), States.D())";
    let call = parse(text).call;
    assert_eq!((call.depth(), call.count()), (3, 4));
    let deeper: Vec<&str> = call.deeper_than(2).iter().map(|c| c.name.as_str()).collect();
    assert_eq!(deeper, ["States.C"]);
    assert!(call.deeper_than(3).is_empty());
    let mut names = Vec::new();
    call.each(&mut |call| names.push(call.name.as_str()));
    assert_eq!(names, ["States.A", "States.B", "States.C", "States.D"]);
}

#[test]
fn paths_of_a_call() {
    let text = "States.A($.x, States.B($$.y), $z)";
    let call = parse(text).call;
    let mut paths = Vec::new();
    call.each_path(&mut |path| paths.push(path.span.text(text)));
    assert_eq!(paths, ["$.x", "$$.y", "$z"]);
}

#[test]
fn static_types() {
    let call = parse("f('a', 1, 1.0, 1.5, true, null, $.a, f())").call;
    let types: Vec<_> = call.args.iter().map(asl_query::intrinsic::Arg::static_type).collect();
    assert_eq!(
        types,
        [
            Some(StaticType::String),
            Some(StaticType::Integer),
            Some(StaticType::Integer),
            Some(StaticType::Fraction),
            Some(StaticType::Boolean),
            Some(StaticType::Null),
            None,
            None,
        ]
    );
}

#[test]
fn tokens_for_colouring() {
    let text = "States.Format('{}', $.a['b'], States.Add(1, true))";
    expect![[r#"
        Function States.Format
        Punctuation (
        String '{}'
        Punctuation ,
        Root $
        Punctuation .
        Name a
        Punctuation [
        Name 'b'
        Punctuation ]
        Punctuation ,
        Function States.Add
        Punctuation (
        Number 1
        Punctuation ,
        Keyword true
        Punctuation )
        Punctuation )"#]]
    .assert_eq(&tokens(text, &parse(text).tokens));
}
