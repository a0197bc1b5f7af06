//! What is proposed inside of expressions. `$0` is the cursor.

#[path = "support/orders.rs"]
mod orders;
#[path = "support/proposals.rs"]
mod proposals;

use asl_analysis::features::completion::{Item, completions};
use asl_analysis::{marked, rewrite};
use expect_test::{Expect, expect};
use orders::{jsonata, jsonpath};
use proposals::{labelled, proposed};

/// The proposals in the order of the list.
fn sorted(marked_text: &str) -> Vec<Item> {
    let (text, offset) = marked::cursor(marked_text);
    let mut items = completions(&marked::analyse(&text), offset).items;
    items.sort_by_key(|item| item.rank);
    for item in &items {
        assert!(item.replace.touches(offset), "{} replaces {:?}, not at {offset}", item.label, item.replace);
        assert!(!text[item.replace.range()].contains('\n'), "{} replaces more than a line", item.label);
        assert!(!matches!(item.label.as_str(), "true" | "false" | "null"), "{} in an expression", item.label);
    }
    items
}

/// The labels; of the functions of a library only the first, with their number.
fn check(text: &str, expected: Expect) {
    let items = sorted(text);
    let is_library = |item: &&Item| item.rank >= 3000 && item.rank < 4000;
    let mut labels: Vec<&str> = items.iter().filter(|i| !is_library(i)).map(|i| i.label.as_str()).collect();
    let library: Vec<&str> = items.iter().filter(is_library).map(|i| i.label.as_str()).collect();
    let count = format!("+ {} functions", library.len());
    if let Some(first) = library.first() {
        labels.push(first);
        labels.push(&count);
    }
    expected.assert_eq(&labels.join(" "));
}

/// The line of the text after the item with this label was accepted, as a snippet and plain.
fn accept(text: &str, label: &str, expected: Expect) {
    let (plain, found) = proposed(text, marked::analyse);
    let item = labelled(&found, label);
    let line = |insert: &str| {
        let result = rewrite::apply(&plain, &[rewrite::Edit::replace(item.replace, insert)]);
        let start = plain[..item.replace.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let line = result[start..].lines().next().unwrap_or_default();
        let line = line.split_once("Token\", ").or(line.split_once("sendMessage\", ")).map_or(line, |(_, rest)| rest);
        let end = line.find(", \"Next\"").or(line.find(", \"End\"")).unwrap_or(line.len());
        line[..end].to_owned()
    };
    expected.assert_eq(&format!("{}\n{}\n", line(&item.insert.snippet), line(&item.insert.plain)));
}

#[test]
fn right_behind_the_first_mark() {
    check(
        &jsonata(r#""Output": "{%$0 %}""#),
        expect![[
            r#"$states $states.input $states.context $states.result $order $total function($v) { … } $string + 68 functions"#
        ]],
    );
    check(
        &jsonata(r#""Output": "{% $0 %}""#),
        expect![[
            r#"$states $states.input $states.context $states.result $order $total function($v) { … } $string + 68 functions"#
        ]],
    );
    check(
        &jsonata(r#""Output": "{% $0""#),
        expect![[
            r#"$states $states.input $states.context $states.result $order $total function($v) { … } $string + 68 functions"#
        ]],
    );
    check(
        &jsonata(r#""Output": "{%$0"#),
        expect![[
            r#"$states $states.input $states.context $states.result $order $total function($v) { … } $string + 68 functions"#
        ]],
    );
    check(
        &jsonata("\"Output\": \"{% $states.input =   $0\n"),
        expect![[
            r#"$states $states.input $states.context $states.result $order $total function($v) { … } $string + 68 functions"#
        ]],
    );
    accept(
        &jsonata(r#""Output": "{%$0%}""#),
        "$states",
        expect![[r#"
        "Output": "{% \$states %}"
        "Output": "{% $states %}"
    "#]],
    );
}

#[test]
fn marks_first() {
    check(&jsonata(r#""Output": "$0""#), expect!["{% … %} {…}"]);
    check(&jsonata(r#""Output": $0"#), expect!["{% … %} {…}"]);
    check(&jsonata(r#""Output": ["$0"]"#), expect!["{% … %}"]);
    check(&jsonata(r#""Output": { "a": $0 }"#), expect!["{% … %}"]);
    check(&jsonata(r#""TimeoutSeconds": "{$0""#), expect!["{% … %} 1"]);
    check(&jsonata(r#""Comment": "$0""#), expect![[""]]);
    accept(
        &jsonata(r#""Output": "$0""#),
        "{% … %}",
        expect![[r#"
            "Output": "{% $1 %}"
            "Output": "{% $states.input %}"
        "#]],
    );
    accept(
        &jsonata(r#""Output": { "a": "{$0" }"#),
        "{% … %}",
        expect![[r#"
            "Output": { "a": "{% $1 %}" }
            "Output": { "a": "{% $states.input %}" }
        "#]],
    );
}

#[test]
fn members_of_states_where_they_exist() {
    check(&jsonata(r#""Output": "{% $states.$0 %}""#), expect!["input context result"]);
    check(&jsonata(r#""Arguments": "{% $states.$0 %}""#), expect!["input context"]);
    check(
        &jsonata(r#""Catch": [{ "ErrorEquals": ["X"], "Next": "Read", "Output": { "why": ["{% $states.er$0 %}"] } }]"#),
        expect!["input context errorOutput"],
    );
    check(
        &jsonata(r#""Catch": [{ "ErrorEquals": ["X"], "Next": "Read", "Output": "{% $states.errorOutput.$0 %}" }]"#),
        expect!["Error Cause"],
    );
    check(&jsonata(r#""Output": "{% $states.context.$0 %}""#), expect!["Execution State StateMachine"]);
    check(
        &jsonata(r#""Output": "{% $states.context.Execution.St$0 %}""#),
        expect!["Id Input Name RoleArn StartTime RedriveCount RedriveTime"],
    );
    check(&jsonata(r#""Output": "{% $states.input.$0 %}""#), expect![[""]]);
    check(&jsonata(r#""Output": "{% ($states := {}; $states.$0) %}""#), expect![[""]]);
}

#[test]
fn words_of_an_expression() {
    check(
        &jsonata(r#""Output": "{% ($sum := 1; $map([1], function($v) { $v + $0 }))  %}""#),
        expect![[
            r#"function($v) { … } $v $sum $states $states.input $states.context $states.result $order $total $string + 67 functions"#
        ]],
    );
    check(&jsonata(r#""Output": "{% $states.input $0 %}""#), expect!["and or in ~> ?? ? :"]);
    check(&jsonata(r#""Output": "{% 'a$0' %}""#), expect![[""]]);
    check(&jsonata(r#""Output": "{% function($a$0) { 1 } %}""#), expect![[""]]);
    check(
        &jsonata(r#""Output": "{% $map($x, $0) %}""#),
        expect![[
            r#"function($v) { … } $states $states.input $states.context $states.result $order $total $string + 68 functions"#
        ]],
    );
    check(
        &jsonata(r#""Output": "{% (\n  $a := 1;\n  $b := \"x\" & $0\n) %}""#),
        expect![[
            r#"$b $a $states $states.input $states.context $states.result $order $total function($v) { … } $string + 68 functions"#
        ]],
    );
}

#[test]
fn what_is_accepted_takes_the_place_of_the_word() {
    accept(
        &jsonata(r#""Output": "{% $states.input ~> $co$0 %}""#),
        "$count",
        expect![[r#"
        "Output": "{% $states.input ~> \$count() %}"
        "Output": "{% $states.input ~> $count %}"
    "#]],
    );
    accept(
        &jsonata(r#""Output": "{% \"a\" & $sub$0 %}""#),
        "$substring",
        expect![[r#"
        "Output": "{% \"a\" & \$substring(${1:str}, ${2:start}) %}"
        "Output": "{% \"a\" & $substring %}"
    "#]],
    );
    accept(
        &jsonata(r#""Output": "{% $su$0m([1]) %}""#),
        "$sum",
        expect![[r#"
        "Output": "{% \$sum([1]) %}"
        "Output": "{% $sum([1]) %}"
    "#]],
    );
    accept(
        &jsonata(r#""Output": "{% $ma$0 %}""#),
        "$map",
        expect![[r#"
        "Output": "{% \$map(${1:array}, function(\$v) { $2 \}) %}"
        "Output": "{% $map %}"
    "#]],
    );
    accept(
        &jsonata(r#""Output": "{% $uu$0 %}""#),
        "$uuid",
        expect![[r#"
        "Output": "{% \$uuid() %}"
        "Output": "{% $uuid %}"
    "#]],
    );
    accept(
        &jsonata(r#""Output": "{% $string($0) %}""#),
        "$string",
        expect![[r#"
        "Output": "{% $string(\$string($1)) %}"
        "Output": "{% $string($string) %}"
    "#]],
    );
    accept(
        &jsonata(r#""Output": "{% $st$0.input %}""#),
        "$states",
        expect![[r#"
        "Output": "{% \$states.input %}"
        "Output": "{% $states.input %}"
    "#]],
    );
    accept(
        &jsonata(r#""Output": "{% $map($x, $0) %}""#),
        "function($v) { … }",
        expect![[r#"
        "Output": "{% $map($x, function(\$${1:v}) { $0 \}) %}"
        "Output": "{% $map($x, function($v) {  }) %}"
    "#]],
    );
}

#[test]
fn paths_and_calls() {
    check(
        &jsonpath(r#""InputPath": "$0""#),
        expect![[
            r#"$ $order $total $$ $$.Execution.Id $$.Execution.Input $$.Execution.Name $$.Execution.RoleArn $$.Execution.StartTime $$.Execution.RedriveCount $$.Execution.RedriveTime $$.State.EnteredTime $$.State.Name $$.State.RetryCount $$.StateMachine.Id $$.StateMachine.Name $$.Task.Token"#
        ]],
    );
    check(
        &jsonpath(r#""InputPath": "$$0""#),
        expect![[
            r#"$ $order $total $$ $$.Execution.Id $$.Execution.Input $$.Execution.Name $$.Execution.RoleArn $$.Execution.StartTime $$.Execution.RedriveCount $$.Execution.RedriveTime $$.State.EnteredTime $$.State.Name $$.State.RetryCount $$.StateMachine.Id $$.StateMachine.Name $$.Task.Token"#
        ]],
    );
    check(&jsonpath(r#""ResultPath": "$0""#), expect!["$"]);
    check(
        &jsonpath(r#""TimeoutSecondsPath": "$0""#),
        expect![[
            r#"$ $order $total $$ $$.Execution.Id $$.Execution.Input $$.Execution.Name $$.Execution.RoleArn $$.Execution.StartTime $$.Execution.RedriveCount $$.Execution.RedriveTime $$.State.EnteredTime $$.State.Name $$.State.RetryCount $$.StateMachine.Id $$.StateMachine.Name $$.Task.Token"#
        ]],
    );
    check(
        &jsonpath(r#""Parameters": { "a.$": "$0" }"#),
        expect![[
            r#"$ $order $total $$ $$.Execution.Id $$.Execution.Input $$.Execution.Name $$.Execution.RoleArn $$.Execution.StartTime $$.Execution.RedriveCount $$.Execution.RedriveTime $$.State.EnteredTime $$.State.Name $$.State.RetryCount $$.StateMachine.Id $$.StateMachine.Name $$.Task.Token States.Array + 18 functions"#
        ]],
    );
    check(&jsonpath(r#""Parameters": { "a.$": "$$.$0" }"#), expect!["Execution State StateMachine Task"]);
    check(&jsonpath(r#""Parameters": { "a.$": "$$.Task.$0" }"#), expect!["Token"]);
    check(&jsonpath(r#""Parameters": { "a": [{ "b.$": "States.H$0" }] }"#), expect!["States.Array + 18 functions"]);
    check(
        &jsonpath(r#""Parameters": { "a.$": "States.Hash($.a, $0)" }"#),
        expect![[
            r#"'MD5' 'SHA-1' 'SHA-256' 'SHA-384' 'SHA-512' $ $order $total $$ $$.Execution.Id $$.Execution.Input $$.Execution.Name $$.Execution.RoleArn $$.Execution.StartTime $$.Execution.RedriveCount $$.Execution.RedriveTime $$.State.EnteredTime $$.State.Name $$.State.RetryCount $$.StateMachine.Id $$.StateMachine.Name $$.Task.Token States.Array + 18 functions"#
        ]],
    );
    check(
        &jsonpath(r#""Parameters": { "a.$": "States.Hash($.a, '$0')" }"#),
        expect!["MD5 SHA-1 SHA-256 SHA-384 SHA-512"],
    );
    check(
        &jsonpath(r#""Parameters": { "a.$": "$.list.$0" }"#),
        expect!["append avg concat first index keys last length max min size stddev sum"],
    );
    check(&jsonpath(r#""Parameters": { "a.$": "$$['$0']" }"#), expect!["Execution State StateMachine Task"]);
    check(&jsonpath(r#""Parameters": { "a.$": "$$[$0]" }"#), expect!["Execution State StateMachine Task"]);
    check(&jsonpath(r#""Parameters": { "a.$": "$.list[?(@.x == $0)]" }"#), expect!["@ $ $order $total $$"]);
    check(
        &jsonpath(
            r#""Catch": [{ "ErrorEquals": ["X"], "ResultPath": "$.x", "Next": "Read", "Assign": { "e.$": "$0" } }]"#,
        ),
        expect![
            "$ $.Error $.Cause $e $order $total $$ $$.Execution.Id $$.Execution.Input $$.Execution.Name $$.Execution.RoleArn $$.Execution.StartTime $$.Execution.RedriveCount $$.Execution.RedriveTime $$.State.EnteredTime $$.State.Name $$.State.RetryCount $$.StateMachine.Id $$.StateMachine.Name $$.Task.Token States.Array + 18 functions"
        ],
    );
    check(&jsonpath(r#""Parameters": { "a": "$0" }"#), expect![[""]]);
    accept(
        &jsonpath(r#""Parameters": { "a.$": "Sta$0" }"#),
        "States.Format",
        expect![[r#"
        "Parameters": { "a.$": "States.Format('$1')" }
        "Parameters": { "a.$": "States.Format" }
    "#]],
    );
    accept(
        &jsonpath(r#""Parameters": { "a.$": "States.Format('{}', $$.Ex$0)" }"#),
        "Execution",
        expect![[r#"
        "Parameters": { "a.$": "States.Format('{}', $$.Execution)" }
        "Parameters": { "a.$": "States.Format('{}', $$.Execution)" }
    "#]],
    );
    accept(
        &jsonpath(r#""Parameters": { "a.$": "$0" }"#),
        "States.JsonMerge",
        expect![[r#"
        "Parameters": { "a.$": "States.JsonMerge(${1:first}, ${2:second}, ${3:false})" }
        "Parameters": { "a.$": "States.JsonMerge" }
    "#]],
    );
}

#[test]
fn keys_of_templates() {
    check(
        &jsonpath(r#""Parameters": { "$0" }"#),
        expect![
            "all required parameters QueueUrl QueueUrl.$ MessageBody MessageBody.$ DelaySeconds DelaySeconds.$ MessageAttributes MessageAttributes.$ MessageDeduplicationId MessageDeduplicationId.$ MessageGroupId MessageGroupId.$ MessageSystemAttributes MessageSystemAttributes.$"
        ],
    );
    check(
        &jsonpath(r#""Parameters": { "Mess$0" }"#),
        expect![
            "all required parameters QueueUrl QueueUrl.$ MessageBody MessageBody.$ DelaySeconds DelaySeconds.$ MessageAttributes MessageAttributes.$ MessageDeduplicationId MessageDeduplicationId.$ MessageGroupId MessageGroupId.$ MessageSystemAttributes MessageSystemAttributes.$"
        ],
    );
    check(&jsonpath(r#""Parameters": { "x": { "mine$0" } }"#), expect!["mine.$"]);
    check(&jsonpath(r#""Assign": { "$0" }"#), expect!["order.$ order total.$ total"]);
    check(
        &jsonata(r#""Arguments": { "QueueUrl": "x", "$0" }"#),
        expect![
            "MessageBody DelaySeconds MessageAttributes MessageDeduplicationId MessageGroupId MessageSystemAttributes"
        ],
    );
    accept(
        &jsonpath(r#""Parameters": { "Mess$0" }"#),
        "MessageBody.$",
        expect![[r#"
            "Parameters": { "MessageBody.\$": "\$.$1" }
            "Parameters": { "MessageBody.$": "$" }
        "#]],
    );
}

#[test]
fn calls_where_a_string_is_wanted() {
    let fail = r#"{ "StartAt": "F", "States": { "F": { "Type": "Fail", "ErrorPath": "$0" } } }"#;
    let labels: Vec<String> =
        sorted(fail).into_iter().map(|item| item.label).filter(|l| l.starts_with("States.")).collect();
    expect!["States.ArrayGetItem States.Base64Encode States.Base64Decode States.Hash States.JsonToString States.UUID States.Format"].assert_eq(&labels.join(" "));
}

/// What is proposed first at each `|` of a machine that is typed from its beginning, with nothing behind the cursor, and
/// with the closing quote and brackets that an editor adds.
#[test]
fn while_it_is_typed() {
    let typed = r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Copy",
  "States": {
    "Copy": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:s3:copyObject",
      "Arguments": {
        "Bucket": "|{%| $|states.|input.bucket| |& '-' & $|lower|case($states.con|text.Exec|ution.Na|me) %}",
        "Keys": ["{% |$states.in|put.key %}", |"{% $count(|$states.|input.keys) > 0 |and true %}"]
      },
      "Output": "{% ( $body := $states.|result.Body; $bo|dy.x ) %}"#;
    let mut lines = Vec::new();
    let mut text = String::new();
    for c in typed.chars() {
        if c != '|' {
            text.push(c);
            continue;
        }
        let word = text.rsplit(['\n']).next().unwrap_or_default();
        let word: String = word.chars().skip(word.chars().count().saturating_sub(18)).collect();
        let first = |rest: &str| {
            let items = completions(&marked::analyse(&format!("{text}{rest}")), text.len() as u32).items;
            let mut items: Vec<_> = items.into_iter().filter(|i| i.rank < 3000 || i.rank >= 4000).collect();
            items.sort_by_key(|item| item.rank);
            items.iter().take(3).map(|i| i.label.clone()).collect::<Vec<_>>().join(" ")
        };
        let (open, closed) = (first(""), first("\" } } } }"));
        let both = if open == closed { open } else { format!("{open} | closed: {closed}") };
        lines.push(format!("{word}| {both}"));
    }
    expect![[r#"
               "Bucket": "| {% … %}
             "Bucket": "{%| $states $states.input $states.context
           "Bucket": "{% $| $states $states.input $states.context
        ket": "{% $states.| input context
        tates.input.bucket| 
        ates.input.bucket | and or in
        t.bucket & '-' & $| $states $states.input $states.context
        ket & '-' & $lower| $states $states.input $states.context
        ercase($states.con| input context
        tates.context.Exec| Execution State StateMachine
        ntext.Execution.Na| Id Input Name
             "Keys": ["{% | $states $states.input $states.context
        ": ["{% $states.in| input context
        es.input.key %}", | {% … %}
        y %}", "{% $count(| $states $states.input $states.context
        {% $count($states.| input context
        s.input.keys) > 0 | and or in
         $body := $states.| input context result
        s.result.Body; $bo| $body $states $states.input"#]]
    .assert_eq(&lines.join("\n"));
}

/// Editors without snippets get no stops to fill in: what they insert has to be right as it stands.
#[test]
fn what_is_inserted_without_stops_is_no_mistake() {
    let jsonata = |state: &str| {
        format!(r#"{{ "QueryLanguage": "JSONata", "StartAt": "A", "States": {{ "A": {{ {state} }} }} }}"#)
    };
    let jsonpath = |state: &str| format!(r#"{{ "StartAt": "A", "States": {{ "A": {{ {state} }} }} }}"#);
    for text in [
        jsonata(r#""Type": "Pass", "Output": $0"#),
        jsonata(r#""Type": "Pass", "Output": { "a": $0 }"#),
        jsonata(r#""Type": "Pass", "Assign": { "a": $0 }"#),
        jsonata(r#""Type": "Choice", "Choices": [$0]"#),
        jsonata(r#""Type": "Choice", "Choices": [{ "$0" }]"#),
        jsonata(r#""Type": "Map", "$0""#),
        jsonata(r#""Type": "Task", "Resource": "arn:aws:states:::aws-sdk:ssm:getParameter", "Arguments": { "$0" }"#),
        jsonata(r#""Type": "Task", "Resource": "arn:aws:states:::aws-sdk:ssm:getParameter", "Arguments": $0"#),
        jsonpath(r#""Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": { "$0" }"#),
        jsonpath(r#""Type": "Pass", "Parameters": { "a.$": $0 }"#),
        jsonpath(r#""Type": "Map", "$0""#),
        jsonpath(r#""Type": "Choice", "Choices": [$0]"#),
    ] {
        let (plain, offset) = marked::cursor(&text);
        let list = completions(&marked::analyse(&plain), offset);
        assert!(!list.items.is_empty(), "nothing is proposed in {text}");
        for item in &list.items {
            let mut edits = vec![rewrite::Edit::replace(item.replace, item.insert.plain.clone())];
            edits.extend(item.also.iter().cloned());
            let done = rewrite::apply(&plain, &edits);
            let analysis = marked::analyse(&done);
            let about = ["jsonata-syntax", "jsonata-unsupported", "invalid-path", "path-in-plain-field"];
            let wrong = analysis.findings().iter().find(|finding| about.contains(&finding.rule.code));
            assert!(wrong.is_none(), "{}: {} in {done}", item.label, wrong.unwrap().message);
        }
    }
}
