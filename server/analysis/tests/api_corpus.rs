//! What published machines call, held against the models: every member of their parameters, every error that they name.
//! Run with `--nocapture` to see the table.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may, and shows what it found")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use asl_analysis::call::{Call, Way, exact_member, parameter_name};
use asl_analysis::raised::{Verdict, judge};
use asl_analysis::task::payload_field;
use asl_analysis::{Analysis, Intent, Level, handlers};
use asl_aws_models::Shape;
use asl_spec::QueryLanguage;
use asl_syntax::{Array, Dialect, Document, Object, Value};

/// The rules that judge by the models of the AWS APIs.
const RULES: [&str; 12] = [
    "error-name-regime",
    "error-never-raised",
    "missing-api-parameter",
    "missing-parameter",
    "parameter-value",
    "retired-service",
    "undocumented-pattern",
    "unknown-integration",
    "unknown-integration-action",
    "unknown-parameter",
    "unknown-sdk-action",
    "unsupported-pattern",
];

#[derive(Default)]
struct Row {
    tasks: usize,
    members: usize,
    unknown: Vec<String>,
    errors: usize,
    doubtful: Vec<String>,
}

#[test]
fn what_published_machines_say_is_known() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    if !corpus.is_dir() {
        println!("skipped: there is no corpus at {}", corpus.display());
        return;
    }
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let mut findings: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut unmodelled: BTreeMap<String, usize> = BTreeMap::new();
    let valid = machines(&corpus);
    let mut files = valid.clone();
    for folder in ["snippets", "states", "templates"] {
        collect(&corpus.join("dev").join(folder), &mut files);
    }
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let analysis = Analysis::new(Document::new(&text, Dialect::Json), Intent::Machine);
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        for finding in analysis.findings().iter().filter(|f| RULES.contains(&f.rule.code) && valid.contains(&file)) {
            assert!(finding.rule.level != Level::Error, "{name}: {}: {}", finding.rule.code, finding.message);
            findings.entry(finding.rule.code).or_default().push(format!("{name}: {}", finding.message));
        }
        let language = analysis.machine().map_or(QueryLanguage::JsonPath, |machine| machine.language);
        visit(analysis.document().tree().root(), &mut |state| {
            let Some(resource) = state.get("Resource").and_then(|m| m.value()?.as_str()) else { return };
            match Call::of_state(state) {
                Some(call) => look(&call, state, language, &name, &mut rows),
                None if resource.text().contains(":states:::") => {
                    *unmodelled.entry(resource.text().into_owned()).or_default() += 1;
                }
                None => {}
            }
        });
    }
    assert!(!rows.is_empty(), "the corpus holds no task");
    println!("{}", table(&rows));
    println!("resources without a model: {unmodelled:?}");
    for (code, lines) in &findings {
        println!("{code}: {}\n  {}", lines.len(), lines.join("\n  "));
    }
    for (integration, row) in &rows {
        assert!(row.unknown.len() * 50 <= row.members, "{integration}: {:?}", row.unknown);
    }
}

/// The machines of the development part that are right.
fn machines(corpus: &Path) -> Vec<PathBuf> {
    let manifest = std::fs::read_to_string(corpus.join("manifest.jsonl")).unwrap();
    let rows = manifest.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let files = rows.filter(|row| row["label"] == "valid" && row["score"] != false).filter_map(|row| {
        let file = row["file"].as_str()?;
        (file.starts_with("dev/valid") && file.ends_with("json")).then(|| corpus.join(file))
    });
    files.collect()
}

/// Every JSON file below `folder`.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "json" || extension == "asl") {
            files.push(path);
        }
    }
}

/// Every object of the document with a resource.
fn visit<'a>(root: Option<Value<'a>>, found: &mut dyn FnMut(Object<'a>)) {
    let mut open: Vec<Value<'a>> = root.into_iter().collect();
    while let Some(value) = open.pop() {
        if let Some(object) = value.as_object() {
            if object.get("Resource").is_some() {
                found(object);
            }
            open.extend(object.members().filter_map(|member| member.value()));
        }
        open.extend(value.as_array().into_iter().flat_map(Array::items));
    }
}

fn look(call: &Call, state: Object<'_>, machine: QueryLanguage, file: &str, rows: &mut BTreeMap<String, Row>) {
    let language = state.get("QueryLanguage").and_then(|m| QueryLanguage::parse(&m.value()?.as_str()?.text()));
    let language = language.unwrap_or(machine);
    let name = match call.way {
        Way::Optimized(_) => call.service_id().to_owned(),
        Way::Sdk(_) => "aws-sdk".to_owned(),
    };
    let row = rows.entry(name).or_default();
    row.tasks += 1;
    if let Some(field) = state.get(payload_field(language))
        && let Some(value) = field.value()
    {
        call.each(language, field, value, &mut |given| {
            let Some(Shape::Structure(structure)) = call.shapes().shape(given.id) else { return };
            for member in given.value.as_object().into_iter().flat_map(Object::members) {
                let key = member.key();
                let text = key.text();
                if key.has_hole() {
                    continue;
                }
                row.members += 1;
                if exact_member(structure, parameter_name(language, &text)).is_none() {
                    row.unknown.push(format!("{} {}.{text} ({file})", call.title(), structure.name()));
                }
            }
        });
    }
    for field in ["Retry", "Catch"] {
        let list = state.get(field).and_then(|member| member.value()?.as_array());
        for handler in list.into_iter().flat_map(Array::items).filter_map(Value::as_object) {
            for error in handlers::names(handler) {
                row.errors += 1;
                match judge(call, &error.text) {
                    Verdict::Open => {}
                    verdict => row.doubtful.push(format!("{} {} {verdict:?} ({file})", call.title(), error.text)),
                }
            }
        }
    }
}

fn table(rows: &BTreeMap<String, Row>) -> String {
    let mut text =
        "| integration | tasks | members | unknown | error names | doubtful |\n|---|---|---|---|---|---|".to_owned();
    let mut by_tasks: Vec<(&String, &Row)> = rows.iter().collect();
    by_tasks.sort_by_key(|(_, row)| std::cmp::Reverse(row.tasks));
    for (name, row) in &by_tasks {
        let Row { tasks, members, unknown, errors, doubtful } = row;
        let _ = write!(text, "\n| {name} | {tasks} | {members} | {} | {errors} | {} |", unknown.len(), doubtful.len());
    }
    for (name, row) in &by_tasks {
        for line in row.unknown.iter().chain(&row.doubtful) {
            let _ = write!(text, "\n{name}: {line}");
        }
    }
    text
}
