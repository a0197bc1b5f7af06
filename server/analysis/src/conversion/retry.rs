//! A retrier for the errors of a call that pass by themselves.

use asl_spec::errors::{ALL, LAMBDA_TRANSIENT, TASK_FAILED};
use asl_spec::integrations::Resource;
use asl_syntax::{Document, Object};

use super::{Task, fix};
use crate::call::Call;
use crate::handlers::lists;
use crate::raised::{base, of_action, of_service};
use crate::rewrite::{Edit, Fix, add_item, add_member, quoted};
use crate::task::TaskResource;

/// Adds a retrier for the transient errors of what the task calls; `None` where none are known, or where a retrier is
/// about one of them already.
pub(super) fn add(task: &Task<'_>) -> Option<Fix> {
    let names = transient(task)?;
    let lists = lists(&task.place);
    let retriers = lists.iter().filter(|list| list.noun == "retrier").flat_map(|list| &list.handlers);
    let is_tried = |name: &str| name == ALL || name == TASK_FAILED || names.iter().any(|own| own == name);
    if retriers.flat_map(|handler| &handler.names).any(|name| is_tried(&name.text)) {
        return None;
    }
    let edit = add_retrier(task.document, task.state(), &names)?;
    fix("Try again after errors that pass by themselves".to_owned(), vec![edit])
}

/// Adds a retrier for the errors of these names behind the others of `state`; `None` where `Retry` is no list.
pub fn add_retrier(document: &Document, state: Object<'_>, names: &[String]) -> Option<Edit> {
    let list: Vec<String> = names.iter().map(|name| format!("\n    {}", quoted(name))).collect();
    let retrier = format!(
        "{{\n  \"ErrorEquals\": [{}\n  ],\n  \"IntervalSeconds\": 1,\n  \"MaxAttempts\": 3,\n  \"BackoffRate\": 2,\n  \
         \"JitterStrategy\": \"FULL\"\n}}",
        list.join(",")
    );
    Some(match state.get("Retry") {
        None => add_member(document, state, "Retry", &format!("[\n  {}\n]", retrier.replace('\n', "\n  "))),
        Some(retry) => add_item(document, retry.value()?.as_array()?, &retrier),
    })
}

/// The names of such errors, those of the action before those that any action of the service may report.
fn transient(task: &Task<'_>) -> Option<Vec<String>> {
    let resource = TaskResource::of(&task.place)?;
    let read = resource.read();
    let call = Call::of(&read);
    let is_invocation = call.as_ref().is_some_and(|call| call.title() == "lambda:invoke");
    if matches!(read, Resource::Lambda { .. }) || is_invocation {
        return Some(LAMBDA_TRANSIENT.iter().map(|name| (*name).to_owned()).collect());
    }
    let call = call?;
    let mut names: Vec<&'static str> = of_action(&call).into_iter().filter(|name| passes(name)).collect();
    if names.is_empty() {
        names = of_service(&call).into_iter().filter(|name| is_throttling(name)).collect();
    }
    if names.is_empty() {
        // A service that states no errors reports throttling under its base name, with all the others.
        names.extend(base(&call).filter(|_| of_action(&call).is_empty()));
    }
    let client = format!("{}.SdkClientException", call.error_prefix());
    names.extend(of_service(&call).into_iter().find(|name| **name == *client && !names.contains(name)));
    (!names.is_empty()).then(|| names.into_iter().map(str::to_owned).collect())
}

/// Whether an error says that there was too much at once.
fn is_throttling(name: &str) -> bool {
    const WORDS: [&str; 5] = ["requestlimitexceeded", "slowdown", "throttl", "throughputexceeded", "toomanyrequests"];
    contains_any(name, &WORDS)
}

/// Whether an error may be gone at the next try.
fn passes(name: &str) -> bool {
    const WORDS: [&str; 6] =
        ["internalerror", "internalfailure", "internalserver", "internalservice", "requesttimeout", "unavailable"];
    is_throttling(name) || contains_any(name, &WORDS)
}

fn contains_any(name: &str, words: &[&str]) -> bool {
    let name = name.split_once('.').map_or(name, |(_, rest)| rest).to_ascii_lowercase();
    words.iter().any(|word| name.contains(word))
}
