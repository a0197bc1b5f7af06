//! A member of the context object that has no value at this place.

use asl_spec::context_object::{self, Availability, Resolution};
use asl_spec::{Context, StateType};

use crate::expression::{Reading, Site, context_reads};
use crate::finding::Sink;
use crate::place::Place;
use crate::rule::{Check, Level, Rule};
use crate::task::TaskResource;

/// `context-member-unavailable`
pub static RULE: Rule = Rule {
    code: "context-member-unavailable",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a member of the context object where it has no value",
    doc: "`Map.Item` exists while a Map state builds the input of an item: in its `ItemSelector`, not in the states that \
          process the item. Hand it on from there. `Task.Token` exists in Task states that wait for a token, with \
          `.waitForTaskToken` at the end of the `Resource`.",
    source: "rulebook 5 [docs]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemProcessor": {
        "StartAt": "Note",
        "States": {
          "Note": { "Type": "Pass", "Parameters": { "n.$": "$$.<<Map.Item.Index>>" }, "End": true }
        }
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
      "ItemSelector": { "n.$": "$$.Map.Item.Index", "item.$": "$$.Map.Item.Value" },
      "ItemProcessor": {
        "StartAt": "Note",
        "States": {
          "Note": { "Type": "Pass", "Parameters": { "n.$": "$.n" }, "End": true }
        }
      },
      "End": true
    }
  }
}"#,
    check: Check::Expression(check),
    fix: None,
};

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some(expression) = reading.expression().filter(|e| e.is_sound()) else { return };
    for read in context_reads(expression) {
        let names = read.names.iter().map(|(name, _)| *name);
        let member = match context_object::resolve(names) {
            Resolution::Member(member) | Resolution::Inside(member) => member,
            Resolution::Unknown { .. } => continue,
        };
        let Some(why) = missing(member.availability, &expression.site) else { continue };
        let depth = member.path.split('.').count();
        let Some(spans) = read.names.get(..depth) else { continue };
        let Some((first, last)) = spans.first().zip(spans.last()) else { continue };
        let span = expression.span(first.1.join(last.1));
        sink.report(span, format!("\"{}\" has no value here: {why}", member.path));
    }
}

/// Why a member with this availability has no value at `site`; `None` when it may have one.
pub(crate) fn missing(availability: Availability, site: &Site<'_>) -> Option<&'static str> {
    let kind = site.place.state?.kind?;
    match availability {
        Availability::Always | Availability::AfterRedrive => None,
        Availability::MapItem => {
            let is_selector =
                site.context() == Some(Context::Map) && matches!(site.field.name, "ItemSelector" | "Parameters");
            // What the reader and the batcher of a Map state see is not documented.
            let is_open = kind == StateType::Map && site.context() != Some(Context::Map);
            (!is_selector && !is_open).then_some(
                "it exists only in the \"ItemSelector\" of a Map state. Hand it on to the states that process the item.",
            )
        }
        Availability::TaskToken => {
            if kind == StateType::Task && may_have_token(&site.place) {
                return None;
            }
            Some("it exists only in a Task state whose \"Resource\" ends in `.waitForTaskToken`.")
        }
    }
}

/// Whether the Task state of `place` may wait for a token, or its resource does not tell.
fn may_have_token(place: &Place<'_>) -> bool {
    let resource = place.state.and_then(|s| s.object.value("Resource")).and_then(|v| v.as_str());
    let Some(resource) = resource.filter(|s| !s.has_hole()).and_then(TaskResource::of_string) else { return true };
    resource.read().integration().is_none_or(|integration| integration.suffix.is_some())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    fn task(resource: &str, parameters: &str) -> String {
        format!(
            r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "{resource}", "Parameters": {{ {parameters} }}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn tokens() {
        let token = r#""t.$": "$$.Task.Token""#;
        check(&RULE, &task("arn:aws:states:::sqs:sendMessage.waitForTaskToken", token));
        check(&RULE, &task("arn:aws:states:::ecs:runTask.sync", token));
        check(&RULE, &task("${Resource}", token));
        check(&RULE, &task("arn:aws:states:us-east-1:123456789012:activity:work", token));
        check(&RULE, &task("arn:aws:states:::sqs:sendMessage", r#""t.$": "$$.<<Task.Token>>""#));
        check(
            &RULE,
            r#"{ "QueryLanguage": "JSONata", "StartAt": "P", "States": { "P": { "Type": "Pass", "Output": "{% $states.context.<<Task.Token>> %}", "End": true } } }"#,
        );
    }

    #[test]
    fn items() {
        let map = r#"{ "StartAt": "M", "States": { "M": { "Type": "Map", "ItemsPath": "$.items",
  "Parameters": { "a.$": "$$.Map.Item.Value.id", "b.$": "States.Format('{}', $$.Map.Item.Index)" },
  "ItemBatcher": { "MaxItemsPerBatch": 10, "BatchInput": { "a.$": "$$.Map.Item.Index" } },
  "ResultSelector": { "a.$": "$$.<<Map.Item.Value>>.id" },
  "ItemProcessor": { "StartAt": "P", "States": { "P": { "Type": "Pass", "End": true } } },
  "End": true } } }"#;
        check(&RULE, map);
    }
}
