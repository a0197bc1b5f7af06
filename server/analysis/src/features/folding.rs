//! What can be folded: every object and array that spans lines, and in YAML every string that does, too.

use asl_syntax::{Dialect, Encoding, Span, Value};

use crate::analysis::Analysis;

/// The stretches of the document that can be folded, in the order of the text: objects and arrays that begin and end on
/// different lines. In YAML, where no bracket begins them, a value folds with its key, and so does a string of several
/// lines.
pub fn folds(analysis: &Analysis) -> Vec<Span> {
    let document = analysis.document();
    let is_yaml = document.dialect() == Dialect::Yaml;
    let is_foldable = |value: Value<'_>| {
        value.as_object().is_some() || value.as_array().is_some() || is_yaml && value.as_str().is_some()
    };
    let mut found = Vec::new();
    let mut open: Vec<(Value<'_>, Span)> = Vec::new();
    let root = document.tree().root().map(|root| (root, root.span()));
    // The root of YAML is all of the text: there is no line to fold it into.
    let is_flow = |value: &Value<'_>| value.as_object().is_some_and(|object| object.is_flow());
    found.extend(root.filter(|(root, _)| !is_yaml || is_flow(root)).map(|(_, span)| span));
    open.extend(root);
    while let Some((value, _)) = open.pop() {
        let before = open.len();
        if let Some(object) = value.as_object() {
            let place = |member: asl_syntax::Member<'_>, value: Value<'_>| match is_yaml {
                true => member.span(),
                false => value.span(),
            };
            open.extend(object.members().filter_map(|m| Some((m.value()?, place(m, m.value()?)))));
        } else if let Some(array) = value.as_array() {
            open.extend(array.items().map(|item| (item, item.span())));
        }
        found.extend(open[before..].iter().filter(|(value, _)| is_foldable(*value)).map(|(_, span)| *span));
    }
    let line = |offset| document.text().line_col(offset, Encoding::Utf8).line;
    found.retain(|span| line(span.start) < line(span.end));
    found.sort();
    found.dedup();
    found
}
