//! A parameter that the API does not have.

use asl_aws_models::{Shape, Structure};
use asl_spec::QueryLanguage;
use asl_spec::integrations::optimized_service;
use asl_spec::nearest::nearest;
use asl_syntax::Str;

use crate::call::{Call, Given, Way, exact_member, parameter_name};
use crate::finding::Sink;
use crate::place::Place;
use crate::rewrite::change_to_replacement;
use crate::rule::{Check, Level, Rule};
use crate::task::{Payload, TaskResource, payload};

/// `unknown-parameter`
pub static RULE: Rule = Rule {
    code: "unknown-parameter",
    level: Level::Warning,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a parameter that the API does not have",
    doc: "The service refuses a parameter that the API does not have, at every depth of the payload. Names begin with \
          a capital letter and are case-sensitive. An AWS SDK integration speaks the names of the AWS SDK for Java: \
          a run of capitals at the beginning is one word, `DBInstanceIdentifier` is `DbInstanceIdentifier`. An \
          optimized integration keeps such runs: `BOOL` of `dynamodb:putItem` is `Bool` of `aws-sdk:dynamodb:putItem`.",
    source: "rulebook 13.4; the service models of the AWS SDKs",
    bad: r#"{
  "StartAt": "Find",
  "States": {
    "Find": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:rds:describeDBInstances",
      "Parameters": { <<"DBInstanceIdentifier.$">>: "$.database" },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Find",
  "States": {
    "Find": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:rds:describeDBInstances",
      "Parameters": { "DbInstanceIdentifier.$": "$.database" },
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
    let Payload::Fields(field, object) = payload(place) else { return };
    call.each(place.language, field, object.as_value(), &mut |given| object_of(&call, place.language, given, sink));
}

fn object_of(call: &Call, language: QueryLanguage, given: &Given<'_>, sink: &mut Sink<'_>) {
    let (Some(object), Some(Shape::Structure(structure))) = (given.value.as_object(), call.shapes().shape(given.id))
    else {
        return;
    };
    for member in object.members() {
        let key = member.key();
        let text = key.text();
        let name = parameter_name(language, &text);
        // An evaluated key of the other language has a finding of its own, and so has an empty one.
        if key.has_hole() || !key.is_closed() || name.is_empty() || name.ends_with(".$") {
            continue;
        }
        if exact_member(structure, name).is_some() || (given.is_top && is_judged_elsewhere(call, name)) {
            continue;
        }
        report(call, structure, given, (key, &text, name), sink);
    }
}

fn report(
    call: &Call,
    structure: Structure,
    given: &Given<'_>,
    (key, text, name): (Str<'_>, &str, &str),
    sink: &mut Sink<'_>,
) {
    let title = call.title();
    let owner = if given.is_top { format!("\"{title}\"") } else { format!("\"{}\" of \"{title}\"", structure.name()) };
    let suffix = text.get(name.len()..).unwrap_or_default();
    if let Some(like) = structure.member_like(name) {
        let like = like.name();
        let message = format!("The parameter of {owner} is spelled \"{like}\", not \"{name}\".");
        sink.report(key.span(), message).replacement(format!("{like}{suffix}"));
        return;
    }
    let given_names: Vec<_> =
        given.value.as_object().into_iter().flat_map(|o| o.members()).map(|m| m.key().text()).collect();
    let free = structure.members().map(|member| member.name()).filter(|name| !given_names.iter().any(|g| g == name));
    match nearest(name, free) {
        Some(near) => {
            let message = format!("{owner} has no parameter \"{name}\". Did you mean \"{near}\"?");
            sink.report(key.span(), message).replacement(format!("{near}{suffix}"));
        }
        None => {
            sink.report(key.span(), format!("{owner} has no parameter \"{name}\" that is known."));
        }
    }
}

/// Whether `missing-parameter` and its like speak of this key: a required parameter of an optimized integration in
/// other case.
fn is_judged_elsewhere(call: &Call, name: &str) -> bool {
    let Way::Optimized(task) = call.way else { return false };
    let action = optimized_service(task.integration.service()).and_then(|s| s.action(task.info.action()));
    action.is_some_and(|action| action.required.iter().any(|required| required.eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};
    use expect_test::expect;

    fn task(resource: &str, parameters: &str) -> String {
        format!(
            r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "arn:aws:states:::{resource}", {parameters}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn each_integration_has_its_own_names() {
        let put = |names: &str| format!(r#""Parameters": {{ "TableName": "t", "Item": {{ "a": {{ {names} }} }} }}"#);
        check(&RULE, &task("dynamodb:putItem", &put(r#""BOOL": true, <<"Bool">>: true, "SS": []"#)));
        check(&RULE, &task("aws-sdk:dynamodb:putItem", &put(r#""Bool": true, <<"BOOL.$">>: "$.b", "Nul": true"#)));
        check(
            &RULE,
            &task("aws-sdk:s3:putObject", r#""Parameters": { "Bucket": "b", "Key": "k", <<"ACL">>: "private" }"#),
        );
    }

    #[test]
    fn keys_of_maps_are_free_and_what_is_below_is_not() {
        check(
            &RULE,
            &task(
                "aws-sdk:dynamodb:updateItem",
                r##""Parameters": { "TableName": "t", "Key": { "anything": { "S": "x", <<"String">>: "y" } }, "ExpressionAttributeNames": { "#a": "b" } }"##,
            ),
        );
        check(
            &RULE,
            &task(
                "ecs:runTask.sync",
                r#""Parameters": { "TaskDefinition": "t", "Overrides": { "ContainerOverrides": [{ "Name": "n", "Environment": [{ "Name": "a", <<"Val">>: "b" }] }] } }"#,
            ),
        );
    }

    #[test]
    fn what_is_not_known_is_not_judged() {
        check(&RULE, &task("aws-sdk:rds:describeDBInstances", r#""Parameters": { "${Key}": 1 }"#));
        check(&RULE, &task("aws-sdk:rds:${Action}", r#""Parameters": { "Foo": 1 }"#));
        check(
            &RULE,
            &task("aws-sdk:rds:describeDBInstances", r#""QueryLanguage": "JSONata", "Arguments": "{% $x %}""#),
        );
        check(
            &RULE,
            &task("lambda:invoke", r#""Parameters": { "FunctionName": "f", "Payload": { "anything": { "Foo": 1 } } }"#),
        );
        check(
            &RULE,
            &task("states:startExecution", r#""Parameters": { "StateMachineArn": "f", "Input": { "any.$": "$.x" } }"#),
        );
        // A string of the API takes an object as its text.
        check(
            &RULE,
            &task("aws-sdk:sfn:sendTaskSuccess", r#""Parameters": { "TaskToken": "t", "Output": { "any": 1 } }"#),
        );
    }

    #[test]
    fn alternates_that_may_be_right() {
        check(
            &RULE,
            &task(
                "aws-sdk:bedrockagentruntime:retrieve",
                r#""Parameters": { "KnowledgeBaseId": "k", "RetrievalQuery": { "Text": "t" }, "RetrievalConfiguration": { "VectorSearchConfiguration": { "Filter": { "EqualsValue": { "Key": "a", "Value": "b" } } } } }"#,
            ),
        );
    }

    #[test]
    fn one_finding_for_a_required_one_in_other_case() {
        check(&RULE, &task("dynamodb:putItem", r#""Parameters": { "tableName": "t", "Item": {} }"#));
        check(&RULE, &task("aws-sdk:dynamodb:putItem", r#""Parameters": { <<"tableName">>: "t", "Item": {} }"#));
    }

    #[test]
    fn messages() {
        check_messages(
            &RULE,
            &task(
                "aws-sdk:ssm:getParameter",
                r#""QueryLanguage": "JSONata", "Arguments": { "name": "n", "WithDecription": true, "Whatever": 1 }"#,
            ),
            &expect![[r#"
                The parameter of "aws-sdk:ssm:getParameter" is spelled "Name", not "name".
                "aws-sdk:ssm:getParameter" has no parameter "WithDecription". Did you mean "WithDecryption"?
                "aws-sdk:ssm:getParameter" has no parameter "Whatever" that is known."#]],
        );
    }

    #[test]
    fn the_right_spelling_is_written() {
        check_fix(
            &RULE,
            &task("aws-sdk:rds:describeDBInstances", r#""Parameters": { "DBInstanceIdentifier": "d" }"#),
            &task("aws-sdk:rds:describeDBInstances", r#""Parameters": { "DbInstanceIdentifier": "d" }"#),
        );
        check_fix(
            &RULE,
            &task("aws-sdk:rds:describeDBInstances", r#""Parameters": { "DBInstanceIdentifier.$": "$.d" }"#),
            &task("aws-sdk:rds:describeDBInstances", r#""Parameters": { "DbInstanceIdentifier.$": "$.d" }"#),
        );
    }
}
