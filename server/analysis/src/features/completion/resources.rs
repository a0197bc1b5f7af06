//! The resources that a Task state may run.

use asl_aws_models::{Match, search, service_info};
use asl_spec::Context;
use asl_spec::integrations::{Pattern, optimized_service, optimized_services};
use asl_syntax::Place as CursorPlace;

use super::{Frame, Item, ItemKind, Site, Topic, literal, without_stops};
use crate::model::Workflow;
use crate::rewrite::quoted;
use crate::role::Role;

/// So many actions are shown of the thousands; the list is made anew as people type.
const SHOWN: usize = 60;

/// Whether the list at `site` is one of resources: a few of very many, even where none fits what is typed so far.
pub(super) fn are_asked_for(site: &Site<'_, '_>) -> bool {
    let CursorPlace::Value { key: Some(key), .. } = &site.cursor.place else { return false };
    let role = site.role.member(&key.key().text(), None);
    matches!(role, Role::Field(Context::Task, field) if field.name == "Resource")
}

/// Proposes actions of AWS by the words that stand before the cursor, in any order and in part; with nothing typed,
/// the optimized integrations with the patterns that each supports, those that most people mean first, and skeletons
/// of the other kinds of ARN. The list is never whole: ask again when more is typed.
pub(super) fn propose(site: &Site<'_, '_>, items: &mut Vec<Item>) {
    let frame = site.frame();
    let typed = match &site.cursor.place {
        CursorPlace::Value { typed, .. } => typed.trim_matches('"'),
        _ => "",
    };
    let (call, suffix) = split(typed);
    if call.is_empty() {
        skeletons(&frame, items);
        for service in optimized_services() {
            for action in service.actions {
                let rank = if is_common(service.id) { 0 } else { 1000 } + items.len() as u32;
                optimized(site, &frame, (service.id, action.name), suffix, &mut |mut item| {
                    item.rank = rank;
                    items.push(item);
                });
            }
        }
        return;
    }
    for (order, hit) in search(call, SHOWN).into_iter().enumerate() {
        let rank = 4 * order as u32;
        let mut offset = 0;
        let mut push = |mut item: Item| {
            // The words may stand in another order than in the name: the editor must not sort them out again.
            item.filter = filter(&item, typed);
            item.deprecated = hit.is_outdated;
            item.rank = rank + offset;
            offset += 1;
            items.push(item);
        };
        if hit.is_optimized {
            optimized(site, &frame, (hit.service, hit.action), suffix, &mut push);
        } else {
            sdk(&frame, hit, suffix, &mut push);
        }
    }
    if typed.contains("lambda") || typed.contains("activity") {
        skeletons(&frame, items);
    }
}

/// What is typed, as the words that name an action and the part behind the dot.
fn split(typed: &str) -> (&str, Option<&str>) {
    let typed = typed.trim_start();
    // In front of the service stands what every resource has, whatever the partition.
    let call = match typed.split_once(":states:") {
        Some((_, rest)) => rest.rsplit_once("::").map_or(rest, |(_, call)| call),
        None if "arn:aws:states:::".starts_with(typed) || typed.starts_with("arn:") => "",
        None => typed,
    };
    let call = call.strip_prefix("aws-sdk:").unwrap_or(call).trim_start_matches(':');
    match call.split_once('.') {
        Some((call, suffix)) => (call, Some(suffix)),
        None => (call, None),
    }
}

/// The item's own text where that begins with what is typed, and otherwise what is typed.
fn filter(item: &Item, typed: &str) -> String {
    let own = item.filter.trim_start_matches(['"', ' ', ':']);
    if own.starts_with(typed) {
        return item.filter.clone();
    }
    let quote = if item.filter.contains('"') { "\"" } else { "" };
    format!("{quote}{typed}{quote}")
}

fn optimized(
    site: &Site<'_, '_>,
    frame: &Frame,
    (service, action): (&str, &str),
    suffix: Option<&str>,
    push: &mut dyn FnMut(Item),
) {
    let Some(known) = optimized_service(service) else { return };
    let Some(patterns) = known.action(action).map(|action| action.patterns) else { return };
    let express = site.analysis.workflow() == Some(Workflow::Express);
    for pattern in Pattern::ALL.into_iter().filter(|p| patterns.contains(*p)) {
        if (express && !pattern.works_in_express()) || !fits(pattern, suffix) {
            continue;
        }
        let name = format!("{service}:{action}{}", pattern.suffix());
        push(resource(frame, &name, known.title));
    }
}

fn sdk(frame: &Frame, hit: Match, suffix: Option<&str>, push: &mut dyn FnMut(Item)) {
    let title = service_info(hit.service).map_or(hit.service, |info| info.model_id());
    // A callback is rarely meant: it is there when somebody asks for it.
    let patterns = [Pattern::RequestResponse, Pattern::WaitForTaskToken].into_iter();
    for pattern in patterns.filter(|p| fits(*p, suffix) && p.suffix().is_empty() == suffix.is_none()) {
        let name = format!("aws-sdk:{}:{}{}", hit.service, hit.action, pattern.suffix());
        push(resource(frame, &name, title));
    }
}

fn fits(pattern: Pattern, suffix: Option<&str>) -> bool {
    let own = pattern.suffix().trim_start_matches('.').to_ascii_lowercase();
    suffix.is_none_or(|suffix| !own.is_empty() && own.starts_with(&suffix.to_ascii_lowercase()))
}

fn resource(frame: &Frame, name: &str, detail: &str) -> Item {
    let arn = format!("arn:aws:states:::{name}");
    let text = quoted(&arn);
    let mut item = frame.item(ItemKind::Resource, name, literal(&text), text, Topic::Resource(arn));
    item.detail = detail.to_owned();
    item
}

fn skeletons(frame: &Frame, items: &mut Vec<Item>) {
    for (label, skeleton, detail) in [
        (
            "Lambda function ARN",
            "arn:aws:lambda:${1:us-east-1}:${2:123456789012}:function:${3:name}",
            "a function by its ARN",
        ),
        ("AWS SDK integration", "arn:aws:states:::aws-sdk:${1:service}:${2:action}", "any AWS API"),
        ("Activity ARN", "arn:aws:states:${1:us-east-1}:${2:123456789012}:activity:${3:name}", "a worker of your own"),
    ] {
        let snippet = format!("\"{skeleton}\"");
        let plain = without_stops(&snippet);
        let mut item = frame.item(ItemKind::Snippet, label, snippet, plain, Topic::None);
        item.detail = detail.to_owned();
        item.rank = 500;
        items.push(item);
    }
}

fn is_common(service: &str) -> bool {
    matches!(service, "lambda" | "dynamodb" | "sqs" | "sns" | "states" | "events" | "http" | "ecs" | "glue" | "batch")
}
