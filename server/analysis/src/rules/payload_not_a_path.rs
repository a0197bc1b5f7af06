//! A key that ends in `.$` whose value cannot be evaluated.

use asl_query::jsonpath;
use asl_spec::QueryLanguage;
use asl_spec::intrinsics::{PREFIX, intrinsics};
use asl_syntax::{Kind, Member, Str};

use crate::analysis::Analysis;
use crate::expression::{is_marked, is_template};
use crate::finding::{Finding, Sink};
use crate::locate::locate;
use crate::place::Place;
use crate::rewrite::{Fix, replace_string};
use crate::rule::{Check, Level, Rule};
use crate::rules::wrong_type::describe;

/// `payload-not-a-path`
pub static RULE: Rule = Rule {
    code: "payload-not-a-path",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a key that ends in `.$` without a path or a call behind it",
    doc: "In a payload template the value of a key that ends in `.$` is evaluated: it must be a string with a path (`$.a`, \
          `$$.Execution.Id`, `$variable`) or with a call of an intrinsic function (`States.Format(...)`). A value that is \
          meant as it stands has a key without `.$`.",
    source: "rulebook 7.3 [spec][asl-service][statelint]",
    bad: r#"{
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "Parameters": { "id.$": <<"order.id">>, "count.$": <<3>> }, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "Parameters": { "id.$": "$.order.id", "count": 3 }, "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.language != QueryLanguage::JsonPath || place.state.is_none() {
        return;
    }
    for member in place.object.members() {
        let name = member.key().text();
        let Some(field) = place.field(&name).filter(|f| f.allows(place.language)) else { continue };
        let mut open = Vec::new();
        if is_template(field) {
            open.extend(member.value());
        } else if field.form == asl_spec::Form::PayloadExpression {
            check_member(member, sink);
        }
        while let Some(value) = open.pop() {
            open.extend(value.as_array().iter().flat_map(|array| array.items()));
            for member in value.as_object().iter().flat_map(|object| object.members()) {
                if is_marked(member) {
                    check_member(member, sink);
                }
                open.extend(member.value());
            }
        }
    }
}

fn check_member(member: Member<'_>, sink: &mut Sink<'_>) {
    let Some(value) = member.value() else { return };
    let key = member.key();
    let Some(string) = value.as_str() else {
        if matches!(value.kind(), Kind::Hole | Kind::Error) {
            return;
        }
        let name = key.text();
        let bare = name.strip_suffix(".$").unwrap_or(&name);
        let message = format!(
            "The value of \"{name}\" must be a path or an intrinsic call, not {}. Write \"{bare}\" for a fixed value.",
            describe(value)
        );
        sink.report(value.span(), message);
        return;
    };
    if let Some(message) = fault(string) {
        sink.report(string.span(), message);
    }
}

/// Why the string cannot be evaluated; `None` when it begins as a path or a call.
fn fault(string: Str<'_>) -> Option<String> {
    if !string.is_closed() {
        return None;
    }
    let text = string.text();
    let holes: Vec<_> = string.holes().map(|hole| asl_query::Span::new(hole.start, hole.end)).collect();
    if text.starts_with(['$']) || text.starts_with(PREFIX) {
        return None;
    }
    match jsonpath::classify_with_holes(&text, &holes) {
        jsonpath::Kind::Other => {}
        jsonpath::Kind::Jsonata => {
            return Some(
                "This is JSONata, but the state is written in JSONPath: write a path, or set \"QueryLanguage\": \"JSONata\" \
                 on the state."
                    .to_owned(),
            );
        }
        _ => return None,
    }
    if text.is_empty() {
        return Some("A key that ends in `.$` needs a path such as `$.name`, or an intrinsic call.".to_owned());
    }
    if is_evaluated(text.trim_start()) {
        return Some("The path or call must be the first thing in the string: remove the blank before it.".to_owned());
    }
    if let Some(function) = without_prefix(&text) {
        return Some(format!("This is no path and no intrinsic call. Did you mean `{function}`?"));
    }
    Some(
        "This is no path and no intrinsic call: begin it with `$.`, or take the `.$` from the key for a fixed text."
            .to_owned(),
    )
}

fn is_evaluated(text: &str) -> bool {
    let kind = jsonpath::classify(text);
    kind.is_path() || kind == jsonpath::Kind::Intrinsic
}

/// The function that `text` calls without a right `States.` before its name.
fn without_prefix(text: &str) -> Option<&'static str> {
    let (name, _) = text.split_once('(')?;
    let name = name.trim();
    let bare = match name.get(..PREFIX.len()) {
        Some(prefix) if prefix.eq_ignore_ascii_case(PREFIX) => &name[PREFIX.len()..],
        _ => name,
    };
    intrinsics().iter().map(|f| f.name).find(|function| function[PREFIX.len()..].eq_ignore_ascii_case(bare))
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(location) = locate(analysis, finding.span.start) else { return Vec::new() };
    let holder = location.steps.iter().rev().find(|step| step.value.span() == finding.span);
    let Some(member) = holder.and_then(|step| step.member) else { return Vec::new() };
    let mut fixes = Vec::new();
    if let Some(string) = member.value().and_then(|v| v.as_str()) {
        let text = string.text();
        let replace = |text: &str| replace_string(analysis.document(), string.span(), text);
        if is_evaluated(text.trim_start()) {
            return vec![Fix::new("Remove the blank", replace(text.trim_start())).preferred()];
        }
        if let Some(function) = without_prefix(&text) {
            let call = text.find('(').map_or("", |open| &text[open..]);
            return vec![Fix::new(format!("Call `{function}`"), replace(&format!("{function}{call}"))).preferred()];
        }
        let path = format!("$.{text}");
        let parse = jsonpath::parse(&path);
        if parse.errors.is_empty()
            && parse.doubts.is_empty()
            && parse.path.is_reference_path().is_ok()
            && !text.contains(' ')
        {
            fixes.push(Fix::new(format!("Change to `{path}`"), replace(&path)));
        }
    }
    let key = member.key().text();
    if let Some(bare) = key.strip_suffix(".$") {
        fixes
            .push(Fix::new("Remove `.$` from the key", replace_string(analysis.document(), member.key().span(), bare)));
    }
    fixes
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};

    fn pass(parameters: &str) -> String {
        format!(
            r#"{{ "StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "Parameters": {parameters}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn at_any_depth() {
        check(
            &RULE,
            &pass(
                r#"{ "a": [ 1, { "b.$": <<"">>, "c": { "d.$": <<{ "e.$": "$.x" }>> } } ], "f.$": <<[ "$.x" ]>>, "g.$": <<null>> }"#,
            ),
        );
    }

    #[test]
    fn placeholders_and_paths() {
        check(
            &RULE,
            &pass(r#"{ "a.$": "${Path}", "b.$": ${Value}, "c.$": "$.x[", "d.$": "States.", "e": "x", "f.$": "$$" }"#),
        );
    }

    #[test]
    fn the_role_of_a_task() {
        check(
            &RULE,
            r#"{ "StartAt": "T", "States": { "T": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "Credentials": { "RoleArn.$": <<"role">> }, "End": true } } }"#,
        );
    }

    #[test]
    fn messages() {
        check_messages(
            &RULE,
            &pass(r#"{ "a.$": "JsonToString($)", "b.$": true, "c.$": "{% $x %}" }"#),
            &expect_test::expect![[r#"
                This is no path and no intrinsic call. Did you mean `States.JsonToString`?
                The value of "b.$" must be a path or an intrinsic call, not a boolean. Write "b" for a fixed value.
                This is JSONata, but the state is written in JSONPath: write a path, or set "QueryLanguage": "JSONata" on the state."#]],
        );
    }

    #[test]
    fn fixes() {
        check_fix(&RULE, &pass(r#"{ "a.$": "x.y" }"#), &pass(r#"{ "a.$": "$.x.y" }"#));
        check_fix(&RULE, &pass(r#"{ "a.$": "some text" }"#), &pass(r#"{ "a": "some text" }"#));
        check_fix(&RULE, &pass(r#"{ "a.$": 1 }"#), &pass(r#"{ "a": 1 }"#));
        check_fix(&RULE, &pass(r#"{ "a.$": "format('{}', $.b)" }"#), &pass(r#"{ "a.$": "States.Format('{}', $.b)" }"#));
        check_fix(&RULE, &pass(r#"{ "a.$": "states.uuid()" }"#), &pass(r#"{ "a.$": "States.UUID()" }"#));
        check_fix(&RULE, &pass(r#"{ "a.$": " $.b" }"#), &pass(r#"{ "a.$": "$.b" }"#));
    }
}
