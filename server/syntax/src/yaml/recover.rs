//! What is left of a text that is no YAML.

use super::compose::{Failure, Node, character};
use super::error;
use crate::SyntaxError;

pub(super) fn document(text: &str, failure: Failure, errors: &mut Vec<SyntaxError>) -> Option<Node> {
    errors.push(error(failure.kind, character(text, failure.at)));
    None
}
