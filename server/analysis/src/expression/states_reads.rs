//! What a JSONata expression reads of `$states`.

use asl_query::jsonata::{ExprId, NodeKind, Parsed};
use asl_spec::StateType;
use asl_spec::context_object::StatesAvailability;

use super::{Expression, Site};

/// One use of `$states` in an expression.
pub struct StatesRead<'e> {
    /// The node of `$states` itself.
    pub root: ExprId,
    /// The names behind it, as far as they are written out: `input` and `order` in `$states.input.order[0]`.
    pub names: Vec<NameStep<'e>>,
}

/// A name in a path.
#[derive(Clone, Copy, Debug)]
pub struct NameStep<'e> {
    /// The name.
    pub name: &'e str,
    /// Its node.
    pub id: ExprId,
}

/// Every use of the service's own `$states`, in the order of the text. A variable of the expression that bears this
/// name is another thing.
pub fn states_reads<'e>(expression: &'e Expression<'_>) -> Vec<StatesRead<'e>> {
    let Some(parsed) = expression.jsonata() else { return Vec::new() };
    let scopes = expression.scopes();
    let is_states = |id: &ExprId| matches!(parsed.kind(*id), NodeKind::Variable { name } if name == "states");
    let free = scopes.free.iter().copied().filter(is_states);
    free.map(|root| StatesRead { root, names: names_behind(parsed, root) }).collect()
}

/// The names in the path that begins with `root`.
fn names_behind(parsed: &Parsed, root: ExprId) -> Vec<NameStep<'_>> {
    let Some(NodeKind::Path { steps }) = parsed.parent(root).map(|path| parsed.kind(path)) else { return Vec::new() };
    let Some((first, rest)) = steps.split_first() else { return Vec::new() };
    if *first != root {
        return Vec::new();
    }
    rest.iter().map_while(|step| name_of(parsed, *step)).collect()
}

/// The name that a step of a path goes to, whatever filters and bindings stand behind it.
pub(crate) fn name_of(parsed: &Parsed, step: ExprId) -> Option<NameStep<'_>> {
    let mut id = step;
    loop {
        match parsed.kind(id) {
            NodeKind::Name { name, .. } if !parsed.has_hole(id) => return Some(NameStep { name, id }),
            NodeKind::String { value } if !parsed.has_hole(id) => return Some(NameStep { name: value, id }),
            NodeKind::Filter { base, .. }
            | NodeKind::KeepArray { base, .. }
            | NodeKind::Sort { base, .. }
            | NodeKind::Group { base, .. }
            | NodeKind::Focus { base, .. }
            | NodeKind::Index { base, .. } => id = *base,
            _ => return None,
        }
    }
}

impl Site<'_> {
    /// Whether a member of `$states` with this availability exists at this site.
    pub fn has_states_member(&self, availability: StatesAvailability) -> bool {
        let is_result = matches!(self.field.name, "Output" | "Assign");
        match availability {
            StatesAvailability::Everywhere => true,
            StatesAvailability::Result => {
                let kind = self.place.state.and_then(|state| state.kind);
                is_result
                    && self.is_of_state()
                    && matches!(kind, Some(StateType::Task | StateType::Parallel | StateType::Map))
            }
            StatesAvailability::ErrorOutput => is_result && self.context() == Some(asl_spec::Context::Catcher),
        }
    }
}
