//! What can be wrong with the syntax of a document. Words for people are made elsewhere.

use crate::Span;

/// One defect of a document.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct SyntaxError {
    /// The smallest true place of it; empty where something is missing.
    pub span: Span,
    /// What it is.
    pub kind: SyntaxErrorKind,
    /// Another place that explains it, such as the opener of a container that nothing closes.
    pub related: Option<Span>,
    /// When the parser saw the defect. An edit replaces errors by this place.
    pub(crate) seen: Seen,
}

/// A moment of parsing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct Seen {
    /// The end of the last token that had been taken.
    pub(crate) taken: u32,
    /// Whether the next token had been looked at already.
    pub(crate) ahead: bool,
}

/// What a [`SyntaxError`] is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum SyntaxErrorKind {
    /// The document holds nothing.
    Empty,
    /// A value is missing, as after a colon.
    ExpectedValue,
    /// A key is missing before a colon or before a value in an object.
    ExpectedKey,
    /// The colon after a key is missing, or something else stands in its place.
    ExpectedColon,
    /// Nothing separates two members or items; the span is the empty one after the first of them.
    MissingComma,
    /// A comma before the closer.
    TrailingComma,
    /// A comma with nothing before it.
    ExtraComma,
    /// A comment, which JSON does not have.
    Comment,
    /// A `/*` without `*/`.
    UnclosedComment,
    /// A string that does not end on its line.
    UnclosedString,
    /// A string that lost its opening quote.
    UnopenedString,
    /// A quote inside a string without a backslash before it, or one too many beside it.
    UnescapedQuote,
    /// A backslash with something after it that is no escape.
    BadEscape,
    /// A control character inside a string, which has to be written as an escape.
    ControlCharacter,
    /// Something that begins like a number and is none: `01`, `+1`, `.5`, `0x10`, `1 minute`.
    BadNumber,
    /// A bare word that is no value: `True`, `None`, `undefined`, a string without quotes.
    BadWord,
    /// A character that has no place outside of strings.
    StrayCharacter,
    /// A string in single quotes.
    SingleQuoted,
    /// A key without quotes.
    UnquotedKey,
    /// `${Name}` outside of a string. What it stands for is unknown until it is filled in.
    UnquotedHole,
    /// An object without its `}`; related is its `{`.
    UnclosedObject,
    /// An array without its `]`; related is its `[`.
    UnclosedArray,
    /// A closer that closes nothing.
    StrayCloser,
    /// A `]` that closes a `{`, or a `}` that closes a `[`; related is the opener.
    MismatchedCloser,
    /// The place where the opener of an object or array is missing.
    MissingOpener,
    /// Something after the end of the value that is the document.
    ExtraContent,
    /// An object or array nested deeper than is read; all of it is kept as text only.
    TooDeep,
    /// YAML: tabs among the blanks that a line begins with; the span is the tabs.
    TabIndentation,
    /// YAML: a line that begins at a column where nothing around it does; the span is its blanks.
    BadIndentation,
    /// YAML: an alias (`*name`) without an anchor (`&name`) before it.
    UnknownAlias,
    /// YAML: a colon and a space in a value without quotes; the span is the colon.
    StrayColon,
    /// YAML: a colon after a key without the space that has to follow it; the span is the colon.
    MissingSpace,
    /// YAML: a line among the items of a sequence that begins with no dash; the span is empty, at its text.
    ExpectedDash,
    /// YAML: a `|` or `>` with something behind it that says nothing about a block scalar.
    BadBlockHeader,
    /// YAML: a tag that is written wrong or whose handle is not declared.
    BadTag,
}

impl SyntaxErrorKind {
    /// Whether it says that openers and closers do not pair up.
    pub fn is_bracket(self) -> bool {
        use SyntaxErrorKind::*;
        matches!(self, UnclosedObject | UnclosedArray | StrayCloser | MismatchedCloser | MissingOpener)
    }

    /// Whether openers and closers may not pair up, here or in what was not looked at.
    pub(crate) fn breaks_nesting(self) -> bool {
        self.is_bracket() || self == SyntaxErrorKind::ExtraContent
    }
}
