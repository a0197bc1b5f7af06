//! A value that does not fit its parameter.

use asl_aws_models::Shape;
use asl_spec::nearest::nearest;
use asl_syntax::Kind;

use crate::call::{Call, Given, Way, is_opaque};
use crate::finding::Sink;
use crate::misfit::one_of;
use crate::place::Place;
use crate::rewrite::change_to_replacement;
use crate::rule::{Check, Level, Rule};
use crate::task::{Payload, TaskResource, payload};

/// `parameter-value`
pub static RULE: Rule = Rule {
    code: "parameter-value",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a value that does not fit its parameter",
    doc: "Some parameters take one of a few words, which are case-sensitive; others take an object. The call fails with \
          any other word, and with a scalar in place of an object. Step Functions turns an object into text where the \
          API wants a string, and the texts `true` and `false` into booleans, so scalars of another kind pass. New \
          words appear from time to time, so this is only a warning.",
    source: "the service models of the AWS SDKs",
    bad: r#"{
  "StartAt": "Save",
  "States": {
    "Save": {
      "Type": "Task",
      "Resource": "arn:aws:states:::dynamodb:putItem",
      "Parameters": { "TableName": "orders", "Item": { "id": { "S.$": "$.id" } }, "ReturnValues": <<"ALL">> },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Save",
  "States": {
    "Save": {
      "Type": "Task",
      "Resource": "arn:aws:states:::dynamodb:putItem",
      "Parameters": { "TableName": "orders", "Item": { "id": { "S.$": "$.id" } }, "ReturnValues": "ALL_OLD" },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(change_to_replacement),
};

/// Longer lists of words are not written out in a message.
const SHOWN: usize = 8;

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place) else { return };
    let Some(call) = Call::of(&resource.read()) else { return };
    let Payload::Fields(field, object) = payload(place) else { return };
    call.each(place.language, field, object.as_value(), &mut |given| judge(&call, given, sink));
}

fn judge(call: &Call, given: &Given<'_>, sink: &mut Sink<'_>) {
    let is_scalar = matches!(given.value.kind(), Kind::String | Kind::Number | Kind::Bool);
    if !is_scalar || is_opaque(given.value) {
        return;
    }
    let span = given.value.span();
    let name = given.key.map(|member| format!("\"{}\"", member.key().text()));
    let name = name.unwrap_or_else(|| "This element".to_owned());
    let is_optimized = matches!(call.way, Way::Optimized(_));
    match call.shapes().shape(given.id) {
        // The classes behind an optimized integration can be made of a text: an attribute value of DynamoDB is.
        Some(Shape::Structure(_)) if is_optimized && given.value.kind() == Kind::String => {}
        Some(Shape::Structure(structure)) => {
            sink.report(span, format!("{name} is an object (\"{}\"), not a plain value.", structure.name()));
        }
        Some(Shape::Map { .. }) => {
            sink.report(span, format!("{name} is an object with keys of your own, not a plain value."));
        }
        Some(Shape::Enum { values, .. }) => {
            let Some(text) = given.value.as_str().map(|string| string.text()) else { return };
            if text.is_empty() || values.contains(&text) {
                return;
            }
            if let Some(near) = nearest(&text, values) {
                let message = format!("{name} does not take \"{text}\". Did you mean \"{near}\"?");
                sink.report(span, message).replacement(near);
            } else if values.len() <= SHOWN {
                let words: Vec<&str> = values.iter().collect();
                sink.report(span, format!("{name} does not take \"{text}\": it is one of {}.", one_of(&words)));
            } else {
                sink.report(
                    span,
                    format!("{name} does not take \"{text}\": it is none of the {} known words.", values.len()),
                );
            }
        }
        _ => {}
    }
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
    fn words_and_objects() {
        check_messages(
            &RULE,
            &task(
                "aws-sdk:dynamodb:updateItem",
                r#""Parameters": { "TableName": "t", "Key": "k", "ReturnValues": "all_new", "ReturnConsumedCapacity": "MUCH", "ExpressionAttributeValues": { ":a": 7 } }"#,
            ),
            &expect![[r#"
                "Key" is an object with keys of your own, not a plain value.
                "ReturnValues" does not take "all_new". Did you mean "ALL_NEW"?
                "ReturnConsumedCapacity" does not take "MUCH": it is one of "INDEXES", "TOTAL" or "NONE".
                ":a" is an object ("AttributeValue"), not a plain value."#]],
        );
    }

    #[test]
    fn what_is_evaluated_or_open_passes() {
        check(
            &RULE,
            &task(
                "aws-sdk:dynamodb:updateItem",
                r#""Parameters": { "TableName": 1, "Key.$": "$.k", "ReturnValues": "${Which}", "ReturnConsumedCapacity": "$.x", "ExpressionAttributeValues": null }"#,
            ),
        );
        check(
            &RULE,
            &task(
                "aws-sdk:dynamodb:updateItem",
                r#""QueryLanguage": "JSONata", "Arguments": { "TableName": "t", "Key": "{% $k %}", "ReturnValues": "{% $r %}" }"#,
            ),
        );
        check(
            &RULE,
            &task(
                "aws-sdk:dynamodb:getItem",
                r#""Parameters": { "TableName": "t", "Key": {}, "ConsistentRead": "true" }"#,
            ),
        );
    }

    #[test]
    fn texts_pass_for_attribute_values_of_the_optimized_integration() {
        let get = |integration: &str, value: &str| {
            let parameters = format!(r#""Parameters": {{ "TableName": "t", "Key": {{ "id": {value} }} }}"#);
            check(&RULE, &task(&format!("{integration}:getItem"), &parameters));
        };
        get("dynamodb", r#""JOB""#);
        get("dynamodb", "<<7>>");
        get("aws-sdk:dynamodb", r#"<<"JOB">>"#);
    }

    #[test]
    fn elements_of_lists() {
        check(
            &RULE,
            &task(
                "aws-sdk:ec2:describeInstances",
                r#""Parameters": { "Filters": [<<"name">>, { "Name": "a", "Values": ["b"] }], "InstanceIds": ["i"] }"#,
            ),
        );
    }

    #[test]
    fn the_near_word_is_written() {
        check_fix(
            &RULE,
            &task("dynamodb:putItem", r#""Parameters": { "TableName": "t", "Item": {}, "ReturnValues": "ALLOLD" }"#),
            &task("dynamodb:putItem", r#""Parameters": { "TableName": "t", "Item": {}, "ReturnValues": "ALL_OLD" }"#),
        );
    }
}
