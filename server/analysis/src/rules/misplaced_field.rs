//! A field of another type of state.

use crate::finding::Sink;
use crate::misfit::{Misfit, misfit, types_with};
use crate::place::Place;
use crate::rewrite::remove_finding;
use crate::rule::{Check, Level, Rule};

/// `misplaced-field`
pub static RULE: Rule = Rule {
    code: "misplaced-field",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a field that this type of state does not have",
    doc: "Each type of state has its own fields. A Choice state has no `Next`, a Wait state no `ResultPath`, a Map state \
          no `TimeoutSeconds`, a Fail state no data-flow fields at all. The service refuses a field on the wrong type \
          of state even though it knows it elsewhere.",
    source: "rulebook 2.1 [cdk-preflight]",
    bad: r#"{
  "StartAt": "Pause",
  "States": {
    "Pause": { "Type": "Wait", "Seconds": 5, <<"ResultPath">>: "$.x", "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Pause",
  "States": {
    "Pause": { "Type": "Wait", "Seconds": 5, "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: Some(remove_finding),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(context) = place.context else { return };
    for member in place.object.members() {
        let key = member.key();
        if !matches!(misfit(place, key), Some(Misfit::OtherType)) {
            continue;
        }
        let name = key.text();
        let types: Vec<&str> = types_with(&name).map(asl_spec::StateType::as_str).collect();
        let holders = match types.as_slice() {
            [one] => format!("only a {one} state has it"),
            [head @ .., last] => format!("only {} and {last} states have it", head.join(", ")),
            [] => continue,
        };
        sink.report(key.span(), format!("A {} has no \"{name}\"; {holders}.", context.title()));
    }
}
