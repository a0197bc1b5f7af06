//! The opening bracket of an object or array is missing.

use asl_syntax::{Encoding, Span, SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `missing-bracket`
pub static RULE: Rule = Rule {
    code: "missing-bracket",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "members or elements without the bracket that opens them",
    doc: "An object stands between `{` and `}`, an array between `[` and `]`. What follows here is indented, or \
          built, like the inside of one, but nothing opens it.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": "Done",
  "States":
    <<>>"Done": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::MissingOpener], check),
    fix: Some(fix),
};

fn check(analysis: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let opener = opener(analysis, error.span.start);
    sink.report(error.span, format!("A \"{opener}\" is missing in front of this.")).replacement(opener);
}

/// An object in front of which something lacks is an element; anything else here is a key.
fn opener(analysis: &Analysis, at: u32) -> &'static str {
    let text = analysis.document().text();
    let next = analysis.text(Span::new(at, text.len().min(at + 1)));
    if next == "{" { "[" } else { "{" }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(opener) = &finding.replacement else { return Vec::new() };
    let text = analysis.document().text();
    let line = text.line_col(finding.span.start, Encoding::Utf8).line;
    let before = text.slice(Span::new(0, finding.span.start));
    let before = before.trim_end();
    let after_key = before.ends_with(':') && text.line_col(before.len() as u32, Encoding::Utf8).line < line;
    let edit = if after_key {
        Edit::insert(before.len() as u32, format!(" {opener}"))
    } else {
        Edit::insert(finding.span.start, format!("{opener} "))
    };
    vec![Fix::new(format!("Open with \"{opener}\""), edit).preferred()]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check_fix;

    #[test]
    fn behind_the_key_it_belongs_to() {
        check_fix(&RULE, RULE.bad, RULE.good);
    }
}
