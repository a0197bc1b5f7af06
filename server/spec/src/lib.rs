//! The facts of Amazon States Language, each written once.
//!
//! Everything here is static data with lookups that allocate nothing: the fields of every place and what they take,
//! comparators, error names, intrinsic functions, JSONata functions, the context object, service integrations and
//! limits. The crate knows no document, no position and no protocol. It refuses to guess: where sources disagree, the
//! data is lenient and a note says so.
//!
//! Docs and notes are plain markdown sentences, ready for a hover.

pub mod comparators;
pub mod context_object;
pub mod errors;
pub mod fields;
pub mod integrations;
pub mod intrinsics;
pub mod jsonata;
pub mod limits;
pub mod links;
pub mod nearest;
pub mod timestamps;

mod order;
mod types;

pub use fields::{Context, Expression, Field, Form, Languages, Range, Requirement};
pub use nearest::nearest;
pub use types::Types;

/// The day on which the facts were last checked, as `YYYY-MM-DD`.
pub const AS_OF: &str = "2026-11-22";

/// The language in which a state's dynamic fields are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum QueryLanguage {
    /// JSONPath with payload templates and intrinsic functions; the default.
    JsonPath,
    /// JSONata expressions between `{%` and `%}`.
    Jsonata,
}

impl QueryLanguage {
    /// Both languages, the default first.
    pub const ALL: [Self; 2] = [Self::JsonPath, Self::Jsonata];

    /// The name as it stands in a definition: `JSONPath` or `JSONata`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::JsonPath => "JSONPath",
            Self::Jsonata => "JSONata",
        }
    }

    /// Reads the exact name; anything else, also another case, is `None`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.as_str() == name)
    }

    /// The other of the two languages.
    pub const fn other(self) -> Self {
        match self {
            Self::JsonPath => Self::Jsonata,
            Self::Jsonata => Self::JsonPath,
        }
    }
}

/// The kind of a state: the value of its `Type` field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StateType {
    /// Runs one unit of work.
    Task,
    /// Passes its input on, reshaped or not.
    Pass,
    /// Branches on conditions.
    Choice,
    /// Pauses.
    Wait,
    /// Ends successfully.
    Succeed,
    /// Ends as failed.
    Fail,
    /// Runs fixed branches side by side.
    Parallel,
    /// Runs a sub-machine once per item.
    Map,
}

impl StateType {
    /// All state types.
    pub const ALL: [Self; 8] =
        [Self::Task, Self::Pass, Self::Choice, Self::Wait, Self::Succeed, Self::Fail, Self::Parallel, Self::Map];

    /// The name as it stands in a definition.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Task => "Task",
            Self::Pass => "Pass",
            Self::Choice => "Choice",
            Self::Wait => "Wait",
            Self::Succeed => "Succeed",
            Self::Fail => "Fail",
            Self::Parallel => "Parallel",
            Self::Map => "Map",
        }
    }

    /// Reads the exact name; anything else, also another case, is `None`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state_type| state_type.as_str() == name)
    }

    /// What a state of this type does, in a sentence or two.
    pub const fn doc(self) -> &'static str {
        self.context().doc()
    }

    /// The place whose fields a state of this type has.
    pub const fn context(self) -> Context {
        match self {
            Self::Task => Context::Task,
            Self::Pass => Context::Pass,
            Self::Choice => Context::Choice,
            Self::Wait => Context::Wait,
            Self::Succeed => Context::Succeed,
            Self::Fail => Context::Fail,
            Self::Parallel => Context::Parallel,
            Self::Map => Context::Map,
        }
    }

    /// Whether every state of this type ends its block: Succeed and Fail.
    pub const fn is_terminal(self) -> bool {
        matches!(self, Self::Succeed | Self::Fail)
    }

    /// Whether the type takes `Next` and `End`: all but Choice, Succeed and Fail.
    pub const fn can_transition(self) -> bool {
        !matches!(self, Self::Choice | Self::Succeed | Self::Fail)
    }
}
