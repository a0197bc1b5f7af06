//! What a release consists of: for each platform an archive with the program and the package of the VS Code extension
//! that holds it, the package without it, a checksum beside each, and what has changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::archive::{File, tar_gz, zip};
use crate::sha256;

/// What the caller asks for.
#[derive(Debug, Default, PartialEq)]
struct Options {
    /// The target triple of the program; none is this machine's own.
    target: Option<String>,
    /// A program that is built already, instead of building one.
    server: Option<PathBuf>,
    /// Whether the packages of the extension are left out, which need Node.
    without_vscode: bool,
}

/// The platforms of VS Code by the target triple of the program that runs there.
const PLATFORMS: [(&str, &str); 8] = [
    ("x86_64-unknown-linux-gnu", "linux-x64"),
    ("aarch64-unknown-linux-gnu", "linux-arm64"),
    ("x86_64-unknown-linux-musl", "alpine-x64"),
    ("aarch64-unknown-linux-musl", "alpine-arm64"),
    ("x86_64-apple-darwin", "darwin-x64"),
    ("aarch64-apple-darwin", "darwin-arm64"),
    ("x86_64-pc-windows-msvc", "win32-x64"),
    ("aarch64-pc-windows-msvc", "win32-arm64"),
];

/// What stands beside the program in its archive: the name there, and the file of the project.
const BESIDE: [(&str, &str); 7] = [
    ("README.md", "README.md"),
    ("CHANGELOG.md", "CHANGELOG.md"),
    ("LICENSE", "LICENSE"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
    ("LICENSE-MIT", "LICENSE-MIT"),
    ("NOTICE", "server/aws-models/NOTICE"),
    ("NOTICE-LICENSE", "server/aws-models/LICENSE"),
];

const EXTENSION: &str = "editors/vscode";
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Makes the files of a release for one platform in `target/dist`.
///
/// # Errors
/// When the changelog has nothing about this version, when a program that is needed cannot be run or fails, or when a
/// file cannot be read or written; with the reason.
pub(crate) fn make(root: &Path, arguments: &[&str]) -> Result<String, String> {
    let options = options(arguments)?;
    let changes = section(&read_text(&root.join("CHANGELOG.md"))?, VERSION)?.to_owned();
    let folder = root.join("target").join("dist");
    fs::create_dir_all(&folder).map_err(|e| told(&folder, &e))?;
    let host = host()?;
    let target = options.target.as_deref().unwrap_or(&host);
    let server = match options.server {
        Some(server) => server,
        None => build(root, target)?,
    };

    let mut made = vec![archive(root, &folder, target, &server)?];
    if !options.without_vscode {
        made.extend(packages(root, &folder, target, &server)?);
    }
    let mut told_of = Vec::new();
    for path in made {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let line = format!("{}  {name}\n", sha256::hex(&read(&path)?));
        write(&folder.join(format!("{name}.sha256")), line.as_bytes())?;
        told_of.push(line);
    }
    write(&folder.join("CHANGES.md"), changes.as_bytes())?;
    Ok(format!("{}in {}", told_of.concat(), folder.display()))
}

fn options(arguments: &[&str]) -> Result<Options, String> {
    let mut options = Options::default();
    let mut left = arguments.iter();
    while let Some(argument) = left.next() {
        let mut value = || left.next().map(|it| (*it).to_owned()).ok_or(format!("{argument} wants a value"));
        match *argument {
            "--target" => options.target = Some(value()?),
            "--server" => options.server = Some(value()?.into()),
            "--without-vscode" => options.without_vscode = true,
            _ => return Err(format!("cargo xtask dist does not know {argument}")),
        }
    }
    Ok(options)
}

/// What the changelog says about a version: all below its heading `## VERSION ...`, up to the next one.
///
/// # Errors
/// When there is no such heading, or nothing below it.
fn section<'t>(changelog: &'t str, version: &str) -> Result<&'t str, String> {
    let is_heading = |line: &str| line.strip_prefix("## ").and_then(|it| it.split_whitespace().next()) == Some(version);
    let mut at = 0;
    let mut from = None;
    for line in changelog.split_inclusive('\n') {
        if let Some(from) = from
            && line.starts_with("## ")
        {
            return not_empty(&changelog[from..at], version);
        }
        at += line.len();
        if is_heading(line) {
            from = Some(at);
        }
    }
    match from {
        Some(from) => not_empty(&changelog[from..], version),
        None => Err(format!("CHANGELOG.md has no section \"## {version}\"")),
    }
}

fn not_empty<'t>(text: &'t str, version: &str) -> Result<&'t str, String> {
    match text.trim() {
        "" => Err(format!("CHANGELOG.md says nothing about {version}")),
        _ => Ok(text.trim_start()),
    }
}

/// The program, built for `target` without a trace of where it was built.
fn build(root: &Path, target: &str) -> Result<PathBuf, String> {
    let homes = ["CARGO_HOME", "HOME", "USERPROFILE"].iter().filter_map(|name| std::env::var(name).ok());
    let places = [root.display().to_string()].into_iter().chain(homes);
    let flags: Vec<String> = places.map(|place| format!("--remap-path-prefix={place}=.")).collect();
    let mut cargo = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
    cargo.args(["build", "--release", "--locked", "-p", "asl-ls", "--target", target]).current_dir(root);
    run(cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}")))?;
    let folder = std::env::var("CARGO_TARGET_DIR").map_or_else(|_| root.join("target"), PathBuf::from);
    Ok(folder.join(target).join("release").join(program(target)))
}

fn program(target: &str) -> &'static str {
    if target.contains("windows") { "asl-ls.exe" } else { "asl-ls" }
}

fn archive(root: &Path, folder: &Path, target: &str, server: &Path) -> Result<PathBuf, String> {
    let mut files = vec![File { name: program(target).to_owned(), bytes: read(server)?, is_program: true }];
    for (name, source) in BESIDE {
        files.push(File { name: name.to_owned(), bytes: read(&root.join(source))?, is_program: false });
    }
    let (ending, bytes) = if target.contains("windows") { ("zip", zip(&files)) } else { ("tar.gz", tar_gz(&files)) };
    let path = folder.join(format!("asl-ls-{target}.{ending}"));
    write(&path, &bytes)?;
    Ok(path)
}

/// The package of the extension without the program, and the one with it.
fn packages(root: &Path, folder: &Path, target: &str, server: &Path) -> Result<Vec<PathBuf>, String> {
    let extension = root.join(EXTENSION);
    let node = |program: &str| {
        let mut command = if cfg!(windows) { Command::new("cmd") } else { Command::new(program) };
        if cfg!(windows) {
            command.args(["/C", program]);
        }
        command.current_dir(&extension);
        command
    };
    if !extension.join("node_modules").exists() {
        run(node("npm").args(["ci", "--no-audit", "--no-fund"]))?;
    }
    run(node("npm").args(["run", "--silent", "check"]))?;
    let server = server.canonicalize().map_err(|e| told(server, &e))?;
    let known = PLATFORMS.iter().find(|(triple, _)| *triple == target).map(|(_, platform)| *platform);
    let platform =
        known.ok_or(format!("VS Code does not run on {target}; leave its packages out: --without-vscode"))?;
    run(node("node").args(["package.mjs", "none"]))?;
    run(node("node").args(["package.mjs", platform]).arg(&server))?;
    let mut made = Vec::new();
    for name in [format!("asl-ls-{VERSION}.vsix"), format!("asl-ls-{VERSION}-{platform}.vsix")] {
        let (from, to) = (extension.join(&name), folder.join(&name));
        fs::rename(&from, &to).map_err(|e| told(&from, &e))?;
        made.push(to);
    }
    Ok(made)
}

/// The target triple of this machine's compiler.
fn host() -> Result<String, String> {
    let output = Command::new("rustc").arg("-vV").output().map_err(|e| format!("rustc: {e}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc does not say what it runs on".to_owned())
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|e| format!("{command:?}: {e}"))?;
    if output.status.success() {
        return Ok(());
    }
    let text = [output.stdout, output.stderr].concat();
    Err(format!("{command:?}: {}\n{}", output.status, String::from_utf8_lossy(&text)))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|e| told(path, &e))
}

fn read_text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| told(path, &e))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|e| told(path, &e))
}

fn told(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANGELOG: &str =
        "# Changes\n\n## 1.10.0\n\n## 1.1.0 (2026-01-02)\n\n* One.\n* Two.\n\n## 1.0.0\n\nThe first.\n";

    #[test]
    fn the_section_of_a_version() {
        assert_eq!(section(CHANGELOG, "1.1.0").unwrap(), "* One.\n* Two.\n\n");
        assert_eq!(section(CHANGELOG, "1.0.0").unwrap(), "The first.\n");
        assert_eq!(section(CHANGELOG, "1.1").unwrap_err(), "CHANGELOG.md has no section \"## 1.1\"");
        assert_eq!(section(CHANGELOG, "1.10.0").unwrap_err(), "CHANGELOG.md says nothing about 1.10.0");
    }

    #[test]
    fn this_version_has_a_section() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        section(&read_text(&root.join("CHANGELOG.md")).unwrap(), VERSION).unwrap();
        for (_, source) in BESIDE {
            assert!(root.join(source).exists(), "{source}");
        }
    }

    #[test]
    fn every_platform_is_in_the_readme_of_the_extension_and_in_the_workflow() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let readme = read_text(&root.join(EXTENSION).join("README.md")).unwrap();
        let workflow = read_text(&root.join(".github/workflows/release.yml")).unwrap();
        for (triple, platform) in PLATFORMS {
            assert!(readme.contains(&format!("| `{platform}` | `{triple}` |")), "{platform}");
            assert!(workflow.contains(&format!("target: {triple},")), "{triple}");
        }
    }

    #[test]
    fn arguments() {
        let expected = Options { target: Some("t".to_owned()), server: Some("s".into()), without_vscode: true };
        assert_eq!(options(&["--target", "t", "--without-vscode", "--server", "s"]).unwrap(), expected);
        assert_eq!(options(&["--target"]).unwrap_err(), "--target wants a value");
        assert_eq!(options(&["-x"]).unwrap_err(), "cargo xtask dist does not know -x");
    }
}
