//! The names of the data against those that real tasks use, where the corpus lies beside the project.
#![allow(clippy::print_stdout, reason = "a test may")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use asl_aws_models::{Operation, Pattern, Service, Shape, ShapeId, excluded, optimized, service, service_info};
use serde_json::{Map, Value};

/// What was seen in one vocabulary.
#[derive(Default)]
struct Tally {
    tasks: usize,
    keys: usize,
    enum_literals: usize,
    required: usize,
    /// What does not fit, with the number of times.
    misses: BTreeMap<String, usize>,
}

impl Tally {
    fn miss(&mut self, what: String) {
        *self.misses.entry(what).or_default() += 1;
    }

    fn print(&self, title: &str) {
        println!(
            "{title}: {} tasks, {} keys, {} required members, {} enumeration literals",
            self.tasks, self.keys, self.required, self.enum_literals
        );
        for (what, times) in &self.misses {
            println!("  {times} x {what}");
        }
    }
}

#[test]
fn real_tasks_use_these_names() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/dev");
    let mut files = Vec::new();
    for folder in ["valid", "snippets", "states", "templates"] {
        collect(&corpus.join(folder), &mut files);
    }
    if files.is_empty() {
        println!("skipped: no corpus beside the project");
        return;
    }
    let (mut sdk, mut own) = (Tally::default(), Tally::default());
    for file in &files {
        let parsed = std::fs::read_to_string(file).ok().and_then(|text| serde_json::from_str(&text).ok());
        if let Some(machine) = parsed {
            visit(&machine, &mut sdk, &mut own);
        }
    }
    sdk.print("aws-sdk");
    own.print("optimized");
    assert!(sdk.tasks >= 50 && own.tasks >= 200, "the corpus holds tasks");
    let share = |tally: &Tally| tally.misses.values().sum::<usize>() * 100 / tally.keys.max(1);
    assert!(share(&sdk) <= 1 && share(&own) <= 1);
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            collect(&entry.path(), files);
        } else {
            files.push(entry.path());
        }
    }
}

fn visit(value: &Value, sdk: &mut Tally, own: &mut Tally) {
    match value {
        Value::Object(object) => {
            if let Some(resource) = object.get("Resource").and_then(Value::as_str)
                && object.get("Type").and_then(Value::as_str) == Some("Task")
            {
                check_task(resource, object, sdk, own);
            }
            object.values().for_each(|inner| visit(inner, sdk, own));
        }
        Value::Array(array) => array.iter().for_each(|inner| visit(inner, sdk, own)),
        _ => {}
    }
}

fn check_task(resource: &str, state: &Map<String, Value>, sdk: &mut Tally, own: &mut Tally) {
    let Some((_, call)) = resource.split_once(":states:::").filter(|(_, call)| !call.contains("${")) else { return };
    let parameters = state.get("Parameters").or_else(|| state.get("Arguments")).and_then(Value::as_object);
    let without_pattern = |action: &str| action.split('.').next().unwrap_or_default().to_owned();
    if let Some(call) = call.strip_prefix("aws-sdk:") {
        let Some((id, action)) = call.split_once(':') else { return };
        let (id, action) = (id.to_lowercase(), without_pattern(action));
        sdk.tasks += 1;
        match service(&id).map(|service| service.operation(&action)) {
            Some(Some(operation)) => check_parameters(operation, parameters, sdk),
            Some(None) if excluded(&id, &action) || service_info(&id).is_some_and(|info| info.is_retired()) => {}
            _ => sdk.miss(format!("no action {id}:{action}")),
        }
    } else if let Some((id, action)) = call.split_once(':') {
        own.tasks += 1;
        let pattern = match action.split_once('.') {
            Some((_, "sync")) => Pattern::Sync,
            Some((_, "sync:2")) => Pattern::Sync2,
            Some(_) => Pattern::TaskToken,
            None => Pattern::RequestResponse,
        };
        match optimized(id, &without_pattern(action), pattern) {
            Some(task) => check_parameters(task.operation, parameters, own),
            None => own.miss(format!("no task {id}:{action}")),
        }
    }
}

fn check_parameters(operation: Operation, parameters: Option<&Map<String, Value>>, tally: &mut Tally) {
    if let (Some(input), Some(parameters)) = (operation.input(), parameters) {
        check_object(operation.service(), input, parameters, operation.action(), tally);
    }
}

fn check_object(shapes: &'static Service, id: ShapeId, object: &Map<String, Value>, at: &str, tally: &mut Tally) {
    match shapes.shape(id) {
        Some(Shape::Structure(structure)) => {
            for (key, value) in object {
                let name = key.strip_suffix(".$").unwrap_or(key);
                tally.keys += 1;
                match structure.member(name) {
                    Some(member) => check_value(shapes, member.shape(), value, &format!("{at}.{name}"), tally),
                    None => tally.miss(format!("no member {at}.{name}")),
                }
            }
            for member in structure.members().filter(|member| member.is_required()) {
                tally.required += 1;
                if !object.contains_key(member.name()) && !object.contains_key(&format!("{}.$", member.name())) {
                    tally.miss(format!("without {at}.{}", member.name()));
                }
            }
        }
        Some(Shape::Map { value, .. }) => {
            object.values().for_each(|inner| check_value(shapes, value, inner, &format!("{at}.*"), tally));
        }
        Some(Shape::List { .. }) => tally.miss(format!("object for the list {at}")),
        _ => {}
    }
}

fn check_value(shapes: &'static Service, id: ShapeId, value: &Value, at: &str, tally: &mut Tally) {
    match (shapes.shape(id), value) {
        (_, Value::Object(object)) => check_object(shapes, id, object, at, tally),
        (Some(Shape::List { element }), Value::Array(array)) => {
            array.iter().for_each(|inner| check_value(shapes, element, inner, &format!("{at}.*"), tally));
        }
        (Some(Shape::Enum { values, .. }), Value::String(text))
            if !text.starts_with('$') && !text.contains("{%") && !text.contains("${") && !text.contains("States.") =>
        {
            tally.enum_literals += 1;
            if !values.contains(text) {
                tally.miss(format!("no value {text} of {at}"));
            }
        }
        _ => {}
    }
}
