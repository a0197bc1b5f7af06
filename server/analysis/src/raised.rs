//! Which error names a call can raise, and what a name is that it cannot.

use asl_aws_models as models;
use asl_aws_models::Evidence;
use asl_spec::integrations::{Pattern, optimized_service};
use asl_spec::nearest::nearest;

use crate::call::{Call, Way};

/// What a name in an `ErrorEquals` is to a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may occur, or nobody can say.
    Open,
    /// The call reports this under another name.
    Misnamed(String),
    /// The models know the error, but not as one of this action.
    OfOtherActions,
    /// The models know no such error of the service; perhaps this one is meant.
    Unknown(Option<&'static str>),
    /// An error of another service.
    OfOtherService,
}

/// The errors that the models state for the action of `call`.
pub fn of_action(call: &Call) -> Vec<&'static str> {
    call.operation.errors().iter().collect()
}

/// Every error of the service or integration that is known.
pub fn of_service(call: &Call) -> Vec<&'static str> {
    match call.way {
        Way::Optimized(task) => task.integration.errors().collect(),
        Way::Sdk(_) => call.shapes().errors().iter().collect(),
    }
}

fn is_of_service(call: &Call, name: &str) -> bool {
    match call.way {
        Way::Optimized(task) => task.integration.errors().any(|error| error == name),
        Way::Sdk(_) => call.shapes().errors().contains(name),
    }
}

/// The error that stands for whatever the service reports without stating it in its model.
pub fn base(call: &Call) -> Option<&'static str> {
    let prefix = call.error_prefix();
    let is_it = |name: &&'static str| name.split_once('.').is_some_and(|(_, rest)| is_base(rest, prefix));
    of_service(call).into_iter().find(is_it)
}

/// Whether `rest`, without its prefix, names the base error of the service whose errors begin with `prefix`:
/// `AmazonDynamoDBException` of `DynamoDB`, `DynamoDbException` of `DynamoDb`.
fn is_base(rest: &str, prefix: &str) -> bool {
    let rest = rest.strip_suffix("Exception").unwrap_or(rest);
    let names = [Some(rest), rest.strip_prefix("Amazon"), rest.strip_prefix("AWS")];
    names.into_iter().flatten().any(|name| name.eq_ignore_ascii_case(prefix))
}

/// What `name` is to `call`.
pub fn judge(call: &Call, name: &str) -> Verdict {
    if name.starts_with("States.") || name.contains('*') || !is_judged(call) {
        return Verdict::Open;
    }
    let is_callback = call.pattern == Pattern::WaitForTaskToken;
    let prefix = call.error_prefix();
    let Some((given, rest)) = name.split_once('.') else {
        // A function and a callback bring names of their own making.
        let is_open = is_callback || matches!(call.way, Way::Optimized(task) if task.integration.service() == "lambda");
        return match respelled(call, name).filter(|_| !is_open) {
            Some(right) => Verdict::Misnamed(right.to_owned()),
            None => Verdict::Open,
        };
    };
    if given == prefix {
        return own(call, name, rest);
    }
    if is_other_prefix(call, given) {
        let right = base_of(call, given, rest).or_else(|| respelled(call, rest));
        let right = right.map_or_else(|| format!("{prefix}.{rest}"), str::to_owned);
        return Verdict::Misnamed(right);
    }
    let is_of_other = models::service_by_error_prefix(given).is_some()
        || models::integrations().any(|integration| integration.error_prefix() == given);
    if is_of_other && !is_callback { Verdict::OfOtherService } else { Verdict::Open }
}

/// What a name with the right prefix is.
fn own(call: &Call, name: &str, rest: &str) -> Verdict {
    if call.operation.errors().contains(name) {
        return Verdict::Open;
    }
    let is_waiting = call.pattern != Pattern::RequestResponse;
    if is_of_service(call, name) {
        // Waiting for a job calls other actions as well.
        let is_open = is_waiting || is_base(rest, call.error_prefix()) || is_general(rest);
        return if is_open { Verdict::Open } else { Verdict::OfOtherActions };
    }
    if let Some(right) = respelled(call, rest) {
        return Verdict::Misnamed(right.to_owned());
    }
    let is_certain = match call.way {
        Way::Optimized(task) => {
            let integration = task.integration;
            let is_status = integration.status_errors().is_some_and(|status| name.starts_with(status));
            integration.error_evidence() == Evidence::Recorded && !is_status && !is_documented(call, name)
        }
        Way::Sdk(_) => true,
    };
    if is_certain && !is_waiting { Verdict::Unknown(nearest(name, of_service(call))) } else { Verdict::Open }
}

/// Whether enough is known of the errors of `call` to judge their names.
pub fn is_judged(call: &Call) -> bool {
    match call.way {
        Way::Optimized(task) => {
            task.integration.error_evidence() != Evidence::Unknown && task.integration.service() != "http"
        }
        Way::Sdk(_) => true,
    }
}

/// Whether the documentation of the integration speaks of this error.
fn is_documented(call: &Call, name: &str) -> bool {
    let action = optimized_service(call.service_id()).and_then(|service| service.action(call.action()));
    action.is_some_and(|action| action.errors.contains(&name)) || asl_spec::errors::common_error(name).is_some()
}

/// Whether the prefix is the one of the other kind of integration with the same service, or the right one in other
/// case.
fn is_other_prefix(call: &Call, given: &str) -> bool {
    if given.eq_ignore_ascii_case(call.error_prefix()) {
        return true;
    }
    match call.way {
        Way::Optimized(task) => {
            let own = optimized_service(task.integration.service());
            if own.is_some_and(|service| service.error_prefixes.iter().any(|own| own.prefix == given)) {
                return false;
            }
            let twin = task.info.sdk().and_then(|(service, _)| models::service_info(service));
            twin.is_some_and(|twin| twin.error_prefix() == given)
        }
        Way::Sdk(info) => models::integrations().any(|integration| {
            integration.error_prefix() == given
                && integration.tasks().iter().any(|task| task.sdk().is_some_and(|(service, _)| service == info.id()))
        }),
    }
}

/// The name of the error that `rest` means, which lacks its prefix and may be spelled as the API or the other regime
/// does.
fn respelled(call: &Call, rest: &str) -> Option<&'static str> {
    let wanted = stem(rest);
    let means = |name: &&&str| name.split_once('.').is_some_and(|(_, known)| stem(known) == wanted);
    let (action, service) = (of_action(call), of_service(call));
    if let Some(name) = action.iter().find(means).or_else(|| service.iter().find(means)) {
        return Some(name);
    }
    base_of(call, call.error_prefix(), rest)
}

/// The base error of `call`, where `rest` is the one of the service whose errors begin with `prefix`:
/// `AmazonDynamoDBException` of one regime is `DynamoDbException` of the other.
fn base_of(call: &Call, prefix: &str, rest: &str) -> Option<&'static str> {
    base(call).filter(|_| is_base(rest, prefix))
}

/// An error without what regimes write in different ways: case, and the word at the end.
fn stem(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    name.strip_suffix("exception").or_else(|| name.strip_suffix("fault")).unwrap_or(&name).to_owned()
}

/// Whether any action of a service may raise an error of this name, stated or not.
fn is_general(rest: &str) -> bool {
    const WORDS: [&str; 14] = [
        "accessdenied",
        "expired",
        "internal",
        "limitexceeded",
        "notauthorized",
        "sdkclient",
        "serviceexception",
        "slowdown",
        "throttl",
        "throughputexceeded",
        "timeout",
        "toomanyrequests",
        "unavailable",
        "validation",
    ];
    let rest = rest.to_ascii_lowercase();
    WORDS.iter().any(|word| rest.contains(word))
}

#[cfg(test)]
mod tests {
    use super::judge;
    use crate::call::Call;
    use expect_test::{Expect, expect};

    fn check(resource: &str, names: &[&str], expected: &Expect) {
        let call = Call::read(&format!("arn:aws:states:::{resource}")).unwrap();
        let lines: Vec<String> = names.iter().map(|name| format!("{name}: {:?}", judge(&call, name))).collect();
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn names_of_the_sdk() {
        check(
            "aws-sdk:rds:describeDBInstances",
            &[
                "Rds.DbInstanceNotFoundException",
                "Rds.DBInstanceNotFoundFault",
                "DBInstanceNotFound",
                "Rds.RdsException",
                "Rds.SdkClientException",
                "RDS.AmazonRDSException",
                "Rds.DbClusterNotFoundException",
                "Rds.Whatever",
                "DynamoDb.RequestLimitExceededException",
                "States.TaskFailed",
                "MyOwnError",
            ],
            &expect![[r#"
                Rds.DbInstanceNotFoundException: Open
                Rds.DBInstanceNotFoundFault: Misnamed("Rds.DbInstanceNotFoundException")
                DBInstanceNotFound: Misnamed("Rds.DbInstanceNotFoundException")
                Rds.RdsException: Open
                Rds.SdkClientException: Open
                RDS.AmazonRDSException: Misnamed("Rds.RdsException")
                Rds.DbClusterNotFoundException: OfOtherActions
                Rds.Whatever: Unknown(None)
                DynamoDb.RequestLimitExceededException: OfOtherService
                States.TaskFailed: Open
                MyOwnError: Open"#]],
        );
    }

    #[test]
    fn names_of_optimized_integrations() {
        check(
            "dynamodb:getItem",
            &[
                "DynamoDB.AmazonDynamoDBException",
                "DynamoDb.DynamoDbException",
                "DynamoDb.ThrottlingException",
                "DynamoDB.RequestLimitExceeded",
                "ResourceNotFoundException",
                "Lambda.ServiceException",
            ],
            &expect![[r#"
                DynamoDB.AmazonDynamoDBException: Open
                DynamoDb.DynamoDbException: Misnamed("DynamoDB.AmazonDynamoDBException")
                DynamoDb.ThrottlingException: Misnamed("DynamoDB.ThrottlingException")
                DynamoDB.RequestLimitExceeded: Misnamed("DynamoDB.RequestLimitExceededException")
                ResourceNotFoundException: Misnamed("DynamoDB.ResourceNotFoundException")
                Lambda.ServiceException: OfOtherService"#]],
        );
        check(
            "lambda:invoke",
            &[
                "Lambda.Unknown",
                "Lambda.TooManyRequestsException",
                "TooManyRequestsException",
                "Lambda.LambdaException",
            ],
            &expect![[r#"
                Lambda.Unknown: Open
                Lambda.TooManyRequestsException: Open
                TooManyRequestsException: Open
                Lambda.LambdaException: Misnamed("Lambda.AWSLambdaException")"#]],
        );
        check("apigateway:invoke", &["ApiGateway.404"], &expect!["ApiGateway.404: Open"]);
        check(
            "sqs:sendMessage.waitForTaskToken",
            &["Lambda.Unknown", "Whatever"],
            &expect![[r#"
            Lambda.Unknown: Open
            Whatever: Open"#]],
        );
    }
}
