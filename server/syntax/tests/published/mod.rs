//! Texts that others publish, read from `../shared` beside the workspace where it is there.

use std::fs;
use std::path::{Path, PathBuf};

/// The files of a folder by name; none, with a word about it, where the folder is not at hand.
pub(crate) fn files(folder: &str) -> Vec<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(folder);
    let Ok(entries) = fs::read_dir(&path) else {
        println!("skipped: {folder} is not there");
        return Vec::new();
    };
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}
