//! The language server of Amazon States Language: transport, documents and conversions around `asl-analysis`.

mod asked;
mod beside;
mod botocore;
mod capabilities;
pub mod client;
pub mod command;
pub mod convert;
mod deployment;
mod diagnostics;
pub mod engine;
pub mod logging;
pub mod order;
pub mod server;
pub mod state;
pub mod store;
pub mod transport;
pub mod workspace;
