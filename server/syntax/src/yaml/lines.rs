//! The lines of a text, with what its layout says about them.

use std::ops::Range;

/// A line.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Where it begins.
    pub(super) start: usize,
    /// Where the text of it begins.
    pub(super) content: usize,
    /// Where it ends, without its line break.
    pub(super) end: usize,
    /// Whether it holds more than blanks and a comment.
    pub(super) is_content: bool,
}

impl Line {
    /// How far its text is from its beginning, in bytes.
    pub(super) fn column(&self) -> usize {
        self.content - self.start
    }

    /// Lets the text of it begin at `content`, which is no further than its end.
    pub(super) fn begin_at(&mut self, text: &str, content: usize) {
        let rest = &text[content..self.end];
        let body = rest.trim_start_matches([' ', '\t']);
        self.content = self.end - body.len();
        self.is_content = !body.is_empty() && !body.starts_with('#');
    }
}

/// The lines of `text` in `range`.
pub(super) fn lines(text: &str, range: Range<usize>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = range.start;
    while start < range.end {
        let bytes = &text.as_bytes()[start..range.end];
        let length = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(bytes.len());
        let blanks = bytes[..length].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let end = start + length;
        let is_content = blanks < length && bytes[blanks] != b'#';
        lines.push(Line { start, content: start + blanks, end, is_content });
        start = end + if text[end..range.end].starts_with("\r\n") { 2 } else { 1 };
    }
    lines
}

/// Whether `text` begins an item of a sequence.
pub(super) fn is_item(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
}

/// Whether `text` begins a key that is told by a question mark.
pub(super) fn is_question(text: &str) -> bool {
    text.strip_prefix('?').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
}

/// Whether `text` begins the value of such a key.
pub(super) fn is_answer(text: &str) -> bool {
    text.strip_prefix(':').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
}

/// A line that begins with a key, by its look alone.
#[derive(Debug, PartialEq)]
pub(super) struct Header {
    /// The key, with its quotes.
    pub(super) key: Range<usize>,
    /// The colon.
    pub(super) colon: Option<usize>,
    /// What is after the colon, without blanks and comment.
    pub(super) rest: Range<usize>,
    /// Whether the key opens a quote that it does not close.
    pub(super) is_open: bool,
}

/// How `text` from `start` to `end`, which is on one line, divides into key and rest. `None` if no key begins so.
pub(super) fn header(text: &str, start: usize, end: usize) -> Option<Header> {
    let line = &text[start..end];
    let first = line.chars().next()?;
    if is_question(line) || is_item(line) {
        return None;
    }
    if matches!(first, '{' | '}' | '[' | ']' | ',' | '#' | '|' | '>' | '@' | '`' | '%' | '!' | '&' | '*' | ':') {
        return None;
    }
    if matches!(first, '"' | '\'') {
        let Some(close) = quote_end(line) else {
            return Some(Header { key: start..start + solid(line), colon: None, rest: end..end, is_open: true });
        };
        let after = &line[close..];
        let blank = after.len() - after.trim_start_matches([' ', '\t']).len();
        let colon = is_answer(&after[blank..]).then_some(start + close + blank);
        let rest = colon.map_or(start + close, |colon| colon + 1);
        return Some(Header { key: start..start + close, colon, rest: inner(text, rest, end), is_open: false });
    }
    let line = &line[..solid(line)];
    let bytes = line.as_bytes();
    let is_colon = |at: &usize| bytes[*at] == b':' && matches!(bytes.get(at + 1), None | Some(b' ' | b'\t'));
    let colon = (0..bytes.len()).find(is_colon);
    match colon {
        Some(colon) => {
            let key = start..start + line[..colon].trim_end_matches([' ', '\t']).len();
            let rest = inner(text, start + colon + 1, end);
            Some(Header { key, colon: Some(start + colon), rest, is_open: false })
        }
        None => Some(Header { key: start..start + solid(line), colon: None, rest: end..end, is_open: false }),
    }
}

/// Whether `line` is a key with all of its value.
pub(super) fn is_whole(text: &str, line: &Line) -> bool {
    let Some(header) = header(text, line.content, line.end).filter(|header| header.colon.is_some()) else {
        return false;
    };
    let rest = &text[header.rest];
    match rest.chars().next() {
        Some('"' | '\'') => quote_end(rest).is_some(),
        Some('[') => rest.ends_with(']'),
        Some('{') => rest.ends_with('}'),
        Some(first) => first.is_alphanumeric() || first == '$',
        None => false,
    }
}

/// The end of the quoted text that `line` begins with.
pub(super) fn quote_end(line: &str) -> Option<usize> {
    let quote = line.bytes().next()?;
    let mut at = 1;
    while let Some(&byte) = line.as_bytes().get(at) {
        match byte {
            b'\\' if quote == b'"' => at += 1,
            b'\'' if quote == b'\'' && line[at..].starts_with("''") => at += 1,
            _ if byte == quote => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// What is in `start..end` without the blanks around it and a comment behind it.
fn inner(text: &str, start: usize, end: usize) -> Range<usize> {
    let part = &text[start..end];
    let start = end - part.trim_start_matches([' ', '\t']).len();
    start..start + solid(&text[start..end])
}

/// The length of `line` without a comment and the blanks before it. In the quotes that it begins with is none.
pub(super) fn solid(line: &str) -> usize {
    let bytes = line.as_bytes();
    let from = Some(line).filter(|line| line.starts_with(['"', '\''])).and_then(quote_end).unwrap_or(0);
    let is_comment = |at: &usize| bytes[*at] == b'#' && (*at == 0 || matches!(bytes[at - 1], b' ' | b'\t'));
    let end = (from..bytes.len()).find(is_comment).unwrap_or(bytes.len());
    line[..end].trim_end_matches([' ', '\t']).len()
}
