//! An HTTP task without a connection, or with two.

use asl_spec::integrations::Resource;
use asl_syntax::Value;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::rewrite::{Fix, add_member, object_at, removal};
use crate::rule::{Check, Level, Rule};
use crate::task::{Payload, TaskResource, may_give, payload};

/// `http-connection`
pub static RULE: Rule = Rule {
    code: "http-connection",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "an HTTP task that does not name exactly one connection",
    doc: "An HTTP task authenticates with an EventBridge connection. Its ARN stands as `ConnectionArn` in \
          `InvocationConfig`, or in the older `Authentication`; exactly one of the two must be there.",
    source: "rulebook 13.3 [docs]",
    bad: r#"{
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task",
      "Resource": "arn:aws:states:::http:invoke",
      <<"Parameters">>: { "ApiEndpoint": "https://api.example.com/orders", "Method": "GET" },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task",
      "Resource": "arn:aws:states:::http:invoke",
      "Parameters": {
        "ApiEndpoint": "https://api.example.com/orders",
        "Method": "GET",
        "InvocationConfig": { "ConnectionArn": "arn:aws:events:us-east-1:123456789012:connection/orders/1" }
      },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

const HOLDERS: [&str; 2] = ["InvocationConfig", "Authentication"];

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place) else { return };
    if !matches!(resource.read(), Resource::Http(_)) {
        return;
    }
    let Payload::Fields(member, object) = payload(place) else { return };
    if !HOLDERS.iter().any(|name| may_give(object, place.language, name)) {
        let message = "An HTTP task needs a connection: \"InvocationConfig\" with its \"ConnectionArn\".";
        sink.report(member.key().span(), message).replacement(HOLDERS[0]);
        return;
    }
    let given: Vec<_> = HOLDERS.iter().filter_map(|name| object.get(name)).collect();
    if let [first, second] = given.as_slice() {
        let message = "An HTTP task takes \"InvocationConfig\" or \"Authentication\", not both.";
        sink.report(second.key().span(), message).related(first.key().span(), "The other one is here");
        return;
    }
    for holder in given {
        let Some(config) = holder.value().and_then(Value::as_object).filter(|o| o.is_closed()) else { continue };
        if !may_give(config, place.language, "ConnectionArn") {
            let message = format!("\"{}\" has no \"ConnectionArn\".", holder.key().text());
            sink.report(holder.key().span(), message).replacement("ConnectionArn");
        }
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    if let Some(other) = finding.related.first() {
        return [other.span, finding.span].into_iter().filter_map(|key| removal(analysis, key)).collect();
    }
    let Some(name) = &finding.replacement else { return Vec::new() };
    let Some((object, _)) = object_at(analysis, finding.span) else { return Vec::new() };
    let value = if name == "ConnectionArn" { "\"\"" } else { "{\n  \"ConnectionArn\": \"\"\n}" };
    vec![Fix::new(format!("Add \"{name}\""), add_member(analysis.document(), object, name, value))]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    #[test]
    fn one_of_two() {
        let task = |parameters: &str| {
            format!(
                r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "arn:aws:states:::http:invoke", {parameters}, "End": true }} }} }}"#
            )
        };
        check(&RULE, &task(r#""Parameters": { "Authentication": { "ConnectionArn.$": "$.c" } }"#));
        check(&RULE, &task(r#""Parameters": { "InvocationConfig.$": "$.c" }"#));
        check(&RULE, &task(r#""Parameters": { <<"InvocationConfig">>: { "Arn": "x" } }"#));
        check(&RULE, &task(r#""Parameters": { "InvocationConfig": {}, <<"Authentication">>: {} }"#));
        check(&RULE, &task(r#""QueryLanguage": "JSONata", "Arguments": "{% $x %}""#));
        check(&RULE, &task(r#""QueryLanguage": "JSONata", <<"Arguments">>: { "ApiEndpoint": "{% $x %}" }"#));
    }
}
