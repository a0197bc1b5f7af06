//! The services: a table that is always there, and the decoded shapes of those that were asked for.

use crate::block::Block;
use crate::decode::decode;
use crate::name::Name;
use crate::operation::{Operation, OperationRecord};
use crate::shape::{MemberRecord, ShapeRecord, StringId, Values};
use crate::{DECODED_SERVICES, SERVICES, UNSUPPORTED};

/// What is known of a service without decoding it.
#[derive(Debug, Clone, Copy)]
pub struct ServiceInfo {
    pub(crate) id: Name,
    pub(crate) error_prefix: Name,
    pub(crate) model_id: Name,
    pub(crate) model_name: Name,
    pub(crate) reference: Option<Name>,
    pub(crate) is_retired: bool,
    pub(crate) is_listed: bool,
    pub(crate) block: Block,
}

impl ServiceInfo {
    /// The service as it stands in the resource: `dynamodb`, `cloudwatchlogs`.
    pub fn id(&self) -> &'static str {
        self.id.text()
    }

    /// What stands before the dot of its error names: `DynamoDb`.
    pub fn error_prefix(&self) -> &'static str {
        self.error_prefix.text()
    }

    /// The id that the AWS model states, which people can read: `Cost Explorer`.
    pub fn model_id(&self) -> &'static str {
        self.model_id.text()
    }

    /// The name of the service in botocore, boto3 and the AWS command line: `ce`.
    pub fn model_name(&self) -> &'static str {
        self.model_name.text()
    }

    /// Whether AWS closed the service; its names are kept so that old machines are understood.
    pub fn is_retired(&self) -> bool {
        self.is_retired
    }

    /// Whether the Step Functions guide lists the service. One that is not listed may work all the same.
    pub fn is_listed(&self) -> bool {
        self.is_listed
    }

    /// The page of an action in AWS's API reference, given the [`Operation::api_name`]; `None` where the model does
    /// not say under which name the reference knows the service.
    pub fn reference_url(&self, api_name: &str) -> Option<String> {
        let reference = self.reference?.text();
        Some(format!("https://docs.aws.amazon.com/goto/WebAPI/{reference}/{api_name}"))
    }

    /// The shapes of the service, decoded on first use and kept.
    pub fn service(&self) -> Option<&'static Service> {
        service(self.id())
    }
}

/// Every service that an `aws-sdk` resource can name, by id in alphabetical order, retired ones among them. Decodes
/// nothing.
pub fn services() -> impl ExactSizeIterator<Item = &'static ServiceInfo> {
    SERVICES.iter()
}

/// The facts of the service with exactly this id (all small letters); decodes nothing.
pub fn service_info(id: &str) -> Option<&'static ServiceInfo> {
    place(id).and_then(|at| SERVICES.get(at))
}

/// The service whose errors bear exactly this prefix: `DynamoDb` gives `dynamodb`. Decodes nothing.
pub fn service_by_error_prefix(prefix: &str) -> Option<&'static ServiceInfo> {
    service_info(&prefix.to_ascii_lowercase()).filter(|info| info.error_prefix() == prefix)
}

/// The service of `aws-sdk` resources with exactly this id, decoded on first use and kept from then on.
pub fn service(id: &str) -> Option<&'static Service> {
    let at = place(id)?;
    let info = SERVICES.get(at)?;
    DECODED_SERVICES.get(at)?.get_or_init(|| decode(&info.block.inflate()?).map(Box::new)).as_deref()
}

/// Whether the Step Functions guide excludes this action of a service. It knows some that no model holds any more,
/// which [`Operation::exclusion`] cannot tell of.
pub fn excluded(service: &str, action: &str) -> bool {
    UNSUPPORTED.iter().any(|&(excluded_service, actions)| excluded_service == service && actions.contains(&action))
}

fn place(id: &str) -> Option<usize> {
    SERVICES.binary_search_by(|info| info.id().cmp(id)).ok()
}

/// The decoded facts of a service. Ids of one service mean nothing to another.
#[derive(Debug)]
pub struct Service {
    /// Every name and value, joined by line feeds.
    pub(crate) text: Box<str>,
    /// Where each string ends.
    pub(crate) ends: Box<[u32]>,
    pub(crate) errors: Box<[StringId]>,
    pub(crate) operations: Box<[OperationRecord]>,
    pub(crate) operation_errors: Box<[StringId]>,
    pub(crate) shapes: Box<[ShapeRecord]>,
    pub(crate) members: Box<[MemberRecord]>,
    pub(crate) values: Box<[StringId]>,
}

impl Service {
    /// The actions, in alphabetical order.
    pub fn operations(&'static self) -> impl ExactSizeIterator<Item = Operation> {
        self.operations.iter().map(move |record| Operation::new(self, record))
    }

    /// The action with exactly this name: `putItem`.
    pub fn operation(&'static self, action: &str) -> Option<Operation> {
        let at = self.operations.binary_search_by(|record| self.text(record.action).cmp(action)).ok()?;
        self.operations.get(at).map(|record| Operation::new(self, record))
    }

    /// The action that somebody meant who wrote it in other case, such as `PutItem`.
    pub fn operation_like(&'static self, action: &str) -> Option<Operation> {
        self.operations().find(|operation| operation.action().eq_ignore_ascii_case(action))
    }

    /// Every known error of the service as `ErrorEquals` names it, in alphabetical order: those of the model, the base
    /// error that stands for what is not modelled, and the client's own.
    pub fn errors(&'static self) -> Values {
        Values::new(self, &self.errors)
    }

    /// The actions for which the model states this error.
    pub fn operations_raising(&'static self, error: &str) -> impl Iterator<Item = Operation> {
        self.operations().filter(move |operation| operation.errors().contains(error))
    }

    /// About how many bytes of memory the decoded service takes.
    pub fn memory(&self) -> usize {
        self.text.len()
            + size_of_val(&*self.ends)
            + size_of_val(&*self.errors)
            + size_of_val(&*self.operations)
            + size_of_val(&*self.operation_errors)
            + size_of_val(&*self.shapes)
            + size_of_val(&*self.members)
            + size_of_val(&*self.values)
    }

    pub(crate) fn text(&self, id: StringId) -> &str {
        let at = id.0 as usize;
        let start = match at.checked_sub(1).and_then(|before| self.ends.get(before)) {
            Some(&end) => end as usize + 1,
            None => 0,
        };
        let end = self.ends.get(at).map_or(start, |&end| end as usize);
        self.text.get(start..end).unwrap_or("")
    }
}
