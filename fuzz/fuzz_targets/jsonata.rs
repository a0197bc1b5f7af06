//! Any text, read as an expression, keeps the invariants of the parser and of what reads its trees.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../server/query/tests/jsonata/invariants.rs"]
mod invariants;

fuzz_target!(|text: &str| {
    invariants::check_all(text);
});
