//! A `Resource` that no ARN can be.

use asl_spec::QueryLanguage;
use asl_spec::integrations::{Fault, Resource};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::locate::locate;
use crate::place::Place;
use crate::rewrite::{Fix, add_member, change_part, quoted, replace_string};
use crate::rule::{Check, Level, Rule};
use crate::task::{TaskResource, payload_field};

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
    // An escaped dollar is how a script that fills in the text writes a variable of its own.
    if text.starts_with("\\$") {
        return;
    }
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

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    match (&finding.replacement, finding.related.first()) {
        (Some(arn), Some(whole)) => {
            let edit = replace_string(analysis.document(), whole.span, arn);
            vec![Fix::new("Remove the white space", edit).preferred()]
        }
        (Some(partition), None) => {
            vec![change_part(analysis, finding.span, partition)]
        }
        _ => invocation(analysis, finding).into_iter().collect(),
    }
}

/// Runs the function that a path or an expression names, with the input that it would have had.
fn invocation(analysis: &Analysis, finding: &Finding) -> Option<Fix> {
    let location = locate(analysis, finding.span.start)?;
    let string = location.last()?.value.as_str().filter(|s| s.span() == finding.span)?;
    let function = string.text();
    let (_, state) = location.state()?;
    let state = state.value.as_object()?;
    let parameters = match location.language {
        QueryLanguage::JsonPath if function.starts_with('$') => {
            format!("{{\n  \"FunctionName.$\": {},\n  \"Payload.$\": \"$\"\n}}", quoted(&function))
        }
        QueryLanguage::Jsonata if function.starts_with("{%") => {
            format!("{{\n  \"FunctionName\": {},\n  \"Payload\": \"{{% $states.input %}}\"\n}}", quoted(&function))
        }
        _ => return None,
    };
    let field = payload_field(location.language);
    if state.get(field).is_some() {
        return None;
    }
    let mut fix = Fix::new(
        "Run the function with \"lambda:invoke\"",
        replace_string(analysis.document(), finding.span, "arn:aws:states:::lambda:invoke"),
    );
    fix.edits.push(add_member(analysis.document(), state, field, &parameters));
    Some(fix)
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
            r#""\\$functionArn""#,
            r#"{ "Fn::GetAtt": ["F", "Arn"] }"#,
        ] {
            check(&RULE, &task(resource));
        }
    }

    #[test]
    fn a_path_becomes_a_parameter() {
        check_fix(
            &RULE,
            &task("\"$.f\""),
            r#"{ "StartAt": "T", "States": { "T": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Parameters": { "FunctionName.$": "$.f", "Payload.$": "$" } } } }"#,
        );
    }

    #[test]
    fn white_space_goes() {
        check_fix(&RULE, &task(r#""arn:aws:states:::lambda:invoke ""#), &task(r#""arn:aws:states:::lambda:invoke""#));
        check(&RULE, &task(r#""arn:<<amazon>>:states:::lambda:invoke""#));
    }
}
