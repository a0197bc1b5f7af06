//! A readable layout of an expression on as many lines as it needs.
//!
//! Every word and every comment stays, in its order; only blanks change. A bracket that does not fit its line opens one
//! line for each thing inside. A block of several expressions always does.

use super::events::{Event, each_event};
use super::layout::{Layout, Piece};
use super::parser::parse;
use super::print::spaces;
use super::token::{Op, Token, TokenKind};
use super::tree::{ExprId, NodeKind, Parsed};
use crate::Span;
use std::collections::HashSet;

/// The expression `text` laid out for lines of `width` characters, with `indent` blanks for each step inwards.
///
/// A comment stays where it is between the words. Nothing where `text` does not parse.
pub fn format(text: &str, width: usize, indent: usize) -> Option<String> {
    let parsed = parse(text);
    parsed.is_valid().then(|| layout(&parsed).print(width, indent))
}

/// As [`format()`], for an expression that has been parsed, perhaps with holes.
pub fn format_parsed(parsed: &Parsed, width: usize, indent: usize) -> Option<String> {
    parsed.is_valid().then(|| layout(parsed).print(width, indent))
}

fn layout(parsed: &Parsed) -> Layout<'_> {
    let mut writer = Writer {
        parsed,
        layout: Layout::default(),
        next_token: 0,
        multi_line: multi_line(parsed),
        hugging: HashSet::new(),
    };
    each_event(parsed, |event| writer.event(event));
    writer.comments(parsed.tokens.len());
    writer.layout
}

/// The blocks and objects that take a line for each thing inside: blocks of several expressions, and objects that begin
/// with the end of a line, which is how their author wanted them.
fn multi_line(parsed: &Parsed) -> HashSet<ExprId> {
    let is_multi_line = |id: &ExprId| match parsed.kind(*id) {
        NodeKind::Block { expressions } => expressions.len() > 1,
        NodeKind::Object { pairs } => {
            let brace = parsed.span(*id).start;
            let first = parsed.next_word(brace + 1);
            !pairs.is_empty() && parsed.slice(Span::new(brace, first)).contains('\n')
        }
        _ => false,
    };
    parsed.ids().filter(is_multi_line).collect()
}

/// How operators are laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    /// Each at the start of a line of its own where they do not fit on one.
    Lines,
    /// No operators, or operators that never begin a line.
    None,
}

struct Writer<'p> {
    parsed: &'p Parsed,
    layout: Layout<'p>,
    /// The first word or comment that is not written.
    next_token: usize,
    multi_line: HashSet<ExprId>,
    /// Calls and functions whose brackets stay beside what they enclose.
    hugging: HashSet<ExprId>,
}

impl<'p> Writer<'p> {
    fn event(&mut self, event: Event) {
        match event {
            Event::Enter(id) => self.enter(id),
            Event::Word(owner, index) => self.word(owner, index),
            Event::Leave(id) => self.leave(id),
        }
    }

    fn push(&mut self, piece: Piece<'p>) {
        self.layout.push(piece);
    }

    fn enter(&mut self, id: ExprId) {
        if self.row(id) == Row::Lines && !self.continues(id) {
            // The lines of comments in front of a row do not break it.
            let is_word = |token: &Token| token.kind != TokenKind::Comment;
            let ahead = self.parsed.tokens.iter().skip(self.next_token).position(is_word);
            self.comments(self.next_token + ahead.unwrap_or(0));
            self.push(Piece::Open);
        }
        match self.parsed.kind(id) {
            NodeKind::Call { arguments, .. } if self.hugs(arguments) => {
                self.hugging.insert(id);
            }
            NodeKind::Lambda { body, .. } if self.is_bracketed(*body) => {
                self.hugging.insert(id);
            }
            _ => {}
        }
    }

    fn leave(&mut self, id: ExprId) {
        if self.row(id) == Row::Lines && !self.continues(id) {
            self.push(Piece::Dedent);
            self.push(Piece::Close);
        }
    }

    /// How the operators of `id` are laid out.
    fn row(&self, id: ExprId) -> Row {
        match self.parsed.kind(id) {
            NodeKind::Binary { op: Op::DotDot, .. } => Row::None,
            // What is handed on stands in brackets: these can open, so the line does not have to end.
            NodeKind::Binary { op: Op::Chain, lhs, .. } if self.is_bracketed(*lhs) && !self.is_continued(id) => {
                Row::None
            }
            NodeKind::Binary { .. } | NodeKind::Conditional { .. } => Row::Lines,
            _ => Row::None,
        }
    }

    /// Whether the parent of `id` goes on with a row that `id` begins.
    fn is_continued(&self, id: ExprId) -> bool {
        let parent = self.parsed.parent(id).map(|parent| self.parsed.kind(parent));
        matches!(parent, Some(NodeKind::Binary { op: outer, lhs, .. }) if *lhs == id && outer.power() == Op::Chain.power())
    }

    /// Whether `id` goes on with the layout of its parent: the left part of a row of operators of one strength, or the
    /// last part of a condition.
    fn continues(&self, id: ExprId) -> bool {
        let Some(parent) = self.parsed.parent(id) else {
            return false;
        };
        match (self.parsed.kind(parent), self.parsed.kind(id)) {
            (NodeKind::Binary { op: outer, lhs, .. }, NodeKind::Binary { op: inner, .. }) => {
                *lhs == id && outer.power() == inner.power()
            }
            (NodeKind::Conditional { otherwise, .. }, NodeKind::Conditional { .. }) => *otherwise == Some(id),
            _ => false,
        }
    }

    /// Whether the first operator of `id` is the first one of its row.
    fn begins_row(&self, id: ExprId) -> bool {
        match self.parsed.kind(id) {
            NodeKind::Binary { lhs, .. } => !self.continues(*lhs),
            _ => !self.continues(id),
        }
    }

    fn is_bracketed(&self, id: ExprId) -> bool {
        match self.parsed.kind(id) {
            NodeKind::Block { expressions } => !expressions.is_empty(),
            NodeKind::Object { pairs } => !pairs.is_empty(),
            NodeKind::Array { items } => !items.is_empty(),
            _ => false,
        }
    }

    /// Whether the last argument opens brackets of its own and nothing in front of it does.
    fn hugs(&self, arguments: &[ExprId]) -> bool {
        let Some((last, rest)) = arguments.split_last() else {
            return false;
        };
        let is_plain = |id: &ExprId| {
            let mut kinds = self.parsed.walk(*id).map(|id| self.parsed.kind(id));
            kinds.all(|kind| {
                !matches!(
                    kind,
                    NodeKind::Block { .. }
                        | NodeKind::Object { .. }
                        | NodeKind::Array { .. }
                        | NodeKind::Lambda { .. }
                        | NodeKind::Call { .. }
                        | NodeKind::Group { .. }
                        | NodeKind::Filter { .. }
                        | NodeKind::Conditional { .. }
                        | NodeKind::Binary { .. }
                )
            })
        };
        let opens = self.is_bracketed(*last) || matches!(self.parsed.kind(*last), NodeKind::Lambda { .. });
        opens && rest.iter().all(is_plain)
    }

    fn word(&mut self, owner: ExprId, index: usize) {
        let token = self.parsed.tokens[index];
        let row = self.row(owner);
        if row == Row::Lines && token.kind != TokenKind::Op(Op::Colon) && self.begins_row(owner) {
            // In front of the comments, which belong to the operator.
            self.push(Piece::Indent);
        }
        self.comments(index);
        self.next_token = index + 1;
        let TokenKind::Op(op) = token.kind else {
            let (before, after) = spaces(self.parsed, owner, index);
            return self.spaced(index, before, after);
        };
        match self.parsed.kind(owner) {
            NodeKind::Binary { .. } | NodeKind::Conditional { .. } if row == Row::Lines => {
                self.push(Piece::Line);
                self.text(index);
                self.push(Piece::Space);
            }
            NodeKind::Lambda { signature, .. } => {
                let in_signature = signature.is_some_and(|s| s.covers(token.span));
                match op {
                    _ if in_signature => {
                        let (before, after) = spaces(self.parsed, owner, index);
                        self.spaced(index, before, after);
                    }
                    Op::OpenBrace => {
                        self.push(Piece::Space);
                        self.open(owner, index);
                    }
                    Op::CloseBrace => self.close(owner, index),
                    _ => self.spaced(index, false, op == Op::Comma),
                }
            }
            NodeKind::Block { .. }
            | NodeKind::Array { .. }
            | NodeKind::Object { .. }
            | NodeKind::Call { .. }
            | NodeKind::Group { .. }
            | NodeKind::Filter { .. }
            | NodeKind::Sort { .. } => match op {
                Op::OpenParen | Op::OpenBracket | Op::OpenBrace => self.open(owner, index),
                Op::CloseParen | Op::CloseBracket | Op::CloseBrace => {
                    self.close(owner, index);
                }
                Op::Comma | Op::Semicolon => self.separator(owner, index),
                _ => self.spaced(index, false, op == Op::Colon),
            },
            _ => {
                let (before, after) = spaces(self.parsed, owner, index);
                self.spaced(index, before, after);
            }
        }
    }

    /// Writes the word `index`, with the comments that end its line.
    fn text(&mut self, index: usize) {
        let text = self.parsed.slice(self.parsed.tokens[index].span);
        self.push(Piece::Text(text));
        let comments = self.parsed.tokens.iter().skip(index + 1);
        let count = comments.take_while(|token| token.kind == TokenKind::Comment).count();
        // The last of them that has nothing behind it on its line.
        let last = (index + 1..=index + count)
            .take_while(|comment| self.lines_behind(comment - 1) == 0)
            .filter(|comment| self.lines_behind(*comment) > 0)
            .last();
        let Some(last) = last else { return };
        for comment in index + 1..=last {
            self.push(Piece::Space);
            let text = self.parsed.slice(self.parsed.tokens[comment].span);
            self.push(Piece::Text(text));
            self.push(Piece::Space);
        }
        self.next_token = last + 1;
    }

    fn spaced(&mut self, index: usize, before: bool, after: bool) {
        if before {
            self.push(Piece::Space);
        }
        self.text(index);
        if after {
            self.push(Piece::Space);
        }
    }

    /// The break behind an opening bracket, in front of a closing one and between what they enclose.
    fn inner_break(&self, owner: ExprId, between: bool) -> Piece<'p> {
        if self.multi_line.contains(&owner) {
            return Piece::HardLine { blank: false };
        }
        let wide = matches!(
            self.parsed.kind(owner),
            NodeKind::Object { .. } | NodeKind::Group { .. } | NodeKind::Lambda { .. }
        );
        if wide || between { Piece::Line } else { Piece::SoftLine }
    }

    /// Whether the brackets around the word `index` enclose nothing, not even a comment.
    fn is_empty_pair(&self, open: usize) -> bool {
        let kind = |index: usize| self.parsed.tokens.get(index).map(|token| token.kind);
        let opens = matches!(kind(open), Some(TokenKind::Op(Op::OpenParen | Op::OpenBracket | Op::OpenBrace)));
        opens && matches!(kind(open + 1), Some(TokenKind::Op(op)) if op.is_closer())
    }

    fn open(&mut self, owner: ExprId, index: usize) {
        self.text(index);
        if self.is_empty_pair(index) || self.hugging.contains(&owner) {
            return;
        }
        self.push(Piece::Open);
        self.push(Piece::Indent);
        self.push(self.inner_break(owner, false));
    }

    fn close(&mut self, owner: ExprId, index: usize) {
        let empty = index > 0 && self.is_empty_pair(index - 1);
        if !empty && !self.hugging.contains(&owner) {
            self.push(Piece::Dedent);
            self.push(self.inner_break(owner, false));
            self.push(Piece::Close);
        }
        self.text(index);
    }

    fn separator(&mut self, owner: ExprId, index: usize) {
        self.text(index);
        let closes = self.parsed.tokens.get(index + 1);
        if closes.is_some_and(|t| matches!(t.kind, TokenKind::Op(op) if op.is_closer())) {
            return;
        }
        if self.hugging.contains(&owner) {
            return self.push(Piece::Space);
        }
        if !self.multi_line.contains(&owner) {
            return self.push(self.inner_break(owner, true));
        }
        // Behind the comments that end the line.
        let blank = self.lines_behind(self.next_token.saturating_sub(1)) > 1;
        self.push(Piece::HardLine { blank });
    }

    /// How many line ends stand between the word `index` and the next one.
    fn lines_behind(&self, index: usize) -> usize {
        let end_of = |index: usize| self.parsed.tokens.get(index).map(|token| token.span.end);
        let start = end_of(index).unwrap_or(0);
        let next = self.parsed.tokens.get(index + 1);
        let end = next.map_or(self.parsed.text().len() as u32, |token| token.span.start);
        let between = self.parsed.slice(Span::new(start, end));
        between.bytes().filter(|byte| *byte == b'\n').count()
    }

    /// Writes the comments in front of the word `index`.
    fn comments(&mut self, index: usize) {
        for comment in self.next_token..index {
            let token = self.parsed.tokens[comment];
            let lines_before = match comment.checked_sub(1) {
                Some(before) => self.lines_behind(before),
                None => 0,
            };
            if lines_before > 0 {
                let blank = lines_before > 1;
                self.push(Piece::HardLine { blank });
            } else {
                self.push(Piece::Space);
            }
            self.push(Piece::Text(self.parsed.slice(token.span)));
            let is_last = comment + 1 == self.parsed.tokens.len();
            if self.lines_behind(comment) > 0 && !is_last {
                self.push(Piece::HardLine { blank: false });
            } else {
                self.push(Piece::Space);
            }
        }
        self.next_token = self.next_token.max(index);
    }
}
