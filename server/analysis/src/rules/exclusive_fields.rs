//! Two fields that exclude each other.

use crate::finding::Sink;
use crate::place::Place;
use crate::rewrite::remove_either;
use crate::rule::{Check, Level, Rule};

/// `exclusive-fields`
pub static RULE: Rule = Rule {
    code: "exclusive-fields",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "two fields that exclude each other",
    doc: "Some fields are two ways to say one thing, and only one of them may be there: a literal and its `Path` form \
          (`TimeoutSeconds` and `TimeoutSecondsPath`), the four ways to say how long to wait, `ItemProcessor` and the old \
          `Iterator`, `ItemSelector` and the old `Parameters` of a Map state.",
    source: "rulebook 6 [spec][statelint][cdk-preflight]",
    bad: r#"{
  "StartAt": "Pause",
  "States": {
    "Pause": { "Type": "Wait", "Seconds": 5, <<"Timestamp">>: "2026-01-01T00:00:00Z", "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Pause",
  "States": {
    "Pause": { "Type": "Wait", "Timestamp": "2026-01-01T00:00:00Z", "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: Some(remove_either),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let mut seen: Vec<(&'static str, asl_syntax::Span)> = Vec::new();
    for member in place.object.members() {
        let key = member.key();
        let Some(field) = place.field(&key.text()).filter(|f| f.languages.allows(place.language)) else { continue };
        // The pair Next and End, and the tests of a choice rule, have rules of their own.
        if matches!(field.name, "Next" | "End") || is_test(field.name) {
            continue;
        }
        if let Some((other, span)) = seen.iter().find(|(other, _)| field.exclusive_with.contains(other)) {
            let title = place.title();
            sink.report(
                key.span(),
                format!("{title} has \"{other}\" already; \"{}\" excludes it. Keep one.", field.name),
            )
            .related(*span, format!("\"{other}\" is here"));
        }
        seen.push((field.name, key.span()));
    }
}

fn is_test(name: &str) -> bool {
    matches!(name, "Variable" | "And" | "Or" | "Not" | "Condition")
}
