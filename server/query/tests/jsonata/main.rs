//! Tests of the JSONata module.
//!
//! The language is covered by fixtures of our own; `suite` adds the reference suite and a corpus where they are at hand.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "../published/mod.rs"]
mod published;

mod at;
mod depth;
mod errors;
mod fields;
mod format;
mod highlight;
mod invariants;
mod linear;
mod outline;
mod parse;
mod properties;
mod scope;
mod signature;
mod suite;
