//! A field that the object cannot do without.

use asl_spec::{Context, Requirement};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::misfit::one_of;
use crate::place::Place;
use crate::rewrite::{Fix, add_member, object_at};
use crate::rule::{Check, Level, Rule};
use crate::skeleton;

/// `missing-field`
pub static RULE: Rule = Rule {
    code: "missing-field",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a required field is not there",
    doc: "Some fields are required: `StartAt` and `States` of a machine, a branch or an item processor, `Type` of a state, \
          `Resource` of a Task, `Choices` of a Choice, `ErrorEquals` of a retrier or catcher, `Next` of a choice rule or \
          catcher. Of some groups exactly one member is required: a Wait state takes `Seconds`, `Timestamp`, or one of \
          their `Path` forms; a Map state takes `ItemProcessor`.",
    source: "rulebook 6, 10, 11 [cdk-preflight][spec]",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    <<"Work">>: { "Type": "Task", "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if !place.is_finished() {
        return;
    }
    let Some(context) = place.context else {
        if place.get("Type").is_none() {
            sink.report(place.handle(), format!("{} has no \"Type\".", place.title())).replacement("Type");
        }
        return;
    };
    let mut groups: Vec<&str> = Vec::new();
    for field in context.fields().iter().filter(|f| f.languages.allows(place.language)) {
        match field.requirement {
            Requirement::Always if place.get(field.name).is_none() && !misspelt(place, field.name) => {
                let message = format!("{} has no \"{}\".", place.title(), field.name);
                sink.report(place.handle(), message).replacement(field.name);
            }
            Requirement::OneOf(group) | Requirement::AtLeastOne(group) if !groups.contains(&group) => {
                groups.push(group);
                if !matches!(group, "transition" | "test" | "comparator") {
                    check_group(place, context, group, sink);
                }
            }
            _ => {}
        }
    }
}

fn check_group(place: &Place<'_>, context: Context, group: &str, sink: &mut Sink<'_>) {
    let in_group = |r: Requirement| matches!(r, Requirement::OneOf(g) | Requirement::AtLeastOne(g) if g == group);
    let members = || context.fields().iter().filter(|f| in_group(f.requirement));
    if members().any(|f| place.get(f.name).is_some() || misspelt(place, f.name)) {
        return;
    }
    let names: Vec<&str> =
        members().filter(|f| f.languages.allows(place.language) && !f.deprecated).map(|f| f.name).collect();
    let message = match names.as_slice() {
        [one] => format!("{} has no \"{one}\".", place.title()),
        _ => format!("{} needs one of {}.", place.title(), one_of(&names)),
    };
    let first = names.first().copied().unwrap_or_default();
    sink.report(place.handle(), message).replacement(first);
}

/// Whether a key of the object is surely this field misspelt: `unknown-field` speaks of it already.
pub fn misspelt(place: &Place<'_>, name: &str) -> bool {
    place.object.members().any(|m| {
        let key = m.key().text();
        place.field(&key).is_none() && asl_spec::nearest::nearest(&key, [name]).is_some()
    })
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(name) = &finding.replacement else { return Vec::new() };
    let Some((object, context)) = object_at(analysis, finding.span) else { return Vec::new() };
    let value = skeleton::value(context, name);
    let edit = add_member(analysis.document(), object, name, &value);
    vec![Fix::new(format!("Add \"{name}\""), edit).preferred()]
}
