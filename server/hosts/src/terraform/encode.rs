//! `jsonencode({...})`: the expression as the JSON that it gives, piece by piece.
//!
//! Names and strings of the expression are those of the JSON; `=` is `:`, line ends between entries are commas, and
//! what is computed is a placeholder. So everything that is known of JSON holds for it at the right place.

use std::sync::Arc;

use asl_syntax::{Dialect, EscapeMap, Span};

use super::definition::fill;
use super::lexer::{Token, TokenKind, tokens};
use super::template::{self, Piece};
use crate::passage::{Strings, Style, Written};
use crate::{Definition, Form, Located, Passage};

/// How deep objects and lists may be in one another.
const DEPTH: usize = 200;

/// The definition that the argument `arguments` of `jsonencode` gives, if it is an object.
pub(super) fn passage(text: &str, arguments: &[Token], located: &Located) -> Option<Definition> {
    let (first, last) = (arguments.first()?, arguments.last()?);
    if first.kind != TokenKind::Sign(b'{') {
        return None;
    }
    let tokens = whole_tokens(text, first.span.cover(last.span));
    let mut encoder =
        Encoder { text, tokens: &tokens, at: 0, told: first.span.start, located, strings: Strings::default() };
    encoder.value(DEPTH)?;
    encoder.blanks(last.span.end);
    let (text, map, fills) = encoder.strings.finish();
    Some(Definition::Embedded(Passage { dialect: Dialect::Json, form: Form::Text, text, map, fills }))
}

/// The entries of the object at `span`: name and value.
pub(super) fn entries(text: &str, span: Span) -> Vec<(Span, Span)> {
    let tokens = whole_tokens(text, span);
    let mut entries = Vec::new();
    let mut at = 1;
    while let Some(name) = tokens.get(at) {
        at += 1;
        let is_name = matches!(name.kind, TokenKind::Name | TokenKind::Quoted);
        if !is_name || !matches!(tokens.get(at).map(|token| token.kind), Some(TokenKind::Sign(b'=' | b':'))) {
            continue;
        }
        at += 1;
        let end = expression_end(&tokens, at);
        if let Some([first, .., last]) | Some([first @ last]) = tokens.get(at..end) {
            entries.push((name.span, first.span.cover(last.span)));
        }
        at = end;
    }
    entries
}

fn whole_tokens(text: &str, span: Span) -> Vec<Token> {
    tokens(text, span.start)
        .take_while(|token| token.span.start < span.end)
        .filter(|token| token.kind != TokenKind::Comment)
        .collect()
}

/// Where the expression at `at` ends: at a comma, a closer or a line end that is not in brackets.
fn expression_end(tokens: &[Token], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while let Some(token) = tokens.get(at) {
        match token.kind {
            TokenKind::LineEnd | TokenKind::Sign(b',' | b'}' | b']' | b')') if depth == 0 => break,
            TokenKind::Sign(b'{' | b'[' | b'(') => depth += 1,
            TokenKind::Sign(b'}' | b']' | b')') => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    at
}

struct Encoder<'t> {
    text: &'t str,
    tokens: &'t [Token],
    at: usize,
    /// The end of what has been told of the text.
    told: u32,
    located: &'t Located,
    strings: Strings,
}

impl Encoder<'_> {
    fn value(&mut self, depth: usize) -> Option<()> {
        let token = *self.tokens.get(self.at)?;
        let depth = depth.checked_sub(1)?;
        match token.kind {
            TokenKind::Sign(b'{') if !self.is_loop() => self.container(b'}', depth),
            TokenKind::Sign(b'[') if !self.is_loop() => self.container(b']', depth),
            _ => {
                let end = expression_end(self.tokens, self.at);
                let last = self.tokens.get(end.wrapping_sub(1)).filter(|_| end > self.at)?;
                let only = end - self.at == 1;
                self.scalar(token, token.span.cover(last.span), only);
                self.at = end;
                Some(())
            }
        }
    }

    /// Whether the brackets that open here hold a `for`.
    fn is_loop(&self) -> bool {
        let mut inside = self.tokens[self.at + 1..].iter().filter(|token| token.kind != TokenKind::LineEnd);
        inside.next().is_some_and(|token| &self.text[token.span.range()] == "for")
    }

    fn container(&mut self, closer: u8, depth: usize) -> Option<()> {
        self.sign(self.tokens.get(self.at)?.span);
        self.at += 1;
        let mut is_first = true;
        loop {
            let token = *self.tokens.get(self.at)?;
            match token.kind {
                TokenKind::LineEnd | TokenKind::Sign(b',') => self.at += 1,
                TokenKind::Sign(sign) if sign == closer => {
                    self.sign(token.span);
                    self.at += 1;
                    return Some(());
                }
                _ => {
                    if !is_first {
                        self.strings.unwritten(",", self.told);
                    }
                    is_first = false;
                    if closer == b'}' {
                        self.key()?;
                    }
                    self.value(depth)?;
                }
            }
        }
    }

    /// `name =`.
    fn key(&mut self) -> Option<()> {
        let key = *self.tokens.get(self.at)?;
        self.blanks(key.span.start);
        match key.kind {
            TokenKind::Name => {
                self.strings.unwritten("\"", key.span.start);
                self.alike(key.span, Style::EncodedName);
                self.strings.unwritten("\"", key.span.end);
                self.at += 1;
            }
            TokenKind::Quoted => {
                self.string(key);
                self.at += 1;
            }
            // A name that is computed.
            TokenKind::Sign(b'(') => {
                let mut end = self.at + 1;
                while !matches!(self.tokens.get(end)?.kind, TokenKind::Sign(b'=' | b':')) {
                    end += 1;
                }
                let span = key.span.cover(self.tokens[end - 1].span);
                self.strings.unwritten("\"", key.span.start);
                fill(self.text, span, self.located, &mut self.strings);
                self.strings.unwritten("\"", span.end);
                self.told = span.end;
                self.at = end;
            }
            _ => return None,
        }
        let equal = self.tokens.get(self.at).filter(|token| matches!(token.kind, TokenKind::Sign(b'=' | b':')))?;
        self.strings.unwritten(":", self.told);
        self.told = equal.span.end;
        self.at += 1;
        Some(())
    }

    fn scalar(&mut self, token: Token, span: Span, only: bool) {
        self.blanks(span.start);
        let word = &self.text[span.range()];
        match token.kind {
            TokenKind::Quoted if only => self.string(token),
            TokenKind::Number if only => self.verbatim(span),
            TokenKind::Name if only && matches!(word, "true" | "false" | "null") => self.verbatim(span),
            _ if is_negative_number(word) => self.verbatim(span),
            _ => {
                self.strings.unwritten("\"", span.start);
                fill(self.text, span, self.located, &mut self.strings);
                self.strings.unwritten("\"", span.end);
                self.told = span.end;
            }
        }
    }

    /// A string, which JSON writes as Terraform does but for the expressions.
    fn string(&mut self, token: Token) {
        let source = &self.text[token.span.range()];
        let start = token.span.start;
        self.strings.unwritten("\"", start);
        self.told = start + 1;
        for piece in template::quoted(source) {
            let span = piece.span(start);
            let is_same = !self.text[span.range()].contains(['"', '\n']);
            match piece {
                Piece::Plain(_) => self.alike(span, Style::EncodedText),
                Piece::Escape(_, meaning) if meaning.starts_with(['$', '%']) => {
                    let mut escapes = EscapeMap::with_start(span.start);
                    escapes.push_escape(span, meaning.len() as u32);
                    self.written(span, escapes, meaning, Style::Fixed);
                }
                Piece::Escape(..) if !source[piece.range()].starts_with("\\U") => self.verbatim(span),
                Piece::Expression(_) if is_same => self.verbatim(span),
                _ => {
                    fill(self.text, span, self.located, &mut self.strings);
                    self.told = span.end;
                }
            }
        }
        self.strings.unwritten("\"", token.span.end);
        self.told = token.span.end;
    }

    fn sign(&mut self, span: Span) {
        self.blanks(span.start);
        self.verbatim(span);
    }

    /// The blanks up to `end`, so that the lines of the JSON are those of the host. Comments are left out.
    fn blanks(&mut self, end: u32) {
        let span = Span::new(self.told, end.max(self.told));
        let between = &self.text[span.range()];
        if !between.is_empty() && between.trim().is_empty() {
            self.verbatim(span);
        } else if between.contains('\n') {
            let indent = between.len() - between.rfind('\n').unwrap_or(0);
            self.verbatim(Span::new(span.end - indent as u32, span.end));
        }
        self.told = span.end;
    }

    /// Adds what the JSON says as the host does, but not in a way that edits of it could be written.
    fn verbatim(&mut self, span: Span) {
        self.alike(span, Style::Fixed);
    }

    fn alike(&mut self, span: Span, style: Style) {
        if !span.is_empty() {
            let meaning = self.text[span.range()].to_owned();
            self.written(span, EscapeMap::plain(span), meaning, style);
        }
        self.told = span.end;
    }

    fn written(&mut self, span: Span, escapes: EscapeMap, meaning: String, style: Style) {
        let token = Arc::from(&self.text[span.range()]);
        self.strings.written(span, Written { style, escapes, meaning, token, start: span.start });
        self.told = span.end;
    }
}

fn is_negative_number(word: &str) -> bool {
    word.strip_prefix('-')
        .is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()) && number.parse::<f64>().is_ok())
}
