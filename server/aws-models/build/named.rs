//! Gives a service the names of the `aws-sdk` integrations.

use crate::guide::Guide;
use crate::naming;
use crate::pack::{self, NamedOperation};
use crate::text::{Member, Model, Operation};

/// A service as Step Functions names it.
pub(crate) struct NamedService<'a> {
    pub(crate) model: &'a Model,
    /// As it stands in the resource: `dynamodb`.
    pub(crate) id: String,
    /// Before the dot of its errors: `DynamoDb`.
    pub(crate) prefix: String,
    pub(crate) is_listed: bool,
    pub(crate) operations: Vec<NamedOperation>,
    pub(crate) block: Vec<u8>,
}

/// Names everything in a model.
pub(crate) fn name<'a>(model: &'a Model, guide: &Guide) -> Result<NamedService<'a>, String> {
    let prefix = naming::service_prefix(&model.id);
    let id = prefix.to_ascii_lowercase();
    let error_name = |shape: &String| naming::sdk_error(&model.id, &prefix, shape);
    let mut errors: Vec<String> = model.exceptions.iter().map(error_name).collect();
    errors.push(naming::sdk_base_error(&prefix));
    errors.push(naming::sdk_client_error(&prefix));
    errors.sort();
    errors.dedup();
    let mut operations: Vec<NamedOperation> = Vec::new();
    for operation in &model.operations {
        let mut flags = event_stream_flag(model, operation);
        if operation.is_deprecated {
            flags |= pack::OPERATION_DEPRECATED;
        }
        if guide.excludes(&id, &operation.name) {
            flags |= pack::OPERATION_EXCLUDED;
        }
        operations.push(NamedOperation {
            action: naming::action(&operation.name),
            flags,
            input: operation.input.clone(),
            output: operation.output.clone(),
            errors: operation.errors.iter().map(error_name).collect(),
        });
    }
    operations.sort_by(|a, b| a.action.cmp(&b.action));
    let block = pack::pack(&with_sdk_members(model), &errors, &operations)?;
    let is_listed = guide.lists(&prefix);
    Ok(NamedService { model, id, prefix, is_listed, operations, block })
}

fn event_stream_flag(model: &Model, operation: &Operation) -> u8 {
    let is_event_stream = |name: &String| model.structures.get(name).is_some_and(|shape| shape.is_event_stream);
    let has_event_stream = |side: &Option<String>| {
        let shape = side.as_ref().and_then(|name| model.structures.get(name));
        shape.is_some_and(|shape| shape.members.iter().any(|member| is_event_stream(&member.kind)))
    };
    if has_event_stream(&operation.input) || has_event_stream(&operation.output) {
        pack::OPERATION_EVENT_STREAM
    } else {
        0
    }
}

/// Structures of S3 in which the SDK for Java has a second way of naming what is copied: `CopySource` may be given as
/// `SourceBucket`, `SourceKey` and `SourceVersionId`. Its configuration says so; state machines that do so are not known.
const COPIES: [&str; 2] = ["CopyObjectRequest", "UploadPartCopyRequest"];
const COPY_ALTERNATES: [(&str, &str); 3] =
    [("Bucket", "DestinationBucket"), ("Key", "DestinationKey"), ("CopySource", "SourceBucket")];
const COPY_ADDITIONS: [&str; 2] = ["SourceKey", "SourceVersionId"];

/// Renames the members; the name that the optimized regime has for it becomes the alternate where it differs.
fn with_sdk_members(model: &Model) -> Model {
    let mut named = model.clone();
    for (structure, shape) in &mut named.structures {
        for member in &mut shape.members {
            let name = naming::sdk_member(&model.id, structure, &member.name);
            let alternate = naming::optimized_member(&member.name);
            member.accepts_alternate = name == format!("{alternate}Value");
            member.alternate = (alternate != name).then_some(alternate);
            member.name = name;
        }
        if model.id == "S3" && COPIES.contains(&structure.as_str()) {
            for member in &mut shape.members {
                if let Some((_, alternate)) = COPY_ALTERNATES.iter().find(|(name, _)| *name == member.name) {
                    member.alternate = Some((*alternate).to_owned());
                    member.accepts_alternate = true;
                }
            }
            shape.members.extend(COPY_ADDITIONS.map(|name| Member {
                name: name.to_owned(),
                kind: "string".to_owned(),
                ..Member::default()
            }));
        }
    }
    named
}
