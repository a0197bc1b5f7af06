//! A bracket that is closed by one of the other kind.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::Sink;
use crate::rewrite::change_part_to_replacement;
use crate::rule::{Check, Level, Rule};

/// `mismatched-bracket`
pub static RULE: Rule = Rule {
    code: "mismatched-bracket",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "a `{` closed by `]`, or a `[` closed by `}`",
    doc: "An object stands between `{` and `}`, an array between `[` and `]`.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": "Count",
  "States": {
    "Count": {
      "Type": "Pass",
      "Result": [
        1, 2, 3
      <<}>>,
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Count",
  "States": {
    "Count": {
      "Type": "Pass",
      "Result": [
        1, 2, 3
      ],
      "End": true
    }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::MismatchedCloser], check),
    fix: Some(change_part_to_replacement),
};

fn check(analysis: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let closer = analysis.text(error.span);
    let right = other(&closer);
    let finding =
        sink.report(error.span, format!("The bracket that is open here wants \"{right}\", not \"{closer}\"."));
    finding.replacement(right);
    if let Some(opener) = error.related {
        finding.related(opener, "it opens here");
    }
}

fn other(closer: &str) -> &'static str {
    if closer == "}" { "]" } else { "}" }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check_fix;

    #[test]
    fn the_right_one_instead() {
        check_fix(&RULE, RULE.bad, RULE.good);
    }
}
