//! The parser of brackets: names in quotes, indexes, slices, unions.

use super::cursor::HOLE;
use super::error::{Fix, PathErrorKind};
use super::parser::{Parser, is_name_part};
use super::token::TokenKind;
use super::tree::{Brackets, Segment, SegmentKind, Selector, SelectorKind};
use crate::Span;

/// The largest index: beyond it JSON numbers are not exact.
const MAX_INDEX: i64 = (1 << 53) - 1;

impl Parser<'_> {
    pub(super) fn brackets(&mut self) -> Segment {
        let start = self.offset();
        let open = self.open();
        let inner = self.offset();
        let mut inner_end = None;
        let mut selectors = Vec::new();
        self.cursor.skip_blanks();
        if self.cursor.at(']') {
            let end = self.offset();
            self.bump_as(TokenKind::Punctuation);
            let span = self.cursor.span_from(start);
            self.error(
                PathErrorKind::EmptyBrackets,
                span,
                "These brackets are empty. Write a name in quotes, an index or `*`.",
            );
            inner_end = Some(end);
        } else {
            let mut told = false;
            let mut comma = None;
            loop {
                self.cursor.skip_blanks();
                let before = self.errors.len();
                selectors.push(self.selector(comma));
                told |= self.errors.len() > before;
                self.cursor.skip_blanks();
                let end = self.offset();
                match self.peek() {
                    Some(',') => {
                        comma = Some(self.bump_as(TokenKind::Punctuation));
                    }
                    Some(']') => {
                        self.bump_as(TokenKind::Punctuation);
                        inner_end = Some(end);
                        break;
                    }
                    None | Some('.' | '[' | ')') => {
                        if !told {
                            let fix = self.closing(end, "]");
                            let message = "This bracket is not closed. Add `]`.";
                            self.error_with(PathErrorKind::UnclosedBracket, open, message, fix);
                        }
                        break;
                    }
                    Some(_) => {
                        self.skip_to(&[',', ']']);
                        let span = self.cursor.span_from(end);
                        if !told {
                            told = true;
                            self.error(
                                PathErrorKind::ExpectedComma,
                                span,
                                "After a name, an index or a filter in brackets comes `,` or `]`.",
                            );
                        }
                        if self.cursor.at(']') {
                            let end = self.offset();
                            self.bump_as(TokenKind::Punctuation);
                            inner_end = Some(end);
                            break;
                        }
                        if self.cursor.at(',') {
                            comma = Some(self.bump_as(TokenKind::Punctuation));
                        }
                    }
                }
            }
            if !told {
                self.check_union(&selectors);
            }
        }
        self.close();
        let closed = inner_end.is_some();
        Segment {
            kind: SegmentKind::Brackets(Brackets {
                selectors,
                inner: Span::new(inner, inner_end.unwrap_or(self.offset())),
                closed,
            }),
            span: self.cursor.span_from(start),
        }
    }

    fn check_union(&mut self, selectors: &[Selector]) {
        if selectors.len() < 2 || selectors.iter().any(|s| matches!(s.kind, SelectorKind::Hole)) {
            return;
        }
        let names = selectors.iter().all(|s| matches!(s.kind, SelectorKind::Name(_)));
        let indexes = selectors.iter().all(|s| matches!(s.kind, SelectorKind::Index(_)));
        if names || indexes {
            return;
        }
        let spans = selectors.iter().map(|s| s.span);
        if let Some(span) = spans.reduce(Span::join) {
            self.error(
                PathErrorKind::MixedUnion,
                span,
                "A list in brackets holds names alone or indexes alone. Split this path in two.",
            );
        }
    }

    /// Reads one selector; `comma` is the one before it.
    fn selector(&mut self, comma: Option<Span>) -> Selector {
        let start = self.offset();
        let kind = match self.peek() {
            Some(quote @ ('\'' | '"')) => {
                let (name, _) = self.quoted(quote, true);
                SelectorKind::Name(name)
            }
            Some('*') => {
                self.bump_as(TokenKind::Operator);
                SelectorKind::Wildcard
            }
            Some('?') => self.filter_selector(),
            Some('0'..='9' | '-' | '+' | ':') => self.index_or_slice(),
            Some(HOLE) => {
                self.hole();
                self.skip_to(&[',', ']']);
                SelectorKind::Hole
            }
            None => SelectorKind::Error,
            Some(c @ (',' | ']')) => {
                let comma = match (comma, c) {
                    (Some(comma), ']') => comma,
                    _ => Span::new(start, start + 1),
                };
                self.error_with(
                    PathErrorKind::MissingSelector,
                    comma,
                    "A name or an index is missing beside the comma. Write one or remove the comma.",
                    Fix::new(comma, ""),
                );
                SelectorKind::Error
            }
            Some(_) => self.bad_selector(),
        };
        Selector { kind, span: self.cursor.span_from(start) }
    }

    fn bad_selector(&mut self) -> SelectorKind {
        let mut has_hole = false;
        let span = self.cursor.take_while(|c| {
            has_hole |= c == HOLE;
            !matches!(c, ',' | ']' | '[' | ')') && !c.is_whitespace()
        });
        if has_hole {
            return SelectorKind::Hole;
        }
        let word = self.cursor.slice(span);
        if !word.is_empty() && word.chars().all(|c| is_name_part(c) || c == '-') {
            let message = format!("A name in brackets needs quotes: `['{word}']`.");
            let fix = Fix::new(span, format!("'{word}'"));
            self.error_with(PathErrorKind::BadSelector, span, message, fix);
        } else {
            let span = if span.is_empty() { self.cursor.ahead() } else { span };
            let message = "In brackets stands a name in quotes, an index, a slice, `*` or a filter `?(...)`.";
            self.error(PathErrorKind::BadSelector, span, message);
        }
        SelectorKind::Error
    }

    fn index_or_slice(&mut self) -> SelectorKind {
        let start = self.offset();
        let before = self.errors.len();
        let mut parts = vec![self.whole_number()];
        let mut colons = 0;
        loop {
            if self.cursor.after_blanks() == Some(HOLE) {
                self.skip_to(&[',', ']']);
                return SelectorKind::Hole;
            }
            if self.cursor.after_blanks() != Some(':') {
                break;
            }
            self.cursor.skip_blanks();
            self.bump_as(TokenKind::Operator);
            colons += 1;
            if matches!(self.cursor.after_blanks(), Some('0'..='9' | '-' | '+')) {
                self.cursor.skip_blanks();
                parts.push(self.whole_number());
            } else {
                parts.push(None);
            }
        }
        if colons > 2 {
            let span = self.cursor.span_from(start);
            self.error(PathErrorKind::BadIndex, span, "A slice has at most three parts: `from:to:step`.");
        }
        if self.errors.len() > before {
            return SelectorKind::Error;
        }
        let mut parts = parts.into_iter();
        let mut part = || parts.next().flatten();
        if colons == 0 {
            part().map_or(SelectorKind::Error, SelectorKind::Index)
        } else {
            SelectorKind::Slice { from: part(), to: part(), step: part() }
        }
    }

    /// Reads an optional whole number. `None` where none stands, or where it is not a usable one.
    fn whole_number(&mut self) -> Option<i64> {
        if !matches!(self.peek(), Some('0'..='9' | '-' | '+')) {
            return None;
        }
        let start = self.offset();
        self.cursor.bump();
        self.cursor.take_while(|c| c.is_ascii_digit());
        if self.cursor.at('.') && self.digit_follows_dot() {
            self.cursor.bump();
            self.cursor.take_while(|c| c.is_ascii_digit());
        }
        let span = self.cursor.span_from(start);
        self.token(TokenKind::Number, span);
        if self.cursor.at(HOLE) {
            return None;
        }
        let written = self.cursor.slice(span);
        let number = written.parse::<i64>().ok().filter(|n| n.abs() <= MAX_INDEX && !written.starts_with('+'));
        if number.is_none() {
            let digits = written.trim_start_matches(['-', '+']);
            let message = if !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) {
                "An index is a whole number without a plus sign, at most 9007199254740991."
            } else {
                "An index is a whole number, as in `[0]` or `[-1]`."
            };
            self.error(PathErrorKind::BadIndex, span, message);
        }
        number
    }

    fn digit_follows_dot(&self) -> bool {
        self.cursor.rest().chars().nth(1).is_some_and(|c| c.is_ascii_digit())
    }
}
