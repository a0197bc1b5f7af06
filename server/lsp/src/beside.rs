//! What is found in a template about definitions in other files, and whether that is still so.
//!
//! A template is told what was found when it changes itself. When a definition changes, the templates that name it are
//! asked again, and told again only where that gives something else: so no two files can keep each other busy.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use asl_analysis::Finding;
use tower_lsp::lsp_types::Url;

use crate::convert;
use crate::deployment;
use crate::state::State;
use crate::store::Revision;
use crate::workspace;

/// What was last found in a revision about definitions in other files.
#[derive(Debug, Default)]
pub(crate) struct Beside(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    /// `None` until somebody has asked.
    findings: Option<Vec<Finding>>,
    /// A definition has changed since somebody began to ask.
    outdated: bool,
}

/// What is found by now in a template about definitions in other files, to be told. Reads files; where one of them
/// changes meanwhile, they are read again.
pub(crate) fn of(state: &State, template: &Arc<Revision>) -> Vec<Finding> {
    let known = || template.beside.0.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        known().outdated = false;
        let findings = ask(state, template);
        let mut known = known();
        if !known.outdated {
            known.findings = Some(findings.clone());
            return findings;
        }
    }
}

/// Definitions that have changed, until the templates that name them have been asked again.
#[derive(Debug, Default)]
pub(crate) struct Changed {
    definitions: Mutex<HashSet<PathBuf>>,
    /// Whose turn it is to ask.
    turn: tokio::sync::Mutex<()>,
}

/// Open templates that name files.
#[derive(Debug, Default)]
pub(crate) struct Naming(Mutex<HashSet<Url>>);

impl Naming {
    /// Takes a look at the newest revision of a document. Returns whether it names files or has named some, so that
    /// these have to know.
    pub(crate) fn note(&self, revision: &Revision) -> bool {
        let names_files = revision.snapshot.parts().names_files();
        let mut naming = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match names_files {
            true => {
                naming.insert(convert::key(&revision.uri));
                true
            }
            false => naming.remove(&convert::key(&revision.uri)),
        }
    }

    fn is_empty(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// Forgets a document. Returns whether it has named files.
    pub(crate) fn forget(&self, uri: &Url) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&convert::key(uri))
    }
}

impl State {
    /// Asks the templates that name a definition again, which has changed in an open document. Of several such calls
    /// that come while templates are being asked, one goes on.
    pub(crate) async fn ask_templates(self: Arc<Self>, definition: PathBuf) {
        // Of templates that are not open only those who ask for it hear.
        if self.naming.is_empty() && !self.features().pull_diagnostics {
            return;
        }
        let changed = || self.changed.definitions.lock().unwrap_or_else(PoisonError::into_inner);
        let is_first = {
            let mut changed = changed();
            let was_empty = changed.is_empty();
            changed.insert(definition);
            was_empty
        };
        if !is_first {
            return;
        }
        let _turn = self.changed.turn.lock().await;
        let definitions = std::mem::take(&mut *changed());
        let names_one = move |template: &Arc<Revision>| {
            definitions.iter().any(|path| workspace::machines_in(template, path).next().is_some())
        };
        self.ask_such(|state| state.workspace.known_templates(&state.store), names_one).await;
    }

    /// Asks every open template again, after definitions have changed on disk.
    pub(crate) async fn ask_open_templates(self: &Arc<Self>) {
        let open = |state: &State| {
            let newest = state.store.uris().into_iter().filter_map(|uri| state.store.newest(&uri));
            newest.filter(|revision| revision.snapshot.is_analysed()).collect()
        };
        self.ask_such(open, |revision| revision.snapshot.parts().names_files()).await;
    }

    async fn ask_such(
        self: &Arc<Self>,
        templates: impl FnOnce(&State) -> Vec<Arc<Revision>> + Send + 'static,
        is_one: impl Fn(&Arc<Revision>) -> bool + Send + 'static,
    ) {
        let state = self.clone();
        let asked = tokio::task::spawn_blocking(move || {
            let asked = templates(&state).into_iter().filter(is_one);
            asked.filter(|template| is_news(&state, template)).collect::<Vec<_>>()
        });
        match asked.await {
            Ok(news) if news.is_empty() => {}
            Ok(news) => {
                // Who asks for what is found in files that are not open hears of those.
                self.workspace.note_change();
                let open = news.iter().filter(|template| self.store.unpublish(template));
                let open: Vec<Url> = open.map(|template| template.uri.clone()).collect();
                if !open.is_empty() {
                    self.tell_again(open);
                }
            }
            Err(error) => tracing::error!(%error, "the templates came to no end"),
        }
    }
}

/// Whether something else is found by now in a template than was told. What there is to tell counts as told.
fn is_news(state: &State, template: &Arc<Revision>) -> bool {
    let known = || template.beside.0.lock().unwrap_or_else(PoisonError::into_inner);
    // Whoever is at it may have read the definition as it was before.
    known().outdated = true;
    let findings = ask(state, template);
    let before = known().findings.replace(findings.clone());
    before.is_some_and(|before| before != findings)
}

fn ask(state: &State, template: &Arc<Revision>) -> Vec<Finding> {
    deployment::findings_beside(template, |path| state.workspace.definition(&state.store, path))
}
