//! What can be done about what was found, and what can be written in another way.

mod required;

use asl_query::jsonata;
use asl_syntax::{Document, Span};

use crate::analysis::Analysis;
use crate::conversion::conversions;
use crate::expression::{Expression, Reading, expression_at};
use crate::finding::Finding;
use crate::rewrite::Fix;
use crate::settings::Settings;

/// The fixes for the findings that touch `span`, with their findings, in the order of the text; the fixes of one
/// finding best first. Findings that `settings` silence are left out.
pub fn fixes<'a>(analysis: &'a Analysis, span: Span, settings: &Settings) -> Vec<(&'a Finding, Fix)> {
    let near = |f: &&Finding| f.span.touches(span.start) || f.span.touches(span.end) || span.contains_span(f.span);
    let heard = |f: &&Finding| settings.level(f.rule).is_some();
    let mut found = Vec::new();
    for finding in analysis.findings().iter().filter(near).filter(heard) {
        if let Some(fix) = finding.rule.fix {
            found.extend(fix(analysis, finding).into_iter().map(|fix| (finding, fix)));
        }
    }
    found
}

/// How wide the lines of an expression may be that has lines.
const WIDTH: usize = 80;

/// Other ways to write what stands at `span`: a Task state through another integration, with retriers, with all its
/// parameters; the layout of one JSONata expression.
pub fn rewrites(analysis: &Analysis, span: Span) -> Vec<Fix> {
    let mut found = conversions(analysis, span);
    found.extend(required::fill(analysis, span));
    found.extend(layouts(analysis, span));
    found
}

const ONE_LINE: &str = "Write this expression on one line";

/// Other layouts of the JSONata expression at `span`.
///
/// A string of JSON holds the end of a line only as an escape, so an expression keeps to one line unless its author
/// wrote several.
fn layouts(analysis: &Analysis, span: Span) -> Vec<Fix> {
    let Some(Reading::Expression(expression)) = expression_at(analysis, span.start) else { return Vec::new() };
    let is_inside = expression.string.span().contains_span(span) && expression.string.is_closed();
    let Some(parsed) = expression.jsonata().filter(|p| p.is_valid() && is_inside && expression.has_both_marks()) else {
        return Vec::new();
    };
    let document = analysis.document();
    let source = expression.source();
    let has_comments = parsed.tokens.iter().any(|token| token.kind == jsonata::TokenKind::Comment);
    let one_line = || Some(jsonata::print(parsed)).filter(|_| !has_comments);
    let mut found = Vec::new();
    if source.contains('\n') {
        if let Some(code) = jsonata::format_parsed(parsed, WIDTH, 2) {
            found.extend(relaid(document, &expression, "Format this expression", &code));
        }
        let one_line = one_line().and_then(|code| relaid(document, &expression, ONE_LINE, &code));
        if let Some(fix) = one_line.filter(|fix| found.iter().all(|other: &Fix| other.edits != fix.edits)) {
            found.push(fix);
        }
    } else {
        found.extend(one_line().and_then(|code| relaid(document, &expression, "Format this expression", &code)));
    }
    found
}

/// The change that lays the code out as `code`; `None` when it is so already.
fn relaid(document: &Document, expression: &Expression<'_>, title: &str, code: &str) -> Option<Fix> {
    let source = expression.source();
    let (lead, trail) = if code.contains('\n') {
        let start = source.len() - source.trim_start().len();
        let end = source.trim_end().len();
        let kept = |blank: &str| if blank.contains('\n') { blank.to_owned() } else { " ".to_owned() };
        (kept(&source[..start]), kept(&source[end..]))
    } else {
        (" ".to_owned(), " ".to_owned())
    };
    // The further lines begin where the first one does.
    let margin = lead.rsplit('\n').next().filter(|_| lead.contains('\n')).unwrap_or_default();
    let code = format!("{lead}{}{trail}", code.replace('\n', &format!("\n{margin}")));
    if code == source {
        return None;
    }
    let span = asl_query::Span::new(0, source.len() as u32);
    Some(Fix::of(title, expression.edit(document, span, &code)))
}
