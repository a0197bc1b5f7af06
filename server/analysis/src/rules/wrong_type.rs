//! A value of the wrong JSON type.

use asl_spec::{Expression, Field, QueryLanguage, Types};
use asl_syntax::{Kind, Value};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::notation::yaml_boolean;
use crate::place::Place;
use crate::rewrite::{Fix, quoted, replace_value};
use crate::rule::{Check, Level, Rule};

/// `wrong-type`
pub static RULE: Rule = Rule {
    code: "wrong-type",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a value of the wrong JSON type",
    doc: "Each field takes a value of certain JSON types. `\"Seconds\": \"10\"` is a string where a number is needed. In a \
          JSONata state many fields take one `{% ... %}` string instead of their own type. A value that is or holds a \
          placeholder such as `${Seconds}` is left alone: what it becomes is not known here.",
    source: "rulebook 1.3 [floci], 6",
    bad: r#"{
  "StartAt": "Pause",
  "States": {
    "Pause": { "Type": "Wait", "Seconds": <<"10">>, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Pause",
  "States": {
    "Pause": { "Type": "Wait", "Seconds": 10, "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    for member in place.object.members() {
        let name = member.key().text();
        let Some(field) = place.field(&name).filter(|f| f.languages.allows(place.language)) else { continue };
        let Some(value) = member.value() else { continue };
        if fit(field, value, place.language) != Fit::Bad {
            continue;
        }
        let wanted = field.types.describe();
        // What YAML takes for `null` where nothing is written.
        if value.is_null() && value.span().is_empty() {
            sink.report(value.span(), format!("\"{name}\" has no value; it must be {wanted}."));
            continue;
        }
        let given = describe(value);
        let replacement = converted(field, value);
        let advice = match &replacement {
            Some(text) if text.starts_with('"') => " Put it in quotes.".to_owned(),
            Some(text) if old_boolean(value).is_some() => format!(" Only YAML 1.1 takes this word for one: write {text}."),
            _ => String::new(),
        };
        let finding = sink.report(value.span(), format!("\"{name}\" must be {wanted}, not {given}.{advice}"));
        finding.replacement = replacement;
    }
    check_elements(place, sink);
}

/// Lists of objects and of names hold nothing else.
fn check_elements(place: &Place<'_>, sink: &mut Sink<'_>) {
    for member in place.object.members() {
        let name = member.key().text();
        let Some(field) = place.field(&name).filter(|f| f.languages.allows(place.language)) else { continue };
        let wanted = match field.form {
            asl_spec::Form::Array(_) => Kind::Object,
            asl_spec::Form::ErrorNames => Kind::String,
            _ if name == "CSVHeaders" => Kind::String,
            _ => continue,
        };
        let Some(array) = member.value().and_then(Value::as_array) else { continue };
        for item in array.items() {
            let kind = item.kind();
            if kind != wanted && !is_open(item) {
                let noun = if wanted == Kind::Object { "an object" } else { "a string" };
                let given = describe(item);
                let message = format!("An element of \"{name}\" must be {noun}, not {given}.");
                match as_string(item).filter(|_| wanted == Kind::String) {
                    Some(text) => sink.report(item.span(), message + " Put it in quotes.").replacement(text),
                    None => sink.report(item.span(), message),
                };
            }
        }
    }
}

/// How a value suits its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It is of a type that the field takes.
    Good,
    /// The sources disagree about its type.
    Disputed,
    /// The service refuses it.
    Bad,
    /// It is not known what the value will be.
    Unknown,
}

/// How `value` suits `field` in a state of this language.
pub fn fit(field: &Field, value: Value<'_>, language: QueryLanguage) -> Fit {
    let given = match value.kind() {
        _ if is_open(value) => return Fit::Unknown,
        Kind::Hole | Kind::Error => return Fit::Unknown,
        Kind::Object => Types::OBJECT,
        Kind::Array => Types::ARRAY,
        Kind::String => Types::STRING,
        Kind::Number if value.as_number().is_some_and(|n| n.is_integer()) => Types::INTEGER,
        Kind::Number => Types::NUMBER,
        Kind::Bool => Types::BOOLEAN,
        Kind::Null => Types::NULL,
    };
    let is_expression =
        language == QueryLanguage::Jsonata && field.expression != Expression::Never && is_jsonata(value);
    // What is disputed may be accepted all the same: it comes first.
    if field.disputed_types.accepts(given) && !is_expression {
        Fit::Disputed
    } else if field.types.is_any() || field.types.accepts(given) || is_expression {
        Fit::Good
    } else {
        Fit::Bad
    }
}

/// Whether nobody can say what the value will be: it is broken, a placeholder, or a string with one in it.
pub fn is_open(value: Value<'_>) -> bool {
    matches!(value.kind(), Kind::Hole | Kind::Error) || value.as_str().is_some_and(|s| s.has_hole() || !s.is_closed())
}

fn is_jsonata(value: Value<'_>) -> bool {
    value.as_str().is_some_and(|s| s.text().starts_with("{%"))
}

/// The type of a value in words.
pub fn describe(value: Value<'_>) -> &'static str {
    match value.kind() {
        Kind::Object => "an object",
        Kind::Array => "an array",
        Kind::String if is_jsonata(value) => "a JSONata expression",
        Kind::String => "a string",
        Kind::Number => "a number",
        Kind::Bool => "a boolean",
        Kind::Null => "null",
        Kind::Hole | Kind::Error => "this",
    }
}

/// The same value as the type that the field wants, where that is beyond doubt.
fn converted(field: &Field, value: Value<'_>) -> Option<String> {
    let types = field.types;
    if let Some(string) = value.as_str() {
        let text = string.text();
        let text = text.trim();
        if types.contains(Types::BOOLEAN) && (text == "true" || text == "false") {
            return Some(text.to_owned());
        }
        if types.contains(Types::BOOLEAN) {
            return old_boolean(value).map(|meant| meant.to_string());
        }
        let number: serde_json::Number = text.parse().ok()?;
        let whole = number.is_i64() || number.is_u64();
        return (types.contains(Types::NUMBER) || types.contains(Types::INTEGER) && whole).then(|| number.to_string());
    }
    if types.contains(Types::STRING) {
        return as_string(value);
    }
    None
}

/// What a word without quotes is to readers of YAML 1.1 and no longer since, if that is a boolean.
fn old_boolean(value: Value<'_>) -> Option<bool> {
    let string = value.as_str().filter(|string| string.span() == string.inner())?;
    yaml_boolean(&string.text())
}

/// A number or a boolean as a string.
fn as_string(value: Value<'_>) -> Option<String> {
    match value.as_number() {
        Some(number) => Some(quoted(number.text())),
        None => value.as_bool().map(|b| quoted(if b { "true" } else { "false" })),
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(text) = &finding.replacement else { return Vec::new() };
    // YAML has other words for `true`, and who writes one as a name means that very word.
    let text = if text.starts_with('"') { &quoted(&analysis.text(finding.span)) } else { text };
    vec![Fix::new(format!("Change to {text}"), replace_value(analysis.document(), finding.span, text)).preferred()]
}
