//! A document: its text and its tree, which change together.

use crate::{Span, Text, Tree, json, yaml};

/// The notation that a document is written in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Dialect {
    /// JSON.
    #[default]
    Json,
    /// YAML.
    Yaml,
    /// A notation that is not read here: its documents have a text and an empty tree.
    Text,
}

/// A text and the tree of it. A clone costs a few counters.
#[derive(Clone, Debug)]
pub struct Document {
    text: Text,
    tree: Tree,
    dialect: Dialect,
}

/// What an edit parsed again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reparsed {
    /// The stretch of the new text that was read. The tree outside of it is the one from before.
    pub span: Span,
}

impl Document {
    /// The document that `text` is.
    pub fn new(text: &str, dialect: Dialect) -> Document {
        Document { text: Text::new(text), tree: parse(text, dialect), dialect }
    }

    /// Puts `new` in the place of what stands in `span` (widened to whole characters, cut at the end of the text). The
    /// tree is then the one that [`Document::new`] gives for the new text; what the edit does not touch keeps its
    /// green nodes.
    pub fn edit(&mut self, span: Span, new: &str) -> Reparsed {
        let span = self.text.clamp(span);
        let old = self.text.clone();
        self.text.replace(span, new);
        let edit = json::Edit { old: &old, new: &self.text, removed: span, inserted: new.len() as u32 };
        let part = match self.dialect {
            Dialect::Json => json::reparse(&self.tree, &edit),
            Dialect::Yaml => Some(yaml::reparse(&self.tree, &self.text, span, new.len() as u32)),
            Dialect::Text => None,
        };
        let (tree, span) = part.unwrap_or_else(|| {
            let whole = Span::new(0, self.text.len());
            (parse(&self.text.to_string(), self.dialect), whole)
        });
        self.tree = tree;
        Reparsed { span }
    }

    /// The text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The tree.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The notation.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }
}

fn parse(text: &str, dialect: Dialect) -> Tree {
    match dialect {
        Dialect::Json => json::parse(text),
        Dialect::Yaml => yaml::parse(text),
        Dialect::Text => Tree::unread(text),
    }
}
