//! The parser of what follows a dot: names, wildcards, functions and their arguments.

use super::cursor::HOLE;
use super::error::{Fix, PathErrorKind};
use super::parser::{Parser, Within};
use super::token::TokenKind;
use super::tree::{FUNCTIONS, Function, Name, Operand, OperandKind, Segment, SegmentKind};
use crate::Span;

impl Parser<'_> {
    /// Reads from a dot on. A dot before a bracket is allowed and says nothing.
    pub(super) fn dot(&mut self, within: Within, segments: &mut Vec<Segment>) {
        let mut start = self.offset();
        if self.cursor.at_text("..") {
            self.cursor.bump();
            self.cursor.bump();
            let span = self.cursor.span_from(start);
            self.token(TokenKind::Operator, span);
            segments.push(Segment { kind: SegmentKind::Descent, span });
            let extra = self.cursor.take_while(|c| c == '.');
            self.token(TokenKind::Punctuation, extra);
            if !extra.is_empty() {
                self.error_with(
                    PathErrorKind::TooManyDots,
                    extra,
                    "One dot goes to a member, two search at every depth. Remove the others.",
                    Fix::new(extra, ""),
                );
            }
            start = self.offset();
        } else {
            self.bump_as(TokenKind::Punctuation);
        }
        if self.peek().is_some_and(char::is_whitespace)
            && within == Within::Whole
            && self.cursor.after_blanks().is_some()
        {
            let blank = self.offset();
            self.cursor.skip_blanks();
            let span = self.cursor.span_from(blank);
            self.error_with(
                PathErrorKind::BlankInPath,
                span,
                "A path has no blanks between its parts. Remove this one.",
                Fix::new(span, ""),
            );
        }
        match self.peek() {
            Some('[') => {}
            Some('*') => {
                self.bump_as(TokenKind::Operator);
                segments.push(Segment { kind: SegmentKind::Wildcard, span: self.cursor.span_from(start) });
            }
            _ => self.member_or_function(start, within, segments),
        }
    }

    /// Reads `name` or `name(...)`; `start` is where its dot stands.
    pub(super) fn member_or_function(&mut self, start: u32, within: Within, segments: &mut Vec<Segment>) {
        let name = self.plain_name(start, within);
        if name.span.is_empty() {
            if self.cursor.at('(') {
                let span = self.bump_as(TokenKind::Punctuation);
                self.error(
                    PathErrorKind::Unexpected,
                    span,
                    "A parenthesis needs the name of a function before it, as in `$.items.length()`.",
                );
            } else {
                let descent = match segments.last() {
                    Some(last) if last.kind == SegmentKind::Descent => last.span.start,
                    _ => start,
                };
                self.error(
                    PathErrorKind::MissingName,
                    Span::new(descent, self.offset()),
                    "A name is missing after the dot. Write one or remove the dot.",
                );
            }
        } else if self.cursor.at('(') {
            let function = self.function(name);
            segments.push(Segment { kind: SegmentKind::Function(function), span: self.cursor.span_from(start) });
            return;
        }
        self.token(TokenKind::Name, name.span);
        segments.push(Segment { kind: SegmentKind::Member(name), span: self.cursor.span_from(start) });
    }

    /// Reads a name without quotes; `dot` is where its dot stands.
    fn plain_name(&mut self, dot: u32, within: Within) -> Name {
        let start = self.offset();
        let mut text = String::new();
        let mut has_hole = false;
        let mut blank = false;
        let mut stray = None;
        let mut special = None;
        while let Some(c) = self.peek() {
            let here = self.offset();
            match c {
                '.' | '[' | '(' => break,
                HOLE => has_hole = true,
                '\\' => {
                    self.cursor.bump();
                    match self.peek() {
                        None => {
                            let span = self.cursor.span_from(here);
                            self.error(
                                PathErrorKind::DanglingEscape,
                                span,
                                "A backslash needs a character behind it. Write one or remove the backslash.",
                            );
                            break;
                        }
                        Some(HOLE) => has_hole = true,
                        Some(c) => text.push(c),
                    }
                }
                c if self.ends_name(c, within) => break,
                c if c.is_whitespace() => {
                    if matches!(self.cursor.after_blanks(), None | Some('.' | '[')) {
                        break;
                    }
                    blank = true;
                    text.push(c);
                }
                c => {
                    let quoted = matches!(c, '\'' | '"') && here == start;
                    if (quoted || matches!(c, ']' | ')')) && stray.is_none() {
                        stray = Some(Span::new(here, here + c.len_utf8() as u32));
                    }
                    if special.is_none() && matches!(c, '@' | ',' | ':' | '?' | '*') {
                        special = Some(self.cursor.ahead());
                    }
                    text.push(c);
                }
            }
            self.cursor.bump();
        }
        let span = self.cursor.span_from(start);
        if blank {
            let message =
                format!("A name with a blank stands in brackets and quotes: `['{}']`.", self.cursor.slice(span));
            if text.contains(['\'', '\\']) {
                self.error(PathErrorKind::BlankInName, span, message);
            } else {
                let fix = Fix::new(Span::new(dot, span.end), format!("['{text}']"));
                self.error_with(PathErrorKind::BlankInName, span, message, fix);
            }
        } else if let Some(stray) = stray {
            self.error(
                PathErrorKind::StrayCharacter,
                stray,
                "This is taken as part of the name. Remove it, or write the name in brackets and quotes: `['name']`.",
            );
        }
        Name { text, span, quote: None, has_hole, special }
    }

    /// Reads the parentheses of a function whose name was just read.
    fn function(&mut self, name: Name) -> Function {
        self.token(TokenKind::Function, name.span);
        if !name.has_hole && !FUNCTIONS.contains(&name.text.as_str()) {
            let message =
                format!("No function `{}` is known for paths. Known are {}.", name.text, FUNCTIONS.join(", "));
            self.error(PathErrorKind::UnknownFunction, name.span, message);
        }
        let (args, closed) = self.arguments();
        Function { name, args, closed }
    }

    /// Reads `(...)` from its parenthesis on, and whether it is closed.
    pub(super) fn arguments(&mut self) -> (Vec<Operand>, bool) {
        let mut args = Vec::new();
        if !self.enter() {
            return (args, false);
        }
        let open = self.open();
        self.cursor.skip_blanks();
        if matches!(self.peek(), None | Some(')')) {
            let closed = self.peek().is_some();
            if closed {
                self.bump_as(TokenKind::Punctuation);
            } else {
                self.unclosed_paren(open);
            }
            self.close();
            self.leave();
            return (args, closed);
        }
        let mut closed = false;
        loop {
            self.cursor.skip_blanks();
            args.push(self.argument());
            self.cursor.skip_blanks();
            match self.peek() {
                Some(',') => {
                    self.bump_as(TokenKind::Punctuation);
                }
                Some(')') => {
                    self.bump_as(TokenKind::Punctuation);
                    closed = true;
                    break;
                }
                None => {
                    self.unclosed_paren(open);
                    break;
                }
                Some(_) => {
                    let start = self.offset();
                    self.skip_to(&[',', ')', ']']);
                    let span = self.cursor.span_from(start);
                    if span.is_empty() {
                        self.unclosed_paren(open);
                        break;
                    }
                    self.error(PathErrorKind::Unexpected, span, "After an argument comes `,` or `)`.");
                }
            }
        }
        self.close();
        self.leave();
        (args, closed)
    }

    pub(super) fn unclosed_paren(&mut self, open: Span) {
        let fix = self.closing(self.offset(), ")");
        self.error_with(PathErrorKind::UnclosedParen, open, "This parenthesis is not closed. Add `)`.", fix);
    }

    fn argument(&mut self) -> Operand {
        match self.peek() {
            Some('$' | '@') => {
                let path = self.path(Within::Filter);
                Operand { span: path.span, kind: OperandKind::Path(path) }
            }
            _ => self.literal(),
        }
    }
}
