//! A key without its colon.

use asl_syntax::{Dialect, Span, SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::notation;
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `missing-colon`
pub static RULE: Rule = Rule {
    code: "missing-colon",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "no colon between a key and its value",
    doc: "A member of an object is a key, a colon and a value.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt"<<>> "Done",
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
    check: Check::Syntax(&[SyntaxErrorKind::ExpectedColon], check),
    fix: Some(fix),
};

/// How far to look for the value, in bytes.
const LOOK: u32 = 256;

fn check(analysis: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let message = if error.span.is_empty() {
        "A colon and a value are missing after this key.".to_owned()
    } else {
        let name = notation::name(analysis.document());
        format!("{name} writes \":\" between a key and its value, not \"{}\".", analysis.text(error.span))
    };
    sink.report(error.span, message);
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let text = analysis.document().text();
    let after = analysis.text(Span::new(finding.span.end, text.len().min(finding.span.end + LOOK)));
    // Where no value follows, a colon alone cures nothing.
    if matches!(after.trim_start().chars().next(), None | Some(',' | '}' | ']')) {
        return Vec::new();
    }
    // In YAML a colon has a blank behind it, or the end of the line.
    let is_tight = analysis.document().dialect() == Dialect::Yaml && !after.starts_with(char::is_whitespace);
    let colon = if is_tight { ": " } else { ":" };
    vec![Fix::new("Put a colon", Edit::replace(finding.span, colon)).preferred()]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check_fix;

    #[test]
    fn a_colon_is_put_in() {
        check_fix(&RULE, RULE.bad, RULE.good);
        check_fix(&RULE, r#"{ "StartAt" = "A", "States": {} }"#, r#"{ "StartAt" : "A", "States": {} }"#);
    }
}
