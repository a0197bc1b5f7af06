//! Suites and machines that others publish, read from `../shared` beside the workspace where it is there.

#![allow(dead_code, reason = "each test takes what it needs")]

use serde_json::Value;

/// The text of a file; none, with a word about it, where the file is not at hand.
pub(crate) fn shared(file: &str) -> Option<String> {
    let path = format!("{}/../../../shared/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).ok();
    if text.is_none() {
        println!("skipped: ../shared/{file} is not there");
    }
    text
}

/// Planted faults of the kinds that are asked for: the kind, and the string with the fault in it. Documents that are no
/// JSON are left out; none at all where a file is not at hand.
pub(crate) fn planted(is_asked: impl Fn(&str) -> bool) -> Option<Vec<(String, String)>> {
    let mut found = Vec::new();
    for line in shared("corpus/mutants.jsonl")?.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let kind = row["source"].as_str().unwrap();
        if !is_asked(kind) {
            continue;
        }
        let document = shared(&format!("corpus/{}", row["file"].as_str().unwrap()))?;
        let Ok(document) = serde_json::from_str::<Value>(&document) else {
            continue;
        };
        let pointer = row["expected"][0]["paths"][0].as_str().unwrap();
        let text = document.pointer(pointer).unwrap().as_str().unwrap();
        found.push((kind.to_owned(), text.to_owned()));
    }
    Some(found)
}
