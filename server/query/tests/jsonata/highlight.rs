//! Colours of words.

use asl_query::jsonata::highlight::highlights;
use asl_query::jsonata::parse;
use asl_query::jsonata::scope::scopes;
use expect_test::{Expect, expect};

fn check(text: &str, expected: Expect) {
    let parsed = parse(text);
    let words: Vec<String> = highlights(&parsed, &scopes(&parsed))
        .iter()
        .map(|word| {
            let definition = if word.is_definition { "!" } else { "" };
            format!("{} {:?}{definition}", parsed.slice(word.span), word.kind)
        })
        .collect();
    expected.assert_eq(&words.join("\n"));
}

#[test]
fn words_have_colours() {
    check(
        "($f := function($a)<n:n>{ $a + 1 }; $x ~> $f ~> $sum(2))",
        expect![[r#"
        $f Function!
        := Operator
        function Keyword
        $a Parameter!
        < Type
        n Type
        : Type
        n Type
        > Type
        $a Parameter
        + Operator
        1 Number
        $x Variable
        ~> Operator
        $f Function
        ~> Operator
        $sum Function
        2 Number"#]],
    );
    check(
        "{'a': 'b', c: a.'d'.`e`[and and true]} /* c */",
        expect![[r#"
        'a' Property
        : Operator
        'b' String
        c Property
        : Operator
        a Property
        'd' Property
        `e` Property
        and Property
        and Keyword
        true Keyword
        /* c */ Comment"#]],
    );
    check(
        "$match($x, /a/i) in [null] ? * : **",
        expect![[r#"
        $match Function
        $x Variable
        /a/i Regex
        in Keyword
        null Keyword
        ? Operator
        * Operator
        : Operator
        ** Operator"#]],
    );
}
