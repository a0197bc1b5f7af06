//! An action that the AWS SDK integrations do not reach.

use asl_spec::integrations::{Resource, sdk_service};

use crate::finding::Sink;
use crate::place::Place;
use crate::rule::{Check, Level, Rule};
use crate::task::TaskResource;

/// `blocked-action`
pub static RULE: Rule = Rule {
    code: "blocked-action",
    level: Level::Warning,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "an action that Step Functions does not reach",
    doc: "A few actions of the AWS SDK cannot be called from a state machine: those that stream, those that hand out \
          credentials such as `sts:assumeRole`, and some old ones.",
    source: "rulebook 13.4 [docs]",
    bad: r#"{
  "StartAt": "Assume",
  "States": {
    "Assume": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:sts:<<assumeRole>>",
      "Parameters": { "RoleArn": "arn:aws:iam::123456789012:role/Other", "RoleSessionName": "s" },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Who",
  "States": {
    "Who": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:sts:getCallerIdentity",
      "Parameters": {},
      "Credentials": { "RoleArn": "arn:aws:iam::123456789012:role/Other" },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: None,
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place) else { return };
    let Resource::Sdk(parts) = resource.read() else { return };
    let Some(service) = sdk_service(parts.service.text) else { return };
    let action = parts.action.text;
    if service.is_unsupported(action) {
        let advice = if action.to_ascii_lowercase().starts_with("assumerole") {
            " To act under another role, give the state \"Credentials\"."
        } else {
            ""
        };
        let message = format!("Step Functions cannot call \"{action}\" of \"{}\".{advice}", service.id);
        sink.report(resource.part(parts.action.span), message);
    }
}
