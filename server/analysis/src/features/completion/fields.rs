//! The fields that an object may still take.

use asl_spec::{Context, Field, Requirement, StateType};
use asl_syntax::{Object, Place as CursorPlace};

use super::values::value_snippet;
use super::{Item, ItemKind, Site, Topic, as_it_stands, literal};
use crate::rewrite::quoted;

/// Proposes the fields of an object with this context (`None`: a state that has no type yet) that are legal here and
/// not yet there: required ones first, deprecated ones last.
pub(super) fn propose(site: &Site<'_, '_>, context: Option<Context>, items: &mut Vec<Item>) {
    let CursorPlace::Key { has_value, .. } = site.cursor.place else { return };
    let object = site.siblings();
    let frame = site.frame();
    let is_unknown = context.is_none();
    let is_here = |name: &str| {
        object
            .into_iter()
            .flat_map(Object::members)
            .any(|m| m.key().span() != frame.replace && m.key().text() == name && m.value().is_some())
    };
    let candidates: Vec<(Context, &'static Field)> = match context {
        Some(context) => context.fields().iter().map(|f| (context, f)).collect(),
        None => type_first(),
    };
    for (order, (context, field)) in candidates.into_iter().enumerate() {
        if !field.allows(site.language) || is_here(field.name) {
            continue;
        }
        let excluded = field.exclusive_with.iter().any(|other| is_here(other));
        let group_is_filled = match field.requirement {
            Requirement::OneOf(group) => context.group(group).any(|f| is_here(f.name)),
            _ => false,
        };
        if excluded || group_is_filled {
            continue;
        }
        // A comparator means nothing without its variable.
        if field.requirement == Requirement::OneOf("comparator") && !is_here("Variable") {
            continue;
        }
        let key = quoted(field.name);
        let (snippet, plain) = if has_value {
            (literal(&key), key)
        } else {
            let value = match (is_unknown, field.name) {
                (true, "Type") => format!("\"${{1|{}|}}\"", StateType::ALL.map(StateType::as_str).join(",")),
                _ => value_snippet(site, context, field),
            };
            let snippet = format!("{}: {value}", literal(&key));
            let plain = as_it_stands(&snippet);
            (snippet, plain)
        };
        let topic = Topic::Field(context, field.name.to_owned());
        let mut item = frame.item(ItemKind::Field, field.name, snippet, plain, topic);
        item.filter = quoted(field.name);
        item.detail = detail(field);
        item.deprecated = field.deprecated;
        item.rank = rank(field) * 1000 + order as u32;
        items.push(item);
    }
}

fn detail(field: &Field) -> String {
    let types = field.types.describe();
    match field.requirement {
        Requirement::Always => format!("{types}, required"),
        _ if field.deprecated => format!("{types}, deprecated"),
        _ => types,
    }
}

fn rank(field: &Field) -> u32 {
    match field.requirement {
        _ if field.deprecated => 9,
        Requirement::Always if field.name == "Type" => 0,
        Requirement::Always => 1,
        Requirement::OneOf(_) | Requirement::AtLeastOne(_) if !field.name.ends_with("Path") => 2,
        _ if matches!(field.name, "Comment" | "QueryLanguage") => 5,
        Requirement::OneOf(_) | Requirement::AtLeastOne(_) => 4,
        _ => 3,
    }
}

/// For a state without a type: `Type` before all, then what any state may have.
fn type_first() -> Vec<(Context, &'static Field)> {
    let mut all: Vec<(Context, &'static Field)> = Vec::new();
    for context in StateType::ALL.iter().map(|t| t.context()) {
        for field in context.fields() {
            if !all.iter().any(|(_, f)| f.name == field.name) {
                all.push((context, field));
            }
        }
    }
    all.sort_by_key(|(_, f)| f.name != "Type");
    all
}
