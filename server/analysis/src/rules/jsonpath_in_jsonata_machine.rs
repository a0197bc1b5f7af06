//! A state that goes back to JSONPath in a JSONata machine.

use asl_spec::QueryLanguage;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::locate::locate;
use crate::place::Place;
use crate::rewrite::{Fix, removal};
use crate::rule::{Check, Level, Rule};

/// `jsonpath-in-jsonata-machine`
pub static RULE: Rule = Rule {
    code: "jsonpath-in-jsonata-machine",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a JSONPath state in a JSONata machine",
    doc: "A machine moves from JSONPath to JSONata state by state: single states of a JSONPath machine may say \
          `\"QueryLanguage\": \"JSONata\"`. The way back does not exist: once the machine itself is written in JSONata, the \
          service refuses every state that asks for JSONPath.",
    source: "rulebook 3.2 [cdk-preflight][floci]",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Shape",
  "States": {
    "Shape": { "Type": "Pass", "QueryLanguage": <<"JSONPath">>, "Result": { "x": 1 }, "End": true }
  }
}"#,
    good: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Shape",
  "States": {
    "Shape": { "Type": "Pass", "Output": { "x": 1 }, "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if !is_refused(place) || !place.is_state() {
        return;
    }
    let Some(value) = place.value("QueryLanguage") else { return };
    sink.report(
        value.span(),
        "A state of a JSONata machine cannot go back to JSONPath. Write it in JSONata, or let the machine be JSONPath and \
         its other states JSONata.",
    );
}

/// Whether the state asks for JSONPath in a JSONata machine. What is said of its fields would only hide this.
pub fn is_refused(place: &Place<'_>) -> bool {
    place.state.is_some_and(|s| s.machine_language == QueryLanguage::Jsonata)
        && place.language == QueryLanguage::JsonPath
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let key = locate(analysis, finding.span.start).and_then(|l| Some(l.last()?.member?.key().span()));
    key.and_then(|key| removal(analysis, key)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    #[test]
    fn states_of_inner_scopes_too() {
        check(
            &RULE,
            r#"{ "QueryLanguage": "JSONata", "StartAt": "A", "States": {
  "A": { "Type": "Map", "ItemProcessor": { "StartAt": "B", "States": {
    "B": { "Type": "Pass", "QueryLanguage": <<"JSONPath">>, "End": true } } }, "Next": "C" },
  "C": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": { "QueryLanguage": "JSONPath" }, "End": true }
} }"#,
        );
    }

    #[test]
    fn a_jsonata_state_may_hold_jsonpath_states_of_a_jsonpath_machine() {
        check(
            &RULE,
            r#"{ "StartAt": "A", "States": {
  "A": { "Type": "Map", "QueryLanguage": "JSONata", "ItemProcessor": { "StartAt": "B", "States": {
    "B": { "Type": "Pass", "QueryLanguage": "JSONPath", "End": true } } }, "End": true }
} }"#,
        );
        check(
            &RULE,
            r#"{ "QueryLanguage": "${Language}", "StartAt": "A", "States": {
  "A": { "Type": "Pass", "QueryLanguage": "JSONPath", "End": true } } }"#,
        );
    }

    #[test]
    fn fields_of_the_other_language_are_not_blamed_as_well() {
        let text = r#"{ "QueryLanguage": "JSONata", "StartAt": "A", "States": {
  "A": { "Type": "Pass", "QueryLanguage": "JSONPath", "Output": 1, "End": true } } }"#;
        let codes: Vec<_> = crate::marked::analyse(text).findings().iter().map(|f| f.rule.code).collect();
        assert_eq!(codes, [RULE.code]);
    }

    #[test]
    fn the_field_goes() {
        check_fix(
            &RULE,
            r#"{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Pass", "QueryLanguage": "JSONPath", "End": true } } }"#,
            r#"{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Pass", "End": true } } }"#,
        );
    }
}
