//! A tag that is no tag.

use asl_syntax::{Span, SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::Sink;
use crate::rule::{Check, Level, Rule};

/// `bad-tag`
pub static RULE: Rule = Rule {
    code: "bad-tag",
    level: Level::Error,
    on: true,
    service: None,
    tag: None,
    title: "a tag of YAML that is not written right",
    doc: "A tag says what kind of value follows: `!Sub`, `!!str`. `!e!name` needs a `%TAG` line that says what `!e!` is. A \
          text that is to begin with `!` needs quotes.",
    source: "YAML 1.2.2 6.8.2, 6.9.1 (own reading)",
    bad: "StartAt: Done\nStates:\n  Done:\n    Type: Succeed\n    Comment: <<!e!note>> The end.\n",
    good: "StartAt: Done\nStates:\n  Done:\n    Type: Succeed\n    Comment: The end.\n",
    check: Check::Syntax(&[SyntaxErrorKind::BadTag], check),
    fix: None,
};

fn check(analysis: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let text = analysis.document().text();
    let line = text.line_span(text.line_of(error.span.start));
    let rest = analysis.text(Span::new(error.span.start, line.end));
    let tag = rest.split_whitespace().next().unwrap_or("!");
    let span = Span::new(error.span.start, error.span.start + tag.len() as u32);
    sink.report(span, format!("{tag} is no tag that is known here. Put the text in quotes if it is one."));
}
