//! The shapes of the AWS APIs that Step Functions tasks call: offline, spelled as Step Functions spells them.
//!
//! The facts come from the service models that AWS publishes with its SDKs: services, actions, members, types,
//! enumerations, errors and a few flags; no prose. They lie compressed in the binary, one block per service. A block is
//! decoded when a service is first asked for and kept from then on, so that everything handed out is `&'static`;
//! starting costs nothing, and [`services`] decodes nothing. [`memory()`] tells what has been decoded so far.
//!
//! There are two vocabularies, and no name of one may be used in the other:
//! * [`service`] gives a service of the `aws-sdk` integrations (`arn:aws:states:::aws-sdk:dynamodb:query`), with the
//!   names of the AWS SDK for Java, version 2;
//! * [`optimized`] gives a task of an optimized integration (`arn:aws:states:::dynamodb:putItem`), with the names of
//!   version 1, and with the parameters and results that the integration adds, drops or changes.
//!
//! [`naming`] holds the rules for both. [`search`] finds actions by words.
//!
//! The data may know less than AWS (a service that appeared since) and more (Step Functions follows the SDKs with a
//! delay). Types are those of the API; Step Functions turns objects into strings and strings into booleans on its own,
//! so a scalar of the wrong kind is no mistake. The crate judges nothing: it knows no document and no position.

mod block;
mod decode;
mod memory;
mod name;
pub mod naming;
mod operation;
mod optimized;
mod search;
mod service;
mod shape;

pub use memory::memory;
pub use operation::{Exclusion, Operation};
pub use optimized::{Evidence, Integration, OptimizedTask, Pattern, TaskInfo, integration, integrations, optimized};
pub use search::{Match, search};
pub use service::{Service, ServiceInfo, excluded, service, service_by_error_prefix, service_info, services};
pub use shape::{Member, Members, Shape, ShapeId, Structure, Values, ValuesIter};

use std::sync::OnceLock;

use block::Block;
use name::Name;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
