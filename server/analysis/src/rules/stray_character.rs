//! A character that has no place outside of strings.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::notation;
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `stray-character`
pub static RULE: Rule = Rule {
    code: "stray-character",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "a character that means nothing outside of a string",
    doc: "Outside of strings JSON consists of brackets, commas, colons, numbers, the words `true`, `false` and \
          `null`, and white space: blanks, tabs and line breaks. Blanks of other kinds get in when text is copied \
          from a web page or a word processor.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": "Done",
  "States": {
    <<;>>"Done": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::StrayCharacter], check),
    fix: Some(fix),
};

fn check(analysis: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let text = analysis.text(error.span);
    match text.chars().next() {
        Some(c) if is_blank(c) => {
            let code = u32::from(c);
            let name = notation::name(analysis.document());
            sink.report(error.span, format!("This is no blank that {name} knows (U+{code:04X}). Use a plain one."))
                .replacement(" ");
        }
        _ => {
            sink.report(error.span, format!("{text} has no meaning here."));
        }
    }
}

/// Whether the character cannot be seen.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

fn fix(_: &Analysis, finding: &Finding) -> Vec<Fix> {
    match &finding.replacement {
        Some(blank) => vec![Fix::new("Use a plain blank", Edit::replace(finding.span, blank)).preferred()],
        None => vec![Fix::new("Remove it", Edit::delete(finding.span))],
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check_fix, check_messages};

    #[test]
    fn a_blank_of_another_kind() {
        let text = "{ \"StartAt\":\u{a0}\"A\", \"States\": { \"A\": { \"Type\": \"Succeed\" } } }";
        check_messages(
            &RULE,
            text,
            &expect_test::expect!["This is no blank that JSON knows (U+00A0). Use a plain one."],
        );
        check_fix(&RULE, text, &text.replace('\u{a0}', " "));
    }

    #[test]
    fn anything_else_goes() {
        check_fix(&RULE, RULE.bad, RULE.good);
    }
}
