//! What filters are read as, and the mistakes in them.

use crate::{check, refuse};
use expect_test::expect;

#[test]
fn filters() {
    check(
        "$.a[?(@.x == 'cat' && @.age<5 || !@.y)]",
        expect![[r#"
        input .a [?(any{all{<current .x> Equal String("cat"); <current .age> Less Number}; not exists <current .y>})]
    "#]],
    );
    check(
        "$.a[?((@.x || @.y) && !(@.z >= $.limit))]",
        expect![[r#"
        input .a [?(all{(any{exists <current .x>; exists <current .y>}); not (<current .z> GreaterEqual <input .limit>)})]
    "#]],
    );
    check(
        "$[?(@.name =~ /^a.*\\/[0-9)]$/i)].x",
        expect![[r#"
        input [?(<current .name> Matches Regex)] .x
    "#]],
    );
    check(
        "$[?(@.size in ['S', \"M\"] && @.tags subsetof [1, true, {\"a\": null}])]",
        expect![[r#"
            input [?(all{<current .size> In Json; <current .tags> SubsetOf Json})]
        "#]],
    );
    check(
        "$[?(@ == 1 || @.a[?(@.b)] size 3 || @.c empty true)]",
        expect![[r#"
            input [?(any{<current> Equal Number; <current .a [?(exists <current .b>)]> Size Number; <current .c> Empty Bool(true)})]
        "#]],
    );
    check(
        "$[?(@.length() > 2 && $$.Execution.Id != $name.x)]",
        expect![[r#"
            input [?(all{<current .length()> Greater Number; <context .Execution .Id> NotEqual <variable(name) .x>})]
        "#]],
    );
}

#[test]
fn mistakes_in_filters() {
    refuse(
        &[
            "$[?]",
            "$[?()]",
            "$[?@.a]",
            "$[?(@.a) && @.b]",
            "$[?(@.a]",
            "$[?(@.a",
            "$[?(@.a = 1)]",
            "$[?(@.a == )]",
            "$[?(== 1)]",
            "$[?(@.a && )]",
            "$[?(@.a & @.b)]",
            "$[?(@.a and @.b)]",
            "$[?(@.a or @.b == 1)]",
            "$[?(@.a like 'x')]",
            "$[?(true)]",
            "$[?('a')]",
            "$[?(@.a == 'x)]",
            "$[?(@.a =~ /x)]",
            "$[?(@.a == 1.2.3)]",
            "$[?(@.a == 2024-01-01)]",
            "$[?(length(@.a) > 1)]",
            "$[?(@.a in ['x')]",
            "$[?(@.a == 'x' 'y')]",
        ],
        expect![[r#"
            "$[?]" => EmptyFilter "?"
            "$[?()]" => MissingOperand ""
            "$[?@.a]" => FilterParens "@.a"
                fix "$[?(@.a)]"
            "$[?(@.a) && @.b]" => FilterParens "(@.a) && @.b"
                fix "$[?((@.a) && @.b)]"
            "$[?(@.a]" => UnclosedParen "("
                fix "$[?(@.a)]"
            "$[?(@.a" => UnclosedParen "("
                fix "$[?(@.a)]"
            "$[?(@.a = 1)]" => BadOperator "="
                fix "$[?(@.a == 1)]"
            "$[?(@.a == )]" => MissingOperand ""
            "$[?(== 1)]" => MissingOperand ""
            "$[?(@.a && )]" => MissingOperand ""
            "$[?(@.a & @.b)]" => BadOperator "&"
                fix "$[?(@.a && @.b)]"
            "$[?(@.a and @.b)]" => BadOperator "and"
                fix "$[?(@.a && @.b)]"
            "$[?(@.a or @.b == 1)]" => BadOperator "or"
                fix "$[?(@.a || @.b == 1)]"
            "$[?(@.a like 'x')]" => BadOperator "like"
            "$[?(true)]" => NotACondition "true"
            "$[?('a')]" => NotACondition "'a'"
            "$[?(@.a == 'x)]" => UnclosedQuote "'"
                fix "$[?(@.a == 'x')]"
            "$[?(@.a =~ /x)]" => UnclosedQuote "/"
            "$[?(@.a == 1.2.3)]" => BadNumber "1.2.3"
            "$[?(@.a == 2024-01-01)]" => BadNumber "2024-01-01"
            "$[?(length(@.a) > 1)]" => FunctionBefore "length"
            "$[?(@.a in ['x')]" => UnclosedParen "("
                fix "$[?(@.a in ['x')])]"
            "$[?(@.a == 'x' 'y')]" => Unexpected "'y'"
        "#]],
    );
}
