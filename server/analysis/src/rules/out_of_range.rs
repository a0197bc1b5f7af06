//! A number or a text outside of the bounds of its field.

use asl_spec::{Expression, Field};
use asl_syntax::Value;

use crate::finding::Sink;
use crate::place::Place;
use crate::rule::{Check, Level, Rule};

/// `out-of-range`
pub static RULE: Rule = Rule {
    code: "out-of-range",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a number outside of the bounds of its field",
    doc: "Timeouts, waits, retries, batches and tolerances have bounds that the service checks: a timeout of a task is \
          at least 1 second, no duration is longer than 99,999,999 seconds, a `BackoffRate` is at least 1.0, a \
          percentage lies between 0 and 100.",
    source: "rulebook 1.1, 6, 11.1 [cdk-preflight][docs]",
    bad: r#"{
  "StartAt": "Pause",
  "States": {
    "Pause": { "Type": "Wait", "Seconds": <<-1>>, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Pause",
  "States": {
    "Pause": { "Type": "Wait", "Seconds": 0, "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: None,
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    for member in place.object.members() {
        let name = member.key().text();
        let Some(field) = place.field(&name).filter(|f| f.languages.allows(place.language)) else { continue };
        let Some(value) = member.value() else { continue };
        check_number(field, value, sink);
        check_length(field, value, sink);
    }
}

fn check_number(field: &Field, value: Value<'_>, sink: &mut Sink<'_>) {
    let (Some(range), Some(number)) = (field.range, value.as_number()) else { return };
    let given = number.value();
    // Zero where one is the least is accepted at creation for some fields: `zero-value` speaks of those.
    let below = range.min.is_some_and(|min| given < min) && !(given == 0.0 && field.zero_note.is_some());
    let above = range.max.is_some_and(|max| given > max);
    if !below && !above {
        return;
    }
    let bounds = match (range.min, range.max) {
        (Some(min), Some(max)) => format!("between {min} and {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => return,
    };
    sink.report(value.span(), format!("\"{}\" must be {bounds}, not {}.", field.name, number.text()));
}

fn check_length(field: &Field, value: Value<'_>, sink: &mut Sink<'_>) {
    let Some(string) = value.as_str().filter(|s| !s.has_hole() && s.is_closed()) else { return };
    let text = string.text();
    // A published machine carries a longer label than the documented one: `long-label` warns of it.
    if field.name == "Label" || field.expression != Expression::Never && text.starts_with("{%") {
        return;
    }
    let length = text.chars().count() as u64;
    let (min, max) = field.length;
    if min.is_some_and(|min| length < u64::from(min)) {
        sink.report(string.span(), format!("\"{}\" must not be empty.", field.name));
    } else if let Some(max) = max.filter(|max| length > u64::from(*max)) {
        sink.report(
            string.span(),
            format!("\"{}\" may have {max} characters at most; this one has {length}.", field.name),
        );
    }
}
