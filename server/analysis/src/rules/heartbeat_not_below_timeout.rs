//! A heartbeat that the timeout never lets happen.

use asl_spec::Context;

use crate::finding::Sink;
use crate::place::Place;
use crate::rule::{Check, Level, Rule};

/// `heartbeat-not-below-timeout`
pub static RULE: Rule = Rule {
    code: "heartbeat-not-below-timeout",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a `HeartbeatSeconds` that is not smaller than `TimeoutSeconds`",
    doc: "A task that is silent for `HeartbeatSeconds` fails with `States.HeartbeatTimeout`. When both are numbers, it must \
          be smaller than `TimeoutSeconds`, or the timeout would always come first.",
    source: "rulebook 6.1 [spec][cdk-preflight]",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:states:us-east-1:123456789012:activity:Work",
      "TimeoutSeconds": 60,
      "HeartbeatSeconds": <<60>>,
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:states:us-east-1:123456789012:activity:Work",
      "TimeoutSeconds": 60,
      "HeartbeatSeconds": 20,
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: None,
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.context != Some(Context::Task) {
        return;
    }
    let (Some(heartbeat), Some(timeout)) = (place.value("HeartbeatSeconds"), place.value("TimeoutSeconds")) else {
        return;
    };
    let (Some(beat), Some(limit)) = (heartbeat.as_number(), timeout.as_number()) else { return };
    // A number out of bounds is one mistake, not two.
    if beat.value() < 1.0 || limit.value() < 1.0 || beat.value() < limit.value() {
        return;
    }
    let message = format!(
        "\"HeartbeatSeconds\" of {} must be smaller than \"TimeoutSeconds\", which is {}.",
        beat.text(),
        limit.text()
    );
    sink.report(heartbeat.span(), message).related(timeout.span(), "The timeout is here");
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    #[test]
    fn only_two_numbers_are_compared() {
        let task = |fields: &str| {
            format!(
                r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "${{R}}", {fields}, "End": true }} }} }}"#
            )
        };
        check(&RULE, &task(r#""TimeoutSeconds": 5, "HeartbeatSeconds": <<6>>"#));
        check(&RULE, &task(r#""TimeoutSeconds": 5, "HeartbeatSeconds": 4"#));
        check(&RULE, &task(r#""TimeoutSeconds": "${T}", "HeartbeatSeconds": 6"#));
        check(&RULE, &task(r#""TimeoutSeconds": 0, "HeartbeatSeconds": 6"#));
        check(&RULE, &task(r#""TimeoutSecondsPath": "$.t", "HeartbeatSeconds": 6"#));
        check(&RULE, &task(r#""Parameters": { "TimeoutSeconds": 5, "HeartbeatSeconds": 6 }"#));
    }
}
