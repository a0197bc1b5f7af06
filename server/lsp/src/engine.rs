//! The seam to the analysis: the only module of this crate that knows how a document becomes findings.
//!
//! A [`Snapshot`] is immutable. Whatever is derived from it is computed at most once and shared by everyone who holds
//! it.

use std::sync::{Arc, OnceLock};

use asl_analysis::{Analysis, Finding, Intent, Settings};
use asl_syntax::{Dialect, Document, Text};
use tower_lsp::lsp_types::Url;

/// One state of one document, under one set of settings.
#[derive(Debug)]
pub struct Snapshot {
    document: Document,
    intent: Intent,
    settings: Arc<Settings>,
    /// The newest analysis of an earlier state: what an edit left alone is taken over from it.
    earlier: Option<Arc<Analysis>>,
    analysis: OnceLock<Arc<Analysis>>,
}

impl Snapshot {
    /// The first snapshot of a document, or one after all of its text was replaced.
    pub fn open(text: &str, dialect: Dialect, intent: Intent, settings: &Arc<Settings>) -> Self {
        Snapshot {
            document: Document::new(text, dialect),
            intent,
            settings: settings.clone(),
            earlier: None,
            analysis: OnceLock::new(),
        }
    }

    /// The snapshot after the edits that made `document` out of this one's document.
    pub fn after(&self, document: Document) -> Self {
        Snapshot {
            document,
            intent: self.intent,
            settings: self.settings.clone(),
            earlier: self.analysis.get().or(self.earlier.as_ref()).cloned(),
            analysis: OnceLock::new(),
        }
    }

    /// The same document under other settings.
    pub fn under(&self, settings: &Arc<Settings>) -> Self {
        Snapshot {
            document: self.document.clone(),
            intent: self.intent,
            settings: settings.clone(),
            earlier: None,
            analysis: OnceLock::new(),
        }
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The text of the document.
    pub fn text(&self) -> &Text {
        self.document.text()
    }

    /// Whether the document is certainly meant as a machine.
    pub fn intent(&self) -> Intent {
        self.intent
    }

    /// The settings that the findings are judged by.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    /// What the document means. Computed once, on the thread of the first caller.
    pub fn analysis(&self) -> &Analysis {
        self.analysis.get_or_init(|| {
            let document = self.document.clone();
            Arc::new(match &self.earlier {
                Some(earlier) => earlier.next(document),
                None => Analysis::with_rules(document, self.intent, self.settings.selection()),
            })
        })
    }

    /// Whether [`Snapshot::analysis`] has nothing left to compute.
    pub fn is_analysed(&self) -> bool {
        self.analysis.get().is_some()
    }

    /// All findings that the settings let speak, in the order of the text.
    pub fn findings(&self) -> &[Finding] {
        self.analysis().findings()
    }

    /// Whether [`Snapshot::findings`] has nothing left to compute.
    pub fn has_findings(&self) -> bool {
        self.analysis.get().is_some_and(|analysis| analysis.has_findings())
    }
}

/// How to read a document, by the language the client says it is in and by the name of the file.
pub fn dialect(language_id: &str, uri: &Url) -> Dialect {
    let language = language_id.to_ascii_lowercase();
    let path = uri.path().to_ascii_lowercase();
    let named_yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    if language.contains("yaml") || (named_yaml && !language.contains("json")) { Dialect::Yaml } else { Dialect::Json }
}

/// Whether the language or the name of the file says that a document is a state machine.
pub fn intent(language_id: &str, uri: &Url) -> Intent {
    let language = language_id.to_ascii_lowercase();
    let path = uri.path().to_ascii_lowercase();
    let by_name = [".asl", ".asl.json", ".asl.yaml", ".asl.yml"].iter().any(|end| path.ends_with(end));
    if by_name || matches!(language.as_str(), "asl" | "asl-yaml" | "asl-json") {
        Intent::Machine
    } else {
        Intent::Detect
    }
}
