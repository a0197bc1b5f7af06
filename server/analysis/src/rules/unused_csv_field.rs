//! A CSV field that nothing reads.

use crate::finding::Sink;
use crate::place::Place;
use crate::reader::{config, word};
use crate::rewrite::remove_finding;
use crate::rule::{Check, Level, Rule};
use crate::rules::csv_field_with_json::CSV_FIELDS;

/// `unused-csv-field`
pub static RULE: Rule = Rule {
    code: "unused-csv-field",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a `CSV...` field that has no effect",
    doc: "`CSVDelimiter`, `CSVHeaderLocation` and `CSVHeaders` have an effect when `InputType` is `CSV` or `MANIFEST`, and \
          `CSVHeaders` only when `CSVHeaderLocation` is `GIVEN`.",
    source: "rulebook 6.8 [docs]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": { "InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW", <<"CSVHeaders">>: ["id", "name"] },
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
        "ReaderConfig": { "InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["id", "name"] },
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
    let Some((config, _)) = config(place) else { return };
    let format = word(config, "InputType");
    if let Some(format @ ("JSONL" | "PARQUET")) = format.text() {
        for key in config.members().map(|m| m.key()).filter(|k| CSV_FIELDS.contains(&&*k.text())) {
            let message = format!("\"{}\" has no effect: \"InputType\" is \"{format}\".", key.text());
            sink.report(key.span(), message);
        }
        return;
    }
    let is_csv = format.is("CSV");
    if let Some(headers) =
        config.get("CSVHeaders").filter(|_| is_csv && word(config, "CSVHeaderLocation").is("FIRST_ROW"))
    {
        let message = "\"CSVHeaders\" has no effect: \"CSVHeaderLocation\" is \"FIRST_ROW\".";
        sink.report(headers.key().span(), message);
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
    fn formats_without_columns() {
        check(
            &RULE,
            &map(
                "getObject",
                r#""ReaderConfig": { "InputType": "PARQUET", <<"CSVDelimiter">>: "TAB", <<"CSVHeaders">>: ["a"] }"#,
            ),
        );
        check(
            &RULE,
            &map(
                "getObject",
                r#""ReaderConfig": { "InputType": "MANIFEST", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["a"] }"#,
            ),
        );
        check(&RULE, &map("getObject", r#""ReaderConfig": { "CSVDelimiter": "TAB" }"#));
    }
}
