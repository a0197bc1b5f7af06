//! The text of a document: a rope, and the only place that knows lines, columns and UTF-16.

use std::borrow::Cow;
use std::fmt;

use ropey::Rope;

use crate::Span;

/// The text of a document. A clone costs a counter, an edit costs the path to it.
///
/// Lines are those of the Language Server Protocol: `\n`, `\r\n` and `\r` end a line, nothing else does. No method
/// panics: a place past the end is the end, a place inside a character is the character's start.
#[derive(Clone, Default)]
pub struct Text {
    rope: Rope,
}

/// A place as an editor tells it, both counted from 0.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct LineCol {
    /// The line.
    pub line: u32,
    /// The column within the line, in units of an [`Encoding`].
    pub col: u32,
}

/// What a column counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, what the protocol counts unless client and server agree on another.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Text {
    /// The text that `text` holds.
    pub fn new(text: &str) -> Text {
        Text { rope: Rope::from_str(text) }
    }

    /// Its length in bytes.
    pub fn len(&self) -> u32 {
        self.rope.len_bytes() as u32
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.rope.len_bytes() == 0
    }

    /// The number of lines, one more than the number of line ends.
    pub fn line_count(&self) -> u32 {
        self.rope.len_lines() as u32
    }

    /// What stands in `span`.
    pub fn slice(&self, span: Span) -> Cow<'_, str> {
        let (start, end) = self.chars(span);
        self.rope.slice(start..end).into()
    }

    /// Puts `new` in the place of what stands in `span`.
    pub fn replace(&mut self, span: Span, new: &str) {
        let (start, end) = self.chars(span);
        if start < end {
            self.rope.remove(start..end);
        }
        if !new.is_empty() {
            self.rope.insert(start, new);
        }
    }

    /// `span` as [`Text::slice`] and [`Text::replace`] understand it: within the text, from character to character.
    pub fn clamp(&self, span: Span) -> Span {
        let (start, end) = self.chars(span);
        Span::new(self.rope.char_to_byte(start) as u32, self.rope.char_to_byte(end) as u32)
    }

    /// The line that holds `offset`, counted from 0.
    pub fn line_of(&self, offset: u32) -> u32 {
        self.rope.byte_to_line((offset as usize).min(self.rope.len_bytes())) as u32
    }

    /// Where `line` stands, without its line end. A line past the last one is the empty span at the end.
    pub fn line_span(&self, line: u32) -> Span {
        let line = line as usize;
        if line >= self.rope.len_lines() {
            return Span::empty(self.len());
        }
        let start = self.rope.line_to_byte(line);
        let mut end = self.rope.line_to_byte(line + 1);
        // At most the two bytes of `\r\n`; a line end is never part of another character.
        for _ in 0..2 {
            if end > start && matches!(self.rope.byte(end - 1), b'\n' | b'\r') {
                end -= 1;
            }
        }
        Span::new(start as u32, end as u32)
    }

    /// The byte offset of a place that an editor tells.
    pub fn offset(&self, at: LineCol, encoding: Encoding) -> u32 {
        let line = self.line_span(at.line);
        let col = at.col as usize;
        let offset = match encoding {
            Encoding::Utf8 => {
                let byte = (line.start as usize).saturating_add(col).min(line.end as usize);
                self.rope.char_to_byte(self.rope.byte_to_char(byte))
            }
            Encoding::Utf16 => {
                let start = self.rope.char_to_utf16_cu(self.rope.byte_to_char(line.start as usize));
                let end = self.rope.char_to_utf16_cu(self.rope.byte_to_char(line.end as usize));
                let unit = start.saturating_add(col).min(end);
                self.rope.char_to_byte(self.rope.utf16_cu_to_char(unit))
            }
            Encoding::Utf32 => {
                let start = self.rope.byte_to_char(line.start as usize);
                let end = self.rope.byte_to_char(line.end as usize);
                self.rope.char_to_byte(start.saturating_add(col).min(end))
            }
        };
        offset as u32
    }

    /// The place of a byte offset as an editor wants it told.
    pub fn line_col(&self, offset: u32, encoding: Encoding) -> LineCol {
        let offset = (offset as usize).min(self.rope.len_bytes());
        if let Some(at) = self.line_col_in_chunk(offset, encoding) {
            return at;
        }
        let line = self.rope.byte_to_line(offset);
        let start = self.rope.line_to_byte(line);
        let first = self.rope.byte_to_char(start);
        let char = self.rope.byte_to_char(offset);
        let col = match encoding {
            Encoding::Utf8 => self.rope.char_to_byte(char) - start,
            Encoding::Utf16 => self.rope.char_to_utf16_cu(char) - self.rope.char_to_utf16_cu(first),
            Encoding::Utf32 => char - first,
        };
        LineCol { line: line as u32, col: col as u32 }
    }

    /// The place of `offset`, if the chunk of the rope that holds it holds the beginning of its line as well, as it
    /// mostly does. Thousands of places are told at every keystroke, and this looks into the rope once for each.
    fn line_col_in_chunk(&self, offset: usize, encoding: Encoding) -> Option<LineCol> {
        let (chunk, start, _, line) = self.rope.chunk_at_byte(offset);
        let before = chunk.get(..offset - start)?;
        let bytes = before.as_bytes();
        // A line end of two bytes is never divided among chunks, but `offset` may be between the two.
        if bytes.ends_with(b"\r") {
            return None;
        }
        let begin = bytes.iter().rposition(|byte| matches!(byte, b'\n' | b'\r'))? + 1;
        let mut breaks = bytes.iter().filter(|byte| **byte == b'\n').count();
        if bytes.contains(&b'\r') {
            breaks += bytes.windows(2).filter(|pair| pair[0] == b'\r' && pair[1] != b'\n').count();
        }
        let text = &before[begin..];
        let col = match encoding {
            _ if text.is_ascii() => text.len(),
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => text.chars().map(char::len_utf16).sum(),
            Encoding::Utf32 => text.chars().count(),
        };
        Some(LineCol { line: (line + breaks) as u32, col: col as u32 })
    }

    /// The text in pieces, from the one that holds `offset` on, each with the offset of its first byte.
    pub fn chunks_from(&self, offset: u32) -> impl Iterator<Item = (u32, &str)> {
        let offset = (offset as usize).min(self.rope.len_bytes());
        let (chunks, start, _, _) = self.rope.chunks_at_byte(offset);
        let mut next = start as u32;
        chunks.map(move |chunk| {
            let at = next;
            next += chunk.len() as u32;
            (at, chunk)
        })
    }

    fn chars(&self, span: Span) -> (usize, usize) {
        let len = self.rope.len_bytes();
        let start = self.rope.byte_to_char((span.start as usize).min(len));
        let end = self.rope.byte_to_char((span.end as usize).min(len));
        (start, end.max(start))
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rope.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.rope, f)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        self.rope == other.rope
    }
}

impl Eq for Text {}
