//! Names that can stand in a placeholder: those that the template fills in, and those that it could.

use asl_hosts::{Declared, DeclaredKind, FilledBy, HostKind, PSEUDO_PARAMETERS, Placeholders};
use asl_syntax::Span;

use super::placeholder::unfinished_at;
use super::{Deployment, File, FileEdit, is_name};
use crate::notation::quoted;
use crate::rewrite;

/// What can stand in the placeholder at one place of a definition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposals {
    /// What they replace: what there is of the name.
    pub replace: Span,
    /// They, the best first.
    pub items: Vec<Proposal>,
}

/// A name for a placeholder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// The name.
    pub name: String,
    /// What to put in the place: the name, with the brace behind it where there is none yet.
    pub insert: String,
    /// What it stands for, on one line.
    pub detail: String,
    /// The edit that declares it, for a name that the template does not fill in yet.
    pub declaration: Option<FileEdit>,
}

/// The names for the placeholder that is being typed at `offset` of the definition; `None` where none is.
pub fn proposals(deployment: &Deployment<'_>, offset: u32) -> Option<Proposals> {
    let definition = deployment.definition?.document();
    let (replace, _, is_closed) = unfinished_at(definition, offset)?;
    let brace = if is_closed { "" } else { "}" };
    let mut items = Vec::new();
    let mut add = |name: String, detail: String, declaration: Option<FileEdit>| {
        if items.iter().all(|item: &Proposal| item.name != name) {
            items.push(Proposal { insert: format!("{name}{brace}"), name, detail, declaration });
        }
    };
    let machine = deployment.machine;
    let is_sub = machine.placeholders == Placeholders::Sub;
    for substitution in &machine.substitutions.listed {
        let name = &substitution.name.text;
        match (is_sub, substitution.filled_by) {
            (true, FilledBy::Deployment) => add(format!("!{name}"), substitution.shown.clone(), None),
            _ => add(name.clone(), substitution.shown.clone(), None),
        }
    }
    if is_sub || machine.placeholders == Placeholders::Expressions && deployment.located.host == HostKind::Terraform {
        for declared in &deployment.located.declared {
            add(declared.name.text.clone(), kind(declared), None);
            if let Some((attribute, what)) = arn(declared).filter(|_| is_sub) {
                add(format!("{}.{attribute}", declared.name.text), what, None);
            }
        }
    }
    if is_sub {
        PSEUDO_PARAMETERS.iter().for_each(|name| add((*name).to_owned(), "pseudo parameter".to_owned(), None));
    }
    if machine.placeholders == Placeholders::Substitutions && deployment.is_cloudformation() {
        for (name, value) in could_be(deployment) {
            if let Some(edit) = declaration(deployment, &name) {
                add(name, format!("add {value} to the template"), Some(edit));
            }
        }
    }
    Some(Proposals { replace, items })
}

/// The edit of the template that declares the substitution `name`: with the value that the name suggests, or with the
/// name itself where it suggests none. `None` where the template has no list of substitutions to add to.
pub fn declaration(deployment: &Deployment<'_>, name: &str) -> Option<FileEdit> {
    if !deployment.is_cloudformation() || !is_name(name) || deployment.substitution(name).is_some() {
        return None;
    }
    let could = could_be(deployment);
    let value = could.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    let value = value.unwrap_or_else(|| quoted(name));
    let resource = deployment.object_with(deployment.machine.span)?.members();
    let resource = resource.filter(|member| member.span() == deployment.machine.span).find_map(|member| member.value());
    let properties = resource?.as_object()?.value("Properties")?.as_object()?;
    let edit = match properties.value("DefinitionSubstitutions") {
        Some(listed) => rewrite::add_member(deployment.template, listed.as_object()?, name, &value),
        None => {
            let listed = format!("{{\n  {}: {value}\n}}", quoted(name));
            rewrite::add_member(deployment.template, properties, "DefinitionSubstitutions", &listed)
        }
    };
    Some(FileEdit { file: File::Template, edit })
}

/// Substitutions that nobody has declared yet, one for each thing that the template creates or is told: name and value,
/// as JSON.
fn could_be(deployment: &Deployment<'_>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for declared in &deployment.located.declared {
        let id = &declared.name.text;
        if *id == deployment.machine.id.text || !is_name(id) {
            continue;
        }
        let (name, value) = match (arn(declared), &declared.kind) {
            (Some((attribute, _)), _) => {
                (format!("{id}Arn"), format!("{{\"Fn::GetAtt\": [{}, {}]}}", quoted(id), quoted(attribute)))
            }
            (None, DeclaredKind::Parameter(_)) => (id.clone(), format!("{{\"Ref\": {}}}", quoted(id))),
            (None, DeclaredKind::Resource(kind)) => match reference_suffix(kind) {
                Some(suffix) => (format!("{id}{suffix}"), format!("{{\"Ref\": {}}}", quoted(id))),
                None => continue,
            },
        };
        let is_declared =
            deployment.machine.substitutions.listed.iter().any(|listed| {
                listed.name.text == name || listed.target.as_ref().is_some_and(|target| target.text == *id)
            });
        if !is_declared {
            found.push((name, value));
        }
    }
    found
}

/// The attribute that gives the ARN of a resource that states call, and what that is.
fn arn(declared: &Declared) -> Option<(&'static str, String)> {
    let DeclaredKind::Resource(kind) = &declared.kind else { return None };
    let is_called = matches!(
        kind.as_str(),
        "AWS::Lambda::Function"
            | "AWS::Serverless::Function"
            | "AWS::SQS::Queue"
            | "AWS::StepFunctions::StateMachine"
            | "AWS::Serverless::StateMachine"
            | "AWS::IAM::Role"
            | "AWS::Events::EventBus"
            | "AWS::Events::Connection"
    );
    is_called.then(|| ("Arn", format!("ARN of {kind}")))
}

/// What `Ref` of a resource gives that states name: its own name, its URL, its ARN.
fn reference_suffix(kind: &str) -> Option<&'static str> {
    match kind {
        "AWS::DynamoDB::Table" | "AWS::Serverless::SimpleTable" | "AWS::S3::Bucket" => Some("Name"),
        "AWS::SNS::Topic"
        | "AWS::StepFunctions::Activity"
        | "AWS::Batch::JobQueue"
        | "AWS::Batch::JobDefinition"
        | "AWS::ECS::TaskDefinition" => Some("Arn"),
        "AWS::ECS::Cluster" | "AWS::CodeBuild::Project" | "AWS::Glue::Job" => Some("Name"),
        _ => None,
    }
}

fn kind(declared: &Declared) -> String {
    match &declared.kind {
        DeclaredKind::Resource(kind) => kind.clone(),
        DeclaredKind::Parameter(kind) if kind.is_empty() => "parameter".to_owned(),
        DeclaredKind::Parameter(kind) => format!("parameter {kind}"),
    }
}
