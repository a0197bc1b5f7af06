//! The seam to the analysis: the only module of this crate that knows how a document becomes findings.
//!
//! A [`Snapshot`] is immutable. Whatever is derived from it is computed at most once and shared by everyone who holds
//! it: first the [`Parts`], which are the machines that the document is or holds, then what is found in them.

mod kind;
mod parts;

use std::sync::{Arc, OnceLock};

use asl_analysis::{Settings, Surroundings};
use asl_syntax::{Document, Text};

pub use kind::DocumentKind;
pub(crate) use parts::difference;
pub use parts::{Part, Parts};

/// One state of one document, under one set of settings.
#[derive(Debug)]
pub struct Snapshot {
    document: Document,
    kind: Arc<DocumentKind>,
    settings: Arc<Settings>,
    /// What a template says about the machine that the document is.
    surroundings: Surroundings,
    /// The newest parts of an earlier state: what an edit left alone is taken over from them.
    earlier: Option<Arc<Parts>>,
    parts: OnceLock<Arc<Parts>>,
}

impl Snapshot {
    /// The first snapshot of a document, or one after all of its text was replaced.
    pub fn open(text: &str, kind: &Arc<DocumentKind>, settings: &Arc<Settings>, surroundings: Surroundings) -> Self {
        Snapshot {
            document: Document::new(text, kind.dialect()),
            kind: kind.clone(),
            settings: settings.clone(),
            surroundings,
            earlier: None,
            parts: OnceLock::new(),
        }
    }

    /// The snapshot after the edits that made `document` out of this one's document.
    pub fn after(&self, document: Document) -> Self {
        Snapshot {
            document,
            kind: self.kind.clone(),
            settings: self.settings.clone(),
            surroundings: self.surroundings.clone(),
            earlier: self.parts.get().or(self.earlier.as_ref()).cloned(),
            parts: OnceLock::new(),
        }
    }

    /// The same document under other settings.
    pub fn under(&self, settings: &Arc<Settings>) -> Self {
        Snapshot {
            document: self.document.clone(),
            kind: self.kind.clone(),
            settings: settings.clone(),
            surroundings: self.surroundings.clone(),
            earlier: None,
            parts: OnceLock::new(),
        }
    }

    /// The same document, of which templates say something else.
    pub fn within(&self, surroundings: Surroundings) -> Self {
        Snapshot { surroundings, ..self.after(self.document.clone()) }
    }

    /// What a template says about the machine that the document is.
    pub fn surroundings(&self) -> &Surroundings {
        &self.surroundings
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The text of the document.
    pub fn text(&self) -> &Text {
        self.document.text()
    }

    /// What its name and its language say about the document.
    pub fn kind(&self) -> &Arc<DocumentKind> {
        &self.kind
    }

    /// The settings that the findings are judged by.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    /// The machines of the document. Computed once, on the thread of the first caller.
    pub fn parts(&self) -> &Parts {
        self.parts.get_or_init(|| {
            let rules = self.settings.selection();
            Arc::new(Parts::of(&self.document, &self.kind, &rules, &self.surroundings, self.earlier.as_deref()))
        })
    }

    /// Whether [`Snapshot::parts`] has nothing left to compute.
    pub fn is_analysed(&self) -> bool {
        self.parts.get().is_some()
    }

    /// Whether nothing is left to compute of what is found in the parts.
    pub fn has_findings(&self) -> bool {
        self.parts.get().is_some_and(|parts| parts.has_findings())
    }
}
