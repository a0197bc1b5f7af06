//! Intrinsic functions: `States.Format('Hello {}', $.name)`.
//!
//! [`parse`] reads any text and always gives a tree. It knows the grammar of calls, not the functions: whoever has the
//! table of functions checks names, numbers and types of arguments with what the tree offers.

mod error;
mod parser;
mod place;
mod tree;

pub use error::{CallError, CallErrorKind};
pub use place::{ActiveCall, Completion, Node};
pub use tree::{Arg, ArgKind, Call, Number, StaticType, Text};

use crate::Span;
use crate::jsonpath::{PathErrorKind, Token};

/// A parsed call.
#[derive(Clone, Debug, PartialEq)]
pub struct CallParse {
    /// The tree.
    pub call: Call,
    /// What is wrong, in order of discovery.
    pub errors: Vec<CallError>,
    /// What the service may accept, but hardly as it is meant.
    pub doubts: Vec<CallError>,
    /// The pieces of the text for colouring.
    pub tokens: Vec<Token>,
}

impl std::ops::Deref for CallParse {
    type Target = Call;

    fn deref(&self) -> &Call {
        &self.call
    }
}

/// Reads `text` as one call. Blanks behind it are fine.
pub fn parse(text: &str) -> CallParse {
    parse_with_holes(text, &[])
}

/// Reads `text` as one call in which each of `holes` (bytes) is a placeholder whose text is not known yet.
///
/// A hole can be anything that makes the call right, so no error touches one and nothing that holds one is unclosed.
pub fn parse_with_holes(text: &str, holes: &[Span]) -> CallParse {
    let mut parser = parser::Parser::new(text, holes);
    let call = parser.whole();
    let tokens = std::mem::take(&mut parser.paths.tokens);
    let holes = parser.paths.cursor().holes();
    let mut parse = CallParse { call, errors: parser.errors, doubts: parser.doubts, tokens };
    parse.errors.retain(|error| !excused(error, holes));
    parse.doubts.retain(|doubt| !excused(doubt, holes));
    parse
}

/// Whether a placeholder outside of a string may be the cure of an error.
fn excused(error: &CallError, holes: &[Span]) -> bool {
    holes.iter().any(|hole| match error.kind {
        CallErrorKind::UnclosedString
        | CallErrorKind::UnclosedCall
        | CallErrorKind::Path(
            PathErrorKind::UnclosedQuote | PathErrorKind::UnclosedBracket | PathErrorKind::UnclosedParen,
        ) => error.span.start <= hole.end,
        _ => error.span.start <= hole.end && hole.start <= error.span.end,
    })
}
