//! The expression at a place of the document.

use asl_spec::Field;
use asl_syntax::Member;

use super::{Reading, Site, read};
use crate::analysis::Analysis;
use crate::locate::{Location, Step, locate};
use crate::place::{Owner, Place, StateHead};
use crate::role::{self, Role};

/// The string around `offset` (of the document) that is evaluated, or stands where an expression may stand. Both ends
/// of a string count as inside it. Strings that are not closed count, up to the end of their line; a JSONata string
/// without its last mark is an expression all the same.
pub fn expression_at(analysis: &Analysis, offset: u32) -> Option<Reading<'_>> {
    let location = locate(analysis, offset)?;
    if location.key.is_some() {
        return None;
    }
    let string = location.last()?.value.as_str()?;
    let (at, field) = location.steps.iter().enumerate().rev().find_map(|(at, step)| match step.role {
        Role::Field(_, field) => Some((at, field)),
        _ => None,
    })?;
    let site = site(analysis, &location, at, field)?;
    let is_reached = at + 1 == location.steps.len() || site.is_deep();
    is_reached.then(|| read(string, site))
}

/// The site of the last step, inside of the value of `field` at step `at`.
fn site<'a>(analysis: &'a Analysis, location: &Location<'a>, at: usize, field: &'static Field) -> Option<Site<'a>> {
    let place = place(analysis, location, at.checked_sub(1)?)?;
    let field_member = location.steps[at].member?;
    let site = Site::of_field(&place, field, field_member)?;
    let mut members = location.steps[at..].iter().filter_map(|step| step.member).rev();
    let member: Member<'a> = members.next()?;
    let is_in_list = location.last()?.index.is_some();
    Some(Site { member, holder: members.next(), is_in_list, ..site })
}

/// The object at step `at` as the place that it is.
fn place<'a>(analysis: &'a Analysis, location: &Location<'a>, at: usize) -> Option<Place<'a>> {
    let steps = &location.steps;
    let (state_at, state) = location.states().filter(|(index, _)| *index <= at).last()?;
    let object = steps[at].value.as_object()?;
    let head = StateHead {
        member: state.member?,
        object: state.value.as_object()?,
        kind: state.value.as_object().and_then(role::state_type),
        machine_language: analysis.machine()?.language,
    };
    let owner = if at == state_at { None } else { Some(owner(steps, at)?) };
    Some(Place {
        context: steps[at].role.context(),
        object,
        language: location.language,
        workflow: analysis.workflow(),
        state: Some(head),
        owner,
    })
}

fn owner<'a>(steps: &[Step<'a>], at: usize) -> Option<Owner<'a>> {
    let holder = at.checked_sub(if steps[at].index.is_some() { 2 } else { 1 })?;
    let member = if steps[at].index.is_some() { steps[at - 1].member? } else { steps[at].member? };
    Some(Owner {
        object: steps[holder].value.as_object()?,
        context: steps[holder].role.context(),
        member,
        index: steps[at].index,
    })
}
