//! The facts of Amazon States Language, each written once.
