//! Neither a way on nor an end.

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::locate::locate;
use crate::place::Place;
use crate::rewrite::{Fix, add_member, object_at, quoted, replace_value};
use crate::rule::{Check, Level, Rule};

/// `missing-transition`
pub static RULE: Rule = Rule {
    code: "missing-transition",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "neither `Next` nor `End: true`",
    doc: "A Task, Pass, Wait, Parallel or Map state must say where to go: `Next` with the name of a state, or \
          `\"End\": true`. `\"End\": false` counts as neither.",
    source: "rulebook 12.2 [cdk-preflight]",
    bad: r#"{
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Next": "Part" },
    <<"Part">>: { "Type": "Pass" },
    "Done": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Next": "Part" },
    "Part": { "Type": "Pass", "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if !place.is_state() || place.field("Next").is_none() || !place.is_finished() || place.get("Next").is_some() {
        return;
    }
    match place.get("End") {
        None => {
            sink.report(place.handle(), format!("{} has neither \"Next\" nor \"End\": true.", place.title()));
        }
        Some(end) => {
            if let Some(value) = end.value().filter(|v| v.as_bool() == Some(false)) {
                sink.report(value.span(), format!("{} has no \"Next\"; \"End\": false does not count.", place.title()))
                    .replacement("true");
            }
        }
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    if let Some(text) = &finding.replacement {
        return vec![Fix::new("Change to true", replace_value(analysis.document(), finding.span, text))];
    }
    let Some((object, _)) = object_at(analysis, finding.span) else { return Vec::new() };
    let mut fixes = vec![Fix::new("Add \"End\": true", add_member(analysis.document(), object, "End", "true"))];
    let follower = locate(analysis, finding.span.start).and_then(|location| {
        let states = location.last()?.value.as_object()?;
        let mut members = states.members().skip_while(|m| m.key().span() != finding.span);
        members.nth(1).map(|m| m.key().text().into_owned())
    });
    if let Some(name) = follower {
        let edit = add_member(analysis.document(), object, "Next", &quoted(&name));
        fixes.push(Fix::new(format!("Add \"Next\": {}", quoted(&name)), edit));
    }
    fixes
}
