//! What is known of one file or open document of the workspace.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use asl_analysis::{Settings, Surroundings};
use asl_hosts::{Definition, Located, Machine};
use asl_syntax::Document;
use tower_lsp::lsp_types::{SymbolInformation, Url};

use super::walk::{self, Stamp};
use crate::client::Features;
use crate::convert::{self, Page};
use crate::engine::{DocumentKind, Snapshot};
use crate::store::Revision;

/// A file of the workspace that is a machine or holds some.
#[derive(Debug)]
pub(super) struct Record {
    /// The file.
    pub(super) uri: Url,
    /// Its machines and their states.
    pub(super) symbols: Vec<SymbolInformation>,
    /// What it holds, if it is a template.
    pub(super) template: Option<Arc<Template>>,
}

/// A template.
#[derive(Debug)]
pub struct Template {
    /// The template, as the client spells it if it has it open.
    pub uri: Url,
    /// The version of its text, if it is open.
    pub version: Option<i32>,
    /// Its text.
    pub document: Document,
    /// What is in it.
    pub located: Arc<Located>,
}

impl Record {
    /// Reads a file; `None` when it is neither a machine nor a template.
    pub(super) fn read(path: &Path, features: &Features) -> Option<Record> {
        let revision = revision(path, &Arc::default(), Surroundings::default())?;
        let parts = revision.snapshot.parts();
        if parts.located().is_none() && parts.iter().next().is_none() {
            return None;
        }
        let page = Page { revision: &revision, features };
        let symbols = convert::symbol::of_workspace(page);
        Some(Record { uri: revision.uri.clone(), symbols, template: Template::of(&revision).map(Arc::new) })
    }
}

/// A file as if it were open; `None` for one that cannot be read, or without the words of any machine.
pub(super) fn revision(path: &Path, settings: &Arc<Settings>, surroundings: Surroundings) -> Option<Revision> {
    Stamp::of(path)?;
    let text = std::fs::read_to_string(path).ok().filter(|text| walk::may_hold(text))?;
    let uri = convert::to_uri(path)?;
    let kind = DocumentKind::of_path(uri.path())?;
    let snapshot = Snapshot::open(&text, &Arc::new(kind), settings, surroundings);
    Some(Revision::of_file(uri, snapshot))
}

impl Template {
    /// The template that a document is.
    pub fn of(revision: &Revision) -> Option<Template> {
        let located = revision.snapshot.parts().located()?.clone();
        let document = revision.snapshot.document().clone();
        Some(Template { uri: revision.uri.clone(), version: revision.version, document, located })
    }

    /// The machines whose definition is in the file `path`.
    pub fn machines_in<'a>(&'a self, path: &'a Path) -> impl Iterator<Item = &'a Machine> {
        let is_there = move |machine: &&Machine| match &machine.definition {
            Definition::File(file) => self.resolve(&file.path).is_some_and(|file| file == path),
            Definition::Embedded(_) | Definition::Unknown => false,
        };
        self.located.machines.iter().filter(is_there)
    }

    /// The file that the template calls `path`.
    pub fn resolve(&self, path: &str) -> Option<PathBuf> {
        let own = self.uri.to_file_path().ok()?;
        Some(plain(&own.parent()?.join(path)))
    }

    /// What the template says about the definition in the file `path`.
    pub(super) fn surroundings(&self, path: &Path) -> Option<Surroundings> {
        self.machines_in(path).map(|machine| Surroundings::of(&self.located, machine)).reduce(Surroundings::merged)
    }
}

/// A path without `.` and `..`, as far as they can be followed without the disk.
pub(super) fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::plain;

    #[test]
    fn a_path_is_followed() {
        let check = |path: &str, expected: &str| assert_eq!(plain(Path::new(path)), Path::new(expected));
        check("/work/./a.asl.json", "/work/a.asl.json");
        check("/work/infra/../flows/a.asl.json", "/work/flows/a.asl.json");
        check("/../a", "/a");
    }
}
