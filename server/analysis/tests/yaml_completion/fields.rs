//! Names of fields, and whole machines where there is none yet.

use crate::{accept, check};
use expect_test::expect;

#[test]
fn fields_at_keys() {
    let task = "StartAt: A\nStates:\n  A:\n    Type: Task\n    $0\n";
    check(
        task,
        expect![
            "Resource, Next, End, InputPath, Parameters, ResultSelector, ResultPath, OutputPath, Assign, Credentials, TimeoutSeconds, TimeoutSecondsPath, HeartbeatSeconds, HeartbeatSecondsPath, Retry, Catch, Comment, QueryLanguage"
        ],
    );
    accept(
        task,
        "Resource",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Task
            Resource: $1
        [Resource]
    "#]],
    );
    accept(
        task,
        "Retry",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Task
            Retry:
              - ErrorEquals:
                  - ${1:States.ALL}
                IntervalSeconds: ${2:2}
                MaxAttempts: ${3:3}
                BackoffRate: ${4:2}
        [Retry]
    "#]],
    );
    accept(
        task,
        "Parameters",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Task
            Parameters:
              $1
        [Parameters]
    "#]],
    );
    accept(
        &task.replace("$0", "Ne$0"),
        "Next",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Task
            Next: $1
        [Next]
    "#]],
    );
    accept(
        &task.replace("$0", "\"Ne$0"),
        "Next",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Task
            "Next": $1
        ["Next]
    "#]],
    );
    accept(
        &task.replace("    $0", "      $0"),
        "End",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Task
            End: ${1|true,false|}
        [      End]
    "#]],
    );
    for typed in ["{Type: Wait, $0}", "{Type: Wait $0}"] {
        accept(
            &format!("StartAt: A\nStates:\n  A: {typed}\n"),
            "Seconds",
            expect![[r#"
            StartAt: A
            States:
              A: {Type: Wait, Seconds: ${1:1}}
            [Seconds]
        "#]],
        );
    }
    accept(
        "StartAt: A\nStates:\n  A: {\"Type\": \"Task\", $0}\n",
        "Catch",
        expect![[r#"
        StartAt: A
        States:
          A: {"Type": "Task", "Catch": [
            {
              "ErrorEquals": ["${1:States.ALL}"],
              "ResultPath": "\$.${2:error}",
              "Next": "$3"
            }
          ]}
        [Catch]
    "#]],
    );
}

#[test]
fn whole_machines() {
    check(
        "$0",
        expect![
            "StartAt, States, TimeoutSeconds, Version, Comment, QueryLanguage, State machine (JSONPath), State machine (JSONata)"
        ],
    );
    accept(
        "$0",
        "State machine (JSONata)",
        expect![[r#"
        Comment: ${1:What this machine does}
        QueryLanguage: JSONata
        StartAt: ${2:First}
        States:
          ${2:First}:
            Type: ${3|Pass,Task,Choice,Wait,Parallel,Map|}
            End: true
        [Comment: What this machine does]
    "#]],
    );
    accept(
        "# mine\nSta$0",
        "StartAt",
        expect![[r#"
        # mine
        StartAt: $1
        [StartAt]
    "#]],
    );
}
