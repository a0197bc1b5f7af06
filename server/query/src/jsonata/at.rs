//! What stands at the cursor.

use super::token::{Op, Token, TokenKind};
use super::tree::{ExprId, NodeKind, Parsed};
use crate::Span;

/// The call around the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallAt {
    /// The node of the call.
    pub call: ExprId,
    /// What is called.
    pub callee: ExprId,
    /// The number of the argument that the cursor is in, from 0.
    pub argument: usize,
    /// Whether `~>` hands the function its first argument: those in parentheses come behind it.
    pub is_piped: bool,
}

/// What can be written at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompletionAt {
    /// Nothing: a string, a number, a comment, a name that is being bound.
    Nothing,
    /// A variable or a function.
    Variable {
        /// The range to replace, with the dollar sign.
        span: Span,
    },
    /// A field behind a dot.
    Field {
        /// The node of the path, which may have no name behind the dot yet.
        path: ExprId,
        /// The steps in front of the dot.
        base: Vec<ExprId>,
        /// The range to replace; empty where nothing is written yet.
        span: Span,
    },
    /// An expression begins here: a variable, a function, a name.
    Operand {
        /// The range to replace; empty where nothing is written yet.
        span: Span,
    },
    /// An expression is complete in front of the cursor: an operator.
    Operator {
        /// The range to replace; empty where nothing is written yet.
        span: Span,
    },
}

/// The innermost call whose parentheses enclose `offset`. A call that is not closed reaches as far as it can.
pub fn call_at(parsed: &Parsed, offset: u32) -> Option<CallAt> {
    let mut best: Option<(ExprId, Span)> = None;
    for id in parsed.ids() {
        let NodeKind::Call { open, close, .. } = parsed.kind(id) else {
            continue;
        };
        let end = match close {
            Some(close) => close.start,
            // A call that is not closed reaches up to the next word behind it.
            None => parsed.next_word(parsed.span(id).end),
        };
        let inside = open.end <= offset && offset <= end;
        if inside && best.is_none_or(|(_, innermost)| open.start > innermost.start) {
            best = Some((id, *open));
        }
    }
    let (call, open) = best?;
    let NodeKind::Call { callee, arguments, .. } = parsed.kind(call) else {
        return None;
    };
    let first = parsed.tokens.partition_point(|token| token.span.start < open.end);
    let commas = parsed.tokens.get(first..).unwrap_or_default().iter();
    let argument = commas
        .take_while(|token| token.span.end <= offset)
        .filter(|token| token.kind == TokenKind::Op(Op::Comma))
        .filter(|token| {
            let next = arguments.partition_point(|id| parsed.span(*id).end <= token.span.start);
            arguments.get(next).is_none_or(|id| !parsed.span(*id).covers(token.span))
        })
        .count();
    let is_piped = parsed.parent(call).is_some_and(
        |parent| matches!(parsed.kind(parent), NodeKind::Binary { op: Op::Chain, rhs, .. } if *rhs == call),
    );
    Some(CallAt { call, callee: *callee, argument, is_piped })
}

/// What can be written at `offset`.
pub fn completion_at(parsed: &Parsed, offset: u32) -> CompletionAt {
    let behind = parsed.tokens.partition_point(|token| token.span.start < offset);
    let tokens = parsed.tokens.get(..behind).unwrap_or_default();
    let Some((last, before)) = tokens.split_last() else {
        return operand(offset);
    };
    if offset < last.span.end || (offset == last.span.end && glues(parsed, *last)) {
        return in_word(parsed, *last);
    }
    let words = tokens.iter().rev();
    let previous = if last.kind == TokenKind::Comment {
        before.iter().rev().find(|token| token.kind != TokenKind::Comment)
    } else {
        words.clone().next()
    };
    match previous {
        Some(previous) => behind_word(parsed, *previous, offset),
        None => operand(offset),
    }
}

fn operand(offset: u32) -> CompletionAt {
    CompletionAt::Operand { span: Span::empty(offset) }
}

/// Whether a character typed behind `token` becomes a part of it.
fn glues(parsed: &Parsed, token: Token) -> bool {
    let unclosed = |codes: [&str; 2]| {
        let ends = |e: &super::SyntaxError| codes.contains(&e.code) && e.span.end == token.span.end;
        parsed.errors.iter().any(ends)
    };
    match token.kind {
        TokenKind::Name | TokenKind::Variable | TokenKind::Number | TokenKind::Literal => true,
        TokenKind::Hole => true,
        TokenKind::Op(op) => op.is_word(),
        TokenKind::String => unclosed(["S0101", "S0103"]),
        TokenKind::QuotedName => unclosed(["S0105", "S0105"]),
        TokenKind::Comment => unclosed(["S0106", "S0106"]),
        TokenKind::Regex => unclosed(["S0302", "S0302"]),
        TokenKind::Unknown | TokenKind::End => false,
    }
}

/// The cursor is in `token`, or directly behind it and can go on with it.
fn in_word(parsed: &Parsed, token: Token) -> CompletionAt {
    let span = token.span;
    let leaf = leaf(parsed, span);
    match token.kind {
        TokenKind::Variable => match leaf.map(|id| parsed.kind(id)) {
            Some(NodeKind::Binder { .. }) => CompletionAt::Nothing,
            _ => CompletionAt::Variable { span },
        },
        TokenKind::Name | TokenKind::QuotedName | TokenKind::Literal => match leaf {
            Some(id) => name(parsed, id),
            None => CompletionAt::Nothing,
        },
        TokenKind::Op(op) if op.is_word() => match leaf {
            Some(id) => name(parsed, id),
            None => CompletionAt::Operator { span },
        },
        _ => CompletionAt::Nothing,
    }
}

/// The node that is the word at `span` and nothing else.
fn leaf(parsed: &Parsed, span: Span) -> Option<ExprId> {
    parsed.ids().find(|id| parsed.span(*id) == span)
}

/// A name that is being written: a field of a path, or the start of an expression, or of an operator such as `and`.
fn name(parsed: &Parsed, id: ExprId) -> CompletionAt {
    let span = parsed.span(id);
    match parsed.parent(id) {
        Some(parent) => match parsed.kind(parent) {
            NodeKind::Path { steps } => field(parent, steps, id, span),
            NodeKind::Error { children } if children.first() != Some(&id) => CompletionAt::Operator { span },
            // The first step may have a predicate: the path is further up.
            _ => match step_of(parsed, id) {
                Some((path, steps, step)) => field(path, steps, step, span),
                None => CompletionAt::Operand { span },
            },
        },
        None => CompletionAt::Operand { span },
    }
}

/// The path that `id` is the name of a step of, below predicates and bindings.
fn step_of(parsed: &Parsed, id: ExprId) -> Option<(ExprId, &[ExprId], ExprId)> {
    let mut step = id;
    loop {
        let parent = parsed.parent(step)?;
        match parsed.kind(parent) {
            NodeKind::Path { steps } => return Some((parent, steps, step)),
            NodeKind::Filter { base, .. }
            | NodeKind::KeepArray { base, .. }
            | NodeKind::Focus { base, .. }
            | NodeKind::Index { base, .. }
            | NodeKind::Call { callee: base, .. }
                if *base == step =>
            {
                step = parent;
            }
            _ => return None,
        }
    }
}

fn field(path: ExprId, steps: &[ExprId], step: ExprId, span: Span) -> CompletionAt {
    let index = steps.iter().position(|s| *s == step).unwrap_or(0);
    if index == 0 {
        return CompletionAt::Operand { span };
    }
    CompletionAt::Field { path, base: steps.get(..index).unwrap_or_default().to_vec(), span }
}

/// The cursor is behind `previous` and apart from it.
fn behind_word(parsed: &Parsed, previous: Token, offset: u32) -> CompletionAt {
    let span = Span::empty(offset);
    match previous.kind {
        TokenKind::Op(Op::Dot) => {
            let after_dot = |id: &ExprId| {
                let NodeKind::Path { steps } = parsed.kind(*id) else {
                    return None;
                };
                let index = steps.partition_point(|s| parsed.span(*s).end <= previous.span.start);
                let next = steps.get(index)?;
                let own = index > 0 && parsed.span(*next).start >= previous.span.end;
                own.then(|| steps.get(..index).unwrap_or_default().to_vec())
            };
            parsed
                .ids()
                .find_map(|id| after_dot(&id).map(|base| (id, base)))
                .map_or(CompletionAt::Nothing, |(path, base)| CompletionAt::Field { path, base, span })
        }
        TokenKind::Op(Op::At | Op::Hash) => CompletionAt::Nothing,
        TokenKind::Op(op) if !op.is_closer() => {
            let is_operand =
                leaf(parsed, previous.span).is_some_and(|id| !matches!(parsed.kind(id), NodeKind::Placeholder));
            let binds = parsed.node_at(offset).is_some_and(|id| is_parameter_list(parsed, id, offset));
            if binds {
                CompletionAt::Nothing
            } else if is_operand {
                CompletionAt::Operator { span }
            } else {
                CompletionAt::Operand { span }
            }
        }
        TokenKind::Unknown => CompletionAt::Nothing,
        _ => CompletionAt::Operator { span },
    }
}

/// Whether `offset` is between the parentheses of a function that `id` is the node of.
fn is_parameter_list(parsed: &Parsed, id: ExprId, offset: u32) -> bool {
    let lambda = parsed.ancestors(id).find_map(|id| match parsed.kind(id) {
        NodeKind::Lambda { keyword, parameters, body, .. } => Some((*keyword, parameters, *body)),
        _ => None,
    });
    let Some((keyword, parameters, body)) = lambda else {
        return false;
    };
    let words = parsed.tokens.iter();
    let close = words.skip_while(|token| token.span.start < keyword.end).find(|token| {
        token.kind == TokenKind::Op(Op::CloseParen) && parameters.iter().all(|id| !parsed.span(*id).covers(token.span))
    });
    let end = close.map_or(parsed.span(body).start, |close| close.span.start);
    keyword.end < offset && offset <= end
}
