//! A call of a Lambda function that one hiccup of the service ends.

use asl_spec::errors::{ALL, LAMBDA_TRANSIENT, TASK_FAILED};
use asl_spec::integrations::Resource;

use crate::analysis::Analysis;
use crate::conversion::retry::add_retrier;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::rewrite::{Fix, object_at};
use crate::rule::{Check, Level, Rule};
use crate::task::TaskResource;

/// `lambda-without-retry`
pub static RULE: Rule = Rule {
    code: "lambda-without-retry",
    level: Level::Hint,
    on: false,
    service: None,
    tag: None,
    title: "a call of a Lambda function that is not tried again",
    doc: "A Lambda function can fail for a moment through no fault of its own: `Lambda.ServiceException`, \
          `Lambda.AWSLambdaException`, `Lambda.SdkClientException`. AWS advises to try again in these cases. A retrier that \
          names one of them, `States.TaskFailed` or `States.ALL` will do, whatever its `MaxAttempts`. It is the same in \
          both query languages.",
    source: "rulebook 11.5 [docs]",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    <<"Work">>: {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Retry": [
        {
          "ErrorEquals": ["Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException"],
          "IntervalSeconds": 1,
          "MaxAttempts": 3,
          "BackoffRate": 2
        }
      ],
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

/// The name for a call that Lambda turned away because too many run already. Worth another try, but not a fault of Lambda.
const THROTTLED: &str = "Lambda.TooManyRequestsException";

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if !place.is_finished() || !calls_lambda(place) || tries_again(place) != Some(false) {
        return;
    }
    let message =
        format!("{} calls a Lambda function and does not try again after a transient fault of Lambda.", place.title());
    sink.report(place.handle(), message);
}

fn calls_lambda(place: &Place<'_>) -> bool {
    TaskResource::of(place).is_some_and(|resource| match resource.read() {
        Resource::Lambda { .. } => true,
        Resource::Optimized(integration) => integration.service.text == "lambda" && integration.action.text == "invoke",
        _ => false,
    })
}

/// Whether some retrier is about such a fault; `None` where a name in one is not known.
fn tries_again(place: &Place<'_>) -> Option<bool> {
    let Some(retry) = place.get("Retry") else { return Some(false) };
    for retrier in retry.value()?.as_array()?.items() {
        for name in retrier.as_object()?.get("ErrorEquals")?.value()?.as_array()?.items() {
            let name = name.as_str().filter(|s| !s.has_hole())?.text();
            if name == ALL || name == TASK_FAILED || name == THROTTLED || LAMBDA_TRANSIENT.contains(&&*name) {
                return Some(true);
            }
        }
    }
    Some(false)
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some((state, _)) = object_at(analysis, finding.span) else { return Vec::new() };
    let names: Vec<String> = LAMBDA_TRANSIENT.iter().chain(&[THROTTLED]).map(|name| (*name).to_owned()).collect();
    let edit = add_retrier(analysis.document(), state, &names);
    edit.map(|edit| Fix::new("Try again after transient faults of Lambda", edit)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{analyse, check, check_fix};

    fn machine(resource: &str, retry: &str) -> String {
        format!(
            r#"{{ "StartAt": "A", "States": {{ "A": {{ "Type": "Task", "Resource": "{resource}", "Parameters": {{}}, {retry} "End": true }} }} }}"#
        )
    }

    #[test]
    fn integrations_of_both_languages_too() {
        check(
            &RULE,
            r#"{ "QueryLanguage": "JSONata", "StartAt": "A", "States": {
  <<"A">>: { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "Arguments": {}, "Retry": [], "End": true } } }"#,
        );
    }

    #[test]
    fn silent_where_nothing_is_certain() {
        let lambda = "arn:aws:states:::lambda:invoke";
        for (resource, retry) in [
            ("${Function}", ""),
            ("arn:aws:states:::sqs:sendMessage", ""),
            (lambda, r#""Retry": "${Retry}","#),
            (lambda, r#""Retry": [{ "ErrorEquals": ["${Error}"] }],"#),
            (lambda, r#""Retry": [{ "ErrorEquals": ["Mine"] }, { "ErrorEquals": ["States.ALL"] }],"#),
            (lambda, r#""Retry": [{ "ErrorEquals": ["States.TaskFailed"] }],"#),
            (lambda, r#""Retry": [{ "ErrorEquals": ["Lambda.TooManyRequestsException"] }],"#),
        ] {
            check(&RULE, &machine(resource, retry));
        }
        let other = machine(lambda, r#""Retry": [{ "ErrorEquals": ["States.Timeout"] }],"#);
        assert!(analyse(&other).findings().iter().any(|f| *f.rule == RULE));
    }

    #[test]
    fn a_retrier_is_added_where_there_is_none() {
        check_fix(
            &RULE,
            r#"{
  "StartAt": "A",
  "States": {
    "A": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:A",
      "End": true
    }
  }
}"#,
            r#"{
  "StartAt": "A",
  "States": {
    "A": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:A",
      "End": true,
      "Retry": [
        {
          "ErrorEquals": [
            "Lambda.ClientExecutionTimeoutException",
            "Lambda.ServiceException",
            "Lambda.AWSLambdaException",
            "Lambda.SdkClientException",
            "Lambda.TooManyRequestsException"
          ],
          "IntervalSeconds": 1,
          "MaxAttempts": 3,
          "BackoffRate": 2,
          "JitterStrategy": "FULL"
        }
      ]
    }
  }
}"#,
        );
    }

    #[test]
    fn and_beside_the_others_where_there_are_some() {
        let before = machine("arn:aws:states:::lambda:invoke", r#""Retry": [{ "ErrorEquals": ["Mine"] }],"#);
        let after = before.replace(
            r#"["Mine"] }]"#,
            r#"["Mine"] }, { "ErrorEquals": [ "Lambda.ClientExecutionTimeoutException", "Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException", "Lambda.TooManyRequestsException" ], "IntervalSeconds": 1, "MaxAttempts": 3, "BackoffRate": 2, "JitterStrategy": "FULL" }]"#,
        );
        check_fix(&RULE, &before, &after);
    }
}
