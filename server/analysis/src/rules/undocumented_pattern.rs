//! A suffix that an action is not documented to support.

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::rewrite::{Fix, replace_inside};
use crate::rule::{Check, Level, Rule};
use crate::rules::unsupported_pattern::{Support, support};
use crate::task::TaskResource;

/// `undocumented-pattern`
pub static RULE: Rule = Rule {
    code: "undocumented-pattern",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a `.sync` or `.waitForTaskToken` that the action is not documented to support",
    doc: "Some integrations support `.sync` or `.waitForTaskToken` for a part of their actions: for those that start a job, \
          or that can carry a token. For this action the documentation names no such pattern.",
    source: "rulebook 13.2, 17 [docs]",
    bad: r#"{
  "StartAt": "Stop",
  "States": {
    "Stop": {
      "Type": "Task",
      "Resource": "arn:aws:states:::athena:stopQueryExecution<<.sync>>",
      "Parameters": { "QueryExecutionId.$": "$.id" },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Stop",
  "States": {
    "Stop": {
      "Type": "Task",
      "Resource": "arn:aws:states:::athena:stopQueryExecution",
      "Parameters": { "QueryExecutionId.$": "$.id" },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place) else { return };
    let read = resource.read();
    if support(&read) != Support::Undocumented {
        return;
    }
    let Some(parts) = read.integration() else { return };
    let suffix = parts.suffix.map_or("", |s| s.text);
    let (service, action) = (parts.service.text, parts.action.text);
    let message = format!("\"{service}:{action}\" is not documented to support \".{suffix}\".");
    sink.report(resource.suffix(parts), message);
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    vec![Fix::of("Remove the suffix", replace_inside(analysis.document(), finding.span, ""))]
}
