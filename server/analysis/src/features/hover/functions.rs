//! Cards of what the languages inside the strings know: functions, operators, and what the service hands in.

use std::fmt::Write as _;

use asl_query::jsonata::{NodeKind, Parsed, scope};
use asl_spec::context_object::{self, Member, Resolution, StatesMember};
use asl_spec::intrinsics::{Constraint, Intrinsic};
use asl_spec::jsonata::{Function, Operator, Origin};

use super::escape;
use crate::variables::{Value, Variable};

/// The card of a function of JSONata.
pub fn describe_function(function: &Function) -> String {
    let mut text = format!("```jsonata\n{} → {}\n```\n\n{}", function.call, function.returns, function.doc);
    match function.origin {
        // The sentence about what was removed says so itself.
        Origin::Jsonata | Origin::Removed => {}
        Origin::StepFunctions => text.push_str(" Step Functions adds it to JSONata."),
    }
    if let Some(note) = function.note {
        let _ = write!(text, "\n\n*{note}*");
    }
    text
}

/// The card of an intrinsic function.
pub fn describe_intrinsic(function: &Intrinsic) -> String {
    let mut text = format!("```text\n{} → {}\n```\n\n{}", function.signature(), function.returns, function.doc);
    for parameter in function.parameters {
        let _ = write!(text, "\n* `{}`: {}", parameter.name, parameter.types);
        if let Constraint::OneOf(values) = parameter.constraint {
            let _ = write!(text, ", one of {}", values.iter().map(|v| format!("`{v}`")).collect::<Vec<_>>().join(", "));
        }
    }
    if let Some(note) = function.note {
        let _ = write!(text, "\n\n*{note}*");
    }
    text
}

/// The card of an operator of JSONata.
pub fn describe_operator(operator: &Operator) -> String {
    format!(
        "**{}** · {}\n\n{}\n\n```jsonata\n{}\n```",
        escape(operator.name),
        operator.title,
        operator.doc,
        operator.example
    )
}

/// The card of a member of the context object, with `path` as the language of the expression writes it.
pub(super) fn describe_context_member(member: &Member, path: &str) -> String {
    let mut text = format!("**{path}** · {}\n\n{}", member.types, member.doc);
    if let Some(availability) = member.availability.doc() {
        let _ = write!(text, " {availability}");
    }
    if let Some(note) = member.note {
        let _ = write!(text, "\n\n*{note}*");
    }
    text
}

/// The card of the member of the context object at a dotted path from its root.
pub fn describe_context_path(path: &str, jsonata: bool) -> Option<String> {
    let Resolution::Member(member) = context_object::resolve(path.split('.')) else { return None };
    let path = if jsonata { member.jsonata() } else { member.jsonpath() };
    Some(describe_context_member(member, &path))
}

/// The card of a member of `$states`.
pub fn describe_states_member(member: &StatesMember) -> String {
    format!("**$states.{}**\n\n{} {}", member.name, member.doc, member.availability.doc())
}

/// The card of `$states` itself, with the members that it has at the place.
pub(super) fn describe_states<'m>(members: impl Iterator<Item = &'m StatesMember>) -> String {
    let mut text = "**$states** · what Step Functions hands to the expression\n".to_owned();
    for member in members {
        let _ = write!(text, "\n* `{}`: {}", member.name, member.doc);
    }
    text
}

/// The card of a variable of the machine.
pub(super) fn describe_variable(variable: &Variable) -> String {
    let mut text = format!("**${}** · variable", escape(&variable.name));
    let states = assigners(variable);
    if !states.is_empty() {
        let _ = write!(text, "\n\nAssigned in {}.", escape(&states));
    }
    match variable.value {
        Some(Value::Absent) => text.push_str(" It has no value here: nothing before this state assigns it."),
        Some(Value::Partial) => text.push_str(" Some way to this state leaves it without a value."),
        Some(Value::Present) | None => text.push_str(" A state sees the value from before it began."),
    }
    text
}

/// The states that assign a variable, each once: `"A", "B" and 2 more`.
pub fn assigners(variable: &Variable) -> String {
    const SHOWN: usize = 3;
    let mut names: Vec<&str> = variable.assigned.iter().map(|at| at.state.as_str()).collect();
    names.dedup();
    let mut text = names.iter().take(SHOWN).map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN {
        let _ = write!(text, " and {} more", names.len() - SHOWN);
    }
    text
}

/// The card of a name that the expression itself binds.
pub(super) fn describe_binding(parsed: &Parsed, binding: &scope::Binding) -> String {
    use scope::BindingKind;
    let name = escape(&binding.name);
    match binding.kind {
        BindingKind::Assigned => {
            let value = binding.value.map_or("", |id| parsed.slice(parsed.span(id)));
            let kind = match binding.value.map(|id| parsed.kind(id)) {
                Some(NodeKind::Lambda { .. } | NodeKind::Transform { .. }) => "function of this expression",
                _ => "variable of this expression",
            };
            format!("**${name}** · {kind}\n\n```jsonata\n${} := {}\n```", binding.name, shortened(value))
        }
        BindingKind::Parameter => format!("**${name}** · parameter"),
        BindingKind::Focus => format!("**${name}** · each value of the step, bound by `@`"),
        BindingKind::Index => format!("**${name}** · the position of each value, bound by `#`"),
    }
}

/// The first lines of a piece of code.
fn shortened(code: &str) -> String {
    const LINES: usize = 6;
    const CHARS: usize = 300;
    let lines: Vec<&str> = code.lines().take(LINES + 1).collect();
    let is_long = lines.len() > LINES || code.chars().count() > CHARS;
    let text: String = lines.iter().take(LINES).copied().collect::<Vec<_>>().join("\n").chars().take(CHARS).collect();
    if is_long { format!("{text} …") } else { text }
}
