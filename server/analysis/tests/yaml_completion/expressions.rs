//! JSONata and paths inside of scalars of every style.

use crate::accept;
use expect_test::expect;

#[test]
fn expressions() {
    let output = |value: &str| {
        format!("QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Output: {value}\n")
    };
    accept(
        &output("$0"),
        "{% … %}",
        expect![[r#"
        QueryLanguage: JSONata
        StartAt: A
        States:
          A:
            Type: Pass
            Output: "{% $1 %}"
        [{% $states.input %}]
    "#]],
    );
    accept(
        &output("'{% $states.$0 %}'"),
        "input",
        expect![[r#"
        QueryLanguage: JSONata
        StartAt: A
        States:
          A:
            Type: Pass
            Output: '{% $states.input %}'
        [input]
    "#]],
    );
    accept(
        &output("\"{% $su$0 %}\""),
        "$sum",
        expect![[r#"
        QueryLanguage: JSONata
        StartAt: A
        States:
          A:
            Type: Pass
            Output: "{% \$sum(${1:array}) %}"
        [$sum]
    "#]],
    );
    accept(
        &output("|-\n      {%\n        $states.in$0\n      %}"),
        "input",
        expect![[r#"
        QueryLanguage: JSONata
        StartAt: A
        States:
          A:
            Type: Pass
            Output: |-
              {%
                $states.input
              %}
        [input]
    "#]],
    );
    accept(
        &output("|-\n      {%\n        $0\n      %}"),
        "$states.input",
        expect![[r#"
        QueryLanguage: JSONata
        StartAt: A
        States:
          A:
            Type: Pass
            Output: |-
              {%
                \$states.input
              %}
        [$states.input]
    "#]],
    );
    accept(
        &output(">-\n      {% $states.$0 %}"),
        "context",
        expect![[r#"
        QueryLanguage: JSONata
        StartAt: A
        States:
          A:
            Type: Pass
            Output: >-
              {% $states.context %}
        [context]
    "#]],
    );
    accept(
        "StartAt: A\nStates:\n  A:\n    Type: Pass\n    InputPath: $0\n",
        "$$.Execution.Id",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Pass
            InputPath: \$\$.Execution.Id
        [$$.Execution.Id]
    "#]],
    );
    accept(
        "StartAt: A\nStates:\n  A:\n    Type: Pass\n    InputPath: $$.Exe$0\n",
        "Execution",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Pass
            InputPath: $$.Execution
        [Execution]
    "#]],
    );
}
