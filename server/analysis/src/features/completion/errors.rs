//! The names that an `ErrorEquals` may hold.

use asl_spec::integrations::{self, Resource};
use asl_syntax::{Object, Value};

use super::{Frame, Item, ItemKind, Site, Topic, api, literal};
use crate::graph::MachineGraph;
use crate::rewrite::quoted;

/// Proposes error names, nearest to the state first: those of the integration that it calls, those that Fail states
/// inside it raise, the reserved names, those that other Fail states raise. Names already in the list are left out.
pub(super) fn propose(site: &Site<'_, '_>, frame: &Frame, items: &mut Vec<Item>) {
    let taken: Vec<String> = site
        .objects()
        .next()
        .and_then(Value::as_array)
        .map(|array| {
            let others = array.items().filter(|item| item.span() != frame.replace);
            others.filter_map(|i| Some(i.as_str()?.text().into_owned())).collect()
        })
        .unwrap_or_default();
    let mut names: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, detail: &str| {
        if !taken.iter().any(|t| t == name) && !names.iter().any(|(n, _)| n == name) {
            names.push((name.to_owned(), detail.to_owned()));
        }
    };
    for (name, detail) in of_integration(site) {
        add(&name, detail);
    }
    let state = site.state.as_ref().map(|(_, object)| *object);
    let raised = raised(site);
    for (name, by, at) in &raised {
        if state.is_some_and(|s| s.span().contains(*at)) {
            add(name, &format!("raised by {by}"));
        }
    }
    for error in asl_spec::errors::reserved().iter().filter(|e| e.catchable) {
        if taken.is_empty() || error.name != asl_spec::errors::ALL {
            add(error.name, "reserved");
        }
    }
    for (name, by, _) in &raised {
        add(name, &format!("raised by {by}"));
    }
    for (rank, (name, detail)) in names.into_iter().enumerate() {
        let text = quoted(&name);
        let mut item = frame.item(ItemKind::Error, &name, literal(&text), text, Topic::Error(name.clone()));
        item.detail = detail;
        item.rank = rank as u32;
        items.push(item);
    }
}

fn of_integration(site: &Site<'_, '_>) -> Vec<(String, &'static str)> {
    let mut names = Vec::new();
    let Some(resource) = site.resource() else { return names };
    let calls_lambda = match integrations::parse_resource(&resource) {
        Resource::Lambda { .. } => true,
        Resource::Optimized(parts) => {
            if let Some(service) = integrations::optimized_service(parts.service.text) {
                let action = service.action(parts.action.text);
                names.extend(action.iter().flat_map(|a| a.errors).map(|e| ((*e).to_owned(), service.title)));
            }
            parts.service.text == "lambda"
        }
        Resource::Http(_) => {
            for error in ["States.Http.StatusCode.429", "States.Http.StatusCode.503", "States.Http.Socket"] {
                names.push((error.to_owned(), "HTTP task"));
            }
            false
        }
        _ => false,
    };
    if calls_lambda {
        let transient = asl_spec::errors::LAMBDA_TRANSIENT.iter().copied();
        let all = transient.chain(asl_spec::errors::common().iter().map(|e| e.name));
        names.extend(
            all.filter(|n| n.starts_with("Lambda.") || n.starts_with("Sandbox.")).map(|n| (n.to_owned(), "Lambda")),
        );
    }
    names.extend(api::errors(&resource));
    names
}

/// The errors that the Fail states of the machine raise: name, who raises it, where that state is.
fn raised(site: &Site<'_, '_>) -> Vec<(String, String, u32)> {
    let Some(machine) = site.analysis.machine() else { return Vec::new() };
    let graph = MachineGraph::new(machine);
    let fails = graph.states.iter().filter(|n| n.state.kind == Some(asl_spec::StateType::Fail));
    fails
        .filter_map(|node| {
            let member = node.state.part.member(node.at);
            let object: Object<'_> = member.value()?.as_object()?;
            let error = object.get("Error")?.value()?.as_str()?;
            let text = error.text();
            let literal = !error.has_hole() && !text.starts_with("{%") && !text.is_empty();
            literal.then(|| (text.into_owned(), format!("\"{}\"", node.state.name), node.at))
        })
        .collect()
}
