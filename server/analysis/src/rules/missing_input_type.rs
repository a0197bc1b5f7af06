//! A dataset in one object without a format.

use asl_spec::Context;
use asl_syntax::Value;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::reader::{Access, Word, access, word};
use crate::rewrite::{Fix, add_member, object_at};
use crate::rule::{Check, Level, Rule};

/// `missing-input-type`
pub static RULE: Rule = Rule {
    code: "missing-input-type",
    level: Level::Warning,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "an `s3:getObject` reader without an `InputType`",
    doc: "An `ItemReader` that reads one object needs to know its format: `InputType` in its `ReaderConfig` is `CSV`, `JSON`, \
          `JSONL`, `PARQUET` or `MANIFEST`. Only an S3 inventory, which `ManifestType` announces, goes without.",
    source: "rulebook 6.8 [docs][cdk-preflight]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      <<"ItemReader">>: {
        "Resource": "arn:aws:states:::s3:getObject",
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

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.context != Some(Context::ItemReader) || access(place.object) != Some(Access::GetObject) {
        return;
    }
    let span = match word(place.object, "ReaderConfig") {
        Word::Absent => place.handle(),
        _ => {
            let Some(member) = place.get("ReaderConfig") else { return };
            let Some(config) = member.value().and_then(Value::as_object) else { return };
            // A transformation makes no sense here, and has a rule of its own.
            let fields = ["InputType", "ManifestType", "Transformation"];
            if fields.iter().any(|f| word(config, f) != Word::Absent) {
                return;
            }
            member.key().span()
        }
    };
    sink.report(span, "Reading one object needs an \"InputType\" in \"ReaderConfig\": the format of the dataset.");
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let document = analysis.document();
    match object_at(analysis, finding.span) {
        Some((reader, Some(Context::ItemReader))) => {
            let edit = add_member(document, reader, "ReaderConfig", "{\n  \"InputType\": \"JSON\"\n}");
            vec![Fix::new("Add \"ReaderConfig\"", edit)]
        }
        Some((config, Some(Context::ReaderConfig))) => {
            vec![Fix::new("Add \"InputType\"", add_member(document, config, "InputType", "\"JSON\""))]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn map(action: &str, config: &str) -> String {
        format!(
            r#"{{ "StartAt": "M", "States": {{ "M": {{ "Type": "Map", "ItemReader": {{ "Resource": "arn:aws:states:::s3:{action}", {config}, "Parameters": {{ "Bucket": "b", "Key": "k" }} }} }} }} }}"#
        )
    }

    #[test]
    fn a_listing_and_an_inventory_go_without() {
        check(&RULE, &map("listObjectsV2", r#""ReaderConfig": {}"#));
        check(&RULE, &map("getObject", r#""ReaderConfig": { "ManifestType": "S3_INVENTORY" }"#));
        check(&RULE, &map("getObject", r#""ReaderConfig": { "InputTyp": "JSON" }"#));
        check(&RULE, &map("getObject", r#""ReaderConfig": "${Config}""#));
        check(&RULE, &map("getObject", r#"<<"ReaderConfig">>: { "MaxItems": 5 }"#));
    }

    #[test]
    fn the_format_is_added() {
        check_fix(
            &RULE,
            &map("getObject", r#""ReaderConfig": { "MaxItems": 5 }"#),
            &map("getObject", r#""ReaderConfig": { "MaxItems": 5, "InputType": "JSON" }"#),
        );
    }
}
