//! The tokens of JSON text, right or wrong.
//!
//! A token never runs over a line end, but for space and block comments, and what a token is depends on its own line
//! only. So one missing quote costs one token, and lexing can start anywhere a token starts.

use super::quotes::{self, Reading};
use crate::SyntaxKind;

/// One token, and where on its line it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) kind: SyntaxKind,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Where the line begins.
    pub(crate) line: u32,
    /// The width of the space that the line begins with, in columns.
    pub(crate) indent: u32,
    /// Whether only space stands before it on its line.
    pub(crate) first: bool,
    /// Whether its text needs a look for defects inside (strings: backslashes, control characters, odd quotes).
    pub(crate) check: bool,
}

/// What a lexer knows of the line it is on, besides the text from there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineState {
    pub(crate) line: u32,
    pub(crate) indent: u32,
    pub(crate) first: bool,
    /// How many containers were opened on this line and are open still.
    pub(crate) open: u32,
    /// Whether the last token of the line is a colon, so that a value is to be read.
    pub(crate) after_colon: bool,
}

impl LineState {
    /// At the start of a line.
    pub(crate) fn fresh(line: u32) -> LineState {
        LineState { line, indent: 0, first: true, open: 0, after_colon: false }
    }
}

/// Reads a window of a text, token by token.
pub(crate) struct Lexer<'s> {
    pub(crate) text: &'s str,
    /// The offset of the window's first byte in the whole text.
    pub(crate) base: u32,
    pub(crate) state: LineState,
    /// The window ended while something still had to be read; what was read is not to be relied on.
    pub(crate) starved: bool,
    whole: bool,
    pos: usize,
    stray_quote: bool,
    no_comment_end: bool,
}

impl<'s> Lexer<'s> {
    /// A lexer of `text`, which stands at `base` and goes to the end of the document if `whole`.
    pub(crate) fn new(text: &'s str, base: u32, state: LineState, whole: bool) -> Lexer<'s> {
        Lexer { text, base, state, starved: false, whole, pos: 0, stray_quote: false, no_comment_end: false }
    }

    /// The next token; at the end of the text one of the kind `End`, as often as asked.
    pub(crate) fn token(&mut self) -> Token {
        let start = self.pos;
        let LineState { line, indent, first, .. } = self.state;
        let mut check = false;
        let kind = match self.byte(start) {
            None => SyntaxKind::End,
            Some(byte) => match byte {
                b' ' | b'\t' | b'\n' | b'\r' => self.space(),
                b'{' if self.byte(start + 1) == Some(b'%') => self.jsonata(),
                b'{' => self.opener(SyntaxKind::LBrace),
                b'[' => self.opener(SyntaxKind::LBracket),
                b'}' => self.closer(SyntaxKind::RBrace),
                b']' => self.closer(SyntaxKind::RBracket),
                b':' => self.single(SyntaxKind::Colon),
                b',' => self.single(SyntaxKind::Comma),
                b'"' if !self.stray_quote => self.string(&mut check),
                b'\'' => self.single_quoted(&mut check),
                b'/' if self.byte(start + 1) == Some(b'/') => self.line_comment(),
                b'/' if self.byte(start + 1) == Some(b'*') => self.block_comment(&mut check),
                b'#' if self.byte(start + 1) != Some(b'{') => self.line_comment(),
                0..b' ' | b'"' | b';' | b'=' | b'/' | 0x7f => self.unknown(),
                _ => self.bare(),
            },
        };
        if kind != SyntaxKind::Whitespace && kind != SyntaxKind::End {
            self.state.first = false;
            if kind != SyntaxKind::Comment {
                self.state.after_colon = kind == SyntaxKind::Colon;
            }
            self.stray_quote &= kind == SyntaxKind::String && self.byte(self.pos) == Some(b'"');
        }
        let base = self.base;
        Token { kind, start: base + start as u32, end: base + self.pos as u32, line, indent, first, check }
    }

    /// The text of `token`, which has to be of this window.
    pub(crate) fn text_of(&self, token: &Token) -> &'s str {
        &self.text[(token.start - self.base) as usize..(token.end - self.base) as usize]
    }

    fn byte(&mut self, at: usize) -> Option<u8> {
        let byte = self.text.as_bytes().get(at).copied();
        self.starved |= byte.is_none() && !self.whole;
        byte
    }

    fn single(&mut self, kind: SyntaxKind) -> SyntaxKind {
        self.pos += 1;
        kind
    }

    fn opener(&mut self, kind: SyntaxKind) -> SyntaxKind {
        self.state.open += 1;
        self.single(kind)
    }

    fn closer(&mut self, kind: SyntaxKind) -> SyntaxKind {
        self.state.open = self.state.open.saturating_sub(1);
        self.single(kind)
    }

    fn space(&mut self) -> SyntaxKind {
        loop {
            match self.byte(self.pos) {
                Some(b'\n' | b'\r') => {
                    self.pos += 1;
                    self.state = LineState::fresh(self.base + self.pos as u32);
                }
                Some(b' ') => {
                    let rest = &self.text.as_bytes()[self.pos..];
                    let run = rest.iter().position(|byte| *byte != b' ').unwrap_or(rest.len());
                    self.pos += run;
                    self.state.indent += if self.state.first { run as u32 } else { 0 };
                }
                Some(b'\t') => {
                    self.pos += 1;
                    self.state.indent +=
                        if self.state.first { crate::indent::to_next_tab(self.state.indent) } else { 0 };
                }
                _ => return SyntaxKind::Whitespace,
            }
        }
    }

    fn line_comment(&mut self) -> SyntaxKind {
        self.pos = self.line_end(self.pos, usize::MAX);
        SyntaxKind::Comment
    }

    /// `check` says that the comment is not closed; it then goes to the end of its line.
    fn block_comment(&mut self, check: &mut bool) -> SyntaxKind {
        let body = self.pos + 2;
        let length = if self.no_comment_end { None } else { self.text[body..].find("*/") };
        let Some(length) = length else {
            self.starved |= !self.whole;
            self.no_comment_end = true;
            *check = true;
            return self.line_comment();
        };
        let end = body + length + 2;
        if let Some(newline) = self.text[self.pos..end].rfind(['\n', '\r']) {
            let line = self.pos + newline + 1;
            self.state = LineState::fresh(self.base + line as u32);
            self.state.indent = crate::indent::width(&self.text[line..end]);
        }
        self.pos = end;
        SyntaxKind::Comment
    }

    /// The end of the line that holds the byte at `from`, or a place `most` bytes on if the line is longer.
    fn line_end(&mut self, from: usize, most: usize) -> usize {
        let rest = &self.text.as_bytes()[from..];
        let near = &rest[..most.min(rest.len())];
        match near.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            Some(length) => from + length,
            None if near.len() < rest.len() => self.text.floor_char_boundary(from + near.len()),
            None => {
                self.starved |= !self.whole;
                self.text.len()
            }
        }
    }

    fn string(&mut self, check: &mut bool) -> SyntaxKind {
        let start = self.pos;
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        let closed = loop {
            match bytes.get(at) {
                Some(b'"') => break true,
                Some(b'\\') => {
                    *check = true;
                    at += 1 + usize::from(!matches!(bytes.get(at + 1), None | Some(b'\n' | b'\r')));
                }
                Some(b'\n' | b'\r') => break false,
                Some(0..b' ') => {
                    *check = true;
                    at += 1;
                }
                Some(_) => at += 1,
                None => {
                    self.starved |= !self.whole;
                    break false;
                }
            }
        };
        if closed && !self.is_odd_after_string(at + 1) {
            self.pos = at + 1;
            return SyntaxKind::String;
        }
        let key = !self.state.after_colon;
        let reading = if closed {
            let line_end = self.line_end(at, 2 * quotes::LOOK);
            quotes::odd(&self.text[start..line_end], at - start, key)
        } else {
            quotes::unclosed(&self.text[start..at.min(bytes.len())], key, self.state.open)
        };
        let (kind, length) = match reading {
            Reading::Closed { length, odd } => {
                *check |= odd;
                (SyntaxKind::String, length)
            }
            Reading::ThenStray { length } => {
                self.stray_quote = true;
                (SyntaxKind::String, length)
            }
            Reading::Unclosed { length } => (SyntaxKind::UnclosedString, length),
            Reading::Stray => (SyntaxKind::Unknown, 1),
        };
        self.pos = start + length;
        kind
    }

    /// Whether what stands at `at`, right behind a closing quote, says that the quote may not be the closing one.
    fn is_odd_after_string(&mut self, at: usize) -> bool {
        match self.byte(at) {
            Some(b'{') => self.byte(at + 1) == Some(b'%'),
            Some(b':') if self.state.after_colon => {
                matches!(self.byte(at + 1), Some(next) if next == b':' || quotes::is_odd_after_string(next) && next != b'"')
            }
            Some(b' ') => {
                // Words behind a string, as in `"a "b" c"`; a few spaces are enough to tell.
                let word = (at + 1..at + 4).find(|at| self.byte(*at) != Some(b' ')).and_then(|at| self.byte(at));
                matches!(word, Some(next) if next != b'"' && next != b'#' && quotes::is_odd_after_string(next))
            }
            Some(next) => quotes::is_odd_after_string(next),
            None => false,
        }
    }

    /// A JSONata expression without quotes, or with a closing one only; or else a brace.
    fn jsonata(&mut self) -> SyntaxKind {
        let start = self.pos;
        let line_end = self.line_end(start, 2 * quotes::LOOK);
        let line = &self.text[start..line_end];
        let Some(end) = line.find("%}").map(|end| end + 2).filter(|end| !line[..*end].contains('"')) else {
            return self.opener(SyntaxKind::LBrace);
        };
        self.pos = start + end;
        if line[end..].starts_with('"') {
            self.pos += 1;
            return SyntaxKind::UnopenedString;
        }
        SyntaxKind::Word
    }

    fn single_quoted(&mut self, check: &mut bool) -> SyntaxKind {
        *check = true;
        self.pos += quotes::single_quoted(&self.text[self.pos..]);
        self.byte(self.pos);
        SyntaxKind::SingleQuoted
    }

    /// One odd character, or a run of the same one.
    fn unknown(&mut self) -> SyntaxKind {
        let rest = &self.text[self.pos..];
        let Some(odd) = rest.chars().next() else { return SyntaxKind::End };
        let run = match odd {
            '"' | '/' | ';' => odd.len_utf8(),
            '=' => {
                if rest.starts_with("=>") {
                    2
                } else {
                    1
                }
            }
            _ => rest.len() - rest.trim_start_matches(odd).len(),
        };
        self.pos += run;
        self.byte(self.pos);
        SyntaxKind::Unknown
    }

    /// A word, number, keyword or placeholder, or several of them grown together.
    fn bare(&mut self) -> SyntaxKind {
        let start = self.pos;
        let rest = &self.text[start..];
        if quotes::is_blank_or_mark(rest) {
            if start == 0 && self.base == 0 && rest.starts_with('\u{feff}') {
                self.pos = '\u{feff}'.len_utf8();
                return SyntaxKind::Whitespace;
            }
            return self.unknown();
        }
        let run = quotes::bare_run(rest, self.state.after_colon);
        let kind = match &rest[..run.length] {
            _ if run.hole => SyntaxKind::Hole,
            "true" => SyntaxKind::True,
            "false" => SyntaxKind::False,
            "null" => SyntaxKind::Null,
            word => quotes::number_or_word(word),
        };
        self.pos = start + run.length;
        let next = self.byte(self.pos);
        if next == Some(b'"') || matches!(kind, SyntaxKind::Word | SyntaxKind::BadNumber) {
            let line_end = self.line_end(self.pos, quotes::LOOK);
            let line = &self.text[start..line_end];
            if let Some(length) = quotes::unopened(line, run.length, self.state.after_colon) {
                self.pos = start + length;
                return SyntaxKind::UnopenedString;
            }
        }
        kind
    }
}
