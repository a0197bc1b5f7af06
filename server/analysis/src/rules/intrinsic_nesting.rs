//! Intrinsic calls nested too deeply.

use asl_spec::intrinsics::MAX_NESTING;

use crate::expression::Reading;
use crate::finding::Sink;
use crate::rule::{Check, Level, Rule};

/// `intrinsic-nesting`
pub static RULE: Rule = Rule {
    code: "intrinsic-nesting",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "more than ten intrinsic calls inside of each other",
    doc: "A field holds at most ten nested intrinsic calls. Compute a part of it in a state before, or in a variable.",
    source: "rulebook 8 [docs]",
    bad: r#"{
  "StartAt": "Deep",
  "States": {
    "Deep": {
      "Type": "Pass",
      "Parameters": {
        "x.$": "States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(<<States.Array>>()))))))))))"
      },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Deep",
  "States": {
    "Deep": {
      "Type": "Pass",
      "Parameters": {
        "x.$": "States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array())))))))))"
      },
      "End": true
    }
  }
}"#,
    check: Check::Expression(check),
    fix: None,
};

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some((expression, parse)) = reading.call() else { return };
    for call in parse.call.deeper_than(MAX_NESTING as usize) {
        let message = format!("At most {MAX_NESTING} calls can be nested: compute a part in a state before.");
        sink.report(expression.shown(call.name_span), message);
    }
}
