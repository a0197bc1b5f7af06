//! A value in an object without a key.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::Sink;
use crate::rule::{Check, Level, Rule};

/// `missing-key`
pub static RULE: Rule = Rule {
    code: "missing-key",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "no key in front of a value",
    doc: "Everything in an object has a key. The elements of a list stand in an array, between `[` and `]`.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" },
    <<:>> { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::ExpectedKey], check),
    fix: None,
};

fn check(_: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    sink.report(error.span, "A key is missing in front of this: everything in an object has one.");
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    #[test]
    fn objects_in_an_object() {
        check(
            &RULE,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Choice", "Choices": [{ <<{>> "Next": "A" } }] } } }"#,
        );
    }
}
