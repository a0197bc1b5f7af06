//! What the parser has begun and not yet finished.

use super::token::Op;
use super::tree::{ExprId, Pair, SortTerm};
use crate::Span;

/// A construct that waits for the expression inside it. The frames are the parser's stack: the depth of an
/// expression costs memory and nothing else.
pub(super) enum Frame {
    /// Expressions side by side at the top, after an error.
    Junk {
        children: Vec<ExprId>,
    },
    Negate {
        minus: Span,
    },
    Path {
        steps: Vec<ExprId>,
        /// The last dot.
        dot: Span,
    },
    Binary {
        op: Op,
        op_span: Span,
        lhs: ExprId,
    },
    /// `lhs` is not always a binder.
    Bind {
        op_span: Span,
        lhs: ExprId,
        valid: bool,
    },
    /// `@` or `#`.
    Focus {
        op: Op,
        op_span: Span,
        base: ExprId,
    },
    HoleInfix {
        lhs: ExprId,
        hole: Span,
    },
    Then {
        op_span: Span,
        condition: ExprId,
    },
    Else {
        op_span: Span,
        condition: ExprId,
        then: ExprId,
    },
    Filter {
        base: ExprId,
        open: Span,
        /// More than one after an error.
        predicates: Vec<ExprId>,
    },
    Call {
        callee: Callee,
        arguments: Vec<ExprId>,
        open: Span,
    },
    Block {
        open: Span,
        expressions: Vec<ExprId>,
    },
    Array {
        open: Span,
        items: Vec<ExprId>,
        range: Option<(ExprId, Span)>,
    },
    /// An object, or a group where there is a base. A key waits for its value.
    Object {
        open: Span,
        base: Option<ExprId>,
        pairs: Vec<Pair>,
        key: Option<ExprId>,
    },
    Sort {
        op_span: Span,
        open: Span,
        base: ExprId,
        terms: Vec<SortTerm>,
        descending: bool,
        direction: Option<Span>,
    },
    Transform {
        open: Span,
        parts: Vec<ExprId>,
    },
    LambdaBody {
        head: LambdaHead,
        open: Span,
        /// More than one after an error.
        bodies: Vec<ExprId>,
    },
}

/// What stands in front of the arguments.
#[derive(Clone, Copy)]
pub(super) enum Callee {
    Expr(ExprId),
    /// `function` or `λ`: the arguments are parameters.
    Lambda(Span),
}

/// All of a function but its body.
pub(super) struct LambdaHead {
    pub(super) keyword: Span,
    pub(super) parameters: Vec<ExprId>,
    pub(super) signature: Option<Span>,
    /// The offset that jsonata-js gives the node.
    pub(super) anchor: u32,
}

impl Frame {
    /// How strongly what waits binds the expression inside it.
    pub(super) fn power(&self) -> u8 {
        match self {
            Frame::Negate { .. } => 70,
            Frame::Path { .. } => Op::Dot.power(),
            Frame::Binary { op, .. } => match op {
                // These two take everything on their right.
                Op::Elvis | Op::Coalesce => 0,
                op => op.power(),
            },
            Frame::Bind { .. } => Op::Assign.power() - 1,
            Frame::Focus { .. } => Op::At.power(),
            Frame::HoleInfix { .. } => Op::Plus.power(),
            _ => 0,
        }
    }

    /// The word that ends the construct, where it has one.
    pub(super) fn closer(&self) -> Option<Op> {
        match self {
            Frame::Filter { .. } | Frame::Array { .. } => Some(Op::CloseBracket),
            Frame::Call { .. } | Frame::Block { .. } | Frame::Sort { .. } => Some(Op::CloseParen),
            Frame::Object { .. } | Frame::LambdaBody { .. } => Some(Op::CloseBrace),
            Frame::Transform { .. } => Some(Op::Pipe),
            _ => None,
        }
    }
}
