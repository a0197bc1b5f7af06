//! One line and many lines.

use asl_query::jsonata::{format, parse, print};
use expect_test::{Expect, expect};

#[track_caller]
fn check_print(text: &str, expected: &str) {
    assert_eq!(print(&parse(text)), expected);
    assert_eq!(print(&parse(expected)), expected);
}

#[test]
fn one_line() {
    check_print("a . b[ 0 ]  .c", "a.b[0].c");
    check_print("1+2*-3", "1 + 2 * -3");
    check_print("{ 'a':1 ,\"b\" : [ 1 , 2..3 ] }", "{ 'a': 1, \"b\": [1, 2..3] }");
    check_print("{ }", "{}");
    check_print("( )", "()");
    check_print("($x:=1;$x ; )", "($x := 1; $x; )");
    check_print("a?b:c", "a ? b : c");
    check_print("a?:b??c", "a ?: b ?? c");
    check_print("a~>$f~>$g(?,1)", "a ~> $f ~> $g(?, 1)");
    check_print("a^( > b ,<c )", "a^(>b, <c)");
    check_print("a{b:c}.d[]", "a{ b: c }.d[]");
    check_print("λ( $a , $b )< n - n : n >{ $a }", "λ($a, $b)<n-n:n> { $a }");
    check_print("| a | {'b':1} , 'c' |", "|a|{ 'b': 1 }, 'c'|");
    check_print("a /* gone */ & b", "a & b");
    check_print("a * * * **", "a * * * **");
    check_print("a and or or in", "a and or or in");
    check_print("a@$x # $i . b", "a@$x#$i.b");
    check_print("$f( /a b/i )", "$f(/a b/i)");
}

#[test]
fn a_text_with_errors_is_given_back() {
    assert_eq!(print(&parse("a  +")), "a  +");
    assert_eq!(format("a  +", 80, 2), None);
}

fn check(text: &str, expected: Expect) {
    let formatted = format(text, 40, 2).unwrap();
    expected.assert_eq(&formatted);
    assert_eq!(format(&formatted, 40, 2).as_ref(), Some(&formatted));
}

#[test]
fn what_fits_stays_on_one_line() {
    check("  $f( a,b )[ 0 ].c  ", expect!["$f(a, b)[0].c"]);
    check("{'a':1}", expect!["{ 'a': 1 }"]);
}

#[test]
fn brackets_open_a_line_for_each_thing_inside() {
    check(
        "{'first': $states.input.first, 'second': [1,2,3]}",
        expect![[r#"
        {
          'first': $states.input.first,
          'second': [1, 2, 3]
        }"#]],
    );
    check(
        "$merge([$states.input, {'name': $states.context.Execution.Name}])",
        expect![[r#"
        $merge([
          $states.input,
          {
            'name': $states.context.Execution.Name
          }
        ])"#]],
    );
    check(
        "$function($states.input.first, $states.input.second)",
        expect![[r#"
        $function(
          $states.input.first,
          $states.input.second
        )"#]],
    );
    check(
        "Account.Order[Product.Price > 100 and Product.Color = 'red']",
        expect![[r#"
        Account.Order[
          Product.Price > 100
            and Product.Color = 'red'
        ]"#]],
    );
}

#[test]
fn blocks_take_a_line_for_each_expression() {
    check(
        "($x := 1; $y := 2; $x + $y)",
        expect![[r#"
        (
          $x := 1;
          $y := 2;
          $x + $y
        )"#]],
    );
    check(
        "(\n$x := 1;\n\n\n$y := 2;\n$x + $y\n)",
        expect![[r#"
        (
          $x := 1;

          $y := 2;
          $x + $y
        )"#]],
    );
    check(
        "$map($xs, function($x){($y := $x + 1; $y)})",
        expect![[r#"
        $map($xs, function($x) {(
          $y := $x + 1;
          $y
        )})"#]],
    );
    check(
        "$map($states.input.items, function($item, $index){{'value': $item, 'index': $index}})",
        expect![[r#"
        $map($states.input.items, function($item, $index) {{
          'value': $item,
          'index': $index
        }})"#]],
    );
}

#[test]
fn operators_begin_the_next_line() {
    check(
        "'arn:aws:s3:::' & $states.input.bucket & '/' & $states.input.key",
        expect![[r#"
        'arn:aws:s3:::'
          & $states.input.bucket
          & '/'
          & $states.input.key"#]],
    );
    check(
        "$states.input.a = 1 and $states.input.b = 2 or $states.input.c",
        expect![[r#"
        $states.input.a = 1
          and $states.input.b = 2
          or $states.input.c"#]],
    );
    check(
        "$type = 'first kind' ? $first : $type = 'second kind' ? $second : $third",
        expect![[r#"
        $type = 'first kind'
          ? $first
          : $type = 'second kind'
          ? $second
          : $third"#]],
    );
    check(
        "$states.input.items ~> $filter(function($v){$v > 1}) ~> $map(function($v){$v * 2})",
        expect![[r#"
        $states.input.items
          ~> $filter(function($v) { $v > 1 })
          ~> $map(function($v) { $v * 2 })"#]],
    );
}

#[test]
fn comments_stay() {
    check("/* head */ a /* tail */", expect!["/* head */ a /* tail */"]);
    check(
        "(\n  /* one */\n  $x := 1; /* behind */\n\n  /* two\n     lines */\n  $x\n)",
        expect![[r#"
        (
          /* one */
          $x := 1; /* behind */

          /* two
             lines */
          $x
        )"#]],
    );
    check("[1, /* inner */ 2]", expect!["[1, /* inner */ 2]"]);
    check("( /* nothing */ )", expect!["( /* nothing */ )"]);
}

#[test]
fn objects_that_begin_with_the_end_of_a_line_stay_open() {
    check(
        "{\n'a': 1, 'b': 2}",
        expect![[r#"
        {
          'a': 1,
          'b': 2
        }"#]],
    );
    check(
        "[{\n'a': [1..2]}]",
        expect![[r#"
        [
          {
            'a': [1..2]
          }
        ]"#]],
    );
}

#[test]
fn brackets_are_handed_on_beside_their_end() {
    check(
        "[$states.input.first, $states.input.second] ~> $merge",
        expect![[r#"
        [
          $states.input.first,
          $states.input.second
        ] ~> $merge"#]],
    );
    check(
        "(\n/* first */\n$a\n/* second */\n~> $f /* third */\n~> $g)",
        expect![[r#"
        (
          /* first */
          $a
            /* second */
            ~> $f /* third */
            ~> $g
        )"#]],
    );
}
