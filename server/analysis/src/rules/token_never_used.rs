//! A task that waits for a token that it never hands over.

use asl_spec::QueryLanguage;
use asl_spec::integrations::Pattern;
use asl_syntax::Value;

use crate::finding::Sink;
use crate::place::Place;
use crate::rule::{Check, Level, Rule};
use crate::task::{Payload, TaskResource, payload, strings};

/// `token-never-used`
pub static RULE: Rule = Rule {
    code: "token-never-used",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a `.waitForTaskToken` whose token goes nowhere",
    doc: "A task with `.waitForTaskToken` waits until somebody calls `SendTaskSuccess` or `SendTaskFailure` with its token. \
          The parameters must hand the token over, as `$$.Task.Token` in a JSONPath state and as \
          `$states.context.Task.Token` in a JSONata state, or the task can only run into its timeout.",
    source: "rulebook 6.1",
    bad: r#"{
  "StartAt": "Ask",
  "States": {
    "Ask": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      <<"Parameters">>: { "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/ask", "MessageBody.$": "$" },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Ask",
  "States": {
    "Ask": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      "Parameters": {
        "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/ask",
        "MessageBody": { "order.$": "$", "token.$": "$$.Task.Token" }
      },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: None,
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place) else { return };
    let read = resource.read();
    if read.integration().and_then(|parts| parts.pattern) != Some(Pattern::WaitForTaskToken) {
        return;
    }
    // A context object that is chosen as the input reaches the parameters as `$`.
    let is_input_context = place.value("InputPath").and_then(Value::as_str).is_some_and(|s| s.text().starts_with("$$"));
    let (member, value) = match payload(place) {
        Payload::Fields(member, object) => (member, object.as_value()),
        Payload::Missing => return,
        Payload::Unknown => match place.get(crate::task::payload_field(place.language)) {
            Some(member) => match member.value() {
                Some(value) if value.as_str().is_some() => (member, value),
                _ => return,
            },
            None => return,
        },
    };
    let mut is_used = is_input_context;
    let is_unknown = strings(value, &mut |_, string| {
        is_used |= match place.language {
            QueryLanguage::JsonPath => is_path_to_token(&string.text()),
            QueryLanguage::Jsonata => is_expression_with_token(&string.text()),
        };
    });
    if is_used || is_unknown {
        return;
    }
    let token = match place.language {
        QueryLanguage::JsonPath => "$$.Task.Token",
        QueryLanguage::Jsonata => "$states.context.Task.Token",
    };
    let message = format!(
        "This task waits for its token but never hands it over: put \"{token}\" into \"{}\".",
        member.key().text()
    );
    sink.report(member.key().span(), message);
}

/// Whether the text reaches into the context object anywhere but at one of its other parts.
fn is_path_to_token(text: &str) -> bool {
    after(text, "$$").any(|rest| may_be_task(rest, &["Execution", "State", "StateMachine", "Map"]))
}

/// Whether the expression reaches into the context object, or at `$states` as a whole.
fn is_expression_with_token(text: &str) -> bool {
    text.starts_with("{%")
        && (after(text, "$states.context")
            .any(|rest| may_be_task(rest, &["Execution", "State", "StateMachine", "Map"]))
            || after(text, "$states").any(|rest| !rest.trim_start().starts_with('.')))
}

/// What follows each occurrence of `part`.
fn after<'t>(text: &'t str, part: &'t str) -> impl Iterator<Item = &'t str> {
    text.match_indices(part).map(move |(at, _)| &text[at + part.len()..])
}

/// Whether a path that goes on with `rest` is not certainly about one of the `others`.
fn may_be_task(rest: &str, others: &[&str]) -> bool {
    let Some(name) = rest.strip_prefix('.') else { return true };
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    !others.contains(&&name[..end])
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    fn jsonpath(parameters: &str) -> String {
        format!(
            r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken", {parameters}, "End": true }} }} }}"#
        )
    }

    fn jsonata(arguments: &str) -> String {
        jsonpath(&format!(r#""QueryLanguage": "JSONata", {arguments}"#))
    }

    #[test]
    fn every_way_to_hand_it_over() {
        for parameters in [
            r#""Parameters": { "a": { "b": [{ "token.$": "$$.Task.Token" }] } }"#,
            r#""Parameters": { "token.$": "$$['Task']['Token']" }"#,
            r#""Parameters": { "context.$": "$$" }"#,
            r#""Parameters": { "task.$": "$$.Task" }"#,
            r#""Parameters": { "url.$": "States.Format('https://x?t={}', $$.Task.Token)" }"#,
            r#""InputPath": "$$", "Parameters": { "Payload.$": "$" }"#,
            r#""Parameters": { "Payload": "${Payload}" }"#,
            r#""Parameters": { "${Rest}": ${Value} }"#,
            r#""Parameters": "${Parameters}""#,
            r#""Parameters": { "Payload": "#,
        ] {
            check(&RULE, &jsonpath(parameters));
        }
        for arguments in [
            r#""Arguments": { "token": "{% $states.context.Task.Token %}" }"#,
            r#""Arguments": "{% $merge([$states.input, { 'token': $states.context.Task.Token }]) %}""#,
            r#""Arguments": { "context": "{% $states.context %}" }"#,
            r#""Arguments": { "all": "{% $lookup($states, 'context') %}" }"#,
            r#""Arguments": "{% ${Arguments} %}""#,
        ] {
            check(&RULE, &jsonata(arguments));
        }
    }

    #[test]
    fn other_parts_of_the_context_do_not_help() {
        check(&RULE, &jsonpath(r#"<<"Parameters">>: { "id.$": "$$.Execution.Id", "token": "later", "n": 1 }"#));
        check(&RULE, &jsonpath(r#"<<"Parameters">>: { "input.$": "$" }"#));
        check(&RULE, &jsonata(r#"<<"Arguments">>: { "id": "{% $states.context.Execution.Id & $states.input.x %}" }"#));
        check(&RULE, &jsonata(r#"<<"Arguments">>: "{% $states.input %}""#));
        check(&RULE, &jsonata(r#"<<"Arguments">>: { "token": "$states.context.Task.Token" }"#));
    }

    #[test]
    fn only_where_a_token_is_awaited() {
        check(
            &RULE,
            r#"{ "StartAt": "T", "States": { "T": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "f" }, "End": true } } }"#,
        );
    }
}
