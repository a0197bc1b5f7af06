//! An expression on one line, without comments.

use super::events::{Event, each_event};
use super::token::{Op, TokenKind};
use super::tree::{ExprId, NodeKind, Parsed};

/// The expression on one line with one way of spacing. Parsing it again gives the same tree.
///
/// Names, strings and numbers stay as they are written. Comments are left out. A text with errors is given back as it is.
pub fn print(parsed: &Parsed) -> String {
    if !parsed.is_valid() {
        return parsed.text().to_owned();
    }
    let mut out = String::with_capacity(parsed.text().len() + 16);
    let mut space = false;
    each_event(parsed, |event| {
        let Event::Word(owner, index) = event else {
            return;
        };
        let token = parsed.tokens[index];
        let (before, after) = spaces(parsed, owner, index);
        let empty_braces = token.kind == TokenKind::Op(Op::CloseBrace) && out.ends_with('{');
        if (space || before) && !out.is_empty() && !empty_braces {
            out.push(' ');
        }
        out.push_str(parsed.slice(token.span));
        space = after;
    });
    out
}

/// Whether a space stands in front of the word `index`, which belongs to the node `owner`, and behind it.
pub(super) fn spaces(parsed: &Parsed, owner: ExprId, index: usize) -> (bool, bool) {
    const NONE: (bool, bool) = (false, false);
    let token = parsed.tokens[index];
    if let NodeKind::Lambda { signature: Some(signature), .. } = parsed.kind(owner)
        && signature.start < token.span.start
        && signature.covers(token.span)
    {
        return (stays_apart(parsed, index), false);
    }
    let TokenKind::Op(op) = token.kind else {
        let beside = matches!(parsed.kind(owner), NodeKind::HoleInfix { .. } | NodeKind::Error { .. });
        return (beside, beside);
    };
    match parsed.kind(owner) {
        NodeKind::Binary { op: Op::DotDot, .. } => NONE,
        NodeKind::Binary { .. } | NodeKind::Bind { .. } | NodeKind::Conditional { .. } => (true, true),
        NodeKind::Object { .. } | NodeKind::Group { .. } => match op {
            Op::CloseBrace => (true, false),
            _ => (false, true),
        },
        NodeKind::Lambda { .. } => match op {
            Op::OpenBrace => (true, true),
            Op::CloseBrace => (true, false),
            Op::Comma => (false, true),
            _ => NONE,
        },
        _ if matches!(op, Op::Comma | Op::Semicolon) => (false, true),
        _ => NONE,
    }
}

/// Whether the word `index` of a signature would become one with the word in front of it without the space between them.
fn stays_apart(parsed: &Parsed, index: usize) -> bool {
    let Some(previous) = index.checked_sub(1).map(|index| parsed.tokens[index]) else {
        return false;
    };
    let token = parsed.tokens[index];
    if previous.span.end == token.span.start {
        return false;
    }
    let is_word = |kind: TokenKind| !matches!(kind, TokenKind::Op(op) if !op.is_word());
    match (previous.kind, token.kind) {
        (TokenKind::Comment, _) => true,
        (first, second) if is_word(first) || is_word(second) => is_word(first) && is_word(second),
        (TokenKind::Op(first), TokenKind::Op(second)) => {
            let both = [first.text(), second.text()].concat();
            Op::at(both.as_bytes()).is_some_and(|(_, len)| len > first.text().len())
        }
        _ => false,
    }
}
