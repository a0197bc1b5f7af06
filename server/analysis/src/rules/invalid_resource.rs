//! A `Resource` that no ARN can be.

use asl_spec::integrations::{Fault, Resource};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::rewrite::{Edit, Fix, quoted};
use crate::rule::{Check, Level, Rule};
use crate::task::TaskResource;

/// `invalid-resource`
pub static RULE: Rule = Rule {
    code: "invalid-resource",
    level: Level::Error,
    on: true,
    service: Some("INVALID_RESOURCE"),
    tag: None,
    title: "a `Resource` that is not an ARN",
    doc: "`Resource` of a Task state is a constant ARN: of a Lambda function, an activity, or a service integration such as \
          `arn:aws:states:::sqs:sendMessage`. It is never read as a path and never evaluated as JSONata.",
    source: "rulebook 6.1, 13.1 [spec][docs][floci]",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    "Work": { "Type": "Task", "Resource": <<"$.function">>, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": { "FunctionName.$": "$.function" },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place) else { return };
    let text = resource.text();
    let Resource::Malformed(fault) = resource.read() else { return };
    let (span, message) = match fault {
        Fault::Empty => (resource.span(), "\"Resource\" is empty: it needs the ARN of what to run.".to_owned()),
        _ if text.starts_with("{%") => {
            let advice =
                "To choose a function at run time, use \"arn:aws:states:::lambda:invoke\" with \"FunctionName\".";
            (resource.span(), format!("\"Resource\" is a constant: an expression is not evaluated here. {advice}"))
        }
        _ if text.starts_with('$') => {
            let advice =
                "To choose a function at run time, use \"arn:aws:states:::lambda:invoke\" with \"FunctionName.$\".";
            (resource.span(), format!("\"Resource\" is a constant: a path is not read here. {advice}"))
        }
        Fault::Blank(span) => (resource.part(span), "An ARN has no white space around it.".to_owned()),
        Fault::OtherScheme(_) | Fault::NotAnArn => {
            (resource.span(), format!("\"{text}\" is not an ARN: \"Resource\" must begin with \"arn:\"."))
        }
        Fault::Partition(span) => {
            (resource.part(span), format!("\"{}\" is no AWS partition: \"aws\" is the usual one.", span.of(text)))
        }
        Fault::Missing(what, _) => (resource.span(), format!("This ARN lacks {what}.")),
        Fault::Excess(span) => {
            (resource.part(span), format!("\"{}\" is more than an ARN of this kind has.", span.of(text)))
        }
    };
    let finding = sink.report(span, message);
    match fault {
        Fault::Blank(_) => {
            finding.related(resource.span(), "The ARN").replacement(text.trim());
        }
        Fault::Partition(_) => {
            finding.replacement("aws");
        }
        _ => {}
    }
}

fn fix(_: &Analysis, finding: &Finding) -> Vec<Fix> {
    match (&finding.replacement, finding.related.first()) {
        (Some(arn), Some(whole)) => {
            vec![Fix::new("Remove the white space", Edit::replace(whole.span, quoted(arn))).preferred()]
        }
        (Some(partition), None) => {
            vec![Fix::new(format!("Change to \"{partition}\""), Edit::replace(finding.span, partition)).preferred()]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};
    use expect_test::expect;

    fn task(resource: &str) -> String {
        format!(
            r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": {resource}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn messages_name_the_fault() {
        let message = |resource: &str, expected: expect_test::Expect| check_messages(&RULE, &task(resource), &expected);
        message(r#""""#, expect![[r#""Resource" is empty: it needs the ARN of what to run."#]]);
        message(r#""module:add""#, expect![[r#""module:add" is not an ARN: "Resource" must begin with "arn:"."#]]);
        message(r#""arn:aws:states:::lambda""#, expect![[r#"This ARN lacks the action."#]]);
        message(
            r#""arn:aws:lambda:us-east-1:1:function:f:1:2""#,
            expect![[r#"":2" is more than an ARN of this kind has."#]],
        );
        message(
            r#""{% $f %}""#,
            expect![[
                r#""Resource" is a constant: an expression is not evaluated here. To choose a function at run time, use "arn:aws:states:::lambda:invoke" with "FunctionName"."#
            ]],
        );
    }

    #[test]
    fn placeholders_and_other_arns_pass() {
        for resource in [
            r#""${Function}""#,
            r#""{{FUNCTION_ARN}}""#,
            r##""#{Function}""##,
            r#""arn:aws:lambda:REGION:ACCOUNT_ID:function:FUNCTION_NAME""#,
            r#""arn:${AWS::Partition}:states:::lambda:invoke""#,
            r#""arn:aws:states:us-east-1:123456789012:aws-sdk:s3:getObject""#,
            r#""arn:aws-iso:states:::sqs:sendMessage""#,
            r#""arn:aws:rpcmessage:local::function:f""#,
            r#""arn"#,
            r#"{ "Fn::GetAtt": ["F", "Arn"] }"#,
        ] {
            check(&RULE, &task(resource));
        }
    }

    #[test]
    fn white_space_goes() {
        check_fix(&RULE, &task(r#""arn:aws:states:::lambda:invoke ""#), &task(r#""arn:aws:states:::lambda:invoke""#));
        check(&RULE, &task(r#""arn:<<amazon>>:states:::lambda:invoke""#));
    }
}
