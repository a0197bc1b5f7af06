//! A `WriterConfig` that does not say in which format to write.

use asl_spec::Context;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::reader::{Word, word};
use crate::rewrite::{Fix, add_replacement};
use crate::rule::{Check, Level, Rule};
use crate::rules::missing_field::misspelt;

/// `missing-output-type`
pub static RULE: Rule = Rule {
    code: "missing-output-type",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a `WriterConfig` without `OutputType`",
    doc: "The `WriterConfig` of a `ResultWriter` has to say in which format the results are written: `\"OutputType\": \
          \"JSON\"` or `\"JSONL\"`.",
    source: "rulebook 6.8, 16 [asl-service][floci]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ResultWriter": { <<"WriterConfig">>: { "Transformation": "COMPACT" } },
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
      "ResultWriter": { "WriterConfig": { "Transformation": "COMPACT", "OutputType": "JSONL" } },
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
    let Some((format, _)) = words(place) else { return };
    if place.is_finished() && format == Word::Absent && !misspelt(place, "OutputType") {
        sink.report(place.handle(), "\"WriterConfig\" has no \"OutputType\".").replacement("OutputType");
    }
}

/// The format and the shape that a `WriterConfig` asks for.
pub(super) fn words<'a>(place: &Place<'a>) -> Option<(Word<'a>, Word<'a>)> {
    let config = (place.context == Some(Context::WriterConfig)).then_some(place.object)?;
    Some((word(config, "OutputType"), word(config, "Transformation")))
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    add_replacement(analysis, finding, "\"JSON\"")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn map(config: &str) -> String {
        format!(r#"{{ "StartAt": "M", "States": {{ "M": {{ "Type": "Map", "ResultWriter": {{ {config} }} }} }} }}"#)
    }

    #[test]
    fn the_format_is_added() {
        check_fix(
            &RULE,
            &map(r#""WriterConfig": { "Transformation": "FLATTEN" }"#),
            &map(r#""WriterConfig": { "Transformation": "FLATTEN", "OutputType": "JSON" }"#),
        );
    }

    #[test]
    fn what_is_being_typed_or_misspelt_is_left_alone() {
        check(&RULE, &map(r#""WriterConfig": { "OutputTyp": "JSON" }"#));
        check(&RULE, r#"{ "StartAt": "M", "States": { "M": { "Type": "Map", "ResultWriter": { "WriterConfig": { "#);
    }
}
