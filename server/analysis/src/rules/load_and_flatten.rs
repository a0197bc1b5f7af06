//! `LOAD_AND_FLATTEN` without what it needs.

use crate::finding::Sink;
use crate::place::Place;
use crate::reader::{Access, Word, access, config, word};
use crate::rule::{Check, Level, Rule};

/// `load-and-flatten`
pub static RULE: Rule = Rule {
    code: "load-and-flatten",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "`LOAD_AND_FLATTEN` without an `InputType` or on a single object",
    doc: "`LOAD_AND_FLATTEN` reads the contents of all listed objects as one dataset. It goes with `s3:listObjectsV2`, and needs an \
          `InputType` that says what the objects hold.",
    source: "rulebook 6.8 [docs][cdk-preflight]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:listObjectsV2",
        "ReaderConfig": { "Transformation": <<"LOAD_AND_FLATTEN">> },
        "Parameters": { "Bucket": "orders", "Prefix": "2026/" }
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
        "Resource": "arn:aws:states:::s3:listObjectsV2",
        "ReaderConfig": { "Transformation": "LOAD_AND_FLATTEN", "InputType": "JSONL" },
        "Parameters": { "Bucket": "orders", "Prefix": "2026/" }
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
    let Some((config, reader)) = config(place) else { return };
    if !word(config, "Transformation").is("LOAD_AND_FLATTEN") {
        return;
    }
    let Some(value) = place.value("Transformation") else { return };
    if access(reader) == Some(Access::GetObject) {
        let message =
            "\"LOAD_AND_FLATTEN\" goes with \"arn:aws:states:::s3:listObjectsV2\", not with \"s3:getObject\".";
        sink.report(value.span(), message);
    } else if word(config, "InputType") == Word::Absent {
        sink.report(value.span(), "\"LOAD_AND_FLATTEN\" needs an \"InputType\": what the listed objects hold.");
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    fn map(action: &str, config: &str) -> String {
        format!(
            r#"{{ "StartAt": "M", "States": {{ "M": {{ "Type": "Map", "ItemReader": {{ "Resource": "arn:aws:states:::s3:{action}", {config}, "Parameters": {{ "Bucket": "b", "Key": "k" }} }} }} }} }}"#
        )
    }

    #[test]
    fn the_resource_and_the_type_count() {
        check(
            &RULE,
            &map("getObject", r#""ReaderConfig": { "Transformation": <<"LOAD_AND_FLATTEN">>, "InputType": "JSON" }"#),
        );
        check(
            &RULE,
            &map("${Action}", r#""ReaderConfig": { "Transformation": "LOAD_AND_FLATTEN", "InputType": "JSON" }"#),
        );
        check(
            &RULE,
            &map("listObjectsV2", r#""ReaderConfig": { "Transformation": "LOAD_AND_FLATTEN", "InputType": "${T}" }"#),
        );
        check(&RULE, &map("listObjectsV2", r#""ReaderConfig": { "Transformation": "NONE" }"#));
    }
}
