//! Any text of JSON, edited in any way, is parsed as from scratch and can be looked at everywhere.
#![no_main]

use asl_syntax::Dialect;
use libfuzzer_sys::fuzz_target;

#[path = "../../server/syntax/tests/document_invariants/mod.rs"]
mod document_invariants;

fuzz_target!(|input: (String, Vec<(u16, u8, String)>)| {
    let (text, edits) = input;
    document_invariants::check(&text, Dialect::Json, &edits, |_, _| {});
});
