//! The languages inside the strings of a state machine: JSONata, JSONPath and intrinsic functions.
//!
//! Each language has a parser that never fails: it gives a tree with a span on every node and a list of errors.
//! Nothing here knows of Amazon States Language, of JSON or of YAML; callers map spans back to their documents.

pub mod intrinsic;
pub mod jsonata;
pub mod jsonpath;
pub mod span;

pub use span::Span;
