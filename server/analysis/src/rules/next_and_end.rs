//! Both a way on and an end.

use crate::finding::Sink;
use crate::place::Place;
use crate::rewrite::remove_either;
use crate::rule::{Check, Level, Rule};

/// `next-and-end`
pub static RULE: Rule = Rule {
    code: "next-and-end",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "both `Next` and `End: true`",
    doc: "A state either goes on to another one or ends its scope. `\"End\": false` beside `Next` is accepted, because it \
          says nothing.",
    source: "rulebook 12.2 [cdk-preflight]",
    bad: r#"{
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Next": "Done", <<"End">>: true },
    "Done": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Next": "Done" },
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Place(check),
    fix: Some(remove_either),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if !place.is_state() || place.field("Next").is_none() {
        return;
    }
    let (Some(next), Some(end)) = (place.get("Next"), place.get("End")) else { return };
    if end.value().and_then(|v| v.as_bool()) != Some(true) {
        return;
    }
    sink.report(
        end.key().span(),
        format!("{} has both \"Next\" and \"End\". Keep the one that is meant.", place.title()),
    )
    .related(next.key().span(), "\"Next\" is here");
}
