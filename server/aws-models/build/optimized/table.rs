//! Reads `optimized.txt`, whose head describes its form.

use std::collections::BTreeMap;

use crate::text::{self, Structure};

/// How the error names of an integration are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Evidence {
    Recorded,
    Public,
    Unknown,
}

/// One integration of the table.
pub(crate) struct Entry {
    pub(crate) service: String,
    pub(crate) models: Vec<String>,
    pub(crate) prefix: String,
    pub(crate) evidence: Evidence,
    pub(crate) errors: Vec<String>,
    pub(crate) status_errors: Option<String>,
    pub(crate) is_plain: bool,
    pub(crate) is_map_only: bool,
    pub(crate) tasks: Vec<Task>,
    pub(crate) structures: BTreeMap<String, Structure>,
    pub(crate) enums: BTreeMap<String, Vec<String>>,
}

/// One task of the table.
#[derive(Default)]
pub(crate) struct Task {
    pub(crate) action: String,
    /// `<file>.<Operation>`.
    pub(crate) api: Option<String>,
    pub(crate) inputs: Vec<Change>,
    pub(crate) drops: Vec<String>,
    pub(crate) outputs: Vec<Change>,
    pub(crate) output_drops: Vec<String>,
    pub(crate) syncs: Vec<Sync>,
    pub(crate) sync_drops: Vec<String>,
    pub(crate) documented: Vec<String>,
    pub(crate) one_of: Vec<String>,
    pub(crate) has_no_result: bool,
}

/// A member that is set; the name may be a path.
pub(crate) struct Change {
    pub(crate) path: String,
    pub(crate) kind: String,
    pub(crate) is_required: bool,
}

/// A way of waiting for the end of a job.
pub(crate) struct Sync {
    /// `sync` or `sync:2`.
    pub(crate) pattern: String,
    /// `<file>.<Operation>[#<path>]`.
    pub(crate) result: String,
    pub(crate) is_certain: bool,
    pub(crate) outputs: Vec<Change>,
}

#[derive(Default)]
enum Open {
    #[default]
    Nothing,
    Integration,
    Task,
    Structure(String),
    Enum(String),
}

/// Reads the whole table, or gives the line that it does not understand.
pub(crate) fn parse(text: &str) -> Result<Vec<Entry>, String> {
    let mut entries = Vec::new();
    let mut open = Open::Nothing;
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let understood = match (line.strip_prefix(' '), &open) {
            (None, _) => open_part(&mut entries, line).map(|opened| open = opened),
            (Some(inner), Open::Integration) => entries.last_mut().and_then(|entry| add_fact(entry, inner)),
            (Some(inner), Open::Task) => {
                entries.last_mut().and_then(|entry| entry.tasks.last_mut()).and_then(|task| add_to_task(task, inner))
            }
            (Some(inner), Open::Structure(name)) => entries.last_mut().and_then(|entry| {
                let member = text::parse_member(inner)?;
                entry.structures.get_mut(name)?.members.push(member);
                Some(())
            }),
            (Some(inner), Open::Enum(name)) => {
                let values = entries.last_mut().and_then(|entry| entry.enums.get_mut(name));
                values.map(|values| values.push(inner.to_owned()))
            }
            (Some(_), Open::Nothing) => None,
        };
        understood.ok_or_else(|| format!("optimized.txt: {line}"))?;
    }
    Ok(entries)
}

fn open_part(entries: &mut Vec<Entry>, line: &str) -> Option<Open> {
    let (keyword, rest) = line.split_once(' ')?;
    if keyword == "integration" {
        entries.push(Entry {
            service: rest.to_owned(),
            models: Vec::new(),
            prefix: String::new(),
            evidence: Evidence::Unknown,
            errors: Vec::new(),
            status_errors: None,
            is_plain: false,
            is_map_only: false,
            tasks: Vec::new(),
            structures: BTreeMap::new(),
            enums: BTreeMap::new(),
        });
        return Some(Open::Integration);
    }
    let entry = entries.last_mut()?;
    match keyword {
        "task" => {
            let (action, api) = match rest.split_once(' ') {
                Some((action, api)) => (action, Some(api.to_owned())),
                None => (rest, None),
            };
            entry.tasks.push(Task { action: action.to_owned(), api, ..Task::default() });
            Some(Open::Task)
        }
        "structure" => {
            entry.structures.insert(rest.to_owned(), Structure::default());
            Some(Open::Structure(rest.to_owned()))
        }
        "enum" => {
            entry.enums.insert(rest.to_owned(), Vec::new());
            Some(Open::Enum(rest.to_owned()))
        }
        _ => None,
    }
}

fn add_fact(entry: &mut Entry, line: &str) -> Option<()> {
    let (keyword, rest) = line.split_once(' ').unwrap_or((line, ""));
    match keyword {
        "models" => entry.models = words(rest),
        "prefix" => entry.prefix = rest.to_owned(),
        "errors" => entry.errors = words(rest),
        "status" => entry.status_errors = Some(rest.to_owned()),
        "plain" => entry.is_plain = true,
        "map" => entry.is_map_only = true,
        "evidence" => {
            entry.evidence = match rest {
                "recorded" => Evidence::Recorded,
                "public" => Evidence::Public,
                "unknown" => Evidence::Unknown,
                _ => return None,
            }
        }
        _ => return None,
    }
    Some(())
}

fn add_to_task(task: &mut Task, line: &str) -> Option<()> {
    let (keyword, rest) = line.split_once(' ').unwrap_or((line, ""));
    match keyword {
        "input" => task.inputs.push(change(rest)?),
        "output" => task.outputs.push(change(rest)?),
        "drop" => task.drops = words(rest),
        "drop-output" => task.output_drops = words(rest),
        "sync" | "sync:2" => {
            let mut words = rest.split(' ');
            task.syncs.push(Sync {
                pattern: keyword.to_owned(),
                result: words.next()?.to_owned(),
                is_certain: words.next().is_some_and(|word| word == "certain"),
                outputs: Vec::new(),
            });
        }
        "sync-output" | "sync:2-output" => {
            let pattern = keyword.strip_suffix("-output")?;
            let sync = task.syncs.iter_mut().find(|sync| sync.pattern == pattern)?;
            sync.outputs.push(change(rest)?);
        }
        "sync-drop" => task.sync_drops = words(rest),
        "one-of" => task.one_of = words(rest),
        "documented" => task.documented = words(rest),
        "no-result" => task.has_no_result = true,
        _ => return None,
    }
    Some(())
}

fn change(line: &str) -> Option<Change> {
    let member = text::parse_member(line)?;
    Some(Change { path: member.name, kind: member.kind, is_required: member.is_required })
}

fn words(line: &str) -> Vec<String> {
    line.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
