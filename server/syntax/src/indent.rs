//! The layout of a document: how deep it indents, how its lines end. Inserted text follows it.

use crate::Text;

/// How far apart tab stops are taken to be, in columns.
const TAB: u32 = 4;

/// How many lines a guess looks at.
const LINES: usize = 400;

/// How a line ends.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum LineEnding {
    /// `\n`
    #[default]
    Lf,
    /// `\r\n`
    CrLf,
    /// `\r`
    Cr,
}

impl LineEnding {
    /// The characters.
    pub const fn as_str(self) -> &'static str {
        match self {
            LineEnding::Lf => "\n",
            LineEnding::CrLf => "\r\n",
            LineEnding::Cr => "\r",
        }
    }
}

/// The layout that a document follows.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Indent {
    /// What one level of depth puts before a line: spaces, or a tab.
    pub unit: String,
    /// How lines end.
    pub line_ending: LineEnding,
}

impl Default for Indent {
    fn default() -> Indent {
        Indent { unit: "  ".to_owned(), line_ending: LineEnding::Lf }
    }
}

impl Indent {
    /// The layout of `text`, guessed from its first lines: the difference of depth that is most common where a line
    /// is deeper than the one before. Two spaces and `\n` where the text does not tell.
    pub fn of(text: &Text) -> Indent {
        let mut guess = Guess::default();
        // A line may lie across chunks; its beginning is what counts.
        let mut carry = String::new();
        let mut seen = 0;
        for (_, chunk) in text.chunks_from(0) {
            for piece in chunk.split_inclusive('\n') {
                let is_over = piece.ends_with('\n');
                if is_over && carry.is_empty() {
                    guess.line(piece);
                } else if carry.len() < 256 || is_over {
                    carry.push_str(piece);
                }
                if is_over {
                    if !carry.is_empty() {
                        guess.line(&carry);
                        carry.clear();
                    }
                    seen += 1;
                }
            }
            if seen >= LINES {
                break;
            }
        }
        guess.line(&carry);
        let line_ending = match () {
            () if guess.crlf > 0 => LineEnding::CrLf,
            () if seen == 0 && text.line_count() > 1 => LineEnding::Cr,
            () => LineEnding::Lf,
        };
        Indent { unit: guess.unit().unwrap_or(Indent::default().unit), line_ending }
    }

    /// The space that a line at `level` levels of depth begins with.
    pub fn levels(&self, level: usize) -> String {
        self.unit.repeat(level)
    }
}

/// The space that `line` (counted from 0) begins with, as it is written.
pub fn indent_of(text: &Text, line: u32) -> String {
    let span = text.line_span(line);
    let mut space = String::new();
    for (at, chunk) in text.chunks_from(span.start) {
        for (i, c) in chunk.char_indices() {
            let here = at + i as u32;
            if here < span.start {
                continue;
            }
            if here >= span.end || !matches!(c, ' ' | '\t') {
                return space;
            }
            space.push(c);
        }
    }
    space
}

/// A line of a text, as the layout of a document knows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Line {
    /// Where it begins.
    pub(crate) start: u32,
    /// The width of the space that it begins with, in columns.
    pub(crate) indent: u32,
    /// The length of that space in bytes.
    pub(crate) blank: u32,
}

/// The line that `offset` is on.
pub(crate) fn line_at(text: &Text, offset: u32) -> Line {
    let start = text.line_span(text.line_of(offset)).start;
    let mut line = Line { start, indent: 0, blank: 0 };
    for (at, chunk) in text.chunks_from(start) {
        let skip = start.saturating_sub(at) as usize;
        for byte in &chunk.as_bytes()[skip.min(chunk.len())..] {
            match byte {
                b' ' => line.indent += 1,
                b'\t' => line.indent += to_next_tab(line.indent),
                _ => return line,
            }
            line.blank += 1;
        }
    }
    line
}

/// The width of the space that `line` begins with.
pub(crate) fn width(line: &str) -> u32 {
    let mut column = 0;
    for byte in line.bytes() {
        match byte {
            b' ' => column += 1,
            b'\t' => column += to_next_tab(column),
            _ => break,
        }
    }
    column
}

/// How many columns a tab at `column` takes.
pub(crate) const fn to_next_tab(column: u32) -> u32 {
    TAB - column % TAB
}

#[derive(Default)]
struct Guess {
    last: usize,
    tabs: u32,
    steps: [u32; 9],
    crlf: u32,
}

impl Guess {
    fn line(&mut self, line: &str) {
        self.crlf += u32::from(line.ends_with("\r\n"));
        let bytes = line.as_bytes();
        let depth = bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        if bytes[depth..].trim_ascii().is_empty() {
            return;
        }
        if line.starts_with('\t') {
            self.tabs += 1;
            return;
        }
        if let Some(count) = depth.checked_sub(self.last).and_then(|step| self.steps.get_mut(step)) {
            *count += 1;
        }
        self.last = depth;
    }

    fn unit(&self) -> Option<String> {
        let (step, count) = (1..self.steps.len())
            .map(|step| (step, self.steps[step]))
            .max_by_key(|(step, count)| (*count, 9 - step))?;
        if self.tabs > count {
            return Some("\t".to_owned());
        }
        (count > 0).then(|| " ".repeat(step))
    }
}
