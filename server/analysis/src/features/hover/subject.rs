//! What of an AWS API stands at a place, in the words of the models that AWS publishes: for whoever has those at hand and
//! can tell more than the facts that are known here.

use asl_aws_models as models;
use asl_aws_models::Structure;
use asl_query::jsonpath;

use crate::analysis::Analysis;
use crate::call::{Call, parameter_name, shape_at};
use crate::expression::{Expression, Parse, Reading, expression_at, states_reads};
use crate::locate::locate;
use crate::result::{Data, DataMember};
use crate::role::Role;

/// An action of an AWS API, or a member of something that it takes or gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiSubject {
    /// The folder of the model: `dynamodb`, `ce`.
    pub model: &'static str,
    /// The operation: `PutItem`.
    pub operation: String,
    /// The structure and the names that the member may have in it; `None`: the operation itself. The case of letters may
    /// differ.
    pub member: Option<(&'static str, Vec<&'static str>)>,
}

/// What `offset` is about.
pub fn api_subject(analysis: &Analysis, offset: u32) -> Option<ApiSubject> {
    let location = locate(analysis, offset)?;
    if let Some(member) = location.key {
        let (call, id) = shape_at(&location)?;
        let structure = call.shapes().structure(id)?;
        let key = member.key().text();
        let found = structure.member_like(parameter_name(location.language, &key))?;
        return subject(&call, Some((structure, found)));
    }
    if let Some(Reading::Expression(expression)) = expression_at(analysis, offset) {
        let local = expression.local(offset);
        // A pointer behind the last letter of a word still means the word.
        let found = data_member(&expression, local).or_else(|| data_member(&expression, local.checked_sub(1)?));
        return match found? {
            DataMember::Result(call, structure, member) => subject(&call, Some((structure, member))),
            DataMember::Error(..) => None,
        };
    }
    let step = location.last()?;
    match step.role {
        Role::Field(_, field) if field.name == "Resource" => subject(&Call::read(&step.value.as_str()?.text())?, None),
        _ => None,
    }
}

fn subject(call: &Call, member: Option<(Structure, models::Member)>) -> Option<ApiSubject> {
    let (service, action) = call.sdk()?;
    let info = models::service_info(service)?;
    let operation = info.service()?.operation(action)?.api_name();
    let member = member.map(|(structure, member)| {
        let names = [Some(member.name()), member.alternate()].into_iter().flatten().collect();
        (structure.name(), names)
    });
    Some(ApiSubject { model: info.model_name(), operation, member })
}

/// The member of what the state gets back whose name stands at `local`.
fn data_member(expression: &Expression<'_>, local: u32) -> Option<DataMember> {
    match &expression.parse {
        Parse::Jsonata(_, parsed) => states_reads(expression).iter().find_map(|read| {
            let at = read.names.iter().position(|step| parsed.span(step.id).contains(local))?;
            let (last, before) = read.names.get(..=at)?.split_last()?;
            Data::at_names(&expression.site, before.iter().map(|step| step.name))?.member(last.name)
        }),
        Parse::Path(parse) => in_path(expression, parse.path.node_at(local)?),
        Parse::Intrinsic(parse) => match parse.call.node_at(local)? {
            asl_query::intrinsic::Node::Path(node) => in_path(expression, node),
            _ => None,
        },
    }
}

fn in_path(expression: &Expression<'_>, node: jsonpath::Node<'_>) -> Option<DataMember> {
    let jsonpath::Node::Segment(path, index) = node else { return None };
    if path.root.kind != jsonpath::RootKind::Input {
        return None;
    }
    let name = path.segments.get(index)?.name()?;
    Data::at_path(&expression.site, path.segments.get(..index)?)?.member(&name.text)
}
