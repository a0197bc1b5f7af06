//! What can be wrong with a path, said plainly.

use crate::Span;

/// Something wrong with a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathError {
    /// Which mistake it is.
    pub kind: PathErrorKind,
    /// The smallest range that shows it, in bytes.
    pub span: Span,
    /// What is wrong and what to do, in one or two sentences.
    pub message: String,
    /// The change that makes it right, where there is one that can hardly be wrong.
    pub fix: Option<Fix>,
}

/// A change of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The range to replace, in bytes; empty to insert.
    pub span: Span,
    /// What to put there; empty to remove.
    pub text: String,
}

impl Fix {
    /// Puts `text` in place of `span` (bytes).
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Fix { span, text: text.into() }
    }
}

/// The mistakes. The ones that [`PathErrorKind::is_doubt`] names are accepted by the parser of the service, or may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PathErrorKind {
    /// The text is empty.
    Empty,
    /// It does not begin with `$`.
    MissingRoot,
    /// A blank stands before the path.
    LeadingBlank,
    /// A blank stands between two segments.
    BlankInPath,
    /// A name after a dot holds a blank.
    BlankInName,
    /// Neither a dot nor a bracket follows the root.
    ExpectedSegment,
    /// Nothing follows a dot.
    MissingName,
    /// Three or more dots in a row.
    TooManyDots,
    /// The text ends with a backslash.
    DanglingEscape,
    /// `\u` without four hexadecimal digits.
    BadEscape,
    /// A quote is not closed.
    UnclosedQuote,
    /// `[` without `]`.
    UnclosedBracket,
    /// `(` without `)`.
    UnclosedParen,
    /// `[]`.
    EmptyBrackets,
    /// A comma with nothing before or behind it.
    MissingSelector,
    /// A selector is followed by something other than a comma or `]`.
    ExpectedComma,
    /// Something in brackets that is no selector.
    BadSelector,
    /// An index or a part of a slice that is no whole number.
    BadIndex,
    /// A union of other things than names alone or indexes alone.
    MixedUnion,
    /// `[?]`.
    EmptyFilter,
    /// A filter that does not begin with `(` and end with `)`.
    FilterParens,
    /// A value is missing in a filter or between commas.
    MissingOperand,
    /// A value alone where a path or a comparison is needed.
    NotACondition,
    /// Not an operator.
    BadOperator,
    /// Not a number.
    BadNumber,
    /// A function that stands before its argument, as in `length(@.a)`.
    FunctionBefore,
    /// Something that belongs nowhere.
    Unexpected,
    /// Filters, parentheses or functions inside each other beyond the limit of the parser.
    TooDeep,
    /// A word without quotes where a value stands.
    UnquotedWord,
    /// A closing bracket, parenthesis or a quote as part of a plain name.
    StrayCharacter,
    /// No function of that name is known.
    UnknownFunction,
}

impl PathErrorKind {
    /// Whether a path with this and nothing else may still be accepted by the service, though hardly as it is meant.
    pub fn is_doubt(self) -> bool {
        matches!(self, PathErrorKind::UnquotedWord | PathErrorKind::StrayCharacter | PathErrorKind::UnknownFunction)
    }
}
