//! What can follow an operand: operators, predicates, arguments.

use super::error::{self, SyntaxError};
use super::frame::{Callee, Frame, LambdaHead};
use super::parser::{Parser, State};
use super::signature;
use super::token::{Op, TokenKind};
use super::tree::{ExprId, NodeKind, SortTerm};
use crate::Span;

impl Parser<'_> {
    /// The operator `op`, which is the word to look at, behind `lhs`.
    pub(super) fn infix(&mut self, lhs: ExprId, op: Op) -> State {
        let op_span = self.token.span;
        self.advance(false);
        let frame = match op {
            Op::Dot => Frame::Path { steps: vec![lhs], dot: op_span },
            Op::OpenParen => return self.open_call(lhs, op_span),
            Op::OpenBracket => {
                if self.eat(Op::CloseBracket) {
                    let kind = NodeKind::KeepArray { base: lhs, brackets: self.since(op_span.start) };
                    let span = self.since(self.span(lhs).start);
                    return self.value(kind, span, self.anchor(lhs));
                }
                Frame::Filter { base: lhs, open: op_span, predicates: Vec::new() }
            }
            Op::OpenBrace => return self.open_object(Some(lhs), op_span),
            Op::Caret => return self.open_sort(lhs, op_span),
            Op::Assign => {
                let valid = self.bind(lhs);
                if !valid {
                    let message = "Only a variable can be bound: write `$name := value`.".to_owned();
                    self.node_error("S0212", lhs, message);
                }
                Frame::Bind { op_span, lhs, valid }
            }
            Op::At | Op::Hash => Frame::Focus { op, op_span, base: lhs },
            Op::Question => Frame::Then { op_span, condition: lhs },
            _ => Frame::Binary { op, op_span, lhs },
        };
        self.push_frame(frame);
        State::Operand
    }

    /// A hole behind an operand can be an operator: it takes the operand behind it, if one follows.
    pub(super) fn hole_infix(&mut self, lhs: ExprId) -> State {
        let hole = self.token.span;
        self.advance(false);
        if self.begins_operand() || self.at(Op::OpenParen) {
            self.push_frame(Frame::HoleInfix { lhs, hole });
            return State::Operand;
        }
        let kind = NodeKind::HoleInfix { lhs, hole, rhs: None };
        self.value(kind, self.since(self.span(lhs).start), hole.end)
    }

    /// Reports the node `id` by the word that stands for it in jsonata-js.
    ///
    /// Nothing is said of an operand that is missing: that has been reported.
    pub(super) fn node_error(&mut self, code: &'static str, id: ExprId, message: String) {
        if matches!(self.kind(id), NodeKind::Missing) {
            return;
        }
        let error = SyntaxError {
            code,
            span: self.span(id),
            position: Some(self.anchor(id)),
            token: Some(self.node_word(id)),
            expected: None,
            message,
        };
        self.errors.push(error);
    }

    fn node_word(&self, id: ExprId) -> String {
        match self.kind(id) {
            NodeKind::Missing => "(end)".to_owned(),
            NodeKind::Name { name, .. } | NodeKind::Variable { name } | NodeKind::Binder { name } => name.clone(),
            NodeKind::String { value } => value.clone(),
            NodeKind::KeepArray { base, .. } => self.node_word(*base),
            NodeKind::Path { .. } => ".".to_owned(),
            NodeKind::Filter { .. } | NodeKind::Array { .. } => "[".to_owned(),
            NodeKind::Group { .. } | NodeKind::Object { .. } => "{".to_owned(),
            NodeKind::Call { .. } | NodeKind::Block { .. } | NodeKind::Lambda { .. } => "(".to_owned(),
            NodeKind::Sort { .. } => "^".to_owned(),
            NodeKind::Focus { .. } => "@".to_owned(),
            NodeKind::Index { .. } => "#".to_owned(),
            NodeKind::Negate { .. } => "-".to_owned(),
            NodeKind::Bind { .. } => ":=".to_owned(),
            NodeKind::Conditional { .. } => "?".to_owned(),
            NodeKind::Transform { .. } => "|".to_owned(),
            NodeKind::Binary { op, .. } => op.text().to_owned(),
            _ => self.text(self.span(id)).to_owned(),
        }
    }

    fn open_call(&mut self, lhs: ExprId, open: Span) -> State {
        let span = self.span(lhs);
        let callee = if self.take_keyword(lhs) { Callee::Lambda(span) } else { Callee::Expr(lhs) };
        if self.at(Op::CloseParen) {
            self.advance(true);
            return self.call(callee, Vec::new(), open, true);
        }
        self.argument(callee, Vec::new(), open)
    }

    /// Takes `id` back if it is the name `function` or `λ`, and gives whether it is. jsonata-js lets `[]` stand behind it.
    fn take_keyword(&mut self, id: ExprId) -> bool {
        match self.kind(id) {
            NodeKind::Name { name, .. } if name == "function" || name == "λ" => self.unmake(id),
            NodeKind::KeepArray { base, .. } => {
                let base = *base;
                let name = self.kind(base);
                matches!(name, NodeKind::Name { name, .. } if name == "function" || name == "λ")
                    && self.unmake(id)
                    && self.unmake(base)
            }
            _ => false,
        }
    }

    /// In front of an argument.
    pub(super) fn argument(&mut self, callee: Callee, mut arguments: Vec<ExprId>, open: Span) -> State {
        while self.at(Op::Question) {
            let span = self.token.span;
            self.advance(false);
            arguments.push(self.node(NodeKind::Placeholder, span, span.end));
            if !self.list_goes_on(Op::Comma, Op::CloseParen, open) {
                let closed = self.close(Op::CloseParen, open, true);
                return self.call(callee, arguments, open, closed);
            }
        }
        self.push_frame(Frame::Call { callee, arguments, open });
        State::Operand
    }

    /// Behind the parenthesis that closes a call.
    pub(super) fn call(&mut self, callee: Callee, arguments: Vec<ExprId>, open: Span, closed: bool) -> State {
        match callee {
            Callee::Lambda(keyword) => self.lambda(keyword, arguments, open),
            Callee::Expr(callee) => {
                let span = self.since(self.span(callee).start);
                let close = closed.then(|| Span::new(span.end.saturating_sub(1), span.end));
                let kind = NodeKind::Call { callee, arguments, open, close };
                self.value(kind, span, open.end)
            }
        }
    }

    fn lambda(&mut self, keyword: Span, parameters: Vec<ExprId>, open: Span) -> State {
        for &parameter in &parameters {
            if !self.bind(parameter) {
                let message = "A parameter must be a variable: write its name with a dollar sign in front.".to_owned();
                self.node_error("S0208", parameter, message);
            }
        }
        let signature = self.at(Op::Less).then(|| self.signature());
        let head = LambdaHead { keyword, parameters, signature, anchor: open.end };
        let brace = self.token.span;
        if !self.expect(Op::OpenBrace, keyword) {
            let body = self.missing();
            return self.lambda_node(head, body);
        }
        self.push_frame(Frame::LambdaBody { head, open: brace, bodies: Vec::new() });
        State::Operand
    }

    pub(super) fn lambda_node(&mut self, head: LambdaHead, body: ExprId) -> State {
        let span = self.since(head.keyword.start);
        let kind =
            NodeKind::Lambda { keyword: head.keyword, parameters: head.parameters, signature: head.signature, body };
        self.value(kind, span, head.anchor)
    }

    /// The range of a signature, from the `<` to look at to the `>` that closes it.
    fn signature(&mut self) -> Span {
        let open = self.token.span;
        let mut words = "<".to_owned();
        let mut spans = vec![open];
        let mut depth = 1;
        while depth > 0 && !self.at(Op::OpenBrace) && !self.at_end() {
            self.advance(false);
            match self.token.kind {
                TokenKind::Op(Op::Greater) => depth -= 1,
                TokenKind::Op(Op::Less) => depth += 1,
                _ => {}
            }
            if depth > 0 && (self.at(Op::OpenBrace) || self.at_end()) {
                break;
            }
            let value = self.token_value();
            spans.extend(std::iter::repeat_n(self.token.span, value.len()));
            words.push_str(&value);
        }
        let closed = self.expect(Op::Greater, open);
        let span = self.since(open.start);
        if closed && let Err(error) = signature::parse(&words) {
            let place = spans.get(error.offset as usize).copied().unwrap_or(span);
            self.signature_error(error, place, open.end);
        }
        span
    }

    fn open_sort(&mut self, base: ExprId, op_span: Span) -> State {
        let open = self.token.span;
        if !self.expect(Op::OpenParen, op_span) {
            let expr = self.missing();
            let kind = NodeKind::Sort { base, terms: vec![SortTerm { descending: false, direction: None, expr }] };
            return self.value(kind, self.since(self.span(base).start), op_span.end);
        }
        self.sort_term(base, op_span, open, Vec::new())
    }

    /// In front of what to sort by.
    pub(super) fn sort_term(&mut self, base: ExprId, op_span: Span, open: Span, terms: Vec<SortTerm>) -> State {
        let word = self.token.span;
        let descending = self.at(Op::Greater);
        let direction = (self.eat(Op::Less) || self.eat(Op::Greater)).then_some(word);
        self.push_frame(Frame::Sort { op_span, open, base, terms, descending, direction });
        State::Operand
    }

    /// Takes `op`, or reports that it is missing. `opener` is the word that needs it.
    pub(super) fn expect(&mut self, op: Op, opener: Span) -> bool {
        if self.eat(op) {
            return true;
        }
        self.expected_error(op, opener, None);
        false
    }

    /// Reports that `op` is missing in front of the word to look at.
    pub(super) fn expected_error(&mut self, op: Op, opener: Span, separator: Option<&str>) {
        if self.at_end() {
            let message = error::unclosed_message(op.text(), self.text(opener));
            self.token_error("S0203", Some(op.text()), opener, message);
        } else {
            let span = self.token.span;
            let message = error::expected_message(op.text(), self.text(span), separator);
            self.token_error("S0202", Some(op.text()), span, message);
        }
    }
}
