//! The open documents.
//!
//! Every method is synchronous and returns owned values: a notification changes the state before its handler first
//! waits, and no guard of the map outlives the method that took it. A reader gets an `Arc` of a whole [`Revision`] and
//! is never in the way of a writer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use dashmap::DashMap;
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url};

use asl_analysis::{Settings, Surroundings};
use asl_syntax::Encoding;

use crate::beside::Beside;
use crate::convert;
use crate::engine::{DocumentKind, Snapshot};
use crate::order::{Arrival, Counting, Order, OutOfStep};
use crate::transport::UNCOUNTED;

/// An analysis that takes longer than this runs beside the session. A shorter one costs less than handing it over.
const INLINE: Duration = Duration::from_millis(1);

/// Bytes of a document whose first analysis is expected to stay within [`INLINE`].
const INLINE_BYTES: u32 = 32 * 1024;

/// One state of one open document.
#[derive(Debug)]
pub struct Revision {
    /// The document, as the client spells it.
    pub uri: Url,
    /// The version that the client gave to this state; `None` when the client does not count.
    pub version: Option<i32>,
    /// The document and all that is derived from it.
    pub snapshot: Snapshot,
    /// What analysing this document costs, shared by all of its revisions.
    pub load: Arc<Load>,
    /// What definitions in other files add to the findings.
    pub(crate) beside: Beside,
    published: AtomicBool,
}

impl Revision {
    /// A file that is not open, as if it were.
    pub fn of_file(uri: Url, snapshot: Snapshot) -> Revision {
        let (load, beside, published) = (Arc::default(), Beside::default(), AtomicBool::new(true));
        Revision { uri, version: None, snapshot, load, beside, published }
    }

    /// True for the first caller only: what is found in this revision is to be published once, and again after
    /// [`Store::unpublish`].
    pub fn claim_publication(&self) -> bool {
        !self.published.swap(true, Ordering::SeqCst)
    }

    /// Whether a question about this revision is answered without a noticeable wait.
    pub fn is_quick(&self) -> bool {
        self.snapshot.is_analysed() || self.expects_quick_analysis()
    }

    /// Whether the analysis is expected to take no longer than handing it to another thread is worth.
    pub fn expects_quick_analysis(&self) -> bool {
        match self.load.last() {
            Some(took) => took <= INLINE,
            None => self.snapshot.text().len() <= INLINE_BYTES,
        }
    }

    /// Whether somebody has claimed the publication.
    pub fn is_published(&self) -> bool {
        self.published.load(Ordering::SeqCst)
    }
}

/// What analysing one document costs, and whether somebody is at it.
#[derive(Debug, Default)]
pub struct Load {
    busy: AtomicBool,
    microseconds: AtomicU64,
}

/// Held by the one task that publishes the findings of a document.
#[derive(Debug)]
pub struct Turn(Arc<Load>);

impl Load {
    /// The turn to publish; `None` while another task has it.
    pub fn turn(self: &Arc<Self>) -> Option<Turn> {
        (!self.busy.swap(true, Ordering::SeqCst)).then(|| Turn(self.clone()))
    }

    /// How long the last analysis took; `None` before the first.
    pub fn last(&self) -> Option<Duration> {
        match self.microseconds.load(Ordering::Relaxed) {
            0 => None,
            microseconds => Some(Duration::from_micros(microseconds)),
        }
    }

    /// Notes how long an analysis took.
    pub fn note(&self, took: Duration) {
        let microseconds = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.microseconds.store(microseconds.max(1), Ordering::Relaxed);
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.busy.store(false, Ordering::SeqCst);
    }
}

/// All open documents of one client.
#[derive(Debug, Default)]
pub struct Store {
    documents: DashMap<Url, Entry>,
    counting: Counting,
    gaps: AtomicU64,
}

#[derive(Debug)]
struct Entry {
    newest: Arc<Revision>,
    order: Order<Vec<TextDocumentContentChangeEvent>>,
    /// The gap that changes wait for.
    gap: Option<Gap>,
}

/// What became of a change.
#[derive(Debug, Default, Eq, PartialEq)]
pub struct Outcome {
    /// There is a newer revision.
    pub changed: bool,
    /// Changes wait behind a gap that is new. Unless it closes, [`Store::give_up_gap`] should be called in time.
    pub gap: Option<Gap>,
    /// The document has just fallen out of step with the client.
    pub out_of_step: Option<OutOfStep>,
}

/// Missing changes that later ones wait for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Gap {
    /// How long to wait for them.
    pub patience: Duration,
    serial: u64,
}

impl Store {
    /// Notes that the client skips versions but keeps its changes in order. See [`Counting::trust_order`].
    pub fn trust_order(&self) {
        self.counting.trust_order();
    }

    /// Opens a document, or opens it again with this text. Of a machine templates say `surroundings`.
    pub fn open(&self, item: TextDocumentItem, settings: &Arc<Settings>, surroundings: Surroundings) {
        let kind = Arc::new(DocumentKind::of_client(&item.language_id, &item.uri, &item.text));
        let version = counted(item.version);
        let key = convert::key(&item.uri);
        let entry = Entry {
            newest: Arc::new(Revision {
                uri: item.uri,
                version,
                snapshot: Snapshot::open(&item.text, &kind, settings, surroundings),
                load: Arc::default(),
                beside: Beside::default(),
                published: AtomicBool::new(false),
            }),
            order: Order::opened(version),
            gap: None,
        };
        self.documents.insert(key, entry);
    }

    /// Forgets a document. Returns whether it was open.
    pub fn close(&self, uri: &Url) -> bool {
        self.documents.remove(&convert::key(uri)).is_some()
    }

    /// Applies the changes of one `didChange`, in their sequence, once all before it are applied. See
    /// [`crate::order`] for what happens when they come in another order.
    pub fn change(
        &self,
        uri: &Url,
        version: i32,
        mut changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> Outcome {
        let Some(mut entry) = self.documents.get_mut(&convert::key(uri)) else {
            tracing::warn!(%uri, "a change of a document that is not open");
            return Outcome::default();
        };
        let whole = changes.iter().rposition(|change| change.range.is_none());
        if let Some(whole) = whole {
            changes.drain(..whole);
        }
        let version = counted(version);
        // Neovim 0.7 repeats the version of its last change with nothing in it before it asks for a completion.
        if changes.is_empty() && entry.order.has_seen(version) {
            return Outcome::default();
        }
        let arrival = entry.order.arrive(&self.counting, version, whole.is_some(), changes);
        self.follow(&mut entry, arrival, encoding)
    }

    /// Applies what waits behind `gap`, if that is still open.
    pub fn give_up_gap(&self, uri: &Url, gap: Gap, encoding: Encoding) -> Outcome {
        match self.documents.get_mut(&convert::key(uri)) {
            Some(mut entry) if entry.gap == Some(gap) => {
                let arrival = entry.order.give_up_gap(&self.counting);
                self.follow(&mut entry, arrival, encoding)
            }
            _ => Outcome::default(),
        }
    }

    fn follow(
        &self,
        entry: &mut Entry,
        arrival: Arrival<Vec<TextDocumentContentChangeEvent>>,
        encoding: Encoding,
    ) -> Outcome {
        let mut outcome = match arrival {
            Arrival::Apply(run) => {
                entry.gap = None;
                entry.apply(run, encoding)
            }
            Arrival::Held | Arrival::Ignored => Outcome::default(),
            Arrival::OutOfStep(reason) => Outcome::lost(reason),
        };
        if !entry.order.is_held() {
            entry.gap = None;
        } else if entry.gap.is_none() {
            outcome.gap = Some(Gap {
                patience: self.counting.patience().unwrap_or_default(),
                serial: self.gaps.fetch_add(1, Ordering::Relaxed),
            });
            entry.gap = outcome.gap;
        }
        outcome
    }

    /// Takes the text that a document was saved with, if the document is out of step. A document in step knows its
    /// text already, and better: a change may have been made since.
    pub fn heal(&self, uri: &Url, saved: &str) -> Outcome {
        match self.documents.get_mut(&convert::key(uri)) {
            Some(mut entry) if entry.order.is_out_of_step() => {
                entry.order.restart();
                let last = &entry.newest.snapshot;
                let snapshot = Snapshot::open(saved, last.kind(), last.settings(), last.surroundings().clone());
                entry.swap(None, snapshot);
                entry.gap = None;
                Outcome::changed()
            }
            _ => Outcome::default(),
        }
    }

    /// Puts every document under other settings.
    pub fn configure(&self, settings: &Arc<Settings>) {
        for mut entry in self.documents.iter_mut() {
            let snapshot = entry.newest.snapshot.under(settings);
            let version = entry.newest.version;
            entry.swap(version, snapshot);
        }
    }

    /// Notes what templates say about a document. Returns whether that is news.
    pub fn surround(&self, uri: &Url, surroundings: Surroundings) -> bool {
        let Some(mut entry) = self.documents.get_mut(&convert::key(uri)) else { return false };
        if *entry.newest.snapshot.surroundings() == surroundings {
            return false;
        }
        let snapshot = entry.newest.snapshot.within(surroundings);
        let version = entry.newest.version;
        entry.swap(version, snapshot);
        true
    }

    /// Notes that what was published of a revision is not what is found in it by now. Returns whether it is the newest of
    /// an open document; an older one is of no interest.
    pub(crate) fn unpublish(&self, revision: &Arc<Revision>) -> bool {
        let newest = self.newest(&revision.uri);
        let is_newest = newest.is_some_and(|newest| Arc::ptr_eq(&newest, revision));
        if is_newest {
            revision.published.store(false, Ordering::SeqCst);
        }
        is_newest
    }

    /// The newest revision of a document; `None` when it is not open, or out of step: an answer from a text that is
    /// not the client's would be wrong, and an edit from it would do harm.
    pub fn newest(&self, uri: &Url) -> Option<Arc<Revision>> {
        let entry = self.documents.get(&convert::key(uri))?;
        (!entry.order.is_out_of_step()).then(|| entry.newest.clone())
    }

    /// Whether a change of the document waits for one before it.
    pub fn is_held(&self, uri: &Url) -> bool {
        let entry = self.documents.get(&convert::key(uri));
        entry.is_some_and(|entry| entry.order.is_held())
    }

    /// Whether a question about any of the open documents is answered without a noticeable wait.
    pub(crate) fn is_quick(&self) -> bool {
        self.documents.iter().all(|entry| entry.newest.is_quick())
    }

    /// Whether all open documents but `uri` are analysed.
    pub(crate) fn is_analysed_but(&self, uri: &Url) -> bool {
        let key = convert::key(uri);
        self.documents.iter().all(|entry| *entry.key() == key || entry.newest.snapshot.is_analysed())
    }

    /// All open documents, as the client spells them.
    pub fn uris(&self) -> Vec<Url> {
        let entries = self.documents.iter();
        entries.map(|entry| entry.newest.uri.clone()).collect()
    }
}

impl Outcome {
    fn changed() -> Self {
        Outcome { changed: true, ..Outcome::default() }
    }

    fn lost(reason: OutOfStep) -> Self {
        Outcome { out_of_step: Some(reason), ..Outcome::default() }
    }
}

impl Entry {
    /// Applies all changes of a run to one copy of the document and takes it as the newest, or takes none of them.
    fn apply(&mut self, run: Vec<(Option<i32>, Vec<TextDocumentContentChangeEvent>)>, encoding: Encoding) -> Outcome {
        let version = run.last().and_then(|(version, _)| *version);
        let changes = run.into_iter().flat_map(|(_, changes)| changes);
        let before = &self.newest.snapshot;
        let dialect = before.document().dialect();
        // A panic in here must not pass for a change that was made.
        let after = catch_unwind(AssertUnwindSafe(|| {
            let mut document = before.document().clone();
            for change in changes {
                if !convert::apply_change(&mut document, change, dialect, encoding) {
                    return Err(OutOfStep::NoSuchRange);
                }
            }
            Ok(before.after(document))
        }));
        match after.unwrap_or(Err(OutOfStep::Panicked)) {
            Ok(snapshot) => {
                self.swap(version, snapshot);
                Outcome::changed()
            }
            Err(reason) => {
                self.order.fall_out_of_step(reason);
                Outcome::lost(reason)
            }
        }
    }

    fn swap(&mut self, version: Option<i32>, snapshot: Snapshot) {
        self.newest = Arc::new(Revision {
            uri: self.newest.uri.clone(),
            version,
            snapshot,
            load: self.newest.load.clone(),
            beside: Beside::default(),
            published: AtomicBool::new(false),
        });
    }
}

fn counted(version: i32) -> Option<i32> {
    (version != UNCOUNTED).then_some(version)
}

#[cfg(test)]
mod tests {
    use tower_lsp::lsp_types::{Position, Range};

    use super::*;

    #[test]
    fn a_change_with_nothing_in_it_may_repeat_a_version() {
        let store = Store::default();
        let uri = Url::parse("file:///order.asl.json").unwrap();
        let opened = TextDocumentItem::new(uri.clone(), "asl".to_owned(), 1, "{}".to_owned());
        store.open(opened, &Arc::default(), Surroundings::default());
        let insertion = |at: u32| {
            let place = Position::new(0, at);
            TextDocumentContentChangeEvent {
                range: Some(Range::new(place, place)),
                range_length: None,
                text: " ".to_owned(),
            }
        };
        let change = |version, changes| store.change(&uri, version, changes, Encoding::Utf16);
        // Held, because 2 to 4 have not come; then given up, and applied.
        let gap = change(5, vec![insertion(1)]).gap.unwrap();
        assert_eq!(change(5, Vec::new()), Outcome::default());
        assert!(store.give_up_gap(&uri, gap, Encoding::Utf16).changed);
        assert_eq!(change(5, Vec::new()), Outcome::default());
        assert!(change(6, vec![insertion(1)]).changed);
        assert_eq!(store.newest(&uri).unwrap().snapshot.text().to_string(), "{  }");
    }
}
