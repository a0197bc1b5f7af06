//! Two states with one name.

use asl_spec::limits::STATE_NAME_CHARS;

use crate::analysis::Analysis;
use crate::finding::Finding;
use crate::graph::{Anchor, GraphSink, MachineGraph};
use crate::rewrite::{Fix, replace_string};
use crate::rule::{Check, Level, Rule};

/// `duplicate-state-name`
pub static RULE: Rule = Rule {
    code: "duplicate-state-name",
    level: Level::Error,
    on: true,
    service: Some("DUPLICATE_STATE_NAME"),
    tag: None,
    title: "two states of the machine have the same name",
    doc: "The name of a state is unique over the whole machine: the branches of a Parallel state and the processor of a \
          Map state may not use a name again that stands anywhere else. Transitions still see only the states of their \
          own `States` block.",
    source: "rulebook 12.6 [floci][spec]",
    bad: r#"{
  "StartAt": "Both",
  "States": {
    "Both": {
      "Type": "Parallel",
      "Branches": [
        { "StartAt": "Work", "States": { "Work": { "Type": "Succeed" } } },
        { "StartAt": "Work", "States": { <<"Work">>: { "Type": "Succeed" } } }
      ],
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Both",
  "States": {
    "Both": {
      "Type": "Parallel",
      "Branches": [
        { "StartAt": "Work left", "States": { "Work left": { "Type": "Succeed" } } },
        { "StartAt": "Work right", "States": { "Work right": { "Type": "Succeed" } } }
      ],
      "End": true
    }
  }
}"#,
    check: Check::Graph(check),
    fix: Some(fix),
};

fn check(graph: &MachineGraph<'_>, sink: &mut GraphSink<'_>) {
    for same in graph.namesakes() {
        let state = graph.states[same[0]].state;
        if !state.named || state.name.is_empty() {
            continue;
        }
        let mut same = same.to_vec();
        same.sort_by_key(|&s| graph.states[s].at);
        let name = &state.name;
        for &later in &same[1..] {
            let message = if graph.states[later].scope == graph.states[same[0]].scope {
                format!("There is a state \"{name}\" in this block already. Give one of them another name.")
            } else {
                format!(
                    "There is a state \"{name}\" in another part of the machine, and names are unique over all of it. \
                         Give one of them another name."
                )
            };
            sink.report(Anchor::Name(later), message)
                .related(Anchor::Name(same[0]), format!("the first state \"{name}\" is here"));
        }
    }
}

/// Renames the state together with the transitions to it. In a block that has the name twice, nobody can say which
/// of the two a transition means.
fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    rename(analysis, finding).into_iter().collect()
}

fn rename(analysis: &Analysis, finding: &Finding) -> Option<Fix> {
    let graph = MachineGraph::new(analysis.machine()?);
    let index = (0..graph.states.len()).find(|&s| graph.span(Anchor::Name(s)) == finding.span)?;
    let node = &graph.states[index];
    let name = &*node.state.name;
    let scope = &graph.scopes[node.scope];
    if graph.named(name).iter().filter(|&&s| graph.states[s].scope == node.scope).count() > 1 {
        return None;
    }
    let fresh = (2..).map(|n| format!("{name} {n}")).find(|fresh| graph.named(fresh).is_empty())?;
    if fresh.chars().count() > STATE_NAME_CHARS {
        return None;
    }
    let document = analysis.document();
    let mut edits = vec![replace_string(document, finding.span, &fresh)];
    if scope.scope.start.as_ref().is_some_and(|s| &*s.name == name) {
        edits.push(replace_string(document, graph.span(Anchor::StartAt(node.scope)), &fresh));
    }
    for state in scope.states.clone() {
        for (index, _) in graph.targets(state).enumerate().filter(|(_, t)| &*t.name == name) {
            edits.push(replace_string(document, graph.span(Anchor::Target(state, index)), &fresh));
        }
    }
    Some(Fix { title: format!("Rename to \"{fresh}\""), edits, preferred: false })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};

    #[test]
    fn every_one_but_the_first() {
        check(
            &RULE,
            r#"{ "StartAt": "A", "States": {
  "A": { "Type": "Map", "ItemProcessor": { "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "Next": "B" },
  <<"B">>: { "Type": "Pass", "Next": "C" },
  <<"B">>: { "Type": "Pass", "Next": "C" },
  "C": { "Type": "Pass", "Parameters": { "B": { "States": { "B": 1 } } }, "End": true }
} }"#,
        );
    }

    #[test]
    fn names_to_be_filled_in_may_differ() {
        check(
            &RULE,
            r#"{ "StartAt": "${A}", "States": { "${A}": { "Type": "Pass", "Next": "${A}" }, "${A}": { "Type": "Succeed" } } }"#,
        );
    }

    #[test]
    fn the_message_says_where_the_other_is() {
        check_messages(
            &RULE,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Succeed" }, "A": { "Type": "Succeed" } } }"#,
            &expect_test::expect![[r#"There is a state "A" in this block already. Give one of them another name."#]],
        );
    }

    #[test]
    fn transitions_follow_the_new_name() {
        check_fix(
            &RULE,
            r#"{ "StartAt": "Go", "States": {
  "Go": { "Type": "Map", "ItemProcessor": { "StartAt": "Go", "States": {
    "Go": { "Type": "Wait", "Seconds": 1, "Next": "Go" } } }, "End": true }
} }"#,
            r#"{ "StartAt": "Go", "States": {
  "Go": { "Type": "Map", "ItemProcessor": { "StartAt": "Go 2", "States": {
    "Go 2": { "Type": "Wait", "Seconds": 1, "Next": "Go 2" } } }, "End": true }
} }"#,
        );
    }
}
