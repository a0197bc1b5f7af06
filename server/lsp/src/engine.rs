//! The seam to the analysis: the only module of this crate that knows how a document becomes findings.
//!
//! A [`Snapshot`] is immutable. Whatever is derived from it is computed at most once and shared by everyone who holds
//! it.

use std::sync::{Arc, OnceLock};

use asl_syntax::{Dialect, Document, Span, Text};
use serde_json::Value;
use tower_lsp::lsp_types::Url;

/// One state of one document, under one set of settings.
#[derive(Debug)]
pub struct Snapshot {
    document: Document,
    settings: Arc<Settings>,
    findings: OnceLock<Vec<Finding>>,
}

/// The settings of the client's section `asl`.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Settings {
    /// How much is logged; `None` leaves what the command line says.
    pub log_level: Option<String>,
}

/// Something to tell about a document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    /// The smallest true place.
    pub span: Span,
    /// A place that has to do with it.
    pub related: Option<Span>,
    /// The stable code.
    pub code: &'static str,
    /// What is told.
    pub message: String,
}

impl Settings {
    /// Reads the section; what is missing or of another type keeps its default.
    pub fn from_section(section: &Value) -> Self {
        Settings { log_level: section["logLevel"].as_str().map(str::to_owned) }
    }
}

impl Snapshot {
    /// The first snapshot of a document, or one after all of its text was replaced.
    pub fn open(text: &str, dialect: Dialect, settings: &Arc<Settings>) -> Self {
        Snapshot::of(Document::new(text, dialect), settings)
    }

    /// The snapshot after the edits that made `document` out of this one's document.
    pub fn after(&self, document: Document) -> Self {
        Snapshot::of(document, &self.settings)
    }

    /// The same document under other settings.
    pub fn under(&self, settings: &Arc<Settings>) -> Self {
        Snapshot::of(self.document.clone(), settings)
    }

    fn of(document: Document, settings: &Arc<Settings>) -> Self {
        Snapshot { document, settings: settings.clone(), findings: OnceLock::new() }
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The text of the document.
    pub fn text(&self) -> &Text {
        self.document.text()
    }

    /// The settings that the findings are made under.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    /// All findings, in the order of the text. Computed once, on the thread of the first caller.
    pub fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| find(&self.document))
    }

    /// Whether [`Snapshot::findings`] has nothing left to compute.
    pub fn has_findings(&self) -> bool {
        self.findings.get().is_some()
    }
}

fn find(document: &Document) -> Vec<Finding> {
    let errors = document.tree().errors().iter();
    errors
        .map(|error| Finding {
            span: error.span,
            related: error.related,
            code: "syntax",
            message: format!("{:?}", error.kind),
        })
        .collect()
}

/// The dialect of a document, by the language the client says it is in and by the name of the file.
pub fn dialect(language_id: &str, uri: &Url) -> Dialect {
    let language = language_id.to_ascii_lowercase();
    let path = uri.path().to_ascii_lowercase();
    let named_yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    if language.contains("yaml") || (named_yaml && !language.contains("json")) { Dialect::Yaml } else { Dialect::Json }
}
