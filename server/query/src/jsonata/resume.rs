//! What happens when the expression inside a construct is complete.

use super::error::{self, SyntaxError};
use super::frame::Frame;
use super::parser::{Parser, State};
use super::token::Op;
use super::tree::{ExprId, NodeKind, Pair, SortTerm};
use crate::Span;

impl Parser<'_> {
    /// Goes on with `frame`, which has just been taken from the stack, behind its expression `value`.
    pub(super) fn resume(&mut self, frame: Frame, value: ExprId) -> State {
        match frame {
            Frame::Junk { mut children } => {
                children.push(value);
                self.junk_list(children)
            }
            Frame::Negate { minus } => {
                let kind = NodeKind::Negate { operand: value };
                self.value(kind, self.since(minus.start), minus.end)
            }
            Frame::Path { mut steps, dot } => {
                steps.push(value);
                let next = self.token.span;
                if self.eat(Op::Dot) {
                    self.push_frame(Frame::Path { steps, dot: next });
                    return State::Operand;
                }
                let from = steps.first().map_or(value, |first| *first);
                let span = self.since(self.span(from).start);
                self.value(NodeKind::Path { steps }, span, dot.end)
            }
            Frame::Binary { op, op_span, lhs } => {
                let kind = NodeKind::Binary { op, op_span, lhs, rhs: value };
                self.value(kind, self.since(self.span(lhs).start), op_span.end)
            }
            Frame::Bind { op_span, lhs, valid } => {
                let span = self.since(self.span(lhs).start);
                let kind = if valid {
                    NodeKind::Bind { target: lhs, value }
                } else {
                    NodeKind::Error { children: vec![lhs, value] }
                };
                self.value(kind, span, op_span.end)
            }
            Frame::Focus { op, op_span, base } => self.focus(op, op_span, base, value),
            Frame::HoleInfix { lhs, hole } => {
                let kind = NodeKind::HoleInfix { lhs, hole, rhs: Some(value) };
                self.value(kind, self.since(self.span(lhs).start), hole.end)
            }
            Frame::Then { op_span, condition } => {
                if self.eat(Op::Colon) {
                    self.push_frame(Frame::Else { op_span, condition, then: value });
                    return State::Operand;
                }
                self.conditional(op_span, condition, value, None)
            }
            Frame::Else { op_span, condition, then } => self.conditional(op_span, condition, then, Some(value)),
            Frame::Filter { base, open, mut predicates } => {
                predicates.push(value);
                if self.list_goes_on(Op::CloseBracket, Op::CloseBracket, open) && !self.at(Op::CloseBracket) {
                    self.push_frame(Frame::Filter { base, open, predicates });
                    return State::Operand;
                }
                self.close(Op::CloseBracket, open, true);
                let kind = NodeKind::Filter {
                    base,
                    predicate: self.only(predicates, value),
                    brackets: self.since(open.start),
                };
                self.value(kind, self.since(self.span(base).start), open.end)
            }
            Frame::Call { callee, mut arguments, open } => {
                arguments.push(value);
                if self.list_goes_on(Op::Comma, Op::CloseParen, open) {
                    return self.argument(callee, arguments, open);
                }
                let closed = self.close(Op::CloseParen, open, true);
                self.call(callee, arguments, open, closed)
            }
            Frame::Block { open, mut expressions } => {
                expressions.push(value);
                if self.list_goes_on(Op::Semicolon, Op::CloseParen, open) && !self.at(Op::CloseParen) {
                    self.push_frame(Frame::Block { open, expressions });
                    return State::Operand;
                }
                self.close(Op::CloseParen, open, true);
                let kind = NodeKind::Block { expressions };
                self.value(kind, self.since(open.start), open.end)
            }
            Frame::Array { open, items, range } => self.array_item(open, items, range, value),
            Frame::Object { open, base, pairs, key } => self.object_part(open, base, pairs, key, value),
            Frame::Sort { op_span, open, base, mut terms, descending, direction } => {
                terms.push(SortTerm { descending, direction, expr: value });
                if self.list_goes_on(Op::Comma, Op::CloseParen, open) {
                    return self.sort_term(base, op_span, open, terms);
                }
                self.close(Op::CloseParen, open, false);
                let kind = NodeKind::Sort { base, terms };
                self.value(kind, self.since(self.span(base).start), op_span.end)
            }
            Frame::Transform { open, parts } => self.transform_part(open, parts, value),
            Frame::LambdaBody { head, open, mut bodies } => {
                bodies.push(value);
                if self.list_goes_on(Op::CloseBrace, Op::CloseBrace, open) && !self.at(Op::CloseBrace) {
                    self.push_frame(Frame::LambdaBody { head, open, bodies });
                    return State::Operand;
                }
                self.close(Op::CloseBrace, open, false);
                let body = self.only(bodies, value);
                self.lambda_node(head, body)
            }
        }
    }

    /// The one expression of `list`, or all of them as an error.
    fn only(&mut self, list: Vec<ExprId>, last: ExprId) -> ExprId {
        if list.len() < 2 {
            return last;
        }
        let from = list.first().map_or(last, |first| *first);
        let span = self.span(from).join(self.span(last));
        self.node(NodeKind::Error { children: list }, span, 0)
    }

    fn conditional(&mut self, op_span: Span, condition: ExprId, then: ExprId, otherwise: Option<ExprId>) -> State {
        let kind = NodeKind::Conditional { condition, then, otherwise };
        self.value(kind, self.since(self.span(condition).start), op_span.end)
    }

    fn focus(&mut self, op: Op, op_span: Span, base: ExprId, variable: ExprId) -> State {
        if !self.bind(variable) {
            let sign = op.text();
            self.errors.push(SyntaxError {
                code: "S0214",
                span: op_span.join(self.span(variable)),
                position: Some(self.anchor(variable)),
                token: Some(sign.to_owned()),
                expected: None,
                message: format!("`{sign}` needs a variable behind it: write `{sign}$name`."),
            });
        }
        let kind = match op {
            Op::At => NodeKind::Focus { base, variable },
            _ => NodeKind::Index { base, variable },
        };
        self.value(kind, self.since(self.span(base).start), op_span.end)
    }

    fn array_item(
        &mut self,
        open: Span,
        mut items: Vec<ExprId>,
        range: Option<(ExprId, Span)>,
        value: ExprId,
    ) -> State {
        let dots = self.token.span;
        if range.is_none() && self.eat(Op::DotDot) {
            self.push_frame(Frame::Array { open, items, range: Some((value, dots)) });
            return State::Operand;
        }
        items.push(match range {
            None => value,
            Some((lhs, op_span)) => {
                let kind = NodeKind::Binary { op: Op::DotDot, op_span, lhs, rhs: value };
                let span = self.since(self.span(lhs).start);
                self.node(kind, span, op_span.end)
            }
        });
        if self.list_goes_on(Op::Comma, Op::CloseBracket, open) {
            self.push_frame(Frame::Array { open, items, range: None });
            return State::Operand;
        }
        self.close(Op::CloseBracket, open, true);
        let kind = NodeKind::Array { items };
        self.value(kind, self.since(open.start), open.end)
    }

    fn object_part(
        &mut self,
        open: Span,
        base: Option<ExprId>,
        mut pairs: Vec<Pair>,
        key: Option<ExprId>,
        value: ExprId,
    ) -> State {
        match key {
            None => {
                let found = self.eat(Op::Colon);
                if !found {
                    self.expected_error(Op::Colon, open, None);
                }
                if found || self.begins_operand() {
                    self.push_frame(Frame::Object { open, base, pairs, key: Some(value) });
                    return State::Operand;
                }
                let nothing = self.missing();
                pairs.push(Pair { key: value, value: nothing });
            }
            Some(key) => pairs.push(Pair { key, value }),
        }
        if self.list_goes_on(Op::Comma, Op::CloseBrace, open) {
            self.push_frame(Frame::Object { open, base, pairs, key: None });
            return State::Operand;
        }
        self.close(Op::CloseBrace, open, true);
        self.object(base, open, pairs)
    }

    /// Behind the brace that closes an object or a group.
    pub(super) fn object(&mut self, base: Option<ExprId>, open: Span, pairs: Vec<Pair>) -> State {
        match base {
            None => {
                let span = self.since(open.start);
                self.value(NodeKind::Object { pairs }, span, open.end)
            }
            Some(base) => {
                let kind = NodeKind::Group { base, pairs, braces: self.since(open.start) };
                self.value(kind, self.since(self.span(base).start), open.end)
            }
        }
    }

    fn transform_part(&mut self, open: Span, mut parts: Vec<ExprId>, value: ExprId) -> State {
        parts.push(value);
        let goes_on = match parts.len() {
            1 => self.expect(Op::Pipe, open),
            2 if self.eat(Op::Comma) => true,
            _ => {
                self.expect(Op::Pipe, open);
                false
            }
        };
        if goes_on {
            self.push_frame(Frame::Transform { open, parts });
            return State::Operand;
        }
        let update = parts.get(1).copied();
        let kind = NodeKind::Transform {
            pattern: parts.first().map_or(value, |first| *first),
            update: update.unwrap_or_else(|| self.missing()),
            delete: parts.get(2).copied(),
        };
        self.value(kind, self.since(open.start), open.end)
    }

    /// A whole expression with something behind it.
    pub(super) fn junk(&mut self, value: ExprId) -> State {
        let span = self.token.span;
        let message = error::trailing_message(self.text(span));
        self.token_error("S0201", None, span, message);
        if self.at(Op::CloseParen) || self.at(Op::CloseBracket) || self.at(Op::CloseBrace) {
            // One bracket too many: what follows belongs to the expression.
            self.advance(true);
            return State::Value(value);
        }
        self.junk_list(vec![value])
    }

    fn junk_list(&mut self, children: Vec<ExprId>) -> State {
        while !self.at_end() && !self.begins_operand() {
            let span = self.token.span;
            let message = error::trailing_message(self.text(span));
            self.token_error("S0201", None, span, message);
            self.advance(false);
        }
        if self.at_end() {
            let from = children.first().map_or(0, |first| self.span(*first).start);
            let last = children.last().map_or(from, |last| self.span(*last).end);
            return self.value(NodeKind::Error { children }, Span::new(from, last), 0);
        }
        self.push_frame(Frame::Junk { children });
        State::Operand
    }
}
