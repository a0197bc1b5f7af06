//! A path in the fixed `Result` of a Pass state.

use asl_spec::{Context, QueryLanguage};
use asl_syntax::{Member, Value};

use crate::analysis::Analysis;
use crate::expression::is_marked;
use crate::finding::{Finding, Sink};
use crate::locate::locate;
use crate::place::Place;
use crate::rewrite::{Fix, replace_string};
use crate::rule::{Check, Level, Rule};
use crate::rules::path_without_dollar_key::is_evaluable;

/// `static-result-path`
pub static RULE: Rule = Rule {
    code: "static-result-path",
    level: Level::Warning,
    on: true,
    service: Some("PASS_RESULT_IS_STATIC"),
    tag: None,
    title: "a path in the fixed `Result` of a Pass state",
    doc: "`Result` is passed on as it stands: neither paths nor intrinsic calls in it are evaluated, and a key keeps its \
          `.$`. `Parameters` is the field for values that come from the input.",
    source: "rulebook 6.2, 15 [docs]",
    bad: r#"{
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "Result": { "id.$": <<"$.order.id">> }, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "Parameters": { "id.$": "$.order.id" }, "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.context != Some(Context::Pass) || place.language != QueryLanguage::JsonPath {
        return;
    }
    let Some(value) = place.value("Result") else { return };
    each(value, &mut |member, value| {
        if value.as_str().is_some_and(is_evaluable) {
            let message =
                "Nothing is evaluated in \"Result\": this path is passed on as a text. Use \"Parameters\" instead.";
            sink.report(value.span(), message);
        } else if member.is_some_and(is_marked) {
            let Some(member) = member else { return };
            let message = "Nothing is evaluated in \"Result\": the name keeps its `.$`. Use \"Parameters\" instead.";
            sink.report(member.key().span(), message);
        }
    });
}

/// Calls `visit` with every value in `value`, and the member that holds it directly.
fn each<'a>(value: Value<'a>, visit: &mut dyn FnMut(Option<Member<'a>>, Value<'a>)) {
    let mut open = vec![(None, value)];
    while let Some((member, value)) = open.pop() {
        visit(member, value);
        open.extend(value.as_array().iter().flat_map(|array| array.items()).map(|item| (None, item)));
        for member in value.as_object().iter().flat_map(|object| object.members()) {
            open.extend(member.value().map(|value| (Some(member), value)));
        }
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(location) = locate(analysis, finding.span.start) else { return Vec::new() };
    let Some((at, state)) = location.state() else { return Vec::new() };
    let result = location.steps.get(at + 1).and_then(|step| step.member);
    let Some(result) = result.filter(|member| member.key().is("Result")) else { return Vec::new() };
    let is_taken = state.value.as_object().is_some_and(|object| object.get("Parameters").is_some());
    let Some(object) = result.value().filter(|v| v.as_object().is_some() && !is_taken) else { return Vec::new() };
    let mut edits = vec![replace_string(analysis.document(), result.key().span(), "Parameters")];
    let mut is_complete = true;
    each(object, &mut |member, value| match (member, value.as_str()) {
        (Some(member), Some(string)) if is_evaluable(string) && !is_marked(member) => {
            let marked = format!("{}.$", member.key().text());
            edits.push(replace_string(analysis.document(), member.key().span(), &marked));
        }
        (None, Some(string)) if is_evaluable(string) => is_complete = false,
        _ => {}
    });
    if !is_complete {
        return Vec::new();
    }
    vec![Fix { title: "Use \"Parameters\" instead of \"Result\"".to_owned(), edits, preferred: false }]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn pass(result: &str) -> String {
        format!(r#"{{ "StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "Result": {result}, "End": true }} }} }}"#)
    }

    #[test]
    fn at_any_depth() {
        check(&RULE, &pass(r#"<<"$.x">>"#));
        check(&RULE, &pass(r#"[ { "a": [ <<"States.UUID()">>, "$", "$5" ], <<"b.$">>: 1 } ]"#));
        check(&RULE, &pass(r#"{ "a": "${X}", "b": "text" }"#));
    }

    #[test]
    fn fixes() {
        check_fix(
            &RULE,
            r#"{ "StartAt": "P", "States": { "P": { "Type": "Pass", "Result": { "a": "$.x", "b.$": "$.y", "c": 1 }, "End": true } } }"#,
            r#"{ "StartAt": "P", "States": { "P": { "Type": "Pass", "Parameters": { "a.$": "$.x", "b.$": "$.y", "c": 1 }, "End": true } } }"#,
        );
    }
}
