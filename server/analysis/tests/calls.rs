//! The calls of published tasks against the models of the AWS APIs, read from a corpus beside the checkout.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use asl_analysis::call::{Call, Way};
use asl_analysis::place::Place;
use asl_analysis::{Analysis, Intent, Level, task};
use asl_spec::{Context, QueryLanguage};
use asl_syntax::{Dialect, Document, Encoding, Object, Value};

/// The rules that ask the models.
const CODES: [&str; 7] = [
    "blocked-action",
    "error-name-regime",
    "error-never-raised",
    "missing-api-parameter",
    "parameter-value",
    "unknown-parameter",
    "unknown-sdk-action",
];

/// What was looked at in the tasks of one integration.
#[derive(Default)]
struct Tally {
    tasks: usize,
    values: usize,
}

#[test]
fn published_tasks_fit_the_models() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/dev");
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["valid", "snippets", "templates"] {
        files.extend(std::fs::read_dir(corpus.join(folder)).into_iter().flatten().flatten().map(|entry| entry.path()));
    }
    files.retain(|file| file.extension().is_some_and(|e| e == "json"));
    files.sort();
    if files.is_empty() {
        println!("skipped: there is no corpus at {}", corpus.display());
        return;
    }
    let mut integrations: BTreeMap<String, Tally> = BTreeMap::new();
    let mut warned = Vec::new();
    for file in &files {
        let text = std::fs::read_to_string(file).unwrap();
        let analysis = Analysis::new(Document::new(&text, Dialect::Json), Intent::Machine);
        tally(&analysis, &mut integrations);
        for finding in analysis.findings().iter().filter(|f| CODES.contains(&f.rule.code)) {
            let line = analysis.document().text().line_col(finding.span.start, Encoding::Utf8).line + 1;
            let name = file.strip_prefix(&corpus).unwrap().display();
            let row =
                format!("{} {name}:{line}: {}: {}", finding.rule.level.as_str(), finding.rule.code, finding.message);
            println!("{row}");
            assert_ne!(finding.rule.level, Level::Error, "a model may be wrong: {row}");
            if finding.rule.level == Level::Warning {
                warned.push(row);
            }
        }
    }
    for (integration, Tally { tasks, values }) in &integrations {
        println!("{integration}: {tasks} tasks, {values} values with a shape");
    }
    let tasks: usize = integrations.values().map(|tally| tally.tasks).sum();
    assert!(tasks > 300, "the corpus holds {tasks} tasks");
    // Of what is published next to nothing is wrong: more than this is a fault of the rules.
    assert!(warned.len() * 100 < tasks, "{} warnings for {tasks} tasks", warned.len());
}

fn tally(analysis: &Analysis, integrations: &mut BTreeMap<String, Tally>) {
    let Some(root) = analysis.root().and_then(Value::as_object) else { return };
    let mut open: Vec<(Object<'_>, QueryLanguage)> = vec![(root, QueryLanguage::JsonPath)];
    while let Some((object, outer)) = open.pop() {
        let language = asl_analysis::lower::language_of(object).unwrap_or(outer);
        if let Some(call) = Call::of_state(object) {
            let title =
                if matches!(call.way, Way::Sdk(_)) { "aws-sdk".to_owned() } else { call.service_id().to_owned() };
            let entry = integrations.entry(title).or_default();
            entry.tasks += 1;
            let place =
                Place { context: Some(Context::Task), object, language, workflow: None, state: None, owner: None };
            if let task::Payload::Fields(field, payload) = task::payload(&place) {
                call.each(language, field, payload.as_value(), &mut |_| entry.values += 1);
            }
        }
        for value in object.members().filter_map(|member| member.value()) {
            open.extend(value.as_object().map(|object| (object, language)));
            let items = value.as_array().into_iter().flat_map(|array| array.items());
            open.extend(items.filter_map(Value::as_object).map(|object| (object, language)));
        }
    }
}

#[test]
fn the_models_know_what_the_integrations_document() {
    let mut unknown = Vec::new();
    for service in asl_spec::integrations::optimized_services() {
        for action in service.actions {
            let name = format!("{}:{}", service.id, action.name);
            let Some(call) = Call::read(&format!("arn:aws:states:::{name}")) else {
                unknown.push(name);
                continue;
            };
            let structure = call.input().and_then(|id| call.shapes().structure(id));
            for parameter in action.required.iter().chain(action.optional) {
                if structure.is_none_or(|structure| structure.member(parameter).is_none()) {
                    unknown.push(format!("{name} {parameter}"));
                }
            }
        }
    }
    assert_eq!(unknown, Vec::<String>::new());
}
