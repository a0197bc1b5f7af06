//! A raw control character in a string.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `control-character`
pub static RULE: Rule = Rule {
    code: "control-character",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "a tab or another control character inside a string",
    doc: "Control characters stand in a string only as escapes: `\\t` for a tab, `\\n` for a line break, `\\u001b` \
          and so on for the others.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed", "Comment": "name<<	>>value" }
  }
}"#,
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed", "Comment": "name\tvalue" }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::ControlCharacter], check),
    fix: Some(fix),
};

fn check(analysis: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let escape = escape(analysis, error.span);
    let name = if escape == "\\t" { "A tab" } else { "A control character" };
    sink.report(error.span, format!("{name} cannot stand in a string. Write {escape} instead."));
}

fn escape(analysis: &Analysis, span: asl_syntax::Span) -> String {
    match analysis.text(span).chars().next() {
        Some('\t') => "\\t".to_owned(),
        Some(c) => format!("\\u{:04x}", u32::from(c)),
        None => String::new(),
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let escape = escape(analysis, finding.span);
    vec![Fix::new(format!("Write {escape}"), Edit::replace(finding.span, escape)).preferred()]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check_fix, check_messages};

    #[test]
    fn escapes_instead() {
        check_fix(&RULE, RULE.bad, RULE.good);
        check_messages(
            &RULE,
            "{ \"Comment\": \"\u{1b}\", \"StartAt\": \"A\", \"States\": {} }",
            &expect_test::expect![r"A control character cannot stand in a string. Write \u001b instead."],
        );
    }
}
