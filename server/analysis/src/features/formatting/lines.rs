//! The lines of a text and what becomes of the beginning of each.

/// A line, with its places in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Where it begins, behind a byte order mark.
    pub(super) start: u32,
    /// Where its text ends.
    pub(super) end: u32,
    /// Where the next line begins.
    pub(super) next: u32,
    /// How many blanks it begins with.
    pub(super) blank: u32,
}

/// What becomes of the blanks that a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plan {
    /// A comment, a blank line, a marker.
    Free,
    /// The line begins with something that belongs at this column.
    Begin(i64),
    /// The line is part of something that began before and moves by so much.
    Shift(i64),
    /// The same in a block scalar. Lines of no more than `blank` blanks are empty.
    Content {
        /// How far it moves.
        by: i64,
        /// The column of its content, or 0.
        blank: i64,
        /// Whether the line ends at its end count.
        keeps_end: bool,
    },
    /// Nothing of it changes.
    Frozen,
}

impl Plan {
    /// Whether the line begins inside of something.
    pub(super) fn is_inside(self) -> bool {
        matches!(self, Plan::Shift(_) | Plan::Content { .. } | Plan::Frozen)
    }
}

impl Line {
    pub(super) fn text(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// How the lines of a text end.
    pub(super) fn ending<'t>(lines: &[Line], text: &'t str) -> &'t str {
        let first = lines.iter().find(|line| line.next > line.end);
        first.and_then(|line| text.get(line.end as usize..line.next as usize)).unwrap_or("\n")
    }
}

/// The lines of `text`; behind a last line end there is an empty one.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let mut start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    loop {
        let end = text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at);
        let next = end + if text[end..].starts_with("\r\n") { 2 } else { usize::from(end < text.len()) };
        let line = &text[start..end];
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        found.push(Line { start: start as u32, end: end as u32, next: next as u32, blank: blank as u32 });
        if next == end {
            return found;
        }
        start = next;
    }
}
