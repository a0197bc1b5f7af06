//! Proposals in the data that a state builds: keys of payload templates, and the marks that make a value an expression.

use asl_spec::integrations::{self, Resource};
use asl_spec::{Context, Expression, Field, QueryLanguage};
use asl_syntax::Place as CursorPlace;

use super::{Item, ItemKind, Site, Topic, api, as_it_stands, literal};
use crate::expression::is_template;
use crate::features::hover;
use crate::rewrite::quoted;
use crate::role::Role;
use crate::variables;

/// Proposes keys of an object with this role in the value of `field`.
pub(super) fn keys(site: &Site<'_, '_>, role: Role, items: &mut Vec<Item>) {
    let (Role::Field(context, field) | Role::Data(context, field)) = role else { return };
    let CursorPlace::Key { typed, has_value, .. } = &site.cursor.place else { return };
    let is_evaluated = match site.language {
        QueryLanguage::JsonPath => is_template(field),
        QueryLanguage::Jsonata => field.expression == Expression::Deep,
    };
    if !is_evaluated {
        return;
    }
    if api::keys(site, items) {
        return;
    }
    let frame = site.frame();
    let object = site.siblings();
    let is_here = |name: &str| {
        object.iter().flat_map(|o| o.members()).any(|m| {
            m.key().span() != frame.replace && m.key().text().strip_suffix(".$").unwrap_or(&m.key().text()) == name
        })
    };
    let has_suffix = site.language == QueryLanguage::JsonPath;
    let mut push = |name: &str, detail: &str, is_path: bool, rank: u32| {
        let key = quoted(&if is_path { format!("{name}.$") } else { name.to_owned() });
        let value = match (is_path, has_suffix) {
            (true, _) => "\"\\$.$1\"",
            (false, true) => "\"$1\"",
            (false, false) => "\"{% $1 %}\"",
        };
        let snippet = if *has_value { literal(&key) } else { format!("{}: {value}", literal(&key)) };
        let plain = as_it_stands(&snippet);
        let label = key.trim_matches('"').to_owned();
        let mut item = frame.item(ItemKind::Field, &label, snippet, plain, Topic::None);
        item.filter = key;
        item.detail = detail.to_owned();
        item.rank = rank;
        items.push(item);
    };
    let mut names: Vec<(String, String)> = Vec::new();
    if matches!(role, Role::Field(..)) {
        if context == Context::Task && matches!(field.name, "Parameters" | "Arguments") {
            names = parameters(site);
        } else if field.name == "Assign" {
            let offset = frame.replace.start;
            let visible = variables::in_scope_at(site.analysis, offset);
            // A name that is being typed here is none yet.
            let known = visible.iter().filter(|v| v.assigned.iter().any(|at| !frame.replace.contains_span(at.span)));
            names = known.map(|v| (v.name.clone(), format!("assigned in {}", hover::assigners(v)))).collect();
        }
    }
    for (rank, (name, detail)) in names.iter().filter(|(name, _)| !is_here(name)).enumerate() {
        let rank = 2 * rank as u32;
        push(name, detail, false, rank + u32::from(has_suffix && field.name == "Assign"));
        if has_suffix {
            push(name, detail, true, rank + u32::from(field.name != "Assign"));
        }
    }
    // A name that is being typed can become one that is evaluated.
    let typed = typed.strip_suffix(".$").or(typed.strip_suffix('.')).unwrap_or(typed);
    if has_suffix && !typed.is_empty() && !names.iter().any(|(name, _)| name == typed) && !is_here(typed) {
        push(typed, "evaluated", true, 10_000);
    }
}

/// The parameters that the integration of the Task state takes, required ones first.
fn parameters(site: &Site<'_, '_>) -> Vec<(String, String)> {
    let Some(resource) = site.resource() else { return Vec::new() };
    let Resource::Optimized(parts) = integrations::parse_resource(&resource) else { return Vec::new() };
    let Some(service) = integrations::optimized_service(parts.service.text) else { return Vec::new() };
    let Some(action) = service.action(parts.action.text) else { return Vec::new() };
    let required = action.required.iter().map(|n| ((*n).to_owned(), format!("{}, required", service.title)));
    let optional = action.optional.iter().map(|n| ((*n).to_owned(), service.title.to_owned()));
    required.chain(optional).collect()
}

/// Proposes the marks of an expression as the value of a field, or inside of its data under `key`.
pub(super) fn marks(site: &Site<'_, '_>, role: Role, key: Option<&str>, items: &mut Vec<Item>) {
    let is_evaluated = |field: &Field| match (site.language, role) {
        (QueryLanguage::Jsonata, Role::Field(..)) => field.expression != Expression::Never,
        (QueryLanguage::Jsonata, _) => field.expression == Expression::Deep,
        (QueryLanguage::JsonPath, Role::Data(..)) => is_template(field) && key.is_some_and(|key| key.ends_with(".$")),
        (QueryLanguage::JsonPath, _) => false,
    };
    let (Role::Field(_, field) | Role::Data(_, field)) = role else { return };
    if !field.allows(site.language) || !is_evaluated(field) {
        return;
    }
    let (label, snippet) = match site.language {
        QueryLanguage::Jsonata => ("{% … %}", "\"{% $1 %}\""),
        QueryLanguage::JsonPath => ("$.…", "\"\\$.$1\""),
    };
    let plain = as_it_stands(snippet);
    if items.iter().any(|item| item.insert.plain.contains(plain.trim_matches('"'))) {
        return;
    }
    let mut item = site.frame().item(ItemKind::Snippet, label, snippet.to_owned(), plain, Topic::None);
    item.detail = "an expression".to_owned();
    item.rank = 50;
    items.push(item);
}
