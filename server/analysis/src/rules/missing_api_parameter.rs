//! A parameter that the API demands.

use asl_aws_models::{Member, Service, Shape};
use asl_spec::QueryLanguage;
use asl_spec::integrations::optimized_service;

use crate::analysis::Analysis;
use crate::call::{Call, Given, Way, missing_members, shape_at};
use crate::finding::{Finding, Sink};
use crate::locate::locate;
use crate::misfit::all_of;
use crate::place::Place;
use crate::rewrite::{Fix, add_members, object_at};
use crate::rule::{Check, Level, Rule};
use crate::task::{Payload, TaskResource, payload};

/// `missing-api-parameter`
pub static RULE: Rule = Rule {
    code: "missing-api-parameter",
    level: Level::Warning,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a parameter that the API demands is not there",
    doc: "The API demands this parameter, at whatever depth it stands. That goes for idempotency tokens as well: an SDK \
          fills them in by itself, Step Functions does not. In a JSONPath state `Name.$` counts as `Name`, and an \
          object that is computed as a whole is not looked into.",
    source: "rulebook 13.4; the service models of the AWS SDKs",
    bad: r#"{
  "StartAt": "Find",
  "States": {
    "Find": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:secretsmanager:getSecretValue",
      <<"Parameters">>: { "VersionStage": "AWSCURRENT" },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Find",
  "States": {
    "Find": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:secretsmanager:getSecretValue",
      "Parameters": { "SecretId": "orders", "VersionStage": "AWSCURRENT" },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place) else { return };
    let Some(call) = Call::of(&resource.read()) else { return };
    let Payload::Fields(field, object) = payload(place) else { return };
    call.each(place.language, field, object.as_value(), &mut |given| {
        let missing = missing(&call, place.language, given);
        let names: Vec<&str> = missing.iter().map(|member| member.name()).collect();
        if names.is_empty() {
            return;
        }
        let owner = match given.key {
            _ if given.is_top => format!("\"{}\"", call.title()),
            Some(key) => format!("\"{}\" of \"{}\"", key.key().text(), call.title()),
            None => format!("This element for \"{}\"", call.title()),
        };
        let noun = if names.len() == 1 { "parameter" } else { "parameters" };
        sink.report(given.handle(), format!("{owner} needs the {noun} {}.", all_of(&names)));
    });
}

/// The members that the value lacks and of which no other rule speaks.
fn missing(call: &Call, language: QueryLanguage, given: &Given<'_>) -> Vec<Member> {
    let (Some(object), Some(Shape::Structure(structure))) = (given.value.as_object(), call.shapes().shape(given.id))
    else {
        return Vec::new();
    };
    if !object.is_closed() {
        return Vec::new();
    }
    let mut missing = missing_members(structure, object, language);
    if given.is_top {
        missing.retain(|member| !is_judged_elsewhere(call, member.name()));
    }
    missing
}

/// Whether `missing-parameter` and its like speak of this parameter.
fn is_judged_elsewhere(call: &Call, name: &str) -> bool {
    let Way::Optimized(task) = call.way else { return false };
    let action = optimized_service(task.integration.service()).and_then(|s| s.action(task.info.action()));
    action.is_some_and(|action| action.required.contains(&name))
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some((object, _)) = object_at(analysis, finding.span) else { return Vec::new() };
    let inside = object.open().end;
    let Some(location) = locate(analysis, inside) else { return Vec::new() };
    let Some((call, id)) = shape_at(&location) else { return Vec::new() };
    let is_top = location.last().is_some_and(|step| matches!(step.role, crate::role::Role::Field(..)));
    let given = Given { id, value: object.as_value(), key: None, is_top };
    let missing = missing(&call, location.language, &given);
    let values: Vec<(&str, String)> = missing.iter().map(|m| (m.name(), empty(call.shapes(), *m))).collect();
    let members: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    // One edit for all: each one on its own would be written at the same place.
    let edit = add_members(analysis.document(), object, &members);
    match members.as_slice() {
        [] => Vec::new(),
        [(name, _)] => vec![Fix::new(format!("Add \"{name}\""), edit)],
        _ => vec![Fix::new("Add all required parameters", edit)],
    }
}

/// The value that a parameter begins its life with.
fn empty(shapes: &'static Service, member: Member) -> String {
    match shapes.shape(member.shape()) {
        Some(Shape::Structure(_) | Shape::Map { .. } | Shape::Document) => "{}",
        Some(Shape::List { .. }) => "[]",
        Some(Shape::Integer | Shape::Long | Shape::Float) => "0",
        Some(Shape::Boolean) => "false",
        _ => "\"\"",
    }
    .to_owned()
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
    fn every_way_to_give_it_counts() {
        for parameters in [
            r#""Parameters": { "SecretId": "s" }"#,
            r#""Parameters": { "SecretId.$": "$.s" }"#,
            r#""Parameters": { "${Key}": "s" }"#,
            r#""Parameters": "${Parameters}""#,
            r#""QueryLanguage": "JSONata", "Arguments": "{% $x %}""#,
            // Misspelt, which has a finding of its own.
            r#""Parameters": { "secretId": "s" }"#,
        ] {
            check(&RULE, &task("aws-sdk:secretsmanager:getSecretValue", parameters));
        }
    }

    #[test]
    fn at_every_depth() {
        check_messages(
            &RULE,
            &task(
                "aws-sdk:dynamodb:transactWriteItems",
                r#""Parameters": { "TransactItems": [{ "Put": { "TableName": "t" } }, { "Update": { "Key": {} } }] }"#,
            ),
            &expect![[r#"
                "Put" of "aws-sdk:dynamodb:transactWriteItems" needs the parameter "Item".
                "Update" of "aws-sdk:dynamodb:transactWriteItems" needs the parameters "UpdateExpression" and "TableName"."#]],
        );
        check(
            &RULE,
            &task(
                "aws-sdk:eventbridge:putTargets",
                r#""Parameters": { "Rule": "r", "Targets": [<<{>> "Id": "x" }, { "Id": "x", "Arn.$": "$.a" }] }"#,
            ),
        );
    }

    #[test]
    fn one_finding_for_what_the_integrations_demand() {
        check(&RULE, &task("dynamodb:putItem", r#""Parameters": {}"#));
        check(&RULE, &task("sqs:sendMessage", r#""Parameters": {}"#));
    }

    #[test]
    fn they_are_added_in_the_style_of_the_object() {
        check_fix(
            &RULE,
            &task("aws-sdk:dynamodb:putItem", r#""Parameters": { "ReturnValues": "NONE" }"#),
            &task(
                "aws-sdk:dynamodb:putItem",
                r#""Parameters": { "ReturnValues": "NONE", "TableName": "", "Item": {} }"#,
            ),
        );
        check_fix(
            &RULE,
            &task("aws-sdk:secretsmanager:getSecretValue", r#""Parameters": { "VersionId": "v" }"#),
            &task("aws-sdk:secretsmanager:getSecretValue", r#""Parameters": { "VersionId": "v", "SecretId": "" }"#),
        );
    }
}
