//! An error name that the task's action is not known to raise.

use crate::call::Call;
use crate::finding::Sink;
use crate::handlers::lists;
use crate::place::Place;
use crate::raised::{Verdict, base, judge};
use crate::rewrite::change_to_replacement;
use crate::rule::{Check, Level, Rule};
use crate::task::TaskResource;

/// `error-never-raised`
pub static RULE: Rule = Rule {
    code: "error-never-raised",
    level: Level::Hint,
    on: true,
    service: None,
    tag: None,
    title: "an error that this action is not known to raise",
    doc: "The model of an API states the errors of each action. A name that is not among them most likely never \
          matches: what a service reports without stating it arrives under its base name, such as `S3.S3Exception`. \
          Errors that any action may raise, such as throttling, are left alone. Models are not complete, so this is \
          only a hint.",
    source: "the service models of the AWS SDKs",
    bad: r#"{
  "StartAt": "Read",
  "States": {
    "Read": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:secretsmanager:getSecretValue",
      "Parameters": { "SecretId": "orders" },
      "Retry": [{ "ErrorEquals": [<<"Lambda.ServiceException">>] }],
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Read",
  "States": {
    "Read": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:secretsmanager:getSecretValue",
      "Parameters": { "SecretId": "orders" },
      "Retry": [{ "ErrorEquals": ["SecretsManager.InternalServiceErrorException"] }],
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(change_to_replacement),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place) else { return };
    let Some(call) = Call::of(&resource.read()) else { return };
    let title = call.title();
    for name in lists(place).iter().flat_map(|list| &list.handlers).flat_map(|handler| &handler.names) {
        let text = &name.text;
        match judge(&call, text) {
            Verdict::Open | Verdict::Misnamed(_) => {}
            Verdict::OfOtherActions => {
                let message = format!("The API does not state \"{text}\" among the errors of \"{title}\".");
                sink.report(name.span(), message);
            }
            Verdict::OfOtherService => {
                let message = format!(
                    "\"{text}\" does not come from \"{title}\", whose errors begin with \"{}.\".",
                    call.error_prefix()
                );
                sink.report(name.span(), message);
            }
            Verdict::Unknown(Some(near)) => {
                let message = format!("The API of \"{title}\" states no error \"{text}\". Did you mean \"{near}\"?");
                sink.report(name.span(), message).replacement(near);
            }
            Verdict::Unknown(None) => {
                let rest = base(&call).map(|base| format!("; what it does not state arrives as \"{base}\""));
                let message = format!("The API of \"{title}\" states no error \"{text}\"{}.", rest.unwrap_or_default());
                sink.report(name.span(), message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};
    use expect_test::expect;

    fn task(resource: &str, list: &str) -> String {
        format!(
            r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "arn:aws:states:::{resource}", "Parameters": {{}}, "Retry": [{{ "ErrorEquals": {list} }}], "End": true }} }} }}"#
        )
    }

    #[test]
    fn messages() {
        check_messages(
            &RULE,
            &task(
                "aws-sdk:s3:getObject",
                r#"["S3.NoSuchKeyException", "S3.BucketAlreadyExistsException", "S3.NoSuchKyeException", "S3.PermanentRedirect", "Sqs.SqsException"]"#,
            ),
            &expect![[r#"
                The API does not state "S3.BucketAlreadyExistsException" among the errors of "aws-sdk:s3:getObject".
                The API of "aws-sdk:s3:getObject" states no error "S3.NoSuchKyeException". Did you mean "S3.NoSuchKeyException"?
                The API of "aws-sdk:s3:getObject" states no error "S3.PermanentRedirect"; what it does not state arrives as "S3.S3Exception".
                "Sqs.SqsException" does not come from "aws-sdk:s3:getObject", whose errors begin with "S3."."#]],
        );
    }

    #[test]
    fn what_may_occur_passes() {
        check(
            &RULE,
            &task("aws-sdk:s3:getObject", r#"["S3.S3Exception", "S3.SdkClientException", "States.ALL", "Own"]"#),
        );
        check(
            &RULE,
            &task("lambda:invoke", r#"["Lambda.Unknown", "Lambda.AWSLambdaException", "OrderNotFound", "a.b.C"]"#),
        );
        check(&RULE, &task("sqs:sendMessage.waitForTaskToken", r#"["SQS.Whatever", "Lambda.Unknown", "Own"]"#));
        check(&RULE, &task("aws-sdk:s3:${Action}", r#"["S3.Whatever"]"#));
        // One finding: the other spelling has its own.
        check(&RULE, &task("dynamodb:getItem", r#"["DynamoDb.ThrottlingException"]"#));
    }

    #[test]
    fn the_near_one_is_written() {
        check_fix(
            &RULE,
            &task("aws-sdk:s3:getObject", r#"["S3.NoSuchKyeException"]"#),
            &task("aws-sdk:s3:getObject", r#"["S3.NoSuchKeyException"]"#),
        );
    }
}
