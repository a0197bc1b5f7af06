//! The layers, read from the manifests: who may use whom, and who may know about the outside world.

#![allow(clippy::unwrap_used)] // What is missing here has to fail.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each crate with the crates of the project that it may use.
const LAYERS: &[(&str, &[&str])] = &[
    ("asl-syntax", &[]),
    ("asl-hosts", &["asl-syntax"]),
    ("asl-query", &[]),
    ("asl-spec", &[]),
    ("asl-aws-models", &[]),
    ("asl-analysis", &["asl-syntax", "asl-hosts", "asl-query", "asl-spec", "asl-aws-models"]),
    ("asl-ls", &["asl-syntax", "asl-hosts", "asl-query", "asl-spec", "asl-aws-models", "asl-analysis"]),
];

/// What only the program itself may use: the protocol, the runtime, the log's sink, and walks over the file system.
const OUTSIDE: &[&str] = &["tower-lsp", "tower", "tokio", "futures", "dashmap", "tracing-subscriber", "clap", "ignore"];

/// Ways to the file system, the clock, the network and other processes, as source text.
const OUTSIDE_PATHS: &[&str] = &["std::fs", "std::net", "std::process", "std::env::", "Instant::now", "SystemTime"];

fn server() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../server")
}

/// The run-time dependencies of each crate under `server/`, by the crate's name.
fn manifests() -> BTreeMap<String, (PathBuf, Vec<String>)> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(server()).unwrap().flatten() {
        let Ok(manifest) = fs::read_to_string(entry.path().join("Cargo.toml")) else { continue };
        let mut section = "";
        let mut name = String::new();
        let mut dependencies = Vec::new();
        for line in manifest.lines().map(str::trim) {
            if line.starts_with('[') {
                section = line;
            } else if let Some((key, value)) = line.split_once('=') {
                let key = key.trim().split('.').next().unwrap_or_default();
                match section {
                    "[package]" if key == "name" => name = value.trim().trim_matches('"').to_owned(),
                    "[dependencies]" => dependencies.push(key.to_owned()),
                    _ => {}
                }
            }
        }
        found.insert(name, (entry.path(), dependencies));
    }
    found
}

#[test]
fn crates_use_only_the_layers_below_them() {
    for (name, (_, dependencies)) in manifests() {
        let (_, allowed) = LAYERS
            .iter()
            .find(|(layer, _)| *layer == name)
            .unwrap_or_else(|| panic!("{name} has no layer; give it one"));
        for dependency in dependencies.iter().filter(|d| d.starts_with("asl-")) {
            assert!(allowed.contains(&dependency.as_str()), "{name} must not use {dependency}");
        }
    }
}

#[test]
fn only_the_program_knows_the_outside_world() {
    for (name, (folder, dependencies)) in manifests() {
        if name == "asl-ls" {
            continue;
        }
        for dependency in &dependencies {
            assert!(!OUTSIDE.contains(&dependency.as_str()), "{name} must not use {dependency}");
        }
        for source in sources(&folder.join("src")) {
            let text = fs::read_to_string(&source).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for path in OUTSIDE_PATHS {
                assert!(!code.contains(path), "{} must not use {path}", source.display());
            }
        }
    }
}

#[test]
fn the_protocol_stays_in_the_program() {
    for (name, (folder, _)) in manifests() {
        for source in sources(&folder.join("src")) {
            let text = fs::read_to_string(&source).unwrap();
            let speaks = text.contains("tower_lsp") || text.contains("lsp_types");
            assert!(!speaks || name == "asl-ls", "{} speaks the protocol", source.display());
        }
    }
}

/// Every Rust file below a folder, except whole files of tests.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") && path.file_stem().is_none_or(|s| s != "tests") {
                found.push(path);
            }
        }
    }
    found
}
