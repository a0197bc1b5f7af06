//! An action that the AWS SDK integrations do not reach.

use asl_aws_models::excluded;
use asl_spec::integrations::{Resource, sdk_service};

use crate::call::Call;
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
    let (id, action) = (parts.service.text, parts.action.text);
    // Every action that the guide excludes for its stream of events has one in its model, and the guide is behind.
    let streams = Call::of(&Resource::Sdk(parts)).is_some_and(|call| call.operation.exclusion().is_some());
    if streams || excluded(id, action) || sdk_service(id).is_some_and(|service| service.is_unsupported(action)) {
        let advice = if action.to_ascii_lowercase().starts_with("assumerole") {
            " To act under another role, give the state \"Credentials\"."
        } else {
            ""
        };
        let message = format!("Step Functions cannot call \"{action}\" of \"{id}\".{advice}");
        sink.report(resource.part(parts.action.span), message);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    fn task(resource: &str) -> String {
        format!(
            r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:{resource}", "Parameters": {{}}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn what_streams_is_out_of_reach_and_the_rest_is_not() {
        check(&RULE, &task("lambda:<<invokeWithResponseStream>>"));
        check(&RULE, &task("polly:<<startSpeechSynthesisStream>>"));
        check(&RULE, &task("bedrockruntime:<<invokeModelWithResponseStream>>"));
        check(&RULE, &task("sts:getSessionToken"));
        check(&RULE, &task("s3:getObject"));
    }
}
