//! A bare word that is no value.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix, quoted};
use crate::rule::{Check, Level, Rule};

/// `bad-word`
pub static RULE: Rule = Rule {
    code: "bad-word",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "a word without quotes that JSON does not know",
    doc: "Three words stand without quotes: `true`, `false` and `null`, in lower case. Python and YAML write \
          `True` and `None`, JavaScript knows `undefined`; every other word is a string and needs quotes.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    "Work": { "Type": "Pass", "End": <<True>> }
  }
}"#,
    good: r#"{
  "StartAt": "Work",
  "States": {
    "Work": { "Type": "Pass", "End": true }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::BadWord], check),
    fix: Some(fix),
};

fn check(analysis: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let text = analysis.text(error.span);
    match meant(&text) {
        Some(word) => {
            sink.report(error.span, format!("JSON has no {text}. Write {word}.")).replacement(word);
        }
        None => {
            sink.report(
                error.span,
                format!("JSON does not know the word {text}. Put it in double quotes if it is a text."),
            );
        }
    }
}

/// The word of JSON that is meant.
fn meant(text: &str) -> Option<&'static str> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some("true"),
        "false" | "no" | "off" => Some("false"),
        "null" | "none" | "nil" | "undefined" | "nan" => Some("null"),
        word => asl_spec::nearest(word, ["true", "false", "null"]),
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let mut fixes = Vec::new();
    if let Some(word) = &finding.replacement {
        fixes.push(Fix::new(format!("Change to {word}"), Edit::replace(finding.span, word)).preferred());
    }
    let before = analysis.text(asl_syntax::Span::new(0, finding.span.start));
    // Behind a value the word has no place at all.
    if before.trim_end().ends_with([':', ',', '[']) {
        let string = quoted(&analysis.text(finding.span));
        fixes.push(Fix::new("Put it in double quotes", Edit::replace(finding.span, string)));
    } else {
        fixes = vec![Fix::new("Remove it", Edit::delete(finding.span))];
    }
    fixes
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check_fix, check_messages};

    #[test]
    fn words_of_other_languages() {
        check_fix(&RULE, RULE.bad, RULE.good);
        let words = [
            ("NULL", Some("null")),
            ("undefined", Some("null")),
            ("ture", Some("true")),
            ("Fo", None),
            ("Succeed", None),
        ];
        for (word, value) in words {
            assert_eq!(super::meant(word), value, "{word}");
        }
    }

    #[test]
    fn a_text_gets_its_quotes() {
        check_messages(
            &RULE,
            r#"{ "StartAt": "A", "States": { "A": { "Type": Succeed } } }"#,
            &expect_test::expect!["JSON does not know the word Succeed. Put it in double quotes if it is a text."],
        );
        check_fix(
            &RULE,
            r#"{ "StartAt": "A", "States": { "A": { "Type": Succeed } } }"#,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }"#,
        );
    }
}
