//! A line of YAML that belongs to nothing.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::Sink;
use crate::rule::{Check, Level, Rule};

/// `bad-indentation`
pub static RULE: Rule = Rule {
    code: "bad-indentation",
    level: Level::Error,
    on: true,
    service: None,
    tag: None,
    title: "a line of YAML that is too deep or not deep enough",
    doc: "The keys of one mapping, and the dashes of one list, stand in one column; what belongs to a key is deeper than \
          the key. A line in a column of its own belongs to nothing.",
    source: "YAML 1.2.2 8.2 (own reading)",
    bad: "StartAt: Done\nStates:\n  Done:\n    Type: Succeed\n<<      >>Comment: The end.\n",
    good: "StartAt: Done\nStates:\n  Done:\n    Type: Succeed\n    Comment: The end.\n",
    check: Check::Syntax(&[SyntaxErrorKind::BadIndentation], check),
    fix: None,
};

fn check(_: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    sink.report(error.span, "Nothing around this line begins in this column: indent it like what it belongs to.");
}
