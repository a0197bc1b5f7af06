//! What the client can do, resolved once.

use std::path::PathBuf;

use serde_json::Value;
use tower_lsp::lsp_types::{
    ClientCapabilities, CodeActionKind, DiagnosticTag, InitializeParams, MarkupKind, PositionEncodingKind,
    ResourceOperationKind,
};

use asl_syntax::Encoding;

/// The client's capabilities as flags. A capability that was not sent is one that the client does not have.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// The client's own name, `""` when it gave none.
    pub name: String,
    /// The unit of columns that both sides use.
    pub encoding: PositionEncoding,

    /// Completion items may be snippets.
    pub snippets: bool,
    /// Completion items may carry an insert range and a replace range.
    pub insert_replace: bool,
    /// Completion items may carry a detail and a description beside the label.
    pub label_details: bool,
    /// Completion items may carry tags.
    pub completion_tags: bool,
    /// Completion items may say whether indentation is adjusted.
    pub insert_text_modes: bool,
    /// Completion items must not carry a filter text.
    pub no_filter_text: bool,
    /// Accepting a proposal leaves what its edit takes away behind the cursor.
    pub leaves_rest: bool,
    /// Completion lists may carry defaults, by the name of the property.
    pub completion_defaults: Vec<String>,
    /// Properties of a completion item that may be sent later, on `completionItem/resolve`.
    pub completion_resolve: Vec<String>,
    /// The documentation of completion items may be Markdown.
    pub completion_markdown: bool,
    /// Hovers may be Markdown.
    pub hover_markdown: bool,
    /// Signatures may be Markdown.
    pub signature_markdown: bool,
    /// Parameters may be given as stretches of their signature.
    pub parameter_offsets: bool,

    /// Definitions may be given as links with an origin range.
    pub definition_links: bool,
    /// Symbols of a document may be a tree.
    pub hierarchical_symbols: bool,
    /// Folding ranges are of whole lines.
    pub line_folding_only: bool,
    /// Renames are prepared.
    pub prepare_rename: bool,
    /// Code actions are objects, not only commands.
    pub code_action_literals: bool,
    /// Kinds of code actions that the client knows; empty when it named none.
    pub code_action_kinds: Vec<CodeActionKind>,
    /// Properties of a code action that may be sent later, on `codeAction/resolve`.
    pub code_action_resolve: Vec<String>,
    /// Code actions may carry `data` from their list to their resolution.
    pub code_action_data: bool,
    /// Code actions may be marked as the preferred one.
    pub code_action_preferred: bool,

    /// Diagnostics are asked for by the client, again when it is told to; otherwise they are pushed.
    pub pull_diagnostics: bool,
    /// Diagnostics may name related places.
    pub related_information: bool,
    /// Diagnostics may be marked as unnecessary.
    pub unnecessary_tag: bool,
    /// Diagnostics may be marked as deprecated.
    pub deprecated_tag: bool,
    /// Diagnostics are published with the version of their text.
    pub diagnostic_versions: bool,
    /// The code of a diagnostic may link to its page.
    pub code_description: bool,
    /// Diagnostics carry `data` back to the server with a request for code actions.
    pub diagnostic_data: bool,

    /// Edits may be given for versions of documents.
    pub document_changes: bool,
    /// Edits may create files.
    pub create_files: bool,
    /// The server may ask for an edit to be applied.
    pub apply_edit: bool,
    /// The server may ask for settings.
    pub configuration: bool,
    /// Folders of the workspace are told and may change.
    pub workspace_folders: bool,
    /// The server may show its progress.
    pub work_done_progress: bool,

    /// What may be registered while the session runs.
    pub dynamic: Dynamic,
    /// What the client may be asked to ask for again.
    pub refresh: Refresh,
}

/// What may be registered while the session runs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dynamic {
    /// Changes of settings.
    pub configuration: bool,
    /// Changes of files on disk.
    pub watched_files: bool,
    /// Formatting.
    pub formatting: bool,
    /// Pull diagnostics.
    pub diagnostics: bool,
}

/// What the client may be asked to ask for again.
#[derive(Clone, Copy, Debug, Default)]
pub struct Refresh {
    /// Pull diagnostics.
    pub diagnostics: bool,
    /// Inlay hints.
    pub inlay_hints: bool,
    /// Semantic tokens.
    pub semantic_tokens: bool,
    /// Code lenses.
    pub code_lenses: bool,
}

/// The unit of columns in the protocol.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum PositionEncoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, what every client understands.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl PositionEncoding {
    /// The first encoding of the client's list that is known here; UTF-16 without a list.
    fn negotiated(offered: Option<&[PositionEncodingKind]>) -> Self {
        let known = |kind: &PositionEncodingKind| match kind.as_str() {
            "utf-8" => Some(PositionEncoding::Utf8),
            "utf-16" => Some(PositionEncoding::Utf16),
            "utf-32" => Some(PositionEncoding::Utf32),
            _ => None,
        };
        offered.into_iter().flatten().find_map(known).unwrap_or_default()
    }

    /// The name that the protocol has for it.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            PositionEncoding::Utf8 => PositionEncodingKind::UTF8,
            PositionEncoding::Utf16 => PositionEncodingKind::UTF16,
            PositionEncoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }
}

impl From<PositionEncoding> for Encoding {
    fn from(encoding: PositionEncoding) -> Self {
        match encoding {
            PositionEncoding::Utf8 => Encoding::Utf8,
            PositionEncoding::Utf16 => Encoding::Utf16,
            PositionEncoding::Utf32 => Encoding::Utf32,
        }
    }
}

impl Features {
    /// Reads the flags out of what the client sent with `initialize`.
    pub fn of(params: &InitializeParams) -> Self {
        let mut features = Features::of_capabilities(&params.capabilities);
        if let Some(client) = &params.client_info {
            // A plug-in for completions says that it takes snippets, and does without this.
            features.no_filter_text = !features.snippets && loses_edits(&client.name, client.version.as_deref());
            // Neovim by itself, of any version, puts a completion in the place of what stands before the cursor.
            features.leaves_rest = client.name == "Neovim" && !features.insert_replace;
            features.name.clone_from(&client.name);
        }
        features
    }

    fn of_capabilities(capabilities: &ClientCapabilities) -> Self {
        let mut features = Features::default();
        features.read_text_document(capabilities);
        features.read_workspace(capabilities);
        // A client that cannot be told to ask again, such as Neovim 0.10, would keep what it has seen of a definition when
        // the template of that changes. If it takes what is pushed, it gets its findings in that way.
        if let Some(document) = &capabilities.text_document {
            let is_up_to_date = features.refresh.diagnostics || document.publish_diagnostics.is_none();
            features.pull_diagnostics = document.diagnostic.is_some() && is_up_to_date;
        }
        features
    }

    fn read_text_document(&mut self, capabilities: &ClientCapabilities) {
        let offered = capabilities.general.as_ref();
        let offered = offered.and_then(|general| general.position_encodings.as_deref());
        self.encoding = PositionEncoding::negotiated(offered);
        let Some(document) = &capabilities.text_document else {
            return;
        };
        self.read_completion(document.completion.as_ref());
        let markdown =
            |kinds: Option<&Vec<MarkupKind>>| kinds.is_some_and(|kinds| kinds.contains(&MarkupKind::Markdown));
        if let Some(hover) = &document.hover {
            self.hover_markdown = markdown(hover.content_format.as_ref());
        }
        if let Some(signature) = &document.signature_help {
            let information = signature.signature_information.as_ref();
            self.signature_markdown = markdown(information.and_then(|it| it.documentation_format.as_ref()));
            let parameter = information.and_then(|it| it.parameter_information.as_ref());
            self.parameter_offsets = is(parameter.and_then(|it| it.label_offset_support));
        }
        if let Some(definition) = &document.definition {
            self.definition_links = is(definition.link_support);
        }
        if let Some(symbols) = &document.document_symbol {
            self.hierarchical_symbols = is(symbols.hierarchical_document_symbol_support);
        }
        if let Some(folding) = &document.folding_range {
            self.line_folding_only = is(folding.line_folding_only);
        }
        if let Some(rename) = &document.rename {
            self.prepare_rename = is(rename.prepare_support);
        }
        if let Some(formatting) = &document.formatting {
            self.dynamic.formatting = is(formatting.dynamic_registration);
        }
        if let Some(diagnostic) = &document.diagnostic {
            self.dynamic.diagnostics = is(diagnostic.dynamic_registration);
        }
        if let Some(action) = &document.code_action {
            if let Some(literals) = &action.code_action_literal_support {
                self.code_action_literals = true;
                let kinds = literals.code_action_kind.value_set.iter();
                self.code_action_kinds = kinds.cloned().map(CodeActionKind::from).collect();
            }
            let resolve = action.resolve_support.as_ref();
            self.code_action_resolve = resolve.map_or_else(Vec::new, |it| it.properties.clone());
            self.code_action_data = is(action.data_support);
            self.code_action_preferred = is(action.is_preferred_support);
        }
        if let Some(publish) = &document.publish_diagnostics {
            self.related_information = is(publish.related_information);
            self.diagnostic_versions = is(publish.version_support);
            self.code_description = is(publish.code_description_support);
            self.diagnostic_data = is(publish.data_support);
            if let Some(tags) = &publish.tag_support {
                self.unnecessary_tag = tags.value_set.contains(&DiagnosticTag::UNNECESSARY);
                self.deprecated_tag = tags.value_set.contains(&DiagnosticTag::DEPRECATED);
            }
        }
    }

    fn read_completion(&mut self, completion: Option<&tower_lsp::lsp_types::CompletionClientCapabilities>) {
        let Some(completion) = completion else {
            return;
        };
        let list = completion.completion_list.as_ref();
        self.completion_defaults = list.and_then(|list| list.item_defaults.clone()).unwrap_or_default();
        let Some(item) = &completion.completion_item else {
            return;
        };
        self.snippets = is(item.snippet_support);
        self.insert_replace = is(item.insert_replace_support);
        self.label_details = is(item.label_details_support);
        self.completion_tags = item.tag_support.is_some();
        self.insert_text_modes = item.insert_text_mode_support.is_some();
        let resolve = item.resolve_support.as_ref();
        self.completion_resolve = resolve.map_or_else(Vec::new, |it| it.properties.clone());
        let formats = item.documentation_format.as_ref();
        self.completion_markdown = formats.is_some_and(|formats| formats.contains(&MarkupKind::Markdown));
    }

    fn read_workspace(&mut self, capabilities: &ClientCapabilities) {
        let window = capabilities.window.as_ref();
        self.work_done_progress = window.is_some_and(|window| is(window.work_done_progress));
        let Some(workspace) = &capabilities.workspace else {
            return;
        };
        self.apply_edit = is(workspace.apply_edit);
        self.configuration = is(workspace.configuration);
        self.workspace_folders = is(workspace.workspace_folders);
        if let Some(edit) = &workspace.workspace_edit {
            self.document_changes = is(edit.document_changes);
            let operations = edit.resource_operations.as_ref();
            self.create_files = operations.is_some_and(|kinds| kinds.contains(&ResourceOperationKind::Create));
        }
        if let Some(configuration) = &workspace.did_change_configuration {
            self.dynamic.configuration = is(configuration.dynamic_registration);
        }
        if let Some(watching) = &workspace.did_change_watched_files {
            self.dynamic.watched_files = is(watching.dynamic_registration);
        }
        self.refresh = Refresh {
            diagnostics: workspace.diagnostic.as_ref().is_some_and(|it| is(it.refresh_support)),
            inlay_hints: workspace.inlay_hint.as_ref().is_some_and(|it| is(it.refresh_support)),
            semantic_tokens: workspace.semantic_tokens.as_ref().is_some_and(|it| is(it.refresh_support)),
            code_lenses: workspace.code_lens.as_ref().is_some_and(|it| is(it.refresh_support)),
        };
    }
}

/// Neovim by itself, before 0.10, puts a completion with a filter text where the word begins and not where its edit does,
/// which doubles an opening quote.
fn loses_edits(name: &str, version: Option<&str>) -> bool {
    let mut numbers = version.unwrap_or_default().split('.').map(|number| number.parse::<u32>().ok());
    name == "Neovim" && numbers.next() == Some(Some(0)) && numbers.next().flatten().is_some_and(|minor| minor < 10)
}

fn is(flag: Option<bool>) -> bool {
    flag.unwrap_or(false)
}

/// The folders that the session is about. A client that has none sends a root, or nothing.
pub fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    if let Some(folders) = params.workspace_folders.as_ref().filter(|folders| !folders.is_empty()) {
        return folders.iter().filter_map(|folder| folder.uri.to_file_path().ok()).collect();
    }
    #[allow(deprecated)] // What clients of before folders send.
    let root = params.root_uri.as_ref();
    root.and_then(|root| root.to_file_path().ok()).into_iter().collect()
}

/// The settings that came with `initialize`, wherever this client puts them: as the section itself or under its name.
pub fn initial_settings(params: &InitializeParams) -> Value {
    let options = params.initialization_options.clone().unwrap_or_default();
    section(options)
}

/// The section `asl` of `settings`; `settings` itself when it has no such member.
pub fn section(settings: Value) -> Value {
    match settings {
        Value::Object(mut members) => match members.remove("asl") {
            Some(section) => section,
            None => Value::Object(members),
        },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn features(capabilities: Value) -> Features {
        let params = json!({ "capabilities": capabilities });
        Features::of(&serde_json::from_value(params).unwrap())
    }

    #[test]
    fn a_client_that_says_nothing_has_nothing() {
        let none = features(json!({}));
        assert_eq!(none.encoding, PositionEncoding::Utf16);
        assert!(!none.pull_diagnostics && !none.snippets && !none.hierarchical_symbols);
    }

    #[test]
    fn the_first_known_encoding_of_the_client_wins() {
        for (offered, expected) in [
            (json!(["utf-16"]), PositionEncoding::Utf16),
            (json!(["utf-8", "utf-32", "utf-16"]), PositionEncoding::Utf8),
            (json!(["utf-32", "utf-8", "utf-16"]), PositionEncoding::Utf32),
            (json!(["ebcdic", "utf-8"]), PositionEncoding::Utf8),
            (json!([]), PositionEncoding::Utf16),
        ] {
            let offer = json!({ "general": { "positionEncodings": offered } });
            assert_eq!(features(offer).encoding, expected);
        }
    }

    #[test]
    fn an_old_neovim_loses_edits() {
        for (name, version, expected) in [
            ("Neovim", Some("0.7.2"), true),
            ("Neovim", Some("0.9.5"), true),
            ("Neovim", Some("0.10.4"), false),
            ("Neovim", Some("1.0"), false),
            ("Neovim", None, false),
            ("helix", Some("0.7"), false),
        ] {
            let params = json!({ "capabilities": {}, "clientInfo": { "name": name, "version": version } });
            let features = Features::of(&serde_json::from_value(params).unwrap());
            assert_eq!(features.no_filter_text, expected, "{name} {version:?}");
        }
    }

    #[test]
    fn an_empty_diagnostic_capability_means_pull() {
        let offer = json!({ "textDocument": { "diagnostic": {} } });
        assert!(features(offer).pull_diagnostics);
    }

    #[test]
    fn settings_are_found_with_and_without_their_name() {
        let bare = json!({ "logLevel": "info" });
        assert_eq!(section(json!({ "asl": bare.clone(), "yaml": 1 })), bare);
        assert_eq!(section(bare.clone()), bare);
        assert_eq!(section(Value::Null), Value::Null);
    }
}
