//! `GIVEN` headers that are not given.

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::locate::locate;
use crate::place::Place;
use crate::reader::{Word, config, word};
use crate::rewrite::{Fix, add_member, replace_value};
use crate::rule::{Check, Level, Rule};

/// `missing-csv-headers`
pub static RULE: Rule = Rule {
    code: "missing-csv-headers",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "`CSVHeaderLocation` is `GIVEN`, but there are no `CSVHeaders`",
    doc: "With `CSVHeaderLocation` of `GIVEN` the names of the columns stand in `CSVHeaders`, which must then be there and hold at \
          least one name.",
    source: "rulebook 6.8 [docs][cdk-preflight]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": { "InputType": "CSV", "CSVHeaderLocation": <<"GIVEN">> },
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
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some((config, _)) = config(place) else { return };
    if !word(config, "CSVHeaderLocation").is("GIVEN") || word(config, "CSVHeaders") != Word::Absent {
        return;
    }
    if let Some(location) = place.value("CSVHeaderLocation") {
        sink.report(location.span(), "\"GIVEN\" needs \"CSVHeaders\": the names of the columns.");
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let location = locate(analysis, finding.span.start);
    let config = location.and_then(|l| l.steps.iter().rev().nth(1)?.value.as_object());
    let add = config
        .map(|config| Fix::new("Add \"CSVHeaders\"", add_member(analysis.document(), config, "CSVHeaders", "[\"\"]")));
    let first_row =
        Fix::new("Change to \"FIRST_ROW\"", replace_value(analysis.document(), finding.span, "\"FIRST_ROW\""));
    add.into_iter().chain([first_row]).collect()
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
    fn headers_that_may_be_there_count() {
        check(&RULE, &map("getObject", r#""ReaderConfig": { "InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW" }"#));
        check(
            &RULE,
            &map("getObject", r#""ReaderConfig": { "CSVHeaderLocation": "GIVEN", "CSVHeaders": "${Names}" }"#),
        );
        check(&RULE, &map("getObject", r#""ReaderConfig": { "CSVHeaderLocation": "GIVEN", "CSVHeaders": [] }"#));
        check(&RULE, &map("getObject", r#""ReaderConfig": { "CSVHeaderLocation": "GIVEN", "CSVHeader": ["a"] }"#));
    }

    #[test]
    fn a_place_for_the_names_is_made() {
        check_fix(
            &RULE,
            &map("getObject", r#""ReaderConfig": { "InputType": "CSV", "CSVHeaderLocation": "GIVEN" }"#),
            &map(
                "getObject",
                r#""ReaderConfig": { "InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": [""] }"#,
            ),
        );
    }
}
