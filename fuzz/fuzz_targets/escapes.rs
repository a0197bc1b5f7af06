//! Any text, written as a string in any style, has a place in the document for every character, and back.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../server/syntax/tests/escape_invariants/mod.rs"]
mod escape_invariants;

fuzz_target!(|input: (u8, &str)| escape_invariants::check(input.0, input.1));
