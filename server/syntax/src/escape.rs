//! Places inside of strings: in the text that a string means, and in the document that writes it.

use crate::Span;

/// Takes places in the decoded text of a string to the document and back.
///
/// The string is a list of pieces in the order of the text. A piece either stands for itself, byte by byte, or is
/// written as a whole in another way (an escape, a folded line end). Text between two pieces means nothing (the
/// indentation of a block scalar).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EscapeMap {
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Piece {
    decoded: Span,
    raw: Span,
    /// Whether every byte of it stands for itself.
    plain: bool,
}

impl EscapeMap {
    /// The map of a string that stands at `raw` and means what it says.
    pub fn plain(raw: Span) -> EscapeMap {
        EscapeMap { pieces: vec![Piece { decoded: Span::new(0, raw.len()), raw, plain: true }] }
    }

    /// A map of a string whose text begins at `raw`, to be filled with its pieces, in order.
    pub fn with_start(raw: u32) -> EscapeMap {
        EscapeMap { pieces: vec![Piece { decoded: Span::empty(0), raw: Span::empty(raw), plain: true }] }
    }

    /// Adds a piece that stands for itself.
    pub fn push_plain(&mut self, raw: Span) {
        if raw.is_empty() {
            return;
        }
        if let Some(last) = self.pieces.last_mut()
            && last.plain
            && last.raw.end == raw.start
        {
            last.raw.end = raw.end;
            last.decoded.end += raw.len();
            return;
        }
        self.push(raw, raw.len(), true);
    }

    /// Adds a piece of `decoded` bytes that is written as a whole.
    pub fn push_escape(&mut self, raw: Span, decoded: u32) {
        self.push(raw, decoded, false);
    }

    fn push(&mut self, raw: Span, length: u32, plain: bool) {
        let start = self.decoded_len();
        self.pieces.push(Piece { decoded: Span::new(start, start + length), raw, plain });
    }

    /// The length of the decoded text in bytes.
    pub fn decoded_len(&self) -> u32 {
        self.pieces.last().map_or(0, |last| last.decoded.end)
    }

    /// The offset in the document of the decoded byte at `decoded`: the start of the escape that writes it. The end of
    /// the decoded text, and all beyond it, is the end of the string.
    pub fn to_raw(&self, decoded: u32) -> u32 {
        let at = self.pieces.partition_point(|piece| piece.decoded.end <= decoded);
        match self.pieces.get(at) {
            Some(piece) if piece.plain => piece.raw.start + (decoded - piece.decoded.start),
            Some(piece) => piece.raw.start,
            None => self.raw_end(),
        }
    }

    /// Where the document writes the decoded bytes of `decoded`, whole escapes included.
    pub fn to_raw_span(&self, decoded: Span) -> Span {
        let start = self.to_raw(decoded.start);
        if decoded.is_empty() {
            return Span::empty(start);
        }
        let last = decoded.end - 1;
        let at = self.pieces.partition_point(|piece| piece.decoded.end <= last);
        let end = match self.pieces.get(at) {
            Some(piece) if piece.plain => piece.raw.start + (last - piece.decoded.start) + 1,
            Some(piece) => piece.raw.end,
            None => self.raw_end(),
        };
        Span::new(start, end)
    }

    /// The decoded place of the offset `raw` of the document. Inside of an escape it is the start of what the escape
    /// writes, outside of the string its nearer end.
    pub fn to_decoded(&self, raw: u32) -> u32 {
        let at = self.pieces.partition_point(|piece| piece.raw.end <= raw);
        match self.pieces.get(at) {
            Some(piece) if piece.plain => piece.decoded.start + raw.saturating_sub(piece.raw.start),
            Some(piece) => piece.decoded.start,
            None => self.decoded_len(),
        }
    }

    fn raw_end(&self) -> u32 {
        self.pieces.last().map_or(0, |last| last.raw.end)
    }
}
