//! YAML behind the tree and the values that JSON has.
//!
//! A text is composed from the events of `granit-parser`, whole. If that fails, [`recover`] cuts the text where its
//! layout says that one member or item ends and the next begins, and composes each by itself, so that what is wrong
//! with one costs no other. [`build`] then makes the green tree, in which every byte of the text has its token.
//!
//! The first document of a stream is the document. Scalars are those of the core schema of YAML 1.2. An alias, what
//! merges into a mapping, and what has a tag of its own are unknown, which [`Kind::Hole`](crate::Kind::Hole) stands for.

mod build;
mod compose;
mod gap;
mod lines;
mod recover;
mod reparse;
mod reuse;
mod scalar;

use crate::tree::Tree;
use crate::{Span, SyntaxError, SyntaxErrorKind, Text};

pub(crate) use scalar::{decode, has_escapes, quotes};

/// The kind of the green token of a block scalar whose content begins at column 0; the column is added to it. The
/// column cannot be told from the token alone, since an indicator counts from what the scalar is in.
pub(crate) const BLOCK_SCALAR: u16 = 0x4000;

/// The last column at which the content of a block scalar is read.
pub(crate) const LAST_COLUMN: u16 = 0x3fff;

/// The tree of `text`.
pub(crate) fn parse(text: &str) -> Tree {
    let mut errors: Vec<SyntaxError> = Vec::new();
    let root = match compose::stream(text, &mut errors) {
        Ok(root) => root,
        Err(failure) => {
            let start = text.trim_start_matches('\u{feff}').trim_start();
            if start.starts_with(['{', '[']) && !recover::has_block_keys(text) {
                // Flow style is JSON, and its parser knows best what is left of it.
                return crate::json::parse(text);
            }
            errors.clear();
            recover::document(text, failure, &mut errors)
        }
    };
    if root.is_none() && errors.is_empty() {
        errors.push(error(SyntaxErrorKind::Empty, Span::empty(text.len() as u32)));
    }
    Tree::new(build::tree(text, root.as_ref()), errors, 0, true)
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
