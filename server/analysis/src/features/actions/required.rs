//! The parameters that an action demands, written where they are missing.

use asl_aws_models::Shape;
use asl_syntax::{Indent, Span};

use crate::analysis::Analysis;
use crate::call::{Call, parameter_name};
use crate::conversion::{Part, fix, task_at};
use crate::features::completion::{required_parameters, required_value};
use crate::rewrite::{Edit, Fix, add_member, add_members};
use crate::task::{TaskResource, payload_field};

/// Writes every required parameter that the task at `span` does not give, at every depth, each with the value that it
/// begins its life with; `None` where none is missing.
pub(super) fn fill(analysis: &Analysis, span: Span) -> Option<Fix> {
    let (task, part) = task_at(analysis, span)?;
    if part == Part::Retry {
        return None;
    }
    let call = Call::of(&TaskResource::of(&task.place)?.read())?;
    let (language, state) = (task.language(), task.state());
    let unit = Indent::of(analysis.document().text()).unit;
    let input = call.input()?;
    let name = payload_field(language);
    let mut edits: Vec<Edit> = Vec::new();
    match state.get(name) {
        None => {
            let wanted = required_parameters(&call, language, input, true);
            if !wanted.is_empty() {
                let value = required_value(&call, language, input, &unit);
                edits.push(add_member(task.document, state, name, &value));
            }
        }
        Some(field) => call.each(language, field, field.value()?, &mut |given| {
            let Some(object) = given.value.as_object().filter(|object| object.is_closed()) else { return };
            let Some(Shape::Structure(structure)) = call.shapes().shape(given.id) else { return };
            if object.members().any(|member| member.key().has_hole()) {
                return;
            }
            let is_given = |name: &str| {
                object.members().any(|member| {
                    let key = member.key().text();
                    structure.member_like(parameter_name(language, &key)).is_some_and(|known| known.name() == name)
                })
            };
            let wanted = required_parameters(&call, language, given.id, given.is_top).into_iter();
            let missing: Vec<_> = wanted
                .filter(|member| !is_given(member.name()))
                .map(|member| (member.name(), required_value(&call, language, member.shape(), &unit)))
                .collect();
            let members: Vec<(&str, &str)> = missing.iter().map(|(name, value)| (*name, value.as_str())).collect();
            if !members.is_empty() {
                edits.push(add_members(task.document, object, &members));
            }
        }),
    }
    if edits.is_empty() {
        return None;
    }
    fix("Fill in all required parameters".to_owned(), edits)
}
