//! What can begin an expression.

use super::error;
use super::frame::Frame;
use super::literal;
use super::parser::{Parser, State};
use super::token::{Op, TokenKind};
use super::tree::{ExprId, NodeKind};
use crate::Span;

impl Parser<'_> {
    /// Reads the start of an expression.
    pub(super) fn operand(&mut self) -> State {
        let token = self.token;
        let text = self.text(token.span);
        let kind = match token.kind {
            TokenKind::End => return State::Value(self.missing()),
            TokenKind::Op(op) => return self.operator_operand(op),
            TokenKind::Hole => NodeKind::Hole,
            TokenKind::String => NodeKind::String { value: literal::string_value(text) },
            TokenKind::Number => NodeKind::Number { value: text.parse().unwrap_or(f64::NAN) },
            TokenKind::Literal => match text {
                "true" => NodeKind::Boolean { value: true },
                "false" => NodeKind::Boolean { value: false },
                _ => NodeKind::Null,
            },
            TokenKind::Regex => regex(token.span, text),
            TokenKind::Variable => NodeKind::Variable { name: text.get(1..).unwrap_or_default().to_owned() },
            TokenKind::QuotedName => NodeKind::Name { name: literal::quoted_name(text).to_owned(), quoted: true },
            TokenKind::Name | TokenKind::Comment | TokenKind::Unknown => {
                NodeKind::Name { name: text.to_owned(), quoted: false }
            }
        };
        self.advance(true);
        self.value(kind, token.span, token.span.end)
    }

    fn operator_operand(&mut self, op: Op) -> State {
        let span = self.token.span;
        let kind = match op {
            Op::And | Op::Or | Op::In => NodeKind::Name { name: op.text().to_owned(), quoted: false },
            Op::Star => NodeKind::Wildcard,
            Op::StarStar => NodeKind::Descendant,
            Op::Percent => NodeKind::Parent,
            Op::Minus => {
                self.advance(true);
                self.push_frame(Frame::Negate { minus: span });
                return State::Operand;
            }
            Op::OpenParen => return self.open_block(span),
            Op::OpenBracket => return self.open_array(span),
            Op::OpenBrace => {
                self.advance(true);
                return self.open_object(None, span);
            }
            Op::Pipe => {
                self.advance(true);
                self.push_frame(Frame::Transform { open: span, parts: Vec::new() });
                return State::Operand;
            }
            _ => return self.no_operand(op),
        };
        self.advance(true);
        self.value(kind, span, span.end)
    }

    fn open_block(&mut self, open: Span) -> State {
        self.advance(true);
        if self.at(Op::CloseParen) {
            self.advance(true);
            let expressions = Vec::new();
            return self.value(NodeKind::Block { expressions }, self.since(open.start), open.end);
        }
        self.push_frame(Frame::Block { open, expressions: Vec::new() });
        State::Operand
    }

    fn open_array(&mut self, open: Span) -> State {
        self.advance(true);
        if self.at(Op::CloseBracket) {
            self.advance(true);
            let items = Vec::new();
            return self.value(NodeKind::Array { items }, self.since(open.start), open.end);
        }
        self.push_frame(Frame::Array { open, items: Vec::new(), range: None });
        State::Operand
    }

    /// Behind the brace of an object, or of a group where there is a base.
    pub(super) fn open_object(&mut self, base: Option<ExprId>, open: Span) -> State {
        if self.at(Op::CloseBrace) {
            self.advance(true);
            return self.object(base, open, Vec::new());
        }
        self.push_frame(Frame::Object { open, base, pairs: Vec::new(), key: None });
        State::Operand
    }

    /// A word that cannot begin an expression: an operand is missing in front of it.
    fn no_operand(&mut self, op: Op) -> State {
        self.probe();
        let span = self.token.span;
        let message = error::operand_message(self.last_word(), op.text());
        self.token_error("S0211", None, span, message);
        if op == Op::Slash {
            self.relex_as_operand();
            return State::Operand;
        }
        State::Value(self.missing())
    }
}

fn regex(span: Span, text: &str) -> NodeKind {
    let (pattern, flags) = literal::regex_parts(text);
    let pattern = Span::new(span.start + 1, span.start + 1 + pattern.len() as u32);
    NodeKind::Regex { pattern, flags: Span::new(span.end - flags.len() as u32, span.end) }
}
