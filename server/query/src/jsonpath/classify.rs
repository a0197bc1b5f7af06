//! Tells from the first characters of a string which language it is written in.

use super::cursor::{Cursor, HOLE};
use super::parser::{is_name_part, is_name_start};
use crate::Span;

/// What a string is, by its first characters only: the rest may still be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `$`, `$.`, `$[`.
    Path,
    /// `$$`.
    ContextPath,
    /// `$name`.
    VariablePath,
    /// `States.Name(`.
    Intrinsic,
    /// `{%`.
    Jsonata,
    /// A placeholder is where the kind is decided, so it can be any of them.
    Unknown,
    /// Plain text.
    Other,
}

impl Kind {
    /// Whether it is one of the three kinds of path.
    pub fn is_path(self) -> bool {
        matches!(self, Kind::Path | Kind::ContextPath | Kind::VariablePath)
    }
}

/// What `text` is. A blank before the first character makes it [`Kind::Other`], as it does for the service.
pub fn classify(text: &str) -> Kind {
    classify_with_holes(text, &[])
}

/// What `text` is, where each of `holes` (bytes) is a placeholder that is not known yet.
pub fn classify_with_holes(text: &str, holes: &[Span]) -> Kind {
    let mut cursor = Cursor::new(text, holes);
    let kind = kind_of_start(&mut cursor);
    let decided_at = cursor.offset();
    let touched = cursor.holes().iter().any(|hole| hole.start <= decided_at);
    if kind == Kind::Other && touched { Kind::Unknown } else { kind }
}

/// Reads as far as it takes to decide.
fn kind_of_start(cursor: &mut Cursor<'_>) -> Kind {
    match cursor.bump() {
        Some(HOLE) => Kind::Unknown,
        Some('{') if cursor.at('%') => Kind::Jsonata,
        Some('$') => match cursor.peek() {
            None | Some('.' | '[' | HOLE) => Kind::Path,
            Some('$') => Kind::ContextPath,
            Some(c) if is_name_start(c) => Kind::VariablePath,
            Some(_) if cursor.after_blanks().is_none() => Kind::Path,
            Some(_) => Kind::Other,
        },
        Some('S') if cursor.at_text("tates.") => {
            for _ in 0.."tates.".len() {
                cursor.bump();
            }
            let name = cursor.take_while(|c| is_name_part(c) || c == HOLE);
            if !name.is_empty() && cursor.after_blanks() == Some('(') { Kind::Intrinsic } else { Kind::Other }
        }
        _ => Kind::Other,
    }
}
