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

fn check(analysis: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let open = open_here(analysis, error.span);
    // The innermost one speaks for all that end at the same place.
    if open.first().map(|(opener, _)| *opener) != error.related {
        return;
    }
    let closers: String = open.iter().map(|(_, closer)| *closer).collect();
    let message = match open.as_slice() {
        [(_, "]")] => "The \"]\" of an open \"[\" is missing here.".to_owned(),
        [_] => "The \"}\" of an open \"{\" is missing here.".to_owned(),
        more => format!("{} closing brackets are missing here: {closers}", more.len()),
    };
    let finding = sink.report(error.span, message);
    for (opener, closer) in open {
        finding.related(opener, format!("this wants \"{closer}\""));
    }
}

/// The brackets that lack their partner at `span`, each with that partner, the innermost first.
fn open_here(analysis: &Analysis, span: Span) -> Vec<(Span, &'static str)> {
    let errors = analysis.document().tree().errors();
    let first = errors.partition_point(|e| e.span.start < span.start);
    let here = errors[first..].iter().take_while(|e| e.span.start == span.start);
    let mut open: Vec<(Span, &'static str)> = here
        .filter_map(|e| match e.kind {
            SyntaxErrorKind::UnclosedObject => Some((e.related?, "}")),
            SyntaxErrorKind::UnclosedArray => Some((e.related?, "]")),
            _ => None,
        })
        .collect();
    open.sort_by_key(|(opener, _)| std::cmp::Reverse(opener.start));
    open
}

/// Closes them, each on a line of its own where its partner is on another line, in the style of the text.
fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let document = analysis.document();
    let at = finding.span.start;
    let open = open_here(analysis, finding.span);
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
    use crate::marked::{check, check_fix, check_messages};

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

    #[test]
    fn one_place_one_finding() {
        check_messages(
            &RULE,
            "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": { \"Type\": \"Pass\", \"Result\": [1, 2",
            &expect_test::expect!["4 closing brackets are missing here: ]}}}"],
        );
    }
}
