//! The machine: scopes of states, and where each state goes.
//!
//! A [`State`] is the unit that survives edits elsewhere: it holds a handle on its own part of the tree, everything
//! lowered from it and the findings that depend on nothing else. All spans inside it are relative to the start of its
//! member (`"Name": { ... }`), so it can move without being touched.

use std::sync::Arc;

use asl_spec::{QueryLanguage, StateType};
use asl_syntax::{Part, Span};

use crate::finding::Finding;
use crate::variables::StateVariables;

/// One definition.
#[derive(Clone, Debug)]
pub struct Machine {
    /// The root object.
    pub span: Span,
    /// The query language of every state that names none.
    pub language: QueryLanguage,
    /// How the machine will be deployed, where the surroundings say so.
    pub workflow: Option<Workflow>,
    /// The states at the top. Its spans are offsets of the document.
    pub scope: Scope,
    /// What the rules say about the machine's own object. Spans are offsets of the document.
    pub findings: Vec<Finding>,
    /// The codes that the machine's `Comment` switches off.
    pub suppressed: Box<[Box<str>]>,
}

/// The two kinds of state machine. The definition does not say which it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workflow {
    /// Up to a year, every integration pattern.
    Standard,
    /// Up to five minutes, request-response only.
    Express,
}

/// One `States` block with its `StartAt`: transitions never leave it.
#[derive(Clone, Debug)]
pub struct Scope {
    /// What the scope belongs to.
    pub kind: ScopeKind,
    /// The object that holds `StartAt` and `States`.
    pub object: Span,
    /// Whether both that object and `States` are closed: only then is it certain which states exist.
    pub finished: bool,
    /// The target of `StartAt`.
    pub start: Option<Target>,
    /// The key `States`.
    pub states_key: Option<Span>,
    /// The object under `States`.
    pub states_object: Option<Span>,
    /// The states, in the order of the text.
    pub states: Vec<Slot>,
    /// Whether the name of a state holds a placeholder, so that any target may exist.
    pub opaque: bool,
    /// Whether its states certainly run in executions of their own: those of a distributed Map state.
    pub is_distributed: bool,
}

/// What holds a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScopeKind {
    /// The machine itself.
    Machine,
    /// The branch of a Parallel state with this index.
    Branch(usize),
    /// The `ItemProcessor` of a Map state.
    ItemProcessor,
    /// The old spelling of `ItemProcessor`.
    Iterator,
}

/// A state in its scope.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Where the state's member starts, in the base of the scope.
    pub at: u32,
    /// The state.
    pub state: Arc<State>,
}

/// One state. Spans are relative to its member.
#[derive(Clone, Debug)]
pub struct State {
    /// The member of `States`.
    pub part: Part,
    /// The length of the member in bytes.
    pub len: u32,
    /// Its name.
    pub name: Box<str>,
    /// Whether the name holds no placeholder.
    pub named: bool,
    /// The key, with quotes.
    pub name_span: Span,
    /// The key, without quotes.
    pub name_inner: Span,
    /// The value of `Type`, where it is one that exists.
    pub kind: Option<StateType>,
    /// The language of its expressions.
    pub language: QueryLanguage,
    /// Every way out to another state.
    pub transitions: Vec<Transition>,
    /// Whether the scope may end here.
    pub ends: Answer,
    /// Branches or the processor.
    pub scopes: Vec<Scope>,
    /// The `Label` of a distributed Map.
    pub label: Option<Target>,
    /// The value of `Comment`.
    pub comment: Option<Box<str>>,
    /// The codes that the state's `Comment` switches off, here and in the scopes inside.
    pub suppressed: Box<[Box<str>]>,
    /// The variables that it assigns and reads.
    pub variables: StateVariables,
    /// What the rules say about this state by itself.
    pub findings: Vec<Finding>,
    /// Whether there is nothing to look for in it and in the scopes inside: no finding, no wish to be left alone, no state
    /// without a known type, no scope without states.
    pub is_calm: bool,
    /// A hash of all that other states can see of this one; equal while an edit does not touch that.
    pub interface: u64,
}

/// The name that a field gives as a target.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// The name.
    pub name: Box<str>,
    /// The string, with quotes.
    pub span: Span,
    /// The string, without quotes.
    pub inner: Span,
    /// Whether the name holds no placeholder.
    pub known: bool,
}

/// One way out of a state.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Transition {
    /// The field that says so.
    pub kind: TransitionKind,
    /// Where it goes.
    pub target: Target,
}

/// The field of a transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TransitionKind {
    /// `Next`.
    Next,
    /// `Default` of a Choice state.
    Default,
    /// `Next` of the choice rule with this index.
    Choice(usize),
    /// `Next` of the catcher with this index.
    Catch(usize),
}

/// Yes, no, or: the text does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Certainly.
    Yes,
    /// Certainly not.
    No,
    /// Unknown never reports.
    Unknown,
}

impl ScopeKind {
    /// How to speak of the scope in a message.
    pub fn title(self) -> String {
        match self {
            ScopeKind::Machine => "the top level".to_owned(),
            ScopeKind::Branch(index) => format!("branch {}", index + 1),
            ScopeKind::ItemProcessor => "the ItemProcessor".to_owned(),
            ScopeKind::Iterator => "the Iterator".to_owned(),
        }
    }
}

impl TransitionKind {
    /// The name of the field.
    pub fn field(self) -> &'static str {
        match self {
            TransitionKind::Default => "Default",
            _ => "Next",
        }
    }

    /// How to speak of the transition: `Next`, `choice 2`, `catcher 1`.
    pub fn title(self) -> String {
        match self {
            TransitionKind::Next => "Next".to_owned(),
            TransitionKind::Default => "Default".to_owned(),
            TransitionKind::Choice(index) => format!("choice {}", index + 1),
            TransitionKind::Catch(index) => format!("catcher {}", index + 1),
        }
    }
}

impl Scope {
    /// Whether it has states, and all of them are calm.
    pub fn is_calm(&self) -> bool {
        !self.states.is_empty() && self.states.iter().all(|slot| slot.state.is_calm)
    }

    /// The state whose member holds `offset` (in the scope's base), by binary search.
    pub fn slot_at(&self, offset: u32) -> Option<&Slot> {
        let index = self.states.partition_point(|s| s.at <= offset).checked_sub(1)?;
        let slot = &self.states[index];
        (offset <= slot.at + slot.state.len).then_some(slot)
    }
}
