//! A string in which JSONata marks stand, but not at its very ends.

use crate::analysis::Analysis;
use crate::expression::{Expression, Parse, Reading, Wanted, expression_at};
use crate::finding::{Finding, Sink};
use crate::rewrite::{Fix, replace_string};
use crate::rule::{Check, Level, Rule};

/// `jsonata-marks`
pub static RULE: Rule = Rule {
    code: "jsonata-marks",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "JSONata marks that are not the ends of their string",
    doc: "A string is an expression only when `{%` are its very first and `%}` its very last characters, without a blank \
          around them. With a text in front of `{%`, the string is passed on as it stands, marks and all. Text and \
          expression are joined inside of the marks: `{% 'Hello ' & $states.input.name %}`.",
    source: "rulebook 3.9 [spec][docs]",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": { "text": "<<Hello >>{% $states.input.name %}" }, "End": true }
  }
}"#,
    good: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": { "text": "{% 'Hello ' & $states.input.name %}" }, "End": true }
  }
}"#,
    check: Check::Expression(check),
    fix: Some(fix),
};

/// The blanks outside of the marks, each with whether it is the one in front.
fn blanks(expression: &Expression<'_>) -> Vec<(asl_query::Span, bool)> {
    let Parse::Jsonata(marks, _) = &expression.parse else { return Vec::new() };
    let mut blanks = vec![(asl_query::Span::new(0, marks.open.start), true)];
    if let Some(close) = marks.close {
        blanks.push((asl_query::Span::new(close.end, expression.text.len() as u32), false));
    }
    blanks.retain(|(span, _)| !span.is_empty() && span.text(&expression.text).trim().is_empty());
    blanks
}

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    if let Some(expression) = reading.expression() {
        for (blank, is_before) in blanks(expression) {
            let message = if is_before {
                "This string is plain text, because a blank stands in front of `{%`: remove it."
            } else {
                "An expression ends with `%}` and nothing behind it: remove the blank."
            };
            sink.report(expression.text_span(blank), message);
        }
        return;
    }
    let Some(literal) = reading.literal().filter(|l| l.site.wanted == Wanted::Jsonata) else { return };
    let text = literal.string.text();
    let Some(open) = text.find("{%") else {
        if text.ends_with("%}") && !literal.string.has_hole() {
            let map = literal.string.escapes();
            let close = map.to_raw_span(asl_syntax::Span::new(text.len() as u32 - 2, text.len() as u32));
            sink.report(close, "This `%}` closes nothing: begin the string with `{%`.");
        }
        return;
    };
    // Templates of other tools use the same marks: only what reads a variable is certainly JSONata.
    let code = &text[open + 2..];
    let Some(code) = code.find("%}").map(|close| &code[..close]) else { return };
    if literal.string.has_hole() || !code.contains('$') || !asl_query::jsonata::parse(code).is_valid() {
        return;
    }
    let before = literal.string.escapes().to_raw_span(asl_syntax::Span::new(0, open as u32));
    let message = "This string is plain text, because it does not begin with `{%`: put the text into the expression, as \
                   in `{% 'text ' & $x %}`.";
    sink.report(before, message);
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    match expression_at(analysis, finding.span.start) {
        Some(Reading::Expression(expression)) => {
            let changes: Vec<_> = blanks(&expression).into_iter().map(|(span, _)| (span, "")).collect();
            let edits = expression.text_edits(analysis.document(), &changes);
            vec![Fix::of("Remove the blank outside of the marks", edits).preferred()]
        }
        Some(Reading::Literal(literal)) => {
            let text = literal.string.text();
            let joined = joined(&text).filter(|_| !text.contains('\''));
            let fix = |joined: String| {
                let edit = replace_string(analysis.document(), literal.string.span(), &joined);
                Fix::new("Join text and expression", edit)
            };
            joined.map(fix).into_iter().collect()
        }
        None => Vec::new(),
    }
}

/// One expression that gives what `text`, with expressions between marks in it, seems to mean.
fn joined(text: &str) -> Option<String> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let open = rest.find("{%").unwrap_or(rest.len());
        if open > 0 {
            parts.push(format!("'{}'", rest[..open].replace('\\', "\\\\")));
        }
        let Some(code) = rest[open..].strip_prefix("{%") else { break };
        let close = code.find("%}")?;
        let inner = code[..close].trim();
        let is_simple = asl_query::jsonata::parse(inner).is_valid() && !inner.contains(['?', ':', ';']);
        parts.push(if is_simple { inner.to_owned() } else { format!("({inner})") });
        rest = &code[close + 2..];
    }
    Some(format!("{{% {} %}}", parts.join(" & ")))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn output(text: &str) -> String {
        format!(
            r#"{{ "QueryLanguage": "JSONata", "StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "Output": {{ "x": "{text}" }}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn marks_in_the_wrong_place() {
        check(&RULE, &output("<< >>{% $states.input %}"));
        check(&RULE, &output("{% $states.input %}<< >>"));
        check(&RULE, &output(r"<<\n>>{% 1 %}<<\n>>"));
        check(&RULE, &output("<<a >>{% $states.input.a %} b"));
        check(&RULE, &output("$states.input <<%}>>"));
    }

    #[test]
    fn templates_of_other_tools() {
        check(&RULE, &output("<p>{% if user %}hello{% endif %}</p>"));
        check(&RULE, &output("${Prefix} {% $states.input %}"));
        check(&RULE, &output("50 {% is not closed"));
    }

    #[test]
    fn fixes() {
        check_fix(&RULE, &output(" {% 1 %}"), &output("{% 1 %}"));
        check_fix(&RULE, &output(r"{% 1 %} \n"), &output("{% 1 %}"));
        check_fix(&RULE, &output(" {% 1 %} "), &output("{% 1 %}"));
        check_fix(&RULE, &output("Hi {% $states.input.a %}!"), &output("{% 'Hi ' & $states.input.a & '!' %}"));
    }
}
