//! What can be done about what was found.

use asl_syntax::Span;

use crate::analysis::Analysis;
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
