//! An action that no model of the service knows.

use asl_aws_models::{excluded, service_info};
use asl_spec::integrations::{Resource, sdk_service};
use asl_spec::nearest::nearest;

use crate::finding::Sink;
use crate::place::Place;
use crate::rewrite::change_part_to_replacement;
use crate::rule::{Check, Level, Rule};
use crate::task::TaskResource;

/// `unknown-sdk-action`
pub static RULE: Rule = Rule {
    code: "unknown-sdk-action",
    level: Level::Warning,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "an action that a service of the AWS SDK does not have",
    doc: "An AWS SDK integration names an action as the API does, with a small first letter: `DescribeDBInstances` is \
          `describeDBInstances`. The service refuses a resource whose action it does not know. New actions appear \
          every week, so this is only a warning.",
    source: "rulebook 13.4 [docs]; the service models of the AWS SDKs",
    bad: r#"{
  "StartAt": "Find",
  "States": {
    "Find": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:dynamodb:<<querry>>",
      "Parameters": { "TableName": "orders" },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Find",
  "States": {
    "Find": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:dynamodb:query",
      "Parameters": { "TableName": "orders" },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(change_part_to_replacement),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place) else { return };
    let Resource::Sdk(parts) = resource.read() else { return };
    let (id, action) = (parts.service.text, parts.action.text);
    // What is closed or excluded has a finding of its own.
    let Some(info) = service_info(id).filter(|info| !info.is_retired()) else { return };
    if excluded(id, action) || sdk_service(id).is_some_and(|s| s.is_unsupported(action) || s.removed.is_some()) {
        return;
    }
    let Some(service) = info.service().filter(|service| service.operation(action).is_none()) else { return };
    let span = resource.part(parts.action.span);
    let title = info.id();
    if let Some(like) = service.operation_like(action) {
        let like = like.action();
        let message = format!("The action of \"{title}\" is \"{like}\": case matters, and the first letter is small.");
        sink.report(span, message).replacement(like);
        return;
    }
    match nearest(action, service.operations().map(|operation| operation.action())) {
        Some(near) => {
            let message = format!("\"{title}\" has no action \"{action}\". Did you mean \"{near}\"?");
            sink.report(span, message).replacement(near);
        }
        None => {
            sink.report(span, format!("\"{title}\" has no action \"{action}\" that is known."));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};
    use expect_test::expect;

    fn task(resource: &str) -> String {
        format!(
            r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "arn:aws:states:::{resource}", "Parameters": {{}}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn the_action_is_known_or_not() {
        check_messages(
            &RULE,
            &task("aws-sdk:secretsmanager:GetSecretValue"),
            &expect![[
                r#"The action of "secretsmanager" is "getSecretValue": case matters, and the first letter is small."#
            ]],
        );
        check(&RULE, &task("aws-sdk:rds:<<describeDbInstances>>"));
        check(&RULE, &task("aws-sdk:appsync:<<graphql>>"));
        check(&RULE, &task("aws-sdk:rds:describeDBInstances"));
        check(&RULE, &task("aws-sdk:sqs:sendMessage.waitForTaskToken"));
    }

    #[test]
    fn what_nobody_can_say_or_another_rule_says() {
        for resource in [
            "aws-sdk:rds:${Action}",
            "aws-sdk:${Service}:describe",
            "aws-sdk:thenewservice:describe",
            "aws-sdk:sts:assumeRole",
            "aws-sdk:lookoutvision:whatever",
            "dynamodb:query",
        ] {
            check(&RULE, &task(resource));
        }
    }

    #[test]
    fn the_right_one_is_written() {
        check_fix(&RULE, &task("aws-sdk:dynamodb:PutItem"), &task("aws-sdk:dynamodb:putItem"));
        check_fix(&RULE, &task("aws-sdk:dynamodb:putItm"), &task("aws-sdk:dynamodb:putItem"));
    }
}
