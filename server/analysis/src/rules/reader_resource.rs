//! The resource of an `ItemReader`.

use asl_spec::Context;
use asl_spec::integrations::{Fault, ITEM_READER_RESOURCES, Resource, Unknown};
use asl_spec::nearest::nearest;
use asl_syntax::Span;

use crate::finding::Sink;
use crate::place::Place;
use crate::rewrite::change_part_to_replacement;
use crate::rule::{Check, Level, Rule};
use crate::task::TaskResource;

/// `reader-resource`
pub static RULE: Rule = Rule {
    code: "reader-resource",
    level: Level::Warning,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "an `ItemReader` with a resource that reads no dataset",
    doc: "An `ItemReader` reads its dataset with `arn:aws:states:::s3:getObject` or lists it with \
          `arn:aws:states:::s3:listObjectsV2`. Nothing else is known to be accepted, but the list may grow.",
    source: "rulebook 6.8, 13.2 [docs][spec][cdk-preflight]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:<<getObjects>>",
        "ReaderConfig": { "InputType": "JSON" },
        "Parameters": { "Bucket": "orders", "Key": "all.json" }
      },
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Do",
        "States": { "Do": { "Type": "Pass", "End": true } }
      },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": { "InputType": "JSON" },
        "Parameters": { "Bucket": "orders", "Key": "all.json" }
      },
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Do",
        "States": { "Do": { "Type": "Pass", "End": true } }
      },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(change_part_to_replacement),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.context == Some(Context::ItemReader) {
        report(place, "An \"ItemReader\" reads with", &ITEM_READER_RESOURCES, sink);
    }
}

/// Reports the `Resource` of `place` when it is none of `known`, each written as `service:action`.
pub(super) fn report(place: &Place<'_>, subject: &str, known: &[&'static str], sink: &mut Sink<'_>) {
    let string = place.value("Resource").and_then(|v| v.as_str());
    let Some(resource) = string.and_then(TaskResource::of_string) else { return };
    let list: Vec<String> = known.iter().map(|k| format!("\"arn:aws:states:::{k}\"")).collect();
    let list = list.join(" or ");
    let read = resource.read();
    match &read {
        Resource::Unknown(Unknown::Placeholder) => {}
        Resource::Optimized(parts) => {
            let given = match parts.suffix {
                Some(suffix) => format!("{}:{}.{}", parts.service.text, parts.action.text, suffix.text),
                None => format!("{}:{}", parts.service.text, parts.action.text),
            };
            if known.contains(&&*given) {
                return;
            }
            let end = parts.suffix.map_or(parts.action.span, |s| s.span);
            let whole = resource.part(parts.service.span).cover(resource.part(end));
            // The part that is wrong: the action, where the service is right.
            let service = |k: &&&str| k.split_once(':').is_some_and(|(service, _)| service == parts.service.text);
            let same_service = known.iter().any(|k| service(&k));
            let start = if same_service { resource.part(parts.action.span).start } else { whole.start };
            let span = Span::new(start, whole.end);
            let message = format!("{subject} {list}, not \"{given}\".");
            let finding = sink.report(span, message);
            if let Some(near) = nearest(&given, known.iter().copied()) {
                let text = if same_service { near.split_once(':').map_or(near, |(_, action)| action) } else { near };
                finding.replacement(text);
            }
        }
        Resource::Malformed(Fault::Empty) => {
            sink.report(resource.span(), format!("{subject} {list}; this is empty."));
        }
        _ => {
            sink.report(resource.span(), format!("{subject} {list}, not \"{}\".", resource.text()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};
    use expect_test::expect;

    fn map(resource: &str) -> String {
        format!(
            r#"{{ "StartAt": "M", "States": {{ "M": {{ "Type": "Map", "ItemReader": {{ "Resource": "{resource}", "Parameters": {{ "Bucket": "b", "Key": "k" }}, "ReaderConfig": {{ "InputType": "JSON" }} }} }} }} }}"#
        )
    }

    #[test]
    fn the_reading_actions_and_what_is_unknown_pass() {
        for resource in [
            "arn:aws:states:::s3:getObject",
            "arn:aws-cn:states:::s3:listObjectsV2",
            "arn:${AWS::Partition}:states:::s3:getObject",
            "${Reader}",
            "arn:aws:states:us-east-1:123456789012:s3:getObject",
        ] {
            check(&RULE, &map(resource));
        }
    }

    #[test]
    fn the_wrong_part_is_marked() {
        check(&RULE, &map("arn:aws:states:::s3:<<listObjects>>"));
        check(&RULE, &map("arn:aws:states:::<<dynamodb:scan>>"));
        check_messages(
            &RULE,
            &map("arn:aws:states:::aws-sdk:s3:getObject"),
            &expect![[
                r#"An "ItemReader" reads with "arn:aws:states:::s3:getObject" or "arn:aws:states:::s3:listObjectsV2", not "arn:aws:states:::aws-sdk:s3:getObject"."#
            ]],
        );
        check_fix(&RULE, &map("arn:aws:states:::s3:listObjectV2"), &map("arn:aws:states:::s3:listObjectsV2"));
    }
}
