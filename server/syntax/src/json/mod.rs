//! JSON: tokens, the resilient parser, and parsing again after an edit.

mod build;
mod closers;
mod frame;
mod lexer;
mod machine;
mod parser;
mod quotes;
mod reparse;
mod strings;

pub(crate) use parser::parse;
pub(crate) use reparse::{Edit, reparse};
