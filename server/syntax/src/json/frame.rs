//! One open container of the parser's stack.

use crate::Span;

/// What kind of container is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Holder {
    /// The document itself, below everything else.
    Document,
    Object,
    Array,
}

/// What has been read of the entry that the container is at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum State {
    /// No entry yet.
    Start,
    /// A comma after a whole entry.
    Comma,
    /// A whole entry; a comma or the closer is due.
    Value,
    /// An entry that has been reported already; what follows needs no comma to be right.
    Broken,
    /// A key; the colon is due.
    Key,
    /// A key and its colon; the value is due.
    Colon,
}

/// A container that is open, and what the layout of the text says about it.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) holder: Holder,
    pub(super) state: State,
    /// The opener, or `None` if it is missing from the text.
    pub(super) opener: Option<Span>,
    /// The line that it was opened on, as the offset of its start.
    pub(super) line: u32,
    /// A closer that starts a line left of this belongs to a container further out.
    pub(super) low: u32,
    /// A key that starts a line here or left of it belongs to a container further out.
    pub(super) high: u32,
    /// Whether the layout is to be believed: what the container holds is deeper than the line of its opener.
    pub(super) indented: bool,
    /// Whether an entry has begun.
    pub(super) started: bool,
    /// The last comma, if the state is `Comma`; the last key, if it is `Key`; the last colon, if it is `Colon`.
    pub(super) mark: Span,
    /// The line of `mark`, and that line's indentation.
    pub(super) mark_line: (u32, u32),
    /// Whether the key of the entry has been reported, so that the rest of the entry is not.
    pub(super) key_reported: bool,
}

impl Frame {
    pub(super) fn new(holder: Holder, opener: Option<Span>, line: u32, indent: u32, indented: bool) -> Frame {
        Frame {
            holder,
            state: State::Start,
            opener,
            line,
            low: indent,
            high: indent,
            indented,
            started: false,
            mark: Span::empty(0),
            mark_line: (0, 0),
            key_reported: false,
        }
    }

    pub(super) fn document() -> Frame {
        Frame::new(Holder::Document, None, 0, 0, true)
    }

    /// Notes the first entry, on the line that begins at `line` and is `indent` columns deep.
    pub(super) fn start(&mut self, line: u32, indent: u32) {
        if !self.started {
            self.started = true;
            if line != self.line {
                self.indented = indent > self.high;
            }
        }
    }
}
