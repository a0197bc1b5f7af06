//! Which files to look at.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use ignore::overrides::OverrideBuilder;

use crate::engine::DocumentKind;

/// A file to check.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Candidate {
    /// Where it is, as the person would write it.
    pub(crate) path: PathBuf,
    /// Whether somebody asked for this very file, so that it has to be a machine.
    pub(crate) named: bool,
}

/// The files that `paths` stand for, each once, in the order of their names. A folder stands for the
/// files in it that may hold a machine, except what git ignores; a text with `*`, `?` or `[` that is no file is a glob.
///
/// # Errors
/// When a path does not exist or a glob cannot be read.
pub(crate) fn files(paths: &[PathBuf]) -> io::Result<Vec<Candidate>> {
    let mut found = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            walk(path, None, &mut found)?;
        } else if path.exists() {
            found.insert(Candidate { path: path.clone(), named: true });
        } else if is_glob(path) {
            let (root, pattern) = split_glob(path);
            let before = found.len();
            walk(&root, Some(&pattern), &mut found)?;
            if found.len() == before {
                return Err(io::Error::new(io::ErrorKind::NotFound, format!("{}: no file matches", path.display())));
            }
        } else {
            return Err(io::Error::new(io::ErrorKind::NotFound, format!("{}: no such file", path.display())));
        }
    }
    // A file that is named and also met in a folder is a named one.
    let named: BTreeSet<PathBuf> = found.iter().filter(|c| c.named).map(|c| c.path.clone()).collect();
    found.retain(|c| c.named || !named.contains(&c.path));
    Ok(found.into_iter().collect())
}

fn walk(root: &Path, pattern: Option<&str>, found: &mut BTreeSet<Candidate>) -> io::Result<()> {
    let mut builder = WalkBuilder::new(root);
    builder.hidden(true).require_git(false);
    if let Some(pattern) = pattern {
        let mut overrides = OverrideBuilder::new(root);
        overrides.add(pattern).map_err(io::Error::other)?;
        builder.overrides(overrides.build().map_err(io::Error::other)?);
    }
    for entry in builder.build() {
        let entry = entry.map_err(io::Error::other)?;
        if entry.file_type().is_some_and(|t| t.is_file()) && (pattern.is_some() || may_hold(entry.path())) {
            let path = entry.path().strip_prefix("./").unwrap_or(entry.path()).to_owned();
            found.insert(Candidate { path, named: false });
        }
    }
    Ok(())
}

/// Whether a file with this name can be a machine or hold one.
fn may_hold(path: &Path) -> bool {
    DocumentKind::of_path(&path.to_string_lossy()).is_some()
}

fn is_glob(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

/// The folder in front of the first part with a wildcard, and the rest.
fn split_glob(path: &Path) -> (PathBuf, String) {
    let mut root = PathBuf::new();
    let mut parts = path.components().peekable();
    while let Some(part) = parts.peek() {
        if part.as_os_str().to_string_lossy().contains(['*', '?', '[']) {
            break;
        }
        root.push(part);
        parts.next();
    }
    let rest: PathBuf = parts.collect();
    if root.as_os_str().is_empty() {
        root.push(".");
    }
    (root, format!("/{}", rest.to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::split_glob;

    #[test]
    fn a_glob_is_split_at_its_first_wildcard() {
        let check = |glob: &str, root: &str, rest: &str| {
            assert_eq!(split_glob(Path::new(glob)), (root.into(), rest.to_owned()));
        };
        check("flows/**/*.asl.json", "flows", "/**/*.asl.json");
        check("*.asl.json", ".", "/*.asl.json");
        check("/a/b/c?.json", "/a/b", "/c?.json");
    }
}
