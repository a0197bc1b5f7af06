//! The language server: which message goes where.

use std::io;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::io::AsyncRead;
use tokio::sync::Notify;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    ConfigurationItem, DiagnosticOptions, DiagnosticServerCapabilities, DidChangeConfigurationParams,
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentDiagnosticParams, DocumentDiagnosticReportResult, InitializeParams, InitializeResult, InitializedParams,
    MessageType, Registration, SaveOptions, ServerCapabilities, ServerInfo, TextDocumentIdentifier,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions, Url,
    WorkDoneProgressOptions,
};
use tower_lsp::{Client, LanguageServer, LspService};

use crate::client::{self, Features};
use crate::diagnostics;
use crate::engine::Settings;
use crate::logging;
use crate::order::OutOfStep;
use crate::store::{Outcome, Revision, Store};
use crate::transport::{self, Drain, Ending, Outbox, stdio};

/// Serves the client at standard input and output. Blocks until the session is over.
///
/// # Errors
///
/// When the system refuses a thread or an event loop.
pub fn serve_stdio() -> io::Result<Ending> {
    // One thread: a quick answer costs no hop, and slow work goes to the blocking pool.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let (input, outbox, drain) = stdio::streams()?;
    let ending = runtime.block_on(serve(input, outbox, drain));
    runtime.shutdown_background();
    Ok(ending)
}

/// Serves one client over any pair of streams.
pub async fn serve(input: impl AsyncRead + Unpin, outbox: Outbox, drain: Drain) -> Ending {
    let (service, socket) = LspService::build(Backend::new).custom_method("asl/viewText", Backend::view_text).finish();
    transport::serve(input, outbox, drain, service, socket).await
}

/// The handlers. All they know is in [`State`], which tasks share.
#[derive(Debug)]
pub struct Backend {
    state: Arc<State>,
}

/// What lives as long as the session.
#[derive(Debug)]
pub struct State {
    /// The way to the client.
    pub client: Client,
    /// The open documents.
    pub store: Store,
    features: OnceLock<Features>,
    settings: RwLock<Arc<Settings>>,
    /// Told whenever a document stops waiting for a change.
    settled: Notify,
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
        self.spawn(State::pull_settings);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let uri = params.text_document.uri.clone();
        self.state.store.open(params.text_document, &self.state.settings());
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
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        if self.state.store.close(&uri) && !self.state.features().pull_diagnostics {
            self.spawn(|state| diagnostics::clear(state, uri));
        }
        self.state.settled.notify_waiters();
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if self.state.features().configuration {
            self.spawn(State::pull_settings);
        } else {
            let section = client::section(params.settings);
            self.spawn(|state| async move { state.configure(&section) });
        }
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let revision = self.state.revision(&params.text_document.uri).await;
        let previous = params.previous_result_id.as_deref();
        let report = diagnostics::report(&self.state, revision, previous).await;
        Ok(DocumentDiagnosticReportResult::Report(report))
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
    fn new(client: Client) -> Self {
        let state = Arc::new(State {
            client,
            store: Store::default(),
            features: OnceLock::new(),
            settings: RwLock::default(),
            settled: Notify::new(),
        });
        Backend { state }
    }

    /// `asl/viewText`: the text of a document as the server has it, to find out whether both sides agree. `null` when
    /// it is not open or out of step.
    async fn view_text(&self, params: ViewTextParams) -> Result<Option<String>> {
        let revision = self.state.revision(&params.text_document.uri).await;
        Ok(revision.map(|revision| revision.snapshot.text().to_string()))
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
        self.state.settled.notify_waiters();
        if !self.state.features().pull_diagnostics {
            self.spawn(|state| diagnostics::publish(state, uri));
        }
    }

    fn follow(&self, uri: Url, outcome: Outcome) {
        if outcome.changed {
            self.changed(uri.clone());
        }
        if let Some(reason) = outcome.out_of_step {
            self.state.settled.notify_waiters();
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

impl State {
    /// What the client can do; nothing, before `initialize`.
    pub fn features(&self) -> &Features {
        self.features.get_or_init(Features::default)
    }

    /// The settings of now.
    pub fn settings(&self) -> Arc<Settings> {
        let settings = self.settings.read();
        settings.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The newest revision of a document, once no change of it waits for one before it: what the client asks is about
    /// the text that it has.
    pub async fn revision(&self, uri: &Url) -> Option<Arc<Revision>> {
        loop {
            let settled = self.settled.notified();
            if !self.store.is_held(uri) {
                return self.store.newest(uri);
            }
            settled.await;
        }
    }

    fn initialize(&self, params: &InitializeParams) -> InitializeResult {
        let features = Features::of(params);
        tracing::info!(client = features.name, encoding = ?features.encoding, "a session starts");
        let capabilities = capabilities(&features);
        if self.features.set(features).is_err() {
            tracing::warn!("the client's capabilities came too late");
        }
        self.take_settings(&client::initial_settings(params));
        InitializeResult {
            capabilities,
            server_info: Some(ServerInfo {
                name: "asl-ls".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        }
    }

    /// Asks to be told when settings change, where the client wants to be asked.
    async fn register(self: Arc<Self>) {
        if !self.features().dynamic.configuration {
            return;
        }
        let registration = Registration {
            id: "configuration".to_owned(),
            method: "workspace/didChangeConfiguration".to_owned(),
            register_options: Some(json!({ "section": "asl" })),
        };
        if let Err(error) = self.client.register_capability(vec![registration]).await {
            tracing::warn!(%error, "the client does not tell when settings change");
        }
    }

    async fn pull_settings(self: Arc<Self>) {
        if !self.features().configuration {
            return;
        }
        let item = ConfigurationItem { scope_uri: None, section: Some("asl".to_owned()) };
        match self.client.configuration(vec![item]).await {
            Ok(sections) => self.configure(sections.first().unwrap_or(&Value::Null)),
            Err(error) => tracing::warn!(%error, "the client does not tell its settings"),
        }
    }

    /// Takes settings; what is open is judged again when they differ from those before.
    fn configure(self: &Arc<Self>, section: &Value) {
        if !self.take_settings(section) {
            return;
        }
        self.store.configure(&self.settings());
        let features = self.features();
        if !features.pull_diagnostics {
            for uri in self.store.uris() {
                tokio::spawn(diagnostics::publish(self.clone(), uri));
            }
        } else if features.refresh.diagnostics {
            let client = self.client.clone();
            tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
        }
    }

    /// Returns whether the settings have changed.
    fn take_settings(&self, section: &Value) -> bool {
        let settings = Settings::from_section(section);
        let level = settings.log_level.as_deref();
        if let Some(level) = level.and_then(logging::Level::from_setting) {
            logging::set_level(level);
        }
        let mut current = self.settings.write().unwrap_or_else(PoisonError::into_inner);
        let differ = **current != settings;
        if differ {
            *current = Arc::new(settings);
        }
        differ
    }

    /// Tells, once per loss, that a document is out of step, and takes back findings that may be in wrong places.
    async fn tell_out_of_step(self: Arc<Self>, uri: Url, reason: OutOfStep) {
        tracing::warn!(%uri, %reason, "a document is out of step");
        let name = uri.path_segments().and_then(|mut names| names.next_back());
        let name = name.unwrap_or(uri.as_str());
        let told =
            format!("asl-ls has lost track of the text of {name} ({reason}). Save it, or close and open it again.");
        self.client.show_message(MessageType::WARNING, told).await;
        if !self.features().pull_diagnostics {
            diagnostics::clear(self, uri).await;
        }
    }
}

/// What the server offers this client.
fn capabilities(features: &Features) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(features.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(true) })),
            ..TextDocumentSyncOptions::default()
        })),
        diagnostic_provider: features.pull_diagnostics.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("asl".to_owned()),
                inter_file_dependencies: false,
                workspace_diagnostics: false,
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })
        }),
        ..ServerCapabilities::default()
    }
}
