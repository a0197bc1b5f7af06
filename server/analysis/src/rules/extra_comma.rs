//! A comma with nothing before it.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `extra-comma`
pub static RULE: Rule = Rule {
    code: "extra-comma",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "a comma too many",
    doc: "Between two members or elements stands exactly one comma, and none before the first.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": "Done",<<,>>
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
    check: Check::Syntax(&[SyntaxErrorKind::ExtraComma], check),
    fix: Some(fix),
};

fn check(_: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    sink.report(error.span, "This comma is one too many: there is no value in front of it.");
}

fn fix(_: &Analysis, finding: &Finding) -> Vec<Fix> {
    vec![Fix::new("Remove the comma", Edit::delete(finding.span)).preferred()]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    #[test]
    fn in_front_of_the_first_value() {
        check(
            &RULE,
            r#"{<<,>> "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": [<<,>>1,<<,>>2], "End": true } } }"#,
        );
    }

    #[test]
    fn the_comma_goes() {
        check_fix(&RULE, RULE.bad, RULE.good);
    }
}
