//! A reader over the text of one expression that steps over placeholders as if each were one character.

use crate::Span;

/// What [`Cursor::peek`] answers where a placeholder begins. The same character in the text itself reads as U+FFFD.
pub(crate) const HOLE: char = '\u{10FFFF}';

/// Reads a text from left to right. Offsets are bytes and always lie on character boundaries.
pub(crate) struct Cursor<'t> {
    text: &'t str,
    pos: usize,
    holes: Vec<Span>,
}

impl<'t> Cursor<'t> {
    /// Reads `text` from its start. Holes that are empty, overlap, or do not fit the text are left out.
    pub(crate) fn new(text: &'t str, holes: &[Span]) -> Self {
        let mut usable: Vec<Span> = Vec::new();
        let mut sorted = holes.to_vec();
        sorted.sort_unstable();
        for hole in sorted {
            let fits = !hole.is_empty() && text.get(hole.start as usize..hole.end as usize).is_some();
            let apart = usable.last().is_none_or(|last| last.end <= hole.start);
            if fits && apart {
                usable.push(hole);
            }
        }
        Cursor { text, pos: 0, holes: usable }
    }

    pub(crate) fn holes(&self) -> &[Span] {
        &self.holes
    }

    pub(crate) fn rest(&self) -> &'t str {
        self.text.get(self.pos..).unwrap_or_default()
    }

    pub(crate) fn offset(&self) -> u32 {
        self.pos as u32
    }

    pub(crate) fn span_from(&self, start: u32) -> Span {
        Span::new(start, self.offset())
    }

    pub(crate) fn slice(&self, span: Span) -> &'t str {
        span.text(self.text)
    }

    /// The next character, [`HOLE`] for a placeholder, `None` at the end.
    pub(crate) fn peek(&self) -> Option<char> {
        if self.hole_here().is_some() {
            return Some(HOLE);
        }
        match self.rest().chars().next() {
            Some(HOLE) => Some(char::REPLACEMENT_CHARACTER),
            other => other,
        }
    }

    /// Where the next character or placeholder stands; empty at the end.
    pub(crate) fn ahead(&self) -> Span {
        self.hole_here().unwrap_or_else(|| {
            let length = self.rest().chars().next().map_or(0, char::len_utf8);
            Span::new(self.offset(), (self.pos + length) as u32)
        })
    }

    /// Steps over the next character or placeholder and gives what [`Cursor::peek`] gave.
    pub(crate) fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.pos = self.ahead().end as usize;
        Some(next)
    }

    pub(crate) fn at(&self, c: char) -> bool {
        self.peek() == Some(c)
    }

    /// Whether `word` (ASCII) comes next and no placeholder begins inside it.
    pub(crate) fn at_text(&self, word: &str) -> bool {
        let end = self.pos + word.len();
        self.rest().starts_with(word)
            && !self.holes.iter().skip(self.first_hole()).take(1).any(|hole| (hole.start as usize) < end)
    }

    /// Steps over blanks and line ends; whether there were any.
    pub(crate) fn skip_blanks(&mut self) -> bool {
        let start = self.pos;
        while self.peek().is_some_and(char::is_whitespace) {
            self.bump();
        }
        self.pos > start
    }

    /// Steps while `keep` holds and gives what was passed over.
    pub(crate) fn take_while(&mut self, mut keep: impl FnMut(char) -> bool) -> Span {
        let start = self.offset();
        while self.peek().is_some_and(&mut keep) {
            self.bump();
        }
        self.span_from(start)
    }

    pub(crate) fn jump_to_end(&mut self) {
        self.pos = self.text.len();
    }

    /// What follows the blanks ahead, without moving. Linear in the blanks.
    pub(crate) fn after_blanks(&self) -> Option<char> {
        let mut ahead = self.pos;
        for c in self.rest().chars() {
            if self.hole_at(ahead).is_some() {
                return Some(HOLE);
            }
            if !c.is_whitespace() {
                return Some(c);
            }
            ahead += c.len_utf8();
        }
        None
    }

    /// Whether `quote` comes before the end, not behind a backslash and not in a placeholder. Does not move.
    pub(crate) fn closes(&mut self, quote: char) -> bool {
        let start = self.pos;
        let mut found = false;
        while let Some(c) = self.bump() {
            if c == quote {
                found = true;
                break;
            }
            if c == '\\' {
                self.bump();
            }
        }
        self.pos = start;
        found
    }

    fn hole_here(&self) -> Option<Span> {
        self.hole_at(self.pos)
    }

    fn hole_at(&self, pos: usize) -> Option<Span> {
        self.holes
            .binary_search_by_key(&pos, |hole| hole.start as usize)
            .ok()
            .and_then(|index| self.holes.get(index).copied())
    }

    /// The index of the first hole at or after the reader's place.
    fn first_hole(&self) -> usize {
        self.holes.partition_point(|hole| (hole.start as usize) < self.pos)
    }
}
