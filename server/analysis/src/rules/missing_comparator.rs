//! A `Variable` that is compared with nothing.

use asl_spec::comparators::comparator;
use asl_spec::{Context, QueryLanguage};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::misfit::{Misfit, misfit};
use crate::place::Place;
use crate::rewrite::{Fix, add_member, object_at};
use crate::rule::{Check, Level, Rule};
use crate::rules::choice_rule_test::has_open_key;

/// `missing-comparator`
pub static RULE: Rule = Rule {
    code: "missing-comparator",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a `Variable` without a comparator",
    doc: "A choice rule with `Variable` has exactly one comparator beside it, such as `StringEquals`, `NumericLessThan` \
          or `IsPresent`, which says what the value is compared with.",
    source: "rulebook 10.1 [spec][statelint][cdk-preflight]",
    bad: r#"{
  "StartAt": "Ready?",
  "States": {
    "Ready?": {
      "Type": "Choice",
      "Choices": [
        <<{>> "Variable": "$.ready", "Next": "Done" }
      ],
      "Default": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Ready?",
  "States": {
    "Ready?": {
      "Type": "Choice",
      "Choices": [
        { "Variable": "$.ready", "BooleanEquals": true, "Next": "Done" }
      ],
      "Default": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let is_rule = matches!(place.context, Some(Context::ChoiceRule | Context::NestedChoiceRule));
    if !is_rule || place.language != QueryLanguage::JsonPath || !place.is_finished() || has_open_key(place) {
        return;
    }
    let is_other_test = ["And", "Or", "Not", "Condition"].iter().any(|t| place.get(t).is_some());
    let has_comparator = place.object.members().any(|m| {
        let key = m.key();
        comparator(&key.text()).is_some() || misfit(place, key) == Some(Misfit::Comparator)
    });
    if place.get("Variable").is_some() && !is_other_test && !has_comparator {
        sink.report(
            place.handle(),
            "\"Variable\" is compared with nothing: add a comparator such as \"StringEquals\".".to_owned(),
        );
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some((object, _)) = object_at(analysis, finding.span) else { return Vec::new() };
    let add = |(name, value): (&str, &str)| {
        Fix::new(format!("Add \"{name}\""), add_member(analysis.document(), object, name, value))
    };
    [("StringEquals", "\"\""), ("NumericEquals", "0"), ("BooleanEquals", "true"), ("IsPresent", "true")]
        .map(add)
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    #[test]
    fn nested_rules_are_rules_too() {
        check(
            &RULE,
            r#"{ "StartAt": "C", "States": { "C": { "Type": "Choice", "Choices": [
                { "And": [<<{>> "Variable": "$.a" }, { "Variable": "$.b", "IsNull": true }], "Next": "D" },
                { "Not": { "Variable": "$.a", "${Test}": 1 }, "Next": "D" },
                { "Variable": "$.a", "StringEquels": "x", "Next": "D" }] },
              "D": { "Type": "Succeed" } } }"#,
        );
    }

    #[test]
    fn a_comparator_is_added_at_the_end() {
        check_fix(
            &RULE,
            r#"{ "StartAt": "C", "States": { "C": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "Next": "C" }] } } }"#,
            r#"{ "StartAt": "C", "States": { "C": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "Next": "C", "StringEquals": "" }] } } }"#,
        );
    }
}
