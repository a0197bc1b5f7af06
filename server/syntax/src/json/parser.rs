//! The resilient parser: tokens in, green tree and errors out, for every text.
//!
//! It is a machine that takes one significant token at a time and keeps its open containers on a stack of its own, so
//! nesting costs no call stack. What it does next depends on that stack, on the place in the text and on the tokens
//! that follow, and it never looks further ahead than the next token that is no comma or closer (see `reparse`).
//!
//! Openers and closers that pair up are taken as they are. Only when they do not, the layout is asked what was meant:
//! a text is first parsed with layout as evidence; if that finds brackets that do not pair up, it is parsed without,
//! and this second tree is the better one if its brackets pair up.

use rowan::GreenNode;

use super::build::Builder;
use super::frame::{Frame, Holder, State};
use super::lexer::{Lexer, LineState, Token};
use super::strings;
use crate::error::Seen;
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

/// An open container and what is built of it.
pub(super) struct Open {
    pub(super) frame: Frame,
    /// Its first child.
    pub(super) mark: usize,
    /// The first child of the entry that is open in it.
    pub(super) entry: Option<(SyntaxKind, usize)>,
}

pub(super) struct Parser<'s> {
    pub(super) lexer: Lexer<'s>,
    /// Tokens that have been read and not yet taken, from `next` on.
    tokens: Vec<Token>,
    next: usize,
    pub(super) builder: Builder,
    pub(super) errors: Vec<SyntaxError>,
    pub(super) stack: Vec<Open>,
    /// Whether the layout of the text is evidence.
    pub(super) layout: bool,
    /// The end of the last significant token that was taken.
    pub(super) taken: u32,
    /// Openers less closers that were taken.
    pub(super) balance: i64,
    /// How many containers, from the bottom of the stack, are those that the parser started with.
    pub(super) kept: usize,
    /// Everything after the root value, as far as it was taken.
    extra: Option<Span>,
}

impl<'s> Parser<'s> {
    pub(super) fn new(lexer: Lexer<'s>, layout: bool, slots: usize) -> Parser<'s> {
        Parser {
            lexer,
            tokens: Vec::new(),
            next: 0,
            builder: Builder::new(slots),
            errors: Vec::new(),
            stack: Vec::new(),
            layout,
            taken: 0,
            balance: 0,
            kept: 0,
            extra: None,
        }
    }

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

    // Reading ahead and taking.

    /// The significant token that is `ahead` significant tokens after the next one.
    #[inline]
    pub(super) fn peek(&mut self, ahead: usize) -> Token {
        match self.tokens.get(self.next) {
            Some(token) if ahead == 0 && !token.kind.is_trivia() => *token,
            _ => self.peek_on(ahead),
        }
    }

    fn peek_on(&mut self, ahead: usize) -> Token {
        let mut at = self.next;
        let mut left = ahead;
        loop {
            while self.tokens.len() <= at {
                let token = self.lexer.token();
                self.tokens.push(token);
            }
            let token = self.tokens[at];
            if token.kind == SyntaxKind::End {
                return token;
            }
            if !token.kind.is_trivia() {
                if left == 0 {
                    return token;
                }
                left -= 1;
            }
            at += 1;
        }
    }

    /// Adds the space and comments before the next significant token to the tree.
    pub(super) fn trivia(&mut self) {
        self.peek(0);
        while let Some(token) = self.tokens.get(self.next).copied().filter(|token| token.kind.is_trivia()) {
            self.next += 1;
            let text = self.lexer.text_of(&token);
            self.builder.token(token.kind, text);
            if token.kind == SyntaxKind::Comment {
                let kind = if token.check { SyntaxErrorKind::UnclosedComment } else { SyntaxErrorKind::Comment };
                self.taken = token.end;
                self.report(kind, Span::new(token.start, token.end));
            }
        }
    }

    /// Adds the next significant token, and what stands before it, to the tree.
    pub(super) fn take(&mut self) -> Token {
        self.trivia();
        let token = self.take_bare();
        let text = self.lexer.text_of(&token);
        self.builder.token(token.kind, text);
        self.check(&token);
        token
    }

    /// Sees the line of `token`, which was the first on it and has been taken, as if `token` were not there.
    pub(super) fn forget_on_line(&mut self, token: &Token) {
        let next = self.peek(0);
        if next.line != token.line || next.kind == SyntaxKind::End {
            return;
        }
        let base = self.lexer.base;
        let between = &self.lexer.text[(token.end - base) as usize..(next.start - base) as usize];
        let indent = token.indent + crate::indent::width(between);
        for later in self.tokens[self.next..].iter_mut().filter(|later| later.line == token.line) {
            later.indent = indent;
            later.first |= later.start == next.start;
        }
        if self.lexer.state.line == token.line {
            self.lexer.state.indent = indent;
        }
    }

    fn take_bare(&mut self) -> Token {
        let token = self.tokens[self.next];
        self.next += 1;
        if self.next >= 1024 {
            self.tokens.drain(..self.next);
            self.next = 0;
        }
        self.taken = token.end;
        self.balance += i64::from(token.kind.is_opener()) - i64::from(token.kind.is_closer());
        token
    }

    /// Reports what is wrong with `token` wherever it stands.
    fn check(&mut self, token: &Token) {
        let span = Span::new(token.start, token.end);
        match token.kind {
            SyntaxKind::UnclosedString => self.report(SyntaxErrorKind::UnclosedString, span),
            SyntaxKind::UnopenedString => self.report(SyntaxErrorKind::UnopenedString, span),
            SyntaxKind::SingleQuoted => self.report(SyntaxErrorKind::SingleQuoted, span),
            _ => {}
        }
        if token.check {
            let text = self.lexer.text_of(token);
            let (errors, seen) = (&mut self.errors, Seen { taken: self.taken, ahead: false });
            strings::check(token.kind, text, token.start, |kind, span| {
                errors.push(SyntaxError { span, kind, related: None, seen });
            });
        }
    }

    /// Reports something about tokens that have been taken.
    pub(super) fn report(&mut self, kind: SyntaxErrorKind, span: Span) {
        self.report_with(kind, span, None);
    }

    pub(super) fn report_with(&mut self, kind: SyntaxErrorKind, span: Span, related: Option<Span>) {
        let seen = Seen { taken: self.taken, ahead: false };
        self.errors.push(SyntaxError { span, kind, related, seen });
    }

    /// Reports something that the next token, which has not been taken, shows.
    pub(super) fn report_ahead(&mut self, kind: SyntaxErrorKind, span: Span, related: Option<Span>) {
        let seen = Seen { taken: self.taken, ahead: true };
        self.errors.push(SyntaxError { span, kind, related, seen });
    }

    // The stack.

    pub(super) fn top(&mut self) -> &mut Frame {
        // The document's frame is never popped before the end.
        let last = self.stack.len() - 1;
        &mut self.stack[last].frame
    }

    pub(super) fn push_frame(&mut self, frame: Frame) {
        let mark = self.builder.mark();
        self.stack.push(Open { frame, mark, entry: None });
    }

    /// Begins an entry at `token`, which is to be taken next, and ends the one before.
    fn begin_entry(&mut self, kind: SyntaxKind, token: &Token) {
        self.trivia();
        self.end_entry();
        let mark = self.builder.mark();
        let open = self.open();
        open.entry = Some((kind, mark));
        open.frame.key_reported = false;
        open.frame.start(token.line, token.indent);
    }

    pub(super) fn end_entry(&mut self) {
        if let Some((kind, mark)) = self.open().entry.take() {
            self.builder.finish(kind, mark);
        }
    }

    fn open(&mut self) -> &mut Open {
        let last = self.stack.len() - 1;
        &mut self.stack[last]
    }

    /// Reports what the entry at hand lacks when something else than its continuation follows.
    pub(super) fn settle(&mut self) {
        let frame = self.top();
        let (mark, reported) = (frame.mark, frame.key_reported);
        match frame.state {
            State::Key if !reported => self.report_ahead(SyntaxErrorKind::ExpectedColon, Span::empty(mark.end), None),
            State::Colon if !reported => self.report_ahead(SyntaxErrorKind::ExpectedValue, Span::empty(mark.end), None),
            State::Key | State::Colon => {}
            _ => return,
        }
        self.top().state = State::Broken;
    }

    /// Closes the innermost container, whose closer is missing.
    pub(super) fn close_unclosed(&mut self) {
        self.settle();
        let frame = self.top().clone();
        let comma = frame.state == State::Comma;
        if let Some(opener) = frame.opener {
            let kind = match frame.holder {
                Holder::Array => SyntaxErrorKind::UnclosedArray,
                _ => SyntaxErrorKind::UnclosedObject,
            };
            let at = if comma { frame.mark.start } else { self.taken };
            self.report_ahead(kind, Span::empty(at), Some(opener));
        }
        self.pop();
        // A comma that the container ended with was meant for the container itself.
        let parent = self.top();
        parent.state = if comma { State::Comma } else { State::Broken };
        parent.mark = frame.mark;
    }

    /// Closes the innermost container, whose closer, if it has one, has been taken.
    pub(super) fn pop(&mut self) {
        self.end_entry();
        if let Some(open) = self.stack.pop() {
            let kind = match open.frame.holder {
                Holder::Array => SyntaxKind::Array,
                Holder::Object => SyntaxKind::Object,
                Holder::Document => SyntaxKind::Root,
            };
            self.builder.finish(kind, open.mark);
        }
        self.kept = self.kept.min(self.stack.len());
        self.top().state = State::Value;
    }

    /// Ends the entry of the container before its closer.
    pub(super) fn before_closer(&mut self) {
        self.settle();
        let frame = self.top();
        if frame.state == State::Comma {
            let comma = frame.mark;
            self.report_ahead(SyntaxErrorKind::TrailingComma, comma, None);
        }
        self.end_entry();
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
