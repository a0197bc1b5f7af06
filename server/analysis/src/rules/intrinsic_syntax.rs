//! An intrinsic call that does not parse.

use crate::analysis::Analysis;
use crate::expression::{Reading, expression_at};
use crate::finding::{Finding, Sink};
use crate::rewrite::Fix;
use crate::rule::{Check, Level, Rule};

/// `intrinsic-syntax`
pub static RULE: Rule = Rule {
    code: "intrinsic-syntax",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a call of an intrinsic function that does not parse",
    doc: "A call is written `States.Name(argument, ...)`. Arguments are texts in single quotes, numbers, `true`, `false`, \
          `null`, paths and other calls. Inside of a text a backslash stands before `'`, `{`, `}` and `\\` that are meant as \
          such; in a JSON file the backslash itself is doubled.",
    source: "rulebook 8 [spec][asl-service][localstack]",
    bad: r#"{
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "text.$": "States.Format<<(>>'Hello {}', $.name" }, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "text.$": "States.Format('Hello {}', $.name)" }, "End": true }
  }
}"#,
    check: Check::Expression(check),
    fix: Some(fix),
};

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some((expression, parse)) = reading.call() else { return };
    // One slip, such as wrong quotes, often makes several faults: the first one leads to the others.
    if let Some(error) = parse.errors.first() {
        sink.report(expression.shown(error.span), error.message.clone());
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(reading) = expression_at(analysis, finding.span.start) else { return Vec::new() };
    let Some((expression, parse)) = reading.call() else { return Vec::new() };
    let change = parse.errors.first().and_then(|error| error.fix.as_ref());
    change.map(|change| expression.change(analysis.document(), change)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn pass(value: &str) -> String {
        format!(
            r#"{{ "StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "Parameters": {{ "x.$": "{value}" }}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn faults() {
        check(&RULE, &pass("States.Array($.a[<<,>> 1)"));
        check(&RULE, &pass("<<States.>>"));
        check(&RULE, &pass("States.Format('a', ${X})"));
        check(&RULE, &pass("States.Format('a ${X}', $.a) "));
        check(&RULE, &pass("States.Array()"));
    }

    #[test]
    fn fixes() {
        check_fix(&RULE, &pass(r#"States.Format(\"a {}\", $.b)"#), &pass("States.Format('a {}', $.b)"));
        check_fix(&RULE, &pass("States.Array($.a"), &pass("States.Array($.a)"));
    }
}
