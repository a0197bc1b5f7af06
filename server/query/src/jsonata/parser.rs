//! From words to a tree.
//!
//! A parser by operator precedence that keeps its own stack of [`Frame`]s. It takes words and finds errors in the same
//! order as jsonata-js, so that the first error is the one that jsonata-js reports. Behind an error it goes on:
//! an operand that is missing becomes a `Missing` node, a bracket that is missing ends where an outer one closes.

use super::check;
use super::error::{self, SyntaxError};
use super::frame::Frame;
use super::lexer::{Fault, Lexer};
use super::token::{Op, Token, TokenKind};
use super::tree::{ExprId, Node, NodeKind, Parsed};
use super::{literal, position};
use crate::Span;

/// Parses one expression.
pub fn parse(text: &str) -> Parsed {
    parse_with_holes(text, &[])
}

/// Parses an expression in which something outside fills in the `holes` later on.
///
/// A hole stands for an unknown operand, or for a part of a name, and is never an error. Inside a string, a comment or
/// a regular expression it is a part of that. Holes that overlap, are empty or do not fit the text are left out.
pub fn parse_with_holes(text: &str, holes: &[Span]) -> Parsed {
    let holes = position::usable_holes(text, holes);
    Parser::new(text, &holes).run()
}

/// What comes next.
pub(super) enum State {
    /// An operand must stand here.
    Operand,
    /// An operand is complete; an operator may follow.
    Value(ExprId),
}

pub(super) struct Parser<'t> {
    text: &'t str,
    lexer: Lexer<'t>,
    /// The word to look at.
    pub(super) token: Token,
    /// The end of the last word that was taken.
    pub(super) taken: u32,
    pub(super) frames: Vec<Frame>,
    /// How many frames wait for `)`, `]`, `}` and `|`.
    waiting: [usize; 4],
    nodes: Vec<Node>,
    /// For each node the end of the word that jsonata-js reports it by.
    anchors: Vec<u32>,
    tokens: Vec<Token>,
    pub(super) errors: Vec<SyntaxError>,
    /// The start of the word of the last error: one word is reported once.
    reported: Option<u32>,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str, holes: &'t [Span]) -> Self {
        Parser {
            text,
            lexer: Lexer::new(text, holes),
            token: Token { kind: TokenKind::End, span: Span::empty(0) },
            taken: 0,
            frames: Vec::new(),
            waiting: [0; 4],
            nodes: Vec::new(),
            anchors: Vec::new(),
            tokens: Vec::new(),
            errors: Vec::new(),
            reported: None,
        }
    }

    fn run(mut self) -> Parsed {
        self.lex(false);
        let mut state = State::Operand;
        let expr = loop {
            state = match state {
                State::Operand => self.operand(),
                State::Value(value) => {
                    let power = self.frames.last().map_or(0, Frame::power);
                    match self.token.kind {
                        TokenKind::Op(op) if op.power() > power => self.infix(value, op),
                        TokenKind::Hole if Op::Plus.power() > power => self.hole_infix(value),
                        kind => match self.pop_frame() {
                            Some(frame) => self.resume(frame, value),
                            None if kind == TokenKind::End => break value,
                            None => self.junk(value),
                        },
                    }
                }
            };
        };
        let holes = self.lexer.holes().to_vec();
        let mut parsed = Parsed {
            expr,
            errors: self.errors,
            tokens: self.tokens,
            text: self.text.into(),
            holes,
            parents: parents(&self.nodes),
            nodes: self.nodes,
        };
        if parsed.errors.is_empty() {
            parsed.errors = check::check(&parsed, &self.anchors);
        }
        position::to_utf16(&parsed.text, &mut parsed.errors);
        parsed
    }

    // Words.

    /// Takes the word to look at and looks at the next one. `after_operand`: a slash divides there.
    pub(super) fn advance(&mut self, after_operand: bool) {
        if self.token.kind != TokenKind::End {
            self.tokens.push(self.token);
            self.taken = self.token.span.end;
        }
        self.lex(after_operand);
    }

    fn lex(&mut self, after_operand: bool) {
        let mut comments = Vec::new();
        let mut skipped = false;
        loop {
            let (token, fault) = self.lexer.next(after_operand, &mut comments);
            if let Some(fault) = fault {
                self.word_error(fault);
            }
            self.token = token;
            self.tokens.append(&mut comments);
            if token.kind != TokenKind::Unknown {
                if skipped {
                    // It only seems out of place because of what has been reported.
                    self.reported = Some(token.span.start);
                }
                return;
            }
            skipped = true;
            self.tokens.push(token);
        }
    }

    /// Reads the word to look at once more, as one that stands where an operand is expected.
    pub(super) fn relex_as_operand(&mut self) {
        self.lexer.pos = self.token.span.start as usize;
        self.lex(false);
    }

    pub(super) fn at(&self, op: Op) -> bool {
        self.token.kind == TokenKind::Op(op)
    }

    pub(super) fn at_end(&self) -> bool {
        self.token.kind == TokenKind::End
    }

    /// Takes the word if it is `op`.
    pub(super) fn eat(&mut self, op: Op) -> bool {
        let found = self.at(op);
        if found {
            self.advance(false);
        }
        found
    }

    pub(super) fn text(&self, span: Span) -> &'t str {
        span.text(self.text)
    }

    /// The word that was taken last; empty at the start of the text.
    pub(super) fn last_word(&self) -> &'t str {
        let mut words = self.tokens.iter().rev();
        let word = words.find(|token| token.kind != TokenKind::Comment);
        word.map_or("", |token| self.text(token.span))
    }

    /// Whether the word can begin an operand and can be nothing else.
    pub(super) fn begins_operand(&self) -> bool {
        matches!(
            self.token.kind,
            TokenKind::Name
                | TokenKind::QuotedName
                | TokenKind::Variable
                | TokenKind::String
                | TokenKind::Number
                | TokenKind::Literal
                | TokenKind::Regex
                | TokenKind::Hole
        )
    }

    // Nodes.

    pub(super) fn node(&mut self, kind: NodeKind, span: Span, anchor: u32) -> ExprId {
        let id = ExprId::new(self.nodes.len());
        self.nodes.push(Node { kind, span });
        self.anchors.push(anchor);
        id
    }

    /// A node as a state.
    pub(super) fn value(&mut self, kind: NodeKind, span: Span, anchor: u32) -> State {
        State::Value(self.node(kind, span, anchor))
    }

    pub(super) fn missing(&mut self) -> ExprId {
        let end = self.text.len() as u32;
        self.node(NodeKind::Missing, Span::empty(self.taken), end)
    }

    pub(super) fn span(&self, id: ExprId) -> Span {
        self.nodes[id.index()].span
    }

    pub(super) fn kind(&self, id: ExprId) -> &NodeKind {
        &self.nodes[id.index()].kind
    }

    pub(super) fn anchor(&self, id: ExprId) -> u32 {
        self.anchors[id.index()]
    }

    /// The range from the start of `from` to the last word that was taken.
    pub(super) fn since(&self, from: u32) -> Span {
        Span::new(from, self.taken)
    }

    /// Takes back the node that was made last: it turned out to be a keyword.
    pub(super) fn unmake(&mut self, id: ExprId) -> bool {
        let last = id.index() + 1 == self.nodes.len();
        if last {
            self.nodes.pop();
            self.anchors.pop();
        }
        last
    }

    /// Turns the variable `id` into a place where a name gets bound; false where it is no variable.
    pub(super) fn bind(&mut self, mut id: ExprId) -> bool {
        while let NodeKind::KeepArray { base, .. } = self.kind(id) {
            id = *base;
        }
        match &mut self.nodes[id.index()].kind {
            kind @ NodeKind::Variable { .. } => {
                if let NodeKind::Variable { name } = std::mem::replace(kind, NodeKind::Missing) {
                    *kind = NodeKind::Binder { name };
                }
                true
            }
            NodeKind::Hole => true,
            _ => false,
        }
    }

    // Frames.

    pub(super) fn push_frame(&mut self, frame: Frame) {
        if let Some(count) = frame.closer().and_then(|op| self.waiting_for(op)) {
            *count += 1;
        }
        self.frames.push(frame);
    }

    fn pop_frame(&mut self) -> Option<Frame> {
        let frame = self.frames.pop()?;
        if let Some(count) = frame.closer().and_then(|op| self.waiting_for(op)) {
            *count -= 1;
        }
        Some(frame)
    }

    fn waiting_for(&mut self, op: Op) -> Option<&mut usize> {
        let index = match op {
            Op::CloseParen => 0,
            Op::CloseBracket => 1,
            Op::CloseBrace => 2,
            Op::Pipe => 3,
            _ => return None,
        };
        self.waiting.get_mut(index)
    }

    /// Whether a frame on the stack waits for `op`.
    pub(super) fn is_awaited(&mut self, op: Op) -> bool {
        self.waiting_for(op).is_some_and(|count| *count > 0)
    }

    // Errors.

    fn word_error(&mut self, fault: Fault) {
        let Fault { code, span, at, beyond } = fault;
        if self.errors.iter().rev().take(4).any(|e| e.span == span) {
            return;
        }
        let word = self.text(span);
        let token = match code {
            "S0102" | "S0204" => Some(word.to_owned()),
            "S0103" => Some(word.get(1..).unwrap_or_default().to_owned()),
            _ => None,
        };
        self.errors.push(SyntaxError {
            code,
            span,
            position: Some(at + beyond),
            token,
            expected: None,
            message: error::word_message(code, word),
        });
        // What an unclosed word swallows is not missing at the end.
        let unclosed = matches!(code, "S0101" | "S0105" | "S0106" | "S0302");
        let at_end = unclosed && span.end as usize == self.text.len();
        self.reported = Some(if at_end { span.end } else { span.start });
    }

    /// The word that jsonata-js reports for the word to look at.
    pub(super) fn token_value(&self) -> String {
        if self.at_end() {
            return "(end)".to_owned();
        }
        literal::word_value(self.token.kind, self.text(self.token.span))
    }

    /// Reports the word to look at, unless it has been reported.
    pub(super) fn token_error(
        &mut self,
        code: &'static str,
        expected: Option<&'static str>,
        span: Span,
        message: String,
    ) {
        if self.reported.replace(self.token.span.start) == Some(self.token.span.start) {
            return;
        }
        let error = SyntaxError {
            code,
            span,
            position: Some(self.token_position()),
            token: Some(self.token_value()),
            expected,
            message,
        };
        self.errors.push(error);
    }

    fn token_position(&self) -> u32 {
        if self.at_end() { self.text.len() as u32 } else { self.token.span.end }
    }

    /// Reads one word ahead, as jsonata-js does before it looks whether a word can begin an operand.
    pub(super) fn probe(&mut self) {
        if !self.errors.is_empty() || self.at_end() {
            return;
        }
        let pos = self.lexer.pos;
        if let (_, Some(fault)) = self.lexer.next(true, &mut Vec::new()) {
            self.word_error(fault);
        }
        self.lexer.pos = pos;
    }
}

fn parents(nodes: &[Node]) -> Vec<Option<ExprId>> {
    let mut parents = vec![None; nodes.len()];
    for (index, node) in nodes.iter().enumerate() {
        node.kind.each_child(|child| parents[child.index()] = Some(ExprId::new(index)));
    }
    parents
}
