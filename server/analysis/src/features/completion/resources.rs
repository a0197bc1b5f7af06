//! The resources that a Task state may run.

use asl_spec::integrations::{Pattern, optimized_services};

use super::{Item, ItemKind, Site, Topic, literal, without_stops};
use crate::model::Workflow;
use crate::rewrite::quoted;

/// Proposes the optimized integrations with the patterns that each supports, those that most people mean first, and
/// skeletons of the other kinds of ARN.
pub(super) fn propose(site: &Site<'_, '_>, items: &mut Vec<Item>) {
    let frame = site.frame();
    let express = site.analysis.workflow() == Some(Workflow::Express);
    for (label, skeleton, detail) in [
        ("Lambda function ARN", "arn:aws:lambda:${1:us-east-1}:${2:123456789012}:function:${3:name}", "a function by its ARN"),
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
    for service in optimized_services() {
        for action in service.actions {
            for pattern in Pattern::ALL.into_iter().filter(|p| action.patterns.contains(*p)) {
                if express && !pattern.works_in_express() {
                    continue;
                }
                let name = format!("{}:{}{}", service.id, action.name, pattern.suffix());
                let arn = format!("arn:aws:states:::{name}");
                let text = quoted(&arn);
                let mut item = frame.item(ItemKind::Resource, &name, literal(&text), text, Topic::Resource(arn));
                item.detail = service.title.to_owned();
                item.rank = if is_common(service.id) { 0 } else { 1000 } + items.len() as u32;
                items.push(item);
            }
        }
    }
}

fn is_common(service: &str) -> bool {
    matches!(service, "lambda" | "dynamodb" | "sqs" | "sns" | "states" | "events" | "http" | "ecs" | "glue" | "batch")
}
