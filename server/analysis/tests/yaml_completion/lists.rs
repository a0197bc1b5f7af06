//! Entries of lists.

use crate::accept;
use expect_test::expect;

#[test]
fn entries_of_lists() {
    let list = "StartAt: A\nStates:\n  A:\n    Type: Task\n    Retry:\n$0\n";
    accept(
        &list.replace("$0", "    - $0"),
        "{…} Retrier",
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
        [ErrorEquals:]
    "#]],
    );
    for typed in ["      - $0", "      - Err$0", "      -$0"] {
        accept(
            &list.replace("$0", typed),
            "ErrorEquals",
            expect![[r#"
        StartAt: A
        States:
          A:
            Type: Task
            Retry:
              - ErrorEquals:
                  - ${1:States.ALL}
        [ErrorEquals]
    "#]],
        );
    }
    accept(
        &list.replace("$0", "      $0"),
        "[…] list of Retriers",
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
        [ErrorEquals:]
    "#]],
    );
    accept(
        &list.replace("Retry:\n$0", "Retry: $0"),
        "[…] list of Retriers",
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
        [ErrorEquals:]
    "#]],
    );
    let with = list.replace("$0", "    - ErrorEquals: [X]\n      $0\n    Next: B");
    accept(
        &with,
        "MaxAttempts",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Task
            Retry:
            - ErrorEquals: [X]
              MaxAttempts: ${1:1}
            Next: B
        [MaxAttempts]
    "#]],
    );
    let names = list.replace("$0", "    - ErrorEquals: [States.Timeout, $0]");
    accept(
        &names,
        "States.TaskFailed",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Task
            Retry:
            - ErrorEquals: [States.Timeout, States.TaskFailed]
        [States.TaskFailed]
    "#]],
    );
    accept(
        &list.replace("$0", "    - ErrorEquals:\n      - $0"),
        "States.ALL",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Task
            Retry:
            - ErrorEquals:
              - States.ALL
        [States.ALL]
    "#]],
    );
    accept(
        &list.replace("$0", "    - ErrorEquals:\n        - States.Timeout\n        $0"),
        "States.TaskFailed",
        expect![[r#"
            StartAt: A
            States:
              A:
                Type: Task
                Retry:
                - ErrorEquals:
                    - States.Timeout
                    - States.TaskFailed
            [States.TaskFailed]
        "#]],
    );
    accept(
        &list.replace("$0", "    - ErrorEquals: $0"),
        "States.ALL",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Task
            Retry:
            - ErrorEquals: [States.ALL]
        [States.ALL]
    "#]],
    );
}
