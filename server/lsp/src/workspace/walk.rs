//! Which files of the workspace may be machines or templates.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use ignore::WalkBuilder;

use crate::engine::DocumentKind;

/// The service takes definitions of 1 MB at most; templates of this size are made by programs.
const MOST_BYTES: u64 = 4 << 20;

/// Files and folders that are looked at before a workspace counts as too large to be known as a whole.
const MOST_ENTRIES: usize = 200_000;

/// Files that are read.
const MOST_FILES: usize = 20_000;

/// A file as the disk has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
}

impl Stamp {
    /// The stamp of a file that may be a machine or a template by its name and size.
    pub(super) fn of(path: &Path) -> Option<Stamp> {
        DocumentKind::of_path(&path.to_string_lossy())?;
        Stamp::of_metadata(&std::fs::metadata(path).ok()?)
    }

    fn of_metadata(metadata: &Metadata) -> Option<Stamp> {
        let is_one = metadata.is_file() && metadata.len() <= MOST_BYTES;
        is_one.then(|| Stamp { modified: metadata.modified().ok(), length: metadata.len() })
    }
}

/// The files below `folders` that may be machines or templates. What git ignores, what is hidden and what a package
/// manager has put there is left out.
pub(super) fn files(folders: &[PathBuf]) -> Vec<(PathBuf, Stamp)> {
    let mut found = Vec::new();
    let mut entries = 0;
    for folder in folders {
        let mut walk = WalkBuilder::new(folder);
        walk.hidden(true).require_git(false).filter_entry(|entry| entry.file_name() != "node_modules");
        for entry in walk.build().flatten() {
            entries += 1;
            if entries > MOST_ENTRIES || found.len() >= MOST_FILES {
                tracing::warn!(folder = %folder.display(), "the workspace is too large to be known as a whole");
                return found;
            }
            let path = entry.path();
            if DocumentKind::of_path(&path.to_string_lossy()).is_none() {
                continue;
            }
            let stamp = entry.metadata().ok().as_ref().and_then(Stamp::of_metadata);
            found.extend(stamp.map(|stamp| (path.to_owned(), stamp)));
        }
    }
    found
}

/// Whether a text has any of the words without which it is neither a machine nor holds one.
pub(super) fn may_hold(text: &str) -> bool {
    ["StartAt", "tateMachine", "aws_sfn_"].iter().any(|word| text.contains(word))
}
