//! A scope without any state.

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::graph::MachineGraph;
use crate::locate::locate;
use crate::rewrite::{Fix, add_member};
use crate::rule::{Check, Level, Rule};

/// `no-states`
pub static RULE: Rule = Rule {
    code: "no-states",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "`States` is empty",
    doc: "A machine, a branch and an item processor each hold at least one state, and `StartAt` names the first one to \
          run.",
    source: "rulebook 1 [spec][docs][asl-service][statelint][cdk-preflight]",
    bad: r#"{
  "StartAt": "Done",
  "States": <<{}>>
}"#,
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Document(check),
    fix: Some(fix),
};

fn check(analysis: &Analysis, sink: &mut Sink<'_>) {
    // Most machines have no such scope: look before listing them.
    let Some(machine) = analysis.machine().filter(|machine| !machine.scope.is_calm()) else { return };
    for node in &MachineGraph::new(machine).scopes {
        let Some(states) = node.scope.states_object.filter(|_| node.scope.states.is_empty()) else { continue };
        let states = states.shift(i64::from(node.base));
        // Whatever else may stand between the brackets is there instead of states: a placeholder, a broken line.
        let text = analysis.text(states);
        let inner = text.trim_start_matches('{').trim_end_matches('}');
        if node.scope.finished && inner.trim().is_empty() {
            sink.report(states, "There is no state in here; at least one is needed.");
        }
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    add_first_state(analysis, finding).into_iter().collect()
}

fn add_first_state(analysis: &Analysis, finding: &Finding) -> Option<Fix> {
    let location = locate(analysis, finding.span.start + 1)?;
    let states = location.scope()?;
    let holder = location.steps.iter().rev().nth(1)?.value.as_object()?;
    let start = holder.get("StartAt").and_then(|m| m.value()).and_then(|v| v.as_str());
    let name = start.map(|s| s.text().into_owned()).filter(|n| !n.is_empty());
    let name = name.unwrap_or_else(|| "Done".to_owned());
    let edit = add_member(analysis.document(), states, &name, r#"{ "Type": "Succeed" }"#);
    Some(Fix::new(format!("Add the state \"{name}\""), edit))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    #[test]
    fn inner_scopes_too_but_nothing_unfinished_or_filled_in() {
        check(
            &RULE,
            r#"{ "StartAt": "A", "States": {
  "A": { "Type": "Parallel", "Branches": [ { "StartAt": "B", "States": <<{ }>> } ], "End": true }
} }"#,
        );
        check(&RULE, r#"{ "StartAt": "A", "States": { "#);
        check(&RULE, r#"{ "StartAt": "A", "States": { ${States} } }"#);
        check(&RULE, r#"{ "StartAt": "A", "States": "${States}" }"#);
    }

    #[test]
    fn the_first_state_is_the_one_that_start_at_names() {
        check_fix(
            &RULE,
            "{\n  \"StartAt\": \"Go\",\n  \"States\": {}\n}",
            "{\n  \"StartAt\": \"Go\",\n  \"States\": {\n    \"Go\": { \"Type\": \"Succeed\" }\n  }\n}",
        );
    }
}
