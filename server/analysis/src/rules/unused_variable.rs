//! A variable that nobody reads.

use crate::graph::{Anchor, GraphSink, MachineGraph};
use crate::rewrite::remove_finding;
use crate::rule::{Check, Level, Rule, Tag};

/// `unused-variable`
pub static RULE: Rule = Rule {
    code: "unused-variable",
    level: Level::Hint,
    on: true,
    service: None,
    tag: Some(Tag::Unnecessary),
    title: "a variable that is assigned and never read",
    doc: "A variable lives in the `States` block that assigns it and in the blocks inside of that one; when no expression \
          there reads it, assigning it does nothing. A placeholder in an expression may read any variable, so this says \
          nothing where there is one.",
    source: "rulebook 4.4 [spec][docs]",
    bad: r#"{
  "StartAt": "Remember",
  "States": {
    "Remember": { "Type": "Pass", "Assign": { <<"order.$">>: "$.order" }, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Remember",
  "States": {
    "Remember": { "Type": "Pass", "Assign": { "order.$": "$.order" }, "Next": "Use" },
    "Use": { "Type": "Pass", "InputPath": "$order", "End": true }
  }
}"#,
    check: Check::Graph(check),
    fix: Some(remove_finding),
};

fn check(graph: &MachineGraph<'_>, sink: &mut GraphSink<'_>) {
    // Most machines assign nothing: then there is nothing to follow.
    if graph.states.iter().all(|node| node.state.variables.assigned.is_empty()) {
        return;
    }
    let flow = graph.variables();
    for (state, node) in graph.states.iter().enumerate() {
        for (index, assigned) in node.state.variables.assigned.iter().enumerate() {
            if assigned.known && !assigned.name.is_empty() && flow.is_unread(graph, node.scope, &assigned.name) {
                sink.report(
                    Anchor::Assigned(state, index),
                    format!("Nothing reads the variable \"{}\".", assigned.name),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    fn machine(output: &str, key: &str) -> String {
        format!(
            r#"{{ "QueryLanguage": "JSONata", "StartAt": "A", "States": {{ "A": {{ "Type": "Pass", "Assign": {{ {key}: 1 }}, "Next": "M" }},
  "M": {{ "Type": "Map", "ItemProcessor": {{ "StartAt": "I", "States": {{ "I": {{ "Type": "Pass", "Output": "{output}", "End": true }} }} }}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn an_inner_scope_may_read_it() {
        check(&RULE, &machine("{% 1 %}", "<<\"x\">>"));
        check(&RULE, &machine("{% $x %}", "\"x\""));
        check(&RULE, &machine("{% ($x := 2; $x) %}", "<<\"x\">>"));
    }

    #[test]
    fn what_may_read_anything_may_read_it() {
        check(&RULE, &machine("{% ${Code} %}", "\"x\""));
        check(&RULE, &machine("{% $substring( %}", "\"x\""));
        check(&RULE, &machine("{% $x", "\"x\""));
    }

    #[test]
    fn a_function_of_the_same_name_is_no_hindrance() {
        check(&RULE, &machine("{% $count + 1 %}", "\"count\""));
    }
}
