//! The variables that an expression may use.

use asl_syntax::{Member, Span};

use super::flow::{Value, VariableFlow};
use crate::analysis::Analysis;
use crate::graph::MachineGraph;

/// A variable that can be seen from a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name, without the dollar sign.
    pub name: String,
    /// Where it is assigned.
    pub assigned: Vec<AssignedAt>,
    /// What is known of its value when the state around the place begins; `None` where the ways there are not known.
    pub value: Option<Value>,
    /// How many scopes further out it lives: 0 is the scope of the state itself.
    pub depth: usize,
}

/// One assignment of a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignedAt {
    /// The state that assigns it.
    pub state: String,
    /// The name in the key, without quotes and `.$`; an offset of the document.
    pub span: Span,
    /// The value, where it has one.
    pub value: Option<Span>,
}

/// Every variable that an expression at `offset` can see, by depth, then by name. A variable that only the state itself
/// assigns is among them, with what is known of it before the state.
pub fn in_scope_at(analysis: &Analysis, offset: u32) -> Vec<Variable> {
    let Some(machine) = analysis.machine() else { return Vec::new() };
    let graph = MachineGraph::new(machine);
    let Some(state) = graph.state_at(offset) else { return Vec::new() };
    let flow = graph.variables();
    let mut found = Vec::new();
    for (depth, scope) in flow.visible_scopes(&graph, graph.states[state].scope).into_iter().enumerate() {
        let mut here: Vec<&str> = flow.own_names(scope).collect();
        here.sort_unstable();
        for name in here {
            if found.iter().all(|known: &Variable| known.name != name) {
                found.push(variable(&graph, flow, (state, scope), name, depth));
            }
        }
    }
    found
}

fn variable(
    graph: &MachineGraph<'_>,
    flow: &VariableFlow<'_>,
    (state, scope): (usize, usize),
    name: &str,
    depth: usize,
) -> Variable {
    let assigned = flow.assignments(name).iter().filter(|(at, _)| graph.states[*at].scope == scope);
    let assigned = assigned.filter_map(|(at, index)| {
        let node = &graph.states[*at];
        let assigned = node.state.variables.assigned.get(*index as usize)?;
        let key = assigned.key.shift(i64::from(node.at));
        let value = value_of(node.state.part.member(node.at), key.start);
        Some(AssignedAt { state: node.state.name.to_string(), span: assigned.span.shift(i64::from(node.at)), value })
    });
    Variable {
        name: name.to_owned(),
        assigned: assigned.collect(),
        value: flow.value_before(graph, state, name),
        depth,
    }
}

/// The value of the member whose key starts at `key`, inside of `member`. A walk from the root would cost as much as the
/// machine has states, for each assignment.
fn value_of(member: Member<'_>, key: u32) -> Option<Span> {
    let mut value = member.value()?;
    loop {
        if let Some(object) = value.as_object() {
            let member = object.members().find(|member| member.span().contains(key))?;
            if member.key().span().start == key {
                return member.value().map(asl_syntax::Value::span);
            }
            value = member.value()?;
        } else {
            value = value.as_array()?.items().find(|item| item.span().contains(key))?;
        }
    }
}
