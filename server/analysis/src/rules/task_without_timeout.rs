//! A task that may run for ever.

use asl_spec::Context;
use asl_spec::integrations::{Pattern, Resource};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::rewrite::{Fix, add_member, object_at};
use crate::rule::{Check, Level, Rule};
use crate::task::TaskResource;

/// `task-without-timeout`
pub static RULE: Rule = Rule {
    code: "task-without-timeout",
    level: Level::Hint,
    on: false,
    service: None,
    tag: None,
    title: "a Task state without a timeout",
    doc: "A task without `TimeoutSeconds` may take as long as the execution: up to a year in a Standard workflow. When its \
          answer gets lost, the execution hangs. `TimeoutSeconds` ends it with `States.Timeout`, which `Retry` and `Catch` \
          can handle. Tasks that wait for a task token have a rule of their own, `task-token-without-timeout`; HTTP tasks \
          end after 60 seconds by themselves.",
    source: "rulebook 6.1 [docs]",
    bad: r#"{
  "StartAt": "Build",
  "States": {
    <<"Build">>: {
      "Type": "Task",
      "Resource": "arn:aws:states:::codebuild:startBuild.sync",
      "Parameters": { "ProjectName": "site" },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Build",
  "States": {
    "Build": {
      "Type": "Task",
      "Resource": "arn:aws:states:::codebuild:startBuild.sync",
      "Parameters": { "ProjectName": "site" },
      "TimeoutSeconds": 3600,
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(add_timeout),
};

/// The fields that end a task which takes too long.
const TIMEOUTS: [&str; 4] = ["TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath"];

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if !may_run_for_ever(place) || waits_for_a_token(place) {
        return;
    }
    if TaskResource::of(place).is_some_and(|r| matches!(r.read(), Resource::Http(_))) {
        return;
    }
    let message = format!("{} has no \"TimeoutSeconds\": if its answer is lost, the execution hangs.", place.title());
    sink.report(place.handle(), message);
}

/// Whether this is a finished Task state without any limit of time.
pub fn may_run_for_ever(place: &Place<'_>) -> bool {
    place.context == Some(Context::Task) && place.is_finished() && TIMEOUTS.iter().all(|name| place.get(name).is_none())
}

/// Whether the task goes on only when somebody sends its token back.
pub fn waits_for_a_token(place: &Place<'_>) -> bool {
    TaskResource::of(place).is_some_and(|resource| {
        resource.read().integration().is_some_and(|i| i.pattern == Some(Pattern::WaitForTaskToken))
    })
}

/// Gives the state an hour.
pub fn add_timeout(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some((object, _)) = object_at(analysis, finding.span) else { return Vec::new() };
    let edit = add_member(analysis.document(), object, "TimeoutSeconds", "3600");
    vec![Fix::new("Add \"TimeoutSeconds\": 3600", edit)]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn machine(task: &str) -> String {
        format!(r#"{{ "StartAt": "A", "States": {{ "A": {{ "Type": "Task", {task}, "End": true }} }} }}"#)
    }

    #[test]
    fn tasks_that_end_by_themselves_are_fine() {
        check(&RULE, &machine(r#""Resource": "arn:aws:states:::http:invoke", "Parameters": {}"#));
        check(&RULE, &machine(r#""Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Parameters": {}"#));
        check(&RULE, &machine(r#""Resource": "${F}", "HeartbeatSecondsPath": "$.beat""#));
    }

    #[test]
    fn an_hour_is_added() {
        check_fix(
            &RULE,
            "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": {\n      \"Type\": \"Task\",\n      \"Resource\": \"${F}\",\n      \"End\": true\n    }\n  }\n}",
            "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": {\n      \"Type\": \"Task\",\n      \"Resource\": \"${F}\",\n      \"End\": true,\n      \"TimeoutSeconds\": 3600\n    }\n  }\n}",
        );
    }
}
