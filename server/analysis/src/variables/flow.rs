//! On which ways a variable has a value: forwards from the start of each scope, until nothing changes.

use rustc_hash::{FxHashMap, FxHashSet};

use super::program::{Column, Op, Table, steps};
use super::sets::Known;
use super::{Fact, Literal};
use crate::graph::MachineGraph;

/// What is known of the value of a variable where it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// There is one, or nobody can say.
    Present,
    /// Some way here gives it none, and some way does.
    Partial,
    /// No way here gives it a value.
    Absent,
}

/// Which assignments of a name a scope can see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// The scope itself or one around it assigns the name.
    Visible,
    /// Only a scope outside of a distributed Map state does.
    BehindDistributedMap,
    /// Only other scopes do.
    Elsewhere,
    /// Nobody does.
    Nowhere,
}

/// The variables of a machine: who assigns them, who sees them, and where they have a value.
pub struct VariableFlow<'m> {
    /// For each name every assignment, as a state and an index in its list.
    assigned: FxHashMap<&'m str, Vec<(usize, u32)>>,
    /// Whether some `Assign` has a name that is not known yet, so that it may be any.
    any: bool,
    scopes: Vec<ScopeFlow<'m>>,
    /// For each state the verdict on each of its reads; empty where nothing is known.
    verdicts: Vec<Vec<Value>>,
}

/// One scope.
struct ScopeFlow<'m> {
    /// The names that this scope assigns itself.
    own: FxHashSet<&'m str>,
    /// The names that it reads, or that scopes inside of it read and can see here.
    read: FxHashSet<&'m str>,
    /// Whether something in it may read any variable.
    obscure: bool,
    /// The names that are followed although nobody reads them: those that scopes inside of it assign.
    inner: FxHashSet<&'m str>,
    /// What is followed here.
    table: Table<'m>,
    /// Whether all ways of the scope are known, and those of every scope that it can see.
    known: bool,
    /// What is known when each state begins; `None` where no way leads.
    before: Vec<Option<Known>>,
    /// The steps of each state.
    programs: Vec<Vec<Op>>,
}

impl<'m> VariableFlow<'m> {
    /// Follows every variable of a machine that is read where it can be seen.
    pub fn new(graph: &MachineGraph<'m>) -> VariableFlow<'m> {
        VariableFlow::follow_all(graph, false)
    }

    /// Follows every variable of a machine, whether anybody reads it or not.
    pub fn of_all(graph: &MachineGraph<'m>) -> VariableFlow<'m> {
        VariableFlow::follow_all(graph, true)
    }

    fn follow_all(graph: &MachineGraph<'m>, unread: bool) -> VariableFlow<'m> {
        let mut flow = VariableFlow {
            assigned: FxHashMap::default(),
            any: false,
            scopes: Vec::new(),
            verdicts: vec![Vec::new(); graph.states.len()],
        };
        for scope in 0..graph.scopes.len() {
            flow.collect(graph, scope);
        }
        if unread {
            for scope in &mut flow.scopes {
                scope.inner.extend(&scope.own);
            }
        }
        // Scopes stand behind those around them in the list.
        for scope in (1..graph.scopes.len()).rev() {
            flow.hand_out(graph, scope);
        }
        for scope in 0..graph.scopes.len() {
            flow.follow(graph, scope);
        }
        flow
    }

    /// Every assignment of a name, as a state and an index in the list of what it assigns.
    pub fn assignments(&self, name: &str) -> &[(usize, u32)] {
        self.assigned.get(name).map_or(&[], |all| all)
    }

    /// The name as the machine holds it, where it is assigned anywhere.
    pub fn name(&self, name: &str) -> Option<&'m str> {
        self.assigned.get_key_value(name).map(|(name, _)| *name)
    }

    /// Whether some `Assign` has a name that is not known yet: then any variable may have been assigned there.
    pub fn assigns_any(&self) -> bool {
        self.any
    }

    /// What is known of the value that a read of a state takes.
    pub fn value(&self, state: usize, read: usize) -> Value {
        self.verdicts[state].get(read).copied().unwrap_or(Value::Present)
    }

    /// What is known of the value of `name` when a state begins. `None` where no way leads to the state, or where nobody
    /// reads the name.
    pub fn value_before(&self, graph: &MachineGraph<'_>, state: usize, name: &str) -> Option<Value> {
        let scope = graph.states[state].scope;
        let flow = &self.scopes[scope];
        if !flow.known {
            return None;
        }
        let index = state - graph.scopes[scope].states.start;
        Some(flow.before.get(index)?.as_ref()?.value(*flow.table.columns.get(name)?))
    }

    /// Whether a scope assigns the name itself.
    pub fn is_own(&self, scope: usize, name: &str) -> bool {
        self.scopes[scope].own.contains(name)
    }

    /// The names that a scope assigns itself, in no order.
    pub fn own_names(&self, scope: usize) -> impl Iterator<Item = &'m str> {
        self.scopes[scope].own.iter().copied()
    }

    /// The scopes that the states of `scope` can see, the innermost first; they end with the first whose states run in
    /// executions of their own.
    pub fn visible_scopes(&self, graph: &MachineGraph<'_>, scope: usize) -> Vec<usize> {
        let outer = |scope: &usize| {
            let node = &graph.scopes[*scope];
            node.owner.filter(|_| !node.scope.is_distributed).map(|owner| graph.states[owner].scope)
        };
        std::iter::successors(Some(scope), outer).collect()
    }

    /// The nearest scope around `scope`, or itself, that assigns the name and can be seen.
    pub fn home(&self, graph: &MachineGraph<'_>, scope: usize, name: &str) -> Option<usize> {
        self.visible_scopes(graph, scope).into_iter().find(|scope| self.is_own(*scope, name))
    }

    /// Which assignments of `name` a scope can see.
    pub fn visibility(&self, graph: &MachineGraph<'_>, scope: usize, name: &str) -> Visibility {
        if self.assignments(name).is_empty() {
            return Visibility::Nowhere;
        }
        let around = |scope: &usize| graph.scopes[*scope].owner.map(|owner| graph.states[owner].scope);
        let mut behind = false;
        for scope in std::iter::successors(Some(scope), around) {
            if self.is_own(scope, name) {
                return if behind { Visibility::BehindDistributedMap } else { Visibility::Visible };
            }
            behind |= graph.scopes[scope].scope.is_distributed;
        }
        Visibility::Elsewhere
    }

    /// Whether a value that `scope` gives the name can be read by nobody.
    pub fn is_unread(&self, graph: &MachineGraph<'_>, scope: usize, name: &str) -> bool {
        let certain = |scope: usize| graph.is_certain(scope) && !self.scopes[scope].obscure;
        self.visible_scopes(graph, scope).iter().enumerate().all(|(depth, outer)| {
            // A name that an outer scope has as well is one variable, as far as anybody can say.
            let matters = depth == 0 || self.is_own(*outer, name);
            !matters || (certain(*outer) && !self.scopes[*outer].read.contains(name))
        })
    }

    fn collect(&mut self, graph: &MachineGraph<'m>, scope: usize) {
        let node = &graph.scopes[scope];
        let mut found = ScopeFlow {
            own: FxHashSet::default(),
            read: FxHashSet::default(),
            obscure: !node.scope.finished,
            inner: FxHashSet::default(),
            table: Table::default(),
            known: false,
            before: Vec::new(),
            programs: Vec::new(),
        };
        for index in node.states.clone() {
            let variables = &graph.states[index].state.variables;
            for (assigned, at) in variables.assigned.iter().zip(0..) {
                if !assigned.known {
                    self.any = true;
                    continue;
                }
                found.own.insert(&assigned.name);
                self.assigned.entry(&assigned.name).or_default().push((index, at));
            }
            found.read.extend(variables.reads.iter().map(|read| &*read.name));
            found.obscure |= variables.is_obscure;
        }
        self.scopes.push(found);
    }

    /// Tells the scope around this one what is read here.
    fn hand_out(&mut self, graph: &MachineGraph<'m>, scope: usize) {
        let node = &graph.scopes[scope];
        let Some(owner) = node.owner.filter(|_| !node.scope.is_distributed) else { return };
        let (outer, inner) = self.scopes.split_at_mut(scope);
        let outer = &mut outer[graph.states[owner].scope];
        outer.obscure |= inner[0].obscure;
        outer.read.extend(&inner[0].read);
        outer.inner.extend(inner[0].own.iter().chain(&inner[0].inner));
    }

    fn follow(&mut self, graph: &MachineGraph<'m>, scope: usize) {
        let node = &graph.scopes[scope];
        let outer = node.owner.filter(|_| !node.scope.is_distributed);
        let entry = outer.map(|owner| (owner, graph.states[owner].scope));
        let mut names: Vec<&'m str> = {
            let own = &self.scopes[scope];
            let seen = |name: &&&'m str| {
                own.own.contains(**name)
                    || entry.is_some_and(|(_, outer)| self.scopes[outer].table.columns.contains_key(**name))
            };
            own.read.iter().chain(&own.inner).filter(seen).copied().collect()
        };
        names.sort_unstable();
        names.dedup();
        let columns: FxHashMap<&'m str, Column> = names.iter().copied().zip(0..).collect();
        let splits = splits(graph, node.states.clone(), &self.scopes[scope].own);
        let mut start = Known::new(names.len(), splits.len());
        let mut known = true;
        if let Some((owner, outer)) = entry {
            known = self.scopes[outer].known;
            match self.on_entry(graph, owner, outer) {
                Some(around) => {
                    for (name, column) in &columns {
                        if let Some(above) = self.scopes[outer].table.columns.get(name) {
                            start.copy(*column, &around, *above);
                        }
                    }
                }
                None => known = false,
            }
        }
        let flow = &mut self.scopes[scope];
        flow.table = Table { columns, splits };
        let Some(order) = order(graph, scope).filter(|_| known) else { return };
        let first = node.states.start;
        let programs: Vec<Vec<Op>> = node.states.clone().map(|s| steps(graph.states[s].state, &flow.table)).collect();
        let mut before: Vec<Option<Known>> = vec![None; node.states.len()];
        before[order[0]] = Some(start);
        let mut dirty = vec![false; node.states.len()];
        dirty[order[0]] = true;
        // In the order in which ways lead on, all but loops is done in one pass.
        while dirty.contains(&true) {
            for &state in &order {
                if !std::mem::take(&mut dirty[state]) {
                    continue;
                }
                let Some(known) = before[state].clone() else { continue };
                let ways = graph.successors(first + state);
                known.run(graph.states[first + state].state, &programs[state], &mut |op, known| {
                    let Op::Go(way) = op else { return };
                    let Some(target) = ways.get(way as usize).copied().flatten().map(|t| t - first) else { return };
                    match &mut before[target] {
                        Some(old) => dirty[target] |= old.join(known),
                        empty => {
                            *empty = Some(known.clone());
                            dirty[target] = true;
                        }
                    }
                });
            }
        }
        for (index, known) in before.iter().enumerate() {
            let Some(known) = known else { continue };
            let state = graph.states[first + index].state;
            let mut verdicts = vec![Value::Present; state.variables.reads.len()];
            known.run(state, &programs[index], &mut |op, known| {
                if let Op::Read(read, column) = op {
                    verdicts[read as usize] = column.map_or(Value::Absent, |column| known.value(column));
                }
            });
            self.verdicts[first + index] = verdicts;
        }
        flow.known = true;
        flow.before = before;
        flow.programs = programs;
    }

    /// What is known when the scopes inside of `owner` begin.
    fn on_entry(&self, graph: &MachineGraph<'_>, owner: usize, scope: usize) -> Option<Known> {
        let flow = &self.scopes[scope];
        let index = owner - graph.scopes[scope].states.start;
        let mut found = None;
        flow.before.get(index)?.as_ref()?.run(graph.states[owner].state, &flow.programs[index], &mut |op, known| {
            if matches!(op, Op::Enter) {
                found = Some(known.clone());
            }
        });
        found
    }

    /// The transitions of a state, by index, that may be taken while `name` lacks a value.
    pub(super) fn lacking_ways(&self, graph: &MachineGraph<'_>, state: usize, name: &str) -> Vec<u32> {
        let scope = graph.states[state].scope;
        let flow = &self.scopes[scope];
        let index = state - graph.scopes[scope].states.start;
        let (Some(column), Some(program)) = (flow.table.columns.get(name), flow.programs.get(index)) else {
            return Vec::new();
        };
        let mut ways = Vec::new();
        let Some(known) = flow.before.get(index).and_then(Option::as_ref) else { return Vec::new() };
        known.run(graph.states[state].state, program, &mut |op, known| {
            if let Op::Go(way) = op
                && known.is_lacking(*column)
            {
                ways.push(way);
            }
        });
        ways
    }

    /// Whether the name may lack a value when the scope begins.
    pub(super) fn lacks_at_start(&self, graph: &MachineGraph<'_>, scope: usize, name: &str) -> bool {
        let Some(owner) = graph.scopes[scope].owner.filter(|_| !graph.scopes[scope].scope.is_distributed) else {
            return true;
        };
        let outer = graph.states[owner].scope;
        let Some(column) = self.scopes[outer].table.columns.get(name) else { return true };
        self.on_entry(graph, owner, outer).is_some_and(|known| known.is_lacking(*column))
    }
}

/// How many values a scope tells apart: each makes following it dearer.
const SPLITS: usize = 12;

/// The values that the tests of a scope ask for and its assignments give, so that what was assigned with them is known
/// when a test has come out.
fn splits<'m>(
    graph: &MachineGraph<'m>,
    states: std::ops::Range<usize>,
    own: &FxHashSet<&'m str>,
) -> Vec<(&'m str, &'m Literal)> {
    let mut found: Vec<(&'m str, &'m Literal)> = Vec::new();
    let mut given: Option<FxHashSet<&'m str>> = None;
    for guard in states.clone().flat_map(|index| &graph.states[index].state.variables.guards) {
        let (Fact::Equal(literal) | Fact::Different(literal)) = &guard.fact else { continue };
        let given = given.get_or_insert_with(|| {
            let assigned = states.clone().flat_map(|index| &graph.states[index].state.variables.assigned);
            assigned.filter(|a| a.literal.is_some()).map(|a| &*a.name).collect()
        });
        let split = (&*guard.name, literal);
        if own.contains(split.0) && given.contains(split.0) && !found.contains(&split) {
            found.push(split);
            if found.len() == SPLITS {
                break;
            }
        }
    }
    found
}

/// The states of a scope that can be reached, each before those that it leads to, loops aside; as positions in the scope.
/// `None` where the ways are not known.
fn order(graph: &MachineGraph<'_>, scope: usize) -> Option<Vec<usize>> {
    let node = &graph.scopes[scope];
    if !graph.has_known_ways(scope) {
        return None;
    }
    let start = graph.resolve(scope, &node.scope.start.as_ref().filter(|s| s.known)?.name)?;
    let first = node.states.start;
    let mut seen = vec![false; node.states.len()];
    let mut order = Vec::new();
    let mut open = vec![(start, 0)];
    seen[start - first] = true;
    while let Some((state, way)) = open.pop() {
        match graph.successors(state).get(way) {
            Some(next) => {
                open.push((state, way + 1));
                let next = (*next)?;
                if !std::mem::replace(&mut seen[next - first], true) {
                    open.push((next, 0));
                }
            }
            None => order.push(state - first),
        }
    }
    order.reverse();
    Some(order)
}
