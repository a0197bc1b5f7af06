//! The resource of a `ResultWriter`.

use asl_spec::Context;
use asl_spec::integrations::RESULT_WRITER_RESOURCES;

use crate::finding::Sink;
use crate::place::Place;
use crate::rewrite::change_part_to_replacement;
use crate::rule::{Check, Level, Rule};
use crate::rules::reader_resource::report;

/// `writer-resource`
pub static RULE: Rule = Rule {
    code: "writer-resource",
    level: Level::Warning,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a `ResultWriter` with a resource that writes no results",
    doc: "A `ResultWriter` writes with `arn:aws:states:::s3:putObject`. Nothing else is known to be accepted, but the list may \
          grow.",
    source: "rulebook 6.8, 13.2 [docs][spec]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ResultWriter": {
        "Resource": "arn:aws:states:::s3:<<putObjects>>",
        "Parameters": { "Bucket": "orders", "Prefix": "out" }
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
      "ResultWriter": {
        "Resource": "arn:aws:states:::s3:putObject",
        "Parameters": { "Bucket": "orders", "Prefix": "out" }
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
    fix: Some(change_part_to_replacement),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.context == Some(Context::ResultWriter) {
        report(place, "A \"ResultWriter\" writes with", &RESULT_WRITER_RESOURCES, sink);
    }
}
