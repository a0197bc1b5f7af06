//! A JSONata expression that does not parse.

use asl_query::jsonata::{Parsed, SyntaxError};
use asl_syntax::Document;

use crate::analysis::Analysis;
use crate::expression::{Expression, Reading, expression_at};
use crate::finding::{Finding, Sink};
use crate::rewrite::Fix;
use crate::rule::{Check, Level, Rule};

/// `jsonata-syntax`
pub static RULE: Rule = Rule {
    code: "jsonata-syntax",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSONATA_EXPRESSION"),
    tag: None,
    title: "a JSONata expression that does not parse",
    doc: "What stands between `{%` and `%}` must be one whole JSONata expression; an empty one is refused as well. The code \
          in the message, such as `S0203`, is the one that JSONata's own parser gives.",
    source: "rulebook 3.1 [floci][cdk-preflight]",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Count",
  "States": {
    "Count": { "Type": "Pass", "Output": "{% $count<<(>>$states.input.orders %}", "End": true }
  }
}"#,
    good: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Count",
  "States": {
    "Count": { "Type": "Pass", "Output": "{% $count($states.input.orders) %}", "End": true }
  }
}"#,
    check: Check::Expression(check),
    fix: Some(fix),
};

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some((expression, parsed)) = reading.jsonata() else { return };
    // The first fault is what the service reports; what follows is often only its echo.
    let Some(error) = parsed.errors.first() else { return };
    if may_be_filled_in(expression, error) {
        return;
    }
    if let Some(inner) = expression.source().find("%}") {
        let span = asl_query::Span::new(inner as u32, inner as u32 + 2);
        let message = "One string holds one expression: this `%}` does not end it. Join the parts inside of one pair of \
                       marks, as in `{% $a & ' ' & $b %}`.";
        sink.report(expression.span(span), message);
        return;
    }
    if expression.source().trim().is_empty() {
        sink.report(expression.string.span(), "This expression is empty. Write one between `{%` and `%}`.");
        return;
    }
    sink.report(expression.shown(error.span), format!("{} ({})", error.message, error.code));
}

/// Whether a placeholder behind an open bracket may bring what closes it.
fn may_be_filled_in(expression: &Expression<'_>, error: &SyntaxError) -> bool {
    let start = expression.code.start + error.span.start;
    error.expected.is_some() && expression.string.holes().any(|hole| hole.end > start)
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(reading) = expression_at(analysis, finding.span.start) else { return Vec::new() };
    let Some((expression, parsed)) = reading.jsonata() else { return Vec::new() };
    parsed.errors.first().and_then(|error| cure(analysis.document(), expression, parsed, error)).into_iter().collect()
}

/// Operators of other languages, with what JSONata writes.
const FOREIGN: [(&str, &str); 6] =
    [("===", "="), ("!==", "!="), ("==", "="), ("&&", "and"), ("||", "or"), ("<>", "!=")];

fn cure(document: &Document, expression: &Expression<'_>, parsed: &Parsed, error: &SyntaxError) -> Option<Fix> {
    let source = expression.source();
    // The fault shows at the second half of an operator that JSONata reads as two.
    let window = error.span.start.saturating_sub(2)..=error.span.start;
    for (wrong, right) in FOREIGN {
        for start in window.clone() {
            let span = asl_query::Span::new(start, start + wrong.len() as u32);
            if span.text(source) == wrong && error.span.start < span.end {
                return Some(Fix::of(format!("Write `{right}`"), expression.edit(document, span, right)).preferred());
            }
        }
    }
    let closer = error.expected.filter(|e| matches!(*e, ")" | "]" | "}"))?;
    let at_end = error.token.as_deref() == Some("(end)") && parsed.errors.len() == 1;
    let end = asl_query::Span::empty(source.trim_end().len() as u32);
    at_end.then(|| Fix::of(format!("Add `{closer}` at the end"), expression.edit(document, end, closer)))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};

    fn output(text: &str) -> String {
        format!(
            r#"{{ "QueryLanguage": "JSONata", "StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "Output": {{ "x": "{text}" }}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn the_place_is_inside_the_string() {
        check(&RULE, &output(r#"{% \"é\" & \"\\n\" <<&>> %}"#));
        check(&RULE, &output(r"{% $states.input<<.>> %}"));
        check_messages(
            &RULE,
            &output(r"{% $states.input & %}"),
            &expect_test::expect!["An expression is missing behind `&`. (S0207)"],
        );
    }

    #[test]
    fn empty_expressions() {
        check(&RULE, &output("{%%}").replace("\"{%%}\"", "<<\"{%%}\">>"));
        check(&RULE, &output("{%  %}").replace("\"{%  %}\"", "<<\"{%  %}\">>"));
    }

    #[test]
    fn two_expressions_in_one_string() {
        check(&RULE, &output("{% $states.input.a <<%}>> and {% $states.input.b %}"));
    }

    #[test]
    fn what_a_placeholder_touches_is_unknown() {
        check(&RULE, &output("{% ${Flag} = true %}"));
        check(&RULE, &output("{% ${Expression} %}"));
        check(&RULE, &output("{% $f(${Rest} %}"));
    }

    #[test]
    fn operators_of_other_languages() {
        for (wrong, right) in [
            ("$states.input.a == 1", "$states.input.a = 1"),
            ("$states.input.a === 1", "$states.input.a = 1"),
            ("$states.input.a && true", "$states.input.a and true"),
            ("$states.input.a || true", "$states.input.a or true"),
            ("$count($states.input.a", "$count($states.input.a)"),
        ] {
            check_fix(&RULE, &output(&format!("{{% {wrong} %}}")), &output(&format!("{{% {right} %}}")));
        }
    }
}
