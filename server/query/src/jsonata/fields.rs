//! The fields that an expression takes from a variable.

use super::tree::{ExprId, NodeKind, Parsed};
use crate::Span;

/// One field that is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name, without quotes and backticks.
    pub name: String,
    /// The range of the name as it is written.
    pub span: Span,
    /// The node of the name.
    pub id: ExprId,
}

/// The fields behind the node `id`, one below the other, as far as the text names them: for `$states` in
/// `$states.input.items[0].price` they are `input`, `items` and `price`.
///
/// Indices, predicates, sorts and bindings between the steps are passed over: they choose among values and do not change
/// what the fields are called. A step that is no plain name ends the list; so does a name that is not written yet or that
/// has a hole.
pub fn fields(parsed: &Parsed, id: ExprId) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut at = id;
    while let Some(parent) = parsed.parent(at) {
        match parsed.kind(parent) {
            NodeKind::Filter { base, .. }
            | NodeKind::KeepArray { base, .. }
            | NodeKind::Sort { base, .. }
            | NodeKind::Focus { base, .. }
            | NodeKind::Index { base, .. }
                if *base == at => {}
            NodeKind::Path { steps } => {
                let own = parsed.span(at).end;
                let behind = steps.partition_point(|step| parsed.span(*step).end <= own);
                for step in steps.get(behind..).unwrap_or_default() {
                    match field(parsed, *step) {
                        Some(field) => fields.push(field),
                        None => return fields,
                    }
                }
            }
            _ => break,
        }
        at = parent;
    }
    fields
}

/// The name that the step `id` takes, below its indices and predicates.
fn field(parsed: &Parsed, mut id: ExprId) -> Option<Field> {
    loop {
        let name = match parsed.kind(id) {
            NodeKind::Filter { base, .. }
            | NodeKind::KeepArray { base, .. }
            | NodeKind::Focus { base, .. }
            | NodeKind::Index { base, .. } => {
                id = *base;
                continue;
            }
            NodeKind::Name { name, .. } => name,
            NodeKind::String { value } if !parsed.has_hole(id) => value,
            _ => return None,
        };
        return Some(Field { name: name.clone(), span: parsed.span(id), id });
    }
}
