//! The context object (`$$` in JSONPath, `$states.context` in JSONata) and the members of `$states`.
//!
//! AWS may add fields to the context object: a name that is not here is unknown, not wrong.

use crate::types::Types;

/// The start of a path into the context object in JSONPath.
pub const JSONPATH_PREFIX: &str = "$$";

/// The start of a path into the context object in JSONata.
pub const JSONATA_PREFIX: &str = "$states.context";

/// When a member of the context object has a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Availability {
    /// In every state.
    Always,
    /// Only after an execution was redriven.
    AfterRedrive,
    /// In Task states that use `.waitForTaskToken`.
    TaskToken,
    /// While a Map state builds the input of an item: in `ItemSelector` (or the old `Parameters`).
    MapItem,
}

/// A member of the context object.
#[derive(Debug)]
pub struct Member {
    /// The name of the member inside its parent.
    pub name: &'static str,
    /// The dotted path from the root of the context object.
    pub path: &'static str,
    /// What the value is.
    pub types: Types,
    /// What it holds, in a sentence.
    pub doc: &'static str,
    /// When it has a value.
    pub availability: Availability,
    /// What else is worth knowing.
    pub note: Option<&'static str>,
    /// What is inside.
    pub children: &'static [Member],
}

/// What a path into the context object leads to.
#[derive(Debug, Clone, Copy)]
pub enum Resolution {
    /// To this member.
    Member(&'static Member),
    /// Into a value that may hold anything; the member is the one that holds it.
    Inside(&'static Member),
    /// Nowhere known: the name at `index` is not in the parent, which is the root when it is `None`.
    Unknown {
        /// The member that was reached.
        parent: Option<&'static Member>,
        /// The position of the first unknown name.
        index: usize,
    },
}

/// Where a member of `$states` exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatesAvailability {
    /// In every JSONata field.
    Everywhere,
    /// In the state-level `Output` and `Assign` of Task, Parallel and Map states.
    Result,
    /// In `Output` and `Assign` of a Catcher.
    ErrorOutput,
}

/// A member of `$states`.
#[derive(Debug, Clone, Copy)]
pub struct StatesMember {
    /// The name behind `$states.`.
    pub name: &'static str,
    /// What it holds, in a sentence.
    pub doc: &'static str,
    /// Where it exists.
    pub availability: StatesAvailability,
}

impl Availability {
    /// When the member has a value, in a sentence; `None` for `Always`.
    pub const fn doc(self) -> Option<&'static str> {
        match self {
            Self::Always => None,
            Self::AfterRedrive => Some("It exists only after a redrive."),
            Self::TaskToken => Some("It exists in Task states that use `.waitForTaskToken`."),
            Self::MapItem => Some("It exists while a Map state builds the input of an item, in `ItemSelector`."),
        }
    }
}

impl StatesAvailability {
    /// Where the member exists, in a sentence.
    pub const fn doc(self) -> &'static str {
        match self {
            Self::Everywhere => "It exists in every JSONata field.",
            Self::Result => "It exists in the `Output` and `Assign` of Task, Parallel and Map states.",
            Self::ErrorOutput => "It exists in the `Output` and `Assign` of a Catcher.",
        }
    }
}

impl Member {
    /// The member inside this one that has exactly this name.
    pub fn child(&self, name: &str) -> Option<&'static Member> {
        self.children.iter().find(|member| member.name == name)
    }

    /// The path as JSONPath writes it: `$$.Execution.Id`.
    pub fn jsonpath(&self) -> String {
        format!("{JSONPATH_PREFIX}.{}", self.path)
    }

    /// The path as JSONata writes it: `$states.context.Execution.Id`.
    pub fn jsonata(&self) -> String {
        format!("{JSONATA_PREFIX}.{}", self.path)
    }
}

/// The members at the root.
pub fn members() -> &'static [Member] {
    MEMBERS
}

/// Follows `names` from the root. No names at all lead nowhere: `Unknown` at 0.
pub fn resolve<'a>(names: impl IntoIterator<Item = &'a str>) -> Resolution {
    let mut inside: Option<&'static Member> = None;
    for (index, name) in names.into_iter().enumerate() {
        let children = inside.map_or(MEMBERS, |member| member.children);
        match children.iter().find(|member| member.name == name) {
            Some(member) => inside = Some(member),
            None => match inside {
                Some(member) if member.types.is_any() => return Resolution::Inside(member),
                parent => return Resolution::Unknown { parent, index },
            },
        }
    }
    inside.map_or(Resolution::Unknown { parent: None, index: 0 }, Resolution::Member)
}

/// The members of `$states`.
pub fn states_members() -> &'static [StatesMember] {
    &STATES
}

/// The member of `$states` that has exactly this name.
pub fn states_member(name: &str) -> Option<&'static StatesMember> {
    STATES.iter().find(|member| member.name == name)
}

static STATES: [StatesMember; 4] = [
    StatesMember { name: "input", doc: "The raw input of the state.", availability: StatesAvailability::Everywhere },
    StatesMember { name: "context", doc: "The context object.", availability: StatesAvailability::Everywhere },
    StatesMember {
        name: "result",
        doc: "The result of the task, the branches or the iterations.",
        availability: StatesAvailability::Result,
    },
    StatesMember {
        name: "errorOutput",
        doc: "The caught failure: an object with `Error` and `Cause`.",
        availability: StatesAvailability::ErrorOutput,
    },
];

const fn leaf(
    name: &'static str,
    path: &'static str,
    types: Types,
    doc: &'static str,
    availability: Availability,
) -> Member {
    Member { name, path, types, doc, availability, note: None, children: &[] }
}

const fn noted(member: Member, note: &'static str) -> Member {
    Member { note: Some(note), ..member }
}

const fn object(
    name: &'static str,
    path: &'static str,
    doc: &'static str,
    availability: Availability,
    children: &'static [Member],
) -> Member {
    Member { name, path, types: Types::OBJECT, doc, availability, note: None, children }
}

static MEMBERS: &[Member] = &[
    object(
        "Execution",
        "Execution",
        "The running execution.",
        Availability::Always,
        &[
            leaf("Id", "Execution.Id", Types::STRING, "ARN of the running execution.", Availability::Always),
            leaf("Input", "Execution.Input", Types::ANY, "Input the execution was started with.", Availability::Always),
            leaf("Name", "Execution.Name", Types::STRING, "Name of the execution.", Availability::Always),
            leaf(
                "RoleArn",
                "Execution.RoleArn",
                Types::STRING,
                "IAM role the execution runs under.",
                Availability::Always,
            ),
            leaf("StartTime", "Execution.StartTime", Types::STRING, "Start moment, ISO 8601.", Availability::Always),
            noted(
                leaf(
                    "RedriveCount",
                    "Execution.RedriveCount",
                    Types::INTEGER,
                    "How many times the execution was redriven.",
                    Availability::Always,
                ),
                "Child executions of an Express distributed map are not redriven.",
            ),
            leaf(
                "RedriveTime",
                "Execution.RedriveTime",
                Types::STRING,
                "Moment of the latest redrive, ISO 8601.",
                Availability::AfterRedrive,
            ),
        ],
    ),
    object(
        "State",
        "State",
        "The current state.",
        Availability::Always,
        &[
            leaf(
                "EnteredTime",
                "State.EnteredTime",
                Types::STRING,
                "Moment the current state was entered, ISO 8601.",
                Availability::Always,
            ),
            leaf("Name", "State.Name", Types::STRING, "Name of the current state.", Availability::Always),
            leaf(
                "RetryCount",
                "State.RetryCount",
                Types::INTEGER,
                "Retries of the current state so far.",
                Availability::Always,
            ),
        ],
    ),
    object(
        "StateMachine",
        "StateMachine",
        "The state machine.",
        Availability::Always,
        &[
            leaf("Id", "StateMachine.Id", Types::STRING, "ARN of the state machine.", Availability::Always),
            leaf("Name", "StateMachine.Name", Types::STRING, "Name of the state machine.", Availability::Always),
        ],
    ),
    object(
        "Task",
        "Task",
        "The current task.",
        Availability::TaskToken,
        &[leaf(
            "Token",
            "Task.Token",
            Types::STRING,
            "Callback token of the current task, 1 to 1024 characters.",
            Availability::TaskToken,
        )],
    ),
    object(
        "Map",
        "Map",
        "The current Map state.",
        Availability::MapItem,
        &[object(
            "Item",
            "Map.Item",
            "The item that a Map state is about to process.",
            Availability::MapItem,
            &[
                leaf(
                    "Index",
                    "Map.Item.Index",
                    Types::INTEGER,
                    "Zero-based position of the item.",
                    Availability::MapItem,
                ),
                leaf("Value", "Map.Item.Value", Types::ANY, "The item itself.", Availability::MapItem),
                noted(
                    leaf(
                        "Key",
                        "Map.Item.Key",
                        Types::STRING,
                        "Property name of the item when a JSON object is iterated.",
                        Availability::MapItem,
                    ),
                    "It exists only when the Map state iterates over an object.",
                ),
                leaf(
                    "Source",
                    "Map.Item.Source",
                    Types::STRING,
                    "Where the item came from: `STATE_DATA`, `S3://bucket` for a listing, or `S3://bucket/key`.",
                    Availability::MapItem,
                ),
            ],
        )],
    ),
];

#[cfg(test)]
mod tests {
    use super::{Resolution, members, resolve, states_member};

    fn check(path: &str, expect: &str) {
        let answer = match resolve(path.split('.').filter(|name| !name.is_empty())) {
            Resolution::Member(member) => format!("{} is {}", member.path, member.types),
            Resolution::Inside(member) => format!("inside {}", member.path),
            Resolution::Unknown { parent, index } => {
                format!("{index} unknown in {}", parent.map_or("the root", |member| member.path))
            }
        };
        assert_eq!(answer, expect);
    }

    #[test]
    fn paths_resolve() {
        check("Execution.Id", "Execution.Id is a string");
        check("Execution", "Execution is an object");
        check("Map.Item.Value", "Map.Item.Value is any value");
        check("Map.Item.Value.order.id", "inside Map.Item.Value");
        check("Execution.Input.orderId", "inside Execution.Input");
        check("Execution.Nmae", "1 unknown in Execution");
        check("Execution.Id.length", "2 unknown in Execution.Id");
        check("execution.Id", "0 unknown in the root");
        check("", "0 unknown in the root");
    }

    #[test]
    fn every_path_spells_its_place() {
        fn walk(prefix: &str, members: &[super::Member]) {
            for member in members {
                let path = if prefix.is_empty() { member.name.to_owned() } else { format!("{prefix}.{}", member.name) };
                assert_eq!(member.path, path);
                walk(&path, member.children);
            }
        }
        walk("", members());
    }

    #[test]
    fn members_of_states() {
        assert!(states_member("input").is_some());
        assert!(states_member("Input").is_none());
        assert!(states_member("output").is_none());
    }
}
