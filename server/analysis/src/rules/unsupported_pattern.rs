//! A suffix that an integration does not have.

use asl_spec::integrations::{Integration, OptimizedService, Pattern, Resource, SDK_PATTERNS, optimized_service};
use asl_spec::nearest::nearest;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::rewrite::{Fix, replace_inside};
use crate::rule::{Check, Level, Rule};
use crate::task::TaskResource;

/// `unsupported-pattern`
pub static RULE: Rule = Rule {
    code: "unsupported-pattern",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a `.sync` or `.waitForTaskToken` that the integration does not support",
    doc: "`.sync` waits until a job is done and exists only for integrations that start jobs; `.sync:2` only for \
          `states:startExecution`; `.waitForTaskToken` only where a token can be handed over. AWS SDK integrations have no \
          `.sync`.",
    source: "rulebook 13.1, 13.2 [docs][cdk-preflight]",
    bad: r#"{
  "StartAt": "Save",
  "States": {
    "Save": {
      "Type": "Task",
      "Resource": "arn:aws:states:::dynamodb:putItem<<.sync>>",
      "Parameters": { "TableName": "orders", "Item": { "id": { "S.$": "$.id" } } },
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
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

/// What the sources say about the pattern of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// It is supported, or nobody knows.
    Open,
    /// The documentation of the action does not have it, although other actions of the service do.
    Undocumented,
    /// The service does not have it at all.
    Refused,
}

/// Whether the integration supports its pattern.
pub fn support(resource: &Resource<'_>) -> Support {
    let (parts, is_sdk) = match resource {
        Resource::Sdk(parts) => (parts, true),
        Resource::Optimized(parts) | Resource::Http(parts) => (parts, false),
        _ => return Support::Open,
    };
    let Some(pattern) = parts.pattern else { return Support::Refused };
    if is_sdk {
        return if SDK_PATTERNS.contains(pattern) { Support::Open } else { Support::Refused };
    }
    let Some(service) = optimized_service(parts.service.text) else { return Support::Open };
    let Some(action) = service.action(parts.action.text) else { return Support::Open };
    if !action.refuses(pattern) {
        return Support::Open;
    }
    // `.sync:2` was measured to exist for one action only.
    let others_have_it = pattern != Pattern::Sync2 && service.actions.iter().any(|a| !a.refuses(pattern));
    if others_have_it { Support::Undocumented } else { Support::Refused }
}

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place) else { return };
    let read = resource.read();
    if support(&read) != Support::Refused {
        return;
    }
    let Some(parts) = read.integration() else { return };
    let suffix = parts.suffix.map_or("", |s| s.text);
    let span = resource.suffix(parts);
    if parts.pattern.is_none() {
        let words = Pattern::ALL.iter().filter_map(|p| p.suffix().strip_prefix('.'));
        match nearest(suffix, words) {
            Some(near) => {
                let message = format!("There is no pattern \".{suffix}\". Did you mean \".{near}\"?");
                sink.report(span, message).replacement(format!(".{near}"));
            }
            None => {
                let message =
                    format!("There is no pattern \".{suffix}\": known are \".sync\" and \".waitForTaskToken\".");
                sink.report(span, message).replacement("");
            }
        }
        return;
    }
    let what = match &read {
        Resource::Sdk(_) => "An AWS SDK integration".to_owned(),
        Resource::Http(_) => "An HTTP task".to_owned(),
        _ => format!("\"{}:{}\"", parts.service.text, parts.action.text),
    };
    let finding = sink.report(span, format!("{what} does not support \".{suffix}\"."));
    finding.replacement(replacement(parts, optimized_service(parts.service.text)));
}

/// `.sync` for a `.sync:2` that only starts executions have, else nothing.
fn replacement(parts: &Integration<'_>, service: Option<&OptimizedService>) -> &'static str {
    let has_sync =
        service.and_then(|s| s.action(parts.action.text)).is_some_and(|a| a.patterns.contains(Pattern::Sync));
    if parts.pattern == Some(Pattern::Sync2) && has_sync { Pattern::Sync.suffix() } else { "" }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(suffix) = &finding.replacement else { return Vec::new() };
    let title = if suffix.is_empty() { "Remove the suffix".to_owned() } else { format!("Change to \"{suffix}\"") };
    vec![Fix::of(title, replace_inside(analysis.document(), finding.span, suffix)).preferred()]
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
    fn only_what_no_action_of_the_service_has() {
        for resource in [
            "lambda:invoke<<.sync>>",
            "http:invoke<<.waitForTaskToken>>",
            "aws-sdk:ecs:runTask<<.sync>>",
            "aws-sdk:sqs:sendMessage.waitForTaskToken",
            "ecs:runTask<<.sync:2>>",
            "glue:startJobRun<<.waitForTaskToken>>",
            "sagemaker:createEndpoint.sync",
            "eks:call.waitForTaskToken",
            "states:startExecution.sync:2",
            "unheardof:run.sync",
            "lambda:unheardof.sync",
            "${Service}:run.sync",
        ] {
            check(&RULE, &task(resource));
        }
    }

    #[test]
    fn messages() {
        check_messages(
            &RULE,
            &task("lambda:invoke.waitForTasktoken"),
            &expect![[r#"There is no pattern ".waitForTasktoken". Did you mean ".waitForTaskToken"?"#]],
        );
        check_messages(
            &RULE,
            &task("aws-sdk:ecs:runTask.sync"),
            &expect![[r#"An AWS SDK integration does not support ".sync"."#]],
        );
    }

    #[test]
    fn the_suffix_is_taken_back() {
        check_fix(&RULE, &task("lambda:invoke.sync"), &task("lambda:invoke"));
        check_fix(&RULE, &task("ecs:runTask.sync:2"), &task("ecs:runTask.sync"));
    }
}
