//! Anchors and aliases: which names what.

use std::collections::HashMap;
use std::sync::Arc;

use super::error;
use crate::{Span, SyntaxError, SyntaxErrorKind};

/// An anchor or an alias.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Mark {
    /// Where it stands.
    pub(crate) span: Span,
    /// It as it is written: `&name` or `*name`.
    pub(crate) text: Arc<str>,
}

impl Mark {
    /// Whether it gives the name to what follows.
    pub(crate) fn is_anchor(&self) -> bool {
        self.text.starts_with('&')
    }

    /// The name.
    pub(crate) fn name(&self) -> &str {
        &self.text[1.min(self.text.len())..]
    }
}

/// The index in `marks`, which are in the order of the text, of the anchor that each of them means.
fn anchors(marks: &[Mark]) -> Vec<Option<usize>> {
    let mut last: HashMap<&str, usize> = HashMap::new();
    let mut found = Vec::with_capacity(marks.len());
    for (i, mark) in marks.iter().enumerate() {
        if mark.is_anchor() {
            last.insert(mark.name(), i);
        }
        found.push(last.get(mark.name()).copied());
    }
    found
}

/// The aliases of nothing.
pub(super) fn errors(marks: &[Mark]) -> Vec<SyntaxError> {
    let named = anchors(marks).into_iter().zip(marks);
    let unknown = named.filter(|(anchor, _)| anchor.is_none());
    unknown.map(|(_, mark)| error(SyntaxErrorKind::UnknownAlias, mark.span)).collect()
}

/// The anchor that the anchor or alias at `offset` means, and all aliases that mean it.
pub(crate) fn at(marks: &[Mark], offset: u32) -> Option<(Span, Vec<Span>)> {
    let index = marks.iter().position(|mark| mark.span.touches(offset))?;
    let anchors = anchors(marks);
    let anchor = anchors[index]?;
    let aliases = anchors.iter().enumerate().filter(|(i, meant)| *i != anchor && **meant == Some(anchor));
    Some((marks[anchor].span, aliases.map(|(i, _)| marks[i].span).collect()))
}
