//! A timeout that the integration never grants.

use asl_spec::integrations::Resource;
use asl_spec::limits::{HTTP_TASK_SECONDS, INVOKE_HARNESS_SECONDS};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::rewrite::{Fix, replace_value};
use crate::rule::{Check, Level, Rule};
use crate::task::TaskResource;

/// `timeout-above-service-limit`
pub static RULE: Rule = Rule {
    code: "timeout-above-service-limit",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a `TimeoutSeconds` beyond what the integration grants",
    doc: "An HTTP task ends after 60 seconds and `bedrockagentcore:invokeHarness` after 900, whatever `TimeoutSeconds` \
          says.",
    source: "rulebook 6.1 [docs]",
    bad: r#"{
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task",
      "Resource": "arn:aws:states:::http:invoke",
      "Parameters": {
        "ApiEndpoint": "https://api.example.com/orders",
        "Method": "GET",
        "InvocationConfig": { "ConnectionArn.$": "$.connection" }
      },
      "TimeoutSeconds": <<300>>,
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
        "InvocationConfig": { "ConnectionArn.$": "$.connection" }
      },
      "TimeoutSeconds": 60,
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place) else { return };
    let (what, most) = match resource.read() {
        Resource::Http(_) => ("An HTTP task", HTTP_TASK_SECONDS),
        Resource::Optimized(parts)
            if (parts.service.text, parts.action.text) == ("bedrockagentcore", "invokeHarness") =>
        {
            ("\"invokeHarness\"", INVOKE_HARNESS_SECONDS)
        }
        _ => return,
    };
    let Some(value) = place.value("TimeoutSeconds") else { return };
    if value.as_number().is_some_and(|n| n.value() > f64::from(most)) {
        sink.report(value.span(), format!("{what} ends after {most} seconds, whatever \"TimeoutSeconds\" says."))
            .replacement(most.to_string());
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(most) = &finding.replacement else { return Vec::new() };
    vec![Fix::new(format!("Change to {most}"), replace_value(analysis.document(), finding.span, most))]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    #[test]
    fn only_these_two_have_a_limit() {
        let task = |resource: &str, seconds: &str| {
            format!(
                r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "arn:aws:states:::{resource}", "TimeoutSeconds": {seconds}, "End": true }} }} }}"#
            )
        };
        check(&RULE, &task("bedrockagentcore:invokeHarness", "<<901>>"));
        check(&RULE, &task("bedrockagentcore:invokeHarness", "900"));
        check(&RULE, &task("http:invoke", "\"${T}\""));
        check(&RULE, &task("lambda:invoke", "5000"));
    }
}
