//! An opening bracket that is never closed.

use asl_syntax::{Encoding, Indent, Span, SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix, indent_at};
use crate::rule::{Check, Level, Rule};

/// `unclosed-bracket`
pub static RULE: Rule = Rule {
    code: "unclosed-bracket",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "an object or array without its closing bracket",
    doc: "Every opening bracket is closed by one of its kind. Where that does not work out, the indentation of the \
          text decides which bracket is left open, and where its partner belongs.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }<<>>
}"#,
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::UnclosedObject, SyntaxErrorKind::UnclosedArray], check),
    fix: Some(fix),
};

fn check(_: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let (opener, closer) = if error.kind == SyntaxErrorKind::UnclosedArray { ("[", "]") } else { ("{", "}") };
    let finding = sink.report(error.span, format!("The \"{closer}\" of an open \"{opener}\" is missing here."));
    finding.replacement(closer);
    if let Some(opener) = error.related {
        finding.related(opener, "it opens here");
    }
}

/// Closes all that has to be closed at this place, each bracket on a line of its own where its partner is on another
/// line, in the style of the text.
fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let document = analysis.document();
    let at = finding.span.start;
    let here = |f: &&Finding| f.rule == finding.rule && f.span == finding.span;
    let mut open: Vec<(Span, &str)> = analysis
        .findings()
        .iter()
        .filter(here)
        .filter_map(|f| Some((f.related.first()?.span, f.replacement.as_deref()?)))
        .collect();
    // The innermost first.
    open.sort_by_key(|(opener, _)| std::cmp::Reverse(opener.start));
    let line_of = |offset: u32| document.text().line_col(offset, Encoding::Utf8).line;
    let newline = Indent::of(document.text()).line_ending.as_str();
    let mut text = String::new();
    for (opener, closer) in &open {
        if line_of(opener.start) < line_of(at) {
            text.push_str(newline);
            text.push_str(&indent_at(document, opener.start));
        } else {
            text.push(' ');
        }
        text.push_str(closer);
    }
    let title = match open.as_slice() {
        [] => return Vec::new(),
        [(_, closer)] => format!("Close with \"{closer}\""),
        more => format!("Close all {} open brackets here", more.len()),
    };
    vec![Fix::new(title, Edit::insert(at, text)).preferred()]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    #[test]
    fn the_indentation_tells_which() {
        check(
            &RULE,
            "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": {\n      \"Type\": \"Pass\",\n      \"Next\": \"B\"<<>>,\n    \"B\": { \"Type\": \"Succeed\" }\n  }\n}",
        );
    }

    #[test]
    fn in_the_style_of_the_text() {
        check_fix(&RULE, RULE.bad, RULE.good);
        check_fix(
            &RULE,
            "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": { \"Type\": \"Pass\", \"Result\": [1, 2",
            "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": { \"Type\": \"Pass\", \"Result\": [1, 2 ] }\n  }\n}",
        );
    }
}
