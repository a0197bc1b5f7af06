//! Which container a closer closes, and which key closes a container: what the layout says.

use super::frame::{Holder, State};
use super::lexer::Token;
use super::machine::Parser;
use crate::{Span, SyntaxErrorKind, SyntaxKind};

/// How many commas and closers of one line are looked over.
const LOOK: usize = 16;

/// What follows a closer, after the commas and closers that stand on its line.
enum After {
    /// Something else on the same line, with or without a comma before it.
    SameLine { comma: bool },
    /// The first token of a later line, and how deep that line is.
    Line { kind: SyntaxKind, indent: u32 },
    /// Nothing, or too much to tell.
    Unknown,
}

impl Parser<'_> {
    /// Closes the containers that `token` shows to be over: it starts a line that is no deeper than the line of their
    /// opener. Only a key (`is_key`), or an item of an array further out, shows that.
    pub(super) fn dedent(&mut self, token: &Token, is_key: bool) {
        if !self.layout || !token.first {
            return;
        }
        if self.top().state == State::Colon && !is_key {
            return;
        }
        let mut keep = self.stack.len();
        // The document and the root value stay.
        while keep > 2 {
            let frame = &self.stack[keep - 1].frame;
            let over = frame.line != token.line && token.indent <= frame.high && frame.indented;
            if !over {
                break;
            }
            keep -= 1;
        }
        if keep == self.stack.len() {
            return;
        }
        let lands_in_array = self.stack[keep - 1].frame.holder == Holder::Array;
        if is_key && lands_in_array {
            // A key has no place in an array: it is a member, badly indented, of the object in there.
            keep += 1;
        } else if !is_key && !lands_in_array {
            return;
        }
        while self.stack.len() > keep {
            self.close_unclosed();
        }
    }

    pub(super) fn closer(&mut self, token: Token) {
        let holder = if token.kind == SyntaxKind::RBrace { Holder::Object } else { Holder::Array };
        let Some(top) = self.stack.len().checked_sub(1).filter(|top| *top > 0) else {
            return self.stray();
        };
        let target = self.target(&token, holder);
        let last = &self.stack[top].frame;
        if last.holder != holder {
            let own_line = last.line != token.line;
            let exact = self.layout && own_line && token.first && last.indented && token.indent == last.high;
            let outer_is_exact = target.is_some_and(|target| self.is_exact(&token, target));
            let likely = exact && !outer_is_exact;
            if likely || target.is_none() && self.ends_container(top) {
                let next = self.peek(1);
                let right_one_follows =
                    likely && next.kind.is_closer() && next.kind != token.kind && next.line == token.line;
                return match right_one_follows || self.is_stray(&token, top) {
                    true => self.stray(),
                    false => self.close_mismatched(),
                };
            }
        }
        let Some(target) = target.filter(|target| !self.is_stray(&token, *target)) else {
            return self.stray();
        };
        while self.stack.len() > target + 1 {
            self.close_unclosed();
        }
        self.trivia_before_closer();
        self.take();
        self.pop();
    }

    /// The innermost container that `token` may close: of its kind, and not opened further right than `token` stands.
    fn target(&self, token: &Token, holder: Holder) -> Option<usize> {
        (1..self.stack.len()).rev().find(|&at| {
            let frame = &self.stack[at].frame;
            let left =
                self.layout && token.first && frame.line != token.line && frame.indented && token.indent < frame.low;
            frame.holder == holder && !(left && at > 1)
        })
    }

    /// Whether `token` starts a line that is as deep as the line that opened the container.
    fn is_exact(&self, token: &Token, target: usize) -> bool {
        let frame = &self.stack[target].frame;
        token.first
            && frame.line != token.line
            && frame.low <= token.indent
            && token.indent <= frame.high.max(frame.low)
    }

    /// Whether the layout says that `token` closes nothing.
    fn is_stray(&mut self, token: &Token, target: usize) -> bool {
        let frame = &self.stack[target].frame;
        if !self.layout || !frame.indented {
            return false;
        }
        let (high, line) = (frame.high, frame.line);
        let alone = target == 1 || self.stack[target - 1].frame.line != line;
        let exact = self.is_exact(token, target);
        let after = self.after_closer(token);
        if line == token.line {
            // What follows is deeper than the line, and only this container was opened there.
            return alone && matches!(after, After::Line { indent, .. } if indent > high);
        }
        match after {
            After::SameLine { comma } => !comma,
            After::Line { indent, .. } if indent > high => !exact || self.peek(1).kind.is_closer(),
            After::Line { kind, indent } => !exact && alone && kind == token.kind && indent == high,
            After::Unknown => false,
        }
    }

    fn after_closer(&mut self, token: &Token) -> After {
        let mut comma = false;
        for ahead in 1..LOOK {
            let next = self.peek(ahead);
            match next.kind {
                SyntaxKind::End => return After::Unknown,
                kind if next.line != token.line => return After::Line { kind, indent: next.indent },
                SyntaxKind::Comma => comma = true,
                kind if kind.is_closer() => {}
                _ => return After::SameLine { comma },
            }
        }
        After::Unknown
    }

    /// Whether a closer of the wrong kind, with no container of its own kind around, can be meant for the innermost
    /// one: they stand on one line and nothing is left in between, or the text ends.
    fn ends_container(&mut self, top: usize) -> bool {
        let line = self.stack[top].frame.line;
        let token = self.peek(0);
        match self.peek(1) {
            next if next.kind == SyntaxKind::End => true,
            next => {
                line == token.line
                    && (next.line != token.line || next.kind == SyntaxKind::Comma || next.kind.is_closer())
            }
        }
    }

    fn close_mismatched(&mut self) {
        let opener = self.top().opener;
        self.trivia_before_closer();
        let token = self.take();
        self.report_with(SyntaxErrorKind::MismatchedCloser, Span::new(token.start, token.end), opener);
        self.pop();
    }

    fn trivia_before_closer(&mut self) {
        self.before_closer();
        self.trivia();
    }

    /// Takes a closer that closes nothing.
    fn stray(&mut self) {
        if self.stack.len() == 1 && self.top().state != State::Start {
            return self.extra();
        }
        let token = self.take();
        self.report(SyntaxErrorKind::StrayCloser, Span::new(token.start, token.end));
        if token.first {
            self.forget_on_line(&token);
        }
        // A value may follow still; that it is missing is not worth a second report.
        let frame = self.top();
        frame.key_reported |= frame.state == State::Colon;
    }
}
