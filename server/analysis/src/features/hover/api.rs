//! Cards from the models of the AWS APIs: an action, a parameter, who raises an error.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use asl_aws_models as models;
use asl_aws_models::{Exclusion, Member, Service, Shape, ShapeId, Structure};
use asl_spec::integrations::{Pattern, optimized_service};

use super::{Hover, backticked, escape};
use crate::call::{Call, Way, parameter_name, shape_at};
use crate::locate::Location;
use crate::raised;
use crate::result::DataMember;
use crate::role::Role;

/// Longer lists are cut.
const SHOWN: usize = 12;

/// What the models say of a key or a value in the parameters of a call, or of the name of an error.
pub(super) fn hover(location: &Location<'_>) -> Option<Hover> {
    if let Some(member) = location.key {
        let (call, id) = shape_at(location)?;
        let Some(Shape::Structure(structure)) = call.shapes().shape(id) else { return None };
        let key = member.key();
        let text = key.text();
        let found = structure.member_like(parameter_name(location.language, &text))?;
        return Some(Hover { span: key.span(), markdown: describe_parameter(&call, structure, found) });
    }
    let step = location.last()?;
    let text = step.value.as_str()?.text();
    let markdown = match step.role {
        Role::ErrorName => {
            let state = location.state().and_then(|(_, state)| state.value.as_object());
            describe_raised(&text, state.and_then(Call::of_state).as_ref())?
        }
        Role::Data(..) => {
            let (call, id) = shape_at(location)?;
            let Some(Shape::Enum { name, values }) = call.shapes().shape(id).filter(|_| !text.starts_with('{')) else {
                return None;
            };
            if !values.contains(&text) {
                return None;
            }
            format!("**{}** · {name}\n\nOne of {}.", escape(&text), words(values.iter()))
        }
        _ => return None,
    };
    Some(Hover { span: step.value.span(), markdown })
}

/// The card of the action that a resource calls; `None` where the models know none.
pub fn describe_call(resource: &str) -> Option<String> {
    let call = Call::read(resource)?;
    let kind = match call.way {
        Way::Optimized(task) => {
            let title = optimized_service(task.integration.service()).map_or(task.integration.service(), |s| s.title);
            format!("{title}, optimized integration")
        }
        Way::Sdk(info) => format!("{}, AWS SDK integration", info.model_id()),
    };
    let mut card = format!("**{}** · {kind}", call.title());
    if !call.pattern.suffix().is_empty() {
        let _ = write!(card, "\n\n{}", call.pattern.doc());
    }
    match call.operation.exclusion() {
        Some(Exclusion::Documented) => card.push_str("\n\nStep Functions cannot call it."),
        Some(Exclusion::EventStream) => card.push_str("\n\nIt streams events, which Step Functions cannot do."),
        None if call.operation.is_deprecated() => card.push_str("\n\nDeprecated."),
        None => {}
    }
    if matches!(call.way, Way::Sdk(info) if info.is_retired()) {
        card.push_str("\n\nAWS closed this service.");
    }
    let structure = call.input().and_then(|id| call.shapes().structure(id));
    let (required, optional) = parameters(&call, structure);
    if !required.is_empty() {
        let names = required.iter().map(|m| format!("`{}` ({})", m.name(), call.shapes().type_name(m.shape())));
        let _ = write!(card, "\n\nRequired: {}.", names.collect::<Vec<_>>().join(", "));
    }
    if !optional.is_empty() {
        let _ = write!(card, "\n\nOptional: {}.", words(optional.iter().map(|member| member.name())));
    }
    if let Some(result) = call.output().and_then(|id| call.shapes().structure(id)) {
        let names = result.members().map(Member::name).filter(|name| !name.starts_with("Sdk"));
        let names: Vec<&str> = names.collect();
        if !names.is_empty() {
            let _ = write!(card, "\n\nReturns: {}.", words(names.into_iter()));
        }
    }
    let errors = raised::of_action(&call);
    match raised::base(&call) {
        _ if !errors.is_empty() => {
            let _ = write!(card, "\n\nErrors: {}.", words(errors.into_iter()));
        }
        Some(base) => {
            let _ = write!(card, "\n\nIts errors are not stated; they arrive as `{base}`.");
        }
        None => {}
    }
    let patterns: Vec<&str> = call.patterns().into_iter().map(pattern_name).collect();
    let _ = write!(card, "\n\nPatterns: {}.", patterns.join(", "));
    let action = optimized_service(call.service_id()).and_then(|service| service.action(call.action()));
    if let (Way::Optimized(_), Some(note)) = (call.way, action.and_then(|action| action.note)) {
        let _ = write!(card, "\n\n*{note}*");
    }
    let mut links = Vec::new();
    links.extend(call.reference_url().map(|url| format!("[API reference]({url})")));
    if let Way::Optimized(task) = call.way {
        links.extend(optimized_service(task.integration.service()).map(|s| format!("[Integration]({})", s.url)));
    }
    if !links.is_empty() {
        let _ = write!(card, "\n\n{}", links.join(" · "));
    }
    Some(card)
}

/// The required parameters of a call, and the others.
pub(crate) fn parameters(call: &Call, structure: Option<Structure>) -> (Vec<Member>, Vec<Member>) {
    let action = match call.way {
        Way::Optimized(task) => {
            optimized_service(task.integration.service()).and_then(|s| s.action(task.info.action()))
        }
        Way::Sdk(_) => None,
    };
    let demanded = action.map_or(&[][..], |action| action.required);
    structure
        .into_iter()
        .flat_map(Structure::members)
        .partition(|member| member.is_required() || demanded.contains(&member.name()))
}

/// What a pattern is called: its suffix, where it has one.
pub(crate) fn pattern_name(pattern: Pattern) -> &'static str {
    if pattern.suffix().is_empty() { "request-response" } else { pattern.suffix() }
}

/// The card of a parameter.
pub fn describe_parameter(call: &Call, owner: Structure, member: Member) -> String {
    let shapes = call.shapes();
    let mut card = format!("**{}** · {}", member.name(), shapes.type_name(member.shape()));
    let is_top = call.input().and_then(|id| shapes.structure(id)).is_some_and(|top| top.name() == owner.name());
    let of = if is_top { format!("`{}`", call.title()) } else { format!("`{}` of `{}`", owner.name(), call.title()) };
    let _ = write!(card, " · parameter of {of}");
    let mut facts = Vec::new();
    let (required, _) = parameters(call, Some(owner));
    if member.is_required() || (is_top && required.iter().any(|m| m.name() == member.name())) {
        facts.push("Required.".to_owned());
    }
    if member.is_idempotency_token() {
        facts.push("An idempotency token: SDKs fill it in, Step Functions does not.".to_owned());
    }
    if member.is_deprecated() {
        facts.push("Deprecated.".to_owned());
    }
    if owner.is_union() {
        facts.push(format!("`{}` takes exactly one of its members.", owner.name()));
    }
    if !facts.is_empty() {
        let _ = write!(card, "\n\n{}", facts.join(" "));
    }
    add_insides(&mut card, call, member);
    card
}

/// The card of a member of what a state gets back.
pub(super) fn describe_data_member(member: &DataMember) -> String {
    match member {
        DataMember::Error(name, doc) => format!("**{name}** · string · member of the caught error\n\n{doc}"),
        DataMember::Result(call, owner, member) => describe_result_member(call, *owner, *member),
    }
}

fn describe_result_member(call: &Call, owner: Structure, member: Member) -> String {
    let shapes = call.shapes();
    let mut card = format!("**{}** · {}", member.name(), shapes.type_name(member.shape()));
    let is_top = call.output().and_then(|id| shapes.structure(id)).is_some_and(|top| top.name() == owner.name());
    let suffix = call.pattern.suffix();
    match is_top {
        true => {
            let _ = write!(card, " · in the result of `{}{suffix}`", call.title());
        }
        false => {
            let _ = write!(card, " · member of `{}` in the result of `{}{suffix}`", owner.name(), call.title());
        }
    }
    if member.is_deprecated() {
        card.push_str("\n\nDeprecated.");
    }
    add_insides(&mut card, call, member);
    card
}

/// The card of the member `name` of the result of the call that `resource` makes, in the structure called `owner`
/// (empty: the result itself).
pub fn describe_result_of(resource: &str, owner: &str, name: &str) -> Option<String> {
    let call = Call::read(resource)?;
    let structure = structure_in(call.shapes(), call.output()?, owner)?;
    Some(describe_result_member(&call, structure, structure.member(name)?))
}

/// Adds the words or members that a value of `member` can have, and the link.
fn add_insides(card: &mut String, call: &Call, member: Member) {
    let shapes = call.shapes();
    match shapes.shape(innermost(shapes, member.shape())) {
        Some(Shape::Enum { values, .. }) => {
            let _ = write!(card, "\n\nOne of {}.", words(values.iter()));
        }
        Some(Shape::Structure(structure)) => {
            let members = structure
                .members()
                .map(|m| if m.is_required() { format!("{}*", m.name()) } else { m.name().to_owned() });
            let members: Vec<String> = members.collect();
            let _ = write!(card, "\n\nMembers: {}.", words(members.iter().map(String::as_str)));
        }
        _ => {}
    }
    if let Some(url) = call.reference_url() {
        let _ = write!(card, "\n\n[API reference]({url})");
    }
}

/// The card of the parameter `name` of the call that `resource` makes, in the structure called `owner` (empty: the
/// payload itself).
pub fn describe_parameter_of(resource: &str, owner: &str, name: &str) -> Option<String> {
    let call = Call::read(resource)?;
    let input = call.input()?;
    let structure = structure_in(call.shapes(), input, owner)?;
    Some(describe_parameter(&call, structure, structure.member(name)?))
}

/// The structure of that name at or below `from`; without a name, that at `from`.
fn structure_in(shapes: &'static Service, from: ShapeId, name: &str) -> Option<Structure> {
    match name {
        "" => shapes.structure(from),
        name => structure_named(shapes, from, name),
    }
}

fn structure_named(shapes: &'static Service, from: ShapeId, name: &str) -> Option<Structure> {
    let mut seen = BTreeSet::from([from]);
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        let mut reach = |id: ShapeId| {
            if seen.insert(id) {
                open.push(id);
            }
        };
        match shapes.shape(id)? {
            Shape::Structure(structure) if structure.name() == name => return Some(structure),
            Shape::Structure(structure) => structure.members().for_each(|member| reach(member.shape())),
            Shape::List { element } => reach(element),
            Shape::Map { value, .. } => reach(value),
            _ => {}
        }
    }
    None
}

/// What lists and maps hold at last.
fn innermost(shapes: &'static Service, mut id: ShapeId) -> ShapeId {
    const DEEPEST: usize = 8;
    for _ in 0..DEEPEST {
        match shapes.shape(id) {
            Some(Shape::List { element: inner } | Shape::Map { value: inner, .. }) => id = inner,
            _ => break,
        }
    }
    id
}

/// The card of an error that a service states: who raises it, the task of `call` before all.
pub fn describe_raised(name: &str, call: Option<&Call>) -> Option<String> {
    let actions = raising(name, call);
    let is_of_call = call.is_some_and(|call| raised::of_action(call).contains(&name));
    if actions.is_empty() && !is_of_call {
        return None;
    }
    let known = super::describe_error(name);
    let mut card = known.unwrap_or_else(|| format!("**{}** · error", escape(name)));
    match call.filter(|_| is_of_call) {
        Some(call) => {
            let _ = write!(card, "\n\n`{}` raises it.", call.title());
            let others: Vec<&str> =
                actions.iter().map(String::as_str).filter(|action| *action != call.title()).collect();
            if !others.is_empty() {
                let _ = write!(card, " So do {}.", words(others.into_iter()));
            }
        }
        None => {
            let _ = write!(card, "\n\nRaised by {}.", words(actions.iter().map(String::as_str)));
        }
    }
    Some(card)
}

/// The actions for which the models state an error. Services that share a prefix are told apart by the call.
fn raising(name: &str, call: Option<&Call>) -> Vec<String> {
    let Some((prefix, _)) = name.split_once('.') else { return Vec::new() };
    let sdk = || {
        let info = models::service_by_error_prefix(prefix)?;
        let actions = info.service()?.operations_raising(name);
        Some(actions.map(|operation| format!("aws-sdk:{}:{}", info.id(), operation.action())).collect::<Vec<_>>())
    };
    let optimized = || {
        let integration = models::integrations().find(|integration| integration.error_prefix() == prefix)?;
        let tasks = integration.tasks().iter().filter(|task| {
            models::optimized(integration.service(), task.action(), models::Pattern::RequestResponse)
                .is_some_and(|task| task.operation.errors().contains(name))
        });
        Some(tasks.map(|task| format!("{}:{}", integration.service(), task.action())).collect::<Vec<_>>())
    };
    let (first, second) = match call.map(|call| call.way) {
        Some(Way::Optimized(_)) => (optimized(), None),
        Some(Way::Sdk(_)) => (sdk(), None),
        None => (optimized(), sdk()),
    };
    first.into_iter().chain(second).flatten().collect()
}

/// Names as code, the first of them.
fn words<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    let mut text = backticked(names.get(..SHOWN.min(names.len())).unwrap_or_default());
    if names.len() > SHOWN {
        let _ = write!(text, " and {} more", names.len() - SHOWN);
    }
    text
}
