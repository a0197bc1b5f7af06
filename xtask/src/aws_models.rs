//! Reads the AWS service models at their pin and writes the facts that `asl-aws-models` packs.
//!
//! The pins are requirement files with hashes in `xtask/aws_models`; pip installs them into a folder of the build's
//! target directory, from a virtual environment of its own. `extract.py` beside them does the reading. The same pins
//! give the same bytes.

mod changes;
#[path = "../../server/aws-models/src/naming.rs"]
#[allow(dead_code, unreachable_pub, reason = "belongs to the crate that the facts are for")]
mod naming;
mod summary;
#[path = "../../server/aws-models/build/text.rs"]
#[expect(dead_code, reason = "the build of the crate reads the rest")]
mod text;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// The pin that the data follows, and those that keep closed services, newest first; files of `xtask/aws_models`.
const PINS: [&str; 3] = ["current", "retired-1.35.99", "retired-1.34.0"];

/// Where the facts of services lie, by file name.
type Files = BTreeMap<String, String>;

/// Why nothing was generated.
#[derive(Debug)]
enum Failure {
    /// Python or the registry is not there.
    Unreachable(String),
    Wrong(String),
}

/// Writes the data at its pins and says what changed.
pub(crate) fn write(root: &Path) -> Result<String, String> {
    let new = generate(root, "generated").map_err(|failure| match failure {
        Failure::Unreachable(message) | Failure::Wrong(message) => message,
    })?;
    let folder = data(root);
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let old = read_folder(&folder).map_err(|error| error.to_string())?;
    if let Some(lost) = old.keys().find(|name| !new.contains_key(*name)) {
        return Err(format!(
            "no pin holds {lost} any more: keep the last version that does as a pin of retired services"
        ));
    }
    if old == new {
        return Ok("The data is what its pins give.".to_owned());
    }
    let changes = changes::describe(&old, &new)?;
    for (name, content) in new.iter().filter(|(name, content)| old.get(*name) != Some(content)) {
        fs::write(folder.join(name), content).map_err(|error| error.to_string())?;
    }
    let services_differ = |name: &&String| name.ends_with(".txt") && old.get(*name) != new.get(*name);
    if !old.is_empty() && new.keys().any(|name| services_differ(&name)) {
        fs::write(folder.join("CHANGES.md"), &changes).map_err(|error| error.to_string())?;
    }
    Ok(changes)
}

/// Fails where the data is not what its pins give. Where that cannot be found out, says so and passes.
pub(crate) fn check(root: &Path) -> Result<String, String> {
    let new = match generate(root, "checked") {
        Ok(new) => new,
        Err(Failure::Unreachable(message)) => {
            return Ok(format!("Not checked: the data of asl-aws-models against its pins.\n{message}"));
        }
        Err(Failure::Wrong(message)) => return Err(message),
    };
    let old = read_folder(&data(root)).map_err(|error| error.to_string())?;
    let names = old.keys().chain(new.keys());
    match names.into_iter().find(|name| old.get(*name) != new.get(*name)) {
        Some(name) => Err(format!("{name} is not what the pins give: run `cargo xtask aws-models`")),
        None => Ok(format!("All {} files of data are what their pins give.", new.len())),
    }
}

fn data(root: &Path) -> PathBuf {
    root.join("server/aws-models/data")
}

/// The files that the generator owns; the record of changes depends on what was there before and is left out.
fn read_folder(folder: &Path) -> io::Result<Files> {
    let mut files = Files::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name != "CHANGES.md" {
            files.insert(name, fs::read_to_string(entry.path())?);
        }
    }
    Ok(files)
}

/// Reads the models at their pins, by way of the folder `stage` in the target directory.
fn generate(root: &Path, stage: &str) -> Result<Files, Failure> {
    let pins = root.join("xtask/aws_models");
    let work = target(root).join("aws-models");
    let stage = work.join(stage);
    let wrong = |error: io::Error| Failure::Wrong(error.to_string());
    fs::create_dir_all(&work).map_err(wrong)?;
    let python = environment(&work)?;
    let mut packages = Vec::new();
    for pin in PINS {
        packages.push(install(&python, &pins.join(format!("{pin}.txt")), &work)?);
    }
    if stage.exists() {
        fs::remove_dir_all(&stage).map_err(wrong)?;
    }
    fs::create_dir(&stage).map_err(wrong)?;
    let mut arguments = vec![pins.join("extract.py"), stage.clone()];
    arguments.extend(packages);
    run(&python, &arguments).map_err(Failure::Wrong)?;
    let mut files = read_folder(&stage).map_err(wrong)?;
    let pinned = fs::read_to_string(pins.join("current.txt")).map_err(wrong)?;
    files.insert("README.md".to_owned(), summary::describe(&version(&pinned), &files).map_err(Failure::Wrong)?);
    Ok(files)
}

fn target(root: &Path) -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

/// Makes the virtual environment and gives its interpreter.
fn environment(work: &Path) -> Result<PathBuf, Failure> {
    let folder = work.join("environment");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !python.exists() {
        let arguments = [OsStr::new("-m"), OsStr::new("venv"), folder.as_os_str()];
        run(Path::new("python3"), &arguments).map_err(Failure::Unreachable)?;
    }
    Ok(python)
}

/// Installs what a requirement file pins, where that did not happen before, and gives the folder.
fn install(python: &Path, pin: &Path, work: &Path) -> Result<PathBuf, Failure> {
    let requirement = fs::read_to_string(pin).map_err(|error| Failure::Wrong(error.to_string()))?;
    let folder = work.join(format!("botocore-{}", version(&requirement)));
    let receipt = folder.join("installed.txt");
    if fs::read_to_string(&receipt).is_ok_and(|installed| installed == requirement) {
        return Ok(folder);
    }
    let _ = fs::remove_dir_all(&folder);
    let options = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"];
    let mut arguments: Vec<&OsStr> = options.iter().map(OsStr::new).collect();
    arguments.extend(["--only-binary", ":all:", "--no-compile", "--target"].map(OsStr::new));
    arguments.extend([folder.as_os_str(), OsStr::new("--requirement"), pin.as_os_str()]);
    run(python, &arguments).map_err(|message| {
        // Without a registry pip has heard of no version at all.
        let is_unreachable = message.contains("from versions: none") || message.contains("Connection");
        if is_unreachable { Failure::Unreachable(message) } else { Failure::Wrong(message) }
    })?;
    fs::write(receipt, requirement).map_err(|error| Failure::Wrong(error.to_string()))?;
    Ok(folder)
}

/// The version in a requirement file: `1.44.5`.
fn version(requirement: &str) -> String {
    let pinned = requirement.lines().find_map(|line| line.strip_prefix("botocore=="));
    pinned.and_then(|line| line.split(' ').next()).unwrap_or("unknown").to_owned()
}

/// Runs a program to its end; what it complained of is the error.
fn run(program: &Path, arguments: &[impl AsRef<OsStr>]) -> Result<(), String> {
    let output = Command::new(program).args(arguments).output();
    let output = output.map_err(|error| format!("{}: {error}", program.display()))?;
    if output.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
    }

    /// Twice from the pins, and both times what is checked in.
    #[test]
    fn data_is_what_the_pins_give() {
        let message = check(&workspace()).unwrap();
        println!("{message}");
        if message.starts_with("Not checked") {
            return;
        }
        let again = generate(&workspace(), "again").unwrap();
        assert!(again == read_folder(&data(&workspace())).unwrap());
    }

    #[test]
    fn pins_bear_their_versions() {
        let version_of =
            |pin: &str| version(&fs::read_to_string(workspace().join(format!("xtask/aws_models/{pin}.txt"))).unwrap());
        for pin in &PINS[1..] {
            assert_eq!(pin.strip_prefix("retired-").unwrap(), version_of(pin));
        }
        assert_eq!(version_of("current").split('.').count(), 3);
    }
}
