//! Code generation, tidy checks and packaging.

fn main() {}
