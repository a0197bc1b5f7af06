//! Configurations of the Serverless Framework: `stepFunctions.stateMachines`, in `serverless.yml` or in a file that it
//! includes, and the resources of CloudFormation in it.
//!
//! Its `${...}` are expressions of the framework (`${self:custom.stage}`), of which nothing is known here.

use asl_syntax::{Document, Member, Object, Value};

use crate::properties::{self, name, value};
use crate::{
    Definition, Execution, Host, HostKind, LocalFile, Located, Machine, Placeholders, Substitutions, Undeclared,
    cloudformation,
};

pub(crate) struct Serverless;

impl Host for Serverless {
    fn find(&self, document: &Document, _path: &str) -> Option<Located> {
        let root = document.tree().root()?.as_object()?;
        let is_configuration = root.get("service").is_some() && root.get("provider").is_some();
        let machines = match value(root, "stepFunctions").and_then(Value::as_object) {
            Some(functions) => value(functions, "stateMachines"),
            // A file of its own holds what is below `stepFunctions`.
            None if !is_configuration => Some(value(root, "stateMachines").filter(|value| have_definitions(*value))?),
            None => None,
        };
        if machines.is_none() && !is_configuration {
            return None;
        }
        let mut located = Located {
            host: HostKind::Serverless,
            machines: Vec::new(),
            declared: Vec::new(),
            undeclared: Undeclared::Any,
        };
        for member in machines.into_iter().flat_map(mappings).flat_map(|object| object.members()) {
            located.machines.extend(machine(document, member));
        }
        for resources in value(root, "resources").into_iter().flat_map(mappings) {
            let Some(resources) = value(resources, "Resources") else { continue };
            let found = cloudformation::resources_of(document, HostKind::Serverless, resources);
            located.declared.extend(found.declared);
            located.machines.extend(found.machines.into_iter().map(foreign));
        }
        located.machines.sort_by_key(|machine| machine.span);
        Some(located)
    }
}

/// The object that `value` is, or the objects in it, which the framework merges.
fn mappings(value: Value<'_>) -> impl Iterator<Item = Object<'_>> {
    let items = value.as_array().into_iter().flat_map(|array| array.items()).filter_map(Value::as_object);
    value.as_object().into_iter().chain(items)
}

fn have_definitions(machines: Value<'_>) -> bool {
    let has_one = |member: Member<'_>| {
        member.value().and_then(Value::as_object).is_some_and(|machine| machine.get("definition").is_some())
    };
    mappings(machines).flat_map(|object| object.members()).any(has_one)
}

fn machine(document: &Document, member: Member<'_>) -> Option<Machine> {
    let properties = member.value()?.as_object()?;
    let execution = match properties.get("type") {
        None => Some(Execution::Standard),
        Some(member) => member.value().and_then(properties::execution),
    };
    let machine = Machine {
        id: name(member.key()),
        span: member.span(),
        execution,
        definition: definition(document, properties),
        placeholders: Placeholders::Expressions,
        substitutions: Substitutions::default(),
    };
    Some(foreign(machine))
}

fn definition(document: &Document, properties: Object<'_>) -> Definition {
    let Some(member) = properties.get("definition") else { return Definition::Unknown };
    if let Some(file) = member.value().and_then(included) {
        return Definition::File(file);
    }
    if let Some(passage) = properties::object(document, member) {
        return Definition::Embedded(passage);
    }
    properties::embedded(member.value().and_then(|value| properties::text(document, value)).map(|text| text.passage))
}

/// The file of `${file(path)}`. What only takes a part of a file, or a file by a variable name, is unknown.
fn included(value: Value<'_>) -> Option<LocalFile> {
    let string = value.as_str()?;
    let text = string.text();
    let before = text.find("${file(")? + "${file(".len();
    let path = text.trim().strip_prefix("${file(")?.strip_suffix(")}")?;
    if path.contains(['(', ')', '$', '{', ',']) || path.trim().is_empty() {
        return None;
    }
    let start = (before + path.len() - path.trim_start().len()) as u32;
    let path = path.trim();
    let span = string.escapes().to_raw_span(asl_syntax::Span::new(start, start + path.len() as u32));
    Some(LocalFile { path: path.to_owned(), span })
}

/// The machine as the framework sees it, which replaces what it likes before anybody else does.
fn foreign(mut machine: Machine) -> Machine {
    machine.placeholders = Placeholders::Expressions;
    machine.substitutions.is_open = true;
    machine
}
