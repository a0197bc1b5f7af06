//! Templates of CloudFormation and of SAM, in YAML and in JSON, written by hand or by the CDK.

use asl_syntax::{Document, Member, Object, Value};

use crate::properties::{self, name, value};
use crate::{
    Declared, DeclaredKind, Definition, Execution, FilledBy, Host, HostKind, Located, Machine, Placeholders,
    Substitutions, Undeclared,
};

/// How deep loops may be in loops.
const LOOPS: usize = 8;

pub(crate) struct CloudFormation;

impl Host for CloudFormation {
    fn find(&self, document: &Document, _path: &str) -> Option<Located> {
        let root = document.tree().root()?.as_object()?;
        let resources = root.get("Resources")?;
        let is_template = ["AWSTemplateFormatVersion", "Transform"].iter().any(|key| root.get(key).is_some());
        let mut located = resources_of(document, HostKind::CloudFormation, resources.value()?);
        let has_resources = located
            .declared
            .iter()
            .any(|declared| matches!(&declared.kind, DeclaredKind::Resource(kind) if kind.contains("::")));
        if !is_template && !has_resources {
            return None;
        }
        parameters(root, &mut located.declared);
        located.declared.sort_by_key(|declared| declared.span);
        let transforms = root.get("Transform").map_or(Undeclared::None, |member| transform(member.value()));
        located.undeclared = located.undeclared.max(transforms);
        if !document.tree().errors().is_empty() || root.is_open_ended() {
            located.undeclared = Undeclared::Any;
        }
        Some(located)
    }
}

/// The machines and the names of the resources `resources`.
pub(crate) fn resources_of(document: &Document, host: HostKind, resources: Value<'_>) -> Located {
    let mut located = Located { host, machines: Vec::new(), declared: Vec::new(), undeclared: Undeclared::None };
    if let Some(resources) = resources.as_object() {
        if resources.is_open_ended() {
            located.undeclared = Undeclared::Any;
        }
        resources.members().for_each(|member| resource(document, member, LOOPS, &mut located));
    } else {
        // A single loop looks like a function.
        located.undeclared = Undeclared::Any;
        if let Some(only) = resources.as_intrinsic() {
            each(document, only.name(), only.argument(), LOOPS, &mut located);
        }
    }
    located
}

/// A resource, or a loop of them.
fn resource(document: &Document, member: Member<'_>, loops: usize, located: &mut Located) {
    let key = member.key();
    if let Some(function) = key.raw().strip_prefix("Fn::") {
        located.undeclared = Undeclared::Any;
        return each(document, function, member.value(), loops, located);
    }
    let Some(resource) = member.value().and_then(Value::as_object) else { return };
    // The first one found: a template has thousands of resources, and the type is what each begins with.
    let kind = resource.members().find(|member| member.key().is("Type")).and_then(Member::value);
    let kind = kind.and_then(Value::as_str).map(|kind| kind.text().into_owned()).unwrap_or_default();
    let names = match &*kind {
        "AWS::Serverless::StateMachine" => Some(("Type", "DefinitionUri")),
        "AWS::StepFunctions::StateMachine" => Some(("StateMachineType", "DefinitionS3Location")),
        _ => None,
    };
    let properties = names.and_then(|_| value(resource, "Properties")).and_then(Value::as_object);
    if let (Some((execution, file)), Some(properties)) = (names, properties) {
        let mut machine = machine_of(document, member, properties, execution, file);
        // A loop replaces its own `${Name}` first.
        machine.substitutions.is_open |= loops < LOOPS;
        located.machines.push(machine);
    }
    located.declared.push(Declared { name: name(key), kind: DeclaredKind::Resource(kind), span: member.span() });
}

/// The resources in the body of the loop `Fn::ForEach::Name`, as they are before it runs.
fn each(document: &Document, function: &str, argument: Option<Value<'_>>, loops: usize, located: &mut Located) {
    if loops == 0 || !function.starts_with("ForEach") {
        return;
    }
    let Some(body) = argument.and_then(Value::as_array).and_then(|array| array.items().nth(2)) else { return };
    if let Some(body) = body.as_object() {
        body.members().for_each(|member| resource(document, member, loops - 1, located));
    } else if let Some(inner) = body.as_intrinsic() {
        each(document, inner.name(), inner.argument(), loops - 1, located);
    }
}

fn machine_of(document: &Document, member: Member<'_>, properties: Object<'_>, execution: &str, file: &str) -> Machine {
    let mut placeholders = Placeholders::Substitutions;
    let mut substitutions = value(properties, "DefinitionSubstitutions")
        .map_or_else(Substitutions::default, |value| properties::substitutions(document, value, FilledBy::Deployment));
    let mut definition = Definition::Unknown;
    if let Some(member) = properties.get("Definition") {
        definition = properties::embedded(properties::object(document, member));
    } else if let Some(text) = value(properties, "DefinitionString") {
        if let Some(text) = properties::text(document, text) {
            placeholders = text.placeholders;
            substitutions.listed.extend(text.variables.listed);
            substitutions.listed.sort_by_key(|substitution| substitution.span);
            substitutions.is_open |= text.variables.is_open;
            definition = Definition::Embedded(text.passage);
        }
    } else if let Some(file) = value(properties, file).and_then(properties::local_file) {
        definition = Definition::File(file);
    }
    let execution = match properties.get(execution) {
        None => Some(Execution::Standard),
        Some(member) => member.value().and_then(properties::execution),
    };
    // Properties that come from elsewhere may hold any of these.
    substitutions.is_open |= properties.is_open_ended();
    Machine { id: name(member.key()), span: member.span(), execution, definition, placeholders, substitutions }
}

fn parameters(root: Object<'_>, declared: &mut Vec<Declared>) {
    let Some(parameters) = value(root, "Parameters").and_then(Value::as_object) else { return };
    for member in parameters.members() {
        let kind = member.value().and_then(Value::as_object).and_then(|parameter| value(parameter, "Type"));
        let kind = kind.and_then(Value::as_str).map(|kind| kind.text().into_owned()).unwrap_or_default();
        declared.push(Declared { name: name(member.key()), kind: DeclaredKind::Parameter(kind), span: member.span() });
    }
}

/// What the transforms of a template may add to its names.
fn transform(transform: Option<Value<'_>>) -> Undeclared {
    let Some(transform) = transform else { return Undeclared::Any };
    let items = transform.as_array().map(|array| array.items().collect()).unwrap_or_else(|| vec![transform]);
    let of = |value: Value<'_>| match value.as_str().map(|name| name.text().into_owned()).as_deref() {
        Some("AWS::LanguageExtensions" | "AWS::CodeDeployBlueGreen") => Undeclared::None,
        Some("AWS::Serverless-2016-10-31") => Undeclared::Derived,
        _ => Undeclared::Any,
    };
    items.into_iter().map(of).max().unwrap_or(Undeclared::None)
}
