//! Parsing again after an edit, where that takes only a member of a block mapping.
//!
//! A member whose key begins a line, and which another member of the mapping follows at the same column, is a text of
//! its own: what is before it ends where the key begins, and no line of it reaches the column of the one that follows.
//! So if the new text of the member is one member at that column again, the tree is the old one with that member
//! changed. Anchors, aliases, directives and markers reach further; with one of them, and after any error, all of the
//! text is parsed.

use rowan::{GreenNode, GreenNodeData, GreenToken, NodeOrToken};

use super::compose::{self, Node, Shape};
use super::{build, reuse};
use crate::tree::Tree;
use crate::value::children;
use crate::{Span, SyntaxKind, Text};

/// How deep a tree may be for a part of it to be parsed alone. Far from the limit of the parser.
const MAX_DEPTH: usize = 100;

/// A member around the edit.
struct Around<'t> {
    /// It before the edit.
    old: &'t GreenNodeData,
    /// Which child it is of each node from the root on.
    path: Vec<usize>,
    /// Where it stands, with what is between it and the next member.
    span: Span,
}

/// The tree after `removed` was replaced by `inserted` bytes in the text, which is now `text`, and the stretch that was
/// parsed. `None` if all has to be parsed again.
pub(super) fn part(tree: &Tree, text: &Text, removed: Span, inserted: u32) -> Option<(Tree, Span)> {
    if !tree.errors().is_empty() || has_directive(tree.green()) {
        return None;
    }
    let delta = i64::from(inserted) - i64::from(removed.len());
    around(tree.green(), removed).into_iter().rev().take(3).find_map(|around| {
        let end = u32::try_from(i64::from(around.span.end) + delta).ok()?;
        let line = text.line_span(text.line_of(around.span.start)).start;
        let next = text.line_span(text.line_of(end)).start;
        let column = around.span.start - line;
        // The last line break is the old one, and both keys are all that is before them on their lines.
        let is_kept = next > removed.start + inserted && end - next == column;
        let is_blank = |span| text.slice(span).bytes().all(|byte| byte == b' ');
        if !is_kept || !is_blank(Span::new(line, around.span.start)) || !is_blank(Span::new(next, end)) {
            return None;
        }
        // What names something, or did, is of concern to other members.
        if reaches_further(&around.old.to_string()) {
            return None;
        }
        let member = member(&text.slice(Span::new(line, end)), column as usize)?;
        let green = splice(tree.green(), &around.path, &member)?;
        Some((tree.clone().with_green(green), Span::new(around.span.start, end)))
    })
}

fn has_directive(root: &GreenNodeData) -> bool {
    root.children().any(|child| SyntaxKind::of(child.kind()) == SyntaxKind::Directive)
}

/// The members of block mappings around `removed` that another member follows, outermost first.
fn around(root: &GreenNodeData, removed: Span) -> Vec<Around<'_>> {
    let mut found = Vec::new();
    let (mut node, mut start) = (root, 0);
    let mut path = Vec::new();
    while path.len() < MAX_DEPTH {
        let inside = children(node, start).enumerate().find(|(_, (child, at))| {
            let end = at + crate::tree::text_len(child);
            child.as_node().is_some() && *at <= removed.start && removed.end < end
        });
        let Some((index, (NodeOrToken::Node(child), at))) = inside else { break };
        path.push(index);
        let kind = SyntaxKind::of(child.kind());
        match kind {
            SyntaxKind::Member => {
                let next = node.children().nth(index + 1);
                if next.is_some_and(|next| SyntaxKind::of(next.kind()) == SyntaxKind::Member) {
                    let end = at + u32::from(child.text_len());
                    found.push(Around { old: child, path: path.clone(), span: Span::new(at, end) });
                }
            }
            SyntaxKind::Item => {}
            SyntaxKind::BlockMapping | SyntaxKind::BlockSequence => {}
            _ => break,
        }
        (node, start) = (child, at);
    }
    found
}

/// The node of the one member, at `column`, that `text` is.
fn member(text: &str, column: usize) -> Option<GreenNode> {
    if text.contains('\u{feff}') || reaches_further(text) {
        return None;
    }
    let root = compose::piece(text, 0, &mut Vec::new()).ok()??;
    // A missing key stands where the member before ends.
    let has_key = |key: &Node| key.lead == column && key.span.start == column && !key.span.is_empty();
    match &root.shape {
        Shape::Mapping(entries) if root.unknown.is_none() && root.span.start == column => match entries.as_slice() {
            [(key, value)] if has_key(key) && is_shallow(value.as_ref()) => build::member(text, key, value.as_ref()),
            _ => None,
        },
        _ => None,
    }
}

/// Whether `text` may hold an anchor, an alias, a directive or a marker.
fn reaches_further(text: &str) -> bool {
    let bytes = text.as_bytes();
    let named = bytes.windows(2).any(|pair| matches!(pair[0], b'&' | b'*') && !matches!(pair[1], b' ' | b'\n' | b'\r'));
    named || text.split(['\n', '\r']).any(|line| line.starts_with(['%', '-', '.']))
}

fn is_shallow(value: Option<&Node>) -> bool {
    let mut open: Vec<(&Node, usize)> = value.into_iter().map(|value| (value, 0)).collect();
    while let Some((node, depth)) = open.pop() {
        if depth > MAX_DEPTH {
            return false;
        }
        match &node.shape {
            Shape::Scalar(_) => {}
            Shape::Sequence(items) => open.extend(items.iter().map(|item| (item, depth + 1))),
            Shape::Mapping(entries) => {
                open.extend(
                    entries
                        .iter()
                        .flat_map(|(key, value)| [Some(key), value.as_ref()])
                        .flatten()
                        .map(|node| (node, depth + 1)),
                );
            }
        }
    }
    true
}

/// `node` with `new` in the place that `path` leads to.
fn splice(node: &GreenNodeData, path: &[usize], new: &GreenNode) -> Option<GreenNode> {
    let Some((index, rest)) = path.split_first() else {
        return Some(reuse::graft(node, new));
    };
    let old = node.children().nth(*index)?.into_node()?;
    let child: NodeOrToken<GreenNode, GreenToken> = splice(old, rest, new)?.into();
    Some(node.to_owned().replace_child(*index, child))
}
