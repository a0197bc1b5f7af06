//! A document with nothing in it.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::notation::{Notation, line_indent};
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
    let document = analysis.document();
    let notation = Notation::at(document, finding.span);
    let unit = &notation.indent.unit;
    let machine = format!(
        "{{\n{unit}\"StartAt\": \"Done\",\n{unit}\"States\": {{\n{unit}{unit}\"Done\": {{ \"Type\": \"Succeed\" }}\n{unit}}}\n}}"
    );
    let machine = notation.entries(&machine, &line_indent(document, finding.span.start));
    vec![Fix::new("Begin a state machine", Edit::insert(finding.span.start, machine))]
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
