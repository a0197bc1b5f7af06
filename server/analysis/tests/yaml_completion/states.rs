//! Names of states, and states to begin with.

use crate::{accept, check};
use expect_test::expect;

const STATES: &str = "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: On it\n  On it:\n    Type: Succeed\n  'no':\n    Type: Succeed\n";

#[test]
fn states_as_values() {
    check(&STATES.replace("Next: On it", "Next: $0"), expect!["On it, no, A"]);
    for typed in ["Next: $0", "Next:$0", "Next: On$0 it"] {
        accept(
            &STATES.replace("Next: On it", typed),
            "On it",
            expect![[r#"
        StartAt: A
        States:
          A:
            Type: Pass
            Next: On it
          On it:
            Type: Succeed
          'no':
            Type: Succeed
        [On it]
    "#]],
        );
    }
    for typed in ["Next: $0", "Next: \"$0\""] {
        accept(
            &STATES.replace("Next: On it", typed),
            "no",
            expect![[r#"
        StartAt: A
        States:
          A:
            Type: Pass
            Next: "no"
          On it:
            Type: Succeed
          'no':
            Type: Succeed
        [no]
    "#]],
        );
    }
    accept(
        &STATES.replace("Next: On it", "Next: '$0"),
        "On it",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Pass
            Next: 'On it'
          On it:
            Type: Succeed
          'no':
            Type: Succeed
        ['On it]
    "#]],
    );
}

#[test]
fn new_states() {
    let text = "StartAt: A\nStates:\n  $0\n";
    check(
        text,
        expect![
            "Task state, Pass state, Choice state, Wait state, Succeed state, Fail state, Parallel state, Map state"
        ],
    );
    accept(
        text,
        "Task state",
        expect![[r#"
        StartAt: A
        States:
          ${1:Task}:
            Type: Task
            Resource: ${2:arn:aws:states:::lambda:invoke}
            Parameters:
              FunctionName: $3
            Next: $9
        [Task:]
    "#]],
    );
    accept(
        "StartAt: A\nStates:\n  Check it$0\n",
        "Choice state",
        expect![[r#"
        StartAt: A
        States:
          ${1:Check it}:
            Type: Choice
            Choices:
              - Variable: \$.${1:value}
                ${2:StringEquals}: ${3:""}
                Next: $5
            Default: $9
        [Check it:]
    "#]],
    );
    accept(
        "StartAt: A\nStates:\n  A: $0\n",
        "{…} Pass state",
        expect![[r#"
        StartAt: A
        States:
          A: 
            Type: Pass
            Next: $9
        [Type: Pass]
    "#]],
    );
    let inside = "StartAt: A\nStates:\n  A:\n    $0\n  B:\n    Type: Pass\n";
    accept(
        inside,
        "{…} Wait state",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Wait
            Seconds: ${2:10}
            Next: $9
          B:
            Type: Pass
        [Type: Wait]
    "#]],
    );
    accept(
        inside,
        "Type",
        expect![[r#"
            StartAt: A
            States:
              A:
                Type: ${1|Task,Pass,Choice,Wait,Succeed,Fail,Parallel,Map|}
              B:
                Type: Pass
            [Type]
        "#]],
    );
}

#[test]
fn between_siblings_and_above_what_is_left() {
    let text = "StartAt: A\nStates:\n  A:\n    Type: Pass\n$0\n  # The last.\n  B:\n    Type: Pass\n";
    accept(
        text,
        "Succeed state",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Pass
          ${1:Succeed}:
            Type: Succeed
          # The last.
          B:
            Type: Pass
        [Succeed:]
    "#]],
    );
    check("StartAt: A\n$0\n  B:\n    Type: Pass\n", expect!["States, TimeoutSeconds, Version, Comment, QueryLanguage"]);
    accept(
        "StartAt: A\n$0\n  B:\n    Type: Pass\n",
        "States",
        expect![[r#"
        StartAt: A
        States:
          B:
            Type: Pass
        [States]
    "#]],
    );
}
