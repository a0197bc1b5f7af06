//! Other ways to write a Task state: another integration that does the same, retriers for what passes by itself.
//!
//! A conversion is offered only where what the task does stays the same as far as the text can tell: with names in the
//! right vocabulary, its errors and the readers of its result included.

mod invocation;
pub mod lambda;
mod reads;
mod regime;
pub mod retry;
mod twins;

use asl_spec::{Context, QueryLanguage, StateType};
use asl_syntax::{Document, Member, Object, Span};

use crate::analysis::Analysis;
use crate::locate::locate;
use crate::place::{Place, StateHead};
use crate::rewrite::{Edit, Fix};
use crate::role::Role;

/// A Task state that is to be written in another way.
#[derive(Clone, Copy)]
pub struct Task<'a> {
    pub(crate) document: &'a Document,
    pub(crate) place: Place<'a>,
}

/// The part of a Task state that a person points at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Its name, its `Type` or its `Resource`: all of it.
    Whole,
    /// The parameters.
    Payload,
    /// The retriers.
    Retry,
}

/// Other ways to write the Task state whose name, resource or retriers `span` touches.
pub fn conversions(analysis: &Analysis, span: Span) -> Vec<Fix> {
    let Some((task, part)) = task_at(analysis, span) else { return Vec::new() };
    let is_whole = part == Part::Whole;
    let mut found = Vec::new();
    if is_whole {
        found.extend(lambda::to_integration(&task));
        found.extend(lambda::to_function(&task));
        found.extend(regime::convert(&task));
    }
    if is_whole || part == Part::Retry {
        found.extend(retry::add(&task));
    }
    found
}

/// The Task state at `span`, and the part of it that is pointed at: name, resource, parameters or retriers.
pub(crate) fn task_at(analysis: &Analysis, span: Span) -> Option<(Task<'_>, Part)> {
    let location = locate(analysis, span.start)?;
    if let (Some(member), Role::States) = (location.key, location.last()?.role) {
        return Some((Task::new(analysis, member)?, Part::Whole));
    }
    let (at, state) = location.state()?;
    let field = location.steps.get(at + 1).map_or(location.key, |step| step.member)?;
    let part = match &*field.key().text() {
        "Resource" | "Type" => Part::Whole,
        "Parameters" | "Arguments" => Part::Payload,
        "Retry" => Part::Retry,
        _ => return None,
    };
    Some((Task::new(analysis, state.member?)?, part))
}

impl<'a> Task<'a> {
    /// The Task state that a member of `States` holds, where it is whole.
    pub fn new(analysis: &'a Analysis, member: Member<'a>) -> Option<Task<'a>> {
        let object = member.value()?.as_object()?;
        let kind = StateType::parse(&object.get("Type")?.value()?.as_str()?.text())?;
        let machine_language = analysis.machine()?.language;
        let language = crate::lower::language_of(object).unwrap_or(machine_language);
        let state = StateHead { member, object, kind: Some(kind), machine_language };
        let context = Some(Context::Task);
        let place = Place { context, object, language, workflow: analysis.workflow(), state: Some(state), owner: None };
        (kind == StateType::Task && object.is_closed()).then_some(Task { document: analysis.document(), place })
    }

    pub(crate) fn state(&self) -> Object<'a> {
        self.place.object
    }

    pub(crate) fn language(&self) -> QueryLanguage {
        self.place.language
    }
}

/// The fix, when no two of its edits touch the same text.
pub(crate) fn fix(title: String, mut edits: Vec<Edit>) -> Option<Fix> {
    edits.sort_by_key(|edit| edit.span);
    let is_apart = edits.windows(2).all(|pair| match pair {
        [first, second] => first.span.end <= second.span.start,
        _ => true,
    });
    is_apart.then_some(Fix { title, edits, preferred: false })
}
