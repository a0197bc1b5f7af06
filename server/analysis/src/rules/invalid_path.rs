//! A path that does not parse.

use asl_query::jsonpath::{self, PathError};

use crate::analysis::Analysis;
use crate::expression::{Expression, Reading, Wanted, expression_at};
use crate::finding::{Finding, Sink};
use crate::rewrite::Fix;
use crate::rule::{Check, Level, Rule};

/// `invalid-path`
pub static RULE: Rule = Rule {
    code: "invalid-path",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a path that is no JSONPath",
    doc: "A path begins with `$` (the input), `$$` (the context object) or `$name` (a variable), and goes on with `.name`, \
          `['name']`, `[0]`, wildcards, slices and filters, in the dialect of the Jayway library. The service reads every \
          path when the machine is created. Names with special characters need `['...']`.",
    source: "rulebook 7.1 [floci][cdk-preflight]",
    bad: r#"{
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "InputPath": "<<order>>", "OutputPath": "$.orders<<[>>0", "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "InputPath": "$.order", "OutputPath": "$.orders[0]", "End": true }
  }
}"#,
    check: Check::Expression(check),
    fix: Some(fix),
};

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some((expression, error)) = fault(reading) else { return };
    match jsonpath::classify(&expression.text) {
        jsonpath::Kind::Jsonata => {
            let message = "This is JSONata, but the state is written in JSONPath: write a path, or set \"QueryLanguage\": \
                           \"JSONata\" on the state.";
            sink.report(expression.string.span(), message);
        }
        _ => {
            sink.report(expression.shown(error.span), error.message.clone());
        }
    }
}

/// The first fault of a path. What is no path at all under a key that ends in `.$` is left to `payload-not-a-path`.
fn fault<'r, 'a>(reading: &'r Reading<'a>) -> Option<(&'r Expression<'a>, &'r PathError)> {
    let (expression, parse) = reading.path()?;
    let error = parse.errors.first()?;
    let is_path = expression.text.starts_with('$');
    (is_path || expression.site.wanted != Wanted::Payload).then_some((expression, error))
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(reading) = expression_at(analysis, finding.span.start) else { return Vec::new() };
    let Some((expression, error)) = fault(&reading) else { return Vec::new() };
    error.fix.as_ref().map(|change| expression.change(analysis.document(), change)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn pass(field: &str) -> String {
        format!(r#"{{ "StartAt": "P", "States": {{ "P": {{ "Type": "Pass", {field}, "End": true }} }} }}"#)
    }

    #[test]
    fn every_field_that_takes_a_path() {
        check(&RULE, &pass(r#""ResultPath": "$<<.>>""#));
        check(&RULE, &pass(r#""InputPath": <<"">>"#));
        check(&RULE, &pass(r#""OutputPath": <<"{% $states.input %}">>"#));
        check(&RULE, &pass(r#""Parameters": { "a": [ { "b.$": "$.x<<[>>" } ] }"#));
        check(&RULE, &pass(r#""InputPath": null"#));
        check(&RULE, &pass(r#""Parameters": { "a": "$.x[", "b.$": "nothing" }"#));
    }

    #[test]
    fn placeholders_and_the_ways_of_jayway() {
        for path in [
            "${Path}",
            "$.a.${B}[0",
            "$.[0].x",
            "$.[*].y",
            "$.a[?(@.x =~ /re/i)]",
            "$.a[?(@.x == $.y)]",
            "$.a ",
            "$v.b[0]",
        ] {
            check(&RULE, &pass(&format!(r#""InputPath": "{path}""#)));
        }
    }

    #[test]
    fn fixes() {
        check_fix(&RULE, &pass(r#""InputPath": "order.id""#), &pass(r#""InputPath": "$.order.id""#));
        check_fix(&RULE, &pass(r#""InputPath": " $.order""#), &pass(r#""InputPath": "$.order""#));
    }
}
