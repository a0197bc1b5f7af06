//! An error name that this integration spells in another way.

use crate::call::{Call, Way};
use crate::finding::Sink;
use crate::handlers::lists;
use crate::place::Place;
use crate::raised::{Verdict, judge};
use crate::rewrite::change_to_replacement;
use crate::rule::{Check, Level, Rule};
use crate::task::TaskResource;

/// `error-name-regime`
pub static RULE: Rule = Rule {
    code: "error-name-regime",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "an error name that this integration spells in another way",
    doc: "The optimized integrations report errors as `DynamoDB.`, `StepFunctions.`, `SQS.` and `SNS.`; the AWS SDK \
          integrations of the same services as `DynamoDb.`, `Sfn.`, `Sqs.` and `Sns.`. All of them put the prefix in \
          front, and end in `Exception` even where the API does not: `ParameterNotFound` of Systems Manager is \
          `Ssm.ParameterNotFoundException`. Matching is exact, so any other spelling never matches, and nobody says so.",
    source: "rulebook 11.5 [localstack][docs]; the service models of the AWS SDKs",
    bad: r#"{
  "StartAt": "Save",
  "States": {
    "Save": {
      "Type": "Task",
      "Resource": "arn:aws:states:::dynamodb:putItem",
      "Parameters": { "TableName": "orders", "Item": { "id": { "S.$": "$.id" } } },
      "Retry": [{ "ErrorEquals": [<<"DynamoDb.ConditionalCheckFailedException">>] }],
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Save",
  "States": {
    "Save": {
      "Type": "Task",
      "Resource": "arn:aws:states:::dynamodb:putItem",
      "Parameters": { "TableName": "orders", "Item": { "id": { "S.$": "$.id" } } },
      "Retry": [{ "ErrorEquals": ["DynamoDB.ConditionalCheckFailedException"] }],
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(change_to_replacement),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place) else { return };
    let Some(call) = Call::of(&resource.read()) else { return };
    let kind = match call.way {
        Way::Optimized(_) => "The optimized integration",
        Way::Sdk(_) => "The AWS SDK integration",
    };
    for list in lists(place) {
        for handler in &list.handlers {
            for name in &handler.names {
                let Verdict::Misnamed(right) = judge(&call, &name.text) else { continue };
                // Naming both is a way to be safe under either.
                if handler.names.iter().any(|other| other.text == right) {
                    continue;
                }
                let message = format!("{kind} \"{}\" reports \"{right}\", never \"{}\".", call.title(), name.text);
                sink.report(name.span(), message).replacement(right);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn task(resource: &str, list: &str) -> String {
        format!(
            r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "{resource}", "Parameters": {{}}, "Retry": [{{ "ErrorEquals": {list} }}], "End": true }} }} }}"#
        )
    }

    #[test]
    fn both_directions() {
        check(&RULE, &task("arn:aws:states:::aws-sdk:dynamodb:query", r#"[<<"DynamoDB.AmazonDynamoDBException">>]"#));
        check(
            &RULE,
            &task(
                "arn:aws:states:::aws-sdk:sfn:startExecution",
                r#"[<<"StepFunctions.ExecutionAlreadyExistsException">>]"#,
            ),
        );
        check(
            &RULE,
            &task(
                "arn:${AWS::Partition}:states:::sqs:sendMessage",
                r#"[<<"Sqs.SqsException">>, "SQS.SdkClientException"]"#,
            ),
        );
        check(
            &RULE,
            &task("arn:aws:states:::states:startExecution.sync:2", r#"[<<"Sfn.ExecutionAlreadyExistsException">>]"#),
        );
    }

    #[test]
    fn prefix_and_ending() {
        check(
            &RULE,
            &task(
                "arn:aws:states:::aws-sdk:ssm:deleteParameter",
                r#"[<<"ParameterNotFound">>, <<"Ssm.ParameterNotFound">>, "Ssm.SsmException", "Whatever"]"#,
            ),
        );
        check(
            &RULE,
            &task("arn:aws:states:::aws-sdk:comprehend:detectSentiment", r#"[<<"InternalServerException">>]"#),
        );
        check(
            &RULE,
            &task("arn:aws:states:::aws-sdk:dynamodb:transactWriteItems", r#"[<<"DynamoDb.RequestLimitExceeded">>]"#),
        );
    }

    #[test]
    fn only_where_the_resource_is_known() {
        check(&RULE, &task("${Resource}", r#"["DynamoDB.A", "DynamoDb.A"]"#));
        check(&RULE, &task("arn:aws:states:::lambda:invoke", r#"["DynamoDB.A", "DynamoDb.A"]"#));
        check(&RULE, &task("arn:aws:states:::dynamodb:getItem", r#"["DynamoDB.A", "DynamoDb.A", "DynamoDbError"]"#));
        check(&RULE, &task("arn:aws:states:::ecs:runTask.sync", r#"["Ecs.EcsException", "ECS.AmazonECSException"]"#));
    }

    #[test]
    fn the_name_is_exchanged() {
        check_fix(
            &RULE,
            &task("arn:aws:states:::sns:publish", r#"["Sns.SnsException"]"#),
            &task("arn:aws:states:::sns:publish", r#"["SNS.AmazonSNSException"]"#),
        );
        check_fix(
            &RULE,
            &task("arn:aws:states:::aws-sdk:ssm:deleteParameter", r#"["ParameterNotFound"]"#),
            &task("arn:aws:states:::aws-sdk:ssm:deleteParameter", r#"["Ssm.ParameterNotFoundException"]"#),
        );
    }
}
