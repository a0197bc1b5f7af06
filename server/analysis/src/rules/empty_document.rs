//! A document with nothing in it.

use asl_syntax::{Indent, SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `empty-document`
pub static RULE: Rule = Rule {
    code: "empty-document",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a document that is empty",
    doc: "A definition is one JSON object. An empty text is none; comments and blanks do not count.",
    source: "rulebook 1.2 [floci]",
    bad: r#"<<>>"#,
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::Empty], check),
    fix: Some(fix),
};

fn check(_: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    sink.report(error.span, "There is nothing here yet: a state machine is an object with \"StartAt\" and \"States\".");
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Indent { unit, line_ending } = Indent::of(analysis.document().text());
    let lines = [
        "{".to_owned(),
        format!("{unit}\"StartAt\": \"Done\","),
        format!("{unit}\"States\": {{"),
        format!("{unit}{unit}\"Done\": {{ \"Type\": \"Succeed\" }}"),
        format!("{unit}}}"),
        "}".to_owned(),
    ];
    vec![Fix::new("Begin a state machine", Edit::insert(finding.span.start, lines.join(line_ending.as_str())))]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    #[test]
    fn blanks_are_nothing() {
        check(&RULE, "<<>> \n\t\n");
        check(&RULE, "{}");
    }

    #[test]
    fn a_machine_begins() {
        check_fix(&RULE, "", RULE.good);
    }
}
