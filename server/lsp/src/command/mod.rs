//! The command line: the same engine as the server, over files.

pub mod check;
mod config;
mod discover;
pub mod explain;
mod report;
