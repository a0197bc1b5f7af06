//! What is wrong with a read, in one verdict for the rules that tell the reasons apart, and how to speak of it.

use std::fmt::Write;

use super::flow::{Value, Visibility};
use super::route::{Hop, Routes};
use super::{Need, Read};
use crate::graph::{Anchor, GraphFinding, MachineGraph};
use crate::model::TransitionKind;

/// Why a read finds no value, or may find none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No state of the machine assigns the variable.
    Nowhere,
    /// Only states of scopes that cannot be seen do.
    Elsewhere,
    /// Only states outside of a distributed Map state do.
    BehindDistributedMap,
    /// The `Assign` around the read is the first to do so.
    OwnAssign,
    /// A state that can be seen does, but no way here comes by.
    NoWay,
    /// Some ways here come by such a state, and some do not.
    SomeWays,
}

/// How many of the places that assign a variable are shown.
const PLACES: usize = 3;

/// How many turns of a route are shown.
const TURNS: usize = 5;

/// How many states of a route are named at each of its ends.
const ENDS: usize = 3;

/// What is wrong with the read of a state with this index.
pub fn fault(graph: &MachineGraph<'_>, state: usize, index: usize) -> Option<Fault> {
    let flow = graph.variables();
    let variables = &graph.states[state].state.variables;
    let read = variables.reads.get(index)?;
    match flow.value(state, index) {
        Value::Present => None,
        Value::Partial => (read.need == Need::Value).then_some(Fault::SomeWays),
        Value::Absent if read.need == Need::Unsure || flow.assigns_any() => None,
        Value::Absent => {
            let visibility = flow.visibility(graph, graph.states[state].scope, &read.name);
            let is_visible = visibility == Visibility::Visible;
            let fault = match visibility {
                _ if read.is_function && !is_visible => return None,
                Visibility::Nowhere => return Some(Fault::Nowhere),
                Visibility::Elsewhere => Fault::Elsewhere,
                Visibility::BehindDistributedMap => Fault::BehindDistributedMap,
                // What the expression makes of no value is what it is there for.
                Visibility::Visible if read.need == Need::Any => return None,
                Visibility::Visible if sets_own(graph, state, read) => Fault::OwnAssign,
                Visibility::Visible => Fault::NoWay,
            };
            (read.need != Need::Tested).then_some(fault)
        }
    }
}

/// Whether the `Assign` that a read stands in sets the same name.
fn sets_own(graph: &MachineGraph<'_>, state: usize, read: &Read) -> bool {
    let variables = &graph.states[state].state.variables;
    read.within.is_some() && variables.assigned.iter().any(|a| a.stage == read.stage && a.name == read.name)
}

/// Calls `visit` for every read of the machine with a fault, by state.
pub fn each_fault(graph: &MachineGraph<'_>, visit: &mut dyn FnMut(usize, usize, &Read, Fault)) {
    for (state, node) in graph.states.iter().enumerate() {
        for (index, read) in node.state.variables.reads.iter().enumerate() {
            if let Some(fault) = fault(graph, state, index) {
                visit(state, index, read, fault);
            }
        }
    }
}

/// Shows where the variable is assigned.
pub fn show_assignments(graph: &MachineGraph<'_>, name: &str, finding: &mut GraphFinding) {
    for (state, index) in graph.variables().assignments(name).iter().take(PLACES) {
        finding.related(Anchor::Assigned(*state, *index as usize), format!("\"${name}\" is assigned here"));
    }
}

/// Shows the turns that a route takes: the transitions of states that have several.
pub fn show_route(graph: &MachineGraph<'_>, route: &[Hop], finding: &mut GraphFinding) {
    let turns = route.iter().filter_map(|hop| {
        let transitions = &graph.states[hop.state].state.transitions;
        Some((hop.state, hop.way.filter(|_| transitions.len() > 1)?))
    });
    for (state, way) in turns.take(TURNS) {
        finding.related(Anchor::Target(state, way), "The way without a value goes on here");
    }
}

/// A route in words, up to `last`: `"A" → "B" (choice 2) → "C"`.
pub fn route_words(graph: &MachineGraph<'_>, route: &[Hop], last: usize) -> String {
    let mut words = String::new();
    for (index, hop) in route.iter().enumerate() {
        if route.len() > 2 * ENDS && index == ENDS {
            words.push_str("… → ");
        }
        if route.len() > 2 * ENDS && (ENDS..route.len() - ENDS).contains(&index) {
            continue;
        }
        let state = graph.states[hop.state].state;
        let _ = write!(words, "\"{}\"", state.name);
        match hop.way.and_then(|way| state.transitions.get(way)).map(|t| t.kind) {
            Some(TransitionKind::Next) | None => {}
            Some(kind) => {
                let _ = write!(words, " ({})", kind.title());
            }
        }
        words.push_str(" → ");
    }
    let _ = write!(words, "\"{}\"", graph.states[last].state.name);
    words
}

/// The routes of the names that a rule speaks of, each searched once.
pub struct RouteBook<'g, 'm> {
    graph: &'g MachineGraph<'m>,
    books: rustc_hash::FxHashMap<&'g str, Routes<'g, 'm>>,
}

/// How many names a rule searches routes for: each search may go through all states.
const NAMES: usize = 64;

impl<'g, 'm> RouteBook<'g, 'm> {
    /// An empty book.
    pub fn new(graph: &'g MachineGraph<'m>) -> Self {
        RouteBook { graph, books: rustc_hash::FxHashMap::default() }
    }

    /// A route to `state` on which `name` gets no value, where there is one to show.
    pub fn route(&mut self, name: &'g str, state: usize) -> Option<Vec<Hop>> {
        if self.books.len() >= NAMES && !self.books.contains_key(name) {
            return None;
        }
        let graph = self.graph;
        self.books.entry(name).or_insert_with(|| Routes::new(graph, name)).to(state)
    }
}
