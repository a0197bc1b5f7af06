//! What an Express workflow cannot do.

use asl_spec::Context;
use asl_spec::integrations::{Pattern, Resource};

use crate::finding::Sink;
use crate::model::Workflow;
use crate::place::Place;
use crate::processing::{Mode, mode_of};
use crate::rule::{Check, Level, Rule};
use crate::task::TaskResource;

/// `express-workflow`
pub static RULE: Rule = Rule {
    code: "express-workflow",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "something that an Express workflow cannot do",
    doc: "An Express workflow calls services and goes on at once: no `.sync`, no `.waitForTaskToken`, no activity, and no \
          Map state in `DISTRIBUTED` mode. The definition does not say what kind of workflow it is, so this rule speaks \
          only where the surroundings do, such as the `Type` in a SAM template.",
    source: "rulebook 14 [docs][cdk-preflight]",
    bad: r#"{
  "StartAt": "Build",
  "States": {
    "Build": {
      "Type": "Task",
      "Resource": "arn:aws:states:::codebuild:startBuild<<.sync>>",
      "Parameters": { "ProjectName": "site" },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Build",
  "States": {
    "Build": {
      "Type": "Task",
      "Resource": "arn:aws:states:::codebuild:startBuild",
      "Parameters": { "ProjectName": "site" },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: None,
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.workflow != Some(Workflow::Express) {
        return;
    }
    if place.context == Some(Context::ProcessorConfig) {
        if let (Some(Mode::Distributed), Some(mode)) = (mode_of(place.object), place.value("Mode")) {
            sink.report(mode.span(), "An Express workflow cannot run a Map state in \"DISTRIBUTED\" mode.");
        }
        return;
    }
    let Some(resource) = TaskResource::of(place) else { return };
    match resource.read() {
        Resource::Activity { .. } => {
            sink.report(resource.span(), "An Express workflow cannot run an activity.");
        }
        Resource::Optimized(parts) | Resource::Sdk(parts) | Resource::Http(parts)
            if parts.pattern.is_some_and(|p| !p.works_in_express()) =>
        {
            let suffix = parts.pattern.map_or("", Pattern::suffix);
            sink.report(resource.suffix(&parts), format!("An Express workflow cannot wait with \"{suffix}\"."));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::analysis::{Analysis, Intent};
    use crate::marked;
    use crate::model::Workflow;
    use asl_syntax::{Dialect, Document};

    const DEFINITION: &str = r#"{ "StartAt": "A", "States": {
        "A": { "Type": "Task", "Resource": <<"arn:aws:states:us-east-1:1:activity:a">>, "Next": "M" },
        "M": { "Type": "Map", "ItemProcessor": {
            "ProcessorConfig": { "Mode": <<"DISTRIBUTED">>, "ExecutionType": "EXPRESS" },
            "StartAt": "W", "States": { "W": { "Type": "Task",
              "Resource": "arn:aws:states:::sqs:sendMessage<<.waitForTaskToken>>", "Parameters": "${P}", "End": true } } },
          "End": true } } }"#;

    #[test]
    fn everything_that_waits_is_refused() {
        marked::check(&RULE, DEFINITION);
    }

    #[test]
    fn an_unknown_kind_and_a_standard_workflow_are_left_alone() {
        let text = marked::ranges(DEFINITION).0;
        for workflow in [None, Some(Workflow::Standard)] {
            let document = Document::new(&text, Dialect::Json);
            let analysis = Analysis::new(document, Intent::Machine).with_workflow(workflow);
            assert!(analysis.findings().iter().all(|f| *f.rule != RULE));
        }
    }
}
