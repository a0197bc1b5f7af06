//! A transition to a state of another scope.

use crate::analysis::Analysis;
use crate::finding::Finding;
use crate::graph::{Anchor, GraphSink, MachineGraph};
use crate::model::Target;
use crate::rewrite::{Edit, Fix, quoted};
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
    fix: Some(fix),
};

fn check(graph: &MachineGraph<'_>, sink: &mut GraphSink<'_>) {
    for (scope, node) in graph.scopes.iter().enumerate() {
        if !graph.is_certain(scope) {
            continue;
        }
        if let Some(start) = &node.scope.start {
            judge(graph, scope, "StartAt", start, Anchor::StartAt(scope), sink);
        }
        for state in node.states.clone() {
            for (index, transition) in graph.states[state].state.transitions.iter().enumerate() {
                let anchor = Anchor::Target(state, index);
                judge(graph, scope, transition.kind.field(), &transition.target, anchor, sink);
            }
        }
    }
}

fn judge(
    graph: &MachineGraph<'_>,
    scope: usize,
    field: &str,
    target: &Target,
    anchor: Anchor,
    sink: &mut GraphSink<'_>,
) {
    if !target.known || graph.resolve(scope, &target.name).is_some() {
        return;
    }
    let Some(&elsewhere) = graph.named(&target.name).first() else { return };
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

fn fix(_: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(near) = &finding.replacement else { return Vec::new() };
    vec![Fix::new(format!("Change to \"{near}\""), Edit::replace(finding.span, quoted(near)))]
}
