//! A comment, which JSON does not have.

use asl_syntax::{Encoding, Span, SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::locate::locate;
use crate::rewrite::{Edit, Fix, add_member, quoted};
use crate::role::Role;
use crate::rule::{Check, Level, Rule};

/// `comment`
pub static RULE: Rule = Rule {
    code: "comment",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "a comment",
    doc: "JSON has no comments, and the service refuses a definition that holds one. The `Comment` field is there \
          for notes: the machine, every state, choice rule, retrier and catcher has one.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": "Done",
  "States": {
    <<// That was all.>>
    "Done": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed", "Comment": "That was all." }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::Comment, SyntaxErrorKind::UnclosedComment], check),
    fix: Some(fix),
};

fn check(_: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let message = if error.kind == SyntaxErrorKind::UnclosedComment {
        "JSON has no comments, and this one is not even closed."
    } else {
        "JSON has no comments; the service refuses them. Notes belong into a \"Comment\" field."
    };
    sink.report(error.span, message);
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let removal = Edit::delete(with_blanks(analysis, finding.span));
    let mut fixes: Vec<Fix> = into_field(analysis, finding, &removal).into_iter().collect();
    fixes.push(Fix::new("Remove the comment", removal));
    fixes
}

/// The comment with the blanks in front of it, and with its line if nothing else is on it.
fn with_blanks(analysis: &Analysis, span: Span) -> Span {
    let text = analysis.document().text();
    let first = text.line_span(text.line_col(span.start, Encoding::Utf8).line);
    let last = text.line_col(span.end, Encoding::Utf8).line;
    let before = analysis.text(Span::new(first.start, span.start));
    let after = analysis.text(Span::new(span.end, text.line_span(last).end));
    if before.trim().is_empty() && after.trim().is_empty() {
        return match last + 1 < text.line_count() {
            true => Span::new(first.start, text.line_span(last + 1).start),
            false => Span::new(span.start - before.len() as u32, span.end),
        };
    }
    let blanks = before.len() - before.trim_end().len();
    Span::new(span.start - blanks as u32, span.end)
}

/// Moves the text into the `Comment` field of the object around it, if that has none yet.
fn into_field(analysis: &Analysis, finding: &Finding, removal: &Edit) -> Option<Fix> {
    let location = locate(analysis, finding.span.start)?;
    let step = location.last()?;
    let object = step.value.as_object()?;
    let has_field = match step.role {
        Role::Place(context) => context.field("Comment").is_some(),
        Role::AnyState => true,
        _ => false,
    };
    let text = content(&analysis.text(finding.span));
    if !has_field || object.get("Comment").is_some() || !object.is_closed() || text.is_empty() {
        return None;
    }
    let added = add_member(analysis.document(), object, "Comment", &quoted(&text));
    // In an object without members, what is written takes the place of all that was there.
    let edits = if added.span.contains_span(finding.span) { vec![added] } else { vec![added, removal.clone()] };
    Some(Fix { title: "Move it into the \"Comment\" field".to_owned(), edits, preferred: false })
}

/// What the comment says, on one line.
fn content(comment: &str) -> String {
    let inner = match comment.strip_prefix("/*") {
        Some(block) => block.strip_suffix("*/").unwrap_or(block),
        None => comment.trim_start_matches(['/', '#']),
    };
    let lines = inner.lines().map(|line| line.trim().trim_start_matches('*').trim());
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{analyse, check, check_fix};

    #[test]
    fn all_kinds_but_none_in_a_string() {
        check(
            &RULE,
            "{ <</* one\n two */>>\n  \"StartAt\": \"A\", <<# three>>\n  \"Comment\": \"// https://x # y\",\n  \"States\": {} }",
        );
    }

    #[test]
    fn into_the_field_of_the_object_around_it() {
        check_fix(
            &RULE,
            "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": {\n      // Wait for it,\n      \"Type\": \"Succeed\"\n    }\n  }\n}",
            "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": {\n      \"Type\": \"Succeed\",\n      \"Comment\": \"Wait for it,\"\n    }\n  }\n}",
        );
        check_fix(
            &RULE,
            "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": {\n      \"Type\": \"Succeed\" // for good\n    }\n  }\n}",
            "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": {\n      \"Type\": \"Succeed\",\n      \"Comment\": \"for good\"\n    }\n  }\n}",
        );
    }

    #[test]
    fn gone_where_there_is_no_field_for_it() {
        check_fix(
            &RULE,
            "{\n  \"StartAt\": \"A\", // first\n  \"Comment\": \"x\",\n  \"States\": { \"A\": { \"Type\": \"Succeed\" } }\n}",
            "{\n  \"StartAt\": \"A\",\n  \"Comment\": \"x\",\n  \"States\": { \"A\": { \"Type\": \"Succeed\" } }\n}",
        );
        check_fix(
            &RULE,
            RULE.bad,
            "{\n  \"StartAt\": \"Done\",\n  \"States\": {\n    \"Done\": { \"Type\": \"Succeed\" }\n  }\n}",
        );
    }

    #[test]
    fn one_that_is_not_closed_takes_its_line() {
        let analysis = analyse("{ \"StartAt\": \"A\", /* open\n \"States\": { \"A\": { \"Type\": \"Succeed\" } } }");
        let found: Vec<_> = analysis.findings().iter().map(|f| (f.rule.code, f.span.range())).collect();
        assert_eq!(found, [("comment", 18..25)]);
    }
}
