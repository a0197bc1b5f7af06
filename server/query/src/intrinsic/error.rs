//! What can be wrong with a call, said plainly.

use crate::Span;
use crate::jsonpath::{Fix, PathError, PathErrorKind};

/// Something wrong with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallError {
    /// Which mistake it is.
    pub kind: CallErrorKind,
    /// The smallest range that shows it, in bytes.
    pub span: Span,
    /// What is wrong and what to do, in one or two sentences.
    pub message: String,
    /// The change that makes it right, where there is one that can hardly be wrong.
    pub fix: Option<Fix>,
}

/// The mistakes. The ones that [`CallErrorKind::is_doubt`] names may be accepted by the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CallErrorKind {
    /// The text is empty.
    Empty,
    /// A blank stands before the call.
    LeadingBlank,
    /// The name of a function is missing.
    MissingName,
    /// No parenthesis follows the name.
    MissingOpen,
    /// The call is not closed.
    UnclosedCall,
    /// A string is not closed.
    UnclosedString,
    /// A string ends with a backslash.
    DanglingEscape,
    /// A backslash before a character that needs none.
    UnknownEscape,
    /// A string in double quotes.
    DoubleQuotes,
    /// A comma with nothing before or behind it.
    MissingArgument,
    /// Two arguments with a blank but no comma between them.
    MissingComma,
    /// A word that is neither a call nor `true`, `false` or `null`.
    BareWord,
    /// Not a number.
    BadNumber,
    /// An array or an object that is written out.
    JsonLiteral,
    /// Something behind an argument that belongs nowhere.
    Unexpected,
    /// Something behind the call.
    TrailingText,
    /// Calls inside each other beyond the limit of the parser.
    TooDeep,
    /// A mistake in a path.
    Path(PathErrorKind),
}

impl CallErrorKind {
    /// Whether a call with this and nothing else may still be accepted by the service.
    pub fn is_doubt(self) -> bool {
        match self {
            CallErrorKind::MissingComma | CallErrorKind::UnknownEscape => true,
            CallErrorKind::Path(kind) => kind.is_doubt(),
            _ => false,
        }
    }
}

impl From<PathError> for CallError {
    fn from(error: PathError) -> Self {
        CallError {
            kind: match error.kind {
                PathErrorKind::TooDeep => CallErrorKind::TooDeep,
                kind => CallErrorKind::Path(kind),
            },
            span: error.span,
            message: error.message,
            fix: error.fix,
        }
    }
}
