//! JSONPath: paths into a value, in the dialect of the Jayway library with `$$` (the context object) and variables.
//!
//! [`parse`] reads any text and always gives a tree; what is wrong stands in [`PathParse::errors`], what is hardly
//! meant but accepted stands in [`PathParse::doubts`]. Nothing here evaluates a path.

mod brackets;
mod classify;
pub(crate) mod cursor;
mod error;
mod filter;
mod literal;
pub(crate) mod parser;
mod place;
mod reference;
mod segment;
mod token;
mod tree;

pub use classify::{Kind, classify, classify_with_holes};
pub use error::{Fix, PathError, PathErrorKind};
pub use parser::MAX_DEPTH;
pub use place::{Completion, Expected, Node};
pub use reference::{NotReference, NotReferenceReason};
pub use token::{Token, TokenKind};
pub use tree::{
    Brackets, FUNCTIONS, Filter, FilterKind, Function, Name, Operand, OperandKind, Operator, Path, Root, RootKind,
    Segment, SegmentKind, Selector, SelectorKind,
};

use crate::Span;

/// A parsed path.
#[derive(Clone, Debug, PartialEq)]
pub struct PathParse {
    /// The tree.
    pub path: Path,
    /// What is wrong, in order of discovery; at most sixteen. A text with none is a path that the service accepts.
    pub errors: Vec<PathError>,
    /// What the service may accept, but hardly as it is meant; at most sixteen.
    pub doubts: Vec<PathError>,
    /// The pieces of the text for colouring.
    pub tokens: Vec<Token>,
}

impl std::ops::Deref for PathParse {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.path
    }
}

/// Reads `text` as one path. Blanks behind it are fine.
pub fn parse(text: &str) -> PathParse {
    parse_with_holes(text, &[])
}

/// Reads `text` as one path in which each of `holes` (bytes) is a placeholder whose text is not known yet.
///
/// A hole can be anything that makes the path right, so no error touches one and nothing that holds one is unclosed.
pub fn parse_with_holes(text: &str, holes: &[Span]) -> PathParse {
    let mut parser = parser::Parser::new(text, holes);
    let path = parser.whole();
    let mut parse = PathParse { path, errors: parser.errors, doubts: parser.doubts, tokens: parser.tokens };
    let holes = parser.cursor.holes();
    parse.errors.retain(|error| !excused(error, holes));
    parse.doubts.retain(|doubt| !excused(doubt, holes));
    parse
}

/// Whether a placeholder may be the cure of an error.
pub(crate) fn excused(error: &PathError, holes: &[Span]) -> bool {
    holes.iter().any(|hole| match error.kind {
        PathErrorKind::UnclosedQuote | PathErrorKind::UnclosedBracket | PathErrorKind::UnclosedParen => {
            error.span.start <= hole.end
        }
        _ => error.span.start <= hole.end && hole.start <= error.span.end,
    })
}
