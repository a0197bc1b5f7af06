//! The language server: which message goes where.

use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use serde::Deserialize;
use tokio::io::AsyncRead;
use tokio::task::JoinHandle;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::request::{
    GotoDeclarationParams, GotoDeclarationResponse, GotoTypeDefinitionParams, GotoTypeDefinitionResponse,
};
use tower_lsp::lsp_types::{
    CodeActionKind, CodeActionParams, CodeActionResponse, CodeActionTriggerKind, CompletionItem, CompletionParams,
    CompletionResponse, DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentDiagnosticParams, DocumentDiagnosticReportResult, DocumentFormattingParams, DocumentHighlight,
    DocumentHighlightParams, DocumentLink, DocumentLinkParams, DocumentSymbolParams, DocumentSymbolResponse,
    FoldingRange, FoldingRangeParams, GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams,
    InitializeParams, InitializeResult, InitializedParams, Location, Position, PrepareRenameResponse, ReferenceParams,
    RenameParams, SelectionRange, SelectionRangeParams, SemanticTokens, SemanticTokensDeltaParams,
    SemanticTokensFullDeltaResult, SemanticTokensParams, SemanticTokensRangeParams, SemanticTokensRangeResult,
    SemanticTokensResult, SignatureHelp, SignatureHelpParams, SymbolInformation, TextDocumentIdentifier,
    TextDocumentPositionParams, TextEdit, Url, WorkspaceDiagnosticParams, WorkspaceDiagnosticReportResult,
    WorkspaceEdit, WorkspaceFolder, WorkspaceSymbolParams,
};
use tower_lsp::{Client, LanguageServer, LspService};

use asl_analysis::features::{actions, folding, hover, signature};

use crate::asked::Asked;
use crate::client;
use crate::convert::{self, Page, View};
use crate::deployment;
use crate::diagnostics;
use crate::state::State;
use crate::store::{Outcome, Revision};
use crate::transport::{self, Drain, Ending, Inlet, Outbox, stdio};

/// Serves the client at standard input and output. Blocks until the session is over.
///
/// # Errors
///
/// When the system refuses a thread or an event loop.
pub fn serve_stdio() -> io::Result<Ending> {
    // One thread: a quick answer costs no hop, and slow work goes to the blocking pool.
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().max_blocking_threads(BLOCKING_THREADS).build()?;
    let (input, outbox, drain) = stdio::streams()?;
    let ending = runtime.block_on(serve(input, outbox, drain));
    runtime.shutdown_background();
    Ok(ending)
}

/// Serves one client over any pair of streams.
pub async fn serve(input: impl AsyncRead + Unpin, outbox: Outbox, drain: Drain) -> Ending {
    let inlet = outbox.inlet();
    let backend = |client| Backend::new(client, inlet);
    let (service, socket) = LspService::build(backend).custom_method("asl/viewText", Backend::view_text).finish();
    transport::serve(input, outbox, drain, service, socket).await
}

/// Characters that are worth a list of proposals when they are typed in a string, and nowhere else.
pub(crate) const TRIGGERS_IN_STRINGS: &[&str] = &["$", ".", "{"];

/// The character that is worth a list where a value of YAML begins, and in few other places.
pub(crate) const TRIGGER_IN_YAML: &str = " ";

/// Threads for slow work. More would only compete: what waits behind them can still be cancelled.
const BLOCKING_THREADS: usize = 4;

/// Bytes of a document that a question about all of it is answered for without a hop to another thread.
const WHOLE_INLINE_BYTES: u32 = 128 * 1024;

/// The handlers. All they know is in [`State`], which tasks share.
#[derive(Debug)]
pub struct Backend {
    state: Arc<State>,
}

/// One row per message. Handlers are as short as their names promise: state changes before the first `.await`, nothing
/// waits for the client, and whatever takes long runs elsewhere.
#[tower_lsp::async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        Ok(self.state.initialize(&params))
    }

    async fn initialized(&self, _: InitializedParams) {
        self.spawn(State::register);
        self.spawn(State::read_workspace);
        self.spawn(State::pull_settings);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let uri = params.text_document.uri.clone();
        let surroundings = self.state.surroundings(&uri);
        self.state.store.open(params.text_document, &self.state.settings(), surroundings);
        // What an open template says that nobody has looked at yet is not in them.
        if !self.state.store.is_analysed_but(&uri) {
            self.spawn(State::link);
        }
        self.changed(uri);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let (document, changes) = (params.text_document, params.content_changes);
        let encoding = self.state.features().encoding.into();
        let store = &self.state.store;
        let outcome = store.change(&document.uri, document.version, changes, encoding);
        self.follow(document.uri, outcome);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        if let Some(text) = params.text {
            let uri = params.text_document.uri;
            let outcome = self.state.store.heal(&uri, &text);
            self.follow(uri, outcome);
        }
        // A client that does not tell of changes on disk tells at least of its own.
        self.spawn(State::freshen_workspace);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        let file = uri.to_file_path();
        self.state.told.forget(&uri);
        let named_files = self.state.naming.forget(&uri);
        if self.state.store.close(&uri) {
            diagnostics::clear(&self.state, uri);
        }
        // What is on disk counts from now on, and it may have been written since it was looked at.
        match file {
            Ok(path) => self.spawn(|state| state.read_again(vec![path])),
            Err(()) if named_files => self.spawn(State::link),
            Err(()) => {}
        }
        self.state.workspace.note_change();
        self.state.note_settled();
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if self.state.features().configuration {
            self.spawn(State::pull_settings);
        } else {
            let section = client::section(params.settings);
            self.spawn(|state| async move { state.configure(&section) });
        }
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let paths = params.changes.into_iter().filter_map(|change| change.uri.to_file_path().ok()).collect();
        self.spawn(|state| state.read_again(paths));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let paths = |folders: Vec<WorkspaceFolder>| -> Vec<PathBuf> {
            folders.into_iter().filter_map(|folder| folder.uri.to_file_path().ok()).collect()
        };
        self.state.workspace.change_folders(paths(params.event.added), &paths(params.event.removed));
        self.spawn(State::read_workspace);
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        let report = diagnostics::report_workspace(&self.state, params.previous_result_ids).await;
        Ok(WorkspaceDiagnosticReportResult::Report(report))
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        self.state.clone().freshen_workspace().await;
        let state = self.state.clone();
        let work = move || Some(state.workspace.symbols(&state.store, state.features(), &params.query));
        Ok(Beside(tokio::task::spawn_blocking(work)).await)
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let revision = self.state.revision(&params.text_document.uri).await;
        let previous = params.previous_result_id.as_deref();
        let report = diagnostics::report(&self.state, revision, previous).await;
        Ok(DocumentDiagnosticReportResult::Report(report))
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.state.list_made_for(&params.text_document_position);
        let trigger = params.context.and_then(|context| context.trigger_character);
        self.across(params.text_document_position, move |asked| asked.completion(trigger.as_deref())).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        Ok(self.state.resolve(item))
    }

    async fn signature_help(&self, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
        self.at(params.text_document_position_params, |view, offset| {
            let found = signature::signature(view.analysis(), offset)?;
            Some(convert::signature::help(view, found))
        })
        .await
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        let state = self.state.clone();
        self.on(params.text_document, move |page| {
            let tokens = convert::token::relative(page, None);
            Some(SemanticTokensResult::Tokens(state.told.whole(&page.revision.uri, tokens)))
        })
        .await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let state = self.state.clone();
        self.on(params.text_document, move |page| {
            let tokens = convert::token::relative(page, None);
            Some(state.told.since(&page.revision.uri, &params.previous_result_id, tokens))
        })
        .await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        self.on(params.text_document, move |page| {
            let data = convert::token::relative(page, Some(page.span(params.range)));
            Some(SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data }))
        })
        .await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let place = params.text_document_position_params.clone();
        let found = self.across(params.text_document_position_params, |asked| asked.hover());
        self.with_text(place, found.await?).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        self.across(params.text_document_position_params, |asked| asked.definitions()).await
    }

    async fn goto_declaration(&self, params: GotoDeclarationParams) -> Result<Option<GotoDeclarationResponse>> {
        self.across(params.text_document_position_params, |asked| asked.definitions()).await
    }

    async fn goto_type_definition(
        &self,
        params: GotoTypeDefinitionParams,
    ) -> Result<Option<GotoTypeDefinitionResponse>> {
        self.across(params.text_document_position_params, |asked| asked.type_definitions()).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let with_declaration = params.context.include_declaration;
        self.across(params.text_document_position, move |asked| asked.references(with_declaration)).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        self.across(params.text_document_position_params, |asked| asked.highlights()).await
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        self.across(params, |asked| asked.name()).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let name = params.new_name;
        let renamed = self.across(params.text_document_position, move |asked| asked.rename(&name));
        match renamed.await? {
            Some(Ok(edit)) => Ok(Some(edit)),
            Some(Err(why)) => Err(invalid_params(why)),
            None => Err(invalid_params("There is no name here that can be changed.".to_owned())),
        }
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let wanted = params.context.only.as_deref();
        let is_wanted = |asked: &CodeActionKind| wanted.map(|kinds| kinds.iter().any(|kind| covers(kind, asked)));
        let wants_fixes = is_wanted(&CodeActionKind::QUICKFIX).unwrap_or(true);
        // What nothing is wrong with is not worth a light bulb on every move of the cursor.
        let is_automatic = params.context.trigger_kind == Some(CodeActionTriggerKind::AUTOMATIC);
        let wants_rewrites = is_wanted(&CodeActionKind::REFACTOR_REWRITE).unwrap_or(!is_automatic);
        let range = params.range;
        let place = TextDocumentPositionParams { text_document: params.text_document, position: range.start };
        self.across(place, move |asked| {
            let page = asked.page;
            let mut actions = Vec::new();
            if !page.features.code_action_literals {
                return Some(actions);
            }
            if wants_fixes {
                let across = deployment::fixes(asked.state, asked.revision, page.span(range));
                actions.extend(across.into_iter().map(|fix| convert::edit::across(page, fix)));
            }
            let (host, settings) = (page.span(range), page.revision.snapshot.settings());
            for (view, span) in page.views().filter_map(|view| Some((view, view.within(host)?))) {
                let fixes = if wants_fixes { actions::fixes(view.analysis(), span, settings) } else { Vec::new() };
                actions.extend(fixes.iter().filter_map(|(f, fix)| convert::edit::code_action(view, f, fix)));
                if wants_rewrites {
                    let mut found = actions::rewrites(view.analysis(), span);
                    // Advice that somebody has asked for may propose the same.
                    found.retain(|fix| fixes.iter().all(|(_, other)| other.edits != fix.edits));
                    actions.extend(found.iter().filter_map(|fix| convert::edit::rewrite(view, fix)));
                }
            }
            Some(actions)
        })
        .await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.on(params.text_document, move |page| Some(convert::symbol::outline(page))).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let place = TextDocumentPositionParams { text_document: params.text_document, position: Position::default() };
        self.across(place, |asked| asked.links()).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.on(params.text_document, move |page| {
            let folds = |view: View<'_>| -> Vec<FoldingRange> {
                convert::symbol::folds(view, &folding::folds(view.analysis())).collect()
            };
            Some(page.views().flat_map(folds).collect())
        })
        .await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let style = convert::edit::style(&params.options);
        self.on(params.text_document, move |page| convert::layout::layout(page, &style)).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let positions = params.positions;
        self.on(params.text_document, move |page| {
            Some(positions.iter().map(|&position| convert::symbol::selection(page, position)).collect())
        })
        .await
    }
}

/// Work on another thread. If nobody waits for it any more, because the client has cancelled its request, it is not
/// begun; a panic of it becomes one of whoever waits.
struct Beside<T>(JoinHandle<Option<T>>);

impl<T> Future for Beside<T> {
    type Output = Option<T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        match ready!(Pin::new(&mut self.0).poll(cx)) {
            Ok(answer) => Poll::Ready(answer),
            Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            Err(_) => Poll::Ready(None),
        }
    }
}

impl<T> Drop for Beside<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// The parameters of `asl/viewText`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ViewTextParams {
    /// The document.
    pub text_document: TextDocumentIdentifier,
}

impl Backend {
    fn new(client: Client, inlet: Inlet) -> Self {
        Backend { state: Arc::new(State::new(client, inlet)) }
    }

    /// `asl/viewText`: the text of a document as the server has it, to find out whether both sides agree. `null` when
    /// it is not open or out of step.
    async fn view_text(&self, params: ViewTextParams) -> Result<Option<String>> {
        let revision = self.state.revision(&params.text_document.uri).await;
        Ok(revision.map(|revision| revision.snapshot.text().to_string()))
    }

    /// Answers a question about a place of a machine; `None` when there is none, or the document is not open or out of
    /// step.
    async fn at<T: Send + 'static>(
        &self,
        params: TextDocumentPositionParams,
        answer: impl FnOnce(View<'_>, u32) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let revision = self.state.revision(&params.text_document.uri).await;
        let Some(revision) = revision else { return Ok(None) };
        let is_quick = revision.is_quick();
        let answer = move |page: Page<'_>| {
            let (view, offset) = page.at(params.position)?;
            answer(view, offset)
        };
        Ok(self.answer(revision, is_quick, answer).await)
    }

    /// Answers a question about a place that a template may have part in, beside the session where files may have to be
    /// read for it.
    async fn across<T: Send + 'static>(
        &self,
        params: TextDocumentPositionParams,
        answer: impl FnOnce(&Asked<'_>) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let revision = self.state.revision(&params.text_document.uri).await;
        let Some(revision) = revision else { return Ok(None) };
        let is_quick = self.state.store.is_quick() && !revision.snapshot.parts().names_files();
        let (state, position) = (self.state.clone(), params.position);
        let asked = revision.clone();
        let answer = move |page: Page<'_>| answer(&Asked { state: &state, revision: &asked, page, position });
        Ok(self.answer(revision, is_quick, answer).await)
    }

    /// A hover with what AWS writes about the same place, where a setting says where that is. Nothing else waits for it.
    async fn with_text(&self, place: TextDocumentPositionParams, hover: Option<Hover>) -> Result<Option<Hover>> {
        let (Some(mut hover), Some(botocore)) = (hover.clone(), self.state.botocore()) else { return Ok(hover) };
        if let Some(subject) = self.at(place, |view, offset| hover::api_subject(view.analysis(), offset)).await? {
            let text = Beside(tokio::task::spawn_blocking(move || botocore.text(&subject))).await;
            convert::completion::add_text(&mut hover, text);
        }
        Ok(Some(hover))
    }

    /// Answers a question about a whole document.
    async fn on<T: Send + 'static>(
        &self,
        document: TextDocumentIdentifier,
        answer: impl FnOnce(Page<'_>) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let Some(revision) = self.state.revision(&document.uri).await else { return Ok(None) };
        let is_quick = revision.is_quick() && revision.snapshot.text().len() <= WHOLE_INLINE_BYTES;
        Ok(self.answer(revision, is_quick, answer).await)
    }

    /// Answers here and now when that is quick, and else beside the session, which nobody then waits for.
    async fn answer<T: Send + 'static>(
        &self,
        revision: Arc<Revision>,
        is_quick: bool,
        answer: impl FnOnce(Page<'_>) -> Option<T> + Send + 'static,
    ) -> Option<T> {
        if is_quick {
            return answer(Page { revision: &revision, features: self.state.features() });
        }
        let state = self.state.clone();
        let work = move || answer(Page { revision: &revision, features: state.features() });
        Beside(tokio::task::spawn_blocking(work)).await
    }

    /// Runs a task beside the handlers.
    fn spawn<F, T>(&self, task: F)
    where
        F: FnOnce(Arc<State>) -> T,
        T: Future<Output = ()> + Send + 'static,
    {
        tokio::spawn(task(self.state.clone()));
    }

    fn changed(&self, uri: Url) {
        self.state.note_settled();
        if !self.state.features().pull_diagnostics {
            self.spawn(|state| diagnostics::publish(state, uri));
        }
    }

    fn follow(&self, uri: Url, outcome: Outcome) {
        if outcome.changed {
            self.changed(uri.clone());
        }
        if let Some(reason) = outcome.out_of_step {
            self.state.note_settled();
            let uri = uri.clone();
            self.spawn(|state| state.tell_out_of_step(uri, reason));
        }
        if let Some(gap) = outcome.gap {
            let backend = Backend { state: self.state.clone() };
            tokio::spawn(async move {
                tokio::time::sleep(gap.patience).await;
                let encoding = backend.state.features().encoding.into();
                let outcome = backend.state.store.give_up_gap(&uri, gap, encoding);
                backend.follow(uri, outcome);
            });
        }
    }
}

/// Whether a kind that the client asks for is `kind` or a wider one.
fn covers(asked: &CodeActionKind, kind: &CodeActionKind) -> bool {
    let (asked, kind) = (asked.as_str(), kind.as_str());
    asked.is_empty() || kind == asked || kind.strip_prefix(asked).is_some_and(|rest| rest.starts_with('.'))
}

fn invalid_params(message: String) -> Error {
    Error { code: ErrorCode::InvalidParams, message: message.into(), data: None }
}
