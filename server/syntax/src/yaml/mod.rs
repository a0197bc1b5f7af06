//! YAML behind the tree and the values that JSON has.
//!
//! [`stream`] finds the first document, [`layout`] divides it by lines and columns, so that what is wrong with one
//! member costs no other, and asks `granit-parser` ([`compose`]) what cannot be told at a glance ([`plain`]). What that
//! refuses, [`broken`] and [`flow`] see through. [`build`] then makes the green tree, in which every byte of the text
//! has its token. Since a member is read from its own lines only, [`reparse`] reads no more than those after an edit.
//!
//! The first document of a stream is the document. Scalars are those of the core schema of YAML 1.2. An alias, what
//! merges into a mapping, and what has a tag of its own are unknown, which [`Kind::Hole`](crate::Kind::Hole) stands for.

mod broken;
mod build;
mod compose;
mod flow;
mod gap;
mod layout;
mod lines;
mod marks;
mod plain;
mod reparse;
mod reuse;
mod scalar;
mod stream;

use crate::tree::Tree;
use crate::{Span, SyntaxError, SyntaxErrorKind, Text, json};
use compose::Found;

pub(crate) use marks::{Mark, at as mark_at};
pub(crate) use scalar::{decode, has_escapes, quotes};

/// The kind of the green token of a block scalar whose content begins at column 0; the column is added to it. The
/// column cannot be told from the token alone, since an indicator counts from what the scalar is in.
pub(crate) const BLOCK_SCALAR: u16 = 0x4000;

/// The last column at which the content of a block scalar is read.
pub(crate) const LAST_COLUMN: u16 = 0x3fff;

/// The tree of `text`.
pub(crate) fn parse(text: &str) -> Tree {
    let (root, found) = stream::read(text);
    if let Some(tree) = as_json(text, &found) {
        return tree;
    }
    tree(build::tree(text, root.as_ref()), found)
}

/// The tree of `text` if it is broken JSON, the parser of which knows best what is left of it.
fn as_json(text: &str, found: &Found) -> Option<Tree> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let inner = start.strip_prefix(['{', '['])?.trim_start();
    let is_json = inner.starts_with(['"', '{', '[']) && !found.errors.is_empty() && !has_block_keys(text);
    is_json.then(|| json::parse(text))
}

/// Whether a line of `text` that is not indented begins with a plain key.
fn has_block_keys(text: &str) -> bool {
    lines::lines(text, 0..text.len()).iter().any(|line| {
        let is_plain = text[line.content..].starts_with(|c: char| c.is_alphanumeric());
        let header = || lines::header(text, line.content, line.end);
        line.is_content && line.column() == 0 && is_plain && header().is_some_and(|header| header.colon.is_some())
    })
}

/// The tree of `green`, in which something was found.
fn tree(green: rowan::GreenNode, mut found: Found) -> Tree {
    found.marks.sort();
    found.marks.dedup();
    found.errors.extend(marks::errors(&found.marks));
    let is_empty = !green.children().any(|child| crate::SyntaxKind::of(child.kind()).is_value());
    if is_empty && found.errors.is_empty() {
        found.errors.push(error(SyntaxErrorKind::Empty, Span::empty(green.text_len().into())));
    }
    found.errors.sort();
    found.errors.dedup();
    Tree::new(green, found.errors, 0, true).with_marks(found.marks)
}

/// The tree of `text` after `removed` was replaced by `inserted` bytes in it, and the stretch that was parsed. The tree
/// is equal to what [`parse`] gives, with the nodes of `old` where they are the same.
pub(crate) fn reparse(old: &Tree, text: &Text, removed: Span, inserted: u32) -> (Tree, Span) {
    reparse::part(old, text, removed, inserted).unwrap_or_else(|| {
        let new = parse(&text.to_string());
        let green = reuse::graft(old.green(), new.green());
        (new.with_green(green), Span::new(0, text.len()))
    })
}

fn error(kind: SyntaxErrorKind, span: Span) -> SyntaxError {
    SyntaxError { span, kind, related: None, seen: crate::error::Seen { taken: span.start, ahead: false } }
}
