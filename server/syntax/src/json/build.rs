//! Puts green nodes together from the inside out.

use rowan::{GreenNode, GreenToken, NodeOrToken};

use crate::SyntaxKind;

type Element = NodeOrToken<GreenNode, GreenToken>;

/// The longest token text that is worth sharing.
const SHARED: usize = 40;

/// The children of every node that is open, one after another, and tokens seen before, to be shared.
pub(super) struct Builder {
    pub(super) children: Vec<Element>,
    tokens: Vec<Option<GreenToken>>,
    keys: Vec<Option<GreenNode>>,
}

impl Builder {
    /// A builder that remembers about `slots` (a power of two) tokens.
    pub(super) fn new(slots: usize) -> Builder {
        Builder { children: Vec::new(), tokens: vec![None; slots], keys: vec![None; slots] }
    }

    /// Where the next child goes; hand it to [`Builder::finish`].
    pub(super) fn mark(&self) -> usize {
        self.children.len()
    }

    pub(super) fn token(&mut self, kind: SyntaxKind, text: &str) {
        let token = self.shared(kind, text).1;
        self.children.push(token.into());
    }

    /// A `Key` node around one token.
    pub(super) fn key(&mut self, kind: SyntaxKind, text: &str) {
        let (slot, token) = self.shared(kind, text);
        if let Some(slot) = slot
            && let Some(key) = &self.keys[slot]
            && matches!(key.children().next(), Some(NodeOrToken::Token(old)) if std::ptr::eq(old, &*token))
        {
            self.children.push(key.clone().into());
            return;
        }
        let key = GreenNode::new(SyntaxKind::Key.into(), [NodeOrToken::Token(token)]);
        if let Some(slot) = slot {
            self.keys[slot] = Some(key.clone());
        }
        self.children.push(key.into());
    }

    /// Adds nodes and tokens of another tree.
    pub(super) fn extend<'t>(&mut self, elements: impl Iterator<Item = crate::value::Element<'t>>) {
        self.children.extend(elements.map(|element| element.to_owned()));
    }

    /// Makes one node of all children from `mark` on.
    pub(super) fn finish(&mut self, kind: SyntaxKind, mark: usize) {
        let node = GreenNode::new(kind.into(), self.children.drain(mark..));
        self.children.push(node.into());
    }

    /// Whether the children from `mark` on, but for the first `upto` of them, are those of `node`.
    pub(super) fn is_same_from(&self, mark: usize, node: &GreenNode, upto: usize) -> bool {
        let now = &self.children[mark..];
        let pairs = now.iter().zip(node.children()).skip(upto);
        now.len() == node.children().len()
            && pairs
                .into_iter()
                .all(|pair| matches!(pair, (NodeOrToken::Token(new), NodeOrToken::Token(old)) if **new == *old))
    }

    /// Puts `node` in the place of all children from `mark` on.
    pub(super) fn put_back(&mut self, mark: usize, node: GreenNode) {
        self.children.truncate(mark);
        self.children.push(node.into());
    }

    fn shared(&mut self, kind: SyntaxKind, text: &str) -> (Option<usize>, GreenToken) {
        if text.len() > SHARED {
            return (None, GreenToken::new(kind.into(), text));
        }
        let slot = hash(text) as usize & (self.tokens.len() - 1);
        if let Some(token) = &self.tokens[slot]
            && token.kind() == kind.into()
            && token.text() == text
        {
            return (Some(slot), token.clone());
        }
        let token = GreenToken::new(kind.into(), text);
        self.tokens[slot] = Some(token.clone());
        (Some(slot), token)
    }
}

fn hash(text: &str) -> u64 {
    const FACTOR: u64 = 0x517c_c1b7_2722_0a95;
    let mut hash = text.len() as u64;
    for chunk in text.as_bytes().chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(FACTOR);
    }
    hash >> 40
}
