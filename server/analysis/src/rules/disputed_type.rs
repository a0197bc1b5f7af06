//! A value of a type that the sources disagree about.

use crate::finding::Sink;
use crate::place::Place;
use crate::rule::{Check, Level, Rule};
use crate::rules::wrong_type::{Fit, describe, fit};

/// `disputed-type`
pub static RULE: Rule = Rule {
    code: "disputed-type",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a value of a type that is not documented for its field",
    doc: "The documentation asks for other types here, while tools and published machines also hold this one. It may \
          work; the documented form surely does.",
    source: "rulebook 16",
    bad: r#"{
  "StartAt": "Shape",
  "States": {
    "Shape": { "Type": "Pass", "Parameters": <<[1, 2]>>, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Shape",
  "States": {
    "Shape": { "Type": "Pass", "Parameters": { "list": [1, 2] }, "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: None,
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    for member in place.object.members() {
        let name = member.key().text();
        let Some(field) = place.field(&name).filter(|f| f.allows(place.language)) else { continue };
        let Some(value) = member.value() else { continue };
        if fit(field, value, place.language) == Fit::Disputed {
            // Where anything is accepted, what is not disputed is what is documented.
            let documented = if field.types.is_any() { field.disputed_types.others() } else { field.types };
            let wanted = documented.describe();
            let given = describe(value);
            sink.report(value.span(), format!("\"{name}\" is documented to be {wanted}, not {given}."));
        }
    }
}
