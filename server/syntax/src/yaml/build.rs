//! The green tree of a text from its nodes: every byte between them becomes a token as well.

use rowan::{GreenNode, GreenToken, NodeOrToken, SyntaxKind as RawKind};

use super::compose::{Node, Shape};
use super::gap;
use super::layout::Entries;
use crate::SyntaxKind;

pub(super) type Element = NodeOrToken<GreenNode, GreenToken>;

/// The tree of `text`, of which `root` is the value.
pub(super) fn tree(text: &str, root: Option<&Node>) -> GreenNode {
    let mut builder = Builder { text, at: 0, children: Vec::new() };
    if let Some(root) = root {
        builder.gap(root.lead, |_| false);
        builder.node(root);
    }
    builder.gap(text.len(), |_| false);
    GreenNode::new(SyntaxKind::Root.into(), builder.children)
}

/// The nodes of members, the first of which begins where its key is in `text`, and the tokens of what is behind the last
/// one. That is part of the last one if another member follows where `next` is.
pub(super) fn members(text: &str, entries: &Entries, next: Option<usize>) -> (Vec<Element>, Vec<Element>) {
    let start = entries.first().map_or(text.len(), |(key, _)| key.span.start);
    let mut builder = Builder { text, at: start, children: Vec::new() };
    for (i, (key, value)) in entries.iter().enumerate() {
        let following = entries.get(i + 1).map(|(key, _)| key.lead).or(next);
        builder.member(key, value.as_ref(), following.unwrap_or(builder.at));
    }
    // What a member leaves to the next one is between them.
    builder.gap(next.unwrap_or(builder.at), |_| false);
    let members = std::mem::take(&mut builder.children);
    builder.gap(text.len(), |_| false);
    (members, builder.children)
}

struct Builder<'t> {
    text: &'t str,
    /// The end of what has been built.
    at: usize,
    /// The children of every node that is open, one after another.
    children: Vec<Element>,
}

impl Builder<'_> {
    fn node(&mut self, node: &Node) {
        match node.unknown {
            Some(start) if start >= self.at => {
                self.gap(start, |_| false);
                let mark = self.children.len();
                self.content(node);
                self.finish(SyntaxKind::Hole, mark);
            }
            _ => self.content(node),
        }
    }

    fn content(&mut self, node: &Node) {
        match &node.shape {
            Shape::Scalar(kind) => {
                self.gap(node.span.start, |_| false);
                // A scalar that is not where it should be is only text.
                let is_whole = self.at == node.span.start;
                self.token(if is_whole { *kind } else { SyntaxKind::Word.into() }, node.span.end);
            }
            Shape::Mapping(entries) => {
                self.gap(node.span.start, |_| false);
                let mark = self.children.len();
                let is_flow = self.opener(node, '{', entries.first().map(|(key, _)| key.lead));
                for (i, (key, value)) in entries.iter().enumerate() {
                    let next = entries.get(i + 1).map(|(key, _)| key.lead);
                    self.member(key, value.as_ref(), next.unwrap_or(self.at));
                }
                self.gap(node.span.end, |_| false);
                self.finish(if is_flow { SyntaxKind::Object } else { SyntaxKind::BlockMapping }, mark);
            }
            Shape::Sequence(items) => {
                self.gap(node.span.start, |_| false);
                let mark = self.children.len();
                let is_flow = self.opener(node, '[', items.first().map(|item| item.lead));
                for (i, item) in items.iter().enumerate() {
                    let next = items.get(i + 1).map(|item| item.lead);
                    self.item(item, next.unwrap_or(self.at));
                }
                self.gap(node.span.end, |_| false);
                self.finish(if is_flow { SyntaxKind::Array } else { SyntaxKind::BlockSequence }, mark);
            }
        }
    }

    /// Takes the opener of a flow collection, if `node`, of which the first entry begins at `first`, has one.
    fn opener(&mut self, node: &Node, opener: char, first: Option<usize>) -> bool {
        let start = node.span.start;
        let has_opener = self.text[start..].starts_with(opener) && node.span.end > start;
        // What a block mapping begins with may be a key in braces.
        let is_flow = self.at == start && has_opener && first != Some(start);
        if is_flow {
            self.gap(start + 1, |_| false);
        }
        is_flow
    }

    /// A member, with what is between it and the next key if that begins at `next`.
    fn member(&mut self, key: &Node, value: Option<&Node>, next: usize) {
        // What stands before a key (`?`, an anchor, a tag) is no part of the member, which begins with its key.
        self.gap(key.span.start, |_| false);
        let mark = self.children.len();
        self.key(key);
        if let Some(value) = value {
            self.gap(value.lead, |_| false);
            self.node(value);
        }
        self.gap(next, |kind| matches!(kind, SyntaxKind::Question | SyntaxKind::Anchor | SyntaxKind::Tag));
        self.finish(SyntaxKind::Member, mark);
    }

    fn key(&mut self, key: &Node) {
        let mark = self.children.len();
        let is_merge = &self.text[key.span.clone()] == "<<";
        match key.shape {
            Shape::Scalar(kind) if key.unknown.is_none() && !is_merge => {
                // A key is its text, whatever the text would be as a value.
                let read = SyntaxKind::of(kind);
                let kind = if read.is_bare() && read != SyntaxKind::Hole { SyntaxKind::YamlPlain.into() } else { kind };
                if !key.span.is_empty() {
                    self.token(kind, key.span.end);
                }
            }
            // What merges another mapping, and a key that is no scalar, may stand for any key.
            _ => self.token(SyntaxKind::Hole.into(), key.span.end),
        }
        self.finish(SyntaxKind::Key, mark);
    }

    /// An item, with what is before it and what is between it and the next one if that begins at `next`.
    fn item(&mut self, item: &Node, next: usize) {
        self.gap(item.lead, |kind| !matches!(kind, SyntaxKind::Whitespace | SyntaxKind::Comment | SyntaxKind::Unknown));
        let mark = self.children.len();
        self.gap(item.lead, |_| false);
        self.node(item);
        self.gap(next, |kind| {
            !matches!(kind, SyntaxKind::Whitespace | SyntaxKind::Comment | SyntaxKind::Unknown | SyntaxKind::Comma)
        });
        self.finish(SyntaxKind::Item, mark);
    }

    /// Tokens up to `end`, or up to the first one that `stop` holds for.
    fn gap(&mut self, end: usize, stop: impl Fn(SyntaxKind) -> bool) {
        while self.at < end {
            let (kind, token_end) = gap::token(self.text, self.at, end);
            if stop(kind) {
                return;
            }
            self.token(kind.into(), token_end);
        }
    }

    /// The token up to `end`, which may be empty.
    fn token(&mut self, kind: RawKind, end: usize) {
        let start = self.at.min(end);
        self.children.push(GreenToken::new(kind, &self.text[start..end]).into());
        self.at = end.max(self.at);
    }

    fn finish(&mut self, kind: SyntaxKind, mark: usize) {
        let node = GreenNode::new(kind.into(), self.children.drain(mark..));
        self.children.push(node.into());
    }
}
