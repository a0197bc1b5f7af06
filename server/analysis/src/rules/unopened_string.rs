//! A string without its opening quote.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `unopened-string`
pub static RULE: Rule = Rule {
    code: "unopened-string",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "a string that does not begin with a quote",
    doc: "A string begins and ends with a double quote.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": <<Succeed">> }
  }
}"#,
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::UnopenedString], check),
    fix: Some(fix),
};

fn check(_: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    sink.report(error.span, "The opening quote of this string is missing.");
}

fn fix(_: &Analysis, finding: &Finding) -> Vec<Fix> {
    vec![Fix::new("Open the string", Edit::insert(finding.span.start, "\"")).preferred()]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check_fix;

    #[test]
    fn the_quote_is_put_in() {
        check_fix(&RULE, RULE.bad, RULE.good);
    }
}
