//! The way from the root of the tree to a cursor.

use rowan::NodeOrToken;

use super::flow::Around;
use super::{Container, Cursor, Layout, Place};
use crate::indent::line_at;
use crate::value::{Element, children};
use crate::{Document, Member, Span, SyntaxKind, Value};

/// A child on the way down, with its place.
#[derive(Clone, Copy)]
pub(super) struct Step<'t> {
    pub(super) element: Element<'t>,
    pub(super) start: u32,
}

impl<'t> Step<'t> {
    pub(super) fn kind(self) -> SyntaxKind {
        SyntaxKind::of(self.element.kind())
    }

    pub(super) fn end(self) -> u32 {
        self.start + crate::tree::text_len(&self.element)
    }

    pub(super) fn span(self) -> Span {
        Span::new(self.start, self.end())
    }

    pub(super) fn children(self) -> impl Iterator<Item = Step<'t>> {
        let node = self.element.into_node();
        node.into_iter()
            .flat_map(move |node| children(node, self.start))
            .map(|(element, start)| Step { element, start })
    }
}

/// The nodes from the root to the last significant token that starts before the cursor. A container that is over before
/// the cursor is not on it: it is then the token itself.
#[derive(Clone)]
pub(super) struct Path<'t> {
    pub(super) nodes: Vec<Step<'t>>,
    pub(super) token: Option<Step<'t>>,
    pub(super) in_comment: bool,
}

impl<'t> Path<'t> {
    pub(super) fn to(document: &'t Document, offset: u32) -> Path<'t> {
        let root = Step { element: NodeOrToken::Node(document.tree().green()), start: 0 };
        let mut path = Path { nodes: vec![root], token: None, in_comment: false };
        let mut at = root;
        loop {
            let mut last = None;
            // What is missing has an empty node.
            let before = at.children().take_while(|child| child.start < offset);
            for child in before.filter(|child| child.start < child.end()) {
                match child.kind() {
                    SyntaxKind::Comment => {
                        path.in_comment |= offset < child.end() || offset == child.end() && !is_closed(child)
                    }
                    SyntaxKind::Whitespace => {}
                    _ => last = Some(child),
                }
            }
            match last {
                None => break,
                Some(token) if token.element.as_token().is_some() => {
                    path.token = Some(token);
                    break;
                }
                Some(node) => {
                    path.nodes.push(node);
                    at = node;
                }
            }
        }
        path.leave_closed();
        path
    }

    /// If the token is the closer of the innermost container, the container is what is left of the cursor.
    fn leave_closed(&mut self) {
        if let (Some(token), Some(container)) = (self.token, self.nodes.last().copied())
            && token.kind().is_closer()
            && container.kind().is_container()
            && container.end() == token.end()
        {
            self.nodes.pop();
            self.token = Some(container);
        }
    }

    /// Leaves containers without closers that a cursor on a line of its own is too far left for.
    pub(super) fn leave_left(&mut self, document: &Document, offset: u32) {
        let text = document.text();
        let here = line_at(text, offset);
        let line = here.start;
        let column = here.indent.min(offset - line);
        loop {
            let Some(token) = self.token else { return };
            if token.end() > line || token.kind() == SyntaxKind::Colon {
                return;
            }
            let Some(at) = self.nodes.iter().rposition(|node| node.kind().is_container()) else { return };
            let container = self.nodes[at];
            let closed = container.children().last().is_some_and(|child| child.kind().is_closer());
            let opened = line_at(text, container.start).indent;
            // The root value is never left, nor is a container with something of it still to come.
            if closed || at <= 1 || column > opened || container.end() > offset || column == 0 && opened == 0 {
                return;
            }
            self.nodes.truncate(at);
            self.token = Some(container);
        }
    }

    /// The cursor in JSON and in flow style.
    pub(super) fn cursor(&self, document: &'t Document, offset: u32) -> Cursor<'t> {
        let place = if self.in_comment { Place::Nowhere } else { self.place(document, offset) };
        Cursor { containers: self.containers(&place), place, layout: Layout::Flow }
    }

    pub(super) fn containers(&self, place: &Place<'t>) -> Vec<Container<'t>> {
        let mut containers = Vec::new();
        for (i, node) in self.nodes.iter().enumerate() {
            let inner = self.nodes.get(i + 1).copied();
            // The innermost container is at the place, the others are on the way to it.
            let innermost = !self.nodes[i + 1..].iter().any(|node| node.kind().is_container());
            let value = Value::new(node.element, node.start);
            if let Some(object) = value.as_object() {
                let on_the_way = inner.and_then(|inner| Member::from_element(inner.element, inner.start));
                let member = match place {
                    Place::Value { key, .. } if innermost => *key,
                    Place::Key { replace, .. } if innermost => on_the_way.filter(|_| !replace.is_empty()),
                    _ if innermost => None,
                    _ => on_the_way,
                };
                containers.push(Container::Object { object, member });
            } else if let Some(array) = value.as_array() {
                let index = match place {
                    Place::Element { index, .. } if innermost => *index,
                    _ => inner.map_or(0, |inner| array_index(*node, inner.start)),
                };
                containers.push(Container::Array { array, index });
            }
        }
        containers
    }

    fn place(&self, document: &'t Document, offset: u32) -> Place<'t> {
        let Some(token) = self.token else { return self.outside(document, offset) };
        let Some(at) = self.nodes.iter().rposition(|node| node.kind().is_container()) else {
            return self.outside(document, offset);
        };
        let container = self.nodes[at];
        let entry = self.nodes.get(at + 1).copied();
        let around = Around { document, container, entry, token, offset };
        match container.kind() {
            kind if kind.is_array() => around.item(array_index(container, entry.map_or(offset, |entry| entry.start))),
            _ => around.member(),
        }
    }

    fn outside(&self, document: &'t Document, offset: u32) -> Place<'t> {
        let Some(root) = document.tree().root() else { return Place::Outside { replace: Span::empty(offset) } };
        match root.as_object().is_some() || root.as_array().is_some() || !root.span().touches(offset) {
            true => Place::Nowhere,
            false => Place::Outside { replace: root.span() },
        }
    }
}

/// How many items of the array start before `offset`.
pub(super) fn array_index(array: Step<'_>, offset: u32) -> usize {
    array.children().take_while(|child| child.start < offset).filter(|child| child.kind() == SyntaxKind::Item).count()
}

/// Whether a comment has an end of its own, so that what is typed behind it is no part of it.
fn is_closed(comment: Step<'_>) -> bool {
    comment
        .element
        .as_token()
        .is_some_and(|token| token.text().len() > 3 && token.text().starts_with("/*") && token.text().ends_with("*/"))
}
