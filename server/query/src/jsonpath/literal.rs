//! Values in filters and in the parentheses of functions, and everything in quotes.

use super::cursor::HOLE;
use super::error::{Fix, PathErrorKind};
use super::parser::Parser;
use super::token::TokenKind;
use super::tree::{FUNCTIONS, Name, Operand, OperandKind};
use crate::Span;

impl Parser<'_> {
    /// Reads what stands in quotes, from the opening one on, and whether it is closed.
    ///
    /// An unclosed name ends before `]`, an unclosed string before `)` or `]`, or at the end: so a missing quote does
    /// not swallow the rest of the path.
    pub(super) fn quoted(&mut self, quote: char, is_name: bool) -> (Name, bool) {
        let start = self.offset();
        self.cursor.bump();
        let inner = self.offset();
        let closed = self.cursor.closes(quote);
        let mut text = String::new();
        let mut has_hole = false;
        while let Some(c) = self.peek() {
            match c {
                HOLE => has_hole = true,
                c if closed && c == quote => break,
                ']' if !closed => break,
                ')' if !closed && !is_name => break,
                '\\' => {
                    let escaped = self.escape();
                    text.extend(escaped);
                    continue;
                }
                c => text.push(c),
            }
            self.cursor.bump();
        }
        let name_span = self.cursor.span_from(inner);
        if closed {
            self.cursor.bump();
        } else {
            let fix = self.closing(name_span.end, quote);
            self.error_with(
                PathErrorKind::UnclosedQuote,
                Span::new(start, inner),
                format!("This quote is not closed. Add `{quote}`."),
                fix,
            );
        }
        let kind = if is_name { TokenKind::Name } else { TokenKind::String };
        let span = self.cursor.span_from(start);
        self.token(kind, span);
        let name = Name { text, span: name_span, quote: Some(quote), has_hole, special: None };
        (name, closed)
    }

    /// Reads a backslash and what it escapes.
    fn escape(&mut self) -> Option<char> {
        let start = self.offset();
        self.cursor.bump();
        match self.cursor.bump() {
            None => {
                let span = self.cursor.span_from(start);
                self.error(
                    PathErrorKind::DanglingEscape,
                    span,
                    "A backslash needs a character behind it. Write one or remove the backslash.",
                );
                None
            }
            Some(HOLE) => None,
            Some('n') => Some('\n'),
            Some('t') => Some('\t'),
            Some('r') => Some('\r'),
            Some('b') => Some('\u{8}'),
            Some('f') => Some('\u{c}'),
            Some('u') => {
                let high = self.four_digits(start)?;
                if (0xD800..0xDC00).contains(&high) && self.cursor.at_text("\\u") {
                    let second = self.offset();
                    self.cursor.bump();
                    self.cursor.bump();
                    let low = self.four_digits(second)?;
                    let pair = 0x10000 + ((high - 0xD800) << 10) + (low.wrapping_sub(0xDC00) & 0x3FF);
                    return char::from_u32(pair);
                }
                // Half of a surrogate pair is no character by itself, though the service takes it.
                Some(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER))
            }
            Some(c) => Some(c),
        }
    }

    fn four_digits(&mut self, start: u32) -> Option<u32> {
        let mut count = 0;
        let digits = self.cursor.take_while(|c| {
            count += 1;
            count <= 4 && c.is_ascii_hexdigit()
        });
        let value = u32::from_str_radix(self.cursor.slice(digits), 16).ok();
        if digits.len() == 4 {
            return value;
        }
        let span = self.cursor.span_from(start);
        self.error(PathErrorKind::BadEscape, span, "`\\u` needs four hexadecimal digits, as in `\\u263A`.");
        None
    }

    /// Reads a value that is no path. Where none stands it reads nothing and says so.
    pub(super) fn literal(&mut self) -> Operand {
        let start = self.offset();
        let kind = match self.peek() {
            Some(quote @ ('\'' | '"')) => {
                let (string, _) = self.quoted(quote, false);
                if string.has_hole { OperandKind::Hole } else { OperandKind::String(string.text) }
            }
            Some('/') => self.regex(),
            Some('[' | '{') => self.json(),
            Some('0'..='9' | '-' | '+' | '.') => self.number(),
            _ => self.word(),
        };
        Operand { kind, span: self.cursor.span_from(start) }
    }

    fn regex(&mut self) -> OperandKind {
        let start = self.offset();
        self.cursor.bump();
        if !self.cursor.closes('/') {
            let span = self.cursor.span_from(start);
            self.error(PathErrorKind::UnclosedQuote, span, "This regular expression is not closed. Add `/`.");
            self.skip_to(&[')', ']']);
        } else {
            while let Some(c) = self.cursor.bump() {
                match c {
                    '/' => break,
                    '\\' => {
                        self.cursor.bump();
                    }
                    _ => {}
                }
            }
            self.cursor.take_while(|c| c.is_ascii_alphabetic());
        }
        let span = self.cursor.span_from(start);
        self.token(TokenKind::Regex, span);
        OperandKind::Regex
    }

    /// Reads an array or an object up to the bracket that closes it. What is inside is not checked.
    pub(crate) fn json(&mut self) -> OperandKind {
        let open = self.offset();
        let mut depth = 0_u32;
        let mut has_hole = false;
        while let Some(c) = self.peek() {
            match c {
                '\'' | '"' => {
                    self.quoted(c, false);
                    continue;
                }
                '[' | '{' => depth += 1,
                ']' | '}' => depth -= 1,
                HOLE => has_hole = true,
                ',' | ':' => {}
                c if c.is_whitespace() => {
                    self.cursor.bump();
                    continue;
                }
                _ => {
                    let word = self.cursor.take_while(|c| {
                        !matches!(c, '\'' | '"' | '[' | '{' | ']' | '}' | ',' | ':' | HOLE) && !c.is_whitespace()
                    });
                    let kind = match self.cursor.slice(word) {
                        "true" | "false" | "null" => TokenKind::Keyword,
                        text if text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => TokenKind::Number,
                        _ => TokenKind::Word,
                    };
                    self.token(kind, word);
                    continue;
                }
            }
            let kind = if c == HOLE { TokenKind::Hole } else { TokenKind::Punctuation };
            self.bump_as(kind);
            if depth == 0 {
                return if has_hole { OperandKind::Hole } else { OperandKind::Json };
            }
        }
        self.error(
            PathErrorKind::UnclosedBracket,
            Span::new(open, open + 1),
            "This array or object is not closed. Add its closing bracket.",
        );
        OperandKind::Json
    }

    fn number(&mut self) -> OperandKind {
        let start = self.offset();
        self.cursor.take_while(|c| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '+' | '-'));
        match self.peek() {
            Some(c) if is_name_or_hole(c) => return self.rest_of_word(start),
            _ => {}
        }
        let span = self.cursor.span_from(start);
        self.token(TokenKind::Number, span);
        if !is_number(self.cursor.slice(span)) {
            self.error(PathErrorKind::BadNumber, span, "This is not a number. If it is text, put it in quotes.");
        }
        OperandKind::Number
    }

    fn word(&mut self) -> OperandKind {
        let start = self.offset();
        self.rest_of_word(start)
    }

    fn rest_of_word(&mut self, start: u32) -> OperandKind {
        let mut has_hole = false;
        while let Some(c) = self.peek() {
            if c == '(' || self.ends_operand(c) {
                break;
            }
            has_hole |= c == HOLE;
            self.cursor.bump();
        }
        let span = self.cursor.span_from(start);
        if has_hole {
            self.token(TokenKind::Hole, span);
            return OperandKind::Hole;
        }
        let word = self.cursor.slice(span);
        match word {
            "" => {
                self.error(
                    PathErrorKind::MissingOperand,
                    span,
                    "A value is missing here: a path from `@` or `$`, a number or a string in quotes.",
                );
                OperandKind::Missing
            }
            "true" | "false" => {
                self.token(TokenKind::Keyword, span);
                OperandKind::Bool(word == "true")
            }
            "null" => {
                self.token(TokenKind::Keyword, span);
                OperandKind::Null
            }
            _ if self.cursor.at('(') => {
                let message = match word {
                    "match" | "search" => {
                        format!("Filters have no function `{word}`. Write `@.name =~ /text/`.")
                    }
                    _ if FUNCTIONS.contains(&word) => {
                        format!("A function stands behind its value: write `@.name.{word}()`.")
                    }
                    _ => format!("Filters have no function `{word}`."),
                };
                self.token(TokenKind::Function, span);
                self.error(PathErrorKind::FunctionBefore, span, message);
                self.arguments();
                OperandKind::Error
            }
            _ => {
                let message = format!("Text in a filter needs quotes: `'{word}'`.");
                self.token(TokenKind::Word, span);
                if word.contains(['\'', '\\']) {
                    self.error(PathErrorKind::UnquotedWord, span, message);
                } else {
                    let fix = Fix::new(span, format!("'{word}'"));
                    self.error_with(PathErrorKind::UnquotedWord, span, message, fix);
                }
                OperandKind::Word
            }
        }
    }

    pub(super) fn ends_operand(&self, c: char) -> bool {
        matches!(c, ',' | ')' | ']' | '=' | '<' | '>' | '!' | '~')
            || c.is_whitespace()
            || self.cursor.at_text("&&")
            || self.cursor.at_text("||")
    }
}

fn is_name_or_hole(c: char) -> bool {
    c == HOLE || super::parser::is_name_part(c) || matches!(c, ':' | '/' | '%' | '$' | '@')
}

/// What the service reads as a number: leading zeros and a bare point are fine.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (text.get(..at).unwrap_or_default(), text.get(at + 1..)),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let exponent_fits = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty()) && exponent_fits
}
