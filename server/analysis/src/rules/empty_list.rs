//! An empty list where at least one element is needed.

use asl_spec::{Form, Types};
use asl_syntax::Value;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::locate::locate;
use crate::place::Place;
use crate::rewrite::{Fix, replace_value};
use crate::rule::{Check, Level, Rule};

/// `empty-list`
pub static RULE: Rule = Rule {
    code: "empty-list",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "an empty list where an element is needed",
    doc: "`Choices`, `Branches`, `And`, `Or`, `ErrorEquals` and `CSVHeaders` need at least one element. `Retry` and \
          `Catch` may be empty.",
    source: "rulebook 6.3, 6.7, 10.1, 11.3 [spec][cdk-preflight]",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Retry": [],
      "Catch": [{ "ErrorEquals": <<[]>>, "Next": "Failed" }],
      "End": true
    },
    "Failed": { "Type": "Fail" }
  }
}"#,
    good: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Retry": [],
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Failed" }],
      "End": true
    },
    "Failed": { "Type": "Fail" }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    for member in place.object.members() {
        let Some(array) = member.value().and_then(Value::as_array) else { continue };
        if !array.is_closed() || array.items().next().is_some() {
            continue;
        }
        let name = member.key().text();
        let Some(field) = place.field(&name).filter(|f| f.allows(place.language)) else { continue };
        if field.types.contains(Types::ARRAY) && field.length.0.is_some_and(|least| least > 0) {
            let what = match field.form {
                Form::ErrorNames => "one error name",
                _ if field.name == "Branches" => "one branch",
                _ if field.name == "CSVHeaders" => "one column name",
                _ => "one rule",
            };
            sink.report(array.span(), format!("\"{name}\" is empty: it needs at least {what}."));
        }
    }
}

/// Every error, where nothing follows that this would shadow.
fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let is_last_handler = || {
        let location = locate(analysis, finding.span.start)?;
        let (list, handler) = location.steps.windows(3).rev().find_map(|w| {
            (w[2].value.span() == finding.span && matches!(w[2].role, crate::role::Role::ErrorNames))
                .then(|| (w[0], w[1]))
        })?;
        let last = list.value.as_array()?.items().last()?;
        (last.span() == handler.value.span()).then_some(())
    };
    match is_last_handler() {
        Some(()) => {
            vec![Fix::new("Name every error", replace_value(analysis.document(), finding.span, "[\"States.ALL\"]"))]
        }
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    #[test]
    fn empty_lists_by_their_role() {
        check(
            &RULE,
            r#"{ "StartAt": "C", "States": {
              "C": { "Type": "Choice", "Choices": <<[]>> },
              "B": { "Type": "Parallel", "Branches": <<[]>>, "End": true },
              "N": { "Type": "Choice", "Choices": [{ "And": <<[ ]>>, "Next": "C" }, { "Not": { "Or": <<[]>> }, "Next": "C" }] },
              "P": { "Type": "Pass", "Result": { "Choices": [], "ErrorEquals": [] }, "Next": "C" },
              "Branches": { "Type": "Pass", "Parameters": [], "Next": "C" },
              "T": { "Type": "Task", "Resource": "${R}", "Retry": [], "Catch": [{ "ErrorEquals": <<[]>>, "Next": "C" }], "End": true } } }"#,
        );
        check(&RULE, r#"{ "StartAt": "C", "States": { "C": { "Type": "Choice", "Choices": ["#);
        check(&RULE, r#"{ "StartAt": "C", "States": { "C": { "Type": "Choice", "Choices": [${Rules}] } } }"#);
    }

    #[test]
    fn the_last_handler_may_take_every_error() {
        check_fix(
            &RULE,
            r#"{ "StartAt": "T", "States": { "T": { "Type": "Task", "Resource": "${R}", "Catch": [{ "ErrorEquals": [], "Next": "T" }], "End": true } } }"#,
            r#"{ "StartAt": "T", "States": { "T": { "Type": "Task", "Resource": "${R}", "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "T" }], "End": true } } }"#,
        );
    }
}
