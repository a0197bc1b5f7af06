//! An alias that stands for nothing.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::Sink;
use crate::rule::{Check, Level, Rule};

/// `unknown-alias`
pub static RULE: Rule = Rule {
    code: "unknown-alias",
    level: Level::Error,
    on: true,
    service: None,
    tag: None,
    title: "an alias of YAML without its anchor",
    doc: "`*name` repeats the value that `&name` was put in front of, further up in the same document. A text that is to \
          begin with `*` needs quotes.",
    source: "YAML 1.2.2 7.1 (own reading)",
    bad: "StartAt: Call\nStates:\n  Call:\n    Type: Task\n    Resource: arn:aws:states:::sqs:sendMessage\n    \
          Retry: <<*retries>>\n    End: true\n",
    good: "StartAt: Call\nStates:\n  Call:\n    Type: Task\n    Resource: arn:aws:states:::sqs:sendMessage\n    \
           Retry: &retries\n      - ErrorEquals: [States.ALL]\n    Next: Again\n  Again:\n    Type: Task\n    \
           Resource: arn:aws:states:::sqs:sendMessage\n    Retry: *retries\n    End: true\n",
    check: Check::Syntax(&[SyntaxErrorKind::UnknownAlias], check),
    fix: None,
};

fn check(analysis: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let alias = analysis.text(error.span);
    let name = alias.trim_start_matches('*');
    sink.report(error.span, format!("No anchor \"&{name}\" stands in front of a value further up in this document."));
}
