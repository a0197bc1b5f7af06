//! A catcher that throws the input of its state away.

use asl_spec::{Context, QueryLanguage};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::rewrite::{Fix, add_member, object_at};
use crate::rule::{Check, Level, Rule};

/// `catch-discards-input`
pub static RULE: Rule = Rule {
    code: "catch-discards-input",
    level: Level::Hint,
    on: false,
    service: None,
    tag: None,
    title: "a catcher after which only the error is left",
    doc: "What a catcher hands on is the error object, `{ \"Error\": ..., \"Cause\": ... }`, and nothing else: the input of \
          the state is gone. In JSONPath a `ResultPath` such as `$.error` puts the error beside the input; in JSONata \
          `Output` says what is handed on, with the error in `$states.errorOutput`.",
    source: "rulebook 11.2 [spec]",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Catch": [<<{>> "ErrorEquals": ["States.ALL"], "Next": "Undo" }],
      "End": true
    },
    "Undo": { "Type": "Pass", "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Catch": [{ "ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Undo" }],
      "End": true
    },
    "Undo": { "Type": "Pass", "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

/// The field that keeps the input, and a value for it.
fn keeper(language: QueryLanguage) -> (&'static str, &'static str) {
    match language {
        QueryLanguage::JsonPath => ("ResultPath", r#""$.error""#),
        QueryLanguage::Jsonata => ("Output", r#""{% $merge([$states.input, { 'error': $states.errorOutput }]) %}""#),
    }
}

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let (field, _) = keeper(place.language);
    if place.context != Some(Context::Catcher) || !place.is_finished() || place.get(field).is_some() {
        return;
    }
    let message =
        format!("This catcher has no \"{field}\": it hands on the error alone, and the input of the state is gone.");
    sink.report(place.handle(), message).replacement(field);
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let language = match finding.replacement.as_deref() {
        Some("Output") => QueryLanguage::Jsonata,
        _ => QueryLanguage::JsonPath,
    };
    let (field, value) = keeper(language);
    let Some((object, _)) = object_at(analysis, finding.span) else { return Vec::new() };
    vec![Fix::new("Keep the input beside the error", add_member(analysis.document(), object, field, value))]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn machine(language: &str, catcher: &str) -> String {
        format!(
            r#"{{ "QueryLanguage": "{language}", "StartAt": "A", "States": {{
  "A": {{ "Type": "Task", "Resource": "${{F}}", "Catch": [{catcher}], "End": true }}, "B": {{ "Type": "Succeed" }} }} }}"#
        )
    }

    #[test]
    fn whatever_says_what_is_handed_on_will_do() {
        check(&RULE, &machine("JSONPath", r#"{ "ErrorEquals": ["E"], "Next": "B", "ResultPath": null }"#));
        check(&RULE, &machine("JSONata", r#"{ "ErrorEquals": ["E"], "Next": "B", "Output": {} }"#));
        check(&RULE, &machine("JSONata", r#"<<{>> "ErrorEquals": ["E"], "Next": "B" }"#));
    }

    #[test]
    fn the_error_goes_beside_the_input() {
        check_fix(
            &RULE,
            &machine("JSONata", r#"{ "ErrorEquals": ["E"], "Next": "B" }"#),
            &machine(
                "JSONata",
                r#"{ "ErrorEquals": ["E"], "Next": "B", "Output": "{% $merge([$states.input, { 'error': $states.errorOutput }]) %}" }"#,
            ),
        );
        check_fix(
            &RULE,
            &machine("JSONPath", r#"{ "ErrorEquals": ["E"], "Next": "B" }"#),
            &machine("JSONPath", r#"{ "ErrorEquals": ["E"], "Next": "B", "ResultPath": "$.error" }"#),
        );
    }
}
