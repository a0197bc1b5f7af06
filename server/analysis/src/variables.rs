//! Workflow variables: what each state assigns and reads, and on which ways a variable has a value.
//!
//! All that a state reads are the values from before it, and what it assigns holds from the next state on. A scope sees
//! the variables of the scopes around it, up to the next distributed Map state; nobody sees into it.

mod equality;
mod fault;
mod flow;
mod gather;
mod guards;
mod program;
mod route;
mod sets;
mod visible;

use std::hash::{Hash, Hasher};

use asl_syntax::Span;

pub use fault::{Fault, RouteBook, each_fault, fault, route_words, show_assignments, show_route};
pub use flow::{Value, VariableFlow, Visibility};
pub(crate) use gather::{Gatherer, entries};
pub use route::{Hop, Routes};
pub use visible::{AssignedAt, Variable, in_scope_at, route_without};

/// What one state does with variables. Spans are relative to its member.
#[derive(Clone, Debug, Default)]
pub struct StateVariables {
    /// Every name that it gives a value to: those of the state itself first, then those of its rules and catchers.
    pub assigned: Vec<Assignment>,
    /// Every place that takes the value of a variable, in the order of the text.
    pub reads: Vec<Read>,
    /// What the outcome of its choice rules says about variables, in the order of the rules.
    pub guards: Vec<Guard>,
    /// Whether it may read variables that the text does not show: behind a placeholder, or in text that is not finished.
    pub is_obscure: bool,
}

impl StateVariables {
    /// Whether the state has nothing to do with variables.
    pub fn is_empty(&self) -> bool {
        self.assigned.is_empty() && self.reads.is_empty() && self.guards.is_empty() && !self.is_obscure
    }
}

/// One member of an `Assign`.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// The name, without the `.$` of a JSONPath state.
    pub name: Box<str>,
    /// When it is assigned.
    pub stage: Stage,
    /// The name as it is written: within the quotes, without `.$`. All of the value of `Assign` where that is unknown.
    pub span: Span,
    /// The key, with quotes.
    pub key: Span,
    /// Whether the name holds no placeholder: without that, any variable may be meant.
    pub known: bool,
    /// The value, where there is one.
    pub value: Option<Span>,
    /// The same, where it is a string, a number or a truth value that the text gives.
    pub literal: Option<Literal>,
}

/// A value that the text gives. Two are equal when the service would say so.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Literal {
    /// A string.
    Text(Box<str>),
    /// A number, by its bits.
    Number(u64),
    /// `true` or `false`.
    Truth(bool),
}

/// One place that takes the value of a variable.
#[derive(Clone, Debug)]
pub struct Read {
    /// The name, without its dollar sign.
    pub name: Box<str>,
    /// When it is read.
    pub stage: Stage,
    /// The name as it is written, with its dollar sign.
    pub span: Span,
    /// The same without the dollar sign.
    pub inner: Span,
    /// What happens when the variable has no value.
    pub need: Need,
    /// The entry of [`StateVariables::assigned`] whose value reads it.
    pub within: Option<u32>,
    /// Whether it begins a JSONPath; else it stands in a JSONata expression.
    pub is_path: bool,
    /// Whether a library function has the name: without a variable of that name it means the function.
    pub is_function: bool,
}

/// At which point of a state something is evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// While the state does its work, or on its `Next`.
    Body,
    /// In the test of the choice rule with this index: all rules before it did not match.
    Test(usize),
    /// When the choice rule with this index matched.
    Chosen(usize),
    /// In a Choice state, when no rule matched.
    Unmatched,
    /// When the catcher with this index took an error.
    Caught(usize),
}

/// What a read asks of its variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Need {
    /// Without a value the state fails or goes on with less than it should.
    Value,
    /// The expression means something without a value as well: `$append($list, ...)`.
    Any,
    /// The expression asks whether there is a value, or has asked.
    Tested,
    /// Perhaps it is no read of a variable: it is called or handed over as a function, or the expression is broken.
    Unsure,
}

/// What is certain of a variable when a choice rule comes out in a certain way.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Guard {
    /// The index of the rule.
    pub rule: usize,
    /// The outcome.
    pub outcome: bool,
    /// The variable.
    pub name: Box<str>,
    /// What is certain.
    pub fact: Fact,
}

/// What a test says of a variable.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Fact {
    /// It has a value.
    Present,
    /// It has this value.
    Equal(Literal),
    /// It has another value, or none.
    Different(Literal),
}

impl StateVariables {
    /// Feeds all that other states can see, and none of the places.
    pub(crate) fn hash_content(&self, hasher: &mut impl Hasher) {
        self.assigned.len().hash(hasher);
        for assigned in &self.assigned {
            (&assigned.name, assigned.stage, assigned.known, &assigned.literal).hash(hasher);
        }
        self.reads.len().hash(hasher);
        for read in &self.reads {
            (&read.name, read.stage, read.need, read.within, read.is_path, read.is_function).hash(hasher);
        }
        (&self.guards, self.is_obscure).hash(hasher);
    }
}
