//! Any text, read as a path, keeps the invariants of the parser.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../server/query/tests/jsonpath_invariants/mod.rs"]
mod invariants;

fuzz_target!(|text: &str| {
    invariants::check_all(text);
});
