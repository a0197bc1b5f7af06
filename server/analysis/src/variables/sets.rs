//! What is known of the variables of a scope at one point.

use super::flow::Value;
use super::program::{Column, Op, proves};
use crate::model::State;

/// What is known on all ways to a point, and on those of them where a variable has or has not a certain value.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Known {
    all: Sets,
    splits: Vec<Split>,
    /// Whether no way comes here: each contradicts a test.
    is_dead: bool,
}

/// The ways to a point, divided by whether a variable equals a literal. A way of which nobody can say is in both parts.
#[derive(Clone, PartialEq, Eq)]
struct Split {
    equal: Option<Sets>,
    different: Option<Sets>,
}

/// Two sets of columns.
#[derive(Clone, PartialEq, Eq, Default)]
struct Sets {
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

    fn meet(&mut self, other: &Bits) {
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word &= more;
        }
    }
}

impl Sets {
    fn join(&mut self, other: &Sets) -> bool {
        let lacking = self.lacking.join(&other.lacking);
        self.given.join(&other.given) || lacking
    }

    fn meet(&mut self, other: &Sets) {
        self.lacking.meet(&other.lacking);
        self.given.meet(&other.given);
    }
}

impl Known {
    /// The start of a scope with so many columns and splits: nothing has a value yet.
    pub(super) fn new(columns: usize, splits: usize) -> Known {
        let mut all = Sets { lacking: Bits::new(columns), given: Bits::new(columns) };
        for column in 0..columns as Column {
            all.lacking.set(column, true);
        }
        let split = Split { equal: None, different: Some(all.clone()) };
        Known { all, splits: vec![split; splits], is_dead: false }
    }

    /// Takes over what is known of a column somewhere else.
    pub(super) fn copy(&mut self, column: Column, from: &Known, other: Column) {
        let (lacking, given) = (from.all.lacking.get(other), from.all.given.get(other));
        self.each(|sets| {
            sets.lacking.set(column, lacking);
            sets.given.set(column, given);
        });
    }

    /// Adds the ways of `other`; says whether anything was new.
    pub(super) fn join(&mut self, other: &Known) -> bool {
        let mut grown = self.all.join(&other.all);
        for (own, more) in self.splits.iter_mut().zip(&other.splits) {
            grown |= join_part(&mut own.equal, &more.equal);
            grown |= join_part(&mut own.different, &more.different);
        }
        grown
    }

    /// What is known of a column.
    pub(super) fn value(&self, column: Column) -> Value {
        match (self.all.given.get(column), self.all.lacking.get(column)) {
            (false, _) => Value::Absent,
            (true, true) => Value::Partial,
            (true, false) => Value::Present,
        }
    }

    /// Whether a column may lack its value.
    pub(super) fn is_lacking(&self, column: Column) -> bool {
        self.all.lacking.get(column)
    }

    fn each(&mut self, mut change: impl FnMut(&mut Sets)) {
        change(&mut self.all);
        for split in &mut self.splits {
            split.equal.iter_mut().for_each(&mut change);
            split.different.iter_mut().for_each(&mut change);
        }
    }

    /// Goes on only with the ways on which a variable may have, or may not have, the value of a split.
    fn assume(&mut self, split: u32, equal: bool) {
        let Some(split) = self.splits.get_mut(split as usize) else { return };
        let (taken, other) =
            if equal { (&split.equal, &mut split.different) } else { (&split.different, &mut split.equal) };
        *other = None;
        match taken.clone() {
            Some(part) => {
                self.all.meet(&part);
                let all = self.all.clone();
                self.each(|sets| sets.meet(&all));
            }
            None => self.is_dead = true,
        }
    }

    /// Runs through the steps of a state; `visit` sees each with what is known there, before it has its effect.
    pub(super) fn run(&self, state: &State, program: &[Op], visit: &mut dyn FnMut(Op, &Known)) {
        let mut known = self.clone();
        let mut saved = None;
        for op in program {
            if !known.is_dead {
                visit(*op, &known);
            }
            match *op {
                Op::Read(read, Some(column)) if proves(state, read) => {
                    known.each(|sets| sets.lacking.set(column, false))
                }
                Op::Read(..) | Op::Enter | Op::Go(_) => {}
                Op::Give(column) => known.each(|sets| {
                    sets.lacking.set(column, false);
                    sets.given.set(column, true);
                }),
                Op::GiveAny => {
                    known.each(|sets| {
                        sets.lacking.0.fill(0);
                        sets.given.0.fill(u64::MAX);
                    });
                    for split in &mut known.splits {
                        *split = Split { equal: Some(known.all.clone()), different: Some(known.all.clone()) };
                    }
                }
                Op::Set(split, equal) => {
                    if let Some(split) = known.splits.get_mut(split as usize) {
                        let all = || Some(known.all.clone());
                        split.equal = if equal == Some(false) { None } else { all() };
                        split.different = if equal == Some(true) { None } else { all() };
                    }
                }
                Op::Assume(split, equal) => known.assume(split, equal),
                Op::Save => saved = Some(known.clone()),
                Op::Restore => known = saved.take().unwrap_or(known),
            }
        }
    }
}

fn join_part(own: &mut Option<Sets>, more: &Option<Sets>) -> bool {
    match (own, more) {
        (_, None) => false,
        (Some(own), Some(more)) => own.join(more),
        (own @ None, Some(more)) => {
            *own = Some(more.clone());
            true
        }
    }
}
