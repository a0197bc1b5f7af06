//! YAML as others define it: the public suite, and machines that people publish.

// Helper functions of tests may do what tests may do.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod published;
mod yaml_data;

use std::fs;
use std::path::Path;

use asl_syntax::{Dialect, Document};
use published::files;
use yaml_data::{Data, compare, goes_on_left, read};

/// A case of the suite.
struct Case {
    name: String,
    text: String,
    must_fail: bool,
}

/// The cases of a file of the suite, which is YAML itself. A case says what it does not take over from the one before.
fn cases(file: &Path) -> Vec<Case> {
    let source = fs::read_to_string(file).unwrap();
    let Some(Data::Sequence(items)) = read(&source).unwrap() else { panic!("{} is no sequence", file.display()) };
    let mut cases = Vec::new();
    for (i, item) in items.iter().enumerate() {
        let Data::Mapping(entries) = item else { panic!("{} holds no mapping", file.display()) };
        let get = |name: &str| entries.iter().find(|(key, _)| matches!(key, Data::Text(key) if key == name));
        let Some((_, Data::Text(text))) = get("yaml") else { continue };
        let name = file.file_stem().unwrap().to_string_lossy();
        cases.push(Case { name: format!("{name}/{i}"), text: visible(text), must_fail: get("fail").is_some() });
    }
    cases
}

/// The suite writes what cannot be seen as signs.
fn visible(text: &str) -> String {
    let mut out = text.replace('␣', " ").replace('←', "\r").replace('⇔', "\u{feff}").replace('↵', "");
    for tab in ["————»", "———»", "——»", "—»", "»"] {
        out = out.replace(tab, "\t");
    }
    match out.strip_suffix("∎\n") {
        Some(open) => open.to_owned(),
        None => out,
    }
}

/// What is right and refused, because `granit-parser` refuses it: a directive with too many parameters.
const REFUSED: [&str; 1] = ["ZYU8/2"];

#[test]
fn the_yaml_test_suite() {
    let mut wrong = Vec::new();
    let (mut valid, mut invalid, mut taken) = (0, 0, Vec::new());
    for case in files("conformance/yaml-test-suite/src").iter().flat_map(|file| cases(file)) {
        let document = Document::new(&case.text, Dialect::Yaml);
        let errors = document.tree().errors();
        assert_eq!(document.tree().green().to_string(), case.text, "{}", case.name);
        let data = read(&case.text);
        if case.must_fail {
            invalid += 1;
            if errors.is_empty() {
                taken.push(case.name.clone());
            }
        } else {
            valid += 1;
            let is_empty = matches!(data, Ok(None));
            if !errors.is_empty() && !is_empty && !REFUSED.contains(&case.name.as_str()) {
                wrong.push(format!("{}: {errors:?} in {:?}", case.name, case.text));
            }
        }
        if let Ok(Some(data)) = data
            && !(case.must_fail && goes_on_left(&case.text))
        {
            let Some(root) = document.tree().root() else {
                wrong.push(format!("{}: nothing is read of {:?}", case.name, case.text));
                continue;
            };
            if let Err(error) = compare(&data, root, "") {
                wrong.push(format!("{}: {error} in {:?}", case.name, case.text));
            }
        }
    }
    println!("{valid} valid and {invalid} invalid texts; taken though invalid: {taken:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    if valid > 0 {
        assert_eq!(taken, [""; 0], "what must be refused is reported");
    }
}

#[test]
fn real_machines_have_no_errors_and_the_same_data() {
    for file in files("corpus/dev/yaml") {
        let text = fs::read_to_string(&file).unwrap();
        let document = Document::new(&text, Dialect::Yaml);
        assert_eq!(document.tree().green().to_string(), text, "{}", file.display());
        match read(&text) {
            Ok(Some(data)) => {
                assert_eq!(document.tree().errors(), [], "{}", file.display());
                compare(&data, document.tree().root().unwrap(), "").unwrap();
            }
            Ok(None) => assert!(document.tree().root().is_none(), "{}", file.display()),
            Err(error) => {
                println!("{} is no YAML: {error}", file.display());
                assert_ne!(document.tree().errors(), [], "{}", file.display());
            }
        }
    }
}
