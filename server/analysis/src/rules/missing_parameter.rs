//! A parameter that the service refuses to do without.

use asl_spec::QueryLanguage;
use asl_spec::integrations::{Action, Resource, optimized_service};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::locate::locate;
use crate::place::Place;
use crate::rewrite::{Fix, add_member, change_string, object_at};
use crate::rule::{Check, Level, Rule};
use crate::task::{Payload, TaskResource, may_give, payload};

/// `missing-parameter`
pub static RULE: Rule = Rule {
    code: "missing-parameter",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a required parameter of an integration is not there",
    doc: "Some parameters of the optimized integrations are required, and the service checks when the machine is created \
          that they are there: `FunctionName` of `lambda:invoke`, `QueueUrl` and `MessageBody` of `sqs:sendMessage`, \
          `TableName` of `dynamodb:getItem` and others. In a JSONPath state `Name.$` counts as `Name`.",
    source: "rulebook 13.2 [cdk-preflight]",
    bad: r#"{
  "StartAt": "Send",
  "States": {
    "Send": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      <<"Parameters">>: { "MessageBody.$": "$.order" },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Send",
  "States": {
    "Send": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": { "QueueUrl.$": "$.queue", "MessageBody.$": "$.order" },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    report(place, true, sink);
}

/// Reports the required parameters that are not there, of the actions where the service was seen to check them
/// (`is_measured`) or of the others.
pub(super) fn report(place: &Place<'_>, is_measured: bool, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place) else { return };
    let read = resource.read();
    let Some((parts, action)) = action(&read).filter(|(_, a)| a.required_is_measured == is_measured) else { return };
    let Payload::Fields(member, object) = payload(place) else { return };
    for name in action.required.iter().filter(|name| !may_give(object, place.language, name)) {
        let title = format!("{}:{}", parts.service.text, parts.action.text);
        let is_path = place.language == QueryLanguage::JsonPath;
        let other_case = object.members().find(|m| {
            let key = m.key().text();
            let key = if is_path { plain(&key) } else { &key };
            key.eq_ignore_ascii_case(name)
        });
        match other_case {
            Some(other) => {
                let key = other.key();
                let text = key.text();
                let wanted = text.replacen(plain(&text), name, 1);
                let message = format!(
                    "\"{title}\" needs \"{name}\": names are case-sensitive, and this is \"{}\".",
                    plain(&text)
                );
                sink.report(key.span(), message).replacement(wanted);
            }
            None => {
                let message = format!("\"{title}\" needs the parameter \"{name}\".");
                sink.report(member.key().span(), message).replacement(*name);
            }
        }
    }
}

fn action<'a, 'r>(
    resource: &'r Resource<'a>,
) -> Option<(&'r asl_spec::integrations::Integration<'a>, &'static Action)> {
    match resource {
        Resource::Optimized(parts) | Resource::Http(parts) => {
            Some((parts, optimized_service(parts.service.text)?.action(parts.action.text)?))
        }
        _ => None,
    }
}

/// A key without the `.$` of a payload template.
fn plain(key: &str) -> &str {
    key.strip_suffix(".$").unwrap_or(key)
}

pub(super) fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(name) = &finding.replacement else { return Vec::new() };
    let key = locate(analysis, finding.span.start).and_then(|l| l.key);
    let is_misspelt = key.is_some_and(|k| plain(&k.key().text()).eq_ignore_ascii_case(plain(name)));
    if is_misspelt {
        return vec![change_string(analysis, finding.span, name)];
    }
    let Some((object, _)) = object_at(analysis, finding.span) else { return Vec::new() };
    vec![Fix::new(format!("Add \"{name}\""), add_member(analysis.document(), object, name, "\"\""))]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};
    use expect_test::expect;

    fn task(resource: &str, parameters: &str) -> String {
        format!(
            r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "arn:aws:states:::{resource}", {parameters}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn every_way_to_give_it_counts() {
        check(&RULE, &task("lambda:invoke", r#""Parameters": { "FunctionName": "f" }"#));
        check(&RULE, &task("lambda:invoke", r#""Parameters": { "FunctionName.$": "$.f" }"#));
        check(&RULE, &task("lambda:invoke", r#""Parameters": { "${Key}": "f" }"#));
        check(&RULE, &task("lambda:invoke", r#""Parameters": "${Parameters}""#));
        check(&RULE, &task("lambda:invoke", r#""QueryLanguage": "JSONata", "Arguments": "{% $states.input %}""#));
        check(
            &RULE,
            &task("lambda:invoke", r#""QueryLanguage": "JSONata", <<"Arguments">>: { "FunctionName.$": "$.f" }"#),
        );
        check(
            &RULE,
            &task("lambda:invoke.waitForTaskToken", r#"<<"Parameters">>: { "Payload": { "FunctionName": 1 } }"#),
        );
    }

    #[test]
    fn only_what_was_measured() {
        check(&RULE, &task("apigateway:invoke", r#""Parameters": {}"#));
        check(&RULE, &task("aws-sdk:lambda:invoke", r#""Parameters": {}"#));
        check_messages(
            &RULE,
            &task("dynamodb:putItem", r#""Parameters": { "tableName": "t" }"#),
            &expect![[r#"
                "dynamodb:putItem" needs the parameter "Item".
                "dynamodb:putItem" needs "TableName": names are case-sensitive, and this is "tableName"."#]],
        );
    }

    #[test]
    fn the_parameter_is_added_or_respelt() {
        check_fix(
            &RULE,
            &task("lambda:invoke", r#""Parameters": { "Payload": 1 }"#),
            &task("lambda:invoke", r#""Parameters": { "Payload": 1, "FunctionName": "" }"#),
        );
        check_fix(
            &RULE,
            &task("lambda:invoke", r#""Parameters": { "functionName.$": "$.f" }"#),
            &task("lambda:invoke", r#""Parameters": { "FunctionName.$": "$.f" }"#),
        );
    }
}
