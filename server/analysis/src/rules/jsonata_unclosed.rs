//! A JSONata string without its last mark.

use crate::analysis::Analysis;
use crate::expression::{Expression, Parse, Reading, expression_at};
use crate::finding::{Finding, Sink};
use crate::rewrite::Fix;
use crate::rule::{Check, Level, Rule};

/// `jsonata-unclosed`
pub static RULE: Rule = Rule {
    code: "jsonata-unclosed",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSONATA_EXPRESSION"),
    tag: None,
    title: "a string that begins with `{%` and does not end with `%}`",
    doc: "An expression begins with `{%` as the very first and ends with `%}` as the very last characters of its string. \
          No text may stand behind the last mark: put what belongs to the value into the expression, as in \
          `{% $states.input.name & '!' %}`.",
    source: "rulebook 3.9 [floci]",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Count",
  "States": {
    "Count": { "Type": "Pass", "Output": "<<{%>> $states.input.orders", "End": true }
  }
}"#,
    good: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Count",
  "States": {
    "Count": { "Type": "Pass", "Output": "{% $states.input.orders %}", "End": true }
  }
}"#,
    check: Check::Expression(check),
    fix: Some(fix),
};

/// What follows the last `%}`, if anything does; without one, the place where it is missing.
fn tail(expression: &Expression<'_>) -> Option<(asl_query::Span, bool)> {
    let Parse::Jsonata(marks, _) = &expression.parse else { return None };
    let length = expression.text.len() as u32;
    match marks.close {
        _ if marks.open.start > 0 => None,
        None => Some((asl_query::Span::empty(length), false)),
        // A blank alone is `jsonata-marks`.
        Some(close) => {
            let tail = asl_query::Span::new(close.end, length);
            (!tail.text(&expression.text).trim().is_empty()).then_some((tail, true))
        }
    }
}

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some(expression) = reading.expression() else { return };
    let Some((tail, is_closed)) = tail(expression) else { return };
    // What a placeholder becomes may end with the mark.
    if expression.string.holes().any(|hole| !is_closed || hole.end > tail.start) {
        return;
    }
    if !is_closed {
        let open = expression.text_span(asl_query::Span::new(0, 2));
        sink.report(open, "This expression is never closed: end the string with `%}`.");
    } else {
        let message = "Nothing may stand behind `%}`: put the text into the expression, as in `{% $x & ' text' %}`.";
        sink.report(expression.text_span(tail), message);
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(reading) = expression_at(analysis, finding.span.start) else { return Vec::new() };
    let Some(expression) = reading.expression() else { return Vec::new() };
    match tail(expression) {
        Some((span, false)) => {
            let mark = if expression.text.ends_with(char::is_whitespace) { "%}" } else { " %}" };
            let end = asl_query::Span::empty(span.start);
            let edits = expression.text_edits(analysis.document(), &[(end, mark)]);
            vec![Fix::of("Close the expression", edits).preferred()]
        }
        Some((span, true)) => {
            let text = span.text(&expression.text);
            if text.contains("{%") || text.contains('\'') {
                return Vec::new();
            }
            let code = expression.source().trim_end().len() as u32;
            let joined = format!(" & '{}' %}}", text.replace('\\', "\\\\"));
            let span = asl_query::Span::new(code, span.end - expression.code.start);
            let edits = expression.edit(analysis.document(), span, &joined);
            vec![Fix::of("Move the text into the expression", edits)]
        }
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn output(text: &str) -> String {
        format!(
            r#"{{ "QueryLanguage": "JSONata", "StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "Output": [ "{text}" ], "End": true }} }} }}"#
        )
    }

    #[test]
    fn what_stands_behind_the_last_mark() {
        check(&RULE, &output("{% 1 %} "));
        check(&RULE, &output(r"{% 1 %}<< \u00e9>>"));
        check(&RULE, &output("{% 1 %}"));
        check(&RULE, &output("{% 1 %}${Rest}"));
        check(&RULE, &output("{% ${Rest}"));
        check(&RULE, &output("<<{%>>}"));
    }

    #[test]
    fn fixes() {
        check_fix(&RULE, &output("{% 1"), &output("{% 1 %}"));
        check_fix(&RULE, &output("{% 1 "), &output("{% 1 %}"));
        check_fix(&RULE, &output(r"{% $x %} done\n"), &output(r"{% $x & ' done\n' %}"));
    }
}
