//! An outer variable inside of a distributed Map state.

use crate::graph::{Anchor, GraphSink, MachineGraph};
use crate::rule::{Check, Level, Rule};
use crate::variables::{Fault, each_fault, show_assignments};

/// `distributed-map-variable`
pub static RULE: Rule = Rule {
    code: "distributed-map-variable",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "an outer variable that is read inside of a distributed Map state",
    doc: "The iterations of a distributed Map state are executions of their own and see no variable of the machine around \
          them. The fields of the Map state itself do: put the value into each item with `ItemSelector`, or into each \
          batch with `BatchInput`.",
    source: "rulebook 4.4 [docs]",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Pass", "Assign": { "table": "orders" }, "Next": "Each" },
    "Each": {
      "Type": "Map",
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Store",
        "States": { "Store": { "Type": "Pass", "Output": "{% <<$table>> %}", "End": true } }
      },
      "End": true
    }
  }
}"#,
    good: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Pass", "Assign": { "table": "orders" }, "Next": "Each" },
    "Each": {
      "Type": "Map",
      "ItemSelector": { "item": "{% $states.context.Map.Item.Value %}", "table": "{% $table %}" },
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Store",
        "States": { "Store": { "Type": "Pass", "Output": "{% $states.input.table %}", "End": true } }
      },
      "End": true
    }
  }
}"#,
    check: Check::Graph(check),
    fix: None,
};

fn check(graph: &MachineGraph<'_>, sink: &mut GraphSink<'_>) {
    each_fault(graph, &mut |state, index, read, fault| {
        if fault != Fault::BehindDistributedMap {
            return;
        }
        let message = format!(
            "\"${}\" cannot be seen inside of a distributed Map state. Hand its value in by \"ItemSelector\" or \"BatchInput\".",
            read.name
        );
        let finding = sink.report(Anchor::Read(state, index), message);
        show_assignments(graph, &read.name, finding);
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    fn machine(mode: &str, read: &str) -> String {
        format!(
            r#"{{ "StartAt": "A", "States": {{ "A": {{ "Type": "Pass", "Assign": {{ "x": 1 }}, "Next": "M" }},
  "M": {{ "Type": "Map", "ItemProcessor": {{ "ProcessorConfig": {{ "Mode": "{mode}", "ExecutionType": "STANDARD" }},
    "StartAt": "I", "States": {{ "I": {{ "Type": "Pass", "Assign": {{ "y": 1 }}, "Next": "J" }},
    "J": {{ "Type": "Pass", "Parameters": {{ "x.$": "{read}", "y.$": "$y" }}, "End": true }} }} }}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn the_mode_decides() {
        check(&RULE, &machine("DISTRIBUTED", "<<$x>>"));
        check(&RULE, &machine("INLINE", "$x"));
        check(&RULE, &machine("${Mode}", "$x"));
        check(&RULE, &machine("DISTRIBUTED", "$.x"));
    }
}
