//! Real templates: every machine that their labels name is found, in the form that they name.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use asl_hosts::{Definition, Form, HostKind, Machine, locate};
use asl_syntax::{Dialect, Document};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus");

#[test]
fn every_labelled_machine_is_found() {
    let Ok(manifest) = fs::read_to_string(Path::new(CORPUS).join("manifest.jsonl")) else {
        eprintln!("skipped: there is no corpus at {CORPUS}");
        return;
    };
    let mut missed = Vec::new();
    let mut found = BTreeMap::new();
    for line in manifest.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let Some(labels) = row["notes"].as_str().and_then(|notes| notes.split_once("embedded: ")) else { continue };
        let file = row["file"].as_str().unwrap();
        let text = fs::read_to_string(Path::new(CORPUS).join(file)).unwrap();
        let dialect = if file.ends_with(".json") { Dialect::Json } else { Dialect::Yaml };
        let located = locate(&Document::new(&text, dialect), file);
        for label in labels.1.split(';').next().unwrap_or_default().split(", ") {
            let Some((name, form)) = label.trim().split_once(" (") else { continue };
            let form = form.split(')').next().unwrap_or_default();
            let machines = located.as_ref().map_or(&[][..], |located| &located.machines);
            let machine = machines.iter().find(|machine| machine.id.text == name);
            let host = located.as_ref().map(|located| located.host);
            let shown = machine.map_or("nothing".to_owned(), |machine| shown(machine, host));
            if !is_form(form, machine) {
                missed.push(format!("{file}: {label}: {shown}"));
            }
            *found.entry(format!("{form}: {shown}")).or_insert(0) += 1;
        }
    }
    println!("{found:#?}");
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    assert!(found.values().sum::<i32>() > 300);
}

fn is_form(form: &str, machine: Option<&Machine>) -> bool {
    let Some(machine) = machine else { return false };
    let form_of = match &machine.definition {
        Definition::Embedded(passage) => Some(passage.form),
        _ => None,
    };
    match form {
        // A file in a bucket, or one that a parameter names, is nothing to look into.
        "Serverless.uri" | "StepFunctions.uri" => form_of.is_none(),
        "StepFunctions.DefinitionString" => form_of == Some(Form::Text),
        "Serverless.Definition" | "StepFunctions.Definition" => form_of == Some(Form::Object),
        "serverless.definition" => form_of.is_some(),
        _ => false,
    }
}

fn shown(machine: &Machine, host: Option<HostKind>) -> String {
    match &machine.definition {
        Definition::Embedded(passage) => format!("{host:?} {:?}", passage.form),
        Definition::File(_) => format!("{host:?} file"),
        Definition::Unknown => format!("{host:?} unknown"),
    }
}
