//! A `Next` in a rule inside `And`, `Or` or `Not`.

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::misfit::{Misfit, misfit};
use crate::place::Place;
use crate::rewrite::{Fix, removal};
use crate::rule::{Check, Level, Rule};

/// `nested-next`
pub static RULE: Rule = Rule {
    code: "nested-next",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a `Next` in a nested choice rule",
    doc: "`Next` belongs to the rules that stand directly in `Choices`. A rule inside `And`, `Or` or `Not` is only a part \
          of a test.",
    source: "rulebook 10.1 [spec][statelint][cdk-preflight]",
    bad: r#"{
  "StartAt": "Known?",
  "States": {
    "Known?": {
      "Type": "Choice",
      "Choices": [
        { "Not": { "Variable": "$.id", "IsPresent": true, <<"Next">>: "Done" }, "Next": "Done" }
      ],
      "Default": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Known?",
  "States": {
    "Known?": {
      "Type": "Choice",
      "Choices": [
        { "Not": { "Variable": "$.id", "IsPresent": true }, "Next": "Done" }
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
    for member in place.object.members() {
        let key = member.key();
        if key.text() == "Next" && misfit(place, key) == Some(Misfit::OuterRule) {
            sink.report(key.span(), "A nested rule has no \"Next\": only the rule in \"Choices\" around it has one.");
        }
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    removal(analysis, finding.span).map(Fix::preferred).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};
    use crate::rules::{unknown_field, unknown_target};

    #[test]
    fn depth_does_not_matter_and_no_other_rule_speaks() {
        let text = r#"{ "StartAt": "C", "States": { "C": { "Type": "Choice", "Choices": [
            { "And": [{ "Or": [{ "Variable": "$.a", "IsNull": true, <<"Next">>: "Nowhere" }] }], "Next": "C" }] } } }"#;
        check(&RULE, text);
        let plain = text.replace("<<", "").replace(">>", "");
        check(&unknown_field::RULE, &plain);
        check(&unknown_target::RULE, &plain);
    }

    #[test]
    fn the_nested_one_goes() {
        check_fix(
            &RULE,
            r#"{ "StartAt": "C", "States": { "C": { "Type": "Choice", "Choices": [{ "Not": { "Variable": "$.a", "IsNull": true, "Next": "C" }, "Next": "C" }] } } }"#,
            r#"{ "StartAt": "C", "States": { "C": { "Type": "Choice", "Choices": [{ "Not": { "Variable": "$.a", "IsNull": true }, "Next": "C" }] } } }"#,
        );
    }
}
