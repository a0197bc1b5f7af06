//! The optimized integrations, in their own regime of names.

use crate::block::Block;
use crate::decode::decode;
use crate::operation::Operation;
use crate::service::Service;
use crate::shape::ShapeId;
use crate::{DECODED_INTEGRATIONS, INTEGRATIONS};

/// How a task calls, by the end of its resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// No suffix: the result is the answer of the API.
    RequestResponse,
    /// `.sync`: the result describes the finished job.
    Sync,
    /// `.sync:2`: the same with JSON parsed.
    Sync2,
    /// `.waitForTaskToken`: the result is whatever the callback brings.
    TaskToken,
}

/// How the error names of an integration are known, and so how far a name that is not among them may be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// Seen in recorded executions or in AWS's guide.
    Recorded,
    /// Seen in many public definitions.
    Public,
    /// Derived by the rule alone: judge nothing.
    Unknown,
}

/// What is known of an optimized integration without decoding it.
#[derive(Debug, Clone, Copy)]
pub struct Integration {
    pub(crate) service: &'static str,
    pub(crate) error_prefix: &'static str,
    pub(crate) evidence: Evidence,
    pub(crate) status_errors: Option<&'static str>,
    pub(crate) is_map_only: bool,
    pub(crate) tasks: &'static [TaskInfo],
    pub(crate) block: Block,
}

impl Integration {
    /// The service as it stands in the resource: `elasticmapreduce`.
    pub fn service(&self) -> &'static str {
        self.service
    }

    /// What stands before the dot of its error names: `DynamoDB`.
    pub fn error_prefix(&self) -> &'static str {
        self.error_prefix
    }

    /// How its error names are known.
    pub fn error_evidence(&self) -> Evidence {
        self.evidence
    }

    /// What stands before an HTTP status code in the names of further errors: `ApiGateway.` for `ApiGateway.404`.
    pub fn status_errors(&self) -> Option<&'static str> {
        self.status_errors
    }

    /// Whether only the item reader and the result writer of a Map state may name it, and no Task.
    pub fn is_map_only(&self) -> bool {
        self.is_map_only
    }

    /// The tasks of the integration.
    pub fn tasks(&self) -> &'static [TaskInfo] {
        self.tasks
    }

    /// Every known error of the integration, in alphabetical order; decodes it on first use.
    pub fn errors(&self) -> impl Iterator<Item = &'static str> {
        decoded(self.service).into_iter().flat_map(|(_, service)| service.errors())
    }
}

/// What is known of an optimized task without decoding its integration.
#[derive(Debug, Clone, Copy)]
pub struct TaskInfo {
    pub(crate) action: &'static str,
    pub(crate) sdk: Option<(&'static str, &'static str)>,
    pub(crate) documented: &'static [&'static str],
    pub(crate) one_of: &'static [&'static str],
    pub(crate) has_result: bool,
    pub(crate) sync_is_certain: bool,
    pub(crate) sync_refuses: &'static [&'static str],
}

impl TaskInfo {
    /// The action as it stands in the resource: `createCluster`.
    pub fn action(&self) -> &'static str {
        self.action
    }

    /// The service and action of the `aws-sdk` resource that calls the same API; `None` where there is none.
    pub fn sdk(&self) -> Option<(&'static str, &'static str)> {
        self.sdk
    }

    /// The parameters that the guide lists, in the order in which to offer them. Others work too; empty where the
    /// guide lists none.
    pub fn documented(&self) -> &'static [&'static str] {
        self.documented
    }

    /// Parameters of which exactly one belongs into the task; empty where there is no such choice.
    pub fn one_of(&self) -> &'static [&'static str] {
        self.one_of
    }

    /// Parameters of the API that the task refuses when it waits for the job.
    pub fn sync_refuses(&self) -> &'static [&'static str] {
        self.sync_refuses
    }
}

/// An optimized task, called in one way.
#[derive(Debug, Clone, Copy)]
pub struct OptimizedTask {
    /// The integration.
    pub integration: &'static Integration,
    /// The task.
    pub info: &'static TaskInfo,
    /// The shapes: parameters, and the errors that can occur. Its action carries the suffix of the pattern where the
    /// pattern changes a shape.
    pub operation: Operation,
    pattern: Pattern,
}

impl OptimizedTask {
    /// The service that holds the shapes.
    pub fn shapes(self) -> &'static Service {
        self.operation.service()
    }

    /// The structure of the parameters; `None` where there are none.
    pub fn input(self) -> Option<ShapeId> {
        self.operation.input()
    }

    /// The shape of the result; `None` where it is not known, or where a callback brings it.
    pub fn output(self) -> Option<ShapeId> {
        let is_known = match self.pattern {
            Pattern::TaskToken => false,
            Pattern::RequestResponse => self.info.has_result,
            // Where waiting has no shapes of its own, the answer of the start would be the wrong one.
            Pattern::Sync | Pattern::Sync2 => self.operation.action() != self.info.action,
        };
        self.operation.output().filter(|_| is_known)
    }

    /// Whether a member that the result's shape lacks is surely absent. Where it is not, the shape serves to offer
    /// members and not to judge them.
    pub fn output_is_certain(self) -> bool {
        self.output().is_some() && (self.pattern == Pattern::RequestResponse || self.info.sync_is_certain)
    }
}

/// Every optimized integration, the most used first. Decodes nothing.
pub fn integrations() -> impl ExactSizeIterator<Item = &'static Integration> {
    INTEGRATIONS.iter()
}

/// The integration with exactly this service in its resource; decodes nothing.
pub fn integration(service: &str) -> Option<&'static Integration> {
    INTEGRATIONS.iter().find(|integration| integration.service == service)
}

/// An optimized task as its integration takes it: `optimized("ecs", "runTask", Pattern::Sync)`. Says nothing on
/// whether the task supports the pattern. The integration is decoded on first use and kept.
pub fn optimized(service: &str, action: &str, pattern: Pattern) -> Option<OptimizedTask> {
    let (integration, shapes) = decoded(service)?;
    let info = integration.tasks.iter().find(|task| task.action == action)?;
    let suffix = match pattern {
        Pattern::RequestResponse | Pattern::TaskToken => None,
        Pattern::Sync => Some("sync"),
        Pattern::Sync2 => Some("sync:2"),
    };
    let waiting = suffix.and_then(|suffix| shapes.operation(&format!("{action}.{suffix}")));
    let operation = waiting.or_else(|| shapes.operation(action))?;
    Some(OptimizedTask { integration, info, operation, pattern })
}

fn decoded(service: &str) -> Option<(&'static Integration, &'static Service)> {
    let at = INTEGRATIONS.iter().position(|integration| integration.service == service)?;
    let integration = INTEGRATIONS.get(at)?;
    let decoded = DECODED_INTEGRATIONS.get(at)?.get_or_init(|| decode(&integration.block.inflate()?).map(Box::new));
    Some((integration, decoded.as_deref()?))
}
