//! Task states written in another way: what each conversion makes of them, and that it makes no mistakes. `$0` is the
//! cursor.

use asl_analysis::features::actions;
use asl_analysis::{Analysis, Intent, marked, rewrite};
use asl_syntax::{Dialect, Document, Span};
use expect_test::{Expect, expect};

fn task(resource: &str, members: &str) -> String {
    format!(
        r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "{resource}$0", {members}, "End": true }} }} }}"#
    )
}

fn jsonata(resource: &str, members: &str) -> String {
    task(resource, &format!(r#""QueryLanguage": "JSONata", {members}"#))
}

fn sdk(call: &str) -> String {
    format!("arn:aws:states:::aws-sdk:{call}")
}

fn optimized(call: &str) -> String {
    format!("arn:aws:states:::{call}")
}

const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:Work";

/// The titles of what can be done, and the text after the one whose title contains `title`.
fn convert(text: &str, title: &str, dialect: Dialect) -> (Vec<String>, Option<String>) {
    let (text, offset) = marked::cursor(text);
    let analysis = Analysis::new(Document::new(&text, dialect), Intent::Machine);
    let found = actions::rewrites(&analysis, Span::empty(offset));
    let done = found.iter().find(|fix| fix.title.contains(title)).map(|fix| rewrite::apply(&text, &fix.edits));
    (found.into_iter().map(|fix| fix.title).collect(), done)
}

/// The rules that speak about a text.
fn codes(text: &str, dialect: Dialect) -> Vec<&'static str> {
    let analysis = Analysis::new(Document::new(text, dialect), Intent::Machine);
    let loud = analysis.findings().iter().filter(|finding| finding.rule.on);
    loud.map(|finding| finding.rule.code).collect()
}

/// Asserts that a conversion made no mistake that was not there before.
fn assert_no_mistake(before: &str, after: &str, dialect: Dialect) {
    let before = codes(&marked::cursor(before).0, dialect);
    let new: Vec<&str> = codes(after, dialect).into_iter().filter(|code| !before.contains(code)).collect();
    assert!(new.is_empty(), "{new:?} in {after}");
}

/// The state after the conversion.
fn check(text: &str, title: &str, expected: Expect) {
    let (titles, done) = convert(text, title, Dialect::Json);
    let done = done.unwrap_or_else(|| panic!("nothing called {title} in {titles:?}"));
    assert_no_mistake(text, &done, Dialect::Json);
    let state = done.split_once(r#""T": { "Type": "Task", "#).map_or(done.as_str(), |(_, rest)| rest);
    expected.assert_eq(state.strip_suffix(" } }").unwrap_or(state));
}

/// The text after the conversion there and back is what it was.
fn check_both_ways(text: &str, there: &str, back: &str) {
    let (plain, offset) = marked::cursor(text);
    let (titles, done) = convert(text, there, Dialect::Json);
    let mut done = done.unwrap_or_else(|| panic!("nothing called {there} in {titles:?}"));
    assert_no_mistake(text, &done, Dialect::Json);
    // The resource still begins where it began.
    done.insert_str(plain[..offset as usize].rfind("arn:").expect("a resource"), "$0");
    let (titles, again) = convert(&done, back, Dialect::Json);
    assert_eq!(again.unwrap_or_else(|| panic!("nothing called {back} in {titles:?}")), plain);
}

fn check_none(text: &str, title: &str) {
    let (titles, done) = convert(text, title, Dialect::Json);
    assert!(done.is_none(), "{titles:?} in {text}");
}

#[test]
fn names_change_with_the_vocabulary() {
    let members = r##""Parameters": { "TableName": "t", "Key": { "id": { "S.$": "$.id" } }, "UpdateExpression": "SET #a = :a", "ExpressionAttributeNames": { "#a": "a" }, "ExpressionAttributeValues": { ":a": { "BOOL": true }, ":b": { "L": [{ "NULL": true }] } } }, "ResultSelector": { "on.$": "$.Attributes.a.BOOL" }, "Retry": [{ "ErrorEquals": ["DynamoDB.ThrottlingException", "States.Timeout"] }], "Catch": [{ "ErrorEquals": ["DynamoDB.ConditionalCheckFailedException", "DynamoDB.AmazonDynamoDBException"], "Next": "T" }]"##;
    check(
        &task(&optimized("dynamodb:updateItem"), members),
        "through aws-sdk:",
        expect![[
            r##""Resource": "arn:aws:states:::aws-sdk:dynamodb:updateItem", "Parameters": { "TableName": "t", "Key": { "id": { "S.$": "$.id" } }, "UpdateExpression": "SET #a = :a", "ExpressionAttributeNames": { "#a": "a" }, "ExpressionAttributeValues": { ":a": { "Bool": true }, ":b": { "L": [{ "Nul": true }] } } }, "ResultSelector": { "on.$": "$.Attributes.a.Bool" }, "Retry": [{ "ErrorEquals": ["DynamoDb.ThrottlingException", "States.Timeout"] }], "Catch": [{ "ErrorEquals": ["DynamoDb.ConditionalCheckFailedException", "DynamoDb.DynamoDbException"], "Next": "T" }], "End": true }"##
        ]],
    );
    check_both_ways(
        &task(&optimized("dynamodb:updateItem"), members),
        "through aws-sdk:dynamodb:updateItem",
        "through dynamodb:updateItem",
    );
    let members = r##""Arguments": { "TableName": "t", "Key": { "id": { "S": "{% $states.input.id %}" } }, "ExpressionAttributeValues": { ":a": { "SS": ["a"] } } }, "Output": "{% $states.result.Attributes.a.BOOL ? $states.result.Attributes.b.SS[0] : 'no' %}", "Catch": [{ "ErrorEquals": ["DynamoDB.ConditionalCheckFailedException"], "Next": "T" }]"##;
    check(
        &jsonata(&optimized("dynamodb:updateItem"), members),
        "through aws-sdk:",
        expect![[
            r#""Resource": "arn:aws:states:::aws-sdk:dynamodb:updateItem", "QueryLanguage": "JSONata", "Arguments": { "TableName": "t", "Key": { "id": { "S": "{% $states.input.id %}" } }, "ExpressionAttributeValues": { ":a": { "Ss": ["a"] } } }, "Output": "{% $states.result.Attributes.a.Bool ? $states.result.Attributes.b.Ss[0] : 'no' %}", "Catch": [{ "ErrorEquals": ["DynamoDb.ConditionalCheckFailedException"], "Next": "T" }], "End": true }"#
        ]],
    );
    check_both_ways(
        &jsonata(&optimized("dynamodb:updateItem"), members),
        "through aws-sdk:dynamodb:updateItem",
        "through dynamodb:updateItem",
    );
}

#[test]
fn every_integration_with_a_twin() {
    for (sdk_call, call, parameters, error, other) in [
        (
            "sns:publish",
            "sns:publish",
            r#"{ "TopicArn": "t", "Message": "m" }"#,
            "Sns.SnsException",
            "SNS.AmazonSNSException",
        ),
        (
            "sqs:sendMessage",
            "sqs:sendMessage",
            r#"{ "QueueUrl": "q", "MessageBody.$": "$" }"#,
            "Sqs.SqsException",
            "SQS.AmazonSQSException",
        ),
        (
            "ecs:runTask",
            "ecs:runTask",
            r#"{ "TaskDefinition": "d", "Overrides": { "ContainerOverrides": [{ "Name": "n" }] } }"#,
            "Ecs.ClusterNotFoundException",
            "ECS.ClusterNotFoundException",
        ),
        (
            "sfn:startExecution",
            "states:startExecution",
            r#"{ "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:M", "Input": { "a": 1 } }"#,
            "Sfn.SfnException",
            "StepFunctions.AWSStepFunctionsException",
        ),
    ] {
        let members = format!(r#""Parameters": {parameters}, "Retry": [{{ "ErrorEquals": ["{error}"] }}]"#);
        let text = task(&sdk(sdk_call), &members);
        let (_, done) = convert(&text, &format!("through {call}"), Dialect::Json);
        let done = done.unwrap_or_else(|| panic!("no {call}"));
        assert!(done.contains(&format!(r#""arn:aws:states:::{call}""#)) && done.contains(other), "{done}");
        assert_no_mistake(&text, &done, Dialect::Json);
        check_both_ways(&text, &format!("through {call}"), &format!("through aws-sdk:{sdk_call}"));
    }
}

#[test]
fn a_name_in_both_vocabularies_is_named_once() {
    check(
        &task(
            &sdk("ecs:runTask"),
            r#""Parameters": { "TaskDefinition": "d" }, "Retry": [{ "ErrorEquals": ["Ecs.EcsException", "ECS.AmazonECSException"] }]"#,
        ),
        "through ecs:runTask",
        expect![[
            r#""Resource": "arn:aws:states:::ecs:runTask", "Parameters": { "TaskDefinition": "d" }, "Retry": [{ "ErrorEquals": ["ECS.AmazonECSException"] }], "End": true }"#
        ]],
    );
}

#[test]
fn nothing_is_promised_that_cannot_be_kept() {
    for text in [
        // There is no other way to call it.
        task(&sdk("dynamodb:query"), r#""Parameters": { "TableName": "t" }"#),
        task(&optimized("dynamodb:${Action}"), r#""Parameters": {}"#),
        // Waiting is something that only the optimized integration can do.
        task(&optimized("ecs:runTask.sync"), r#""Parameters": { "TaskDefinition": "d" }"#),
        // What is computed may hold names of one vocabulary.
        task(&optimized("dynamodb:putItem"), r#""Parameters": { "TableName": "t", "Item.$": "$.item" }"#),
        jsonata(
            &optimized("dynamodb:putItem"),
            r#""Arguments": { "TableName": "t", "Item": "{% $states.input.item %}" }"#,
        ),
        jsonata(&optimized("dynamodb:putItem"), r#""Arguments": "{% $states.input %}""#),
        // Only one of them has it.
        task(&optimized("elasticmapreduce:terminateCluster"), r#""Parameters": { "ClusterId": "c" }"#),
        task(
            &optimized("dynamodb:getItem"),
            r#""Parameters": { "TableName": "t", "Key": {} }, "ResultSelector": { "a.$": "$.SdkHttpMetadata" }"#,
        ),
        // One takes JSON where the other takes text.
        task(&sdk("sfn:startExecution"), r#""Parameters": { "StateMachineArn": "a", "Input.$": "$.text" }"#),
    ] {
        check_none(&text, "Call it through");
    }
}

#[test]
fn a_callback_stays_one() {
    check(
        &task(
            &sdk("sqs:sendMessage.waitForTaskToken"),
            r#""Parameters": { "QueueUrl": "q", "MessageBody": { "token.$": "$$.Task.Token" } }"#,
        ),
        "through sqs:sendMessage",
        expect![[
            r#""Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Parameters": { "QueueUrl": "q", "MessageBody": { "token.$": "$$.Task.Token" } }, "End": true }"#
        ]],
    );
}

#[test]
fn a_function_through_the_integration_and_back() {
    for (text, expected) in [
        (
            task(FUNCTION, r#""Parameters": { "a": 1 }, "OutputPath": "$.x""#),
            expect![[
                r#""Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "arn:aws:lambda:us-east-1:123456789012:function:Work", "Payload": { "a": 1 } }, "OutputPath": "$.Payload.x", "End": true }"#
            ]],
        ),
        (
            task(
                FUNCTION,
                r#""ResultPath": "$.r", "ResultSelector": { "a.$": "$.x", "b.$": "States.Format('{}', $.y[0])" }"#,
            ),
            expect![[
                r#""Resource": "arn:aws:states:::lambda:invoke", "ResultPath": "$.r", "ResultSelector": { "a.$": "$.Payload.x", "b.$": "States.Format('{}', $.Payload.y[0])" }, "End": true, "Parameters": { "FunctionName": "arn:aws:lambda:us-east-1:123456789012:function:Work", "Payload.$": "$" } }"#
            ]],
        ),
        (
            task(FUNCTION, r#""ResultPath": null, "Assign": { "a.$": "$.x" }"#),
            expect![[
                r#""Resource": "arn:aws:states:::lambda:invoke", "ResultPath": null, "Assign": { "a.$": "$.Payload.x" }, "End": true, "Parameters": { "FunctionName": "arn:aws:lambda:us-east-1:123456789012:function:Work", "Payload.$": "$" } }"#
            ]],
        ),
        (
            jsonata(FUNCTION, r#""Arguments": { "a": 1 }"#),
            expect![[
                r#""Resource": "arn:aws:states:::lambda:invoke", "QueryLanguage": "JSONata", "Arguments": { "FunctionName": "arn:aws:lambda:us-east-1:123456789012:function:Work", "Payload": { "a": 1 } }, "End": true, "Output": "{% $states.result.Payload %}" }"#
            ]],
        ),
        (
            jsonata(
                FUNCTION,
                r#""Output": { "x": "{% $states.result.x & $states.result.y %}" }, "Assign": { "z": "{% $states.result %}" }"#,
            ),
            expect![[
                r#""Resource": "arn:aws:states:::lambda:invoke", "QueryLanguage": "JSONata", "Output": { "x": "{% $states.result.Payload.x & $states.result.Payload.y %}" }, "Assign": { "z": "{% $states.result.Payload %}" }, "End": true, "Arguments": { "FunctionName": "arn:aws:lambda:us-east-1:123456789012:function:Work", "Payload": "{% $states.input %}" } }"#
            ]],
        ),
    ] {
        check(&text, "lambda:invoke", expected);
    }
    for text in [
        task(FUNCTION, r#""Parameters": { "a": 1 }, "OutputPath": "$.x""#),
        task(FUNCTION, r#""Parameters": { "a": 1 }, "ResultPath": "$.r", "ResultSelector": { "a.$": "$.x" }"#),
        jsonata(FUNCTION, r#""Arguments": { "a": 1 }, "Output": { "x": "{% $states.result.x & $states.result.y %}" }"#),
        jsonata(FUNCTION, r#""Arguments": "{% $states.input.a %}", "Output": "{% $states.result.x %}""#),
    ] {
        check_both_ways(&text, "lambda:invoke", "by its own ARN");
    }
    let invoke = optimized("lambda:invoke");
    check(
        &task(
            &invoke,
            &format!(
                r#""Parameters": {{ "FunctionName": "{FUNCTION}", "Payload.$": "$" }}, "OutputPath": "$.Payload""#
            ),
        ),
        "by its own ARN",
        expect![[r#""Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work", "End": true }"#]],
    );
    check(
        &task(
            &invoke,
            &format!(r#""Parameters": {{ "FunctionName": "{FUNCTION}", "Payload.$": "$.order" }}, "ResultPath": null"#),
        ),
        "by its own ARN",
        expect![[
            r#""Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work", "ResultPath": null, "End": true, "InputPath": "$.order" }"#
        ]],
    );
    check(
        &jsonata(
            &invoke,
            &format!(
                r#""Arguments": {{ "FunctionName": "{FUNCTION}", "Payload": "{{% $states.input %}}" }}, "Output": "{{% $states.result.Payload %}}""#
            ),
        ),
        "by its own ARN",
        expect![[
            r#""Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work", "QueryLanguage": "JSONata", "End": true }"#
        ]],
    );
}

#[test]
fn the_sdk_takes_and_gives_payloads_as_text() {
    let invoke = sdk("lambda:invoke");
    for (text, expected) in [
        (
            task(
                &invoke,
                r#""Parameters": { "FunctionName": "f", "Payload": { "a.$": "$.b" } }, "ResultSelector": { "x.$": "States.StringToJson($.Payload)", "y.$": "States.Format('{} {}', $.StatusCode, States.StringToJson( $['Payload'] ))" }, "Retry": [{ "ErrorEquals": ["Lambda.ServiceException", "Lambda.LambdaException", "Lambda.EfsioException"] }]"#,
            ),
            expect![[
                r#""Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "f", "Payload": { "a.$": "$.b" } }, "ResultSelector": { "x.$": "$.Payload", "y.$": "States.Format('{} {}', $.StatusCode, $['Payload'])" }, "Retry": [{ "ErrorEquals": ["Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.EFSIOException"] }], "End": true }"#
            ]],
        ),
        (
            task(
                &invoke,
                r#""Parameters": { "FunctionName": "f", "Payload.$": "States.JsonToString($.order)" }, "ResultPath": null"#,
            ),
            expect![[
                r#""Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "f", "Payload.$": "$.order" }, "ResultPath": null, "End": true }"#
            ]],
        ),
        (
            jsonata(
                &invoke,
                r#""Arguments": { "FunctionName": "f", "Payload": "{% { 'a': $states.input } %}" }, "Output": "{% $parse($states.result.Payload).total + $states.result.StatusCode %}""#,
            ),
            expect![[
                r#""Resource": "arn:aws:states:::lambda:invoke", "QueryLanguage": "JSONata", "Arguments": { "FunctionName": "f", "Payload": "{% { 'a': $states.input } %}" }, "Output": "{% $states.result.Payload.total + $states.result.StatusCode %}", "End": true }"#
            ]],
        ),
    ] {
        check(&text, "through lambda:invoke, where an error of the function fails the task", expected);
    }
    let (titles, _) = convert(&task(&invoke, r#""Parameters": { "FunctionName": "f" }"#), "", Dialect::Json);
    expect!["Call it through lambda:invoke, where an error of the function fails the task and its answer is JSON"]
        .assert_eq(titles.first().map_or("", |title| title));
    for text in [
        // What is sent may be text or not.
        task(&invoke, r#""Parameters": { "FunctionName": "f", "Payload": "{}" }"#),
        task(&invoke, r#""Parameters": { "FunctionName": "f", "Payload.$": "$" }"#),
        jsonata(&invoke, r#""Arguments": { "FunctionName": "f", "Payload": "{% $states.input %}" }"#),
        // The text of the answer is read, or the error of the function, or all of the result.
        task(&invoke, r#""Parameters": { "FunctionName": "f" }, "ResultSelector": { "text.$": "$.Payload" }"#),
        task(&invoke, r#""Parameters": { "FunctionName": "f" }, "ResultSelector": { "failed.$": "$.FunctionError" }"#),
        task(
            &invoke,
            r#""Parameters": { "FunctionName": "f" }, "ResultSelector": { "x.$": "States.StringToJson($.Payload.x)" }"#,
        ),
        task(&invoke, r#""Parameters": { "FunctionName": "f" }, "Assign": { "all.$": "$" }"#),
        jsonata(
            &invoke,
            r#""Arguments": { "FunctionName": "f" }, "Output": "{% $parse($states.result.Payload[0]) %}""#,
        ),
        jsonata(&invoke, r#""Arguments": { "FunctionName": "f" }, "Assign": { "all": "{% $states.result %}" }"#),
        // Nobody knows whether it waits.
        task(&invoke, r#""Parameters": { "FunctionName": "f", "InvocationType.$": "$.type" }"#),
        task(&invoke, r#""Parameters.$": "$""#),
    ] {
        check_none(&text, "through lambda:invoke");
    }
}

#[test]
fn a_function_that_nobody_waits_for_in_both_vocabularies() {
    for payload in [r#""Payload": { "a": 1 }"#, r#""Payload.$": "$.order""#, r#""Qualifier": "1""#] {
        let text = task(
            &optimized("lambda:invoke"),
            &format!(
                r#""Parameters": {{ "FunctionName": "f", "InvocationType": "Event", {payload} }}, "ResultSelector": {{ "status.$": "$.StatusCode" }}, "Retry": [{{ "ErrorEquals": ["Lambda.AWSLambdaException", "Lambda.TooManyRequestsException"] }}]"#
            ),
        );
        check_both_ways(&text, "Call it through aws-sdk:lambda:invoke", "Call it through lambda:invoke");
    }
    check(
        &task(
            &optimized("lambda:invoke"),
            r#""Parameters": { "FunctionName": "f", "InvocationType": "Event", "Payload.$": "$.order" }, "Retry": [{ "ErrorEquals": ["Lambda.ClientExecutionTimeoutException", "Lambda.ServiceException"] }]"#,
        ),
        "Call it through aws-sdk:lambda:invoke",
        expect![[
            r#""Resource": "arn:aws:states:::aws-sdk:lambda:invoke", "Parameters": { "FunctionName": "f", "InvocationType": "Event", "Payload.$": "States.JsonToString($.order)" }, "Retry": [{ "ErrorEquals": ["Lambda.ServiceException"] }], "End": true }"#
        ]],
    );
    let event = r#""FunctionName": "f", "InvocationType": "Event""#;
    for members in [
        // Through the SDK a task goes on when its function fails.
        r#""Parameters": { "FunctionName": "f" }"#.to_owned(),
        r#""Parameters": { "FunctionName": "f", "InvocationType": "RequestResponse", "Payload": {} }"#.to_owned(),
        // There is no answer to read, and what only the optimized integration has.
        format!(r#""Parameters": {{ {event} }}, "ResultSelector": {{ "x.$": "$.Payload" }}"#),
        format!(r#""Parameters": {{ {event} }}, "ResultSelector": {{ "x.$": "$.SdkHttpMetadata.HttpStatusCode" }}"#),
        // Text would be handed over as it is.
        format!(r#""Parameters": {{ {event}, "Payload": "text" }}"#),
        // Nothing would be left to try again for.
        format!(r#""Parameters": {{ {event} }}, "Retry": [{{ "ErrorEquals": ["Lambda.Unknown"] }}]"#),
    ] {
        check_none(&task(&optimized("lambda:invoke"), &members), "through aws-sdk");
    }
}

#[test]
fn a_function_keeps_its_outcome_or_its_way() {
    for text in [
        task(FUNCTION, r#""ResultPath": "$.x""#),
        task(FUNCTION, r#""ResultSelector": { "a.$": "$.x" }, "Assign": { "b.$": "$.x" }"#),
        jsonata(FUNCTION, r#""Output": "{% $merge([$states, {}]) %}""#),
    ] {
        check_none(&text, "lambda:invoke");
    }
    let invoke = optimized("lambda:invoke");
    let given = format!(r#""FunctionName": "{FUNCTION}", "Payload.$": "$""#);
    for text in [
        task(&invoke, &format!(r#""Parameters": {{ {given} }}"#)),
        task(&invoke, &format!(r#""Parameters": {{ {given}, "InvocationType": "Event" }}, "OutputPath": "$.Payload""#)),
        task(&invoke, &format!(r#""Parameters": {{ {given} }}, "ResultSelector": {{ "status.$": "$.StatusCode" }}"#)),
        task(&invoke, r#""Parameters": { "FunctionName": "Work", "Payload.$": "$" }, "OutputPath": "$.Payload""#),
        task(
            &optimized("lambda:invoke.waitForTaskToken"),
            &format!(r#""Parameters": {{ {given} }}, "OutputPath": "$.Payload""#),
        ),
    ] {
        check_none(&text, "by its own ARN");
    }
}

#[test]
fn retriers_name_what_passes_by_itself() {
    let retriers = |text: &str| {
        let (_, done) = convert(text, "Try again", Dialect::Json);
        let done = done.unwrap_or_default();
        assert_no_mistake(text, &done, Dialect::Json);
        let list = done.rsplit_once(r#""ErrorEquals": ["#).and_then(|(_, rest)| rest.split_once(']'));
        list.map_or_else(String::new, |(list, _)| list.trim().to_owned())
    };
    let call = |resource: &str| retriers(&task(resource, r#""TimeoutSeconds": 5"#));
    expect![[r#""Lambda.ClientExecutionTimeoutException", "Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException""#]].assert_eq(&call(FUNCTION));
    let calls = [
        "dynamodb:getItem",
        "aws-sdk:dynamodb:getItem",
        "aws-sdk:ec2:runInstances",
        "aws-sdk:ssm:getParameter",
        "sqs:sendMessage",
    ];
    let lines: Vec<String> = calls.iter().map(|name| format!("{name}: {}", call(&optimized(name)))).collect();
    expect![[r#"
        dynamodb:getItem: "DynamoDB.InternalServerErrorException", "DynamoDB.ProvisionedThroughputExceededException", "DynamoDB.RequestLimitExceededException", "DynamoDB.ThrottlingException"
        aws-sdk:dynamodb:getItem: "DynamoDb.InternalServerErrorException", "DynamoDb.ProvisionedThroughputExceededException", "DynamoDb.RequestLimitExceededException", "DynamoDb.ThrottlingException", "DynamoDb.SdkClientException"
        aws-sdk:ec2:runInstances: "Ec2.Ec2Exception", "Ec2.SdkClientException"
        aws-sdk:ssm:getParameter: "Ssm.InternalServerErrorException", "Ssm.SdkClientException"
        sqs:sendMessage: "SQS.KmsThrottledException", "SQS.RequestThrottledException", "SQS.SdkClientException""#]].assert_eq(&lines.join("\n"));
    for retry in [
        r#"[{ "ErrorEquals": ["States.ALL"] }]"#,
        r#"[{ "ErrorEquals": ["States.TaskFailed"] }]"#,
        r#"[{ "ErrorEquals": ["DynamoDB.ThrottlingException"] }]"#,
        r#""${Retry}""#,
    ] {
        let members = format!(r#""Parameters": {{ "TableName": "t", "Key": {{}} }}, "Retry": {retry}"#);
        check_none(&task(&optimized("dynamodb:getItem"), &members), "Try again");
    }
}

#[test]
fn all_required_parameters_are_written() {
    check(
        &task(&optimized("dynamodb:updateItem"), r#""TimeoutSeconds": 5"#),
        "Fill in",
        expect![[
            r#""Resource": "arn:aws:states:::dynamodb:updateItem", "TimeoutSeconds": 5, "End": true, "Parameters": { "TableName": "", "Key": {} } }"#
        ]],
    );
    check(
        &jsonata(&sdk("secretsmanager:getSecretValue"), r#""TimeoutSeconds": 5"#),
        "Fill in",
        expect![[
            r#""Resource": "arn:aws:states:::aws-sdk:secretsmanager:getSecretValue", "QueryLanguage": "JSONata", "TimeoutSeconds": 5, "End": true, "Arguments": { "SecretId": "" } }"#
        ]],
    );
    check(
        &task(
            &sdk("dynamodb:transactWriteItems"),
            r#""Parameters": { "TransactItems": [{ "Put": { "TableName.$": "$.t" } }, { "Delete": {} }] }"#,
        ),
        "Fill in",
        expect![[r#"
            "Resource": "arn:aws:states:::aws-sdk:dynamodb:transactWriteItems", "Parameters": { "TransactItems": [{ "Put": { "TableName.$": "$.t", "Item": {} } }, { "Delete": {
              "Key": {},
              "TableName": ""
            } }] }, "End": true }"#]],
    );
    check_none(&task(&sdk("secretsmanager:getSecretValue"), r#""Parameters": { "SecretId.$": "$.s" }"#), "Fill in");
    check_none(&task(&sdk("rds:describeDBInstances"), r#""Parameters": {}"#), "Fill in");
}

#[test]
fn in_the_notation_of_the_document() {
    let text = "StartAt: T\nStates:\n  T:\n    Type: Task\n    Resource: arn:aws:states:::dynamodb:getI$0tem\n    Parameters:\n      TableName: t\n      Key:\n        id: { NULL: true }\n    Catch:\n      - ErrorEquals: [DynamoDB.ResourceNotFoundException]\n        Next: T\n    End: true\n";
    for (title, expected) in [
        (
            "through aws-sdk",
            expect![[r#"
        StartAt: T
        States:
          T:
            Type: Task
            Resource: arn:aws:states:::aws-sdk:dynamodb:getItem
            Parameters:
              TableName: t
              Key:
                id: { Nul: true }
            Catch:
              - ErrorEquals: [DynamoDb.ResourceNotFoundException]
                Next: T
            End: true
    "#]],
        ),
        (
            "Try again",
            expect![[r#"
        StartAt: T
        States:
          T:
            Type: Task
            Resource: arn:aws:states:::dynamodb:getItem
            Parameters:
              TableName: t
              Key:
                id: { NULL: true }
            Catch:
              - ErrorEquals: [DynamoDB.ResourceNotFoundException]
                Next: T
            End: true
            Retry:
              - ErrorEquals:
                  - DynamoDB.InternalServerErrorException
                  - DynamoDB.ProvisionedThroughputExceededException
                  - DynamoDB.RequestLimitExceededException
                  - DynamoDB.ThrottlingException
                IntervalSeconds: 1
                MaxAttempts: 3
                BackoffRate: 2
                JitterStrategy: FULL
    "#]],
        ),
    ] {
        let (titles, done) = convert(text, title, Dialect::Yaml);
        let done = done.unwrap_or_else(|| panic!("no {title} in {titles:?}"));
        assert_no_mistake(text, &done, Dialect::Yaml);
        expected.assert_eq(&done);
    }
}
