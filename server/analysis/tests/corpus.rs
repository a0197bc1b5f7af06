//! The rules over published machines, read from a corpus beside the checkout: what is in use gives no error, and each
//! planted fault of a kind that the rules know is found on its line.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "support/published.rs"]
mod published;

use std::collections::BTreeMap;

use asl_analysis::{Analysis, Finding, Level};
use asl_syntax::Encoding;
use published::{corpus, planted, read, rows};
use serde_json::Value;

#[test]
fn published_machines_give_no_error() {
    let Some(corpus) = corpus() else { return };
    let mut wrong = Vec::new();
    let mut warnings: BTreeMap<&str, usize> = BTreeMap::new();
    let mut judged = 0;
    for row in rows(&corpus.join("manifest.jsonl")) {
        let file = row["file"].as_str().unwrap_or_default();
        if row["label"] != "valid" || row["score"] == false || !file.starts_with("dev/valid") || !file.ends_with("json")
        {
            continue;
        }
        judged += 1;
        let analysis = read(&corpus.join(file));
        for finding in analysis.findings() {
            match finding.rule.level {
                Level::Error => {
                    wrong.push(describe(file, &analysis, finding));
                }
                Level::Warning => {
                    *warnings.entry(finding.rule.code).or_default() += 1;
                    if std::env::var_os("CORPUS_WARNINGS").is_some() {
                        println!("{}", describe(file, &analysis, finding));
                    }
                }
                _ => {}
            }
        }
    }
    println!("{judged} valid machines, warnings by rule: {warnings:?}");
    assert!(judged > 0, "the corpus holds no valid machine");
    assert!(wrong.is_empty(), "{} errors in valid machines:\n{}", wrong.len(), wrong.join("\n"));
}

/// The kinds of planted faults that these rules are about.
const KINDS: &[&str] = &[
    "branches-empty",
    "choice-variable-removed",
    "choices-empty",
    "comparator-type",
    "comparator-typo",
    "errorequals-all-not-alone",
    "errorequals-empty",
    "heartbeat-over-timeout",
    "intrinsic-unbalanced",
    "intrinsic-unknown",
    "jsonata-operator",
    "jsonata-unbalanced",
    "jsonata-unclosed-delimiter",
    "map-processor-mode",
    "path-syntax-InputPath",
    "path-syntax-ItemsPath",
    "path-syntax-OutputPath",
    "path-syntax-ResultPath",
    "payload-not-a-path",
    "resource-removed",
    "resource-sync-unsupported",
    "resource-unknown-api",
];

#[test]
fn planted_faults_are_found_where_they_are() {
    let Some(corpus) = corpus() else { return };
    let mut missed = Vec::new();
    for (path, row) in planted(&corpus, KINDS) {
        let file = row["file"].as_str().unwrap_or_default();
        let analysis = read(&path);
        let errors: Vec<&Finding> = analysis.findings().iter().filter(|f| f.rule.level == Level::Error).collect();
        let lines: Vec<u32> = errors.iter().map(|f| line(&analysis, f.span.start)).collect();
        let pointers = row["expected"].as_array().into_iter().flatten().flat_map(|e| e["paths"].as_array()).flatten();
        let wanted: Vec<u32> = pointers.filter_map(|p| line_of_pointer(&analysis, p.as_str()?)).collect();
        if wanted.iter().all(|w| !lines.contains(w)) {
            missed.push(format!("{file}: wanted on lines {wanted:?}, found {lines:?}"));
        } else if errors.len() > 1 {
            let found: Vec<String> = errors.iter().map(|f| describe("", &analysis, f)).collect();
            missed.push(format!("{file}: one fault, several errors{}", found.join("")));
        }
    }
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn published_machines_in_yaml_are_judged_as_they_are_labelled() {
    let Some(corpus) = corpus() else { return };
    let mut wrong = Vec::new();
    let (mut valid, mut invalid) = (0, 0);
    for row in rows(&corpus.join("manifest.jsonl")) {
        let file = row["file"].as_str().unwrap_or_default();
        if row["score"] == false || !file.starts_with("dev/yaml") {
            continue;
        }
        let analysis = read(&corpus.join(file));
        let errors: Vec<&Finding> = analysis.findings().iter().filter(|f| f.rule.level == Level::Error).collect();
        let all = || errors.iter().map(|f| describe(file, &analysis, f)).collect::<String>();
        if row["label"] == "valid" {
            valid += 1;
            if !errors.is_empty() {
                wrong.push(all());
            }
        } else if row["label"] == "invalid" {
            invalid += 1;
            // A part of the machine that never ends is a warning.
            let told = analysis.findings().iter().filter(|f| f.rule.level >= Level::Warning);
            let lines: Vec<u32> = told.map(|f| line(&analysis, f.span.start)).collect();
            let wanted: Vec<u32> =
                row["expected"].as_array().into_iter().flatten().filter_map(|e| place(&analysis, e)).collect();
            if errors.is_empty() || !wanted.is_empty() && wanted.iter().all(|w| !lines.contains(w)) {
                wrong.push(format!("\n  {file}: wanted on lines {wanted:?}, found{}", all()));
            }
        }
    }
    println!("{valid} valid and {invalid} invalid machines in YAML");
    assert!(valid > 0 && invalid > 0, "the corpus holds no YAML");
    assert!(wrong.is_empty(), "{}", wrong.join(""));
}

/// The line that a label expects a finding on.
fn place(analysis: &Analysis, expected: &Value) -> Option<u32> {
    if let Some(line) = expected["range"][0][0].as_u64() {
        return Some(line as u32);
    }
    line_of_pointer(analysis, expected["path"].as_str()?)
}

fn line(analysis: &Analysis, offset: u32) -> u32 {
    analysis.document().text().line_col(offset, Encoding::Utf8).line
}

/// The line of the key that a JSON pointer names, or of the deepest one of it that is there.
fn line_of_pointer(analysis: &Analysis, pointer: &str) -> Option<u32> {
    let mut value = analysis.document().tree().root()?;
    let mut offset = value.span().start;
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        let member = value.as_object().and_then(|o| o.get(&step));
        let item = step.parse().ok().and_then(|index: usize| value.as_array()?.items().nth(index));
        match (member, item) {
            (Some(member), _) => {
                offset = member.span().start;
                match member.value() {
                    Some(inner) => value = inner,
                    None => break,
                }
            }
            (None, Some(inner)) => {
                offset = inner.span().start;
                value = inner;
            }
            (None, None) => break,
        }
    }
    Some(line(analysis, offset))
}

fn describe(file: &str, analysis: &Analysis, finding: &Finding) -> String {
    let line = line(analysis, finding.span.start) + 1;
    format!("\n  {} {}:{line}: {}: {}", finding.rule.level.as_str(), file, finding.rule.code, finding.message)
}
