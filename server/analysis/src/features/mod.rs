//! What an editor asks for, each a plain function of an [`crate::Analysis`] and an offset.
//!
//! Every function takes any offset of any text and never panics; where there is nothing to say it gives `None` or an
//! empty list.

pub mod actions;
pub mod completion;
pub mod explain;
pub mod folding;
pub mod formatting;
pub mod hover;
pub mod locals;
pub mod names;
pub mod navigate;
pub mod opening;
pub mod outline;
pub mod rename;
pub mod selection;
pub mod signature;
pub mod tokens;
pub mod variables;
