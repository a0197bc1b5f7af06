//! The state of the parser, and how tokens get from the text into the tree.

use rowan::GreenNode;

use super::build::Builder;
use super::frame::{Frame, Holder, State};
use super::lexer::{Lexer, Token};
use super::strings;
use crate::error::Seen;
use crate::{Span, SyntaxError, SyntaxErrorKind, SyntaxKind};

/// An open container and what is built of it.
pub(super) struct Open {
    pub(super) frame: Frame,
    /// Its first child.
    pub(super) mark: usize,
    /// The first child of the entry that is open in it.
    pub(super) entry: Option<(SyntaxKind, usize)>,
}

/// An entry that the parser started in, behind the first `upto` children of `node`. If it ends as it did before, it stays
/// the same node.
pub(super) struct Reopened {
    pub(super) mark: usize,
    pub(super) node: GreenNode,
    pub(super) upto: usize,
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
    pub(super) reopened: Option<Reopened>,
    /// Everything after the root value, as far as it was taken.
    pub(super) extra: Option<Span>,
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
            reopened: None,
            extra: None,
        }
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

    pub(super) fn take_bare(&mut self) -> Token {
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
    pub(super) fn check(&mut self, token: &Token) {
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
    pub(super) fn begin_entry(&mut self, kind: SyntaxKind, token: &Token) {
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
            match self.reopened.take_if(|reopened| reopened.mark == mark) {
                Some(Reopened { node, upto, .. }) if self.builder.is_same_from(mark, &node, upto) => {
                    self.builder.put_back(mark, node);
                }
                _ => self.builder.finish(kind, mark),
            }
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
}
