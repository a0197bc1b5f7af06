//! A `WriterConfig` that does not say how to shape the results.

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::reader::Word;
use crate::rewrite::{Fix, add_replacement};
use crate::rule::{Check, Level, Rule};
use crate::rules::missing_output_type::words;

/// `incomplete-writer-config`
pub static RULE: Rule = Rule {
    code: "incomplete-writer-config",
    level: Level::Hint,
    on: true,
    service: None,
    tag: None,
    title: "a `WriterConfig` without `Transformation`",
    doc: "`WriterConfig` has two fields: `Transformation` and `OutputType`. The documentation does not say whether \
          `Transformation` may be left out, and one tool refuses that. Give both.",
    source: "rulebook 6.8, 16 [asl-service][floci]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ResultWriter": { <<"WriterConfig">>: { "OutputType": "JSONL" } },
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
    let Some((format, shape)) = words(place) else { return };
    if shape == Word::Absent && format != Word::Absent {
        let message = "\"WriterConfig\" should give \"Transformation\" as well.";
        sink.report(place.handle(), message).replacement("Transformation");
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    add_replacement(analysis, finding, "\"NONE\"")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check_fix;

    #[test]
    fn the_other_field_is_added() {
        let map = |config: &str| {
            format!(
                r#"{{ "StartAt": "M", "States": {{ "M": {{ "Type": "Map", "ResultWriter": {{ "WriterConfig": {{ {config} }} }} }} }} }}"#
            )
        };
        check_fix(&RULE, &map(r#""OutputType": "JSON""#), &map(r#""OutputType": "JSON", "Transformation": "NONE""#));
    }
}
