//! The resilient parser: tokens in, green tree and errors out, for every text.
//!
//! It is a machine that takes one significant token at a time and keeps its open containers on a stack of its own, so
//! nesting costs no call stack. What it does next depends on that stack, on the place in the text and on the tokens
//! that follow; how far it looks ahead is what `reparse` has to know.
//!
//! Openers and closers that pair up are taken as they are. Only when they do not, the layout is asked what was meant:
//! a text is first parsed with layout as evidence; if that finds brackets that do not pair up, it is parsed without,
//! and this second tree is the better one if its brackets pair up.

use rowan::GreenNode;

use super::frame::{Frame, Holder, State};
use super::lexer::{Lexer, LineState, Token};
use super::machine::Parser;
use crate::tree::Tree;
use crate::{Span, SyntaxError, SyntaxErrorKind, SyntaxKind};

/// How deep containers may be nested. What is deeper stays text.
pub(super) const MAX_DEPTH: usize = 512;

/// The tree of `text`.
pub(crate) fn parse(text: &str) -> Tree {
    let (green, errors, balance) = parse_as(text, true);
    if balance != 0 || !errors.iter().any(|error| error.kind.breaks_nesting()) {
        return Tree::new(green, errors, balance, true);
    }
    let (strict_green, strict_errors, _) = parse_as(text, false);
    match strict_errors.iter().any(|error| error.kind.breaks_nesting()) {
        true => Tree::new(green, errors, balance, true),
        false => Tree::new(strict_green, strict_errors, balance, false),
    }
}

fn parse_as(text: &str, layout: bool) -> (GreenNode, Vec<SyntaxError>, i64) {
    let lexer = Lexer::new(text, 0, LineState::fresh(0), true);
    let mut parser = Parser::new(lexer, layout, 4096);
    parser.push_frame(Frame::document());
    while parser.step() {}
    parser.builder.finish(SyntaxKind::Root, 0);
    let green = match parser.builder.children.pop() {
        Some(rowan::NodeOrToken::Node(node)) => node,
        _ => GreenNode::new(SyntaxKind::Root.into(), []),
    };
    (green, parser.errors, parser.balance)
}

impl Parser<'_> {
    /// Takes the next significant token and all that belongs to it; `false` at the end of the text.
    pub(super) fn step(&mut self) -> bool {
        let token = self.peek(0);
        match token.kind {
            SyntaxKind::End => {
                self.end();
                return false;
            }
            SyntaxKind::LBrace | SyntaxKind::LBracket => self.opener(token),
            SyntaxKind::RBrace | SyntaxKind::RBracket => self.closer(token),
            SyntaxKind::Comma => self.comma(token),
            SyntaxKind::Colon => self.colon(token),
            SyntaxKind::Unknown => self.unknown(token),
            _ => self.scalar(token),
        }
        true
    }

    /// Opens a container at `token`, which is an opener and stands where a value may stand.
    fn push(&mut self, token: Token) {
        self.trivia();
        if self.stack.len() > MAX_DEPTH {
            self.flat();
            self.top().state = State::Value;
            return;
        }
        let indented = self.top().indented;
        let holder = if token.kind == SyntaxKind::LBrace { Holder::Object } else { Holder::Array };
        let opener = Span::new(token.start, token.end);
        self.push_frame(Frame::new(holder, Some(opener), token.line, token.indent, indented));
        self.take();
    }

    /// Takes a container as text.
    fn flat(&mut self) {
        let mark = self.builder.mark();
        let opener = self.take();
        let span = Span::new(opener.start, opener.end);
        self.report(SyntaxErrorKind::TooDeep, span);
        let mut depth = 1;
        while depth > 0 {
            match self.peek(0).kind {
                SyntaxKind::End => {
                    let kind = match opener.kind {
                        SyntaxKind::LBrace => SyntaxErrorKind::UnclosedObject,
                        _ => SyntaxErrorKind::UnclosedArray,
                    };
                    self.report_with(kind, Span::empty(self.taken), Some(span));
                    break;
                }
                kind => depth += i64::from(kind.is_opener()) - i64::from(kind.is_closer()),
            }
            self.take();
        }
        self.builder.finish(SyntaxKind::Error, mark);
    }

    // Tokens.

    fn opener(&mut self, token: Token) {
        self.dedent(&token, false);
        let frame = self.top();
        match (frame.holder, frame.state) {
            (Holder::Document, State::Start) => self.push(token),
            (Holder::Document, _) => self.extra(),
            (Holder::Object, State::Colon) => {
                let (line, indent) = frame.mark_line;
                if self.layout
                    && token.kind == SyntaxKind::LBrace
                    && token.first
                    && token.line != line
                    && token.indent > indent
                {
                    self.push_missing(Holder::Array, &token, line, indent);
                    self.begin_entry(SyntaxKind::Item, &token);
                    self.push(token);
                    self.report_missing_opener(&token);
                } else {
                    self.push(token);
                }
            }
            (Holder::Object, State::Key) => {
                self.settle();
                self.push(token);
            }
            (Holder::Object, _) => {
                self.begin_entry(SyntaxKind::Error, &token);
                let span = Span::new(token.start, token.end);
                self.push(token);
                self.report(SyntaxErrorKind::ExpectedKey, span);
            }
            (Holder::Array, _) => {
                self.comma_due();
                self.begin_entry(SyntaxKind::Item, &token);
                self.push(token);
            }
        }
    }

    fn comma(&mut self, token: Token) {
        self.settle();
        let frame = self.top();
        match (frame.holder, frame.state) {
            (Holder::Document, State::Start) => {
                self.take();
                self.report(SyntaxErrorKind::ExtraComma, Span::new(token.start, token.end));
            }
            (Holder::Document, _) => self.extra(),
            (_, State::Start | State::Comma) => {
                self.take();
                self.report(SyntaxErrorKind::ExtraComma, Span::new(token.start, token.end));
            }
            _ => {
                self.take();
                self.mark(State::Comma, &token);
            }
        }
    }

    fn colon(&mut self, token: Token) {
        let frame = self.top();
        let (holder, state) = (frame.holder, frame.state);
        let span = Span::new(token.start, token.end);
        match (holder, state) {
            (Holder::Object, State::Key) => {
                self.take();
                self.mark(State::Colon, &token);
            }
            (Holder::Object, State::Colon) => {
                self.take();
                if !self.top().key_reported {
                    self.report(SyntaxErrorKind::ExpectedValue, span);
                }
                self.mark(State::Colon, &token);
                self.top().key_reported = true;
            }
            (Holder::Object, _) => {
                self.begin_entry(SyntaxKind::Error, &token);
                self.take();
                self.report(SyntaxErrorKind::ExpectedKey, span);
                self.mark(State::Colon, &token);
                self.top().key_reported = true;
            }
            (Holder::Array, _) => {
                self.take();
                self.report(SyntaxErrorKind::StrayCharacter, span);
                self.top().state = State::Broken;
            }
            (Holder::Document, State::Start) => {
                self.take();
                self.report(SyntaxErrorKind::StrayCharacter, span);
            }
            (Holder::Document, _) => self.extra(),
        }
    }

    fn unknown(&mut self, token: Token) {
        let frame = self.top();
        let (holder, state) = (frame.holder, frame.state);
        if holder == Holder::Document && state != State::Start {
            return self.extra();
        }
        self.take();
        let span = Span::new(token.start, token.end);
        let text = self.lexer.text_of(&token);
        match text.as_bytes().first() {
            Some(b'=') if state == State::Key => {
                self.report(SyntaxErrorKind::ExpectedColon, span);
                self.mark(State::Colon, &token);
            }
            Some(b';') if state == State::Value => {
                self.report(SyntaxErrorKind::MissingComma, span);
                self.mark(State::Comma, &token);
            }
            Some(b'"') => self.report(SyntaxErrorKind::UnescapedQuote, span),
            _ => self.report(SyntaxErrorKind::StrayCharacter, span),
        }
    }

    fn scalar(&mut self, token: Token) {
        let is_key = self.peek(1).kind == SyntaxKind::Colon;
        self.dedent(&token, is_key);
        let frame = self.top();
        match (frame.holder, frame.state) {
            (Holder::Document, State::Start) if is_key => {
                self.push_missing(Holder::Object, &token, token.line, 0);
                self.key(token, true);
                self.report_missing_opener(&token);
            }
            (Holder::Document, State::Start) => self.value(),
            (Holder::Document, _) => self.extra(),
            (Holder::Object, State::Colon) if is_key => {
                let (line, indent) = frame.mark_line;
                if self.layout && token.first && token.line != line && token.indent > indent {
                    self.push_missing(Holder::Object, &token, line, indent);
                    self.key(token, true);
                    self.report_missing_opener(&token);
                } else {
                    self.key(token, true);
                }
            }
            (Holder::Object, State::Key) if is_key || token.line != frame.mark_line.0 => self.key(token, is_key),
            (Holder::Object, State::Colon) => {
                let (line, indent) = frame.mark_line;
                let deeper = token.first && token.line != line && token.indent > indent;
                if self.layout && deeper && self.is_item_of_array() {
                    self.push_missing(Holder::Array, &token, line, indent);
                    self.begin_entry(SyntaxKind::Item, &token);
                    self.value();
                    self.report_missing_opener(&token);
                } else {
                    self.value();
                }
            }
            (Holder::Object, State::Key) => {
                self.settle();
                self.value();
            }
            (Holder::Object, _) => self.key(token, is_key),
            (Holder::Array, _) => {
                if token.kind != SyntaxKind::UnclosedString {
                    self.comma_due();
                }
                self.begin_entry(SyntaxKind::Item, &token);
                if is_key {
                    let (line, indent) = (token.line, token.indent);
                    self.push_missing(Holder::Object, &token, line, indent);
                    self.key(token, true);
                    self.report_missing_opener(&token);
                } else {
                    self.value();
                }
            }
        }
    }

    // What the tokens mean.

    /// Takes a key and begins its member.
    fn key(&mut self, token: Token, is_key: bool) {
        self.settle();
        let bare = token.kind.is_bare();
        // A word behind a value is more likely the rest of that value than a key.
        let frame = self.top();
        if bare && !is_key && frame.state == State::Value && !token.first {
            self.take();
            self.top().state = State::Broken;
            return self.report(SyntaxErrorKind::BadWord, Span::new(token.start, token.end));
        }
        if token.kind != SyntaxKind::UnclosedString {
            self.comma_due();
        }
        let lone_hole = token.kind == SyntaxKind::Hole && !is_key;
        self.begin_entry(if lone_hole { SyntaxKind::Error } else { SyntaxKind::Member }, &token);
        self.take_bare();
        let text = self.lexer.text_of(&token);
        self.builder.key(token.kind, text);
        self.check(&token);
        let span = Span::new(token.start, token.end);
        if token.kind == SyntaxKind::Hole {
            self.report(SyntaxErrorKind::UnquotedHole, span);
        } else if bare {
            self.report(SyntaxErrorKind::UnquotedKey, span);
        }
        self.mark(if lone_hole { State::Broken } else { State::Key }, &token);
        self.top().key_reported = !is_key && (bare || token.kind == SyntaxKind::UnclosedString);
    }

    /// Takes a scalar value, with all bare words that follow it on its line.
    fn value(&mut self) {
        self.trivia();
        let mark = self.builder.mark();
        let first = self.take();
        let mut span = Span::new(first.start, first.end);
        let mut kind = first.kind;
        let mut count = 1;
        while kind.is_bare() {
            let next = self.peek(0);
            let more = next.kind == SyntaxKind::Word
                || next.kind.is_bare() && matches!(kind, SyntaxKind::Word | SyntaxKind::Hole);
            if !more || next.line != first.line || self.peek(1).kind == SyntaxKind::Colon {
                break;
            }
            self.take();
            count += 1;
            span.end = next.end;
            kind = match (kind, next.kind) {
                (SyntaxKind::Hole, _) | (_, SyntaxKind::Hole) => SyntaxKind::Hole,
                (SyntaxKind::Number | SyntaxKind::BadNumber, _) => SyntaxKind::BadNumber,
                _ => SyntaxKind::Word,
            };
        }
        if count > 1 {
            let kind = if kind == SyntaxKind::Hole { SyntaxKind::Hole } else { SyntaxKind::Error };
            self.builder.finish(kind, mark);
        }
        match kind {
            SyntaxKind::Hole => self.report(SyntaxErrorKind::UnquotedHole, span),
            SyntaxKind::BadNumber => self.report(SyntaxErrorKind::BadNumber, span),
            SyntaxKind::Word => self.report(SyntaxErrorKind::BadWord, span),
            _ => {}
        }
        // A string that runs to the end of its line has swallowed the comma, or none was written yet.
        self.top().state = if kind == SyntaxKind::UnclosedString { State::Broken } else { State::Value };
    }

    fn comma_due(&mut self) {
        if self.top().state == State::Value {
            self.report_ahead(SyntaxErrorKind::MissingComma, Span::empty(self.taken), None);
        }
    }

    fn mark(&mut self, state: State, token: &Token) {
        let frame = self.top();
        frame.state = state;
        frame.mark = Span::new(token.start, token.end);
        frame.mark_line = (token.line, token.indent);
    }

    /// Opens a container whose opener is missing before `token`, as if it stood on the line at `line`.
    fn push_missing(&mut self, holder: Holder, token: &Token, line: u32, indent: u32) {
        self.trivia();
        let parent = self.top();
        let (outer_line, outer, in_array) = (parent.line, parent.high, parent.holder == Holder::Array);
        let mut frame = Frame::new(holder, None, line, indent, token.first);
        if in_array && token.line != outer_line {
            // The opener may have stood anywhere between the array's line and this one.
            frame.low = (outer + 1).min(indent);
            frame.high = indent.saturating_sub(1);
        }
        self.push_frame(frame);
    }

    /// Whether the next token is a scalar that only an array can hold: the last of one, or followed by another.
    fn is_item_of_array(&mut self) -> bool {
        match self.peek(1).kind {
            SyntaxKind::RBracket => true,
            SyntaxKind::Comma => {
                let next = self.peek(2).kind;
                (next.is_string() || next.is_bare())
                    && matches!(self.peek(3).kind, SyntaxKind::Comma | SyntaxKind::RBracket)
            }
            _ => false,
        }
    }

    fn report_missing_opener(&mut self, before: &Token) {
        self.report(SyntaxErrorKind::MissingOpener, Span::empty(before.start));
    }

    /// Takes one token that stands after the root value.
    pub(super) fn extra(&mut self) {
        let token = self.take();
        let span = Span::new(token.start, token.end);
        match self.extra {
            Some(before) => self.extra = Some(before.cover(span)),
            None if token.kind.is_closer() => self.report(SyntaxErrorKind::StrayCloser, span),
            None => self.extra = Some(span),
        }
    }

    fn end(&mut self) {
        while self.stack.len() > 1 {
            self.close_unclosed();
        }
        self.trivia();
        if let Some(extra) = self.extra {
            self.report_ahead(SyntaxErrorKind::ExtraContent, extra, None);
        }
        let comments_only = |error: &SyntaxError| error.kind == SyntaxErrorKind::Comment;
        if self.top().state == State::Start && self.errors.iter().all(comments_only) {
            self.report_ahead(SyntaxErrorKind::Empty, Span::empty(0), None);
        }
    }
}
