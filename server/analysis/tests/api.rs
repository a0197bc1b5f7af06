//! What the models of the AWS APIs give to a person who writes a task: completion and hover. `$0` is the cursor.

#[path = "support/orders.rs"]
mod orders;
#[path = "support/proposals.rs"]
mod proposals;

use asl_analysis::features::completion::{Completions, Item, Topic};
use asl_analysis::features::hover;
use asl_analysis::marked;
use expect_test::{Expect, expect};
use orders::task;
use proposals::{accepted, labelled, proposed};

fn list(text: &str) -> Completions {
    proposed(text, marked::analyse).1
}

/// The first labels with their details, a line each.
fn check(text: &str, count: usize, expected: Expect) {
    let show = |item: &Item| format!("{} | {}", item.label, item.detail);
    expected.assert_eq(&list(text).items.iter().take(count).map(show).collect::<Vec<_>>().join("\n"));
}

/// The text after the item with this label was accepted, plain.
fn accept(text: &str, label: &str, expected: Expect) {
    let (text, found) = proposed(text, marked::analyse);
    let item = labelled(&found, label);
    expected.assert_eq(&accepted(&text, &found, item, &item.insert.plain));
}

fn check_hover(text: &str, expected: Expect) {
    let (text, offset) = marked::cursor(text);
    let found = hover::hover(&marked::analyse(&text), offset);
    expected.assert_eq(&found.map_or_else(|| "nothing".to_owned(), |hover| hover.markdown));
}

fn resource(typed: &str) -> String {
    format!(r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "{typed}$0" }} }} }}"#)
}

#[test]
fn resources_by_words_in_any_order() {
    check(
        &resource("putitem dynamo"),
        3,
        expect![[r#"
        dynamodb:putItem | Amazon DynamoDB
        aws-sdk:dynamodb:putItem | DynamoDB
        aws-sdk:dynamodb:startBulkPutItems | DynamoDB"#]],
    );
    check(
        &resource("arn:aws:states:::dynamodb:put"),
        2,
        expect![[r#"
        dynamodb:putItem | Amazon DynamoDB
        aws-sdk:dynamodb:putItem | DynamoDB"#]],
    );
    check(
        &resource("arn:aws:states:::aws-sdk:rds:describeDBInst"),
        2,
        expect![[r#"
        aws-sdk:rds:describeDBInstances | RDS
        aws-sdk:rds:describeDBInstanceAutomatedBackups | RDS"#]],
    );
    check(
        &resource("lambda invoke.w"),
        2,
        expect![[r#"
        lambda:invoke.waitForTaskToken | AWS Lambda
        aws-sdk:lambda:invoke.waitForTaskToken | Lambda"#]],
    );
    check(
        &resource("ecs runtask"),
        4,
        expect![[r#"
        ecs:runTask | Amazon ECS/Fargate
        ecs:runTask.sync | Amazon ECS/Fargate
        ecs:runTask.waitForTaskToken | Amazon ECS/Fargate
        aws-sdk:ecs:runTask | ECS"#]],
    );
    check(
        &resource("aws-sdk:sqs:sendMessage.wait"),
        3,
        expect![[r#"
        sqs:sendMessage.waitForTaskToken | Amazon SQS
        aws-sdk:sqs:sendMessage.waitForTaskToken | SQS
        aws-sdk:sqs:sendMessageBatch.waitForTaskToken | SQS"#]],
    );
}

#[test]
fn the_list_of_resources_is_made_anew_and_nothing_in_it_is_sorted_out() {
    let list = list(&resource("putitem dynamo"));
    assert!(list.incomplete);
    assert!(list.items.iter().all(|item| item.filter.contains("putitem dynamo")), "{:?}", list.items);
    assert!(list.items.len() <= 64);
    let none = self::list(&resource("putitem dynx"));
    assert!(none.incomplete && none.items.is_empty(), "one letter less, and there are some");
}

#[test]
fn parameters_required_ones_first() {
    check(
        &task("dynamodb:putItem", r#""Parameters": { "$0" }"#),
        6,
        expect![[r#"
        all required parameters | TableName, Item
        TableName | string, required
        TableName.$ | string, required
        Item | map of AttributeValue, required
        Item.$ | map of AttributeValue, required
        Expected | map of ExpectedAttributeValue"#]],
    );
    check(
        &task("dynamodb:putItem", r#""QueryLanguage": "JSONata", "Arguments": { "$0" }"#),
        4,
        expect![[r#"
        all required parameters | TableName, Item
        TableName | string, required
        Item | map of AttributeValue, required
        Expected | map of ExpectedAttributeValue"#]],
    );
    check(
        &task("aws-sdk:rds:describeDBInstances", r#""Parameters": { "$0" }"#),
        3,
        expect![[r#"
        DbInstanceIdentifier | string
        DbInstanceIdentifier.$ | string
        Filters | list of Filter"#]],
    );
}

#[test]
fn what_is_there_is_left_out() {
    check(
        &task("dynamodb:putItem", r#""Parameters": { "TableName.$": "$.t", "$0" }"#),
        3,
        expect![[r#"
            Item | map of AttributeValue, required
            Item.$ | map of AttributeValue, required
            Expected | map of ExpectedAttributeValue"#]],
    );
}

#[test]
fn parameters_at_every_depth() {
    check(
        &task("aws-sdk:dynamodb:transactWriteItems", r#""Parameters": { "TransactItems": [{ "Put": { "$0" } }] }"#),
        4,
        expect![[r#"
            all required parameters | Item, TableName
            Item | map of AttributeValue, required
            Item.$ | map of AttributeValue, required
            TableName | string, required"#]],
    );
    check(
        &task("dynamodb:getItem", r#""Parameters": { "Key": { "id": { "$0" } } }"#),
        4,
        expect![[r#"
        S | string
        S.$ | string
        N | string
        N.$ | string"#]],
    );
    // Keys of a map are the person's own.
    check(&task("dynamodb:getItem", r#""Parameters": { "Key": { "$0" } }"#), 4, expect![""]);
}

#[test]
fn all_required_ones_in_one_step() {
    accept(
        "{\n  \"StartAt\": \"T\",\n  \"States\": {\n    \"T\": {\n      \"Type\": \"Task\",\n      \"Resource\": \"arn:aws:states:::aws-sdk:dynamodb:updateTimeToLive\",\n      \"Parameters\": {\n        \"$0\"\n      },\n      \"End\": true\n    }\n  }\n}",
        "all required parameters",
        expect![[r#"
            {
              "StartAt": "T",
              "States": {
                "T": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::aws-sdk:dynamodb:updateTimeToLive",
                  "Parameters": {
                    "TableName": "",
                    "TimeToLiveSpecification": {
                      "Enabled": true,
                      "AttributeName": ""
                    }
                  },
                  "End": true
                }
              }
            }"#]],
    );
    accept(
        &task("aws-sdk:eventbridge:putTargets", r#""Parameters": $0"#),
        "{…} parameters of aws-sdk:eventbridge:putTargets",
        expect![[r#"
            { "StartAt": "T", "States": { "T": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:eventbridge:putTargets", "Parameters": {
              "Rule": "",
              "Targets": [
                {
                  "Id": "",
                  "Arn": ""
                }
              ]
            }, "End": true } } }"#]],
    );
}

#[test]
fn values() {
    check(
        &task("dynamodb:putItem", r#""Parameters": { "ReturnValues": "$0" }"#),
        9,
        expect![[r#"
        NONE | 
        ALL_OLD | 
        UPDATED_OLD | 
        ALL_NEW | 
        UPDATED_NEW | "#]],
    );
    check(
        &task("aws-sdk:dynamodb:getItem", r#""Parameters": { "ConsistentRead": $0 }"#),
        9,
        expect![[r#"
        true | 
        false | "#]],
    );
    check(&task("aws-sdk:eventbridge:putTargets", r#""Parameters": { "Targets": [$0] }"#), 9, expect!["{…} Target | "]);
    accept(
        &task("dynamodb:putItem", r#""Parameters": { "ReturnValues": "$0" }"#),
        "ALL_OLD",
        expect![[
            r#"{ "StartAt": "T", "States": { "T": { "Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem", "Parameters": { "ReturnValues": "ALL_OLD" }, "End": true } } }"#
        ]],
    );
}

#[test]
fn errors_of_this_action_first() {
    check(
        &task("aws-sdk:rds:describeDBInstances", r#""Retry": [{ "ErrorEquals": ["$0"] }]"#),
        3,
        expect![[r#"
        Rds.DbInstanceNotFoundException | describeDBInstances
        Rds.RdsException | rds
        Rds.AuthorizationAlreadyExistsException | rds"#]],
    );
    check(
        &task("dynamodb:updateItem", r#""Catch": [{ "ErrorEquals": [$0] }]"#),
        4,
        expect![[r#"
        DynamoDB.ConditionalCheckFailedException | updateItem
        DynamoDB.InternalServerErrorException | updateItem
        DynamoDB.ItemCollectionSizeLimitExceededException | updateItem
        DynamoDB.ProvisionedThroughputExceededException | updateItem"#]],
    );
}

#[test]
fn hover_over_actions() {
    check_hover(
        &task("aws-sdk:secretsmanager:getSecret$0Value", r#""Parameters": {}"#),
        expect![[r#"
        **aws-sdk:secretsmanager:getSecretValue** · Secrets Manager, AWS SDK integration

        Required: `SecretId` (string).

        Optional: `VersionId`, `VersionStage`.

        Returns: `Arn`, `Name`, `VersionId`, `SecretBinary`, `SecretString`, `VersionStages`, `CreatedDate`.

        Errors: `SecretsManager.DecryptionFailureException`, `SecretsManager.InternalServiceErrorException`, `SecretsManager.InvalidParameterException`, `SecretsManager.InvalidRequestException`, `SecretsManager.ResourceNotFoundException`.

        Patterns: request-response, .waitForTaskToken.

        [API reference](https://docs.aws.amazon.com/goto/WebAPI/secretsmanager-2017-10-17/GetSecretValue)"#]],
    );
    check_hover(
        &task("ecs:run$0Task.sync", r#""Parameters": {}"#),
        expect![[r#"
        **ecs:runTask** · Amazon ECS/Fargate, optimized integration

        Starts the job and waits until it is done.

        Required: `TaskDefinition` (string).

        Optional: `CapacityProviderStrategy`, `Cluster`, `EnableECSManagedTags`, `EnableExecuteCommand`, `Group`, `LaunchType`, `NetworkConfiguration`, `Overrides`, `PlacementConstraints`, `PlacementStrategy`, `PlatformVersion`, `PropagateTags` and 4 more.

        Returns: `Attachments`, `Attributes`, `AvailabilityZone`, `CapacityProviderName`, `ClusterArn`, `Connectivity`, `ConnectivityAt`, `ContainerInstanceArn`, `Containers`, `Cpu`, `CreatedAt`, `DesiredStatus` and 26 more.

        Errors: `ECS.AccessDeniedException`, `ECS.BlockedException`, `ECS.ClientException`, `ECS.ClusterNotFoundException`, `ECS.ConflictException`, `ECS.InvalidParameterException`, `ECS.PlatformTaskDefinitionIncompatibilityException`, `ECS.PlatformUnknownException`, `ECS.ServerException`, `ECS.UnsupportedFeatureException`, `ECS.AmazonECSException`, `AmazonECS.Unknown`.

        Patterns: request-response, .sync, .waitForTaskToken.

        *With `.sync` or a task token, a non-empty `Failures` list fails the task with `AmazonECS.Unknown`.*

        [API reference](https://docs.aws.amazon.com/goto/WebAPI/ecs-2014-11-13/RunTask) · [Integration](https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html)"#]],
    );
    check_hover(
        &task("aws-sdk:ec2:runInst$0ances", r#""Parameters": {}"#),
        expect![[r#"
        **aws-sdk:ec2:runInstances** · EC2, AWS SDK integration

        Required: `MaxCount` (integer), `MinCount` (integer).

        Optional: `BlockDeviceMappings`, `ImageId`, `InstanceType`, `Ipv6AddressCount`, `Ipv6Addresses`, `KernelId`, `KeyName`, `Monitoring`, `Placement`, `RamdiskId`, `SecurityGroupIds`, `SecurityGroups` and 30 more.

        Returns: `ReservationId`, `OwnerId`, `RequesterId`, `Groups`, `Instances`.

        Its errors are not stated; they arrive as `Ec2.Ec2Exception`.

        Patterns: request-response, .waitForTaskToken.

        [API reference](https://docs.aws.amazon.com/goto/WebAPI/ec2-2016-11-15/RunInstances)"#]],
    );
}

#[test]
fn hover_over_parameters_and_their_words() {
    check_hover(
        &task("dynamodb:putItem", r#""Parameters": { "Return$0Values": "NONE" }"#),
        expect![[r#"
        **ReturnValues** · ReturnValue · parameter of `dynamodb:putItem`

        One of `NONE`, `ALL_OLD`, `UPDATED_OLD`, `ALL_NEW`, `UPDATED_NEW`.

        [API reference](https://docs.aws.amazon.com/goto/WebAPI/dynamodb-2012-08-10/PutItem)"#]],
    );
    check_hover(
        &task("dynamodb:putItem", r#""Parameters": { "ReturnValues": "NO$0NE" }"#),
        expect![[r#"
        **NONE** · ReturnValue

        One of `NONE`, `ALL_OLD`, `UPDATED_OLD`, `ALL_NEW`, `UPDATED_NEW`."#]],
    );
    check_hover(
        &task("dynamodb:putItem", r#""Parameters": { "Table$0Name.$": "$.t" }"#),
        expect![[r#"
        **TableName** · string · parameter of `dynamodb:putItem`

        Required.

        [API reference](https://docs.aws.amazon.com/goto/WebAPI/dynamodb-2012-08-10/PutItem)"#]],
    );
    check_hover(
        &task("dynamodb:putItem", r#""Parameters": { "Item": { "a": { "B$0OOL": true } } }"#),
        expect![[r#"
        **BOOL** · boolean · parameter of `AttributeValue` of `dynamodb:putItem`

        [API reference](https://docs.aws.amazon.com/goto/WebAPI/dynamodb-2012-08-10/PutItem)"#]],
    );
    check_hover(
        &task("dynamodb:putItem", r#""Parameters": { "Item": { "a$0": { "BOOL": true } } }"#),
        expect!["nothing"],
    );
}

#[test]
fn hover_over_errors() {
    let retry = |name: &str| format!(r#""Retry": [{{ "ErrorEquals": ["{name}$0"] }}]"#);
    check_hover(
        &task("aws-sdk:rds:describeDBInstances", &retry("Rds.DbInstanceNotFoundException")),
        expect![[r#"
        **Rds.DbInstanceNotFoundException** · error

        `aws-sdk:rds:describeDBInstances` raises it. So do `aws-sdk:rds:addRoleToDBInstance`, `aws-sdk:rds:addTagsToResource`, `aws-sdk:rds:createBlueGreenDeployment`, `aws-sdk:rds:createDBCluster`, `aws-sdk:rds:createDBClusterEndpoint`, `aws-sdk:rds:createDBInstanceReadReplica`, `aws-sdk:rds:createDBSnapshot`, `aws-sdk:rds:createIntegration`, `aws-sdk:rds:createTenantDatabase`, `aws-sdk:rds:deleteDBInstance`, `aws-sdk:rds:deleteTenantDatabase`, `aws-sdk:rds:describeDBLogFiles` and 21 more."#]],
    );
    check_hover(
        &task("dynamodb:putItem", &retry("DynamoDB.ConditionalCheckFailedException")),
        expect![[r#"
        **DynamoDB.ConditionalCheckFailedException** · error

        `dynamodb:putItem` raises it. So do `dynamodb:updateItem`, `dynamodb:deleteItem`."#]],
    );
    check_hover(
        &task("lambda:invoke", &retry("Lambda.TooManyRequestsException")),
        expect![[r#"
        **Lambda.TooManyRequestsException**

        Lambda throttled the call.

        `lambda:invoke` raises it."#]],
    );
}

#[test]
fn proposals_are_documented() {
    let list = list(&task("dynamodb:getItem", r#""Parameters": { "Key": { "id": { "$0" } } }"#));
    let item = list.items.iter().find(|item| item.label == "BOOL").unwrap();
    assert_eq!(Topic::decode(&item.topic.encode()), item.topic);
    expect![[r#"
        **BOOL** · boolean · parameter of `AttributeValue` of `dynamodb:getItem`

        [API reference](https://docs.aws.amazon.com/goto/WebAPI/dynamodb-2012-08-10/GetItem)"#]]
    .assert_eq(&item.topic.document(None).unwrap());
}
