//! The variables that an expression may use.

use asl_syntax::Span;

use super::flow::{Value, VariableFlow};
use rustc_hash::FxHashSet;

use super::fault::route_words;
use super::route::Routes;
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
    let flow = VariableFlow::of_all(&graph);
    let mut found = Vec::new();
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for (depth, scope) in flow.visible_scopes(&graph, graph.states[state].scope).into_iter().enumerate() {
        let mut here: Vec<&str> = flow.own_names(scope).filter(|name| seen.insert(name)).collect();
        here.sort_unstable();
        found.extend(here.into_iter().map(|name| variable(&graph, &flow, (state, scope), name, depth)));
    }
    found
}

/// A way from the start to the state around `offset` on which the variable gets no value, in words: `"A" → "B"`. `None`
/// where there is none, or no expression reads the variable.
pub fn route_without(analysis: &Analysis, offset: u32, name: &str) -> Option<String> {
    let graph = MachineGraph::new(analysis.machine()?);
    let state = graph.state_at(offset)?;
    let route = Routes::new(&graph, name).to(state)?;
    Some(route_words(&graph, &route, state))
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
        let shift = i64::from(node.at);
        Some(AssignedAt {
            state: node.state.name.to_string(),
            span: assigned.span.shift(shift),
            value: assigned.value.map(|value| value.shift(shift)),
        })
    });
    let assigned = assigned.collect();
    // Inside of a scope that does not mention the variable, what counts is the state that holds the scope.
    let mut at = Some(state);
    let value = std::iter::from_fn(|| {
        let state = at?;
        at = graph.scopes[graph.states[state].scope].owner;
        Some(state)
    })
    .take(depth + 1)
    .find_map(|state| flow.value_before(graph, state, name));
    Variable { name: name.to_owned(), assigned, value, depth }
}
