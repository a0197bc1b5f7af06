//! Takes the text of an expression apart into words.
//!
//! The parser asks for one word at a time, because a slash begins a regular expression in one place and divides in
//! another. A word that is broken (a string without its closing quote) is still a word; the fault comes beside it.

use super::token::{Op, Token, TokenKind, ends_name, is_blank};
use super::{literal, regex};
use crate::Span;

/// What is wrong inside one word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fault {
    pub(super) code: &'static str,
    /// Where it is wrong, in bytes.
    pub(super) span: Span,
    /// The offset in bytes that jsonata-js reports.
    pub(super) at: u32,
    /// UTF-16 units to add to it: jsonata-js can run over the end of the text.
    pub(super) beyond: u32,
}

pub(super) struct Lexer<'t> {
    text: &'t str,
    bytes: &'t [u8],
    /// Sorted, apart from each other and within the text.
    holes: &'t [Span],
    pub(super) pos: usize,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str, holes: &'t [Span]) -> Self {
        Lexer { text, bytes: text.as_bytes(), holes, pos: 0 }
    }

    pub(super) fn holes(&self) -> &'t [Span] {
        self.holes
    }

    /// The next word. `after_operand`: a slash divides here. Comments in front of the word go to `comments`.
    pub(super) fn next(&mut self, after_operand: bool, comments: &mut Vec<Token>) -> (Token, Option<Fault>) {
        let mut fault = None;
        loop {
            self.skip_blanks();
            if !self.rest().starts_with(b"/*") || self.hole_at(self.pos).is_some() {
                break;
            }
            let (token, comment_fault) = self.comment();
            comments.push(token);
            fault = fault.or(comment_fault);
        }
        let (token, token_fault) = self.word(after_operand);
        (token, fault.or(token_fault))
    }

    fn rest(&self) -> &'t [u8] {
        self.bytes.get(self.pos..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.pos).copied()
    }

    fn token(&self, kind: TokenKind, start: usize) -> Token {
        Token { kind, span: Span::new(start as u32, self.pos as u32) }
    }

    /// The end of the hole that starts at `offset`.
    fn hole_at(&self, offset: usize) -> Option<usize> {
        let offset = offset as u32;
        let index = self.holes.partition_point(|hole| hole.start < offset);
        let hole = self.holes.get(index)?;
        (hole.start == offset).then_some(hole.end as usize)
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(is_blank) {
            self.pos += 1;
        }
    }

    fn comment(&mut self) -> (Token, Option<Fault>) {
        let start = self.pos;
        self.pos += 2;
        loop {
            if let Some(end) = self.hole_at(self.pos) {
                self.pos = end;
            } else if self.rest().starts_with(b"*/") {
                self.pos += 2;
                return (self.token(TokenKind::Comment, start), None);
            } else if self.pos >= self.bytes.len() {
                let token = self.token(TokenKind::Comment, start);
                return (token, Some(fault("S0106", token.span, start)));
            } else {
                self.pos += 1;
            }
        }
    }

    fn word(&mut self, after_operand: bool) -> (Token, Option<Fault>) {
        let start = self.pos;
        let Some(byte) = self.peek() else {
            return (self.token(TokenKind::End, start), None);
        };
        if self.hole_at(start).is_some() {
            return (self.name(start), None);
        }
        if byte == b'/' && !after_operand {
            return self.regex();
        }
        if let Some((op, len)) = Op::at(self.rest()) {
            self.pos += len;
            return (self.token(TokenKind::Op(op), start), None);
        }
        match byte {
            b'!' | b'~' => {
                self.pos += 1;
                let token = self.token(TokenKind::Unknown, start);
                (token, Some(fault("S0204", token.span, self.pos)))
            }
            b'"' | b'\'' => self.string(byte),
            b'`' => self.quoted_name(),
            b'0'..=b'9' => self.number(),
            _ => (self.name(start), None),
        }
    }

    fn string(&mut self, quote: u8) -> (Token, Option<Fault>) {
        let start = self.pos;
        let mut first_fault = None;
        let mut beyond = 0;
        self.pos += 1;
        while let Some(byte) = self.peek() {
            if let Some(end) = self.hole_at(self.pos) {
                self.pos = end;
            } else if byte == quote {
                self.pos += 1;
                return (self.token(TokenKind::String, start), first_fault);
            } else if byte == b'\\' {
                let escape = self.escape(&mut beyond);
                first_fault = first_fault.or(escape);
            } else {
                self.pos += 1;
            }
        }
        let len = self.bytes.len();
        self.cut_at_line_end(start);
        let token = self.token(TokenKind::String, start);
        let mut unclosed = fault("S0101", token.span, len);
        unclosed.beyond = beyond;
        (token, first_fault.or(Some(unclosed)))
    }

    /// Reads one escape of a string. `beyond` takes the units by which jsonata-js would run over the end.
    fn escape(&mut self, beyond: &mut u32) -> Option<Fault> {
        let start = self.pos;
        self.pos += 1;
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                self.pos += 1;
                None
            }
            Some(b'u') => {
                let at = self.pos;
                self.pos += 1;
                let rest = self.rest();
                let digits = rest.iter().take(4).take_while(|b| b.is_ascii_hexdigit()).count();
                self.pos += digits;
                let whole = digits == 4 || (digits > 0 && digits == rest.len());
                if whole {
                    *beyond = 4 - digits as u32;
                    return None;
                }
                let span = Span::new(start as u32, self.pos as u32);
                Some(fault("S0104", span, at))
            }
            Some(_) => {
                let at = self.pos;
                self.pos += self.char_len(at);
                let span = Span::new(start as u32, self.pos as u32);
                Some(fault("S0103", span, at))
            }
            None => Some(fault("S0103", Span::new(start as u32, self.pos as u32), self.pos)),
        }
    }

    fn char_len(&self, offset: usize) -> usize {
        let rest = self.text.get(offset..).unwrap_or_default();
        rest.chars().next().map_or(1, char::len_utf8)
    }

    /// Ends an unclosed word at the end of its first line, so that a missing quote costs one line and not the rest.
    fn cut_at_line_end(&mut self, start: usize) {
        let line = self.bytes.get(start..).unwrap_or_default();
        self.pos = line.iter().position(|b| matches!(b, b'\n' | b'\r')).map_or(self.bytes.len(), |len| start + len);
    }

    fn quoted_name(&mut self) -> (Token, Option<Fault>) {
        let start = self.pos;
        self.pos += 1;
        let mut has_hole = false;
        while let Some(byte) = self.peek() {
            if let Some(end) = self.hole_at(self.pos) {
                has_hole = true;
                self.pos = end;
                continue;
            }
            self.pos += 1;
            if byte == b'`' {
                let kind = if has_hole { TokenKind::Hole } else { TokenKind::QuotedName };
                return (self.token(kind, start), None);
            }
        }
        let len = self.bytes.len();
        self.cut_at_line_end(start);
        let token = self.token(TokenKind::QuotedName, start);
        (token, Some(fault("S0105", token.span, len)))
    }

    fn number(&mut self) -> (Token, Option<Fault>) {
        let start = self.pos;
        if self.peek() == Some(b'0') {
            self.pos += 1;
        } else {
            self.digits();
        }
        let before_fraction = self.pos;
        if self.peek() == Some(b'.') {
            self.pos += 1;
            if self.digits() == 0 {
                self.pos = before_fraction;
            }
        }
        let before_exponent = self.pos;
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.pos += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.pos += 1;
            }
            if self.digits() == 0 {
                self.pos = before_exponent;
            }
        }
        if self.hole_at(self.pos).is_some() {
            return (self.name(start), None);
        }
        let token = self.token(TokenKind::Number, start);
        let finite = token.span.text(self.text).parse::<f64>().is_ok_and(f64::is_finite);
        let too_large = (!finite).then(|| fault("S0102", token.span, start));
        (token, too_large)
    }

    fn digits(&mut self) -> usize {
        let count = self.rest().iter().take_while(|b| b.is_ascii_digit()).count();
        self.pos += count;
        count
    }

    /// A bare name, a variable or a word such as `and`; glued to the holes that touch it.
    fn name(&mut self, start: usize) -> Token {
        let mut has_hole = false;
        while let Some(byte) = self.peek() {
            if let Some(end) = self.hole_at(self.pos) {
                has_hole = true;
                self.pos = end;
            } else if ends_name(byte) {
                break;
            } else {
                self.pos += 1;
            }
        }
        let kind = match self.text.get(start..self.pos).unwrap_or_default() {
            _ if has_hole => TokenKind::Hole,
            "and" => TokenKind::Op(Op::And),
            "or" => TokenKind::Op(Op::Or),
            "in" => TokenKind::Op(Op::In),
            "true" | "false" | "null" => TokenKind::Literal,
            word if word.starts_with('$') => TokenKind::Variable,
            _ => TokenKind::Name,
        };
        self.token(kind, start)
    }

    fn regex(&mut self) -> (Token, Option<Fault>) {
        let start = self.pos;
        self.pos += 1;
        let mut depth = 0i64;
        let mut escaped = false;
        while let Some(byte) = self.peek() {
            if let Some(end) = self.hole_at(self.pos) {
                self.pos = end;
                escaped = false;
                continue;
            }
            if byte == b'/' && depth == 0 && !escaped {
                return self.regex_end(start);
            }
            // Only the byte in front counts here, as in jsonata-js: `\\(` does not open a group there.
            let after_backslash = self.bytes.get(self.pos - 1) == Some(&b'\\');
            if !after_backslash {
                match byte {
                    b'(' | b'[' | b'{' => depth += 1,
                    b')' | b']' | b'}' => depth -= 1,
                    _ => {}
                }
            }
            escaped = byte == b'\\' && !escaped;
            self.pos += 1;
        }
        let len = self.bytes.len();
        self.cut_at_line_end(start);
        let token = self.token(TokenKind::Regex, start);
        (token, Some(fault("S0302", token.span, len)))
    }

    fn regex_end(&mut self, start: usize) -> (Token, Option<Fault>) {
        let slash = self.pos;
        self.pos += 1;
        let empty = slash == start + 1;
        while matches!(self.peek(), Some(b'i' | b'm')) {
            self.pos += 1;
        }
        let token = self.token(TokenKind::Regex, start);
        if empty {
            return (token, Some(fault("S0301", token.span, slash)));
        }
        let has_hole = self.holes.iter().any(|hole| token.span.covers(*hole));
        let (pattern, flags) = literal::regex_parts(token.span.text(self.text));
        let refused = !has_hole && regex::fault(pattern, flags).is_some();
        (token, refused.then(|| fault("S0303", token.span, slash)))
    }
}

fn fault(code: &'static str, span: Span, at: usize) -> Fault {
    Fault { code, span, at: at as u32, beyond: 0 }
}
