//! The steps of one state as far as they matter to variables.

use rustc_hash::FxHashMap;

use super::{Fact, Literal, Need, Stage};
use crate::model::{State, TransitionKind};

/// The number of a variable in the table of its scope.
pub(super) type Column = u32;

/// One step. A state is run through in order; what is known at a step is a set of columns that may lack a value and a
/// set of those that may have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    /// The read with this index happens here. Where it needs the value, the state goes on only if there is one.
    Read(u32, Option<Column>),
    /// The variable has a value from here on.
    Give(Column),
    /// Any variable may have got a value.
    GiveAny,
    /// The variable of the split with this number gets its value, another one, or nobody can say.
    Set(u32, Option<bool>),
    /// The variable of the split with this number has its value, or has not.
    Assume(u32, bool),
    /// The scopes inside of the state begin here.
    Enter,
    /// Remembers what is known.
    Save,
    /// Goes back to what was remembered.
    Restore,
    /// The transition with this index is taken.
    Go(u32),
}

/// What a scope keeps of its variables.
#[derive(Default)]
pub(super) struct Table<'m> {
    /// The number of each name whose value is followed.
    pub(super) columns: FxHashMap<&'m str, Column>,
    /// The values that are told apart: a name and a literal.
    pub(super) splits: Vec<(&'m str, &'m Literal)>,
}

impl Table<'_> {
    fn splits_of<'s>(&'s self, name: &'s str) -> impl Iterator<Item = (u32, &'s Literal)> {
        self.splits
            .iter()
            .zip(0..)
            .filter(move |((own, _), _)| *own == name)
            .map(|((_, literal), index)| (index, *literal))
    }
}

/// The steps of `state`. The reads of names that the scope does not follow are steps without a column.
pub(super) fn steps(state: &State, table: &Table<'_>) -> Vec<Op> {
    let variables = &state.variables;
    let mut reads: Vec<u32> = (0..variables.reads.len() as u32).collect();
    reads.sort_by_key(|index| variables.reads[*index as usize].stage);
    let mut assigned: Vec<u32> = (0..variables.assigned.len() as u32).collect();
    assigned.sort_by_key(|index| variables.assigned[*index as usize].stage);
    let ways = state.transitions.iter().zip(0..).map(|(t, index)| (t.kind, index)).collect();
    let mut writer = Writer { state, table, ops: Vec::new(), reads, assigned, ways };
    writer.write();
    writer.ops
}

struct Writer<'s> {
    state: &'s State,
    table: &'s Table<'s>,
    ops: Vec<Op>,
    /// The reads and the assignments in the order of their stages.
    reads: Vec<u32>,
    assigned: Vec<u32>,
    /// The index of each transition.
    ways: FxHashMap<TransitionKind, u32>,
}

impl Writer<'_> {
    fn write(&mut self) {
        let tests = self.state.transitions.iter().filter_map(|t| match t.kind {
            TransitionKind::Choice(index) => Some(index + 1),
            _ => None,
        });
        let reads = self.state.variables.reads.iter().filter_map(|read| match read.stage {
            Stage::Test(rule) | Stage::Chosen(rule) => Some(rule + 1),
            _ => None,
        });
        let rules = tests.chain(reads).max().unwrap_or(0);
        self.catchers();
        self.reads(Stage::Body);
        self.ops.push(Op::Enter);
        self.gives(Stage::Body);
        self.go(TransitionKind::Next);
        for rule in 0..rules {
            self.reads(Stage::Test(rule));
            self.ops.push(Op::Save);
            self.guards(rule, true);
            self.reads(Stage::Chosen(rule));
            self.gives(Stage::Chosen(rule));
            self.go(TransitionKind::Choice(rule));
            self.ops.push(Op::Restore);
            self.guards(rule, false);
        }
        self.reads(Stage::Unmatched);
        self.gives(Stage::Unmatched);
        self.go(TransitionKind::Default);
    }

    /// Nobody knows how far a state had come when it failed, so its own reads prove nothing to a catcher.
    fn catchers(&mut self) {
        let catchers = self.state.transitions.iter().filter_map(|t| match t.kind {
            TransitionKind::Catch(index) => Some(index),
            _ => None,
        });
        for index in catchers {
            self.ops.push(Op::Save);
            self.reads(Stage::Caught(index));
            self.gives(Stage::Caught(index));
            self.go(TransitionKind::Catch(index));
            self.ops.push(Op::Restore);
        }
    }

    fn reads(&mut self, stage: Stage) {
        let reads = &self.state.variables.reads;
        let stage_of = |index: &u32| reads[*index as usize].stage;
        let first = self.reads.partition_point(|index| stage_of(index) < stage);
        let here = self.reads[first..].iter().take_while(|index| stage_of(index) == stage);
        for index in here {
            let column = self.table.columns.get(&*reads[*index as usize].name);
            self.ops.push(Op::Read(*index, column.copied()));
        }
    }

    fn gives(&mut self, stage: Stage) {
        let all = &self.state.variables.assigned;
        let stage_of = |index: &u32| all[*index as usize].stage;
        let first = self.assigned.partition_point(|index| stage_of(index) < stage);
        let here = self.assigned[first..].iter().take_while(|index| stage_of(index) == stage);
        let here = here.map(|index| &all[*index as usize]);
        for assigned in here.clone() {
            if !assigned.known {
                self.ops.push(Op::GiveAny);
            } else if let Some(column) = self.table.columns.get(&*assigned.name) {
                self.ops.push(Op::Give(*column));
            }
        }
        // All names get their values at once, so what a value goes with is what is known after all of them.
        for assigned in here {
            for (split, literal) in self.table.splits_of(&assigned.name) {
                let equal = assigned.literal.as_ref().map(|given| given == literal);
                self.ops.push(Op::Set(split, equal));
            }
        }
    }

    fn guards(&mut self, rule: usize, outcome: bool) {
        let guards = &self.state.variables.guards;
        let first = guards.partition_point(|guard| guard.rule < rule);
        for guard in guards[first..].iter().take_while(|guard| guard.rule == rule) {
            if guard.outcome != outcome {
                continue;
            }
            let (equal, value) = match &guard.fact {
                Fact::Present => {
                    self.ops.extend(self.table.columns.get(&*guard.name).map(|column| Op::Give(*column)));
                    continue;
                }
                Fact::Equal(value) => (true, value),
                Fact::Different(value) => (false, value),
            };
            let mut splits = self.table.splits_of(&guard.name);
            let split = splits.find(|(_, literal)| *literal == value);
            self.ops.extend(split.map(|(split, _)| Op::Assume(split, equal)));
        }
    }

    fn go(&mut self, kind: TransitionKind) {
        self.ops.extend(self.ways.get(&kind).map(|index| Op::Go(*index)));
    }
}

/// Whether a read stops the state when its variable has no value.
pub(super) fn proves(state: &State, read: u32) -> bool {
    state.variables.reads.get(read as usize).is_some_and(|read| read.need == Need::Value)
}
