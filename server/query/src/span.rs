//! A range of the text of one expression.

/// A range of bytes in the text of one expression: `start` is the first byte, `end` is one past the last.
///
/// Spans that a parser of this crate gives lie on character boundaries of its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The offset in bytes of the first byte.
    pub start: u32,
    /// The offset in bytes just behind the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` to `end`, both in bytes. An `end` before `start` is raised to `start`.
    pub fn new(start: u32, end: u32) -> Self {
        Span { start, end: end.max(start) }
    }

    /// The empty range at `offset` bytes.
    pub fn empty(offset: u32) -> Self {
        Span { start: offset, end: offset }
    }

    /// The length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the range holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `offset` is inside the range or at its end: where a cursor touches it.
    pub fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Whether the byte at `offset` belongs to the range.
    pub fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether `other` lies inside this range.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest range that covers both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The bytes of `text` in this range, or the empty string where the range does not fit `text`.
    pub fn text(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}
