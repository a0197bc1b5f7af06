//! The path of a comparator that may find many values.

use asl_spec::comparators;

use crate::expression::Reading;
use crate::finding::Sink;
use crate::rule::{Check, Level, Rule};

/// `comparator-path`
pub static RULE: Rule = Rule {
    code: "comparator-path",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a comparator whose path may find many values",
    doc: "`StringEqualsPath` and its like compare with one value. A path with a wildcard, a filter or a slice gives an array, \
          which is never equal to a string or a number. The sources disagree whether the service accepts such a path.",
    source: "rulebook 16 [statelint][spec]",
    bad: r#"{
  "StartAt": "Same",
  "States": {
    "Same": {
      "Type": "Choice",
      "Choices": [ { "Variable": "$.a", "StringEqualsPath": "$.all[<<*>>]", "Next": "Done" } ],
      "Default": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Same",
  "States": {
    "Same": {
      "Type": "Choice",
      "Choices": [ { "Variable": "$.a", "StringEqualsPath": "$.all[0]", "Next": "Done" } ],
      "Default": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Expression(check),
    fix: None,
};

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some((expression, parse)) = reading.path().filter(|(_, parse)| parse.errors.is_empty()) else { return };
    if comparators::comparator(expression.site.field.name).is_none() {
        return;
    }
    if let Err(fault) = parse.path.is_reference_path() {
        sink.report(expression.shown(fault.span), fault.reason.message());
    }
}
