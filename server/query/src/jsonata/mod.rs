//! JSONata 2: a language to query and transform JSON values.
//!
//! [`parse`] gives a tree for every text, broken or not, with a span on every node, and the errors of jsonata-js with
//! its codes and positions. The other modules answer questions about a tree: which names it binds and uses
//! ([`scope`]), what stands at the cursor ([`at`]), what colours its words have ([`highlight`]), what it gives for certain
//! ([`types`]), which fields it takes from a variable ([`fields`]), and how it is written well ([`format()`]).
//!
//! Nothing here recurses: the depth of an expression costs memory, not stack.

pub mod at;
mod check;
mod error;
mod events;
pub mod fields;
mod format;
mod frame;
pub mod highlight;
mod infix;
mod layout;
mod lexer;
mod literal;
mod operand;
mod parser;
mod position;
mod print;
mod recover;
mod regex;
mod resume;
pub mod scope;
pub mod signature;
mod token;
mod tree;
pub mod types;

pub use error::SyntaxError;
pub use format::{format, format_parsed};
pub use parser::{parse, parse_with_holes};
pub use print::print;
pub use token::{Op, Token, TokenKind};
pub use tree::{ExprId, Node, NodeKind, Pair, Parsed, SortTerm};
