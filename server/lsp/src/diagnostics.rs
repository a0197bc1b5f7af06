//! Findings on their way to the client: pushed after each change, or pulled by clients that ask.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tower_lsp::lsp_types::notification::PublishDiagnostics;
use tower_lsp::lsp_types::{
    Diagnostic, DocumentDiagnosticReport, FullDocumentDiagnosticReport, PreviousResultId, PublishDiagnosticsParams,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
    Url, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use crate::beside;
use crate::convert;
use crate::state::State;
use crate::store::Revision;
use crate::workspace::Workspace;

/// Publishes what is found in the newest revision of a document, unless somebody is at it already.
///
/// A burst of changes starts one task per change; the first to run analyses the newest revision and the others find
/// nothing left to do. Whoever has the turn looks again before it leaves, so the last revision is always published.
pub(crate) async fn publish(state: Arc<State>, uri: Url) {
    while let Some(revision) = state.store.newest(&uri) {
        let Some(turn) = revision.load.turn() else {
            return;
        };
        if revision.claim_publication() {
            let diagnostics = of_revision(&state, &revision).await;
            let newest = state.store.newest(&uri);
            if newest.is_some_and(|newest| Arc::ptr_eq(&newest, &revision)) {
                let versions = state.features().diagnostic_versions;
                let version = revision.version.filter(|_| versions);
                let uri = revision.uri.clone();
                let params = PublishDiagnosticsParams { uri, diagnostics, version };
                state.inlet.notify::<PublishDiagnostics>(&params);
            }
        }
        drop(turn);
        // A change that came while this task had the turn has left its findings to it.
        if state.store.newest(&uri).is_none_or(|newest| newest.is_published()) {
            return;
        }
    }
}

/// Takes back what was published about a document that is closed, or out of step. Does so at once: were it left to a
/// task, the findings of a document that is opened in its place could be taken for those of this one.
pub(crate) fn clear(state: &State, uri: Url) {
    if state.store.newest(&uri).is_none() && !state.features().pull_diagnostics {
        let params = PublishDiagnosticsParams { uri, diagnostics: Vec::new(), version: None };
        state.inlet.notify::<PublishDiagnostics>(&params);
    }
}

/// The answer to a pull: a full report, or that nothing has changed since the one that `previous` names.
pub(crate) async fn report(
    state: &Arc<State>,
    revision: Option<Arc<Revision>>,
    previous: Option<&str>,
) -> DocumentDiagnosticReport {
    let items = match revision {
        Some(revision) => of_revision(state, &revision).await,
        None => Vec::new(),
    };
    let id = result_id(&items);
    if previous == Some(&id) {
        return DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
        });
    }
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(id), items },
    })
}

/// A name for these diagnostics: the same name, the same diagnostics, whatever the version of the text.
fn result_id(items: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    match serde_json::to_vec(items) {
        Ok(bytes) => bytes.hash(&mut hasher),
        Err(error) => tracing::error!(%error, "diagnostics that are no JSON"),
    }
    format!("{:016x}", hasher.finish())
}

/// The diagnostics of a revision, computed at most once, on this thread if that is quick. What a template says of
/// definitions in other files goes on to them, and what a definition names to the templates that deploy it.
async fn of_revision(state: &Arc<State>, revision: &Arc<Revision>) -> Vec<Diagnostic> {
    let diagnostics = of_this_revision(state, revision).await;
    if state.naming.note(revision) {
        tokio::spawn(state.clone().link());
    }
    if revision.snapshot.parts().located().is_none()
        && let Ok(path) = revision.uri.to_file_path()
    {
        tokio::spawn(state.clone().ask_templates(path));
    }
    diagnostics
}

async fn of_this_revision(state: &Arc<State>, revision: &Arc<Revision>) -> Vec<Diagnostic> {
    let is_quick = revision.snapshot.has_findings() || revision.expects_quick_analysis();
    // Whether a document is a template is known once it is analysed, which is as quick.
    if is_quick && !revision.snapshot.parts().names_files() {
        return measured(state, revision);
    }
    let work = {
        let (state, revision) = (state.clone(), revision.clone());
        tokio::task::spawn_blocking(move || measured(&state, &revision))
    };
    work.await.unwrap_or_else(|error| {
        tracing::error!(%error, "an analysis came to no end");
        Vec::new()
    })
}

fn measured(state: &State, revision: &Arc<Revision>) -> Vec<Diagnostic> {
    let start = Instant::now();
    let beside = beside::of(state, revision);
    let diagnostics = convert::diagnostic::of_revision(revision, &beside, state.features());
    revision.load.note(start.elapsed());
    diagnostics
}

/// The answer to a pull of what is found in files that are not open: full reports of what has changed since those that
/// `previous` names, and that nothing has where it has not. Where nothing has changed at all, it waits for a change.
pub(crate) async fn report_workspace(state: &Arc<State>, previous: Vec<PreviousResultId>) -> WorkspaceDiagnosticReport {
    let known: HashMap<Url, String> = previous.into_iter().map(|it| (convert::key(&it.uri), it.value)).collect();
    let known = Arc::new(known);
    loop {
        let changes = state.workspace.changes();
        state.clone().freshen_workspace().await;
        let work = {
            let (state, known) = (state.clone(), known.clone());
            tokio::task::spawn_blocking(move || closed_reports(&state, &known))
        };
        let (items, has_news) = work.await.unwrap_or_else(|error| {
            tracing::error!(%error, "an analysis came to no end");
            (Vec::new(), true)
        });
        if has_news {
            return WorkspaceDiagnosticReport { items };
        }
        // A client that does not tell of changes is not waited for: the disk is looked at again after a while.
        let _ = tokio::time::timeout(AGAIN, changes).await;
    }
}

/// How often the disk is looked at for a client that waits for news and does not tell of changes.
const AGAIN: Duration = Duration::from_secs(10);

/// The reports of all files that are not open, and whether any of them is news to a client that knows `known`.
fn closed_reports(state: &State, known: &HashMap<Url, String>) -> (Vec<WorkspaceDocumentDiagnosticReport>, bool) {
    let (settings, features) = (state.settings(), state.features());
    let templates = state.workspace.templates(&state.store);
    let closed = state.workspace.closed(&state.store);
    let mut has_news = known.is_empty();
    let mut items = Vec::new();
    let mut told = HashSet::new();
    for uri in closed {
        let Ok(path) = uri.to_file_path() else { continue };
        let surroundings = Workspace::surroundings(&templates, &uri);
        let Some(revision) = Workspace::revision(&path, &settings, surroundings) else { continue };
        let key = convert::key(&uri);
        let revision = Arc::new(revision);
        let beside = beside::of(state, &revision);
        let found = convert::diagnostic::of_revision(&revision, &beside, features);
        let id = result_id(&found);
        let is_known = known.get(&key) == Some(&id);
        has_news |= !is_known && (!found.is_empty() || known.contains_key(&key));
        told.insert(key);
        items.push(full_or_unchanged(uri, id, found, is_known));
    }
    // What is gone, or open by now, has nothing to say here any more.
    for (uri, id) in known.iter().filter(|(uri, _)| !told.contains(*uri)) {
        let none = result_id(&[]);
        has_news |= *id != none;
        items.push(full_or_unchanged(uri.clone(), none.clone(), Vec::new(), *id == none));
    }
    (items, has_news)
}

fn full_or_unchanged(
    uri: Url,
    id: String,
    items: Vec<Diagnostic>,
    is_known: bool,
) -> WorkspaceDocumentDiagnosticReport {
    if is_known {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id: id };
        return WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
            uri,
            version: None,
            unchanged_document_diagnostic_report,
        });
    }
    let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: Some(id), items };
    let report = WorkspaceFullDocumentDiagnosticReport { uri, version: None, full_document_diagnostic_report };
    WorkspaceDocumentDiagnosticReport::Full(report)
}
