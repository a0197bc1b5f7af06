//! States that go round for ever.

use crate::graph::{Anchor, GraphSink, MachineGraph};
use crate::rule::{Check, Level, Rule};

/// `no-way-out`
pub static RULE: Rule = Rule {
    code: "no-way-out",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "states from which no way leads to an end",
    doc: "Loops are fine as long as some way leads out of them. From these states none does: an execution that comes \
          here runs until it times out, fails, or meets the limit of 25,000 events.",
    source: "rulebook 12.7 (own advice)",
    bad: r#"{
  "StartAt": "Choose",
  "States": {
    "Choose": {
      "Type": "Choice",
      "Choices": [{ "Variable": "$.go", "BooleanEquals": true, "Next": "Ping" }],
      "Default": "Done"
    },
    <<"Ping">>: { "Type": "Pass", "Next": "Pong" },
    "Pong": { "Type": "Pass", "Next": "Ping" },
    "Done": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Choose",
  "States": {
    "Choose": {
      "Type": "Choice",
      "Choices": [{ "Variable": "$.go", "BooleanEquals": true, "Next": "Ping" }],
      "Default": "Done"
    },
    "Ping": { "Type": "Pass", "Next": "Choose" },
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Graph(check),
    fix: None,
};

fn check(graph: &MachineGraph<'_>, sink: &mut GraphSink<'_>) {
    for scope in 0..graph.scopes.len() {
        let Some(out) = graph.ways_out(scope) else { continue };
        let states = graph.scopes[scope].states.clone();
        // Where nothing ends at all, `no-terminal-state` says so once.
        if !out.contains(&true) {
            continue;
        }
        let is_lost = |s: usize| !out[s - states.start] && graph.is_reached(s);
        let mut told = vec![false; states.len()];
        for state in states.clone().filter(|&s| is_lost(s)) {
            if told[state - states.start] {
                continue;
            }
            let mut ring = Vec::new();
            let mut open = vec![state];
            while let Some(next) = open.pop() {
                if std::mem::replace(&mut told[next - states.start], true) {
                    continue;
                }
                ring.push(next);
                open.extend(graph.successors(next).iter().flatten());
            }
            let name = &graph.states[state].state.name;
            let finding = sink.report(
                Anchor::Name(state),
                format!("From \"{name}\" no way leads to an end: an execution that comes here goes round for ever."),
            );
            for other in ring.into_iter().filter(|&s| s != state) {
                finding.related(Anchor::Name(other), format!("\"{}\" goes round with it", graph.states[other].state.name));
            }
        }
    }
}
