//! A quote where none can stand.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::locate::locate;
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `unescaped-quote`
pub static RULE: Rule = Rule {
    code: "unescaped-quote",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "a quote inside a string, or beside one",
    doc: "A double quote inside a string is written `\\\"`. In a JSONata expression single quotes do as well, and \
          need no backslash.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed", "Comment": "this is <<">>done" for good" }
  }
}"#,
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed", "Comment": "this is \"done\" for good" }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::UnescapedQuote], check),
    fix: Some(fix),
};

fn check(analysis: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let written = if analysis.text(error.span) == "'" { "''" } else { "\\\"" };
    sink.report(error.span, format!("This quote would end the string here. Write {written} inside of a string."));
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(location) = locate(analysis, finding.span.start) else { return Vec::new() };
    let string = location.key.map(|m| m.key()).or_else(|| location.last()?.value.as_str());
    let Some(string) = string.filter(|s| s.span().contains(finding.span.start) && s.is_closed()) else {
        return vec![Fix::new("Remove the quote", Edit::delete(finding.span))];
    };
    let inner = string.inner();
    let mut edits = Vec::new();
    let mut escaped = false;
    for (at, byte) in analysis.text(inner).bytes().enumerate() {
        if byte == b'"' && !escaped {
            edits.push(Edit::insert(inner.start + at as u32, "\\"));
        }
        escaped = byte == b'\\' && !escaped;
    }
    vec![Fix { title: "Escape the quotes in this string".to_owned(), edits, preferred: true }]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check_fix;

    #[test]
    fn all_quotes_of_the_string_at_once() {
        check_fix(&RULE, RULE.bad, RULE.good);
    }

    #[test]
    fn a_quote_too_many_goes() {
        check_fix(
            &RULE,
            r#"{ "StartAt": "A"", "States": { "A": { "Type": "Succeed" } } }"#,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }"#,
        );
    }
}
