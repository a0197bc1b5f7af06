//! A transition to a state that does not exist.

use crate::analysis::Analysis;
use crate::finding::Finding;
use crate::graph::{Dangling, GraphSink, MachineGraph};
use crate::rewrite::{Fix, add_member, change_string};
use crate::rule::{Check, Level, Rule};

/// `unknown-target`
pub static RULE: Rule = Rule {
    code: "unknown-target",
    level: Level::Error,
    on: true,
    service: Some("MISSING_TRANSITION_TARGET"),
    tag: None,
    title: "a transition to a state that does not exist",
    doc: "`StartAt`, `Next`, `Default`, and the `Next` of choice rules and catchers must name a state of the same `States` \
          block. Names are case-sensitive.",
    source: "rulebook 12.1 [floci][spec]",
    bad: r#"{
  "StartAt": "Charge card",
  "States": {
    "Charge card": { "Type": "Pass", "Next": <<"Send reciept">> },
    "Send receipt": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Charge card",
  "States": {
    "Charge card": { "Type": "Pass", "Next": "Send receipt" },
    "Send receipt": { "Type": "Succeed" }
  }
}"#,
    check: Check::Graph(check),
    fix: Some(fix),
};

fn check(graph: &MachineGraph<'_>, sink: &mut GraphSink<'_>) {
    for dangling in graph.dangling() {
        // A state of that name in another scope is the business of `target-in-other-scope`.
        if graph.named(&dangling.target.name).is_empty() {
            judge(graph, dangling, sink);
        }
    }
}

fn judge(graph: &MachineGraph<'_>, dangling: &Dangling<'_>, sink: &mut GraphSink<'_>) {
    let Dangling { scope, field, anchor, .. } = *dangling;
    let name = &*dangling.target.name;
    if name.is_empty() {
        sink.report(anchor, format!("\"{field}\" must name a state."));
        return;
    }
    let here = if scope == 0 { "this machine has" } else { "this scope has" };
    match graph.suggest(scope, name) {
        Some(near) => {
            sink.report(
                anchor,
                format!("\"{field}\" names \"{name}\", but {here} no such state. Did you mean \"{near}\"?"),
            )
            .replacement(near);
        }
        None => {
            sink.report(anchor, format!("\"{field}\" names \"{name}\", but {here} no such state."));
        }
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let mut fixes = Vec::new();
    if let Some(near) = &finding.replacement {
        fixes.push(change_string(analysis, finding.span, near));
    }
    let name = crate::locate::locate(analysis, finding.span.start).and_then(|location| {
        let name = location.last()?.value.as_str()?.text().into_owned();
        let states = location.scope()?;
        Some((name, states))
    });
    if let Some((name, states)) = name.filter(|(name, _)| !name.is_empty()) {
        let edit = add_member(analysis.document(), states, &name, "{\n  \"Type\": \"Pass\",\n  \"End\": true\n}");
        fixes.push(Fix::new(format!("Create the state \"{name}\""), edit));
    }
    fixes
}
