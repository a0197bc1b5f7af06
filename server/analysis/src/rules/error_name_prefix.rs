//! The error prefix of another kind of integration of the same service.

use asl_spec::errors::prefix_twins;
use asl_spec::integrations::{Resource, optimized_service};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::handlers::{lists, rename};
use crate::place::Place;
use crate::rewrite::Fix;
use crate::rule::{Check, Level, Rule};
use crate::task::TaskResource;

/// `error-name-prefix`
pub static RULE: Rule = Rule {
    code: "error-name-prefix",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "an error prefix that this integration never raises",
    doc: "The optimized integrations report errors as `DynamoDB.`, `StepFunctions.`, `SQS.` and `SNS.`; the AWS SDK \
          integrations of the same services as `DynamoDb.`, `Sfn.`, `Sqs.` and `Sns.`. A name with the prefix of the \
          other kind never matches.",
    source: "rulebook 11.5 [localstack][docs]",
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
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place) else { return };
    let Some((wrong, right, kind)) = prefixes(&resource.read()) else { return };
    for list in lists(place) {
        for handler in &list.handlers {
            for name in &handler.names {
                let Some(rest) = name.text.strip_prefix(wrong).filter(|rest| rest.starts_with('.')) else { continue };
                let twin = format!("{right}{rest}");
                // Naming both is a way to be safe under either.
                if handler.names.iter().any(|n| n.text == twin) {
                    continue;
                }
                let message = format!("{kind} of this service reports \"{twin}\", never \"{}\".", name.text);
                sink.report(name.span(), message).replacement(twin);
            }
        }
    }
}

/// The prefix that this resource never gives, the one that it gives instead, and what the resource is.
fn prefixes(resource: &Resource<'_>) -> Option<(&'static str, &'static str, &'static str)> {
    match resource {
        Resource::Optimized(parts) => {
            let service = optimized_service(parts.service.text)?;
            let twin =
                prefix_twins().iter().find(|t| service.error_prefixes.iter().any(|p| p.prefix == t.optimized))?;
            Some((twin.sdk, twin.optimized, "The optimized integration"))
        }
        Resource::Sdk(parts) => {
            let twin = prefix_twins().iter().find(|t| t.sdk.eq_ignore_ascii_case(parts.service.text))?;
            Some((twin.optimized, twin.sdk, "The AWS SDK integration"))
        }
        _ => None,
    }
}

fn fix(_: &Analysis, finding: &Finding) -> Vec<Fix> {
    finding.replacement.iter().map(|name| rename(finding.span, name)).collect()
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
    fn only_where_the_resource_is_known() {
        check(&RULE, &task("${Resource}", r#"["DynamoDB.A", "DynamoDb.A"]"#));
        check(&RULE, &task("arn:aws:states:::lambda:invoke", r#"["DynamoDB.A", "DynamoDb.A"]"#));
        check(&RULE, &task("arn:aws:states:::dynamodb:getItem", r#"["DynamoDB.A", "DynamoDb.A", "DynamoDbError"]"#));
    }

    #[test]
    fn the_prefix_is_exchanged() {
        check_fix(
            &RULE,
            &task("arn:aws:states:::sns:publish", r#"["Sns.SnsException"]"#),
            &task("arn:aws:states:::sns:publish", r#"["SNS.SnsException"]"#),
        );
    }
}
