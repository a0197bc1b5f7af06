//! JSON as others define it: the parser finds errors exactly where a text is no JSON.

// Helper functions of tests may do what tests may do.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod published;

use std::fs;

use asl_syntax::{Dialect, Document};
use published::files;

#[test]
fn the_json_test_suite() {
    let mut wrong = Vec::new();
    for file in files("conformance/json-test-suite/test_parsing") {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&file).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let document = Document::new(&text, Dialect::Json);
        assert_eq!(document.tree().green().to_string(), text, "{name}");
        let clean = document.tree().errors().is_empty();
        // Bytes that are no UTF-8 never reach the parser.
        if name.starts_with("y_") && !clean || name.starts_with("n_") && clean && bytes == text.as_bytes() {
            wrong.push(format!("{name}: {:?}", document.tree().errors()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn real_machines_have_no_errors() {
    for file in files("corpus/dev/valid") {
        let text = fs::read_to_string(&file).unwrap();
        let document = Document::new(&text, Dialect::Json);
        assert_eq!(document.tree().green().to_string(), text);
        assert_eq!(document.tree().errors(), [], "{}", file.display());
    }
}
