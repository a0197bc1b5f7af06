//! The words of a tree together with the nodes that they belong to, in the order of the text.

use super::token::{Token, TokenKind};
use super::tree::{ExprId, Parsed};

/// What comes next in the text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    Enter(ExprId),
    /// A word of the node that was entered last and not left; the number is its place in the list of words.
    Word(ExprId, usize),
    Leave(ExprId),
}

/// Hands every node and every word, comments left out, to `visit`.
pub(super) fn each_event(parsed: &Parsed, mut visit: impl FnMut(Event)) {
    let tokens: Vec<(usize, &Token)> =
        parsed.tokens.iter().enumerate().filter(|(_, token)| token.kind != TokenKind::Comment).collect();
    let mut next_token = 0;
    let mut words_before = |offset: u32, owner: ExprId, visit: &mut dyn FnMut(Event)| {
        while let Some((index, token)) = tokens.get(next_token)
            && token.span.start < offset
        {
            visit(Event::Word(owner, *index));
            next_token += 1;
        }
    };
    // Each open node with its children that are left, the first one last.
    let mut stack: Vec<(ExprId, Vec<ExprId>)> = Vec::new();
    let open = |id: ExprId| {
        let mut children = parsed.children(id);
        children.reverse();
        (id, children)
    };
    visit(Event::Enter(parsed.expr));
    stack.push(open(parsed.expr));
    while let Some((id, children)) = stack.last_mut() {
        let id = *id;
        match children.pop() {
            Some(child) => {
                words_before(parsed.span(child).start, id, &mut visit);
                visit(Event::Enter(child));
                stack.push(open(child));
            }
            None => {
                words_before(parsed.span(id).end, id, &mut visit);
                visit(Event::Leave(id));
                stack.pop();
            }
        }
    }
}
