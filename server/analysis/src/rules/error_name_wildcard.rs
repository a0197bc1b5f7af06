//! An error name with a wildcard.

use asl_spec::Context;

use crate::finding::Sink;
use crate::handlers::names;
use crate::place::Place;
use crate::rule::{Check, Level, Rule};

/// `error-name-wildcard`
pub static RULE: Rule = Rule {
    code: "error-name-wildcard",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "an error name with a `*`",
    doc: "Error names are compared letter by letter: a `*` stands for itself and the name never matches. The only names that \
          stand for others are `States.ALL` and `States.TaskFailed`.",
    source: "rulebook 11.3 [spec]",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Retry": [{ "ErrorEquals": [<<"Lambda.*">>] }],
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
      "Retry": [{ "ErrorEquals": ["Lambda.ServiceException", "Lambda.SdkClientException"] }],
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: None,
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if !matches!(place.context, Some(Context::Retrier | Context::Catcher)) {
        return;
    }
    for name in names(place.object).iter().filter(|n| n.text.contains('*') && !n.text.starts_with("States.")) {
        let message = format!(
            "\"{}\" never matches: only \"States.ALL\" and \"States.TaskFailed\" stand for other names.",
            name.text
        );
        sink.report(name.span(), message);
    }
}
