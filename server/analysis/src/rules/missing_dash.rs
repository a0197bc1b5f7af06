//! A line among the items of a list that has no dash.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `missing-dash`
pub static RULE: Rule = Rule {
    code: "missing-dash",
    level: Level::Error,
    on: true,
    service: None,
    tag: None,
    title: "an item of a list without its dash",
    doc: "Each item of a list of YAML begins with a dash and a blank, all in one column.",
    source: "YAML 1.2.2 8.2.1 (own reading)",
    bad: "StartAt: Call\nStates:\n  Call:\n    Type: Task\n    Resource: arn:aws:states:::sqs:sendMessage\n    \
          Retry:\n      - ErrorEquals:\n          - States.Timeout\n          <<>>States.TaskFailed\n    End: true\n",
    good: "StartAt: Call\nStates:\n  Call:\n    Type: Task\n    Resource: arn:aws:states:::sqs:sendMessage\n    \
           Retry:\n      - ErrorEquals:\n          - States.Timeout\n          - States.TaskFailed\n    End: true\n",
    check: Check::Syntax(&[SyntaxErrorKind::ExpectedDash], check),
    fix: Some(fix),
};

fn check(_: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    sink.report(error.span, "A dash is missing here: every item of a list begins with one.");
}

fn fix(_: &Analysis, finding: &Finding) -> Vec<Fix> {
    vec![Fix::new("Put a dash", Edit::insert(finding.span.start, "- ")).preferred()]
}
