//! A choice rule that does not have exactly one test.

use asl_spec::comparators::comparator;
use asl_spec::{Context, QueryLanguage};
use asl_syntax::{Member, Span};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::misfit::{Misfit, misfit};
use crate::place::Place;
use crate::rewrite::{Fix, add_member, object_at, removal};
use crate::rule::{Check, Level, Rule};
use crate::rules::missing_field::misspelt;

/// `choice-rule-test`
pub static RULE: Rule = Rule {
    code: "choice-rule-test",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a choice rule without a test, or with two",
    doc: "A choice rule of a JSONPath state has exactly one test: `Variable` with one comparator, or `And`, or `Or`, or \
          `Not`. The rules nested in those follow the same law. A choice rule of a JSONata state has a `Condition`.",
    source: "rulebook 10 [spec][statelint][cdk-preflight]",
    bad: r#"{
  "StartAt": "Big?",
  "States": {
    "Big?": {
      "Type": "Choice",
      "Choices": [
        <<{>> "NumericGreaterThan": 100, "Next": "Done" }
      ],
      "Default": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Big?",
  "States": {
    "Big?": {
      "Type": "Choice",
      "Choices": [
        { "Variable": "$.size", "NumericGreaterThan": 100, "Next": "Done" }
      ],
      "Default": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

/// The tests of a JSONPath rule.
const TESTS: [&str; 4] = ["Variable", "And", "Or", "Not"];

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    match (place.context, place.language) {
        (Some(Context::ChoiceRule), QueryLanguage::Jsonata) => check_jsonata(place, sink),
        (Some(Context::ChoiceRule | Context::NestedChoiceRule), QueryLanguage::JsonPath) => check_jsonpath(place, sink),
        _ => {}
    }
}

fn check_jsonata(place: &Place<'_>, sink: &mut Sink<'_>) {
    // A test of the other language is the business of `other-language-field`.
    let is_tested = place.get("Condition").is_some()
        || TESTS.iter().any(|t| place.get(t).is_some())
        || misspelt(place, "Condition")
        || has_open_key(place);
    if place.is_finished() && !is_tested {
        sink.report(place.handle(), format!("{} has no \"Condition\".", place.title())).replacement("Condition");
    }
}

fn check_jsonpath(place: &Place<'_>, sink: &mut Sink<'_>) {
    let mut first: Option<(Member<'_>, &str)> = None;
    let mut comparators = false;
    for member in place.object.members() {
        let key = member.key().text();
        let test = match TESTS.into_iter().find(|t| *t == key) {
            Some(test) => test,
            None if comparator(&key).is_some() => {
                comparators = true;
                "Variable"
            }
            None => continue,
        };
        match first {
            // A comparator beside `And` is the second half of a `Variable` that has no business there.
            Some((other, name)) if name != test => {
                let other = other.key();
                let message = format!(
                    "A choice rule has one test. This one has \"{}\" already: \"{key}\" cannot stand beside it.",
                    other.text()
                );
                sink.report(member.key().span(), message)
                    .related(other.span(), format!("\"{}\" is here", other.text()));
                return;
            }
            Some(_) => {}
            None => first = Some((member, test)),
        }
    }
    let silent = !place.is_finished()
        || place.get("Condition").is_some()
        || TESTS.iter().any(|t| place.get(t).is_some() || misspelt(place, t))
        || has_open_key(place);
    if silent {
        return;
    }
    let title = place.title();
    if comparators || place.object.members().any(|m| misfit(place, m.key()) == Some(Misfit::Comparator)) {
        let message = format!("{title} has no \"Variable\": say what to compare.");
        sink.report(place.handle(), message).replacement("Variable");
    } else {
        let message =
            format!("{title} tests nothing: it needs \"Variable\" with a comparator, or \"And\", \"Or\" or \"Not\".");
        sink.report(place.handle(), message);
    }
}

/// Whether a key holds a placeholder, so that it may be the one that is missing.
pub(super) fn has_open_key(place: &Place<'_>) -> bool {
    place.object.members().any(|m| m.key().has_hole())
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    if let Some(first) = finding.related.first() {
        let keys: [Span; 2] = [finding.span, first.span];
        return keys.into_iter().filter_map(|key| removal(analysis, key)).collect();
    }
    let Some(name) = &finding.replacement else { return Vec::new() };
    let Some((object, _)) = object_at(analysis, finding.span) else { return Vec::new() };
    let value = if name == "Variable" { "\"$\"" } else { "\"{% true %}\"" };
    vec![Fix::new(format!("Add \"{name}\""), add_member(analysis.document(), object, name, value)).preferred()]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_messages};
    use expect_test::expect;

    fn choice(language: &str, rule: &str) -> String {
        format!(
            r#"{{ "StartAt": "C", "QueryLanguage": "{language}", "States": {{ "C": {{ "Type": "Choice", "Choices": [{rule}] }}, "D": {{ "Type": "Succeed" }} }} }}"#
        )
    }

    #[test]
    fn each_kind_of_fault_is_named() {
        let all = r#"
            { "Next": "D" },
            { "IsNull": true, "Next": "D" },
            { "Not": { "IsPresent": true }, "Next": "D" },
            { "Not": { "Variable": "$.a", "IsPresent": true }, "And": [{ "Variable": "$.a", "IsNull": true }], "Next": "D" },
            { "Or": [{ "Variable": "$.a", "IsNull": true }], "StringEquals": "x", "Next": "D" }"#;
        check_messages(
            &RULE,
            &choice("JSONPath", all),
            &expect![[r#"
                This choice rule tests nothing: it needs "Variable" with a comparator, or "And", "Or" or "Not".
                This choice rule has no "Variable": say what to compare.
                This nested choice rule has no "Variable": say what to compare.
                A choice rule has one test. This one has "Not" already: "And" cannot stand beside it.
                A choice rule has one test. This one has "Or" already: "StringEquals" cannot stand beside it."#]],
        );
        check_messages(
            &RULE,
            &choice("JSONata", r#"{ "Next": "D" }"#),
            &expect![[r#"This choice rule has no "Condition"."#]],
        );
    }

    #[test]
    fn other_rules_are_left_their_part() {
        for rule in [
            r#"{ "Condition": true, "Next": "D" }"#,
            r#"{ "Variabel": "$.x", "IsNull": true, "Next": "D" }"#,
            r#"{ "${Test}": "$.x", "IsNull": true, "Next": "D" }"#,
            r#"{ "IsNull": true, "Next": "D""#,
        ] {
            check(&RULE, &choice("JSONPath", rule));
        }
        check(&RULE, &choice("JSONata", r#"{ "Variable": "$.x", "IsNull": true, "Next": "D" }"#));
    }
}
