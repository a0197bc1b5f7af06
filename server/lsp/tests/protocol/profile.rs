//! What the editors of the world say of themselves when a session starts.

use serde_json::{Value, json};

/// The traits of one client that matter to a server.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Profile {
    /// The name and version it gives, when it gives one.
    pub(crate) name: &'static str,
    /// The encodings it offers; `None` when it does not speak of them.
    pub(crate) encodings: Option<&'static [&'static str]>,
    /// It asks for diagnostics.
    pub(crate) pull: bool,
    /// It can be told to ask for them again.
    pub(crate) refresh: bool,
    /// It takes links as definitions.
    pub(crate) links: bool,
    /// It takes snippets.
    pub(crate) snippets: bool,
    /// It prepares renames.
    pub(crate) prepare_rename: bool,
    /// It takes symbols as a tree.
    pub(crate) hierarchical: bool,
    /// It lets the server ask for file watching.
    pub(crate) watching: bool,
    /// It answers `workspace/configuration`.
    pub(crate) configuration: bool,
    /// It sends folders.
    pub(crate) folders: bool,
}

/// VS Code 1.100.
pub(crate) const VSCODE: Profile = Profile {
    name: "Visual Studio Code 1.100",
    encodings: Some(&["utf-16"]),
    pull: true,
    refresh: true,
    links: true,
    snippets: true,
    prepare_rename: true,
    hierarchical: true,
    watching: true,
    configuration: true,
    folders: true,
};

/// Neovim 0.7, as the oldest that is still packaged.
pub(crate) const NEOVIM_0_7: Profile = Profile {
    name: "Neovim 0.7",
    encodings: None,
    pull: false,
    refresh: false,
    links: true,
    snippets: false,
    prepare_rename: true,
    hierarchical: true,
    watching: false,
    configuration: true,
    folders: true,
};

/// Neovim 0.10.
pub(crate) const NEOVIM_0_10: Profile =
    Profile { name: "Neovim 0.10", encodings: Some(&["utf-16"]), pull: true, ..NEOVIM_0_7 };

/// Neovim 0.12.
pub(crate) const NEOVIM_0_12: Profile = Profile {
    name: "Neovim 0.12",
    encodings: Some(&["utf-8", "utf-16", "utf-32"]),
    pull: true,
    refresh: true,
    snippets: true,
    ..NEOVIM_0_7
};

/// Helix 25.01.
pub(crate) const HELIX_25_01: Profile = Profile {
    name: "helix 25.01",
    encodings: Some(&["utf-8", "utf-32", "utf-16"]),
    pull: false,
    refresh: false,
    links: false,
    snippets: true,
    prepare_rename: true,
    hierarchical: false,
    watching: true,
    configuration: true,
    folders: true,
};

/// Helix 25.07.
pub(crate) const HELIX_25_07: Profile = Profile { name: "helix 25.07", pull: true, refresh: true, ..HELIX_25_01 };

/// Emacs 28 with eglot.
pub(crate) const EMACS_28: Profile = Profile {
    name: "Emacs 28",
    encodings: None,
    pull: false,
    refresh: false,
    links: true,
    snippets: false,
    prepare_rename: false,
    hierarchical: true,
    watching: true,
    configuration: true,
    folders: false,
};

/// Emacs 30 with eglot.
pub(crate) const EMACS_30: Profile =
    Profile { name: "Emacs 30", encodings: Some(&["utf-32", "utf-8", "utf-16"]), folders: true, ..EMACS_28 };

/// A client that says nothing of itself.
pub(crate) const BARE: Profile = Profile {
    name: "",
    encodings: None,
    pull: false,
    refresh: false,
    links: false,
    snippets: false,
    prepare_rename: false,
    hierarchical: false,
    watching: false,
    configuration: false,
    folders: false,
};

/// All of them.
pub(crate) const ALL: [Profile; 9] =
    [VSCODE, NEOVIM_0_7, NEOVIM_0_10, NEOVIM_0_12, HELIX_25_01, HELIX_25_07, EMACS_28, EMACS_30, BARE];

impl Profile {
    /// The encoding that a server has to choose for this client.
    pub(crate) fn expected_encoding(&self) -> &'static str {
        match self.encodings {
            Some([first, ..]) => first,
            _ => "utf-16",
        }
    }

    /// Whether it is served what it asks for; otherwise the server pushes.
    pub(crate) fn pulls(&self) -> bool {
        self.pull && self.refresh
    }

    /// The parameters of `initialize`.
    pub(crate) fn initialize(&self) -> Value {
        if self.name.is_empty() {
            return json!({ "processId": null, "rootUri": null, "capabilities": {} });
        }
        let mut capabilities = json!({
            "workspace": {
                "applyEdit": true,
                "configuration": self.configuration,
                "didChangeConfiguration": { "dynamicRegistration": self.watching },
                "didChangeWatchedFiles": { "dynamicRegistration": self.watching },
                "workspaceFolders": self.folders,
                "workspaceEdit": { "documentChanges": true },
            },
            "textDocument": {
                "synchronization": { "didSave": true },
                "completion": { "completionItem": { "snippetSupport": self.snippets } },
                "hover": { "contentFormat": ["markdown", "plaintext"] },
                "definition": { "linkSupport": self.links },
                "documentSymbol": { "hierarchicalDocumentSymbolSupport": self.hierarchical },
                "rename": { "prepareSupport": self.prepare_rename },
                "codeAction": {
                    "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix", "refactor.rewrite"] } },
                },
                "publishDiagnostics": {
                    "relatedInformation": true,
                    "versionSupport": true,
                    "tagSupport": { "valueSet": [1, 2] },
                },
            },
            "window": { "workDoneProgress": true },
        });
        if self.pull {
            capabilities["textDocument"]["diagnostic"] = json!({ "dynamicRegistration": false });
            capabilities["workspace"]["diagnostics"] = json!({ "refreshSupport": self.refresh });
        }
        if let Some(encodings) = self.encodings {
            capabilities["general"] = json!({ "positionEncodings": encodings });
        }
        let (name, version) = self.name.rsplit_once(' ').unwrap_or((self.name, ""));
        let mut params = json!({
            "processId": null,
            "rootUri": "file:///nowhere",
            "clientInfo": { "name": name, "version": version },
            "capabilities": capabilities,
        });
        if self.folders {
            params["workspaceFolders"] = json!([{ "uri": "file:///nowhere", "name": "nowhere" }]);
        }
        params
    }
}
