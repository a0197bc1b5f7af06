//! A machine that never ends.

use crate::graph::{Anchor, GraphSink, MachineGraph};
use crate::model::Answer;
use crate::rule::{Check, Level, Rule};

/// `no-terminal-state`
pub static RULE: Rule = Rule {
    code: "no-terminal-state",
    level: Level::Error,
    on: true,
    service: Some("MISSING_END_STATE"),
    tag: None,
    title: "no state at the top level ends the machine",
    doc: "The top level needs at least one state that ends it: `\"End\": true`, a Succeed or a Fail state. The service \
          does not ask this of the scopes inside Map and Parallel states: see `no-terminal-state-inside`.",
    source: "rulebook 12.3 [floci]",
    bad: r#"{
  "StartAt": "Tick",
  <<"States">>: {
    "Tick": { "Type": "Wait", "Seconds": 60, "Next": "Work" },
    "Work": { "Type": "Pass", "Next": "Tick" }
  }
}"#,
    good: r#"{
  "StartAt": "Tick",
  "States": {
    "Tick": { "Type": "Wait", "Seconds": 60, "Next": "Work" },
    "Work": { "Type": "Pass", "End": true }
  }
}"#,
    check: Check::Graph(check),
    fix: None,
};

fn check(graph: &MachineGraph<'_>, sink: &mut GraphSink<'_>) {
    if lacks_an_end(graph, 0) {
        sink.report(
            Anchor::StatesKey(0),
            "No state ends this machine: one needs \"End\": true, or must be a Succeed or Fail state.",
        );
    }
}

/// Whether the scope certainly holds states and certainly none of them ends it. A state that goes nowhere lacks its
/// transition first.
pub fn lacks_an_end(graph: &MachineGraph<'_>, scope: usize) -> bool {
    let mut states = graph.scopes[scope].states.clone();
    !states.is_empty()
        && graph.scopes[scope].scope.finished
        && states.all(|s| {
            let state = graph.states[s].state;
            state.ends == Answer::No && !state.transitions.is_empty()
        })
}
