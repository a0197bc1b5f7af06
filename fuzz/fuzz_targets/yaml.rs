//! Any text of YAML, edited in any way, is parsed as from scratch and can be looked at everywhere; what the parser alone
//! takes has the same data, what it refuses is told.
#![no_main]

use asl_syntax::Dialect;
use libfuzzer_sys::fuzz_target;

#[path = "../../server/syntax/tests/document_invariants/mod.rs"]
mod document_invariants;
#[path = "../../server/syntax/tests/yaml_data/mod.rs"]
mod yaml_data;
#[path = "../../server/syntax/tests/yaml_invariants/mod.rs"]
mod yaml_invariants;

const MACHINE: &str = include_str!("../../server/syntax/tests/fixtures/orders.asl.yaml");

// Without a text of its own, the edits are made in a machine.
fuzz_target!(|input: (Option<String>, Vec<(u16, u8, String)>)| {
    let (text, edits) = input;
    document_invariants::check(text.as_deref().unwrap_or(MACHINE), Dialect::Yaml, &edits, yaml_invariants::agree);
});
