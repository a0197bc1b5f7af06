//! Sessions of the language server, as editors hold them.

mod documents;
mod editor;
mod profile;
mod profiles;
mod program;
mod wire;
