//! Breaks lines: pieces of text and places where a line may end, in nested groups.
//!
//! A group stays on one line where it fits, together with what follows up to the next place to break; else every place
//! to break that is directly in it ends a line.

/// A piece of a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Text(&'t str),
    /// One blank, unless a line begins or ends here.
    Space,
    /// A blank, or the end of a line where the group is broken.
    Line,
    /// Nothing, or the end of a line where the group is broken.
    SoftLine,
    /// Always the end of a line; `blank`: with an empty line behind it.
    HardLine {
        blank: bool,
    },
    Open,
    Close,
    Indent,
    Dedent,
}

#[derive(Default)]
pub(super) struct Layout<'t> {
    pieces: Vec<Piece<'t>>,
}

/// Wider than every line.
const NEVER: usize = usize::MAX / 4;

impl<'t> Layout<'t> {
    pub(super) fn push(&mut self, piece: Piece<'t>) {
        self.pieces.push(piece);
    }

    /// The text with lines of `width` characters where that is possible, and `indent` blanks for each `Indent`.
    pub(super) fn print(&self, width: usize, indent: usize) -> String {
        let widths = self.group_widths();
        let mut out = Output {
            indent,
            // Deeper than a whole line inwards nobody can tell the steps apart, and the blanks would outgrow the text.
            max_column: width,
            ..Output::default()
        };
        // For each open group whether it is broken. Outside of every group nothing fits on one line by force.
        let mut broken = vec![false];
        for (index, piece) in self.pieces.iter().enumerate() {
            let is_broken = broken.last().copied().unwrap_or(false);
            match piece {
                Piece::Text(text) => out.text(text),
                Piece::Space => out.space = true,
                Piece::Line | Piece::SoftLine if is_broken => out.line(false),
                Piece::Line => out.space = true,
                Piece::SoftLine => {}
                Piece::HardLine { blank } => out.line(*blank),
                Piece::Open => {
                    let column = out.column + usize::from(out.space);
                    let column = if out.line.is_some() { out.depth * indent } else { column };
                    broken.push(column.saturating_add(widths[index]) > width);
                }
                Piece::Close => {
                    if broken.len() > 1 {
                        broken.pop();
                    }
                }
                Piece::Indent => out.depth += 1,
                Piece::Dedent => out.depth = out.depth.saturating_sub(1),
            }
        }
        out.text
    }

    /// For each `Open` the width of its group on one line, with what follows up to the next place to break.
    fn group_widths(&self) -> Vec<usize> {
        // The width from the start to each piece, everything on one line, and the pieces that force a break.
        let mut sums = Vec::with_capacity(self.pieces.len() + 1);
        let mut sum = 0usize;
        let mut spaced = true;
        for piece in &self.pieces {
            sums.push(sum);
            match piece {
                Piece::Text(text) if text.contains('\n') => {
                    sum += NEVER / (self.pieces.len() + 1);
                    spaced = false;
                }
                Piece::Text(text) => {
                    sum += text.chars().count();
                    spaced = false;
                }
                Piece::Space | Piece::Line if !spaced => {
                    sum += 1;
                    spaced = true;
                }
                Piece::HardLine { .. } => sum += NEVER / (self.pieces.len() + 1),
                _ => {}
            }
        }
        sums.push(sum);
        let mut widths = vec![0; self.pieces.len()];
        let mut next_break = self.pieces.len();
        // The places to break behind the group that is open, innermost last.
        let mut ends: Vec<usize> = Vec::new();
        for (index, piece) in self.pieces.iter().enumerate().rev() {
            match piece {
                Piece::Line | Piece::SoftLine | Piece::HardLine { .. } => next_break = index,
                Piece::Close => ends.push(next_break),
                Piece::Open => {
                    let end = ends.pop().unwrap_or(self.pieces.len());
                    widths[index] = sums[end] - sums[index];
                }
                _ => {}
            }
        }
        widths
    }
}

#[derive(Default)]
struct Output {
    text: String,
    column: usize,
    depth: usize,
    indent: usize,
    max_column: usize,
    /// A blank is due.
    space: bool,
    /// The end of a line is due; true: with an empty line behind it.
    line: Option<bool>,
}

impl Output {
    fn line(&mut self, blank: bool) {
        self.line = Some(self.line.unwrap_or(false) || blank);
    }

    /// Where a new line starts.
    fn start_column(&self) -> usize {
        self.depth.saturating_mul(self.indent).min(self.max_column)
    }

    fn text(&mut self, text: &str) {
        match self.line.take() {
            _ if self.text.is_empty() => {}
            Some(blank) => {
                self.text.push_str(if blank { "\n\n" } else { "\n" });
                self.column = self.start_column();
                self.text.extend(std::iter::repeat_n(' ', self.column));
            }
            None if self.space => {
                self.text.push(' ');
                self.column += 1;
            }
            None => {}
        }
        self.space = false;
        self.text.push_str(text);
        match text.rsplit_once('\n') {
            Some((_, last)) => self.column = last.chars().count(),
            None => self.column += text.chars().count(),
        }
    }
}
