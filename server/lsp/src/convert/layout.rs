//! The layout of whole machines: of a document that is one, and of those that a template holds as data of its own.

use asl_analysis::features::formatting::{self, Style};
use asl_analysis::rewrite::Edit;
use asl_analysis::{Analysis, Intent};
use asl_hosts::Form;
use asl_syntax::{Document, Span, Text, Value, indent_of};
use tower_lsp::lsp_types::TextEdit;

use super::{Page, edit};
use crate::engine::difference;

/// The edits that lay out the machines of a document; `None` where there is nothing to say about any of them. A machine
/// inside of a string is left as its author wrote it.
pub fn layout(page: Page<'_>, style: &Style) -> Option<Vec<TextEdit>> {
    let mut all = None;
    for view in page.views().filter(|view| view.part.form() != Some(Form::Text)) {
        let edits = match view.part.is_host() {
            true => formatting::format(view.analysis(), style),
            false => held(view.analysis().document(), style),
        };
        if let Some(edits) = edits.and_then(|edits| edit::text_edits(view, &edits)) {
            all.get_or_insert_with(Vec::new).extend(edits);
        }
    }
    all
}

/// The same of a definition that is part of another document: it is laid out by itself, and put back as deep as it was.
/// Nothing around it changes.
fn held(document: &Document, style: &Style) -> Option<Vec<Edit>> {
    let (text, root) = (document.text(), document.tree().root()?.span());
    let base = indent_of(text, text.line_of(root.start));
    let old = text.slice(root);
    let alone = deepened(&old, |line| line.strip_prefix(&*base).unwrap_or(line.trim_start()).to_owned());
    let alone = Analysis::new(Document::new(&alone, document.dialect()), Intent::Machine);
    let is_same = |a: Value<'_>, b: Value<'_>| a.kind() == b.kind();
    if !document.tree().errors().is_empty() || !is_same(document.tree().root()?, alone.document().tree().root()?) {
        return None;
    }
    let edits = formatting::format(&alone, &Style { final_newline: false, ..style.clone() })?;
    let mut laid = alone.document().text().clone();
    for edit in edits.iter().rev() {
        laid.replace(edit.span, &edit.text);
    }
    let laid = trimmed(&laid);
    let new = deepened(&laid, |line| if line.is_empty() { String::new() } else { format!("{base}{line}") });
    if new == *old {
        return Some(Vec::new());
    }
    let (span, new) = difference(&old, &new);
    Some(vec![Edit::replace(Span::new(root.start + span.start, root.start + span.end), new)])
}

/// A text whose lines after the first are what `line` makes of them.
fn deepened(text: &str, line: impl Fn(&str) -> String) -> String {
    let mut lines = text.split('\n');
    let mut new = lines.next().unwrap_or_default().to_owned();
    for rest in lines {
        new.push('\n');
        new.push_str(&line(rest));
    }
    new
}

fn trimmed(text: &Text) -> String {
    let mut text = text.to_string();
    text.truncate(text.trim_end().len());
    text
}

#[cfg(test)]
mod tests {
    use asl_syntax::Dialect;

    use super::*;

    #[test]
    fn a_definition_stays_as_deep_as_it_was() {
        let check = |dialect: Dialect, before: &str, expected: &str| {
            let document = Document::new(before, dialect);
            let style = Style { unit: "  ".to_owned(), final_newline: true };
            let mut text = document.text().clone();
            for edit in held(&document, &style).unwrap().iter().rev() {
                text.replace(edit.span, &edit.text);
            }
            assert_eq!(text.to_string(), expected);
            let again = held(&Document::new(expected, dialect), &style);
            assert_eq!(again, Some(Vec::new()), "laid out already");
        };
        check(
            Dialect::Json,
            "    {\n   \"StartAt\":\"A\",\n  \"States\": {}\n }",
            "    {\n      \"StartAt\": \"A\",\n      \"States\": {}\n    }",
        );
        check(
            Dialect::Yaml,
            "    StartAt:   A\n    States:\n        A:\n            Type:  Pass\n            End: true\n\n",
            "    StartAt: A\n    States:\n      A:\n        Type: Pass\n        End: true\n\n",
        );
        check(
            Dialect::Yaml,
            "    {\n      StartAt:   A,\n      States: {}\n    }",
            "    {\n      StartAt: A,\n      States: {}\n    }",
        );
    }
}
