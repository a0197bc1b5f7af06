//! What can be folded: every object and array that spans lines.

use asl_syntax::{Encoding, Span, Value};

use crate::analysis::Analysis;

/// The objects and arrays of the document that begin and end on different lines, in the order of the text.
pub fn folds(analysis: &Analysis) -> Vec<Span> {
    let document = analysis.document();
    let mut found = Vec::new();
    let mut open: Vec<Value<'_>> = document.tree().root().into_iter().collect();
    while let Some(value) = open.pop() {
        if let Some(object) = value.as_object() {
            found.push(value.span());
            open.extend(object.members().filter_map(|m| m.value()));
        } else if let Some(array) = value.as_array() {
            found.push(value.span());
            open.extend(array.items());
        }
    }
    let line = |offset| document.text().line_col(offset, Encoding::Utf8).line;
    found.retain(|span| line(span.start) < line(span.end));
    found.sort();
    found
}
