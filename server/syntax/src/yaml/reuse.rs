//! Green nodes of the tree before an edit, taken over where the edit changed nothing: what is remembered of them holds.

use rowan::{GreenNode, GreenNodeData, GreenToken, NodeOrToken};

use crate::value::Element;

/// `new`, with the nodes of `old` in the place of those that are equal to them.
pub(super) fn graft(old: &GreenNodeData, new: &GreenNodeData) -> GreenNode {
    let before: Vec<Element<'_>> = old.children().collect();
    let after: Vec<Element<'_>> = new.children().collect();
    let shorter = before.len().min(after.len());
    let same = |(old, new): &(&Element<'_>, &Element<'_>)| old == new;
    let head = before.iter().zip(&after).take_while(same).count();
    let tail = before.iter().rev().zip(after.iter().rev()).take(shorter - head).take_while(same).count();
    if head == before.len() && head == after.len() {
        return old.to_owned();
    }
    // Between the two, what stands at the same place is what was there, changed.
    let pairs = before.len() == after.len();
    let children = after.iter().enumerate().map(|(i, new)| -> NodeOrToken<GreenNode, GreenToken> {
        if i < head {
            return before[i].to_owned();
        }
        if i >= after.len() - tail {
            return before[before.len() - (after.len() - i)].to_owned();
        }
        match (before.get(i).filter(|_| pairs), new) {
            (Some(NodeOrToken::Node(old)), NodeOrToken::Node(new)) if old.kind() == new.kind() => {
                graft(old, new).into()
            }
            _ => (*new).to_owned(),
        }
    });
    GreenNode::new(new.kind(), children.collect::<Vec<_>>())
}
