//! On which ways a variable has a value: forwards from the start of each scope, until nothing changes.

use rustc_hash::{FxHashMap, FxHashSet};

use super::program::{Column, Op, proves, steps};
use crate::graph::MachineGraph;
use crate::model::State;

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
    /// The names whose value is followed here, with their columns.
    columns: FxHashMap<&'m str, Column>,
    /// Whether all ways of the scope are known, and those of every scope that it can see.
    known: bool,
    /// What is known when each state begins; `None` where no way leads.
    before: Vec<Option<Known>>,
    /// The steps of each state.
    programs: Vec<Vec<Op>>,
}

/// Two sets of columns.
#[derive(Clone, PartialEq, Eq, Default)]
pub(super) struct Known {
    /// On some way they have no value.
    lacking: Bits,
    /// On some way they have one.
    given: Bits,
}

#[derive(Clone, PartialEq, Eq, Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn new(columns: usize) -> Bits {
        Bits(vec![0; columns.div_ceil(64)])
    }

    fn get(&self, column: Column) -> bool {
        self.0.get(column as usize / 64).is_some_and(|word| word >> (column % 64) & 1 == 1)
    }

    fn set(&mut self, column: Column, value: bool) {
        if let Some(word) = self.0.get_mut(column as usize / 64) {
            let bit = 1 << (column % 64);
            *word = if value { *word | bit } else { *word & !bit };
        }
    }

    /// Adds all of `other`; says whether anything was new.
    fn join(&mut self, other: &Bits) -> bool {
        let mut grown = false;
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            grown |= *more & !*word != 0;
            *word |= more;
        }
        grown
    }
}

impl Known {
    fn new(columns: usize) -> Known {
        Known { lacking: Bits::new(columns), given: Bits::new(columns) }
    }

    fn join(&mut self, other: &Known) -> bool {
        let lacking = self.lacking.join(&other.lacking);
        self.given.join(&other.given) || lacking
    }

    fn give(&mut self, column: Column) {
        self.lacking.set(column, false);
        self.given.set(column, true);
    }

    fn give_any(&mut self) {
        self.lacking.0.fill(0);
        self.given.0.fill(u64::MAX);
    }

    /// What is known of a column.
    fn value(&self, column: Column) -> Value {
        match (self.given.get(column), self.lacking.get(column)) {
            (false, _) => Value::Absent,
            (true, true) => Value::Partial,
            (true, false) => Value::Present,
        }
    }

    /// Runs through the steps of a state; `visit` sees each with what is known there, before a read proves anything.
    pub(super) fn run(&self, state: &State, program: &[Op], visit: &mut dyn FnMut(Op, &Known)) {
        let mut known = self.clone();
        let mut saved = None;
        for op in program {
            visit(*op, &known);
            match *op {
                Op::Read(read, Some(column)) if proves(state, read) => known.lacking.set(column, false),
                Op::Read(..) | Op::Enter | Op::Go(_) => {}
                Op::Give(column) => known.give(column),
                Op::GiveAny => known.give_any(),
                Op::Save => saved = Some(known.clone()),
                Op::Restore => known = saved.take().unwrap_or(known),
            }
        }
    }
}

impl<'m> VariableFlow<'m> {
    /// Follows every variable of a machine.
    pub fn new(graph: &MachineGraph<'m>) -> VariableFlow<'m> {
        let mut flow = VariableFlow {
            assigned: FxHashMap::default(),
            any: false,
            scopes: Vec::new(),
            verdicts: vec![Vec::new(); graph.states.len()],
        };
        for scope in 0..graph.scopes.len() {
            flow.collect(graph, scope);
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

    /// Every name that is assigned anywhere, with its assignments, in no order.
    pub fn names(&self) -> impl Iterator<Item = (&'m str, &[(usize, u32)])> {
        self.assigned.iter().map(|(name, all)| (*name, all.as_slice()))
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
        Some(flow.before.get(index)?.as_ref()?.value(*flow.columns.get(name)?))
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
            columns: FxHashMap::default(),
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
    }

    fn follow(&mut self, graph: &MachineGraph<'m>, scope: usize) {
        let node = &graph.scopes[scope];
        let outer = node.owner.filter(|_| !node.scope.is_distributed);
        let entry = outer.map(|owner| (owner, graph.states[owner].scope));
        let mut names: Vec<&'m str> = {
            let own = &self.scopes[scope];
            let seen = |name: &&&'m str| {
                own.own.contains(**name)
                    || entry.is_some_and(|(_, outer)| self.scopes[outer].columns.contains_key(**name))
            };
            own.read.iter().filter(seen).copied().collect()
        };
        names.sort_unstable();
        let columns: FxHashMap<&'m str, Column> = names.iter().copied().zip(0..).collect();
        let mut start = Known::new(names.len());
        for column in 0..names.len() as Column {
            start.lacking.set(column, true);
        }
        let mut known = true;
        if let Some((owner, outer)) = entry {
            known = self.scopes[outer].known;
            match self.on_entry(graph, owner, outer) {
                Some(around) => {
                    for (name, column) in &columns {
                        if let Some(above) = self.scopes[outer].columns.get(name) {
                            start.lacking.set(*column, around.lacking.get(*above));
                            start.given.set(*column, around.given.get(*above));
                        }
                    }
                }
                None => known = false,
            }
        }
        let flow = &mut self.scopes[scope];
        flow.columns = columns;
        let Some(order) = order(graph, scope).filter(|_| known) else { return };
        let column = |name: &str| flow.columns.get(name).copied();
        let first = node.states.start;
        let programs: Vec<Vec<Op>> = node.states.clone().map(|s| steps(graph.states[s].state, &column)).collect();
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

    /// The transitions of a state, by index, that may be taken while `name` lacks a value, given that it lacks one when
    /// the state begins.
    pub(super) fn lacking_ways(&self, graph: &MachineGraph<'_>, state: usize, name: &str) -> Vec<u32> {
        let scope = graph.states[state].scope;
        let flow = &self.scopes[scope];
        let index = state - graph.scopes[scope].states.start;
        let (Some(column), Some(program)) = (flow.columns.get(name), flow.programs.get(index)) else {
            return Vec::new();
        };
        let mut ways = Vec::new();
        let mut lacks = Known::new(flow.columns.len());
        lacks.lacking.set(*column, true);
        lacks.run(graph.states[state].state, program, &mut |op, known| {
            if let Op::Go(way) = op
                && known.lacking.get(*column)
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
        let Some(column) = self.scopes[outer].columns.get(name) else { return true };
        self.on_entry(graph, owner, outer).is_some_and(|known| known.lacking.get(*column))
    }
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
