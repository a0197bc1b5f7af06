//! A Lambda function called by its own ARN.

use asl_spec::integrations::Resource;

use crate::analysis::Analysis;
use crate::conversion::{lambda, task_at};
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::rewrite::Fix;
use crate::rule::{Check, Level, Rule};
use crate::task::TaskResource;

/// `lambda-arn-could-be-integration`
pub static RULE: Rule = Rule {
    code: "lambda-arn-could-be-integration",
    level: Level::Hint,
    on: false,
    service: None,
    tag: None,
    title: "a Lambda function called by its own ARN",
    doc: "A Lambda function can stand in `Resource` itself, or be called through the integration \
          `arn:aws:states:::lambda:invoke`, which AWS recommends: it takes the function's name as a parameter, can wait \
          for a task token, and gives access to the status of the call. Its result has another shape: the answer of the \
          function is in `Payload`. The quick fix is offered where it can keep the outcome as it is.",
    source: "rulebook 13.1, 13.2 [docs]",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": <<"arn:aws:lambda:us-east-1:123456789012:function:Work">>,
      "Parameters": { "order.$": "$.order" },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": {
        "FunctionName": "arn:aws:lambda:us-east-1:123456789012:function:Work",
        "Payload": { "order.$": "$.order" }
      },
      "OutputPath": "$.Payload",
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place).filter(|_| place.is_finished()) else { return };
    if matches!(resource.read(), Resource::Lambda { .. }) {
        sink.report(
            resource.span(),
            "This function is called by its own ARN. AWS recommends the integration \"arn:aws:states:::lambda:invoke\".",
        );
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let task = task_at(analysis, finding.span).map(|(task, _)| task);
    task.and_then(|task| lambda::to_integration(&task)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{analyse, check, check_fix};

    fn machine(language: &str, fields: &str) -> String {
        format!(
            r#"{{ "QueryLanguage": "{language}", "StartAt": "A", "States": {{ "A": {{ "Type": "Task", "Resource": {fields}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn only_function_arns() {
        check(&RULE, &machine("JSONPath", r#""${Function}""#));
        check(&RULE, &machine("JSONPath", r#""arn:aws:states:us-east-1:123456789012:activity:A""#));
        check(&RULE, &machine("JSONPath", r#"<<"arn:${P}:lambda:${R}:${A}:function:${F}">>"#));
    }

    #[test]
    fn the_fix_is_the_conversion() {
        check_fix(
            &RULE,
            &machine(
                "JSONPath",
                r#""arn:aws-cn:lambda:r:1:function:F", "OutputPath": "$.x", "Parameters": { "a": 1 }"#,
            ),
            &machine(
                "JSONPath",
                r#""arn:aws-cn:states:::lambda:invoke", "OutputPath": "$.Payload.x", "Parameters": { "FunctionName": "arn:aws-cn:lambda:r:1:function:F", "Payload": { "a": 1 } }"#,
            ),
        );
    }

    #[test]
    fn no_fix_where_the_outcome_would_change() {
        for (language, fields) in [
            ("JSONPath", r#""arn:aws:lambda:r:1:function:F", "ResultPath": "$.x""#),
            ("JSONata", r#""arn:aws:lambda:r:1:function:F", "Output": "{% $merge([$states, {}]) %}""#),
        ] {
            let analysis = analyse(&machine(language, fields));
            let finding = analysis.findings().iter().find(|f| *f.rule == RULE).unwrap();
            assert!(super::fix(&analysis, finding).is_empty(), "{fields}");
        }
    }
}
