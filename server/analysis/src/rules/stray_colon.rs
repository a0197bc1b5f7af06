//! A colon and a blank inside of a value without quotes.

use asl_syntax::{Encoding, Span, SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::notation::quoted;
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `stray-colon`
pub static RULE: Rule = Rule {
    code: "stray-colon",
    level: Level::Error,
    on: true,
    service: None,
    tag: None,
    title: "a colon inside of a text without quotes",
    doc: "In YAML a colon with a blank behind it ends a key. A text that holds one needs quotes.",
    source: "YAML 1.2.2 7.3.3 (own reading)",
    bad: "StartAt: Done\nStates:\n  Done:\n    Type: Succeed\n    Comment: The end<<:>> no more\n",
    good: "StartAt: Done\nStates:\n  Done:\n    Type: Succeed\n    Comment: \"The end: no more\"\n",
    check: Check::Syntax(&[SyntaxErrorKind::StrayColon], check),
    fix: Some(fix),
};

fn check(_: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    sink.report(error.span, "A text with a colon and a blank in it needs quotes.");
}

/// Puts what follows the key on this line into quotes.
fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let text = analysis.document().text();
    let line = text.line_span(text.line_col(finding.span.start, Encoding::Utf8).line);
    let before = analysis.text(Span::new(line.start, finding.span.start)).into_owned();
    let Some(key) = before.find(": ").or_else(|| before.find("- ")) else { return Vec::new() };
    let rest = &before[key + 2..];
    let start = line.start + (before.len() - rest.trim_start().len()) as u32;
    let value = analysis.text(Span::new(start, line.end)).into_owned();
    let value = value.find(" #").map_or(value.as_str(), |comment| &value[..comment]).trim_end();
    let edit = Edit::replace(Span::new(start, start + value.len() as u32), quoted(value));
    vec![Fix::new("Put the text in quotes", edit).preferred()]
}
