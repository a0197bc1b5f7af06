//! The tree of a document and what is wrong with it.

use std::sync::Arc;

use rowan::{GreenNode, GreenNodeData, GreenToken, NodeOrToken};

use crate::value::{Element, children};
use crate::yaml::{Mark, mark_at};
use crate::{Span, SyntaxError, SyntaxKind, Value};

/// The lossless tree of a document. A clone costs two counters.
///
/// The text of the tree is the document, for every document. The green node is of kind [`SyntaxKind::Root`].
#[derive(Clone, Debug)]
pub struct Tree {
    green: GreenNode,
    errors: Arc<[SyntaxError]>,
    /// The anchors and aliases of YAML.
    marks: Arc<[Mark]>,
    /// How many more openers than closers there are.
    pub(crate) balance: i64,
    /// Whether the layout of the text was evidence when it was parsed.
    pub(crate) layout: bool,
}

/// An anchor of YAML.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Anchor {
    /// Where it stands, as `&name`.
    pub span: Span,
    /// The aliases that mean it, as `*name`, in the order of the text.
    pub aliases: Vec<Span>,
}

impl Tree {
    pub(crate) fn new(green: GreenNode, mut errors: Vec<SyntaxError>, balance: i64, layout: bool) -> Tree {
        errors.sort();
        Tree { green, errors: errors.into(), marks: Arc::from([]), balance, layout }
    }

    /// The tree of a text that is not read: one token.
    pub(crate) fn unread(text: &str) -> Tree {
        let token = NodeOrToken::Token(GreenToken::new(SyntaxKind::Comment.into(), text));
        Tree::new(GreenNode::new(SyntaxKind::Root.into(), [token]), Vec::new(), 0, false)
    }

    /// The same tree with anchors and aliases, which are in the order of the text.
    pub(crate) fn with_marks(self, marks: Vec<Mark>) -> Tree {
        Tree { marks: marks.into(), ..self }
    }

    /// The anchors and aliases of YAML, in the order of the text.
    pub(crate) fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The same tree in nodes that are equal to its own.
    pub(crate) fn with_green(self, green: GreenNode) -> Tree {
        Tree { green, ..self }
    }

    /// The root node.
    pub fn green(&self) -> &GreenNode {
        &self.green
    }

    /// What is wrong, sorted by place.
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }

    /// The anchor of YAML that the anchor or alias at `offset` means, as `&name`, and all aliases that mean it. An alias
    /// means the last anchor of its name before it.
    pub fn anchor(&self, offset: u32) -> Option<Anchor> {
        let (span, aliases) = mark_at(&self.marks, offset)?;
        Some(Anchor { span, aliases })
    }

    /// What `value` stands for, if it is an alias: the value behind its anchor.
    pub fn target(&self, value: Value<'_>) -> Option<Value<'_>> {
        let span = value.span();
        let is_alias = self.marks.iter().any(|mark| mark.span == span && !mark.is_anchor());
        let anchor = mark_at(&self.marks, span.start).filter(|_| is_alias)?.0;
        let (mut node, mut start): (&GreenNodeData, u32) = (&self.green, 0);
        loop {
            let (child, at) = children(node, start).find(|(child, at)| {
                let end = at + text_len(child);
                (*at..end).contains(&anchor.start)
            })?;
            match child {
                NodeOrToken::Node(inner) => (node, start) = (inner, at),
                NodeOrToken::Token(_) => break,
            }
        }
        // Before a key, it names the key.
        let is_entry = !SyntaxKind::of(node.kind()).is_container();
        let mut behind = children(node, start).skip_while(|(_, at)| *at <= anchor.start);
        let found = behind.find(|(child, _)| SyntaxKind::of(child.kind()).is_value())?;
        is_entry.then(|| Value::new(found.0, found.1))
    }

    /// The value that the document is, or `None` if it holds none.
    pub fn root(&self) -> Option<Value<'_>> {
        let mut at = 0;
        for child in self.green.children() {
            if SyntaxKind::of(child.kind()).is_value() {
                return Some(Value::new(child, at));
            }
            at += text_len(&child);
        }
        None
    }
}

/// The length of `element` in bytes.
pub(crate) fn text_len(element: &Element<'_>) -> u32 {
    match element {
        NodeOrToken::Node(node) => node.text_len().into(),
        NodeOrToken::Token(token) => token.text_len().into(),
    }
}
