//! An action that an optimized integration does not have.

use asl_spec::integrations::{OptimizedService, Resource, optimized_service};
use asl_spec::nearest::nearest;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::rewrite::{Fix, change_part};
use crate::rule::{Check, Level, Rule};
use crate::rules::unknown_integration::sdk_id;
use crate::task::TaskResource;

/// `unknown-integration-action`
pub static RULE: Rule = Rule {
    code: "unknown-integration-action",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "an action that this optimized integration does not have",
    doc: "An optimized integration has a few actions: `dynamodb` for example `getItem`, `putItem`, `updateItem` and \
          `deleteItem`. Every other action of the service is reached through its AWS SDK integration, \
          `arn:aws:states:::aws-sdk:dynamodb:query`.",
    source: "rulebook 13.1, 13.2 [cdk-preflight]",
    bad: r#"{
  "StartAt": "Find",
  "States": {
    "Find": {
      "Type": "Task",
      "Resource": "arn:aws:states:::dynamodb:<<query>>",
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
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place) else { return };
    let read = resource.read();
    let (Resource::Optimized(parts) | Resource::Http(parts)) = &read else { return };
    let Some(service) = optimized_service(parts.service.text) else { return };
    let action = parts.action.text;
    if service.action(action).is_some() {
        return;
    }
    let span = resource.part(parts.action.span);
    let integration = service.id;
    if let Some(near) = nearest(action, service.actions.iter().map(|a| a.name)) {
        let message = format!("The \"{integration}\" integration has no action \"{action}\". Did you mean \"{near}\"?");
        sink.report(span, message).replacement(near);
        return;
    }
    match sdk_twin(service) {
        Some(sdk) => {
            let other = format!("aws-sdk:{sdk}:{action}");
            let message = format!(
                "The optimized \"{integration}\" integration has no action \"{action}\". Its AWS SDK integration may: \"{other}\"."
            );
            let whole = resource.part(parts.service.span).cover(span);
            sink.report(span, message).related(whole, "The integration").replacement(other);
        }
        None => {
            let names: Vec<&str> = service.actions.iter().map(|a| a.name).collect();
            let known = crate::misfit::all_of(&names);
            sink.report(span, format!("The \"{integration}\" integration has no action \"{action}\"; it has {known}."));
        }
    }
}

/// The AWS SDK integration of the same service, by the API behind its actions.
fn sdk_twin(service: &OptimizedService) -> Option<&'static str> {
    let api = service.actions.iter().find_map(|a| a.api)?;
    sdk_id(api.split_once('.')?.0)
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(text) = &finding.replacement else { return Vec::new() };
    let span = finding.related.first().map_or(finding.span, |whole| whole.span);
    vec![change_part(analysis, span, text)]
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
    fn the_action_is_known_or_not() {
        check(&RULE, &task("arn:aws:states:::lambda:<<invoek>>"));
        check(&RULE, &task("arn:aws:states:::lambda:<<Invoke>>.waitForTaskToken"));
        check(&RULE, &task("arn:${AWS::Partition}:states:::sns:<<createTopic>>"));
        check(&RULE, &task("arn:aws:states:us-east-1:1:http:<<get>>"));
        check(&RULE, &task("arn:aws:states:::${Service}:invoke"));
        check(&RULE, &task("arn:aws:states:::aws-sdk:dynamodb:query"));
        check(&RULE, &task("arn:aws:states:::states:startExecution.sync:2"));
    }

    #[test]
    fn the_near_one_or_the_sdk_is_written() {
        check_fix(&RULE, &task("arn:aws:states:::lambda:invoek"), &task("arn:aws:states:::lambda:invoke"));
        check_fix(
            &RULE,
            &task("arn:aws:states:::states:sendTaskSuccess"),
            &task("arn:aws:states:::aws-sdk:sfn:sendTaskSuccess"),
        );
    }
}
