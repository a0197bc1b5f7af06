//! Published machines with what others say of them, read from `../shared` beside the workspace where it is there.

use std::path::{Path, PathBuf};

use asl_analysis::{Analysis, Intent};
use asl_syntax::{Dialect, Document};
use serde_json::Value;

/// The folder of published machines; none, with a word about it, where it is not at hand.
pub(crate) fn corpus() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    if !path.is_dir() {
        println!("skipped: there is no corpus at {}", path.display());
        return None;
    }
    Some(path)
}

/// The rows of a table, one in JSON on each line.
pub(crate) fn rows(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().filter(|l| !l.is_empty()).map(|l| serde_json::from_str(l).unwrap()).collect()
}

/// The machines with a planted fault of one of these kinds: the file of each, and its row.
pub(crate) fn planted(corpus: &Path, kinds: &[&str]) -> Vec<(PathBuf, Value)> {
    let rows = rows(&corpus.join("mutants.jsonl")).into_iter();
    let asked = rows.filter(|row| kinds.contains(&row["source"].as_str().unwrap()));
    let file = |row: &Value| corpus.join(row["file"].as_str().unwrap());
    let found: Vec<_> = asked.map(|row| (file(&row), row)).collect();
    println!("{} planted faults", found.len());
    assert!(!found.is_empty(), "the corpus holds no such fault");
    found
}

/// The machine in a file.
pub(crate) fn read(path: &Path) -> Analysis {
    let text = std::fs::read_to_string(path).unwrap();
    let dialect = if path.extension().is_some_and(|e| e == "json") { Dialect::Json } else { Dialect::Yaml };
    Analysis::new(Document::new(&text, dialect), Intent::Machine)
}
