//! What is proposed in YAML and what accepting it gives. `$0` is the cursor.

use asl_analysis::features::completion::{Completions, completions};
use asl_analysis::{Analysis, Intent, marked, rewrite};
use asl_syntax::{Dialect, Document};
use expect_test::{Expect, expect};

fn proposed(text: &str) -> (String, Completions) {
    let (text, offset) = marked::cursor(text);
    let analysis = Analysis::new(Document::new(&text, Dialect::Yaml), Intent::Machine);
    let mut found = completions(&analysis, offset);
    found.items.sort_by_key(|item| item.rank);
    (text, found)
}

/// The labels, in the order of the list.
fn check(text: &str, expected: Expect) {
    let labels: Vec<String> = proposed(text).1.items.into_iter().map(|item| item.label).collect();
    expected.assert_eq(&labels.join(", "));
}

/// The text after the item was accepted as a snippet, and what it is filtered by.
fn accept(text: &str, label: &str, expected: Expect) {
    let (text, found) = proposed(text);
    let labels: Vec<&String> = found.items.iter().map(|item| &item.label).collect();
    let item = found.items.iter().find(|i| i.label == label).unwrap_or_else(|| panic!("no {label} in {labels:?}"));
    let indented = item.insert.snippet.replace('\n', &format!("\n{}", found.indent));
    let mut edits = vec![rewrite::Edit::replace(item.replace, indented)];
    edits.extend(item.also.iter().cloned());
    expected.assert_eq(&format!("{}\n[{}]\n", rewrite::apply(&text, &edits).trim_end(), item.filter));
}

const STATES: &str = "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: On it\n  On it:\n    Type: Succeed\n  'no':\n    Type: Succeed\n";

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
    accept(
        "StartAt: A\nStates:\n  A: {Type: Wait, $0}\n",
        "Seconds",
        expect![[r#"
        StartAt: A
        States:
          A: {Type: Wait, Seconds: ${1:1}}
        [Seconds]
    "#]],
    );
    accept(
        "StartAt: A\nStates:\n  A: {Type: Wait $0}\n",
        "Seconds",
        expect![[r#"
        StartAt: A
        States:
          A: {Type: Wait, Seconds: ${1:1}}
        [Seconds]
    "#]],
    );
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
fn states_as_values() {
    check(&STATES.replace("Next: On it", "Next: $0"), expect!["On it, no, A"]);
    accept(
        &STATES.replace("Next: On it", "Next: $0"),
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
    accept(
        &STATES.replace("Next: On it", "Next: $0"),
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
    accept(
        &STATES.replace("Next: On it", "Next:$0"),
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
    accept(
        &STATES.replace("Next: On it", "Next: \"$0\""),
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
    accept(
        &STATES.replace("Next: On it", "Next: On$0 it"),
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
    accept(
        &list.replace("$0", "      - $0"),
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
    accept(
        &list.replace("$0", "      - Err$0"),
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
    accept(
        &list.replace("$0", "      -$0"),
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

#[test]
fn values_of_fields() {
    let field = "StartAt: A\nStates:\n  A:\n    Type: Task\n    End: $0\n";
    check(field, expect!["true, false"]);
    check(
        &field.replace("Type: Task", "Type: $0").replace("End: $0", "End: true"),
        expect!["Task, Pass, Choice, Wait, Succeed, Fail, Parallel, Map"],
    );
    accept(
        &field.replace("End: $0", "Resource: lambda inv$0"),
        "lambda:invoke",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Task
            Resource: arn:aws:states:::lambda:invoke
        [lambda inv]
    "#]],
    );
    accept(
        &field.replace("End: $0", "Parameters: $0\n    Resource: arn:aws:states:::sqs:sendMessage"),
        "{…} parameters of sqs:sendMessage",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Task
            Parameters: 
              QueueUrl: $1
              MessageBody:
                $2
            Resource: arn:aws:states:::sqs:sendMessage
        [QueueUrl: ""]
    "#]],
    );
    let parameters = field.replace("End: $0", "Resource: arn:aws:states:::sqs:sendMessage\n    Parameters:\n      $0");
    check(
        &parameters,
        expect![
            "all required parameters, QueueUrl, QueueUrl.$, MessageBody, MessageBody.$, DelaySeconds, DelaySeconds.$, MessageAttributes, MessageAttributes.$, MessageDeduplicationId, MessageDeduplicationId.$, MessageGroupId, MessageGroupId.$, MessageSystemAttributes, MessageSystemAttributes.$, {…} parameters of sqs:sendMessage"
        ],
    );
    accept(
        &parameters,
        "all required parameters",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Task
            Resource: arn:aws:states:::sqs:sendMessage
            Parameters:
              QueueUrl: $1
              MessageBody:
                $2
        [QueueUrl]
    "#]],
    );
    accept(
        &parameters,
        "QueueUrl.$",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Task
            Resource: arn:aws:states:::sqs:sendMessage
            Parameters:
              QueueUrl.\$: \$.$1
        [QueueUrl.$]
    "#]],
    );
}

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
