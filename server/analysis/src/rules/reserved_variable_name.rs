//! An `Assign` that sets `states`.

use asl_syntax::Value;

use crate::finding::Sink;
use crate::place::Place;
use crate::rule::{Check, Level, Rule};
use crate::variables::entries;

/// `reserved-variable-name`
pub static RULE: Rule = Rule {
    code: "reserved-variable-name",
    level: Level::Error,
    on: true,
    service: Some("RESERVED_VARIABLE_NAME"),
    tag: None,
    title: "a variable called `states`",
    doc: "`$states` is the service's own variable: the input, the result and the context of the state. It cannot be assigned.",
    source: "rulebook 4.2 [floci][docs]",
    bad: r#"{
  "StartAt": "Remember",
  "States": {
    "Remember": { "Type": "Pass", "Assign": { <<"states">>: ["open", "closed"] }, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Remember",
  "States": {
    "Remember": { "Type": "Pass", "Assign": { "orderStates": ["open", "closed"] }, "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: None,
};

/// The name that nobody may assign.
pub const RESERVED: &str = "states";

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.field("Assign").is_none() {
        return;
    }
    let Some(assign) = place.value("Assign").and_then(Value::as_object) else { return };
    for entry in entries(assign, place.language).filter(|entry| entry.name == RESERVED) {
        sink.report(
            entry.member.key().span(),
            "The name \"states\" is reserved for what the service itself gives. Choose another name.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    #[test]
    fn only_the_name_itself() {
        let text = r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Assign": { <<"states.$">>: "$", "States": { "states": 1 } }, "End": true } } }"#;
        check(&RULE, text);
    }
}
