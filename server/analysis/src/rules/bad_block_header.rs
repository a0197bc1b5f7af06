//! A block scalar with something in its first line that says nothing.

use asl_syntax::{Span, SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `bad-block-header`
pub static RULE: Rule = Rule {
    code: "bad-block-header",
    level: Level::Error,
    on: true,
    service: None,
    tag: None,
    title: "a block of text that begins in a way that YAML does not know",
    doc: "Behind the `|` or `>` of a block of text stands nothing but `-` (no line break at the end), `+` (all of them), a \
          digit from 1 to 9 (how deep the text is), or a comment. The text itself begins on the next line.",
    source: "YAML 1.2.2 8.1.1 (own reading)",
    bad: "StartAt: Done\nStates:\n  Done:\n    Type: Succeed\n    Comment: <<|x>>\n      The end.\n",
    good: "StartAt: Done\nStates:\n  Done:\n    Type: Succeed\n    Comment: |\n      The end.\n",
    check: Check::Syntax(&[SyntaxErrorKind::BadBlockHeader], check),
    fix: Some(fix),
};

fn check(analysis: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let Some(span) = header(analysis, error.span) else { return };
    sink.report(span, "Nothing but \"-\", \"+\" or a digit may stand here: the text begins on the next line.");
}

/// The first line of the block of text, from its `|` or `>` on and without a comment.
fn header(analysis: &Analysis, span: Span) -> Option<Span> {
    let text = analysis.document().text();
    let line = text.line_span(text.line_of(span.start));
    let whole = analysis.text(line);
    let until = (span.end.min(line.end) - line.start) as usize;
    let start = whole.get(..until)?.rfind(['|', '>'])?;
    let rest = whole[start..].split(" #").next()?.trim_end();
    Some(Span::new(line.start + start as u32, line.start + (start + rest.len()) as u32))
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let mark = analysis.text(finding.span).chars().take(1).collect::<String>();
    vec![Fix::new("Remove what is wrong", Edit::replace(finding.span, mark))]
}
