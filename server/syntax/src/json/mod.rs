//! JSON: tokens, the resilient parser, and parsing again after an edit.

mod build;
mod closers;
mod frame;
mod lexer;
mod parser;
mod quotes;
mod strings;

pub(crate) use parser::parse;
