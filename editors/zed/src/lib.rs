//! Starts asl-ls in Zed: the one that the settings name, else the one on the PATH.

use zed_extension_api::{self as zed, settings::LspSettings, Command, LanguageServerId, Result, Worktree};

struct AslLs;

impl zed::Extension for AslLs {
    fn new() -> Self {
        AslLs
    }

    fn language_server_command(&mut self, server: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let binary = LspSettings::for_worktree(server.as_ref(), worktree)?.binary;
        let (path, arguments) = binary.map_or((None, None), |binary| (binary.path, binary.arguments));
        let command = path.or_else(|| worktree.which("asl-ls")).ok_or(
            "asl-ls is neither on the PATH nor named in the settings (lsp.asl-ls.binary.path). \
             How to install it: https://github.com/asl-ls/asl-ls#install",
        )?;
        let args = arguments.unwrap_or_else(|| vec!["serve".to_owned()]);
        Ok(Command { command, args, env: worktree.shell_env() })
    }

    fn language_server_workspace_configuration(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<zed::serde_json::Value>> {
        let settings = LspSettings::for_worktree(server.as_ref(), worktree)?.settings;
        Ok(settings.map(|settings| zed::serde_json::json!({ "asl": settings })))
    }
}

zed::register_extension!(AslLs);
