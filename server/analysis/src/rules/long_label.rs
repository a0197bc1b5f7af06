//! A `Label` that is longer than documented.

use asl_spec::limits::LABEL_CHARS;

use crate::finding::Sink;
use crate::place::Place;
use crate::rule::{Check, Level, Rule};
use crate::rules::invalid_label::label;

/// `long-label`
pub static RULE: Rule = Rule {
    code: "long-label",
    level: Level::Warning,
    on: true,
    service: Some("INVALID_LABEL_NAME"),
    tag: None,
    title: "a `Label` of more than 40 characters",
    doc: "The `Label` of a Map state may have 40 characters by the documentation. A published machine carries a longer one, \
          so it is a warning.",
    source: "rulebook 1.1, 6.8 [docs]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "Label": <<"each-order-of-the-day-and-of-the-night-before">>,
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Do",
        "States": { "Do": { "Type": "Pass", "End": true } }
      },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "Label": "each-order",
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Do",
        "States": { "Do": { "Type": "Pass", "End": true } }
      },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: None,
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(string) = label(place) else { return };
    let length = string.text().chars().count();
    if length > LABEL_CHARS {
        sink.report(
            string.span(),
            format!("A \"Label\" may have {LABEL_CHARS} characters at most; this one has {length}."),
        );
    }
}
