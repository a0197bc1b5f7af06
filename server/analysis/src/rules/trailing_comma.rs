//! A comma before the closing bracket.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `trailing-comma`
pub static RULE: Rule = Rule {
    code: "trailing-comma",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "a comma after the last member or element",
    doc: "JSON has no comma behind the last member of an object or the last element of an array.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }<<,>>
  }
}"#,
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::TrailingComma], check),
    fix: Some(fix),
};

fn check(_: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    sink.report(error.span, "Nothing follows this comma; JSON allows none behind the last value.");
}

fn fix(_: &Analysis, finding: &Finding) -> Vec<Fix> {
    vec![Fix::new("Remove the comma", Edit::delete(finding.span)).preferred()]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check_fix;

    #[test]
    fn the_comma_goes() {
        check_fix(&RULE, RULE.bad, RULE.good);
    }
}
