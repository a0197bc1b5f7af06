//! A CSV dataset without a word on its header.

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::reader::{Word, config, word};
use crate::rewrite::{Fix, add_member, object_at};
use crate::rule::{Check, Level, Rule};

/// `csv-header-location`
pub static RULE: Rule = Rule {
    code: "csv-header-location",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a CSV dataset without `CSVHeaderLocation`",
    doc: "An `ItemReader` of a CSV dataset says where the names of the columns come from: `CSVHeaderLocation` is `FIRST_ROW`, or \
          `GIVEN` together with `CSVHeaders`.",
    source: "rulebook 6.8 [docs][cdk-preflight]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:getObject",
        <<"ReaderConfig">>: { "InputType": "CSV" },
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
        "ReaderConfig": { "InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW" },
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
    let Some((config, _)) = config(place) else { return };
    // What a manifest of CSV files needs is not documented.
    let is_csv = word(config, "InputType").is("CSV") && word(config, "ManifestType") == Word::Absent;
    if is_csv && word(config, "CSVHeaderLocation") == Word::Absent {
        let message = "A CSV dataset needs \"CSVHeaderLocation\": \"FIRST_ROW\", or \"GIVEN\" with \"CSVHeaders\".";
        sink.report(place.handle(), message);
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some((config, _)) = object_at(analysis, finding.span) else { return Vec::new() };
    let edit = add_member(analysis.document(), config, "CSVHeaderLocation", "\"FIRST_ROW\"");
    vec![Fix::new("Read the names from the first row", edit).preferred()]
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
    fn only_csv_needs_it() {
        check(&RULE, &map("getObject", r#""ReaderConfig": { "InputType": "JSON" }"#));
        check(&RULE, &map("getObject", r#""ReaderConfig": { "InputType": "${Type}" }"#));
        check(&RULE, &map("getObject", r#""ReaderConfig": { "InputType": "CSV", "CSVHeaderLocaton": "GIVEN" }"#));
        check(&RULE, &map("getObject", r#""ReaderConfig": { "InputType": "CSV", "ManifestType": "ATHENA_DATA" }"#));
        check(
            &RULE,
            &map(
                "listObjectsV2",
                r#"<<"ReaderConfig">>: { "InputType": "CSV", "Transformation": "LOAD_AND_FLATTEN" }"#,
            ),
        );
    }

    #[test]
    fn the_first_row_is_the_usual_place() {
        check_fix(
            &RULE,
            &map("getObject", r#""ReaderConfig": { "InputType": "CSV" }"#),
            &map("getObject", r#""ReaderConfig": { "InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW" }"#),
        );
    }
}
