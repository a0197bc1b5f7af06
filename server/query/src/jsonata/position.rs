//! Offsets: holes that can be used, and UTF-16 units for jsonata-js.

use super::error::SyntaxError;
use crate::Span;

/// The holes that fit `text`, in order and apart from each other.
pub(super) fn usable_holes(text: &str, holes: &[Span]) -> Vec<Span> {
    let mut sorted: Vec<Span> =
        holes.iter().copied().filter(|hole| !hole.is_empty() && !hole.text(text).is_empty()).collect();
    sorted.sort_unstable();
    let mut end = 0;
    sorted.retain(|hole| {
        let apart = hole.start >= end;
        if apart {
            end = hole.end;
        }
        apart
    });
    sorted
}

/// Turns the positions of `errors` from bytes into UTF-16 units. An offset behind the end counts on from there.
pub(super) fn to_utf16(text: &str, errors: &mut [SyntaxError]) {
    if text.is_ascii() {
        return;
    }
    let mut by_offset: Vec<&mut u32> = errors.iter_mut().filter_map(|error| error.position.as_mut()).collect();
    by_offset.sort_unstable();
    let mut chars = text.char_indices().peekable();
    let mut units = 0;
    for position in by_offset {
        while let Some((_, c)) = chars.next_if(|(offset, _)| *offset < *position as usize) {
            units += c.len_utf16() as u32;
        }
        let beyond = position.saturating_sub(text.len() as u32);
        *position = units + beyond;
    }
}
