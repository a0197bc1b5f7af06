//! A field of a distributed Map state on one that is not distributed.

use asl_spec::Context;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::locate::locate;
use crate::place::Place;
use crate::processing::{Mode, mode, processor};
use crate::rewrite::{Fix, add_member, removal, replace_value};
use crate::rule::{Check, Level, Rule};

/// `distributed-only-field`
pub static RULE: Rule = Rule {
    code: "distributed-only-field",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a field that only has an effect in `DISTRIBUTED` mode",
    doc: "`ItemReader`, `ItemBatcher`, `ResultWriter`, `Label` and the `ToleratedFailure...` fields belong to a Map state \
          whose `ItemProcessor.ProcessorConfig.Mode` is `DISTRIBUTED`. The service accepts them on an inline Map state, \
          where they do nothing.",
    source: "rulebook 6.8 [docs][floci]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      <<"ItemBatcher">>: { "MaxItemsPerBatch": 10 },
      "ItemProcessor": {
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
      "ItemBatcher": { "MaxItemsPerBatch": 10 },
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

const FIELDS: [&str; 8] = [
    "ItemReader",
    "ItemBatcher",
    "ResultWriter",
    "Label",
    "ToleratedFailureCount",
    "ToleratedFailureCountPath",
    "ToleratedFailurePercentage",
    "ToleratedFailurePercentagePath",
];

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.context != Some(Context::Map) || mode(place.object) != Some(Mode::Inline) {
        return;
    }
    let mut fields = place.object.members().filter(|m| FIELDS.contains(&&*m.key().text()));
    let Some(first) = fields.next() else { return };
    let name = first.key();
    // One mistake, however many fields wait for the mode.
    let message =
        format!("\"{}\" only has an effect when \"Mode\" of \"ProcessorConfig\" is \"DISTRIBUTED\".", name.text());
    let finding = sink.report(name.span(), message);
    for other in fields {
        finding.related(other.key().span(), format!("So does \"{}\"", other.key().text()));
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(location) = locate(analysis, finding.span.start) else { return Vec::new() };
    let map = location.last().and_then(|step| step.value.as_object());
    let document = analysis.document();
    let edits = map.and_then(processor).filter(|(key, _)| key.key().text() == "ItemProcessor").map(|(_, processor)| {
        let config = processor.value("ProcessorConfig").and_then(|v| v.as_object());
        match config.map(|config| (config, config.get("Mode").and_then(|m| m.value()))) {
            Some((config, Some(mode))) => {
                let mut edits = vec![replace_value(document, mode.span(), "\"DISTRIBUTED\"")];
                if config.get("ExecutionType").is_none() {
                    edits.push(add_member(document, config, "ExecutionType", "\"STANDARD\""));
                }
                edits
            }
            Some((config, None)) => {
                let value = r#"{ "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }"#;
                vec![replace_value(document, config.span(), value)]
            }
            None => {
                let value = "{\n  \"Mode\": \"DISTRIBUTED\",\n  \"ExecutionType\": \"STANDARD\"\n}";
                vec![add_member(document, processor, "ProcessorConfig", value)]
            }
        }
    });
    let distribute = edits.map(|edits| Fix::of("Process the items in \"DISTRIBUTED\" mode", edits).preferred());
    distribute.into_iter().chain(removal(analysis, finding.span)).collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn map(fields: &str, config: &str) -> String {
        format!(
            r#"{{ "StartAt": "M", "States": {{ "M": {{ "Type": "Map", {fields}, "ItemProcessor": {{ {config}"StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "End": true }} }} }}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn one_finding_while_the_mode_is_known() {
        let field = r#"<<"Label">>: "l", "ToleratedFailureCount": 1"#;
        check(&RULE, &map(field, ""));
        check(&RULE, &map(field, r#""ProcessorConfig": { "Mode": "INLINE" }, "#));
        check(&RULE, &map(field, r#""ProcessorConfig": {}, "#));
        let field = r#""Label": "l""#;
        check(&RULE, &map(field, r#""ProcessorConfig": { "Mode": "${Mode}" }, "#));
        check(&RULE, &map(field, r#""ProcessorConfig": { "Mode": "DISTRIBUTD" }, "#));
        check(&RULE, &map(field, r#""ProcesorConfig": { "Mode": "DISTRIBUTED" }, "#));
        check(&RULE, &map(r#""ItemSelector": { "Label": "l" }"#, ""));
        check(&RULE, r#"{ "StartAt": "M", "States": { "M": { "Type": "Map", "Label": "l", "ItemProcessor": { "#);
    }

    #[test]
    fn the_mode_is_set() {
        check_fix(
            &RULE,
            &map(r#""Label": "l""#, r#""ProcessorConfig": { "Mode": "INLINE" }, "#),
            &map(r#""Label": "l""#, r#""ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "#),
        );
        check_fix(
            &RULE,
            &map(r#""Label": "l""#, r#""ProcessorConfig": {}, "#),
            &map(r#""Label": "l""#, r#""ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "#),
        );
    }
}
