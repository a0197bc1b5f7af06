//! What paths are read as, and the colours of their words.

use crate::shown::tokens;
use crate::{accept, check};
use asl_query::jsonpath::parse;
use expect_test::expect;

#[test]
fn roots_and_members() {
    check(
        "$",
        expect![[r#"
        input
    "#]],
    );
    check(
        "$$.Execution.Id",
        expect![[r#"
        context .Execution .Id
    "#]],
    );
    check(
        "$order.items[0]",
        expect![[r#"
        variable(order) .items [0]
    "#]],
    );
    check(
        "$größe",
        expect![[r#"
        variable(größe)
    "#]],
    );
    check(
        "$.a['b c'][\"d\"]",
        expect![[r#"
        input .a ["b c"] ["d"]
    "#]],
    );
    check(
        r"$.with\.dot\[x\]",
        expect![[r#"
        input .with.dot[x]
    "#]],
    );
    check(
        r"$['it\'s']['\u263a\uD83D\uDE00']",
        expect![[r#"
        input ["it's"] ["☺😀"]
    "#]],
    );
}

#[test]
fn brackets() {
    check(
        "$[0][-1][ 1 , 2 ]['a', 'b']",
        expect![[r#"
        input [0] [-1] [1, 2] ["a", "b"]
    "#]],
    );
    check(
        "$[1:3][:2][-3:][::2][:]",
        expect![[r#"
        input [1:3:] [:2:] [-3::] [::2] [::]
    "#]],
    );
    check(
        "$.*[*]..b..[*]",
        expect![[r#"
        input .* [*] .. .b .. [*]
    "#]],
    );
}

#[test]
fn functions() {
    check(
        "$.items.length()",
        expect![[r#"
        input .items .length()
    "#]],
    );
    check(
        "$.concat($.a, \"b\", 'c', -1.5)",
        expect![[r#"
        input .concat(<input .a>, String("b"), String("c"), Number)
    "#]],
    );
    check(
        "$.max($..x.avg(), $.y[?(@.z)].min())",
        expect![[r#"
        input .max(<input .. .x .avg()>, <input .y [?(exists <current .z>)] .min()>)
    "#]],
    );
}

#[test]
fn what_real_machines_write() {
    accept(&[
        "$.[0].x",
        "$.[*].y",
        "$.a[?(@.x == $.y)]",
        "$.a[?(@.x =~ /re/i)]",
        "$.a ",
        "$[0] \n",
        "$ ",
        "$.detail-type",
        "$.aws:tags",
        "$.1prop",
        "$.@timestamp",
        "$..[*]foo[?(@.bar)].bar",
        "$['x-datum']",
        "$.名前.ключ",
        "$.a#b/c",
        "$['']",
    ]);
    check(
        "$..Results[?(@.status==Failure)]",
        expect![[r#"
            input .. .Results [?(<current .status> Equal Word)]
            doubt 23..30 "Failure": Text in a filter needs quotes: `'Failure'`.
              fix "$..Results[?(@.status=='Failure')]"
        "#]],
    );
}

#[test]
fn tokens_for_colouring() {
    let text = "$$.a['b'][?(@.c =~ /x/ && $v.d >= 1.5 && @.e in [true, 'f'])].length()";
    expect![[r#"
        Root $$
        Punctuation .
        Name a
        Punctuation [
        Name 'b'
        Punctuation ]
        Punctuation [
        Operator ?
        Punctuation (
        Root @
        Punctuation .
        Name c
        Operator =~
        Regex /x/
        Operator &&
        Variable $v
        Punctuation .
        Name d
        Operator >=
        Number 1.5
        Operator &&
        Root @
        Punctuation .
        Name e
        Operator in
        Punctuation [
        Keyword true
        Punctuation ,
        String 'f'
        Punctuation ]
        Punctuation )
        Punctuation ]
        Punctuation .
        Function length
        Punctuation (
        Punctuation )"#]]
    .assert_eq(&tokens(text, &parse(text).tokens));
}

#[test]
fn leading_members() {
    let names = |text: &str| parse(text).leading_members().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
    assert_eq!(names("$$.Execution['Input'][0].x"), ["Execution", "Input"]);
    assert_eq!(names("$..x"), Vec::<String>::new());
}
