//! Real templates with their definitions: what is said about substitutions is true.

#![allow(clippy::unwrap_used)] // What is missing here has to fail.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use asl_analysis::rules::Selection;
use asl_analysis::template::{self, Deployment};
use asl_analysis::{Analysis, Intent, Surroundings};
use asl_hosts::{Definition, locate};
use asl_syntax::{Dialect, Document};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus/dev");

/// Where the corpus is right to be told something: adjudicated by reading.
const TRUE: &[(&str, &str)] = &[
    ("functions__sub_needed.yaml", "Nothing fills in \"${definition_substitution_1}\""),
    ("functions__sub_needed.yaml", "does not name \"${definition_substitution_2}\""),
    ("app-dataquality-using-lambda__template.yaml", "does not name \"${MyScriptBucketArn}\""),
    ("app-dataquality-using-lambda__template.yaml", "does not name \"${MySparkScript}\""),
    ("app-meeting-summarization__template.yaml", "does not name \"${FunctionPreparePromptFromTranscript}\""),
    ("demo-video-transcription__template.yml", "does not name \"${ApplicationRoleArn}\""),
];

#[test]
fn substitutions_of_real_templates() {
    let folder = Path::new(CORPUS);
    let Ok(templates) = fs::read_dir(folder.join("templates")) else {
        eprintln!("skipped: there is no corpus at {CORPUS}");
        return;
    };
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for part in ["templates", "valid", "invalid", "yaml"] {
        for entry in fs::read_dir(folder.join(part)).into_iter().flatten().flatten() {
            if let Ok(text) = fs::read_to_string(entry.path()) {
                files.insert(entry.file_name().to_string_lossy().into_owned(), text);
            }
        }
    }
    let (mut embedded, mut beside) = (0, 0);
    let mut told = Vec::new();
    let mut names: Vec<_> = templates.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    for name in names {
        let Some(text) = files.get(&name) else { continue };
        let document = Document::new(text, dialect(&name));
        let Some(located) = locate(&document, &name.replace("__", "/")) else { continue };
        for machine in &located.machines {
            let definition = match &machine.definition {
                Definition::Embedded(passage) => {
                    embedded += 1;
                    Document::new(&passage.text, passage.dialect)
                }
                Definition::File(file) => {
                    let path = file.path.trim_start_matches("./").replace('/', "__");
                    let folder = name.rsplit_once("__").map_or("", |(folder, _)| folder);
                    let Some((beside_name, text)) = files.get_key_value(&format!("{folder}__{path}")) else { continue };
                    beside += 1;
                    Document::new(text, dialect(beside_name))
                }
                Definition::Unknown => continue,
            };
            let surroundings = Surroundings::of(&located, machine);
            let analysis = Analysis::new(definition, Intent::Machine).within(surroundings);
            let deployment =
                Deployment { template: &document, located: &located, machine, definition: Some(&analysis) };
            let in_template = template::findings(&deployment, &Selection::all());
            let wanted = analysis.findings().iter().filter(|finding| finding.rule.code.ends_with("-substitution"));
            for finding in wanted.chain(&in_template) {
                told.push((name.clone(), finding.message.clone()));
            }
        }
    }
    println!("{embedded} embedded, {beside} in files");
    let wrong: Vec<_> = told
        .iter()
        .filter(|(name, message)| !TRUE.iter().any(|(file, text)| name.ends_with(file) && message.contains(text)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn dialect(name: &str) -> Dialect {
    match name.ends_with(".yaml") || name.ends_with(".yml") {
        true => Dialect::Yaml,
        false => Dialect::Json,
    }
}
