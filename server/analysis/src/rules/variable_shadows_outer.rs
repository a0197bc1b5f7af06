//! An inner scope that assigns a name of a scope around it.

use crate::graph::{Anchor, GraphSink, MachineGraph};
use crate::rule::{Check, Level, Rule};
use crate::variables::Value;

/// `variable-shadows-outer`
pub static RULE: Rule = Rule {
    code: "variable-shadows-outer",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a variable with the name of one in a scope around it",
    doc: "A branch or an iteration can read the variables of the scopes around it, but must not assign one of their names: \
          neither to change the outer variable nor to have one of its own. Choose another name and hand the value out in \
          the output. Branches beside each other may use the same names. An outer \
          variable that gets its first value only after the branch or the iteration is not counted.",
    source: "rulebook 4.4 [spec][docs]",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Pass", "Assign": { "total": 0 }, "Next": "Each" },
    "Each": {
      "Type": "Map",
      "ItemProcessor": {
        "StartAt": "Add",
        "States": { "Add": { "Type": "Pass", "Assign": { <<"total">>: "{% $total + 1 %}" }, "End": true } }
      },
      "End": true
    }
  }
}"#,
    good: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Pass", "Assign": { "total": 0 }, "Next": "Each" },
    "Each": {
      "Type": "Map",
      "ItemProcessor": {
        "StartAt": "Add",
        "States": { "Add": { "Type": "Pass", "Output": 1, "End": true } }
      },
      "Assign": { "total": "{% $total + $sum($states.result) %}" },
      "End": true
    }
  }
}"#,
    check: Check::Graph(check),
    fix: None,
};

fn check(graph: &MachineGraph<'_>, sink: &mut GraphSink<'_>) {
    // Most machines assign nothing: then there is nothing to follow.
    if graph.states.iter().all(|node| node.state.variables.assigned.is_empty()) {
        return;
    }
    let flow = graph.variables();
    for (state, node) in graph.states.iter().enumerate() {
        let outer = graph.scopes[node.scope].owner.filter(|_| !graph.scopes[node.scope].scope.is_distributed);
        let Some(owner) = outer else { continue };
        for (index, assigned) in node.state.variables.assigned.iter().enumerate() {
            let name = &*assigned.name;
            let home = flow.home(graph, graph.states[owner].scope, name).filter(|_| assigned.known);
            let Some(home) = home else { continue };
            // A variable that only comes into being afterwards is there in published machines.
            if !matches!(flow.value_before(graph, owner, name), Some(Value::Present | Value::Partial)) {
                continue;
            }
            let message = format!("A scope around this one has a variable \"{name}\" already. Choose another name.");
            let finding = sink.report(Anchor::Assigned(state, index), message);
            let first = flow.assignments(name).iter().find(|(at, _)| graph.states[*at].scope == home);
            if let Some((at, index)) = first {
                finding.related(Anchor::Assigned(*at, *index as usize), "It is assigned here");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    fn machine(config: &str, key: &str) -> String {
        format!(
            r#"{{ "QueryLanguage": "JSONata", "StartAt": "A", "States": {{ "A": {{ "Type": "Pass", "Assign": {{ "x": 1 }}, "Next": "M" }},
  "M": {{ "Type": "Map", "ItemProcessor": {{ {config} "StartAt": "I", "States": {{ "I": {{ "Type": "Pass", "Assign": {{ {key}: 2 }}, "End": true }} }} }}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn only_what_can_be_seen_is_shadowed() {
        check(&RULE, &machine("", "<<\"x\">>"));
        check(&RULE, &machine("", "\"y\""));
        check(
            &RULE,
            &machine(r#""ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },"#, "\"x\""),
        );
    }

    #[test]
    fn what_comes_afterwards_is_not_shadowed() {
        check(
            &RULE,
            r#"{ "QueryLanguage": "JSONata", "StartAt": "P", "States": { "P": { "Type": "Parallel", "Branches": [
  { "StartAt": "A", "States": { "A": { "Type": "Pass", "Assign": { "x": 1 }, "Output": "{% $x %}", "End": true } } } ],
  "Assign": { "x": "{% $states.result[0] %}" }, "End": true } } }"#,
        );
    }

    #[test]
    fn branches_beside_each_other_may_use_the_same_names() {
        check(
            &RULE,
            r#"{ "StartAt": "P", "States": { "P": { "Type": "Parallel", "Branches": [
  { "StartAt": "A", "States": { "A": { "Type": "Pass", "Assign": { "x": 1 }, "End": true } } },
  { "StartAt": "B", "States": { "B": { "Type": "Pass", "Assign": { "x": 2 }, "End": true } } } ], "End": true } } }"#,
        );
    }
}
