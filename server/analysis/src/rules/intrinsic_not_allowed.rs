//! An intrinsic call in a field that takes a path only.

use crate::expression::{Parse, Reading};
use crate::finding::Sink;
use crate::rule::{Check, Level, Rule};

/// `intrinsic-not-allowed`
pub static RULE: Rule = Rule {
    code: "intrinsic-not-allowed",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "an intrinsic function where only a path may stand",
    doc: "Intrinsic functions are called in payload templates, under keys that end in `.$`, and in `ErrorPath` and \
          `CausePath`. `InputPath`, `OutputPath`, `ItemsPath`, `Variable` and all other path fields take a path: compute the \
          value in `Parameters`, `ResultSelector` or `Assign` first.",
    source: "rulebook 8 [statelint][docs]",
    bad: r#"{
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "InputPath": <<"States.Array($.a, $.b)">>, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "Parameters": { "both.$": "States.Array($.a, $.b)" }, "End": true }
  }
}"#,
    check: Check::Expression(check),
    fix: None,
};

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some(expression) = reading.expression() else { return };
    let site = &expression.site;
    if !matches!(expression.parse, Parse::Intrinsic(_)) || site.wanted.allows_intrinsics() {
        return;
    }
    let message = format!(
        "\"{}\" takes a path, not a call of an intrinsic function. Compute the value in a payload template first.",
        site.field.name
    );
    sink.report(expression.string.span(), message);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    #[test]
    fn where_calls_may_stand() {
        check(
            &RULE,
            r#"{ "StartAt": "C", "States": {
  "C": { "Type": "Choice", "Choices": [ { "Variable": <<"States.ArrayLength($.a)">>, "NumericEqualsPath": <<"States.MathAdd(1, $.a)">>, "Next": "F" } ] },
  "F": { "Type": "Fail", "ErrorPath": "States.Format('{}', $.a)" } } }"#,
        );
    }
}
