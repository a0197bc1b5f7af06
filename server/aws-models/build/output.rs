//! Writes the compressed blocks and the tables that say where each lies.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use miniz_oxide::deflate::compress_to_vec;

use crate::guide::Guide;
use crate::named::NamedService;
use crate::optimized::{Evidence, Integration, Task};
use crate::pack;

/// Spends build time for the smallest binary.
const LEVEL: u8 = 9;

/// Everything that the crate includes.
pub(crate) struct Tables<'a> {
    guide: &'a Guide,
    /// All compressed blocks, one after the other.
    blocks: Vec<u8>,
    /// The texts in the rows of the services.
    names: String,
    /// Rust source: the rows of the services and of the integrations.
    services: Vec<(String, String)>,
    integrations: String,
    integration_count: usize,
    /// Every action of every service as text, in the order of `services`.
    index: Vec<(String, String)>,
}

impl<'a> Tables<'a> {
    pub(crate) fn new(guide: &'a Guide) -> Self {
        Self {
            guide,
            blocks: Vec::new(),
            names: String::new(),
            services: Vec::new(),
            integrations: String::new(),
            integration_count: 0,
            index: Vec::new(),
        }
    }

    pub(crate) fn add_service(&mut self, service: &NamedService<'_>) -> Result<(), String> {
        if self.services.iter().any(|(id, _)| *id == service.id) {
            return Err(format!("two services are called {}", service.id));
        }
        let block = self.add_block(&service.block);
        let model = service.model;
        let reference = match &model.reference {
            Some(reference) => format!("Some({})", self.add_name(reference)?),
            None => "None".to_owned(),
        };
        let row = format!(
            "ServiceInfo {{ id: {}, error_prefix: {}, model_id: {}, model_name: {}, reference: {reference}, \
             is_retired: {:?}, is_listed: {:?}, block: {block} }},\n",
            self.add_name(&service.id)?,
            self.add_name(&service.prefix)?,
            self.add_name(&model.id)?,
            self.add_name(&model.folder)?,
            model.retired.is_some(),
            service.is_listed,
        );
        self.services.push((service.id.clone(), row));
        let mut actions = String::new();
        for operation in &service.operations {
            let mark = match operation.flags {
                0 => "",
                flags if flags & (pack::OPERATION_EVENT_STREAM | pack::OPERATION_EXCLUDED) != 0 => "!",
                _ => "~",
            };
            actions += &format!("{mark}{}\n", operation.action);
        }
        self.index.push((service.id.clone(), actions));
        Ok(())
    }

    pub(crate) fn add_integration(&mut self, integration: &Integration) -> Result<(), String> {
        let block = self.add_block(&integration.block()?);
        let evidence = match integration.evidence {
            Evidence::Recorded => "Evidence::Recorded",
            Evidence::Public => "Evidence::Public",
            Evidence::Unknown => "Evidence::Unknown",
        };
        let tasks: String = integration.tasks.iter().map(task_row).collect();
        let _ = writeln!(
            self.integrations,
            "Integration {{ service: {:?}, error_prefix: {:?}, evidence: {evidence}, status_errors: {:?}, \
             is_map_only: {:?}, tasks: &[{tasks}], block: {block} }},",
            integration.service, integration.prefix, integration.status_errors, integration.is_map_only,
        );
        self.integration_count += 1;
        Ok(())
    }

    pub(crate) fn write(mut self, out: &Path) -> io::Result<()> {
        self.services.sort();
        self.index.sort();
        let index: Vec<&str> = self.index.iter().map(|(_, actions)| actions.as_str()).collect();
        let mut source = format!(
            "/// Every service, sorted by id.\nstatic SERVICES: [ServiceInfo; {count}] = [\n{rows}];\n\
             static DECODED_SERVICES: [OnceLock<Option<Box<Service>>>; {count}] = [const {{ OnceLock::new() }}; {count}];\n\
             /// Every optimized integration, in the order of the hand-written table.\n\
             static INTEGRATIONS: [Integration; {integration_count}] = [\n{integrations}];\n\
             static DECODED_INTEGRATIONS: [OnceLock<Option<Box<Service>>>; {integration_count}] =\n\
             [const {{ OnceLock::new() }}; {integration_count}];\n",
            count = self.services.len(),
            rows = self.services.iter().map(|(_, row)| row.as_str()).collect::<String>(),
            integration_count = self.integration_count,
            integrations = self.integrations,
        );
        source += "/// Operations that the guide excludes, by service id; some are in no model.\n";
        source += "static UNSUPPORTED: &[(&str, &[&str])] = &[\n";
        for (service, operations) in &self.guide.unsupported {
            let actions: Vec<String> = operations.iter().map(|name| crate::naming::action(name)).collect();
            let _ = writeln!(source, "({service:?}, &{actions:?}),");
        }
        source += "];\n";
        fs::write(out.join("tables.rs"), source)?;
        fs::write(out.join("names.txt"), self.names)?;
        // Inflating it would take longer than to search it.
        fs::write(out.join("index.txt"), index.join("\n"))?;
        fs::write(out.join("blocks.bin"), self.blocks)
    }

    /// Adds a text to the names, if it is not there, and gives the source of its place.
    fn add_name(&mut self, name: &str) -> Result<String, String> {
        let start = self.names.find(name).unwrap_or_else(|| {
            self.names += name;
            self.names.len() - name.len()
        });
        let start = u16::try_from(start).map_err(|_| "there are too many names")?;
        let length = u8::try_from(name.len()).map_err(|_| format!("{name} is too long"))?;
        Ok(format!("Name {{ start: {start}, length: {length} }}"))
    }

    /// Compresses a block and gives the source of its place.
    fn add_block(&mut self, raw: &[u8]) -> String {
        let start = self.blocks.len();
        self.blocks.extend(compress_to_vec(raw, LEVEL));
        format!("Block {{ start: {start}, end: {}, raw: {} }}", self.blocks.len(), raw.len())
    }
}

fn task_row(task: &Task) -> String {
    format!(
        "TaskInfo {{ action: {:?}, sdk: {:?}, documented: &{:?}, one_of: &{:?}, has_result: {:?}, \
         sync_is_certain: {:?}, sync_refuses: &{:?} }},",
        task.action, task.sdk, task.documented, task.one_of, task.has_result, task.sync_is_certain, task.sync_refuses,
    )
}
