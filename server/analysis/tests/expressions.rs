//! Completion, signatures, hover, tokens, selection and rewriting inside of expressions. `$0` is the cursor.

use asl_analysis::features::completion::{Item, completions};
use asl_analysis::features::{actions, hover, locals, navigate, selection, signature, tokens};
use asl_analysis::{marked, rewrite};
use asl_syntax::Span;
use expect_test::{Expect, expect};

/// A JSONata machine whose Task state has this member; the states around assign variables.
fn jsonata(member: &str) -> String {
    format!(
        r#"{{ "QueryLanguage": "JSONata", "StartAt": "Read", "States": {{
  "Read": {{ "Type": "Pass", "Assign": {{ "order": "{{% $states.input %}}", "total": 0 }}, "Next": "Work" }},
  "Work": {{ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", {member}, "Next": "Each" }},
  "Each": {{ "Type": "Map", "ItemProcessor": {{ "StartAt": "One", "States": {{
    "One": {{ "Type": "Pass", "Assign": {{ "inner": 1 }}, "End": true }} }} }}, "End": true }} }} }}"#
    )
}

/// The same in JSONPath.
fn jsonpath(member: &str) -> String {
    format!(
        r#"{{ "StartAt": "Read", "States": {{
  "Read": {{ "Type": "Pass", "Assign": {{ "order.$": "$.order", "total": 0 }}, "Next": "Work" }},
  "Work": {{ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", {member}, "End": true }} }} }}"#
    )
}

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
    let (plain, offset) = marked::cursor(text);
    let found = completions(&marked::analyse(&plain), offset);
    let item = found.items.iter().find(|i| i.label == label);
    let item =
        item.unwrap_or_else(|| panic!("no {label} in {:?}", found.items.iter().map(|i| &i.label).collect::<Vec<_>>()));
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
        expect![[r#"$states $states.input $states.context $states.result $order $total function($v) { … } $string + 68 functions"#]],
    );
    check(
        &jsonata(r#""Output": "{% $0 %}""#),
        expect![[r#"$states $states.input $states.context $states.result $order $total function($v) { … } $string + 68 functions"#]],
    );
    check(
        &jsonata(r#""Output": "{% $0""#),
        expect![[r#"$states $states.input $states.context $states.result $order $total function($v) { … } $string + 68 functions"#]],
    );
    check(
        &jsonata(r#""Output": "{%$0"#),
        expect![[r#"$states $states.input $states.context $states.result $order $total function($v) { … } $string + 68 functions"#]],
    );
    check(
        &jsonata("\"Output\": \"{% $states.input =   $0\n"),
        expect![[r#"$states $states.input $states.context $states.result $order $total function($v) { … } $string + 68 functions"#]],
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
        "Output": "{%  %}"
    "#]],
    );
    accept(
        &jsonata(r#""Output": { "a": "{$0" }"#),
        "{% … %}",
        expect![[r#"
        "Output": { "a": "{% $1 %}" }
        "Output": { "a": "{%  %}" }
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
        expect![[r#"function($v) { … } $v $sum $states $states.input $states.context $states.result $order $total $string + 67 functions"#]],
    );
    check(&jsonata(r#""Output": "{% $states.input $0 %}""#), expect!["and or in ~> ?? ? :"]);
    check(&jsonata(r#""Output": "{% 'a$0' %}""#), expect![[""]]);
    check(&jsonata(r#""Output": "{% function($a$0) { 1 } %}""#), expect![[""]]);
    check(
        &jsonata(r#""Output": "{% $map($x, $0) %}""#),
        expect![[r#"function($v) { … } $states $states.input $states.context $states.result $order $total $string + 68 functions"#]],
    );
    check(
        &jsonata(r#""Output": "{% (\n  $a := 1;\n  $b := \"x\" & $0\n) %}""#),
        expect![[r#"$b $a $states $states.input $states.context $states.result $order $total function($v) { … } $string + 68 functions"#]],
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
        expect![[r#"$ $order $total $$ $$.Execution.Id $$.Execution.Input $$.Execution.Name $$.Execution.RoleArn $$.Execution.StartTime $$.Execution.RedriveCount $$.Execution.RedriveTime $$.State.EnteredTime $$.State.Name $$.State.RetryCount $$.StateMachine.Id $$.StateMachine.Name $$.Task.Token"#]],
    );
    check(
        &jsonpath(r#""InputPath": "$$0""#),
        expect![[r#"$ $order $total $$ $$.Execution.Id $$.Execution.Input $$.Execution.Name $$.Execution.RoleArn $$.Execution.StartTime $$.Execution.RedriveCount $$.Execution.RedriveTime $$.State.EnteredTime $$.State.Name $$.State.RetryCount $$.StateMachine.Id $$.StateMachine.Name $$.Task.Token"#]],
    );
    check(&jsonpath(r#""ResultPath": "$0""#), expect!["$"]);
    check(
        &jsonpath(r#""TimeoutSecondsPath": "$0""#),
        expect![[r#"$ $order $total $$ $$.Execution.Id $$.Execution.Input $$.Execution.Name $$.Execution.RoleArn $$.Execution.StartTime $$.Execution.RedriveCount $$.Execution.RedriveTime $$.State.EnteredTime $$.State.Name $$.State.RetryCount $$.StateMachine.Id $$.StateMachine.Name $$.Task.Token"#]],
    );
    check(
        &jsonpath(r#""Parameters": { "a.$": "$0" }"#),
        expect![[r#"$ $order $total $$ $$.Execution.Id $$.Execution.Input $$.Execution.Name $$.Execution.RoleArn $$.Execution.StartTime $$.Execution.RedriveCount $$.Execution.RedriveTime $$.State.EnteredTime $$.State.Name $$.State.RetryCount $$.StateMachine.Id $$.StateMachine.Name $$.Task.Token States.Array + 18 functions"#]],
    );
    check(&jsonpath(r#""Parameters": { "a.$": "$$.$0" }"#), expect!["Execution State StateMachine Task"]);
    check(&jsonpath(r#""Parameters": { "a.$": "$$.Task.$0" }"#), expect!["Token"]);
    check(&jsonpath(r#""Parameters": { "a": [{ "b.$": "States.H$0" }] }"#), expect!["States.Array + 18 functions"]);
    check(
        &jsonpath(r#""Parameters": { "a.$": "States.Hash($.a, $0)" }"#),
        expect![[r#"'MD5' 'SHA-1' 'SHA-256' 'SHA-384' 'SHA-512' $ $order $total $$ $$.Execution.Id $$.Execution.Input $$.Execution.Name $$.Execution.RoleArn $$.Execution.StartTime $$.Execution.RedriveCount $$.Execution.RedriveTime $$.State.EnteredTime $$.State.Name $$.State.RetryCount $$.StateMachine.Id $$.StateMachine.Name $$.Task.Token States.Array + 18 functions"#]],
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
        expect![[r#"$ $e $order $total $$ $$.Execution.Id $$.Execution.Input $$.Execution.Name $$.Execution.RoleArn $$.Execution.StartTime $$.Execution.RedriveCount $$.Execution.RedriveTime $$.State.EnteredTime $$.State.Name $$.State.RetryCount $$.StateMachine.Id $$.StateMachine.Name $$.Task.Token States.Array + 18 functions"#]],
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
        expect!["all required parameters QueueUrl QueueUrl.$ MessageBody MessageBody.$ DelaySeconds DelaySeconds.$ MessageAttributes MessageAttributes.$ MessageDeduplicationId MessageDeduplicationId.$ MessageGroupId MessageGroupId.$ MessageSystemAttributes MessageSystemAttributes.$"],
    );
    check(
        &jsonpath(r#""Parameters": { "Mess$0" }"#),
        expect!["all required parameters QueueUrl QueueUrl.$ MessageBody MessageBody.$ DelaySeconds DelaySeconds.$ MessageAttributes MessageAttributes.$ MessageDeduplicationId MessageDeduplicationId.$ MessageGroupId MessageGroupId.$ MessageSystemAttributes MessageSystemAttributes.$"],
    );
    check(&jsonpath(r#""Parameters": { "x": { "mine$0" } }"#), expect!["mine.$"]);
    check(&jsonpath(r#""Assign": { "$0" }"#), expect!["order.$ order total.$ total"]);
    check(
        &jsonata(r#""Arguments": { "QueueUrl": "x", "$0" }"#),
        expect!["MessageBody DelaySeconds MessageAttributes MessageDeduplicationId MessageGroupId MessageSystemAttributes"],
    );
    accept(
        &jsonpath(r#""Parameters": { "Mess$0" }"#),
        "MessageBody.$",
        expect![[r#"
        "Parameters": { "MessageBody.\$": "\$.$1" }
        "Parameters": { "MessageBody.$": "$." }
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

fn check_signature(text: &str, expected: Expect) {
    let (text, offset) = marked::cursor(text);
    let found = signature::signature(&marked::analyse(&text), offset).map_or_else(
        || "none".to_owned(),
        |found| {
            let mut label = found.label.clone();
            match found.parameters.get(found.active) {
                Some(active) => {
                    label.insert(active.end as usize, '>');
                    label.insert(active.start as usize, '<');
                }
                None => label.push_str(" | too many"),
            }
            label
        },
    );
    expected.assert_eq(&found);
}

#[test]
fn signatures_with_the_active_parameter() {
    check_signature(
        &jsonata(r#""Output": "{% $substring($0) %}""#),
        expect!["$substring(<str>, start[, length]) → string"],
    );
    check_signature(
        &jsonata(r#""Output": "{% $substring('a', $0""#),
        expect!["$substring(str, <start>[, length]) → string"],
    );
    check_signature(
        &jsonata(r#""Output": "{% $map([1, 2], function($v) { $v }$0) %}""#),
        expect!["$map(array, <function>) → array"],
    );
    check_signature(&jsonata(r#""Output": "{% $map([1, $sum($0)]) %}""#), expect!["$sum(<array>) → number"]);
    check_signature(&jsonata(r#""Output": "{% 'x' ~> $pad($0) %}""#), expect!["$pad(str, <width>[, char]) → string"]);
    check_signature(&jsonata(r#""Output": "{% $zip(1, 2, 3, $0) %}""#), expect!["$zip(array1, <...>) → array"]);
    check_signature(&jsonata(r#""Output": "{% $sum(1, $0) %}""#), expect!["$sum(array) → number | too many"]);
    check_signature(
        &jsonata(r#""Output": "{% ($add := function($a, $b) { $a + $b }; $add(1, $0)) %}""#),
        expect!["$add($a, <$b>)"],
    );
    check_signature(&jsonata(r#""Output": "{% $nothing($0) %}""#), expect!["none"]);
    check_signature(&jsonata(r#""Output": "{% $sum$0() %}""#), expect!["none"]);
    check_signature(
        &jsonpath(r#""Parameters": { "a.$": "States.Format('{}', $0)" }"#),
        expect!["States.Format(template[, <values>...]) → a string"],
    );
    check_signature(
        &jsonpath(r#""Parameters": { "a.$": "States.Hash(States.Format('{}', 1), $0" }"#),
        expect!["States.Hash(data, <algorithm>) → a string"],
    );
}

fn check_hover(text: &str, expected: Expect) {
    let (text, offset) = marked::cursor(text);
    let found = hover::hover(&marked::analyse(&text), offset);
    expected.assert_eq(
        &found.map_or_else(|| "nothing".to_owned(), |h| format!("`{}`\n{}", &text[h.span.range()], h.markdown)),
    );
}

#[test]
fn hover_in_jsonata() {
    check_hover(
        &jsonata(r#""Output": "{% \"x\" & $sub$0string($order, 1) %}""#),
        expect![[r#"
        `$substring`
        ```jsonata
        $substring(str, start[, length]) → string
        ```

        Cuts a piece out of a string from a zero-based start; a negative start counts from the end."#]],
    );
    check_hover(
        &jsonata(r#""Output": "{% $st$0ates.result %}""#),
        expect![[r#"
        `$states`
        **$states** · what Step Functions hands to the expression

        * `input`: The raw input of the state.
        * `context`: The context object.
        * `result`: The result of the task, the branches or the iterations."#]],
    );
    check_hover(
        &jsonata(r#""Output": "{% $states.res$0ult %}""#),
        expect![[r#"
        `result`
        **$states.result**

        The result of the task, the branches or the iterations. It exists in the `Output` and `Assign` of Task, Parallel and Map states."#]],
    );
    check_hover(
        &jsonata(r#""Output": "{% $states.context.Execution.Redrive$0Count %}""#),
        expect![[r#"
        `RedriveCount`
        **$states.context.Execution.RedriveCount** · an integer

        How many times the execution was redriven.

        *Child executions of an Express distributed map are not redriven.*"#]],
    );
    check_hover(
        &jsonata(r#""Output": "{% $or$0der %}""#),
        expect![[r#"
        `$order`
        **$order** · variable

        Assigned in "Read". A state sees the value from before it began."#]],
    );
    check_hover(
        &jsonata(r#""Output": "{% ($x := 1; $x$0 + 1) %}""#),
        expect![[r#"
        `$x`
        **$x** · variable of this expression

        ```jsonata
        $x := 1
        ```"#]],
    );
    check_hover(
        &jsonata(r#""Output": "{% function($x) { $x$0 } %}""#),
        expect![[r#"
        `$x`
        **$x** · parameter"#]],
    );
    check_hover(
        &jsonata(r#""Output": "{% 1 ~$0> $string %}""#),
        expect![[r#"
        `~>`
        **~>** · chain

        Hands the value on the left to the function on the right as its first argument, or composes two functions.

        ```jsonata
        items ~> $sum()
        ```"#]],
    );
    check_hover(
        &jsonata(r#""Output": "{% $eval$0('1') %}""#),
        expect![[r#"
        `$eval`
        ```jsonata
        $eval(expr[, context]) → any
        ```

        Evaluates a string as JSONata. NOT available in Step Functions.

        *Calling it fails at run time; use `$parse` for JSON text.*"#]],
    );
    check_hover(&jsonata(r#""Output": "{% $states.input.and$0 %}""#), expect!["nothing"]);
    check_hover(&jsonata(r#""Output": "$0{% 1 %}""#), expect!["nothing"]);
}

#[test]
fn hover_in_paths_and_calls() {
    check_hover(
        &jsonpath(r#""ResultSelector": { "a.$": "$$0.x" }"#),
        expect![[r#"
        `$`
        **$** · the raw result of the state"#]],
    );
    check_hover(
        &jsonpath(r#""Parameters": { "a.$": "$$.Ta$0sk.Token" }"#),
        expect![[r#"
        `Task`
        **$$.Task** · an object

        The current task. It exists in Task states that use `.waitForTaskToken`."#]],
    );
    check_hover(
        &jsonpath(r#""Parameters": { "a.$": "$or$0der.id" }"#),
        expect![[r#"
        `$order`
        **$order** · variable

        Assigned in "Read". A state sees the value from before it began."#]],
    );
    check_hover(
        &jsonpath(r#""Parameters": { "a.$": "States.Ha$0sh($.a, 'MD5')" }"#),
        expect![[r#"
        `States.Hash`
        ```text
        States.Hash(data, algorithm) → a string
        ```

        Hex digest of the data.
        * `data`: any value
        * `algorithm`: a string, one of `MD5`, `SHA-1`, `SHA-256`, `SHA-384`, `SHA-512`"#]],
    );
    check_hover(
        &jsonpath(r#""Parameters": { "a.$": "States.Format('{$0}', $$.Execution.Id)" }"#),
        expect![[r#"
        `{}`
        Takes the value of `$$.Execution.Id`."#]],
    );
    check_hover(
        &jsonpath(r#""Parameters": { "a.$": "States.Format('{}', $$.Execution.I$0d)" }"#),
        expect![[r#"
        `Id`
        **$$.Execution.Id** · a string

        ARN of the running execution."#]],
    );
}

/// The words with their colours, `word:colour`, `!` behind what is declared, `*` behind what the language provides.
fn check_tokens(text: &str, expected: Expect) {
    let analysis = marked::analyse(text);
    let whole = Span::new(0, text.len() as u32);
    let found = tokens::tokens(&analysis, whole);
    found.windows(2).for_each(|pair| assert!(pair[0].span.end <= pair[1].span.start, "{pair:?}"));
    let word = |token: &tokens::Token| {
        let marks = [(token.is_declaration, "!"), (token.is_built_in, "*"), (token.is_deprecated, "-")];
        let marks: String = marks.iter().filter(|(on, _)| *on).map(|(_, mark)| *mark).collect();
        format!("{}:{:?}{marks}", &text[token.span.range()], token.kind)
    };
    expected.assert_eq(&found.iter().map(word).collect::<Vec<_>>().join("\n"));
    let half = Span::new(0, text.len() as u32 / 2);
    let within: Vec<_> = found.iter().filter(|t| t.span.start < half.end).copied().collect();
    assert_eq!(tokens::tokens(&analysis, half), within);
}

#[test]
fn colours() {
    check_tokens(
        r#"{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Pass",
             "Output": { "own": "{% ($f := function($x) { $x & \"a\" }; /* c */ $f($states.input.`k k`) ~> $string) %}" },
             "End": true } } }"#,
        expect![[r#"
            QueryLanguage:Property
            JSONata:EnumMember*
            StartAt:Property
            A:Class
            States:Property
            A:Class!
            Type:Property
            Pass:Type*
            Output:Property
            {%:Macro
            $f:Function!
            :=:Operator
            function:Keyword
            $x:Parameter!
            $x:Parameter
            &:Operator
            \"a\":String
            /* c */:Comment
            $f:Function
            $states:Variable*
            input:Property
            `k k`:Property
            ~>:Operator
            $string:Function*
            %}:Macro
            End:Property"#]],
    );
    check_tokens(
        r#"{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "x", "Parameters": { "a.$": "States.Format('{}', $.b[0])", "Next": "own" },
             "Retry": [{ "ErrorEquals": ["States.ALL", "Mine"], "JitterStrategy": "FULL" }], "ResultPath": "$.x", "Next": "A" } } }"#,
        expect![[r#"
            StartAt:Property
            A:Class
            States:Property
            A:Class!
            Type:Property
            Task:Type*
            Resource:Property
            Parameters:Property
            .$:Operator
            States.Format:Function*
            '{}':String
            $:Variable*
            b:Property
            0:Number
            Retry:Property
            ErrorEquals:Property
            States.ALL:EnumMember*
            JitterStrategy:Property
            FULL:EnumMember*
            ResultPath:Property
            $:Variable*
            x:Property
            Next:Property
            A:Class"#]],
    );
}

#[test]
fn a_selection_grows_through_an_expression() {
    let check = |text: &str, expected: Expect| {
        let (text, offset) = marked::cursor(text);
        let spans = selection::ranges(&marked::analyse(&text), offset);
        let steps: Vec<&str> = spans
            .iter()
            .map(|s| &text[s.range()])
            .take_while(|s| !s.starts_with("\"Output") && !s.starts_with("\"a.$"))
            .collect();
        expected.assert_eq(&steps.join("\n"));
    };
    check(
        &jsonata(r#""Output": "{% $sum($states.inp$0ut.a[1]) + \"x\" %}""#),
        expect![[r#"
        input
        $states.input
        $states.input.a[1]
        $sum($states.input.a[1])
        $sum($states.input.a[1]) + \"x\"
         $sum($states.input.a[1]) + \"x\" 
        {% $sum($states.input.a[1]) + \"x\" %}
        "{% $sum($states.input.a[1]) + \"x\" %}""#]],
    );
    check(
        &jsonpath(r#""Parameters": { "a.$": "States.Format('{}', $.li$0st[0].b)" }"#),
        expect![[r#"
        list
        .list
        $.list
        $.list[0]
        $.list[0].b
        States.Format('{}', $.list[0].b)
        "States.Format('{}', $.list[0].b)""#]],
    );
}

#[test]
fn names_of_an_expression() {
    let (text, offset) =
        marked::cursor(&jsonata(r#""Output": "{% ($a := 1; $map([1], function($a) { $a }); $a$0 + $a) %}""#));
    let analysis = marked::analyse(&text);
    let mut spans: Vec<Span> = navigate::references(&analysis, offset, true);
    spans.sort();
    let marked: Vec<String> =
        spans.iter().map(|s| format!("{}@{}", &text[s.range()], s.start - spans[0].start)).collect();
    expect!["$a@0 $a@41 $a@46"].assert_eq(&marked.join(" "));
    let highlights = navigate::highlights(&analysis, offset);
    assert_eq!(highlights[0], (spans[0], navigate::Use::Write));
    let local = locals::local_at(&analysis, offset).unwrap();
    assert!(
        rewrite::apply(&text, &local.rename("b").unwrap())
            .contains("($b := 1; $map([1], function($a) { $a }); $b + $b)")
    );
    for bad in ["", "$", "a b", "states", "map", "a.b", "\""] {
        assert!(local.rename(bad).is_err(), "{bad:?}");
    }
}

#[test]
fn an_expression_is_laid_out() {
    let check = |text: &str, expected: Expect| {
        let (text, offset) = marked::cursor(text);
        let found = actions::rewrites(&marked::analyse(&text), Span::empty(offset));
        let show = |fix: &rewrite::Fix| {
            let result = rewrite::apply(&text, &fix.edits);
            let line = result.lines().find(|l| l.contains("Output")).unwrap_or_default();
            let line = line.split_once("Output\": ").map_or(line, |(_, rest)| rest);
            format!("{}: {}", fix.title, line.split_once(", \"Next\"").map_or(line, |(line, _)| line))
        };
        expected.assert_eq(&found.iter().map(show).collect::<Vec<_>>().join("\n"));
    };
    check(
        &jsonata(r#""Output": "{%1+$0$sum( [ 1,2 ])&\"x\"%}""#),
        expect![[r#"Format this expression: "{% 1 + $sum([1, 2]) & \"x\" %}""#]],
    );
    check(&jsonata(r#""Output": "{% 1 + $02 %}""#), expect![[""]]);
    check(
        &jsonata(r#""Output": "{% ($a:=1;$0 $a) %}""#),
        expect![[r#"Format this expression: "{% ($a := 1; $a) %}""#]],
    );
    check(
        &jsonata(r#""Output": "{% (\n$a:=1;$0\n$a) %}""#),
        expect![[r#"
        Format this expression: "{% (\n  $a := 1;\n  $a\n) %}"
        Write this expression on one line: "{% ($a := 1; $a) %}""#]],
    );
    check(&jsonata(r#""Output": "{% 1+$0/* why */2 %}""#), expect![[""]]);
    check(&jsonata(r#""Output": "{% 1+$0 %}""#), expect![[""]]);
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
        s.result.Body; $bo| $body $states $states.input"#]].assert_eq(&lines.join("\n"));
}
