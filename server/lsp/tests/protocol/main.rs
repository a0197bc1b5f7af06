//! Sessions of the language server, as editors hold them.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail, and says when it skips")]

mod completion;
mod documents;
mod editor;
mod expressions;
mod formatting;
mod opening;
mod profile;
mod profiles;
mod program;
mod project;
mod prose;
mod rejudged;
mod templates;
mod terraform;
mod wire;
