//! A JSONata expression in a state that is written in JSONPath.

use asl_spec::{Form, QueryLanguage, Types};
use asl_syntax::{Str, Value};

use crate::expression::{Marks, is_marked, is_template};
use crate::finding::Sink;
use crate::place::Place;
use crate::rule::{Check, Level, Rule};

/// `jsonata-in-jsonpath-state`
pub static RULE: Rule = Rule {
    code: "jsonata-in-jsonpath-state",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a JSONata expression in a JSONPath state",
    doc: "A state is written in JSONPath unless the machine or the state itself says `\"QueryLanguage\": \"JSONata\"`. There \
          `{% %}` means nothing: the text is passed on as it stands. The states inside of a Map or Parallel state take the \
          language of the machine, not that of the state around them.",
    source: "rulebook 3.12 (inferred)",
    bad: r#"{
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "Parameters": { "id": <<"{% $states.input.id %}">> }, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": { "id": "{% $states.input.id %}" }, "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: None,
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.language != QueryLanguage::JsonPath || place.state.is_none() {
        return;
    }
    for member in place.object.members() {
        let name = member.key().text();
        let Some(field) = place.field(&name).filter(|f| f.allows(place.language)) else { continue };
        // A text that must be one of a few words, or look a certain way, is reported as such.
        let is_free = field.form == Form::Literal
            && field.types.contains(Types::STRING)
            && field.values.is_empty()
            && !matches!(field.name, "Comment" | "Label");
        let Some(value) = member.value().filter(|_| is_free || is_template(field)) else { continue };
        let mut open = vec![(value, false)];
        while let Some((value, is_evaluated)) = open.pop() {
            if let Some(string) = value.as_str().filter(|_| !is_evaluated) {
                if is_expression(string) {
                    sink.report(string.span(), MESSAGE);
                }
            } else if let Some(array) = value.as_array() {
                open.extend(array.items().map(|item| (item, false)));
            } else {
                for member in value.as_object().iter().flat_map(|object| object.members()) {
                    open.extend(member.value().map(|value: Value<'_>| (value, is_marked(member))));
                }
            }
        }
    }
}

const MESSAGE: &str = "This expression is not evaluated: the state is written in JSONPath. Set \"QueryLanguage\": \
                       \"JSONata\" on it, or write a path under a key that ends in `.$`.";

/// Whether the string looks like an expression that reads something: templates of other tools use the same marks.
fn is_expression(string: Str<'_>) -> bool {
    if !string.is_closed() || !string.text().contains("{%") {
        return false;
    }
    let text = string.text();
    let is_whole =
        Marks::of(&text).and_then(|m| m.close).is_some_and(|close| text[close.end as usize..].trim().is_empty());
    is_whole && text.contains('$')
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    #[test]
    fn plain_text_fields() {
        check(
            &RULE,
            r#"{ "StartAt": "C", "States": {
  "C": { "Type": "Choice", "Choices": [ { "Variable": "$.a", "StringEquals": <<"{% $x %}">>, "Next": "F" } ] },
  "F": { "Type": "Fail", "Error": <<"{% $states.input.e %}">>, "Cause": "{% include %}", "Comment": "{% $x %}" } } }"#,
        );
    }

    #[test]
    fn templates() {
        check(
            &RULE,
            r#"{ "StartAt": "P", "States": { "P": { "Type": "Pass",
  "Parameters": { "a": [ { "b": <<" {% $x %} ">>, "c": "<p>{% if $x %}</p>" } ] },
  "Assign": { "v": <<"{% $y %}">> },
  "End": true } } }"#,
        );
    }
}
