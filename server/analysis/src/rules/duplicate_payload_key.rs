//! Two keys of a payload template that become one.

use std::collections::HashMap;

use asl_spec::QueryLanguage;
use asl_syntax::{Object, Span};

use crate::expression::is_template;
use crate::finding::Sink;
use crate::place::Place;
use crate::rewrite::remove_either;
use crate::rule::{Check, Level, Rule};

/// `duplicate-payload-key`
pub static RULE: Rule = Rule {
    code: "duplicate-payload-key",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a key of a payload template that is there with `.$` and without",
    doc: "The suffix `.$` is taken from a key when its value has been evaluated. `\"id\"` and `\"id.$\"` in one object become \
          the same name, and only one of them can be meant.",
    source: "rulebook 7.3 [spec][asl-validator]",
    bad: r#"{
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "Parameters": { "id": 0, <<"id.$">>: "$.order.id" }, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "Parameters": { "id.$": "$.order.id" }, "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: Some(remove_either),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.language != QueryLanguage::JsonPath || place.state.is_none() {
        return;
    }
    for member in place.object.members() {
        let name = member.key().text();
        let mut open = Vec::new();
        if place.field(&name).is_some_and(|f| f.allows(place.language) && is_template(f)) {
            open.extend(member.value());
        }
        while let Some(value) = open.pop() {
            open.extend(value.as_array().iter().flat_map(|array| array.items()));
            if let Some(object) = value.as_object() {
                check_object(object, sink);
                open.extend(object.members().filter_map(|member| member.value()));
            }
        }
    }
}

fn check_object(object: Object<'_>, sink: &mut Sink<'_>) {
    if !object.members().any(|member| member.key().text().ends_with(".$")) {
        return;
    }
    // By bare name: the first key of each spelling. Two keys that are spelt alike are `duplicate-key`.
    let mut seen: HashMap<String, [Option<Span>; 2]> = HashMap::new();
    for member in object.members() {
        let key = member.key();
        let name = key.text();
        let (bare, marked) = match name.strip_suffix(".$") {
            Some(bare) => (bare, 1),
            None => (&*name, 0),
        };
        let spans = seen.entry(bare.to_owned()).or_default();
        if spans[marked].is_none() {
            spans[marked] = Some(key.span());
            if let Some(other) = spans[1 - marked] {
                let message = format!("\"{bare}\" is there already: without `.$` both keys are the same.");
                sink.report(key.span(), message).related(other, "The other key.");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn pass(parameters: &str) -> String {
        format!(
            r#"{{ "StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "Parameters": {parameters}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn at_any_depth() {
        check(&RULE, &pass(r#"{ "a": [ { "b.$": "$.x", <<"b">>: 1 } ], "b": { "b.$": "$" } }"#));
        check(&RULE, &pass(r#"{ "a.$": "$.x", "a.$": "$.y" }"#));
    }

    #[test]
    fn fixes() {
        check_fix(&RULE, &pass(r#"{ "a": 1, "a.$": "$.x" }"#), &pass(r#"{ "a": 1 }"#));
    }
}
