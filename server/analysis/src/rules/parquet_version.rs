//! A version of a Parquet dataset.

use asl_spec::{Context, QueryLanguage};
use asl_syntax::Value;

use crate::finding::Sink;
use crate::place::Place;
use crate::reader::word;
use crate::rewrite::remove_finding;
use crate::rule::{Check, Level, Rule};
use crate::task::{Payload, payload};

/// `parquet-version`
pub static RULE: Rule = Rule {
    code: "parquet-version",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a `VersionId` with `InputType` of `PARQUET`",
    doc: "A Parquet dataset is read in parts, and `VersionId` is not available for it.",
    source: "rulebook 6.8 [docs]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": { "InputType": "PARQUET" },
        "Parameters": { "Bucket": "orders", "Key": "all", <<"VersionId">>: "3" }
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
        "ReaderConfig": { "InputType": "PARQUET" },
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
    fix: Some(remove_finding),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.context != Some(Context::ItemReader) {
        return;
    }
    let config = place.value("ReaderConfig").and_then(Value::as_object);
    let Payload::Fields(_, parameters) = payload(place) else { return };
    if !config.is_some_and(|config| word(config, "InputType").is("PARQUET")) {
        return;
    }
    let path = (place.language == QueryLanguage::JsonPath).then(|| parameters.get("VersionId.$")).flatten();
    if let Some(version) = parameters.get("VersionId").or(path) {
        let message = "\"VersionId\" is not available for a Parquet dataset.";
        sink.report(version.key().span(), message);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    #[test]
    fn both_ways_to_give_it() {
        let map = |format: &str, version: &str| {
            format!(
                r#"{{ "StartAt": "M", "States": {{ "M": {{ "Type": "Map", "ItemReader": {{ "Resource": "arn:aws:states:::s3:getObject", "Parameters": {{ "Bucket": "b", {version}: "v" }}, "ReaderConfig": {{ "InputType": "{format}" }} }} }} }} }}"#
            )
        };
        check(&RULE, &map("PARQUET", r#"<<"VersionId.$">>"#));
        check(&RULE, &map("CSV", r#""VersionId""#));
        check(&RULE, &map("${F}", r#""VersionId""#));
    }
}
