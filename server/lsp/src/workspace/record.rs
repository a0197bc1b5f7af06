//! What is known of one file or open document of the workspace.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use asl_analysis::{Settings, Surroundings};
use asl_hosts::{Definition, Machine};
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
    pub(super) template: Option<Arc<Revision>>,
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
        let (uri, is_template) = (revision.uri.clone(), parts.located().is_some());
        Some(Record { uri, symbols, template: is_template.then(|| Arc::new(revision)) })
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

/// The machines of a template whose definition is in the file `path`, with their numbers.
pub(crate) fn machines_in<'a>(
    template: &'a Revision,
    path: &'a Path,
) -> impl Iterator<Item = (usize, &'a Machine)> + use<'a> {
    let machines = template.snapshot.parts().machines().map(|(machine, _)| machine).enumerate();
    machines.filter(move |(_, machine)| match &machine.definition {
        Definition::File(file) => resolve(template, &file.path).is_some_and(|file| file == path),
        Definition::Embedded(_) | Definition::Unknown => false,
    })
}

/// The file that a template calls `path`.
pub(crate) fn resolve(template: &Revision, path: &str) -> Option<PathBuf> {
    let own = template.uri.to_file_path().ok()?;
    Some(plain(&own.parent()?.join(path)))
}

/// The template that a file is, if it is one.
pub(crate) fn template(path: &Path) -> Option<Revision> {
    revision(path, &Arc::default(), Surroundings::default()).filter(|it| it.snapshot.parts().located().is_some())
}

/// The definition that is in a file.
pub(crate) fn definition(path: &Path) -> Option<Revision> {
    revision(path, &Arc::default(), Surroundings::default())
}

/// What a template says about the definitions in the files that it names.
pub(crate) fn said_by(template: &Revision) -> Vec<(PathBuf, Surroundings)> {
    let Some(located) = template.snapshot.parts().located() else { return Vec::new() };
    let said = |machine: &Machine| match &machine.definition {
        Definition::File(file) => Some((resolve(template, &file.path)?, Surroundings::of(located, machine))),
        Definition::Embedded(_) | Definition::Unknown => None,
    };
    located.machines.iter().filter_map(said).collect()
}

/// What a template says about the definition in the file `path`.
pub(super) fn surroundings(template: &Revision, path: &Path) -> Option<Surroundings> {
    let located = template.snapshot.parts().located()?;
    machines_in(template, path).map(|(_, machine)| Surroundings::of(located, machine)).reduce(Surroundings::merged)
}

/// A path without `.` and `..`, as far as they can be followed without the disk.
pub(crate) fn plain(path: &Path) -> PathBuf {
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
        check("/project/./a.asl.json", "/project/a.asl.json");
        check("/project/infra/../flows/a.asl.json", "/project/flows/a.asl.json");
        check("/../a", "/a");
    }
}
