//! A backslash that begins no escape of JSON.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::notation;
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `bad-escape`
pub static RULE: Rule = Rule {
    code: "bad-escape",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "a backslash with something behind it that JSON does not know",
    doc: "A backslash in a string begins one of `\\\"`, `\\\\`, `\\/`, `\\b`, `\\f`, `\\n`, `\\r`, `\\t` and \
          `\\uXXXX` with four hexadecimal digits. A backslash that is meant as such, as in a regular expression or \
          behind `States.Format`, is written twice.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed", "Comment": "matches <<\d>>+" }
  }
}"#,
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed", "Comment": "matches \\d+" }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::BadEscape], check),
    fix: Some(fix),
};

fn check(analysis: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let escape = analysis.text(error.span);
    let name = notation::name(analysis.document());
    let message = match escape.as_bytes().get(1) {
        Some(b'u') => format!("{escape} is no escape: \\u wants four hexadecimal digits."),
        Some(_) => format!("{escape} is no escape of {name}. Write two backslashes if one is meant."),
        None => "A backslash at the end of a string has to be written twice.".to_owned(),
    };
    sink.report(error.span, message);
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let double = Fix::new("Write the backslash twice", Edit::insert(finding.span.start, "\\"));
    if &*analysis.text(finding.span) == "\\'" {
        let backslash = asl_syntax::Span::new(finding.span.start, finding.span.start + 1);
        return vec![Fix::new("Remove the backslash", Edit::delete(backslash)).preferred(), double];
    }
    vec![double.preferred()]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check_fix, check_messages};

    #[test]
    fn each_kind_in_its_own_words() {
        check_messages(
            &RULE,
            r#"{ "Comment": "\x \u12 \'", "StartAt": "A", "States": {} }"#,
            &expect_test::expect![[r#"
                \x is no escape of JSON. Write two backslashes if one is meant.
                \u12 is no escape: \u wants four hexadecimal digits.
                \' is no escape of JSON. Write two backslashes if one is meant."#]],
        );
    }

    #[test]
    fn the_backslash_is_doubled_or_dropped() {
        check_fix(&RULE, RULE.bad, RULE.good);
        check_fix(
            &RULE,
            r#"{ "Comment": "it\'s", "StartAt": "A", "States": {} }"#,
            r#"{ "Comment": "it's", "StartAt": "A", "States": {} }"#,
        );
    }
}
