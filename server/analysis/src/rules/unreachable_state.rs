//! A state that nothing leads to.

use crate::graph::{Anchor, GraphSink, MachineGraph};
use crate::rewrite::remove_finding;
use crate::rule::{Check, Level, Rule, Tag};

/// `unreachable-state`
pub static RULE: Rule = Rule {
    code: "unreachable-state",
    level: Level::Error,
    on: true,
    service: Some("MISSING_TRANSITION_TARGET"),
    tag: Some(Tag::Unnecessary),
    title: "a state that cannot be reached from `StartAt`",
    doc: "The service searches from `StartAt` along every `Next`, `Default`, choice rule and catcher, and refuses a \
          definition with a state that the search does not meet. Two states that only name each other are not reached.",
    source: "rulebook 12.5 [floci]",
    bad: r#"{
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Succeed" },
    <<"Left over">>: { "Type": "Pass", "Next": "Begin" }
  }
}"#,
    good: r#"{
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Pass", "Next": "Done" },
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Graph(check),
    fix: Some(remove_finding),
};

fn check(graph: &MachineGraph<'_>, sink: &mut GraphSink<'_>) {
    for state in (0..graph.states.len()).filter(|&s| !graph.is_reached(s)) {
        let name = &graph.states[state].state.name;
        sink.report(
            Anchor::Name(state),
            format!("No way from \"StartAt\" leads to the state \"{name}\". Remove it or point a transition at it."),
        );
    }
}
