//! A reader or writer that does not say where its data is.

use asl_spec::Context;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::reader::{Access, access};
use crate::rewrite::{Fix, add_replacement};
use crate::rule::{Check, Level, Rule};
use crate::task::{Payload, may_give, payload};

/// `missing-bucket-or-key`
pub static RULE: Rule = Rule {
    code: "missing-bucket-or-key",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a reader or writer of Amazon S3 without its `Bucket` or `Key`",
    doc: "The parameters of an `ItemReader` and of a `ResultWriter` name the `Bucket`. An `ItemReader` with `s3:getObject` reads \
          one object and needs its `Key` as well; with `s3:listObjectsV2` a `Prefix` limits the listing instead.",
    source: "rulebook 6.8 [docs]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": { "InputType": "JSON" },
        <<"Parameters">>: { "Bucket": "orders" }
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
    let (what, names): (&str, &[&str]) = match place.context {
        Some(Context::ItemReader) if access(place.object) == Some(Access::GetObject) => {
            ("the dataset", &["Bucket", "Key"])
        }
        Some(Context::ItemReader) => ("the dataset", &["Bucket"]),
        Some(Context::ResultWriter) => ("the results", &["Bucket"]),
        _ => return,
    };
    let Payload::Fields(member, parameters) = payload(place) else { return };
    for name in names.iter().filter(|name| !may_give(parameters, place.language, name)) {
        let message = format!("\"{}\" does not name the \"{name}\" of {what}.", member.key().text());
        sink.report(member.key().span(), message).replacement(*name);
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    add_replacement(analysis, finding, "\"\"")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    #[test]
    fn a_path_counts_and_a_listing_needs_none() {
        let map = |action: &str, parameters: &str| {
            format!(
                r#"{{ "StartAt": "M", "States": {{ "M": {{ "Type": "Map", "ItemReader": {{ "Resource": "arn:aws:states:::s3:{action}", "ReaderConfig": {{ "InputType": "JSON" }}, {parameters} }} }} }} }}"#
            )
        };
        check(&RULE, &map("getObject", r#""Parameters": { "Bucket": "b", "Key.$": "$.key" }"#));
        check(&RULE, &map("listObjectsV2", r#""Parameters": { "Bucket": "b" }"#));
        check(&RULE, &map("getObject", r#""Parameters": "${Parameters}""#));
        check(&RULE, &map("getObject", r#"<<"Parameters">>: { "Bucket.$": "$.b" }"#));
        check(&RULE, &map("listObjectsV2", r#"<<"Parameters">>: { "bucket": "b" }"#));
        check(
            &RULE,
            r#"{ "StartAt": "M", "States": { "M": { "Type": "Map", "QueryLanguage": "JSONata", "ResultWriter": {
                "Resource": "arn:aws:states:::s3:putObject", <<"Arguments">>: { "Bucket.$": "$.b" } } } } }"#,
        );
    }
}
