//! A branch or processor that never ends.

use crate::graph::{Anchor, GraphSink, MachineGraph};
use crate::rule::{Check, Level, Rule};
use crate::rules::no_terminal_state::lacks_an_end;

/// `no-terminal-state-inside`
pub static RULE: Rule = Rule {
    code: "no-terminal-state-inside",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "no state ends a branch or an item processor",
    doc: "The service accepts a branch or an item processor in which no state ends, but each run of it can only go round \
          until it fails or times out.",
    source: "rulebook 12.4 [statelint][asl-service][floci]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemProcessor": {
        "StartAt": "Tick",
        <<"States">>: { "Tick": { "Type": "Wait", "Seconds": 60, "Next": "Tick" } }
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
        "StartAt": "Tick",
        "States": { "Tick": { "Type": "Wait", "Seconds": 60, "End": true } }
      },
      "End": true
    }
  }
}"#,
    check: Check::Graph(check),
    fix: None,
};

fn check(graph: &MachineGraph<'_>, sink: &mut GraphSink<'_>) {
    for scope in 1..graph.scopes.len() {
        if !lacks_an_end(graph, scope) {
            continue;
        }
        let node = &graph.scopes[scope];
        let owner = node.owner.map_or("", |o| &graph.states[o].state.name);
        let kind = node.scope.kind.title();
        sink.report(
            Anchor::StatesKey(scope),
            format!("No state ends {kind} of \"{owner}\", so it runs until it fails or times out."),
        );
    }
}
