//! `ExecutionType` missing where it is needed, or there where it is refused.

use asl_spec::Context;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::processing::{Mode, mode_of};
use crate::rewrite::{Fix, add_member, object_at, removal};
use crate::rule::{Check, Level, Rule};
use crate::rules::missing_field::misspelt;

/// `execution-type`
pub static RULE: Rule = Rule {
    code: "execution-type",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "an `ExecutionType` that does not go with the `Mode`",
    doc: "`ExecutionType` says whether the child executions of a distributed Map state are `STANDARD` or `EXPRESS`. It is \
          required when `Mode` is `DISTRIBUTED`, and refused when it is `INLINE`, where there are no child executions.",
    source: "rulebook 6.8 [docs][asl-validator][cdk-preflight]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemProcessor": {
        <<"ProcessorConfig">>: { "Mode": "DISTRIBUTED" },
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
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" },
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
    if place.context != Some(Context::ProcessorConfig) {
        return;
    }
    match (mode_of(place.object), place.get("ExecutionType")) {
        (Some(Mode::Distributed), None) if place.is_finished() && !misspelt(place, "ExecutionType") => {
            let message = "\"DISTRIBUTED\" needs an \"ExecutionType\": \"STANDARD\" or \"EXPRESS\" child executions.";
            sink.report(place.handle(), message);
        }
        (Some(Mode::Inline), Some(member)) => {
            let message = "\"ExecutionType\" is refused without \"Mode\": \"DISTRIBUTED\": an inline Map state has no child executions.";
            sink.report(member.key().span(), message);
        }
        _ => {}
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some((config, Some(Context::ProcessorConfig))) = object_at(analysis, finding.span) else {
        return removal(analysis, finding.span).into_iter().collect();
    };
    let add = |kind: &str| {
        let edit = add_member(analysis.document(), config, "ExecutionType", &format!("\"{kind}\""));
        Fix::new(format!("Add \"ExecutionType\": \"{kind}\""), edit)
    };
    vec![add("STANDARD"), add("EXPRESS")]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn map(config: &str) -> String {
        format!(
            r#"{{ "StartAt": "M", "States": {{ "M": {{ "Type": "Map", "ItemProcessor": {{ {config}, "StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "End": true }} }} }}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn both_directions() {
        check(&RULE, &map(r#""ProcessorConfig": { "Mode": "INLINE", <<"ExecutionType">>: "STANDARD" }"#));
        check(&RULE, &map(r#""ProcessorConfig": { <<"ExecutionType">>: "STANDARD" }"#));
        check(&RULE, &map(r#""ProcessorConfig": { "Mode": "INLINE" }"#));
        check(&RULE, &map(r#""ProcessorConfig": { "Mode": "${Mode}", "ExecutionType": "STANDARD" }"#));
        check(&RULE, &map(r#""ProcessorConfig": { "Mode": "${Mode}" }"#));
        check(&RULE, &map(r#""ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionTpye": "STANDARD" }"#));
    }

    #[test]
    fn the_field_is_added_or_removed() {
        check_fix(
            &RULE,
            &map(r#""ProcessorConfig": { "Mode": "DISTRIBUTED" }"#),
            &map(r#""ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }"#),
        );
        check_fix(
            &RULE,
            &map(r#""ProcessorConfig": { "Mode": "INLINE", "ExecutionType": "STANDARD" }"#),
            &map(r#""ProcessorConfig": { "Mode": "INLINE" }"#),
        );
    }
}
