//! One `Label` on two distributed Map states.

use rustc_hash::FxHashMap;

use crate::graph::{Anchor, GraphSink, MachineGraph};
use crate::rule::{Check, Level, Rule};

/// `duplicate-label`
pub static RULE: Rule = Rule {
    code: "duplicate-label",
    level: Level::Error,
    on: true,
    service: Some("DUPLICATE_LABEL_NAME"),
    tag: None,
    title: "a `Label` that another distributed Map state has",
    doc: "The `Label` of a distributed Map state names its map runs, so each is unique in the machine, inner scopes \
          included.",
    source: "rulebook 6.8, 15 [docs]",
    bad: r#"{
  "StartAt": "First",
  "States": {
    "First": {
      "Type": "Map",
      "Label": "orders",
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Do",
        "States": { "Do": { "Type": "Pass", "End": true } }
      },
      "Next": "Second"
    },
    "Second": {
      "Type": "Map",
      "Label": <<"orders">>,
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Do again",
        "States": { "Do again": { "Type": "Pass", "End": true } }
      },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "First",
  "States": {
    "First": {
      "Type": "Map",
      "Label": "orders",
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Do",
        "States": { "Do": { "Type": "Pass", "End": true } }
      },
      "Next": "Second"
    },
    "Second": {
      "Type": "Map",
      "Label": "invoices",
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Do again",
        "States": { "Do again": { "Type": "Pass", "End": true } }
      },
      "End": true
    }
  }
}"#,
    check: Check::Graph(check),
    fix: None,
};

fn check(graph: &MachineGraph<'_>, sink: &mut GraphSink<'_>) {
    let mut seen: FxHashMap<&str, Anchor> = FxHashMap::default();
    for (index, node) in graph.states.iter().enumerate() {
        let Some(label) = node.state.label.as_ref().filter(|l| l.known) else { continue };
        let anchor = Anchor::Label(index);
        if let Some(first) = seen.get(&*label.name) {
            let message = format!("Another distributed Map state has the label \"{}\" already.", label.name);
            sink.report(anchor, message).related(*first, "It is here");
        } else {
            seen.insert(&label.name, anchor);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    fn map(name: &str, label: &str, mode: &str, inner: &str) -> String {
        format!(
            r#""{name}": {{ "Type": "Map", "Label": {label}, "ItemProcessor": {{ "ProcessorConfig": {{ "Mode": "{mode}" }}, "StartAt": "I", "States": {{ {inner} }} }}, "End": true }}"#
        )
    }

    fn machine(states: &[String]) -> String {
        format!(r#"{{ "StartAt": "A", "States": {{ {} }} }}"#, states.join(", "))
    }

    #[test]
    fn inner_scopes_count_and_inline_maps_do_not() {
        let inner = map("I", r#"<<"l">>"#, "DISTRIBUTED", "");
        check(&RULE, &machine(&[map("A", r#""l""#, "DISTRIBUTED", &inner)]));
        check(&RULE, &machine(&[map("A", r#""l""#, "DISTRIBUTED", ""), map("B", r#""l""#, "INLINE", "")]));
        check(&RULE, &machine(&[map("A", r#""${L}""#, "DISTRIBUTED", ""), map("B", r#""${L}""#, "DISTRIBUTED", "")]));
        check(&RULE, &machine(&[map("A", r#""l""#, "DISTRIBUTED", ""), map("B", r#""L""#, "DISTRIBUTED", "")]));
    }
}
