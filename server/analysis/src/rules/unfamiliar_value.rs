//! A word that may be newer than this version.

use crate::finding::Sink;
use crate::misfit::one_of;
use crate::place::Place;
use crate::rule::{Check, Level, Rule};
use crate::rules::unknown_value::{Odd, grows, odd_words};

/// `unfamiliar-value`
pub static RULE: Rule = Rule {
    code: "unfamiliar-value",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a word that this version does not know",
    doc: "The formats that a Map state reads and writes grow with the service. A word that is not on the list, and not a \
          misspelling of one that is, may be newer than the list of this version, so it is only a warning.",
    source: "rulebook 6.8 [docs]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": { "InputType": <<"AVRO">> },
        "Parameters": { "Bucket": "b", "Key": "k" }
      },
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
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": { "InputType": "JSONL" },
        "Parameters": { "Bucket": "b", "Key": "k" }
      },
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
    if !grows(place.context) {
        return;
    }
    for Odd { field, span, name, near } in odd_words(place) {
        if near.is_none() {
            let list = one_of(field.values);
            sink.report(span, format!("\"{name}\" is not a known \"{}\": known are {list}.", field.name));
        }
    }
}
