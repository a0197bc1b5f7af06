//! A closing bracket that closes nothing.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `stray-bracket`
pub static RULE: Rule = Rule {
    code: "stray-bracket",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "a closing bracket too many",
    doc: "Every closing bracket belongs to one that opens. Where that does not work out, the indentation of the \
          text decides which bracket is the one too many.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}
<<}>>"#,
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::StrayCloser], check),
    fix: Some(fix),
};

fn check(analysis: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let bracket = analysis.text(error.span);
    sink.report(error.span, format!("This \"{bracket}\" closes nothing."));
}

fn fix(_: &Analysis, finding: &Finding) -> Vec<Fix> {
    vec![Fix::new("Remove the bracket", Edit::delete(finding.span)).preferred()]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check_fix;

    #[test]
    fn the_bracket_goes() {
        check_fix(&RULE, RULE.bad, &format!("{}\n", RULE.good));
    }
}
