//! How the parser goes on behind an error inside brackets.

use super::error::SyntaxError;
use super::parser::Parser;
use super::signature::SignatureError;
use super::token::{Op, TokenKind};
use crate::Span;

impl Parser<'_> {
    /// Behind an item of a list: whether another one follows. Takes the separator, or reports that it is missing.
    ///
    /// With the closer as the separator there is only one item; true then means that words have to be skipped.
    pub(super) fn list_goes_on(&mut self, separator: Op, closer: Op, open: Span) -> bool {
        if self.at(closer) {
            return false;
        }
        if self.eat(separator) {
            return true;
        }
        let hint = match separator {
            Op::Comma => Some("a comma"),
            Op::Semicolon => Some("a semicolon"),
            _ => None,
        };
        self.expected_error(closer, open, hint);
        loop {
            match self.token.kind {
                TokenKind::End => return false,
                TokenKind::Op(op) if op.is_closer() => return false,
                TokenKind::Op(Op::Comma | Op::Semicolon) => {
                    self.advance(false);
                    return true;
                }
                TokenKind::Op(Op::Pipe) => return !self.is_awaited(Op::Pipe),
                _ if self.begins_operand() => return true,
                _ => self.advance(false),
            }
        }
    }

    /// Takes the bracket `closer`; true if it is there. A wrong bracket that nothing around waits for is taken for it.
    pub(super) fn close(&mut self, closer: Op, open: Span, after_operand: bool) -> bool {
        if self.at(closer) {
            self.advance(after_operand);
            return true;
        }
        self.expected_error(closer, open, None);
        if let TokenKind::Op(op) = self.token.kind
            && op.is_closer()
            && !self.is_awaited(op)
        {
            self.advance(after_operand);
            return true;
        }
        false
    }

    /// Reports a signature that jsonata-js refuses. `behind` is the end of its opening bracket.
    pub(super) fn signature_error(&mut self, error: SignatureError, span: Span, behind: u32) {
        self.errors.push(SyntaxError {
            code: error.code,
            span,
            position: Some(behind + error.offset),
            token: None,
            expected: None,
            message: error.message,
        });
    }
}
