//! A Pass state with a fixed result and parameters.

use asl_spec::{Context, QueryLanguage};

use crate::finding::Sink;
use crate::place::Place;
use crate::rewrite::remove_either;
use crate::rule::{Check, Level, Rule};

/// `result-and-parameters`
pub static RULE: Rule = Rule {
    code: "result-and-parameters",
    level: Level::Hint,
    on: true,
    service: None,
    tag: None,
    title: "a Pass state with both `Result` and `Parameters`",
    doc: "`Result` is the fixed output of a Pass state, `Parameters` builds it from the input. No documentation says what \
          happens when both are there, so keep the one that is meant.",
    source: "rulebook 6.2, 17",
    bad: r#"{
  "StartAt": "Shape",
  "States": {
    "Shape": { "Type": "Pass", "Parameters": { "id.$": "$.id" }, <<"Result">>: { "id": 1 }, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Shape",
  "States": {
    "Shape": { "Type": "Pass", "Parameters": { "id.$": "$.id" }, "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: Some(remove_either),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.context != Some(Context::Pass) || place.language != QueryLanguage::JsonPath {
        return;
    }
    if let (Some(result), Some(parameters)) = (place.get("Result"), place.get("Parameters")) {
        sink.report(
            result.key().span(),
            "It is not documented which of \"Result\" and \"Parameters\" counts when both are there. Keep one.",
        )
        .related(parameters.key().span(), "\"Parameters\" is here");
    }
}
