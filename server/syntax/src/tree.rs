//! The tree of a document and what is wrong with it.

use std::sync::Arc;

use rowan::{GreenNode, GreenToken, NodeOrToken};

use crate::value::Element;
use crate::{SyntaxError, SyntaxKind, Value};

/// The lossless tree of a document. A clone costs two counters.
///
/// The text of the tree is the document, for every document. The green node is of kind [`SyntaxKind::Root`].
#[derive(Clone, Debug)]
pub struct Tree {
    green: GreenNode,
    errors: Arc<[SyntaxError]>,
    /// How many more openers than closers there are.
    pub(crate) balance: i64,
    /// Whether the layout of the text was evidence when it was parsed.
    pub(crate) layout: bool,
}

impl Tree {
    pub(crate) fn new(green: GreenNode, mut errors: Vec<SyntaxError>, balance: i64, layout: bool) -> Tree {
        errors.sort();
        Tree { green, errors: errors.into(), balance, layout }
    }

    /// The tree of a text that is not read: one token.
    pub(crate) fn unread(text: &str) -> Tree {
        let token = NodeOrToken::Token(GreenToken::new(SyntaxKind::Comment.into(), text));
        Tree::new(GreenNode::new(SyntaxKind::Root.into(), [token]), Vec::new(), 0, false)
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
