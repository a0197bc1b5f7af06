//! Defects inside of strings.

use crate::{Span, SyntaxErrorKind, SyntaxKind};

/// Calls `report` for every defect inside the string token `text`, which stands at `start`.
pub(super) fn check(kind: SyntaxKind, text: &str, start: u32, mut report: impl FnMut(SyntaxErrorKind, Span)) {
    let bytes = text.as_bytes();
    let opened = usize::from(kind != SyntaxKind::UnopenedString);
    let closed = matches!(kind, SyntaxKind::String | SyntaxKind::UnopenedString);
    let end = if closed { bytes.len() - 1 } else { bytes.len() };
    let mut odd_quote = false;
    let mut at = opened;
    while at < end {
        let mut length = 1;
        let defect = match bytes[at] {
            b'\\' => {
                let (taken, good) = escape(&text[at..end], kind == SyntaxKind::SingleQuoted);
                length = taken;
                (!good).then_some(SyntaxErrorKind::BadEscape)
            }
            // One report for all quotes of a string: they come in pairs.
            b'"' if kind == SyntaxKind::String && !odd_quote => {
                odd_quote = true;
                Some(SyntaxErrorKind::UnescapedQuote)
            }
            0..b' ' => Some(SyntaxErrorKind::ControlCharacter),
            _ => None,
        };
        if let Some(defect) = defect {
            report(defect, Span::new(start + at as u32, start + (at + length) as u32));
        }
        at += length;
    }
}

/// The length of the escape that `text` begins with, and whether JSON has it.
fn escape(text: &str, single: bool) -> (usize, bool) {
    let Some(c) = text[1..].chars().next() else { return (1, false) };
    match c {
        '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => (2, true),
        '\'' if single => (2, true),
        'u' => {
            let digits = text[2..].bytes().take(4).take_while(u8::is_ascii_hexdigit).count();
            (2 + digits, digits == 4)
        }
        c => (1 + c.len_utf8(), false),
    }
}
