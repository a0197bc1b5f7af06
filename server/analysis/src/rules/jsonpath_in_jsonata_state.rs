//! A path, or a key that ends in `.$`, in a state that is written in JSONata.

use asl_query::jsonpath;
use asl_spec::{Expression as Evaluated, QueryLanguage};
use asl_syntax::{Member, Str, Value};

use crate::analysis::Analysis;
use crate::expression::{is_marked, jsonata_of};
use crate::finding::{Finding, Sink};
use crate::locate::locate;
use crate::place::Place;
use crate::rewrite::{Edit, Fix, replace_string};
use crate::rule::{Check, Level, Rule};

/// `jsonpath-in-jsonata-state`
pub static RULE: Rule = Rule {
    code: "jsonpath-in-jsonata-state",
    level: Level::Hint,
    on: true,
    service: None,
    tag: None,
    title: "a JSONPath in a JSONata state",
    doc: "In a JSONata state the suffix `.$` of a key means nothing, and a path is a plain text: both are passed on as they \
          stand. Write the value as an expression: `$.order.id` is `{% $states.input.order.id %}`, `$$.Execution.Id` is \
          `{% $states.context.Execution.Id %}`.",
    source: "rulebook 3.11 (inferred)",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "Output": { <<"id.$">>: "$.order.id", "all": <<"$.order">> }, "End": true }
  }
}"#,
    good: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "Output": { "id": "{% $states.input.order.id %}", "all": "{% $states.input.order %}" }, "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.language != QueryLanguage::Jsonata || place.state.is_none() {
        return;
    }
    for member in place.object.members() {
        let name = member.key().text();
        let Some(field) = place.field(&name).filter(|f| f.allows(place.language)) else { continue };
        if field.expression == Evaluated::Deep || matches!(field.name, "Error" | "Cause") {
            let Some(value) = member.value() else { continue };
            check_value(value, sink);
        }
    }
}

fn check_value(value: Value<'_>, sink: &mut Sink<'_>) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        if let Some(string) = value.as_str() {
            if is_path(string) {
                let message = "A path is plain text in a JSONata state: write an expression between `{%` and `%}`.";
                sink.report(string.span(), message);
            }
        } else if let Some(array) = value.as_array() {
            open.extend(array.items());
        }
        for member in value.as_object().iter().flat_map(|object| object.members()) {
            if is_marked(member) {
                let message = "In a JSONata state `.$` is a part of the name: nothing is evaluated because of it.";
                sink.report(member.key().span(), message);
                if member.value().is_some_and(|v| v.as_str().is_some()) {
                    continue;
                }
            }
            open.extend(member.value());
        }
    }
}

/// Whether the string is a path with at least one step, into the input or the context object.
fn is_path(string: Str<'_>) -> bool {
    if !string.text().starts_with('$') || string.has_hole() || !string.is_closed() {
        return false;
    }
    let text = string.text();
    let kind = jsonpath::classify(&text);
    if !matches!(kind, jsonpath::Kind::Path | jsonpath::Kind::ContextPath) {
        return false;
    }
    let parse = jsonpath::parse(&text);
    parse.errors.is_empty() && !parse.path.segments.is_empty()
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(location) = locate(analysis, finding.span.start) else { return Vec::new() };
    match location.key {
        Some(member) => of_key(analysis, member).into_iter().collect(),
        None => {
            let string = location.last().and_then(|step| step.value.as_str());
            string
                .and_then(|s| Some(Fix::new("Write it in JSONata", value_edit(analysis, s)?).preferred()))
                .into_iter()
                .collect()
        }
    }
}

fn of_key(analysis: &Analysis, member: Member<'_>) -> Option<Fix> {
    let key = member.key().text();
    let rename = replace_string(analysis.document(), member.key().span(), key.strip_suffix(".$")?);
    let string = member.value().and_then(Value::as_str);
    if let Some(value) = string.and_then(|string| value_edit(analysis, string)) {
        return Some(Fix { title: "Write it in JSONata".to_owned(), edits: vec![rename, value], preferred: true });
    }
    Some(Fix::new("Remove `.$` from the name", rename))
}

/// The path as an expression, where the two languages can say the same.
fn value_edit(analysis: &Analysis, string: Str<'_>) -> Option<Edit> {
    let parse = jsonpath::parse(&string.text());
    let code = jsonata_of(&parse.path).filter(|_| parse.errors.is_empty() && !string.has_hole())?;
    Some(replace_string(analysis.document(), string.span(), &format!("{{% {code} %}}")))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn output(text: &str) -> String {
        format!(
            r#"{{ "QueryLanguage": "JSONata", "StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "Output": {text}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn texts_that_only_look_alike() {
        check(
            &RULE,
            &output(r#"{ "a": "$", "b": "$5.00", "c": "$LATEST", "d": "${X}.y", "e": "$.", "f": "cost: $.x" }"#),
        );
        check(&RULE, &output(r#"[ { "x": [ <<"$$.Execution.Id">> ] } ]"#));
    }

    #[test]
    fn fixes() {
        check_fix(&RULE, &output(r#"{ "a.$": "$.x[0]" }"#), &output(r#"{ "a": "{% $states.input.x[0] %}" }"#));
        check_fix(
            &RULE,
            &output(r#"{ "a": "$$.State.Name" }"#),
            &output(r#"{ "a": "{% $states.context.State.Name %}" }"#),
        );
        check_fix(&RULE, &output(r#"{ "a.$": "{% 1 %}" }"#), &output(r#"{ "a": "{% 1 %}" }"#));
        check_fix(&RULE, &output(r#"{ "a.$": 3 }"#), &output(r#"{ "a": 3 }"#));
    }
}
