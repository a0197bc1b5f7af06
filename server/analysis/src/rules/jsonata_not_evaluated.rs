//! JSONata where nothing is evaluated.

use asl_spec::{Expression as Evaluated, Form, QueryLanguage};
use asl_syntax::{Object, Str, Value};

use crate::expression::Marks;
use crate::finding::Sink;
use crate::place::Place;
use crate::rule::{Check, Level, Rule};

/// `jsonata-not-evaluated`
pub static RULE: Rule = Rule {
    code: "jsonata-not-evaluated",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a JSONata expression where nothing is evaluated",
    doc: "Even in a JSONata state some texts are constants: `Resource`, the names in `ErrorEquals` and `CSVHeaders`, and all \
          keys. A `{% %}` there is taken as it stands. To compute the keys of an object, write the whole object as one \
          expression: `{% { $states.input.name: 1 } %}`.",
    source: "rulebook 3.10 [floci]",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "Output": { <<"{% $states.input.name %}">>: 1 }, "End": true }
  }
}"#,
    good: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "Output": "{% { $states.input.name: 1 } %}", "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: None,
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.language != QueryLanguage::Jsonata || place.state.is_none() {
        return;
    }
    for member in place.object.members() {
        let name = member.key().text();
        let Some(field) = place.field(&name).filter(|f| f.allows(place.language)) else { continue };
        let Some(value) = member.value() else { continue };
        if field.expression == Evaluated::Deep {
            check_keys(value, sink);
        } else if field.expression == Evaluated::Never && (field.form == Form::ErrorNames || name == "CSVHeaders") {
            for string in value.as_array().iter().flat_map(|a| a.items()).filter_map(Value::as_str) {
                if is_marked(string) {
                    let message = format!("The names in \"{name}\" are constants: this expression is never evaluated.");
                    sink.report(string.span(), message);
                }
            }
        }
    }
}

fn is_marked(string: Str<'_>) -> bool {
    string.is_closed()
        && string.text().starts_with("{%")
        && Marks::of(&string.text()).is_some_and(|m| m.close.is_some())
}

/// The keys of every object in `value`.
fn check_keys(value: Value<'_>, sink: &mut Sink<'_>) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        if let Some(array) = value.as_array() {
            open.extend(array.items());
        }
        for member in value.as_object().iter().flat_map(|object: &Object<'_>| object.members()) {
            if is_marked(member.key()) {
                let message = "A key is never evaluated: this text becomes the name. Write the whole object as one \
                               expression to compute its keys.";
                sink.report(member.key().span(), message);
            }
            open.extend(member.value());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    #[test]
    fn constants() {
        check(
            &RULE,
            r#"{ "QueryLanguage": "JSONata", "StartAt": "T", "States": { "T": { "Type": "Task",
  "Resource": "arn:aws:states:::lambda:invoke",
  "Arguments": { "FunctionName": "{% $f %}", "a": [ { <<"{% $k %}">>: 1 } ] },
  "Retry": [ { "ErrorEquals": [ <<"{% $errors %}">> ], "MaxAttempts": 2 } ],
  "End": true } } }"#,
        );
    }

    #[test]
    fn a_jsonpath_state_has_no_marks_at_all() {
        check(
            &RULE,
            r#"{ "StartAt": "P", "States": { "P": { "Type": "Pass", "Parameters": { "{% $k %}": 1 }, "End": true } } }"#,
        );
    }
}
