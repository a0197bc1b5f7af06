//! A CSV field of a JSON dataset.

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::reader::{config, word};
use crate::rewrite::{Fix, removal};
use crate::rule::{Check, Level, Rule};

/// `csv-field-with-json`
pub static RULE: Rule = Rule {
    code: "csv-field-with-json",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a `CSV...` field with `InputType` of `JSON`",
    doc: "`CSVDelimiter`, `CSVHeaderLocation` and `CSVHeaders` describe CSV files. The service refuses them when `InputType` is \
          `JSON`.",
    source: "rulebook 6.8 [cdk-preflight]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": { "InputType": "JSON", <<"CSVHeaderLocation">>: "FIRST_ROW" },
        "Parameters": { "Bucket": "orders", "Key": "all" }
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
        "ReaderConfig": { "InputType": "JSON" },
        "Parameters": { "Bucket": "orders", "Key": "all" }
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
    fix: Some(fix),
};

/// The fields that describe CSV files.
pub(super) const CSV_FIELDS: [&str; 3] = ["CSVDelimiter", "CSVHeaderLocation", "CSVHeaders"];

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some((config, _)) = config(place) else { return };
    if !word(config, "InputType").is("JSON") {
        return;
    }
    for key in config.members().map(|m| m.key()).filter(|k| CSV_FIELDS.contains(&&*k.text())) {
        sink.report(key.span(), format!("\"{}\" is for CSV datasets, but \"InputType\" is \"JSON\".", key.text()));
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    removal(analysis, finding.span).map(Fix::preferred).into_iter().collect()
}
