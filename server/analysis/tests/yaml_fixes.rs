//! Quick fixes in YAML as people write it: with comments, in every style, at any indentation.

#![allow(clippy::unwrap_used)]

use asl_analysis::rewrite::apply;
use asl_analysis::{Analysis, Intent, rules};
use asl_syntax::{Dialect, Document};
use expect_test::{Expect, expect};

/// The text after the best fix for the first finding of the rule `code`, which has to be gone then.
fn check(code: &str, text: &str, after: &Expect) {
    after.assert_eq(&fixed(code, text, 0));
}

fn fixed(code: &str, text: &str, which: usize) -> String {
    let rule = rules::find(code).unwrap();
    let analyse = |text: &str| Analysis::new(Document::new(text, Dialect::Yaml), Intent::Machine);
    let before = analyse(text);
    let found: Vec<_> = before.findings().iter().filter(|f| f.rule == rule).collect();
    let finding = found.first().unwrap_or_else(|| panic!("no {code} in {:#?}", before.findings()));
    let fixes = rule.fix.unwrap()(&before, finding);
    let fix = fixes.get(which).unwrap_or_else(|| panic!("no fix for {finding:?}"));
    let cured = apply(text, &fix.edits);
    let after = analyse(&cured);
    let left = after.findings().iter().filter(|f| f.rule == rule).count();
    assert!(left < found.len(), "{code} is still there:\n{cured}");
    let errors = after.document().tree().errors();
    assert!(errors.len() <= before.document().tree().errors().len(), "{errors:?} in\n{cured}");
    cured
}

#[test]
fn a_member_is_added_behind_comments_and_nested_values() {
    check(
        "missing-transition",
        "StartAt: A
States:
  A:   # the only one
    Type: Pass
    Result:
      - 1
      - a: b   # deep
    # what follows is another state
  B:
    Type: Succeed
",
        &expect![[r#"
            StartAt: A
            States:
              A:   # the only one
                Type: Pass
                Result:
                  - 1
                  - a: b   # deep
                End: true
                # what follows is another state
              B:
                Type: Succeed
        "#]],
    );
}

#[test]
fn a_member_is_added_behind_a_block_scalar_and_at_the_end_of_the_text() {
    check(
        "missing-transition",
        "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Comment: |\n      one\n\n      two",
        &expect![[r#"
            StartAt: A
            States:
              A:
                Type: Pass
                Comment: |
                  one

                  two
                End: true"#]],
    );
    check(
        "missing-transition",
        "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Comment: |+\n      one\n\n  B:\n    Type: Succeed\n",
        &expect![[r#"
            StartAt: A
            States:
              A:
                Type: Pass
                Comment: |+
                  one

                End: true
              B:
                Type: Succeed
        "#]],
    );
}

#[test]
fn a_member_keeps_the_line_ending_and_the_flow_style() {
    let crlf = "StartAt: A\r\nStates:\r\n    A:\r\n        Type: Pass\r\n";
    assert_eq!(
        fixed("missing-transition", crlf, 0),
        "StartAt: A\r\nStates:\r\n    A:\r\n        Type: Pass\r\n        End: true\r\n"
    );
    check(
        "missing-transition",
        "StartAt: A\nStates:\n  A: {Type: Pass}\n",
        &expect![[r#"
            StartAt: A
            States:
              A: {Type: Pass, End: true}
        "#]],
    );
    check(
        "missing-transition",
        "StartAt: A\nStates:\n  A: {\n    Type: Pass,   # free\n    Comment: c   # last\n  }\n",
        &expect![[r#"
            StartAt: A
            States:
              A: {
                Type: Pass,   # free
                Comment: c,   # last
                End: true
              }
        "#]],
    );
    check(
        "missing-transition",
        "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\"}}} # JSON\n",
        &expect![[r#"
            {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}} # JSON
        "#]],
    );
}

#[test]
fn an_item_gets_what_it_lacks() {
    check(
        "missing-field",
        "StartAt: A
States:
  A:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage
    Retry:
    - MaxAttempts: 3
      # twice as long
      BackoffRate: 2
    End: true
",
        &expect![[r#"
            StartAt: A
            States:
              A:
                Type: Task
                Resource: arn:aws:states:::sqs:sendMessage
                Retry:
                - MaxAttempts: 3
                  # twice as long
                  BackoffRate: 2
                  ErrorEquals:
                  - States.ALL
                End: true
        "#]],
    );
    check(
        "missing-field",
        "States:\n  A:\n    Type: Succeed\n",
        &expect![[r#"
            States:
              A:
                Type: Succeed
            StartAt: ""
        "#]],
    );
}

#[test]
fn empty_brackets_become_a_block() {
    check(
        "no-states",
        "StartAt: Begin\nStates: {}   # none yet\n",
        &expect![[r#"
            StartAt: Begin
            States:
              Begin:
                Type: Succeed   # none yet
        "#]],
    );
}

#[test]
fn a_member_goes_with_its_lines_and_leaves_the_comments_of_others() {
    check(
        "next-and-end",
        "StartAt: A
States:
  A:
    Type: Pass
    # where it goes
    Next: B   # there
    # or ends
    End: true   # here
    # last words
  B:
    Type: Succeed
",
        &expect![[r#"
            StartAt: A
            States:
              A:
                Type: Pass
                # where it goes
                Next: B   # there
                # or ends
                # last words
              B:
                Type: Succeed
        "#]],
    );
    check(
        "nested-next",
        "StartAt: C
States:
  C:
    Type: Choice
    Choices:
      - Not:
          Next: C
          Variable: $.a
          IsNull: true
        Next: C
",
        &expect![[r#"
            StartAt: C
            States:
              C:
                Type: Choice
                Choices:
                  - Not:
                      Variable: $.a
                      IsNull: true
                    Next: C
        "#]],
    );
}

#[test]
fn the_first_member_behind_a_dash_gives_its_place_to_the_next() {
    check(
        "nested-next",
        "StartAt: C
States:
  C:
    Type: Choice
    Choices:
      - And:
          - Next: C   # no
            # present
            Variable: $.a
            IsNull: true
        Next: C
",
        &expect![[r#"
            StartAt: C
            States:
              C:
                Type: Choice
                Choices:
                  - And:
                      - # present
                        Variable: $.a
                        IsNull: true
                    Next: C
        "#]],
    );
}

#[test]
fn a_name_keeps_the_quotes_that_it_has() {
    let machine = |target: &str| format!("StartAt: {target}\nStates:\n  Finished:\n    Type: Succeed\n");
    for (before, after) in [
        ("Finishd", "Finished"),
        ("'Finishd'", "'Finished'"),
        ("\"Finishd\"", "\"Finished\""),
        (">-\n  Finishd", ">-\n  Finished"),
        ("|-\n    Finishd", "|-\n    Finished"),
    ] {
        assert_eq!(fixed("unknown-target", &machine(before), 0), machine(after));
    }
    let odd = |target: &str| format!("StartAt: {target}\nStates:\n  \"Done: yes\":\n    Type: Succeed\n");
    assert_eq!(fixed("unknown-target", &odd("Done-yes"), 0), odd("\"Done: yes\""));
    let word = |target: &str| format!("StartAt: {target}\nStates:\n  No:\n    Type: Succeed\n");
    assert_eq!(fixed("unknown-target", &word("Noo"), 0), word("\"No\""));
}

#[test]
fn what_yaml_reads_as_something_else_gets_quotes() {
    let machine = |target: &str, name: &str| format!("StartAt: {target}\nStates:\n  {name}:\n    Type: Succeed\n");
    assert_eq!(fixed("wrong-type", &machine("1", "1"), 0), machine("\"1\"", "1"));
    assert_eq!(fixed("wrong-type", &machine("True", "True"), 0), machine("\"True\"", "True"));
    assert_eq!(fixed("wrong-type", &machine("0x10", "0x10"), 0), machine("\"0x10\"", "0x10"));
    check(
        "wrong-type",
        "StartAt: A
States:
  A:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage
    Retry:
      - ErrorEquals: ['E', 404]
    End: true
",
        &expect![[r#"
            StartAt: A
            States:
              A:
                Type: Task
                Resource: arn:aws:states:::sqs:sendMessage
                Retry:
                  - ErrorEquals: ['E', "404"]
                End: true
        "#]],
    );
}

#[test]
fn code_in_block_scalars_keeps_their_lines() {
    check(
        "jsonata-unclosed",
        "QueryLanguage: JSONata
StartAt: A
States:
  A:
    Type: Pass
    Output: |-
      {% {
        'a': $states.input.a
      }
    End: true
",
        &expect![[r#"
            QueryLanguage: JSONata
            StartAt: A
            States:
              A:
                Type: Pass
                Output: |-
                  {% {
                    'a': $states.input.a
                  } %}
                End: true
        "#]],
    );
    check(
        "unknown-states-member",
        "QueryLanguage: JSONata
StartAt: A
States:
  A:
    Type: Pass
    Output: >-
      {% $states.inputt.a &
         'its' %}
    End: true
",
        &expect![[r#"
            QueryLanguage: JSONata
            StartAt: A
            States:
              A:
                Type: Pass
                Output: >-
                  {% $states.input.a &
                     'its' %}
                End: true
        "#]],
    );
}

#[test]
fn what_is_wrapped_moves_with_its_comments() {
    check(
        "lambda-arn-could-be-integration",
        "StartAt: A
States:
  A:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:Work
    Parameters:
      id.$: $.id   # the order
      # more
      list:
        - 1
    End: true
",
        &expect![[r#"
            StartAt: A
            States:
              A:
                Type: Task
                Resource: arn:aws:states:::lambda:invoke
                Parameters:
                  FunctionName: arn:aws:lambda:us-east-1:123456789012:function:Work
                  Payload:
                    id.$: $.id   # the order
                    # more
                    list:
                      - 1
                End: true
                OutputPath: $.Payload
        "#]],
    );
}

#[test]
fn the_syntax_of_yaml_can_be_mended() {
    check(
        "missing-space",
        "StartAt:A\nStates:\n  A:\n    Type: Succeed\n",
        &expect![[r#"
            StartAt: A
            States:
              A:
                Type: Succeed
        "#]],
    );
    check(
        "tab-indentation",
        "StartAt: A\nStates:\n  A:\n\t\tType: Succeed\n",
        &expect![[r#"
            StartAt: A
            States:
              A:
                Type: Succeed
        "#]],
    );
    check(
        "stray-colon",
        "StartAt: A\nStates:\n  A:\n    Type: Succeed\n    Comment: this: that   # so\n",
        &expect![[r#"
            StartAt: A
            States:
              A:
                Type: Succeed
                Comment: "this: that"   # so
        "#]],
    );
}

#[test]
fn a_state_without_anything_becomes_one() {
    check(
        "not-an-object",
        "StartAt: A\nStates:\n  A:\n  B:\n    Type: Succeed\n",
        &expect![[r#"
            StartAt: A
            States:
              A:
                Type: Succeed
              B:
                Type: Succeed
        "#]],
    );
}

#[test]
fn an_empty_text_gets_a_machine_in_its_notation() {
    check(
        "empty-document",
        "# to be written\n",
        &expect![[r#"
            # to be written
            StartAt: Done
            States:
              Done:
                Type: Succeed"#]],
    );
}
