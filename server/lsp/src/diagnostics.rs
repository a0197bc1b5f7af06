//! Findings on their way to the client: pushed after each change, or pulled by clients that ask.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Instant;

use tower_lsp::lsp_types::{
    Diagnostic, DocumentDiagnosticReport, FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Url,
};

use crate::convert;
use crate::state::State;
use crate::store::Revision;

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
                let client = &state.client;
                client.publish_diagnostics(uri, diagnostics, version).await;
            }
        }
        drop(turn);
        // A change that came while this task had the turn has left its findings to it.
        if state.store.newest(&uri).is_none_or(|newest| newest.is_published()) {
            return;
        }
    }
}

/// Takes back what was published about a document.
pub(crate) async fn clear(state: Arc<State>, uri: Url) {
    state.client.publish_diagnostics(uri, Vec::new(), None).await;
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

/// The diagnostics of a revision, computed at most once, on this thread if that is quick.
async fn of_revision(state: &Arc<State>, revision: &Arc<Revision>) -> Vec<Diagnostic> {
    if revision.snapshot.has_findings() || revision.expects_quick_analysis() {
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

fn measured(state: &State, revision: &Revision) -> Vec<Diagnostic> {
    let start = Instant::now();
    let diagnostics = convert::diagnostic::of_revision(revision, state.features());
    revision.load.note(start.elapsed());
    diagnostics
}
