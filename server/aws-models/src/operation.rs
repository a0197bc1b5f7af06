//! The actions of a service.

use crate::naming;
use crate::service::Service;
use crate::shape::{ShapeId, StringId, Structure, Values, range};

/// An action of a service, or one way of calling an optimized task.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    service: &'static Service,
    record: &'static OperationRecord,
}

/// Why Step Functions refuses an action that the API has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exclusion {
    /// The Step Functions guide lists it as unsupported.
    Documented,
    /// It sends or receives a stream of events. Every such action that the guide speaks of is unsupported; for this
    /// one the guide says nothing yet.
    EventStream,
}

impl Operation {
    pub(crate) fn new(service: &'static Service, record: &'static OperationRecord) -> Self {
        Self { service, record }
    }

    /// The service that the action belongs to; shape ids are of this service.
    pub fn service(self) -> &'static Service {
        self.service
    }

    /// The action as it stands in the resource: `putItem`.
    pub fn action(self) -> &'static str {
        self.service.text(self.record.action)
    }

    /// The name in the API: `PutItem`.
    pub fn api_name(self) -> String {
        naming::capitalize(self.action())
    }

    /// The structure of the parameters; `None` where there are none.
    pub fn input(self) -> Option<ShapeId> {
        self.record.input.map(ShapeId)
    }

    /// The parameters; `None` where there are none.
    pub fn parameters(self) -> Option<Structure> {
        self.service.structure(self.input()?)
    }

    /// The shape of the result; `None` where the API answers with nothing, or where the result is not known.
    pub fn output(self) -> Option<ShapeId> {
        self.record.output.map(ShapeId)
    }

    /// The errors that the model states for this action, as `ErrorEquals` names them. Every service raises others as
    /// well: at least its base error, and what it does not model; [`Service::errors`] has those that are known.
    pub fn errors(self) -> Values {
        let ids = self.service.operation_errors.get(range(self.record.errors));
        Values::new(self.service, ids.unwrap_or(&[]))
    }

    /// Whether the model calls it deprecated. Step Functions calls most deprecated actions all the same.
    pub fn is_deprecated(self) -> bool {
        self.record.flags & 1 != 0
    }

    /// Why Step Functions refuses the action; `None` where it takes it.
    pub fn exclusion(self) -> Option<Exclusion> {
        match self.record.flags {
            flags if flags & 4 != 0 => Some(Exclusion::Documented),
            flags if flags & 2 != 0 => Some(Exclusion::EventStream),
            _ => None,
        }
    }

    /// Whether a stream of events is sent or received.
    pub fn has_event_stream(self) -> bool {
        self.record.flags & 2 != 0
    }
}

/// An operation as it is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OperationRecord {
    pub(crate) action: StringId,
    pub(crate) flags: u8,
    pub(crate) input: Option<u32>,
    pub(crate) output: Option<u32>,
    /// A range of the service's `operation_errors`.
    pub(crate) errors: (u32, u32),
}
