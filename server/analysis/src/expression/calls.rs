//! The calls of library functions in a JSONata expression.

use asl_query::jsonata::types::{Shape, shape};
use asl_query::jsonata::{ExprId, NodeKind, Op, Parsed};
use asl_spec::jsonata::{Function, function};

use super::Expression;

/// A call by name of something that the expression itself does not define.
pub struct LibraryCall<'e> {
    /// The node that names the function.
    pub callee: ExprId,
    /// The name, without its dollar sign.
    pub name: &'e str,
    /// The function, where one of this name is known.
    pub function: Option<&'static Function>,
    /// The node of the call; `None` where `~>` hands a value to a bare name.
    pub call: Option<ExprId>,
    /// The arguments, the one that `~>` hands over first.
    pub arguments: Vec<ExprId>,
    /// Whether the first of them is handed over by `~>`.
    pub is_piped: bool,
    /// Whether an argument is left open by `?`: the call only makes another function.
    pub is_partial: bool,
}

impl LibraryCall<'_> {
    /// What is known of the arguments.
    pub fn shapes(&self, parsed: &Parsed) -> Vec<Shape> {
        self.arguments.iter().map(|id| if parsed.has_hole(*id) { Shape::Unknown } else { shape(parsed, *id) }).collect()
    }

    /// Whether a placeholder stands where an argument could begin or end, so that their number is not known.
    pub fn is_open(&self, parsed: &Parsed) -> bool {
        let is_hole = |id: &ExprId| matches!(parsed.kind(*id), NodeKind::Hole | NodeKind::HoleInfix { .. });
        self.arguments.iter().any(is_hole)
    }
}

/// Every call of a function from outside of the expression, in the order of the text.
pub fn library_calls<'e>(expression: &'e Expression<'_>) -> Vec<LibraryCall<'e>> {
    let Some(parsed) = expression.jsonata() else { return Vec::new() };
    let free = expression.scopes().free.iter();
    free.filter_map(|id| call_of(parsed, *id)).collect()
}

fn call_of(parsed: &Parsed, callee: ExprId) -> Option<LibraryCall<'_>> {
    let NodeKind::Variable { name } = parsed.kind(callee) else { return None };
    if parsed.has_hole(callee) {
        return None;
    }
    let parent = parsed.parent(callee)?;
    let piped = |id: ExprId| match parsed.parent(id).map(|parent| parsed.kind(parent)) {
        Some(NodeKind::Binary { op: Op::Chain, lhs, rhs, .. }) if *rhs == id => Some(*lhs),
        _ => None,
    };
    let (call, written, first) = match parsed.kind(parent) {
        NodeKind::Call { callee: own, arguments, .. } if *own == callee => {
            (Some(parent), arguments.clone(), piped(parent))
        }
        _ => (None, Vec::new(), Some(piped(callee)?)),
    };
    let is_partial = written.iter().any(|id| matches!(parsed.kind(*id), NodeKind::Placeholder));
    let mut arguments: Vec<ExprId> = first.into_iter().collect();
    arguments.extend(written);
    let is_piped = first.is_some();
    Some(LibraryCall { callee, name, function: function(name), call, arguments, is_piped, is_partial })
}
