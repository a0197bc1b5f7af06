//! A string in single quotes.

use asl_syntax::{Span, SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `single-quotes`
pub static RULE: Rule = Rule {
    code: "single-quotes",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "a string in single quotes",
    doc: "JSON knows double quotes only. Single quotes are for strings inside a JSONata expression or an intrinsic \
          function.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": <<'Done'>>,
  "States": {
    "Done": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::SingleQuoted], check),
    fix: Some(fix),
};

fn check(_: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    sink.report(error.span, "JSON writes strings in double quotes.");
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let text = analysis.text(finding.span);
    let before = analysis.text(Span::new(0, finding.span.start));
    let quote = Span::new(finding.span.start, finding.span.start + 1);
    // Behind a key or a value no string can begin.
    if !matches!(before.trim_end().chars().next_back(), None | Some('{' | '[' | ',' | ':')) {
        return vec![Fix::new("Remove the quote", Edit::delete(quote)).preferred()];
    }
    let is_closed = text.len() > 1 && text.ends_with('\'') && !text.ends_with("\\'");
    if !is_closed && text.contains('"') {
        return vec![Fix::new("Use a double quote", Edit::replace(quote, "\"")).preferred()];
    }
    vec![Fix::new("Use double quotes", Edit::replace(finding.span, in_double_quotes(&text))).preferred()]
}

/// The same string, with the escapes that it needs now and without those that it needs no more.
fn in_double_quotes(text: &str) -> String {
    let inner = text.strip_prefix('\'').unwrap_or(text);
    let inner = inner.strip_suffix('\'').unwrap_or(inner);
    let mut out = String::from("\"");
    let mut rest = inner.chars();
    while let Some(c) = rest.next() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => match rest.next() {
                Some('\'') => out.push('\''),
                Some(escaped) => out.extend(['\\', escaped]),
                None => out.push_str("\\\\"),
            },
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check_fix;

    #[test]
    fn quotes_inside_are_escaped_as_needed() {
        check_fix(&RULE, RULE.bad, RULE.good);
        check_fix(
            &RULE,
            r#"{ "Comment": 'it\'s "so" \u00e9', "StartAt": "A", "States": {} }"#,
            r#"{ "Comment": "it's \"so\" \u00e9", "StartAt": "A", "States": {} }"#,
        );
    }

    #[test]
    fn one_wrong_quote_is_put_right() {
        check_fix(
            &RULE,
            "{\n  'StartAt\": \"A\",\n  \"States\": {}\n}",
            "{\n  \"StartAt\": \"A\",\n  \"States\": {}\n}",
        );
        check_fix(
            &RULE,
            "{\n  \"StartAt\"': \"A\",\n  \"States\": {}\n}",
            "{\n  \"StartAt\": \"A\",\n  \"States\": {}\n}",
        );
    }
}
