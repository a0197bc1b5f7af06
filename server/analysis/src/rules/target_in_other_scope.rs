//! A transition to a state of another scope.

use crate::graph::{Anchor, Dangling, GraphSink, MachineGraph};
use crate::rewrite::offer_replacement;
use crate::rule::{Check, Level, Rule};

/// `target-in-other-scope`
pub static RULE: Rule = Rule {
    code: "target-in-other-scope",
    level: Level::Error,
    on: true,
    service: Some("MISSING_TRANSITION_TARGET"),
    tag: None,
    title: "a transition across the border of a branch or processor",
    doc: "The branches of a Parallel state and the processor of a Map state are machines of their own: no transition \
          leads into them or out of them. To leave one, end it and let the `Next` of the Parallel or Map state go on.",
    source: "rulebook 12.1 [floci][spec]",
    bad: r#"{
  "StartAt": "Each order",
  "States": {
    "Each order": {
      "Type": "Map",
      "ItemProcessor": {
        "StartAt": "Ship",
        "States": { "Ship": { "Type": "Pass", "Next": <<"Report">> } }
      },
      "Next": "Report"
    },
    "Report": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Each order",
  "States": {
    "Each order": {
      "Type": "Map",
      "ItemProcessor": {
        "StartAt": "Ship",
        "States": { "Ship": { "Type": "Pass", "End": true } }
      },
      "Next": "Report"
    },
    "Report": { "Type": "Succeed" }
  }
}"#,
    check: Check::Graph(check),
    fix: Some(offer_replacement),
};

fn check(graph: &MachineGraph<'_>, sink: &mut GraphSink<'_>) {
    for dangling in graph.dangling() {
        if let Some(&elsewhere) = graph.named(&dangling.target.name).first() {
            judge(graph, dangling, elsewhere, sink);
        }
    }
}

fn judge(graph: &MachineGraph<'_>, dangling: &Dangling<'_>, elsewhere: usize, sink: &mut GraphSink<'_>) {
    let Dangling { scope, field, target, anchor } = *dangling;
    let there = &graph.scopes[graph.states[elsewhere].scope];
    let place = match there.owner {
        Some(owner) => format!("{} of \"{}\"", there.scope.kind.title(), graph.states[owner].state.name),
        None => there.scope.kind.title(),
    };
    let name = &*target.name;
    let message = format!(
        "\"{field}\" names \"{name}\", which is in {place}. A transition cannot leave its own block of states."
    );
    let finding = sink.report(anchor, message);
    finding.related(Anchor::Name(elsewhere), format!("\"{name}\" is here"));
    if let Some(near) = graph.suggest(scope, name) {
        finding.replacement(near);
    }
}
