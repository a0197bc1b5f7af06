//! Code generation, tidy checks and packaging: `cargo xtask <task>`.

mod archive;
mod aws_models;
mod dist;
mod docs;
mod editors;
mod sha256;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask aws-models           reads the AWS service models at their pin (needs Python and its registry) and writes the data
cargo xtask aws-models --check   fails when the data is not what the pins give; passes where the registry is out of reach
cargo xtask docs             writes a page for each diagnostic code into docs/rules
cargo xtask docs --check     fails when these pages are not what the code says
cargo xtask editors          writes the settings into the manifest and the README of the VS Code extension
cargo xtask editors --check  fails when these are not what the code says
cargo xtask dist             makes the files of a release in target/dist: the archive of the program, the packages for
                             VS Code, checksums, the changes; [--target TRIPLE] [--server PROGRAM] [--without-vscode]
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["aws-models"] => aws_models::write(&root()),
        ["aws-models", "--check"] => aws_models::check(&root()),
        ["docs"] => docs::write(&root()),
        ["docs", "--check"] => docs::check(&root()),
        ["editors"] => editors::write(&root()),
        ["editors", "--check"] => editors::check(&root()),
        ["dist", arguments @ ..] => dist::make(&root(), arguments),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(message) => {
            let _ = writeln!(std::io::stdout(), "{message}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            let _ = writeln!(std::io::stderr(), "{}", message.trim_end());
            ExitCode::FAILURE
        }
    }
}

/// The folder of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}
