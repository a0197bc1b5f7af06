//! The documents of a stream: the first one is the document, the others are looked over for errors.

use std::ops::Range;

use super::compose::{self, Found, Node};
use super::{layout, lines};
use crate::SyntaxKind;

/// Where the first document is.
struct First {
    /// The lines that it begins and ends in.
    lines: Range<usize>,
    /// Where it begins: behind a marker, if its first line has one.
    content: usize,
    /// Where the next document begins, if one may.
    next: Option<usize>,
    /// Whether directives stand before it, or something of it on the line of the marker.
    is_special: bool,
}

/// The root of the first document of `text`, and what is found beside it.
pub(super) fn read(text: &str) -> (Option<Node>, Found) {
    let first = first(text);
    let mut found = Found::default();
    let is_flow = text[first.content..].trim_start().starts_with(['{', '[']);
    if first.is_special || is_flow {
        match compose::stream(text, &mut found) {
            Ok(root) => return (root, found),
            Err(failure) => {
                let (root, found) = layout::document(text, first.lines, first.content);
                let mut found = found;
                if found.errors.is_empty() {
                    found.errors.push(super::error(failure.kind, compose::character(text, failure.at)));
                }
                return (root, found);
            }
        }
    }
    let is_marked = text[first.lines.clone()].starts_with("---");
    let (mut root, mut found) = layout::document(text, first.lines, first.content);
    if is_marked && root.is_none() && found.errors.is_empty() {
        root = Some(Node::scalar(SyntaxKind::Null, first.content..first.content));
    }
    if let Some(next) = first.next {
        compose::others(&text[next..], next, &mut found);
    }
    (root, found)
}

fn first(text: &str) -> First {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut first = First { lines: start..text.len(), content: start, next: None, is_special: false };
    let mut begins = false;
    for line in lines::lines(text, start..text.len()) {
        let content = &text[line.start..line.end];
        let is_marker = content.starts_with("---") || content.starts_with("...");
        let is_marker = is_marker && content[3..].chars().next().is_none_or(|c| c == ' ' || c == '\t');
        if is_marker && begins {
            first.lines.end = line.start;
            // What follows the end of a document begins on the line after it.
            let next = if content.starts_with("...") { line.end } else { line.start };
            first.is_special |= content.starts_with("...") && !content[3..].trim().is_empty();
            first.next = Some(next);
            break;
        }
        if is_marker {
            let rest = content[3..].trim();
            first.is_special |= !(rest.is_empty() || rest.starts_with('#')) || content.starts_with("...");
            first.lines.start = line.start;
            first.content = line.start + 3;
            begins = content.starts_with("---");
        } else if content.starts_with('%') && !begins {
            first.is_special = true;
            first.lines.start = (line.end + 1).min(text.len());
            first.content = first.lines.start;
        }
        begins |= !is_marker && line.is_content && !content.starts_with('%');
    }
    first
}
