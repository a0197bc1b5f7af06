//! A cap on the wait between retries that is reached at once.

use asl_spec::Context;

use crate::finding::Sink;
use crate::place::Place;
use crate::rule::{Check, Level, Rule};

/// `max-delay-not-above-interval`
pub static RULE: Rule = Rule {
    code: "max-delay-not-above-interval",
    level: Level::Hint,
    on: true,
    service: None,
    tag: None,
    title: "a `MaxDelaySeconds` that leaves no room to back off",
    doc: "The wait before a retry starts at `IntervalSeconds`, 1 when it is absent, grows by `BackoffRate`, and is capped \
          by `MaxDelaySeconds`. A cap that is not above the start makes every wait the same.",
    source: "rulebook 11.1",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Retry": [{ "ErrorEquals": ["States.ALL"], "IntervalSeconds": 10, "MaxDelaySeconds": <<5>> }],
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Retry": [{ "ErrorEquals": ["States.ALL"], "IntervalSeconds": 10, "MaxDelaySeconds": 60 }],
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: None,
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.context != Some(Context::Retrier) {
        return;
    }
    let Some(value) = place.value("MaxDelaySeconds") else { return };
    let Some(most) = value.as_number().map(|n| n.value()).filter(|most| *most >= 1.0) else { return };
    let interval = match place.get("IntervalSeconds") {
        Some(member) => member.value().and_then(|v| v.as_number()).map(|n| n.value()),
        None if place.is_finished() => Some(1.0),
        None => None,
    };
    // A constant wait that is asked for by a rate of 1 needs no cap, but loses nothing by it.
    let is_constant = place.number("BackoffRate") == Some(1.0);
    if let Some(interval) = interval.filter(|interval| most <= *interval && !is_constant) {
        sink.report(
            value.span(),
            format!("The wait starts at {interval} seconds already, so a cap of {most} leaves no room to back off."),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    #[test]
    fn the_interval_counts_as_one_when_absent() {
        let task = |retrier: &str| {
            format!(
                r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "${{R}}", "Retry": [{{ "ErrorEquals": ["A"], {retrier} }}], "End": true }} }} }}"#
            )
        };
        check(&RULE, &task(r#""MaxDelaySeconds": <<1>>"#));
        check(&RULE, &task(r#""MaxDelaySeconds": 2"#));
        check(&RULE, &task(r#""MaxDelaySeconds": <<3>>, "IntervalSeconds": 3"#));
        check(&RULE, &task(r#""MaxDelaySeconds": 3, "IntervalSeconds": 3, "BackoffRate": 1.0"#));
        check(&RULE, &task(r#""MaxDelaySeconds": 3, "IntervalSeconds": "${I}""#));
        check(&RULE, &task(r#""MaxDelaySeconds": 0, "IntervalSeconds": 3"#));
    }
}
