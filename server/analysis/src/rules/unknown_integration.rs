//! An integration with a service that is not known.

use asl_aws_models::{service_info, services};
use asl_spec::integrations::{Resource, optimized_service, optimized_services, sdk_service, sdk_services};
use asl_spec::nearest::nearest;

use crate::finding::Sink;
use crate::place::Place;
use crate::rewrite::change_part_to_replacement;
use crate::rule::{Check, Level, Rule};
use crate::task::TaskResource;

/// `unknown-integration`
pub static RULE: Rule = Rule {
    code: "unknown-integration",
    level: Level::Warning,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "an integration with a service that is not known",
    doc: "The part of the ARN behind `states:::` names a service with an optimized integration; behind \
          `states:::aws-sdk:` any service of the AWS SDK, as its name in the SDK for Java written small and without \
          signs: `cloudwatchlogs`, `eventbridge`, `sfn`. AWS adds services several times a year, so this is only a warning.",
    source: "rulebook 13.1, 13.4 [docs]",
    bad: r#"{
  "StartAt": "Log",
  "States": {
    "Log": {
      "Type": "Task",
      "Resource": "arn:aws:states:::<<aws-sdk:logs>>:putLogEvents",
      "Parameters": { "LogGroupName": "orders" },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Log",
  "States": {
    "Log": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:cloudwatchlogs:putLogEvents",
      "Parameters": { "LogGroupName": "orders" },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(change_part_to_replacement),
};

/// What other tools call services that have another name here.
const OTHER_NAMES: [(&str, &str); 16] = [
    ("ce", "costexplorer"),
    ("cognito-identity", "cognitoidentity"),
    ("cognito-idp", "cognitoidentityprovider"),
    ("cur", "costandusagereport"),
    ("ddb", "dynamodb"),
    ("ds", "directory"),
    ("elb", "elasticloadbalancing"),
    ("elbv2", "elasticloadbalancingv2"),
    ("events", "eventbridge"),
    ("logs", "cloudwatchlogs"),
    ("resourcegroupstagging", "resourcegroupstaggingapi"),
    ("states", "sfn"),
    ("stepfunctions", "sfn"),
    ("systemsmanager", "ssm"),
    ("timestream-query", "timestreamquery"),
    ("timestream-write", "timestreamwrite"),
];

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place) else { return };
    match resource.read() {
        Resource::Optimized(parts) => {
            let name = parts.service.text;
            if optimized_service(name).is_some() {
                return;
            }
            let near = nearest(name, optimized_services().iter().map(|s| s.id)).map(str::to_owned);
            // What has no optimized integration may still be reached through the SDK.
            let sdk = || sdk_service(name).map(|s| format!("aws-sdk:{}", s.id));
            let wanted = sdk().or(near);
            report(
                &resource,
                parts.service.span,
                &format!("No optimized integration \"{name}\" is known."),
                wanted,
                sink,
            );
        }
        Resource::Sdk(parts) => {
            let name = parts.service.text;
            let mut whole = parts.service.span;
            whole.start = resource.text().find("aws-sdk:").unwrap_or(whole.start);
            match sdk_service(name).map(|s| s.removed) {
                Some(None) => {}
                Some(Some(day)) => {
                    let message = format!("Step Functions withdrew its integration with \"{name}\" on {day}.");
                    report(&resource, whole, &message, None, sink);
                }
                // The models know services that the guide does not list: nobody can say that they do not work.
                None if service_info(name).is_some() => {}
                None => {
                    let wanted = sdk_id(name).map(|id| format!("aws-sdk:{id}"));
                    report(&resource, whole, &format!("No service \"{name}\" of the AWS SDK is known."), wanted, sink);
                }
            }
        }
        _ => {}
    }
}

fn report(
    resource: &TaskResource<'_>,
    part: asl_spec::integrations::Span,
    problem: &str,
    wanted: Option<String>,
    sink: &mut Sink<'_>,
) {
    let span = resource.part(part);
    match wanted {
        Some(wanted) => sink.report(span, format!("{problem} Did you mean \"{wanted}\"?")).replacement(wanted),
        None => sink.report(span, problem),
    };
}

/// The id of a service that is written as another tool would.
pub(super) fn sdk_id(name: &str) -> Option<&'static str> {
    let small = name.to_ascii_lowercase();
    let plain: String = small.chars().filter(char::is_ascii_alphanumeric).collect();
    let by_other_name = |name: &str| OTHER_NAMES.iter().find(|(other, _)| *other == name).map(|(_, id)| *id);
    by_other_name(&small)
        .or_else(|| by_other_name(&plain))
        .or_else(|| sdk_service(&plain).map(|s| s.id))
        .or_else(|| services().find(|info| info.model_name() == small).map(|info| info.id()))
        .or_else(|| nearest(name, sdk_services().iter().map(|s| s.id)))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn task(resource: &str) -> String {
        format!(
            r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "{resource}", "Parameters": {{}}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn known_services_pass() {
        for service in ["aws-sdk:sfn:sendTaskSuccess", "emr-serverless:startJobRun", "http:invoke", "${Service}:x"] {
            check(&RULE, &task(&format!("arn:aws:states:::{service}")));
        }
    }

    #[test]
    fn the_other_name_is_written() {
        let fixed = |from: &str, to: &str| {
            check_fix(&RULE, &task(&format!("arn:aws:states:::{from}")), &task(&format!("arn:aws:states:::{to}")));
        };
        fixed("bedrock-agentcore:invokeHarness", "bedrockagentcore:invokeHarness");
        fixed("s3:getObject", "aws-sdk:s3:getObject");
        fixed("aws-sdk:stepFunctions:startExecution", "aws-sdk:sfn:startExecution");
        fixed("aws-sdk:cloudwatch-logs:putLogEvents", "aws-sdk:cloudwatchlogs:putLogEvents");
        fixed("aws-sdk:dynamoDB:query", "aws-sdk:dynamodb:query");
    }

    #[test]
    fn other_names_lead_to_services_that_exist() {
        for (other, id) in super::OTHER_NAMES {
            assert!(asl_spec::integrations::sdk_service(id).is_some(), "{other}: {id}");
        }
    }
}
