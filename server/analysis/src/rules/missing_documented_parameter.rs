//! A parameter that the documentation calls required.

use crate::place::Place;
use crate::rule::{Check, Level, Rule};
use crate::rules::missing_parameter::{fix, report};

/// `missing-documented-parameter`
pub static RULE: Rule = Rule {
    code: "missing-documented-parameter",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a parameter that the documentation of an integration calls required",
    doc: "The documentation of the integration names this parameter as required. It is not known whether the service checks \
          that when the machine is created; the call fails without it.",
    source: "rulebook 13.2, 13.3 [docs]",
    bad: r#"{
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task",
      "Resource": "arn:aws:states:::apigateway:invoke",
      <<"Parameters">>: { "ApiEndpoint": "abc.execute-api.us-east-1.amazonaws.com" },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task",
      "Resource": "arn:aws:states:::apigateway:invoke",
      "Parameters": { "ApiEndpoint": "abc.execute-api.us-east-1.amazonaws.com", "Method": "GET" },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut crate::finding::Sink<'_>) {
    report(place, false, sink);
}
