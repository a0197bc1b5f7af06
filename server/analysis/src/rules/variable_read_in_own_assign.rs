//! A variable that is read in the `Assign` that gives it its first value.

use crate::graph::{Anchor, GraphSink, MachineGraph};
use crate::rule::{Check, Level, Rule};
use crate::variables::{Fault, each_fault};

/// `variable-read-in-own-assign`
pub static RULE: Rule = Rule {
    code: "variable-read-in-own-assign",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a variable that is read in the `Assign` that sets it for the first time",
    doc: "All expressions of a state see the values from before it; what an `Assign` sets is there from the next state on. \
          So one entry cannot use another of the same `Assign`. Compute it from the input again, or assign it one state \
          earlier.",
    source: "rulebook 4.3 [spec][docs]",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Add up",
  "States": {
    "Add up": {
      "Type": "Pass",
      "Assign": {
        "price": "{% $sum($states.input.items.price) %}",
        "tax": "{% <<$price>> * 0.19 %}"
      },
      "Next": "Show"
    },
    "Show": { "Type": "Pass", "Output": "{% [$price, $tax] %}", "End": true }
  }
}"#,
    good: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Add up",
  "States": {
    "Add up": {
      "Type": "Pass",
      "Assign": { "price": "{% $sum($states.input.items.price) %}" },
      "Next": "Tax"
    },
    "Tax": { "Type": "Pass", "Assign": { "tax": "{% $price * 0.19 %}" }, "Next": "Show" },
    "Show": { "Type": "Pass", "Output": "{% [$price, $tax] %}", "End": true }
  }
}"#,
    check: Check::Graph(check),
    fix: None,
};

fn check(graph: &MachineGraph<'_>, sink: &mut GraphSink<'_>) {
    each_fault(graph, &mut |state, index, read, fault| {
        if fault != Fault::OwnAssign {
            return;
        }
        let variables = &graph.states[state].state.variables;
        let own = variables.assigned.iter().position(|a| a.stage == read.stage && a.name == read.name);
        let message = format!(
            "\"${}\" has no value yet: an \"Assign\" reads the values from before its state, and only this one sets it.",
            read.name
        );
        let finding = sink.report(Anchor::Read(state, index), message);
        if let Some(own) = own.filter(|own| read.within != Some(*own as u32)) {
            finding.related(Anchor::Assigned(state, own), "It has its value from the next state on");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    #[test]
    fn a_value_from_before_is_read() {
        let text = r#"{ "StartAt": "A", "States": {
  "A": { "Type": "Pass", "Assign": { "n": 0 }, "Next": "B" },
  "B": { "Type": "Pass", "Assign": { "n.$": "States.MathAdd($n, 1)", "m.$": "$n" }, "End": true } } }"#;
        check(&RULE, text);
        check(
            &RULE,
            &text.replace("\"n\": 0", "\"z\": 0").replace("Add($n", "Add(<<$n>>").replace("\"$n\"", "\"<<$n>>\""),
        );
    }

    #[test]
    fn a_catcher_has_an_assign_of_its_own() {
        check(
            &RULE,
            r#"{ "QueryLanguage": "JSONata", "StartAt": "A", "States": {
  "A": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Assign": { "x": 1, "y": "{% $z %}" }, "End": true,
    "Catch": [{ "ErrorEquals": ["States.ALL"], "Assign": { "z": "{% $x %}", "w": "{% <<$z>> %}" }, "Next": "B" }] },
  "B": { "Type": "Succeed" } } }"#,
        );
    }
}
