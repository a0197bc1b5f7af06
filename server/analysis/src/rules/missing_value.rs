//! A key without its value.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `missing-value`
pub static RULE: Rule = Rule {
    code: "missing-value",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "no value where one belongs",
    doc: "After a colon stands a value: a string, a number, an object, an array, `true`, `false` or `null`.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed", "Comment":<<>> }
  }
}"#,
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::ExpectedValue], check),
    fix: Some(fix),
};

fn check(_: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let message = if error.span.is_empty() { "A value is missing here." } else { "This colon is one too many." };
    sink.report(error.span, message);
}

fn fix(_: &Analysis, finding: &Finding) -> Vec<Fix> {
    if finding.span.is_empty() {
        return Vec::new();
    }
    vec![Fix::new("Remove the colon", Edit::delete(finding.span)).preferred()]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    #[test]
    fn in_front_of_a_comma_and_at_the_end() {
        check(&RULE, r#"{ "StartAt":<<>>, "States": { "A": { "Type": "Succeed" } } }"#);
    }

    #[test]
    fn the_second_colon_goes() {
        check_fix(&RULE, r#"{ "StartAt":: "A", "States": {} }"#, r#"{ "StartAt": "A", "States": {} }"#);
    }
}
