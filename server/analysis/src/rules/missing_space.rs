//! A colon of YAML without the blank that has to follow it.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `missing-space`
pub static RULE: Rule = Rule {
    code: "missing-space",
    level: Level::Error,
    on: true,
    service: None,
    tag: None,
    title: "no blank behind the colon of a key",
    doc: "YAML ends a key with a colon and a blank; a colon alone is part of a word, as in an ARN.",
    source: "YAML 1.2.2 7.3.3 (own reading)",
    bad: "StartAt: Done\nStates:\n  Done:\n    Type: Succeed\n    Comment<<:>>The end.\n",
    good: "StartAt: Done\nStates:\n  Done:\n    Type: Succeed\n    Comment: The end.\n",
    check: Check::Syntax(&[SyntaxErrorKind::MissingSpace], check),
    fix: Some(fix),
};

fn check(_: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    sink.report(error.span, "A blank is missing behind this colon.");
}

fn fix(_: &Analysis, finding: &Finding) -> Vec<Fix> {
    vec![Fix::new("Put a blank", Edit::insert(finding.span.end, " ")).preferred()]
}
