//! A key without quotes.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix, quoted};
use crate::rule::{Check, Level, Rule};

/// `unquoted-key`
pub static RULE: Rule = Rule {
    code: "unquoted-key",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "a key without quotes",
    doc: "Every key is a string in double quotes. JavaScript and YAML allow less; JSON does not.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  <<StartAt>>: "Done",
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
    check: Check::Syntax(&[SyntaxErrorKind::UnquotedKey], check),
    fix: Some(fix),
};

fn check(analysis: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let key = analysis.text(error.span);
    sink.report(error.span, format!("The key {key} needs double quotes."));
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let key = quoted(&analysis.text(finding.span));
    vec![Fix::new("Put the key in quotes", Edit::replace(finding.span, key)).preferred()]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check_fix;

    #[test]
    fn the_quotes_are_put_in() {
        check_fix(&RULE, RULE.bad, RULE.good);
    }
}
