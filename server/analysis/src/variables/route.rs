//! A way on which a variable gets no value.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::flow::VariableFlow;
use crate::graph::MachineGraph;

/// One transition of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The state that it leaves.
    pub state: usize,
    /// The index of the transition; `None` where the route goes into a scope of the state.
    pub way: Option<usize>,
}

/// The shortest routes on which one name gets no value, from the start of the machine to each state.
pub struct Routes<'g, 'm> {
    graph: &'g MachineGraph<'m>,
    flow: &'g VariableFlow<'m>,
    name: &'g str,
    /// For each scope that was searched, how each of its states was come to first.
    searched: FxHashMap<usize, FxHashMap<usize, Option<Hop>>>,
}

impl<'g, 'm> Routes<'g, 'm> {
    /// The routes for `name`. A scope is searched when a route into it is asked for.
    pub fn new(graph: &'g MachineGraph<'m>, name: &'g str) -> Routes<'g, 'm> {
        Routes { graph, flow: graph.variables(), name, searched: FxHashMap::default() }
    }

    /// The route to `state`, first transition first; `None` where there is none. The routes of scopes around that of the
    /// state are part of it as far as the variable might have got its value there.
    pub fn to(&mut self, state: usize) -> Option<Vec<Hop>> {
        let mut route = Vec::new();
        let mut state = state;
        loop {
            let scope = self.graph.states[state].scope;
            let came = self.search(scope);
            while let Some(hop) = came.get(&state)? {
                route.push(*hop);
                state = hop.state;
            }
            let node = &self.graph.scopes[scope];
            match node.owner.filter(|_| !node.scope.is_distributed) {
                Some(owner) if self.flow.home(self.graph, self.graph.states[owner].scope, self.name).is_some() => {
                    route.push(Hop { state: owner, way: None });
                    state = owner;
                }
                _ => break,
            }
        }
        route.reverse();
        Some(route)
    }

    fn search(&mut self, scope: usize) -> &FxHashMap<usize, Option<Hop>> {
        let (graph, flow, name) = (self.graph, self.flow, self.name);
        self.searched.entry(scope).or_insert_with(|| {
            let mut came = FxHashMap::default();
            let start = graph.scopes[scope].scope.start.as_ref().and_then(|start| graph.resolve(scope, &start.name));
            let mut open: VecDeque<usize> = VecDeque::new();
            if let Some(start) = start.filter(|_| flow.lacks_at_start(graph, scope, name)) {
                came.insert(start, None);
                open.push_back(start);
            }
            while let Some(state) = open.pop_front() {
                let targets = graph.successors(state);
                for way in flow.lacking_ways(graph, state, name) {
                    let way = way as usize;
                    if let Some(target) = targets.get(way).copied().flatten() {
                        came.entry(target).or_insert_with(|| {
                            open.push_back(target);
                            Some(Hop { state, way: Some(way) })
                        });
                    }
                }
            }
            came
        })
    }
}
