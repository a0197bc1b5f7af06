//! What is known of the data that a state gets back: completion and hover along the paths into it. `$0` is the cursor.

#[path = "support/orders.rs"]
mod orders;
#[path = "support/proposals.rs"]
mod proposals;

use asl_analysis::features::completion::{Completions, Topic};
use asl_analysis::features::hover;
use asl_analysis::marked;
use expect_test::{Expect, expect};
use orders::task;
use proposals::proposed;

fn jsonata(resource: &str, members: &str) -> String {
    task(resource, &format!(r#""QueryLanguage": "JSONata", {members}"#))
}

fn list(text: &str) -> Completions {
    proposed(text, marked::analyse).1
}

/// The members that are proposed, with their types, at most `count`.
fn check(text: &str, count: usize, expected: Expect) {
    let list = list(text);
    let members = list.items.iter().filter(|item| !item.detail.contains("JSONPath")).take(count);
    let lines: Vec<String> = members.map(|item| format!("{} | {}", item.insert.plain, item.detail)).collect();
    expected.assert_eq(&lines.join("\n"));
}

fn check_hover(text: &str, expected: Expect) {
    let (text, offset) = marked::cursor(text);
    let found = hover::hover(&marked::analyse(&text), offset);
    expected.assert_eq(&found.map_or_else(|| "nothing".to_owned(), |hover| hover.markdown));
}

#[test]
fn a_selector_reads_the_result() {
    check(
        &task("dynamodb:getItem", r#""ResultSelector": { "item.$": "$.$0" }"#),
        9,
        expect![[r#"
            Item | map of AttributeValue
            ConsumedCapacity | ConsumedCapacity
            SdkHttpMetadata | SdkHttpMetadata
            SdkResponseMetadata | SdkResponseMetadata"#]],
    );
    check(
        &task("dynamodb:getItem", r#""ResultSelector": { "item.$": "$.Item.id.$0" }"#),
        3,
        expect![[r#"
            S | string
            N | string
            B | blob"#]],
    );
    check(
        &task(
            "aws-sdk:rds:describeDBInstances",
            r#""ResultSelector": { "x": [{ "id.$": "$.DbInstances[0].DbI$0" }] }"#,
        ),
        3,
        expect![[r#"
            DbInstanceIdentifier | string
            DbInstanceClass | string
            Engine | string"#]],
    );
    check(
        &task("aws-sdk:rds:describeDBInstances", r#""ResultSelector": { "id.$": "$.DbInstances[*]['$0']" }"#),
        1,
        expect!["DbInstanceIdentifier | string"],
    );
    check(
        &task("aws-sdk:rds:describeDBInstances", r#""ResultSelector": { "n.$": "States.ArrayLength($.$0)" }"#),
        3,
        expect![[r#"
            Marker | string
            DbInstances | list of DBInstance"#]],
    );
    check(
        &task(
            "aws-sdk:rds:describeDBInstances",
            r#""ResultSelector": { "on.$": "$.DbInstances[?(@.DbInstanceStatus == 'on' && @.$0)]" }"#,
        ),
        1,
        expect!["DbInstanceIdentifier | string"],
    );
}

#[test]
fn whole_paths_stand_at_the_beginning() {
    check(
        &task("aws-sdk:rds:describeDBInstances", r#""ResultSelector": { "id.$": "$0" }"#),
        3,
        expect![[r#"
            $ | the state's own data
            $.Marker | string
            $.DbInstances | list of DBInstance"#]],
    );
}

#[test]
fn jsonata_goes_through_lists() {
    check(
        &jsonata("aws-sdk:rds:describeDBInstances", r#""Output": "{% $states.result.$0 %}""#),
        9,
        expect![[r#"
            Marker | string
            DbInstances | list of DBInstance"#]],
    );
    for path in ["DbInstances", "DbInstances[0]", "DbInstances[DbInstanceStatus = 'on'][0]"] {
        check(
            &jsonata(
                "aws-sdk:rds:describeDBInstances",
                &format!(r#""Assign": {{ "a": {{ "b": "{{% $states.result.{path}.Db$0 %}}" }} }}"#),
            ),
            1,
            expect!["DbInstanceIdentifier | string"],
        );
    }
    check(
        &jsonata(
            "aws-sdk:rds:describeDBInstances",
            r#""Output": "{% $states.result.DbInstances.VpcSecurityGroups.$0 %}""#,
        ),
        9,
        expect![[r#"
            VpcSecurityGroupId | string
            Status | string"#]],
    );
}

#[test]
fn waiting_has_results_of_its_own() {
    check(
        &jsonata("states:startExecution", r#""Output": "{% $states.result.$0 %}""#),
        2,
        expect![[r#"
            ExecutionArn | string
            StartDate | timestamp"#]],
    );
    check(
        &jsonata("states:startExecution.sync:2", r#""Output": "{% $states.result.Outp$0 %}""#),
        6,
        expect![[r#"
            ExecutionArn | string
            StateMachineArn | string
            Name | string
            Status | ExecutionStatus
            StartDate | timestamp
            StopDate | timestamp"#]],
    );
    check(
        &task("ecs:runTask.sync", r#""ResultSelector": { "code.$": "$.Containers[0].$0" }"#),
        3,
        expect![[r#"
            ContainerArn | string
            TaskArn | string
            Name | string"#]],
    );
    check(&jsonata("sqs:sendMessage.waitForTaskToken", r#""Output": "{% $states.result.$0 %}""#), 3, expect![""]);
    // What a function answers is its own.
    check(&jsonata("lambda:invoke", r#""Output": "{% $states.result.Payload.$0 %}""#), 3, expect![""]);
}

#[test]
fn fields_behind_the_result() {
    check(&task("aws-sdk:sts:getCallerIdentity", r#""Assign": { "who.$": "$.$0" }"#), 1, expect!["UserId | string"]);
    check(&task("aws-sdk:sts:getCallerIdentity", r#""OutputPath": "$.$0""#), 1, expect!["UserId | string"]);
    check(
        &task("aws-sdk:sts:getCallerIdentity", r#""ResultPath": "$.me.id", "OutputPath": "$.me.id.$0""#),
        1,
        expect!["UserId | string"],
    );
    for members in [
        r#""ResultPath": "$.me.id", "OutputPath": "$.me.$0""#,
        r#""ResultPath": null, "OutputPath": "$.$0""#,
        r#""ResultPath": "$.$0""#,
        r#""InputPath": "$.$0""#,
        r#""Parameters": { "a.$": "$.$0" }"#,
        r#""ResultSelector": {}, "Assign": { "who.$": "$.$0" }"#,
        r#""ResultSelector": {}, "OutputPath": "$.$0""#,
        r#""ResultSelector": { "a.$": "$..$0" }"#,
    ] {
        check(&task("aws-sdk:sts:getCallerIdentity", members), 1, expect![""]);
    }
}

#[test]
fn a_catcher_reads_the_error() {
    let catcher = |field: &str| format!(r#""Catch": [{{ "ErrorEquals": ["States.ALL"], "Next": "T", {field} }}]"#);
    check(
        &jsonata("dynamodb:getItem", &catcher(r#""Output": { "why": "{% $states.errorOutput.$0 %}" }"#)),
        3,
        expect![[r#"
            Error | string
            Cause | string"#]],
    );
    check(
        &task("dynamodb:getItem", &catcher(r#""Assign": { "why.$": "$.$0" }"#)),
        3,
        expect![[r#"
            Error | string
            Cause | string"#]],
    );
    check(&task("dynamodb:getItem", &catcher(r#""ResultPath": "$.$0""#)), 3, expect![""]);
    check(&jsonata("dynamodb:getItem", &catcher(r#""Output": "{% $states.result.$0 %}""#)), 3, expect![""]);
}

#[test]
fn hover_tells_types() {
    check_hover(
        &task(
            "aws-sdk:rds:describeDBInstances",
            r#""ResultSelector": { "x.$": "$.DbInstances[0].VpcSecurity$0Groups" }"#,
        ),
        expect![[r#"
            **VpcSecurityGroups** · list of VpcSecurityGroupMembership · member of `DBInstance` in the result of `aws-sdk:rds:describeDBInstances`

            Members: `VpcSecurityGroupId`, `Status`.

            [API reference](https://docs.aws.amazon.com/goto/WebAPI/rds-2014-10-31/DescribeDBInstances)"#]],
    );
    check_hover(
        &jsonata("states:startExecution.sync:2", r#""Output": "{% $states.result.Stat$0us %}""#),
        expect![[r#"
            **Status** · ExecutionStatus · in the result of `states:startExecution.sync:2`

            One of `RUNNING`, `SUCCEEDED`, `FAILED`, `TIMED_OUT`, `ABORTED`, `PENDING_REDRIVE`.

            [API reference](https://docs.aws.amazon.com/goto/WebAPI/states-2016-11-23/StartExecution)"#]],
    );
    check_hover(
        &task(
            "dynamodb:getItem",
            r#""Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "T", "Assign": { "why.$": "$.Cau$0se" } }]"#,
        ),
        expect![[r#"
            **Cause** · string · member of the caught error

            What is known of its cause: a text, often of JSON."#]],
    );
    check_hover(&task("dynamodb:getItem", r#""ResultSelector": { "x.$": "$.Whate$0ver" }"#), expect!["nothing"]);
    check_hover(&task("dynamodb:getItem", r#""Parameters": { "x.$": "$.It$0em" }"#), expect!["nothing"]);
}

#[test]
fn proposals_are_documented() {
    let found = list(&task("dynamodb:getItem", r#""ResultSelector": { "item.$": "$.Item.id.$0" }"#));
    let item = found.items.iter().find(|item| item.label == "BOOL").unwrap();
    assert_eq!(Topic::decode(&item.topic.encode()), item.topic);
    expect![[r#"
        **BOOL** · boolean · member of `AttributeValue` in the result of `dynamodb:getItem`

        [API reference](https://docs.aws.amazon.com/goto/WebAPI/dynamodb-2012-08-10/GetItem)"#]]
    .assert_eq(&item.topic.document(None).unwrap());
}
