//! The optimized integrations: the hand-written table laid over the service models.
//!
//! The result has the form of a service, with one operation per task and one more (`runTask.sync`) for each way of
//! waiting, so that the crate reads both alike.

mod overlay;
mod table;

use crate::naming;
use crate::pack::{self, NamedOperation};
use crate::text::Model;

pub(crate) use table::Evidence;

use overlay::Overlay;

/// An integration, ready to be written.
pub(crate) struct Integration {
    pub(crate) service: String,
    pub(crate) prefix: String,
    pub(crate) evidence: Evidence,
    pub(crate) status_errors: Option<String>,
    pub(crate) is_map_only: bool,
    pub(crate) tasks: Vec<Task>,
    shapes: Model,
    errors: Vec<String>,
    operations: Vec<NamedOperation>,
}

/// What is known of a task besides its shapes.
pub(crate) struct Task {
    pub(crate) action: String,
    /// The `aws-sdk` service and action that do the same.
    pub(crate) sdk: Option<(String, String)>,
    pub(crate) documented: Vec<String>,
    pub(crate) one_of: Vec<String>,
    pub(crate) has_result: bool,
    pub(crate) sync_is_certain: bool,
    pub(crate) sync_refuses: Vec<String>,
}

impl Integration {
    pub(crate) fn block(&self) -> Result<Vec<u8>, String> {
        pack::pack(&self.shapes, &self.errors, &self.operations)
            .map_err(|error| format!("integration {}: {error}", self.service))
    }
}

/// Reads the table and lays every integration over its models.
pub(crate) fn read(text: &str, models: &[Model]) -> Result<Vec<Integration>, String> {
    table::parse(text)?
        .iter()
        .map(|entry| build(entry, models).map_err(|error| format!("integration {}: {error}", entry.service)))
        .collect()
}

fn build(entry: &table::Entry, models: &[Model]) -> Result<Integration, String> {
    let mut overlay = Overlay::new(entry, models)?;
    let mut operations = Vec::new();
    let mut tasks = Vec::new();
    for task in &entry.tasks {
        let api = overlay.api(task)?;
        let mut errors: Vec<String> = Vec::new();
        if let Some(api) = &api {
            errors.extend(api.operation.errors.iter().map(|shape| naming::optimized_error(&entry.prefix, shape)));
        }
        errors.extend(entry.errors.iter().cloned());
        let input = overlay.input(task, api.as_ref())?;
        let output = overlay.output(task, api.as_ref())?;
        for sync in &task.syncs {
            operations.push(NamedOperation {
                action: format!("{}.{}", task.action, sync.pattern),
                flags: 0,
                input: Some(overlay.sync_input(task, &input)?),
                output: Some(overlay.sync_output(task, sync)?),
                errors: errors.clone(),
            });
        }
        operations.push(NamedOperation {
            action: task.action.clone(),
            flags: api.as_ref().map_or(0, |api| u8::from(api.operation.is_deprecated) * pack::OPERATION_DEPRECATED),
            input: Some(input),
            output: (!task.has_no_result).then_some(output),
            errors,
        });
        tasks.push(Task {
            action: task.action.clone(),
            sdk: api.map(|api| {
                let service = naming::service_prefix(&api.model_id).to_ascii_lowercase();
                (service, naming::action(&api.operation.name))
            }),
            documented: task.documented.clone(),
            one_of: task.one_of.clone(),
            has_result: !task.has_no_result,
            sync_is_certain: task.syncs.iter().all(|sync| sync.is_certain) && !task.syncs.is_empty(),
            sync_refuses: task.sync_drops.clone(),
        });
    }
    operations.sort_by(|a, b| a.action.cmp(&b.action));
    let mut errors: Vec<String> = operations.iter().flat_map(|operation| operation.errors.clone()).collect();
    errors.sort();
    errors.dedup();
    Ok(Integration {
        service: entry.service.clone(),
        prefix: entry.prefix.clone(),
        evidence: entry.evidence,
        status_errors: entry.status_errors.clone(),
        is_map_only: entry.is_map_only,
        tasks,
        shapes: overlay.into_shapes(),
        errors,
        operations,
    })
}
