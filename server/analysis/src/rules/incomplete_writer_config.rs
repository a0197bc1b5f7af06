//! A `WriterConfig` with one of its two fields.

use asl_spec::Context;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::reader::{Word, word};
use crate::rewrite::{Fix, add_member, object_at};
use crate::rule::{Check, Level, Rule};

/// `incomplete-writer-config`
pub static RULE: Rule = Rule {
    code: "incomplete-writer-config",
    level: Level::Hint,
    on: true,
    service: None,
    tag: None,
    title: "a `WriterConfig` without `Transformation` or `OutputType`",
    doc: "`WriterConfig` has two fields: `Transformation` and `OutputType`. The documentation does not say whether one may be \
          left out, and other tools refuse that. Give both.",
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
    if place.context != Some(Context::WriterConfig) {
        return;
    }
    let missing = ["Transformation", "OutputType"].into_iter().find(|f| word(place.object, f) == Word::Absent);
    if let Some(field) = missing {
        sink.report(place.handle(), format!("\"WriterConfig\" should give \"{field}\" as well.")).replacement(field);
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(name) = &finding.replacement else { return Vec::new() };
    let Some((config, _)) = object_at(analysis, finding.span) else { return Vec::new() };
    let value = if name == "OutputType" { "\"JSON\"" } else { "\"NONE\"" };
    vec![Fix::new(format!("Add \"{name}\""), add_member(analysis.document(), config, name, value))]
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
        check_fix(
            &RULE,
            &map(r#""Transformation": "FLATTEN""#),
            &map(r#""Transformation": "FLATTEN", "OutputType": "JSON""#),
        );
    }
}
