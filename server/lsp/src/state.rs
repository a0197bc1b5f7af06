//! What all handlers and tasks of a session share.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use serde_json::{Value, json};
use tokio::sync::Notify;
use tower_lsp::Client;
use tower_lsp::lsp_types::{
    CompletionItem, ConfigurationItem, InitializeParams, InitializeResult, MessageType, Registration, ServerInfo,
    TextDocumentPositionParams, Url,
};

use asl_analysis::{Settings, Surroundings};

use crate::beside::{Changed, Naming};
use crate::botocore::Botocore;
use crate::capabilities::capabilities;
use crate::client::{self, Features};
use crate::convert::token::Told;
use crate::convert::{self, Page};
use crate::diagnostics;
use crate::logging;
use crate::order::OutOfStep;
use crate::store::{Revision, Store};
use crate::transport::Inlet;
use crate::workspace::{self, Workspace};

/// What lives as long as the session.
#[derive(Debug)]
pub struct State {
    /// The way to the client.
    pub client: Client,
    /// The short way to the client, for what is published.
    pub(crate) inlet: Inlet,
    /// The open documents.
    pub store: Store,
    /// The machines and templates on disk.
    pub workspace: Workspace,
    /// The open templates that name files.
    pub(crate) naming: Naming,
    /// Definitions that their templates do not know to have changed.
    pub(crate) changed: Changed,
    features: OnceLock<Features>,
    settings: RwLock<Arc<Settings>>,
    /// The folder of models that a setting names.
    botocore: Mutex<Option<Arc<Botocore>>>,
    /// Told whenever a document stops waiting for a change.
    settled: Notify,
    /// The colours that the client was told.
    pub(crate) told: Told,
    /// The place that the newest list of proposals was made for.
    listed: Mutex<Option<TextDocumentPositionParams>>,
}

impl State {
    /// The state of a session that is about to start.
    pub(crate) fn new(client: Client, inlet: Inlet) -> Self {
        State {
            client,
            inlet,
            store: Store::default(),
            workspace: Workspace::default(),
            naming: Naming::default(),
            changed: Changed::default(),
            features: OnceLock::new(),
            settings: RwLock::default(),
            botocore: Mutex::default(),
            settled: Notify::new(),
            told: Told::default(),
            listed: Mutex::default(),
        }
    }

    /// What the client can do; nothing, before `initialize`.
    pub fn features(&self) -> &Features {
        self.features.get_or_init(Features::default)
    }

    /// The settings of now.
    pub fn settings(&self) -> Arc<Settings> {
        let settings = self.settings.read();
        settings.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What AWS writes about its APIs, where a setting says where that is.
    pub(crate) fn botocore(&self) -> Option<Arc<Botocore>> {
        self.botocore.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Opens the folder that a setting names, once; one that is no such folder is told in the log.
    fn open_botocore(&self, setting: Option<&str>) {
        let mut current = self.botocore.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some(open), Some(setting)) = (&*current, setting)
            && open.is_for(setting)
        {
            return;
        }
        *current = setting.and_then(|setting| match Botocore::open(setting) {
            Ok(botocore) => Some(Arc::new(botocore)),
            Err(problem) => {
                tracing::warn!(problem, "a setting cannot be used");
                None
            }
        });
    }

    /// Tells whoever waits in [`State::revision`] to look again.
    pub(crate) fn note_settled(&self) {
        self.settled.notify_waiters();
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

    /// Takes in what the client can do and wants, and answers with what the server offers.
    pub(crate) fn initialize(&self, params: &InitializeParams) -> InitializeResult {
        let features = Features::of(params);
        tracing::info!(client = features.name, encoding = ?features.encoding, "a session starts");
        // Neovim counts every change of a buffer, sent or not, and sends from one thread.
        if features.name == "Neovim" {
            self.store.trust_order();
        }
        self.workspace.set_folders(client::folders(params));
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

    /// Adds to a proposal what is only made when somebody looks at it.
    pub(crate) fn resolve(&self, mut item: CompletionItem) -> CompletionItem {
        let listed = self.listed.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let revision = listed.as_ref().and_then(|place| self.store.newest(&place.text_document.uri));
        let features = self.features();
        let view = revision.as_ref().zip(listed).and_then(|(revision, place)| {
            let page = Page { revision, features };
            Some(page.at(place.position)?.0)
        });
        let text = convert::completion::topic(&item).document(view.map(|view| view.analysis()));
        item.documentation = text.map(|text| convert::completion::documentation(text, features));
        item
    }

    /// Remembers for which place the newest list of proposals was made: what is asked about a proposal is about it.
    pub(crate) fn list_made_for(&self, place: &TextDocumentPositionParams) {
        *self.listed.lock().unwrap_or_else(PoisonError::into_inner) = Some(place.clone());
    }

    /// Asks to be told when settings change and when files do, where the client can be asked for it.
    pub(crate) async fn register(self: Arc<Self>) {
        let dynamic = self.features().dynamic;
        let mut wanted = Vec::new();
        if dynamic.configuration {
            wanted.push(Registration {
                id: "configuration".to_owned(),
                method: "workspace/didChangeConfiguration".to_owned(),
                register_options: Some(json!({ "section": "asl" })),
            });
        }
        if dynamic.watched_files {
            let globs: Vec<Value> = workspace::WATCHED.iter().map(|glob| json!({ "globPattern": glob })).collect();
            wanted.push(Registration {
                id: "files".to_owned(),
                method: "workspace/didChangeWatchedFiles".to_owned(),
                register_options: Some(json!({ "watchers": globs })),
            });
        }
        if wanted.is_empty() {
            return;
        }
        match self.client.register_capability(wanted).await {
            Ok(()) if dynamic.watched_files => self.workspace.note_watched(),
            Ok(()) => {}
            Err(error) => tracing::warn!(%error, "the client does not tell of changes"),
        }
    }

    /// Asks for the settings, where the client answers that, and takes them.
    pub(crate) async fn pull_settings(self: Arc<Self>) {
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
    pub(crate) fn configure(self: &Arc<Self>, section: &Value) {
        if !self.take_settings(section) {
            return;
        }
        self.store.configure(&self.settings());
        self.tell_again(self.store.uris());
    }

    /// Sees to it that the client hears what is found by now in documents that have not changed themselves.
    pub(crate) fn tell_again(self: &Arc<Self>, uris: Vec<Url>) {
        self.workspace.note_change();
        let features = self.features();
        if !features.pull_diagnostics {
            for uri in uris {
                tokio::spawn(diagnostics::publish(self.clone(), uri));
            }
        } else if features.refresh.diagnostics {
            let client = self.client.clone();
            tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
        }
    }

    /// Reads what is new on disk, on another thread, and lets the open documents know of it.
    pub(crate) async fn read_workspace(self: Arc<Self>) {
        let state = self.clone();
        let read = tokio::task::spawn_blocking(move || state.workspace.read(state.features()));
        if read.await.unwrap_or_default() {
            self.clone().link().await;
            self.ask_open_templates().await;
        }
    }

    /// The same for a question that needs the disk as it is, unless that is known already.
    pub(crate) async fn freshen_workspace(self: Arc<Self>) {
        if !self.workspace.is_stale() {
            return;
        }
        let state = self.clone();
        let read = tokio::task::spawn_blocking(move || state.workspace.freshen(state.features()));
        if read.await.unwrap_or_default() {
            self.clone().link().await;
            self.ask_open_templates().await;
        }
    }

    /// Reads files again that have changed on disk, and lets the open documents know of it.
    pub(crate) async fn read_again(self: Arc<Self>, paths: Vec<PathBuf>) {
        let state = self.clone();
        let read = tokio::task::spawn_blocking(move || state.workspace.read_again(&paths, state.features()));
        if read.await.is_ok() {
            self.clone().link().await;
            self.ask_open_templates().await;
        }
    }

    /// Tells the open definitions what the templates say about them by now.
    pub(crate) async fn link(self: Arc<Self>) {
        let state = self.clone();
        let linked = tokio::task::spawn_blocking(move || {
            let templates = state.workspace.templates(&state.store);
            let is_news = |uri: &Url| state.store.surround(uri, Workspace::surroundings(&templates, uri));
            state.store.uris().into_iter().filter(is_news).collect::<Vec<_>>()
        });
        match linked.await {
            Ok(changed) if !changed.is_empty() => self.tell_again(changed),
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "the templates came to no end"),
        }
    }

    /// What the templates on disk and those open and known say about a document.
    pub(crate) fn surroundings(&self, uri: &Url) -> Surroundings {
        Workspace::surroundings(&self.workspace.known_templates(&self.store), uri)
    }

    /// Returns whether the settings have changed.
    fn take_settings(&self, section: &Value) -> bool {
        let (settings, problems) = Settings::read(section);
        for problem in problems {
            tracing::warn!(problem, "a setting cannot be used");
        }
        let level = settings.log_level.as_deref();
        if let Some(level) = level.and_then(logging::Level::from_setting) {
            logging::set_level(level);
        }
        let mut current = self.settings.write().unwrap_or_else(PoisonError::into_inner);
        let differ = **current != settings;
        if differ {
            if current.botocore_path != settings.botocore_path {
                self.open_botocore(settings.botocore_path.as_deref());
            }
            *current = Arc::new(settings);
        }
        differ
    }

    /// Tells, once per loss, that a document is out of step, and takes back findings that may be in wrong places.
    pub(crate) async fn tell_out_of_step(self: Arc<Self>, uri: Url, reason: OutOfStep) {
        tracing::warn!(%uri, %reason, "a document is out of step");
        let name = uri.path_segments().and_then(|mut names| names.next_back());
        let name = name.unwrap_or(uri.as_str());
        let told =
            format!("asl-ls has lost track of the text of {name} ({reason}). Save it, or close and open it again.");
        self.client.show_message(MessageType::WARNING, told).await;
        diagnostics::clear(&self, uri);
    }
}
