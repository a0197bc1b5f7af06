//! The language server and command line of Amazon States Language.

fn main() {}
