//! A `ManifestType` and an `InputType` that do not go together.

use crate::finding::Sink;
use crate::place::Place;
use crate::reader::{Word, config, word};
use crate::rule::{Check, Level, Rule};

/// `manifest-type`
pub static RULE: Rule = Rule {
    code: "manifest-type",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a `ManifestType` that does not go with the `InputType`",
    doc: "`ManifestType` of `ATHENA_DATA` needs an `InputType` of `CSV`, `JSONL` or `PARQUET`: the format of the files that the \
          manifest lists. `S3_INVENTORY` goes without an `InputType`, or with `MANIFEST`.",
    source: "rulebook 6.8 [docs]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": { "ManifestType": <<"ATHENA_DATA">> },
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
        "ReaderConfig": { "ManifestType": "ATHENA_DATA", "InputType": "PARQUET" },
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
    fix: None,
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some((config, _)) = config(place) else { return };
    let Some(value) = place.value("ManifestType") else { return };
    let manifest = word(config, "ManifestType");
    let formats = "\"CSV\", \"JSONL\" or \"PARQUET\"";
    match word(config, "InputType") {
        Word::Absent if manifest.is("ATHENA_DATA") => {
            let message = format!("\"ATHENA_DATA\" needs an \"InputType\" of {formats}: what the listed files hold.");
            sink.report(value.span(), message);
        }
        Word::Text(format) => {
            let Some(input) = place.value("InputType") else { return };
            if manifest.is("ATHENA_DATA") && format == "JSON" {
                sink.report(input.span(), format!("\"ATHENA_DATA\" goes with {formats}, not \"{format}\"."));
            } else if manifest.is("S3_INVENTORY") && matches!(&*format, "CSV" | "JSON" | "JSONL" | "PARQUET") {
                sink.report(input.span(), "\"S3_INVENTORY\" goes without an \"InputType\".");
            }
        }
        _ => {}
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
    fn pairs() {
        check(
            &RULE,
            &map("getObject", r#""ReaderConfig": { "ManifestType": "ATHENA_DATA", "InputType": <<"JSON">> }"#),
        );
        check(
            &RULE,
            &map("getObject", r#""ReaderConfig": { "ManifestType": "S3_INVENTORY", "InputType": <<"CSV">> }"#),
        );
        check(&RULE, &map("getObject", r#""ReaderConfig": { "ManifestType": "S3_INVENTORY" }"#));
        check(
            &RULE,
            &map("getObject", r#""ReaderConfig": { "ManifestType": "S3_INVENTORY", "InputType": "MANIFEST" }"#),
        );
        check(&RULE, &map("getObject", r#""ReaderConfig": { "ManifestType": "${M}", "InputType": "CSV" }"#));
    }
}
