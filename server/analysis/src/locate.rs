//! What stands at an offset: the chain of values from the machine's root down, each with its role.

use asl_spec::{Context, QueryLanguage};
use asl_syntax::{Member, Object, Value};

use crate::analysis::Analysis;
use crate::role::Role;

/// One value on the way down to an offset.
#[derive(Clone, Copy)]
pub struct Step<'a> {
    /// The value.
    pub value: Value<'a>,
    /// What it is.
    pub role: Role,
    /// The member of the step before that holds it; `None` for the root and for elements of a list.
    pub member: Option<Member<'a>>,
    /// The position in the list of the step before.
    pub index: Option<usize>,
}

/// The chain of values around an offset, outermost first.
pub struct Location<'a> {
    /// The machine's root first.
    pub steps: Vec<Step<'a>>,
    /// The member whose key holds the offset, where one does: the last step is the object around it.
    pub key: Option<Member<'a>>,
    /// The language of the innermost state (of the machine outside of any state).
    pub language: QueryLanguage,
}

impl<'a> Location<'a> {
    /// The innermost step that is a state, with its position in the chain.
    pub fn state(&self) -> Option<(usize, Step<'a>)> {
        self.states().last()
    }

    /// The steps that are states, outermost first.
    pub fn states(&self) -> impl Iterator<Item = (usize, Step<'a>)> {
        self.steps
            .iter()
            .enumerate()
            .filter(|(i, _)| i.checked_sub(1).is_some_and(|p| matches!(self.steps[p].role, Role::States)))
            .map(|(i, s)| (i, *s))
    }

    /// The innermost object with fields of its own, with its context (`None`: a state of unknown type).
    pub fn place(&self) -> Option<(Object<'a>, Option<Context>)> {
        self.steps.iter().rev().find_map(|step| match step.role {
            Role::Place(context) => Some((step.value.as_object()?, Some(context))),
            Role::AnyState => Some((step.value.as_object()?, None)),
            _ => None,
        })
    }

    /// The `States` object that the targets written here refer to.
    pub fn scope(&self) -> Option<Object<'a>> {
        self.steps.iter().rev().find_map(|step| match step.role {
            Role::States => step.value.as_object(),
            Role::Place(context) if crate::role::holds_states(context) => {
                step.value.as_object()?.get("States")?.value()?.as_object()
            }
            _ => None,
        })
    }

    /// The last step.
    pub fn last(&self) -> Option<Step<'a>> {
        self.steps.last().copied()
    }
}

/// Walks down to `offset`. Both ends of a value count as inside it, so that a cursor behind a string is in the string.
pub fn locate(analysis: &Analysis, offset: u32) -> Option<Location<'_>> {
    let machine = analysis.machine()?;
    let root = analysis.root()?;
    let mut location = Location { steps: Vec::new(), key: None, language: machine.language };
    let mut step = Step { value: root, role: Role::Place(Context::StateMachine), member: None, index: None };
    loop {
        let parent_is_states = location.steps.last().is_some_and(|s: &Step<'_>| matches!(s.role, Role::States));
        if parent_is_states {
            location.language = step.value.as_object().and_then(crate::lower::language_of).unwrap_or(machine.language);
        }
        location.steps.push(step);
        let next = if let Some(object) = step.value.as_object() {
            let Some(member) = object.members().find(|m| m.span().touches(offset)) else { break };
            if member.key().span().touches(offset) {
                location.key = Some(member);
                break;
            }
            member.value().filter(|v| v.span().touches(offset)).map(|value| {
                let role = step.role.member(&member.key().text(), Some(value));
                Step { value, role, member: Some(member), index: None }
            })
        } else if let Some(array) = step.value.as_array() {
            array.items().enumerate().find(|(_, v)| v.span().touches(offset)).map(|(index, value)| Step {
                value,
                role: step.role.item(),
                member: None,
                index: Some(index),
            })
        } else {
            None
        };
        match next {
            Some(next) => step = next,
            None => break,
        }
    }
    Some(location)
}
