//! A string without its closing quote.

use asl_syntax::{Span, SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `unclosed-string`
pub static RULE: Rule = Rule {
    code: "unclosed-string",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "a string that does not end on its line",
    doc: "A string ends with a quote on the line where it begins. A line break inside a string is written `\\n`.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": <<"Succeed>> }
  }
}"#,
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::UnclosedString], check),
    fix: Some(fix),
};

fn check(_: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    sink.report(error.span, "The closing quote of this string is missing.");
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let before = analysis.text(Span::new(0, finding.span.start));
    // A single quote behind a value is one too many.
    if finding.span.len() == 1 && !before.trim_end().ends_with(['{', '[', ',', ':']) {
        return vec![Fix::new("Remove the quote", Edit::delete(finding.span)).preferred()];
    }
    let quote = if analysis.text(finding.span).starts_with('\'') { "'" } else { "\"" };
    vec![Fix::new("Close the string", Edit::insert(finding.span.end, quote)).preferred()]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    #[test]
    fn only_the_line_is_lost() {
        check(&RULE, "{\n  \"StartAt\": <<\"Done>>,\n  \"States\": {\n    \"Done\": { \"Type\": \"Succeed\" }\n  }\n}");
    }

    #[test]
    fn the_quote_is_put_in() {
        check_fix(&RULE, RULE.bad, RULE.good);
        check_fix(&RULE, "{ \"StartAt\": \"A\", \"States\": {}\" \n}", "{ \"StartAt\": \"A\", \"States\": {} \n}");
        check_fix(
            &RULE,
            "{\n  \"StartAt\": \"A,\n  \"States\": {}\n}",
            "{\n  \"StartAt\": \"A\",\n  \"States\": {}\n}",
        );
    }
}
