//! The machines and templates of the workspace: an index of what is on disk, kept fresh, under what is open.
//!
//! The disk is read on other threads only, and nobody waits for it but those who ask about the whole workspace. What is
//! open always wins over what is on disk.

mod fuzzy;
mod record;
mod walk;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use asl_analysis::{Settings, Surroundings};
use tokio::sync::Notify;
use tokio::sync::futures::Notified;
use tower_lsp::lsp_types::{SymbolInformation, Url};

use crate::client::Features;
use crate::convert::{self, Page};
use crate::store::{Revision, Store};
use record::Record;
pub(crate) use record::{definition, machines_in, plain, resolve, said_by, template};
use walk::Stamp;

/// The globs of the files that are worth a notice when they change on disk.
pub(crate) const WATCHED: &[&str] = &["**/*.{asl,json,jsonc,yaml,yml,tf,tofu}"];

/// How old knowledge of the disk may be, where the client does not tell of changes.
const FRESH: Duration = Duration::from_secs(2);

/// What was read so shortly ago is not read again for a question that has waited for it.
const JUST_NOW: Duration = Duration::from_millis(100);

/// The symbols that one question gets at most.
const MOST_SYMBOLS: usize = 1000;

/// The definitions on disk that are remembered at most.
const MOST_DEFINITIONS: usize = 64;

/// What is known of the workspace.
#[derive(Debug, Default)]
pub struct Workspace {
    folders: RwLock<Vec<PathBuf>>,
    files: RwLock<HashMap<PathBuf, File>>,
    /// Whether the client tells when files change.
    watched: AtomicBool,
    /// When the disk was read last; held while it is being read.
    checked: Mutex<Option<Instant>>,
    /// Definitions that templates were asked together with.
    definitions: Mutex<HashMap<PathBuf, (Stamp, Arc<Revision>)>>,
    /// Told whenever the index has changed.
    changed: Notify,
}

#[derive(Clone, Debug)]
struct File {
    stamp: Stamp,
    record: Option<Arc<Record>>,
}

impl Workspace {
    /// Takes the folders of the workspace. What is outside of them is forgotten with the next reading.
    pub(crate) fn set_folders(&self, folders: Vec<PathBuf>) {
        *self.folders.write().unwrap_or_else(PoisonError::into_inner) = folders;
    }

    /// Adds and takes away folders.
    pub(crate) fn change_folders(&self, added: Vec<PathBuf>, removed: &[PathBuf]) {
        let mut folders = self.folders.write().unwrap_or_else(PoisonError::into_inner);
        folders.retain(|folder| !removed.contains(folder));
        folders.extend(added);
    }

    /// Notes that the client tells when files change.
    pub(crate) fn note_watched(&self) {
        self.watched.store(true, Ordering::Relaxed);
    }

    /// Whether the knowledge of the disk may be out of date.
    pub(crate) fn is_stale(&self) -> bool {
        // Whoever asks while it is being read has to wait for what is read.
        let Ok(checked) = self.checked.try_lock() else { return true };
        checked.is_none_or(|at| !self.watched.load(Ordering::Relaxed) && at.elapsed() > FRESH)
    }

    /// Reads what is new on disk, unless that has just been done. Returns whether the index has changed.
    pub(crate) fn freshen(&self, features: &Features) -> bool {
        let mut checked = self.checked.lock().unwrap_or_else(PoisonError::into_inner);
        if checked.is_some_and(|at| at.elapsed() < JUST_NOW) {
            return false;
        }
        self.read_all(&mut checked, features)
    }

    /// Reads what is new on disk. Returns whether the index has changed.
    pub(crate) fn read(&self, features: &Features) -> bool {
        self.read_all(&mut self.checked.lock().unwrap_or_else(PoisonError::into_inner), features)
    }

    fn read_all(&self, checked: &mut Option<Instant>, features: &Features) -> bool {
        let folders = self.folders.read().unwrap_or_else(PoisonError::into_inner).clone();
        let before = self.files.read().unwrap_or_else(PoisonError::into_inner).clone();
        let mut after = HashMap::new();
        let mut differs = false;
        for (path, stamp) in walk::files(&folders) {
            let known = before.get(&path).filter(|file| file.stamp == stamp).cloned();
            let file = known.unwrap_or_else(|| {
                differs = true;
                File { stamp, record: Record::read(&path, features).map(Arc::new) }
            });
            after.insert(path, file);
        }
        differs |= before.keys().any(|path| !after.contains_key(path));
        *self.files.write().unwrap_or_else(PoisonError::into_inner) = after;
        *checked = Some(Instant::now());
        if differs {
            self.changed.notify_waiters();
        }
        differs
    }

    /// Reads these files or folders again, which have changed on disk.
    pub(crate) fn read_again(&self, paths: &[PathBuf], features: &Features) {
        // A reading of everything may have seen them as they were before.
        let _reading = self.checked.lock().unwrap_or_else(PoisonError::into_inner);
        for path in paths {
            let file = Stamp::of(path).map(|stamp| File { stamp, record: Record::read(path, features).map(Arc::new) });
            let mut files = self.files.write().unwrap_or_else(PoisonError::into_inner);
            match file {
                Some(file) => {
                    files.insert(path.clone(), file);
                }
                None => files.retain(|known, _| !known.starts_with(path)),
            }
        }
        self.changed.notify_waiters();
    }

    /// Is ready when the index has changed, from now on.
    pub(crate) fn changes(&self) -> Notified<'_> {
        self.changed.notified()
    }

    /// Tells whoever waits for [`Workspace::changes`] that there is news of another kind.
    pub(crate) fn note_change(&self) {
        self.changed.notify_waiters();
    }

    fn records(&self) -> Vec<Arc<Record>> {
        let files = self.files.read().unwrap_or_else(PoisonError::into_inner);
        let mut records: Vec<Arc<Record>> = files.values().filter_map(|file| file.record.clone()).collect();
        records.sort_by(|a, b| a.uri.cmp(&b.uri));
        records
    }

    /// The templates of the workspace: those that are open as they are there, the others as they are on disk.
    pub(crate) fn templates(&self, store: &Store) -> Vec<Arc<Revision>> {
        self.templates_of(store, |_| true)
    }

    /// The same without open documents of which it takes work to say whether they are templates.
    pub(crate) fn known_templates(&self, store: &Store) -> Vec<Arc<Revision>> {
        self.templates_of(store, |revision| revision.snapshot.is_analysed())
    }

    fn templates_of(&self, store: &Store, wanted: impl Fn(&Revision) -> bool) -> Vec<Arc<Revision>> {
        let mut open = HashSet::new();
        let mut found = Vec::new();
        for uri in store.uris() {
            open.insert(convert::key(&uri));
            let Some(revision) = store.newest(&uri).filter(|revision| wanted(revision)) else { continue };
            if revision.snapshot.parts().located().is_some() {
                found.push(revision);
            }
        }
        let on_disk = self.records().into_iter().filter_map(|record| record.template.clone());
        found.extend(on_disk.filter(|template| !open.contains(&convert::key(&template.uri))));
        found
    }

    /// The definition in a file: as it is open, or as it is on disk.
    pub(crate) fn definition(&self, store: &Store, path: &Path) -> Option<Arc<Revision>> {
        let uri = convert::to_uri(path)?;
        if let Some(revision) = store.newest(&uri) {
            return Some(revision);
        }
        let stamp = Stamp::of(path)?;
        let mut read = self.definitions.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, revision)) = read.get(path)
            && *known == stamp
        {
            return Some(revision.clone());
        }
        let revision = Arc::new(record::revision(path, &Arc::default(), Surroundings::default())?);
        if read.len() >= MOST_DEFINITIONS {
            read.clear();
        }
        read.insert(path.to_owned(), (stamp, revision.clone()));
        Some(revision)
    }

    /// What the templates say about the definition in a file.
    pub(crate) fn surroundings(templates: &[Arc<Revision>], uri: &Url) -> Surroundings {
        let Ok(path) = uri.to_file_path() else { return Surroundings::default() };
        let said = templates.iter().filter_map(|template| record::surroundings(template, &path));
        said.reduce(Surroundings::merged).unwrap_or_default()
    }

    /// The machines and states whose names are like `query`, the most alike first.
    pub fn symbols(&self, store: &Store, features: &Features, query: &str) -> Vec<SymbolInformation> {
        let mut open = HashSet::new();
        let mut found: Vec<(u32, SymbolInformation)> = Vec::new();
        let mut take = |symbol: SymbolInformation| {
            found.extend(fuzzy::distance(query, &symbol.name).map(|distance| (distance, symbol)));
        };
        for uri in store.uris() {
            open.insert(convert::key(&uri));
            let Some(revision) = store.newest(&uri) else { continue };
            convert::symbol::of_workspace(Page { revision: &revision, features }).into_iter().for_each(&mut take);
        }
        for record in self.records() {
            if !open.contains(&convert::key(&record.uri)) {
                record.symbols.iter().cloned().for_each(&mut take);
            }
        }
        found.sort_by_key(|(distance, _)| *distance);
        found.truncate(MOST_SYMBOLS);
        found.into_iter().map(|(_, symbol)| symbol).collect()
    }

    /// The files of the workspace that are not open, as if they were: each is read, and dropped when it was looked at.
    pub(crate) fn closed(&self, store: &Store) -> Vec<Url> {
        let open: HashSet<Url> = store.uris().iter().map(convert::key).collect();
        let records = self.records().into_iter().map(|record| record.uri.clone());
        records.filter(|uri| !open.contains(&convert::key(uri))).collect()
    }

    /// A file of the workspace as if it were open.
    pub(crate) fn revision(path: &Path, settings: &Arc<Settings>, surroundings: Surroundings) -> Option<Revision> {
        record::revision(path, settings, surroundings)
    }
}
