//! A task that waits for a token that may never come.

use crate::finding::Sink;
use crate::place::Place;
use crate::rule::{Check, Level, Rule};
use crate::rules::task_without_timeout::{add_timeout, may_run_for_ever, waits_for_a_token};

/// `task-token-without-timeout`
pub static RULE: Rule = Rule {
    code: "task-token-without-timeout",
    level: Level::Hint,
    on: true,
    service: None,
    tag: None,
    title: "a task that waits for its token without a limit",
    doc: "A `.waitForTaskToken` task goes on when somebody calls `SendTaskSuccess` or `SendTaskFailure` with its token. \
          When nobody does, because a message was lost or a program died, the execution waits for up to a year. \
          `TimeoutSeconds` limits the whole wait, `HeartbeatSeconds` the silence between two `SendTaskHeartbeat` calls.",
    source: "rulebook 6.1, 13.1 [docs]",
    bad: r#"{
  "StartAt": "Ask",
  "States": {
    <<"Ask">>: {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      "Parameters": {
        "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/questions",
        "MessageBody": { "token.$": "$$.Task.Token" }
      },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Ask",
  "States": {
    "Ask": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      "Parameters": {
        "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/questions",
        "MessageBody": { "token.$": "$$.Task.Token" }
      },
      "TimeoutSeconds": 86400,
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(add_timeout),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if may_run_for_ever(place) && waits_for_a_token(place) {
        let message = format!(
            "{} waits for its task token without any limit: it has no \"TimeoutSeconds\" or \"HeartbeatSeconds\".",
            place.title()
        );
        sink.report(place.handle(), message);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn machine(task: &str) -> String {
        format!(
            r#"{{ "StartAt": "A", "States": {{ "A": {{ "Type": "Task", "Resource": "arn:${{P}}:states:::lambda:invoke.waitForTaskToken", "Parameters": {{}}, {task} }} }} }}"#
        )
    }

    #[test]
    fn any_limit_will_do() {
        check(&RULE, &machine(r#""End": true, "HeartbeatSeconds": 60"#));
        check(&RULE, &machine(r#""End": true, "TimeoutSecondsPath": "$.t""#));
    }

    #[test]
    fn an_hour_is_added() {
        check_fix(&RULE, &machine(r#""End": true"#), &machine(r#""End": true, "TimeoutSeconds": 3600"#));
    }
}
