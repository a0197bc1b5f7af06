//! Two values with nothing between them.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::notation;
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `missing-comma`
pub static RULE: Rule = Rule {
    code: "missing-comma",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "a comma is missing between two members or elements",
    doc: "The members of an object and the elements of an array are separated by commas.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": "Done"<<>>
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
    check: Check::Syntax(&[SyntaxErrorKind::MissingComma], check),
    fix: Some(fix),
};

fn check(analysis: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let message = match error.span.is_empty() {
        true => "A comma is missing here.".to_owned(),
        false => format!("{} separates with a comma.", notation::name(analysis.document())),
    };
    sink.report(error.span, message);
}

fn fix(_: &Analysis, finding: &Finding) -> Vec<Fix> {
    vec![Fix::new("Put a comma", Edit::replace(finding.span, ",")).preferred()]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    #[test]
    fn between_elements_and_for_other_signs() {
        check(
            &RULE,
            r#"{ "StartAt": "A"<<;>> "States": { "A": { "Type": "Pass", "Result": [1<<>> "b"<<>> {}], "End": true } } }"#,
        );
    }

    #[test]
    fn a_comma_is_put_in() {
        check_fix(&RULE, RULE.bad, RULE.good);
        check_fix(&RULE, r#"{ "StartAt": "A"; "States": {} }"#, r#"{ "StartAt": "A", "States": {} }"#);
    }
}
