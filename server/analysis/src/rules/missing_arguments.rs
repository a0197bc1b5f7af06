//! A service integration without parameters.

use asl_spec::integrations::{Resource, optimized_service};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::rewrite::{Fix, add_member, object_at};
use crate::rule::{Check, Level, Rule};
use crate::rules::missing_field::misspelt;
use crate::task::{Payload, TaskResource, payload, payload_field};

/// `missing-arguments`
pub static RULE: Rule = Rule {
    code: "missing-arguments",
    level: Level::Warning,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a service integration without `Parameters` or `Arguments`",
    doc: "A task that calls a service integration says with what: in `Parameters` in a JSONPath state, in `Arguments` in a \
          JSONata state. An action that takes nothing gets `{}`. Only a Lambda function by its own ARN and an activity take \
          the state's input instead. The service was seen to refuse a definition without it; since published machines \
          do without, it is a warning.",
    source: "rulebook 6.1, 13.1 [cdk-preflight]",
    bad: r#"{
  "StartAt": "Notify",
  "States": {
    <<"Notify">>: { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Notify",
  "States": {
    "Notify": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sns:publish",
      "Parameters": { "TopicArn": "arn:aws:sns:us-east-1:123456789012:orders", "Message.$": "$.text" },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place) else { return };
    if !resource.read().needs_parameters() || !place.is_finished() || !matches!(payload(place), Payload::Missing) {
        return;
    }
    let field = payload_field(place.language);
    let other = payload_field(place.language.other());
    // The field of the other language, and the misspelt one, are reported as what they are.
    if place.get(other).is_some() || misspelt(place, field) {
        return;
    }
    let message = format!("{} calls a service integration, so it needs \"{field}\".", place.title());
    sink.report(place.handle(), message).replacement(field);
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(field) = &finding.replacement else { return Vec::new() };
    let Some((object, _)) = object_at(analysis, finding.span) else { return Vec::new() };
    let required = object
        .value("Resource")
        .and_then(|v| TaskResource::of_string(v.as_str()?))
        .map(|resource| required(&resource.read()))
        .unwrap_or_default();
    let members: Vec<String> = required.iter().map(|name| format!("\n  \"{name}\": \"\"")).collect();
    let value = if members.is_empty() { "{}".to_owned() } else { format!("{{{}\n}}", members.join(",")) };
    vec![Fix::new(format!("Add \"{field}\""), add_member(analysis.document(), object, field, &value)).preferred()]
}

fn required(resource: &Resource<'_>) -> &'static [&'static str] {
    let action = match resource {
        Resource::Optimized(parts) | Resource::Http(parts) => {
            optimized_service(parts.service.text).and_then(|s| s.action(parts.action.text))
        }
        _ => None,
    };
    action.map_or(&[], |a| a.required)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};
    use expect_test::expect;

    fn machine(language: &str, state: &str) -> String {
        format!(r#"{{ "StartAt": "T", "QueryLanguage": "{language}", "States": {{ {state} }} }}"#)
    }

    #[test]
    fn functions_activities_and_unknown_resources_need_none() {
        for resource in [
            "arn:aws:lambda:us-east-1:1:function:f",
            "arn:aws:states:us-east-1:1:activity:a",
            "${Resource}",
            "arn:aws:sqs:us-east-1:1:q",
        ] {
            let state = format!(r#""T": {{ "Type": "Task", "Resource": "{resource}", "End": true }}"#);
            check(&RULE, &machine("JSONPath", &state));
        }
    }

    #[test]
    fn the_field_follows_the_language() {
        let state = r#""T": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:listBuckets", "End": true }"#;
        check_messages(
            &RULE,
            &machine("JSONata", state),
            &expect![[r#"The state "T" calls a service integration, so it needs "Arguments"."#]],
        );
        let given = r#""T": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:listBuckets", "Arguments": "{% $x %}", "End": true }"#;
        check(&RULE, &machine("JSONata", given));
        check(&RULE, &machine("JSONPath", given));
        check(&RULE, &machine("JSONPath", &given.replace("Arguments", "Paramters")));
    }

    #[test]
    fn the_required_ones_are_written() {
        check_fix(
            &RULE,
            "{\n  \"StartAt\": \"T\",\n  \"States\": {\n    \"T\": {\n      \"Type\": \"Task\",\n      \"Resource\": \"arn:aws:states:::lambda:invoke\"\n    }\n  }\n}",
            "{\n  \"StartAt\": \"T\",\n  \"States\": {\n    \"T\": {\n      \"Type\": \"Task\",\n      \"Resource\": \"arn:aws:states:::lambda:invoke\",\n      \"Parameters\": {\n        \"FunctionName\": \"\"\n      }\n    }\n  }\n}",
        );
    }
}
