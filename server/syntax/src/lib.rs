//! Text, lossless trees and the data view of Amazon States Language documents.
//!
//! A [`Document`] holds a [`Text`] and the [`Tree`] of it, and changes both together. Parsing never fails: the text of
//! the tree is the document, whatever it holds, and what is wrong with it is a list of [`SyntaxError`]s. Everything
//! above this crate reads a document through [`Value`], which looks the same for JSON and YAML.
//!
//! All places are byte offsets (`u32`) into the text. Only [`Text`] knows lines, columns and UTF-16.

mod cursor;
mod document;
mod error;
mod escape;
mod indent;
mod intrinsic;
mod json;
mod kind;
mod number;
mod span;
mod string;
mod text;
mod tree;
mod value;
mod yaml;

pub use cursor::{Block, Container, Cursor, Layout, Place};
pub use document::{Dialect, Document, Reparsed};
pub use error::{SyntaxError, SyntaxErrorKind};
pub use escape::EscapeMap;
pub use indent::{Indent, LineEnding, indent_of};
pub use intrinsic::Intrinsic;
pub use kind::SyntaxKind;
pub use number::Number;
pub use span::Span;
pub use string::{Quoting, Str};
pub use text::{Encoding, LineCol, Text};
pub use tree::{Anchor, Tree};
pub use value::{Array, Kind, Member, NodeId, Object, Part, Value};
