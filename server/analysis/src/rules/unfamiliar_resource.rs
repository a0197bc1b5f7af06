//! An ARN of something that a Task state is not known to run.

use asl_spec::integrations::{Resource, Unknown};

use crate::finding::Sink;
use crate::place::Place;
use crate::rule::{Check, Level, Rule};
use crate::task::TaskResource;

/// `unfamiliar-resource`
pub static RULE: Rule = Rule {
    code: "unfamiliar-resource",
    level: Level::Warning,
    on: true,
    service: Some("INVALID_RESOURCE"),
    tag: None,
    title: "the ARN of something that a Task state does not run",
    doc: "A Task state runs a Lambda function, an activity or a service integration. The ARN of a queue, a table or another \
          state machine is not a `Resource`: it goes into the parameters of the integration that uses it.",
    source: "rulebook 13.1 [docs]",
    bad: r#"{
  "StartAt": "Run",
  "States": {
    "Run": {
      "Type": "Task",
      "Resource": <<"arn:aws:states:us-east-1:123456789012:stateMachine:Other">>,
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Run",
  "States": {
    "Run": {
      "Type": "Task",
      "Resource": "arn:aws:states:::states:startExecution.sync:2",
      "Parameters": { "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:Other" },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: None,
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place) else { return };
    let Resource::Unknown(Unknown::OtherArn(part)) = resource.read() else { return };
    let message = match part.of(resource.text()) {
        "stateMachine" => {
            "A Task state cannot run a state machine by its ARN: use \"arn:aws:states:::states:startExecution.sync:2\" \
             with \"StateMachineArn\"."
                .to_owned()
        }
        kind if kind.starts_with("lambda:") => {
            "This ARN of Lambda is not one of a function: \"arn:aws:lambda:<region>:<account>:function:<name>\"."
                .to_owned()
        }
        kind => format!(
            "A Task state runs a Lambda function, an activity or a service integration; \"{kind}\" is none of these."
        ),
    };
    sink.report(resource.span(), message);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check_messages;
    use expect_test::expect;

    #[test]
    fn the_advice_fits_the_kind() {
        let task = |arn: &str| {
            format!(
                r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "{arn}", "End": true }} }} }}"#
            )
        };
        check_messages(
            &RULE,
            &task("arn:aws:sqs:us-east-1:123456789012:queue"),
            &expect![[
                r#"A Task state runs a Lambda function, an activity or a service integration; "sqs" is none of these."#
            ]],
        );
        check_messages(
            &RULE,
            &task("arn:aws:lambda:us-east-1:123456789012:layer:l"),
            &expect![[
                r#"This ARN of Lambda is not one of a function: "arn:aws:lambda:<region>:<account>:function:<name>"."#
            ]],
        );
        check_messages(&RULE, &task("arn:aws:sqs:${Rest}"), &expect![[""]]);
    }
}
