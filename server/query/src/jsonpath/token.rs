//! Tokens for colouring.

use crate::Span;

/// A piece of the text and the role it plays. Tokens come in order, do not overlap and are never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The role.
    pub kind: TokenKind,
    /// Where it stands, in bytes.
    pub span: Span,
}

/// The role of a [`Token`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// `$`, `$$` or `@`.
    Root,
    /// A variable with its dollar sign: `$name`.
    Variable,
    /// The name of a member, with its quotes where it has some.
    Name,
    /// The name of a function.
    Function,
    /// A string with its quotes.
    String,
    /// A number.
    Number,
    /// `true`, `false`, `null`.
    Keyword,
    /// A comparison, a logical operator, `..`, `*`, `?` or `:`.
    Operator,
    /// A regular expression with its slashes and flags.
    Regex,
    /// A bare word where a value is expected.
    Word,
    /// A placeholder, given by the caller, that stands by itself.
    Hole,
    /// A dot, comma, bracket, brace or parenthesis.
    Punctuation,
}
