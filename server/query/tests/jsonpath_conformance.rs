//! Public suites and real paths, read from `../shared` beside the workspace where it is there.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod published;

use asl_query::jsonpath::{Kind, PathErrorKind, classify, parse};
use published::{planted, shared};
use serde_json::Value;
use std::collections::BTreeMap;

/// Why a case of the RFC 9535 suite is not about the dialect of the service, which is Jayway's.
fn outside_of_the_dialect(name: &str, selector: &str, tags: &[&str], must_fail: bool) -> Option<&'static str> {
    let has = |text: &str| name.contains(text);
    if tags.contains(&"function") {
        return Some("functions stand behind their value: `@.a.length()`, not `length(@.a)`");
    }
    if must_fail {
        if name == "basic, no trailing whitespace" {
            return Some("blanks around a path are cut off");
        }
        if has("name shorthand, symbol") || has("name shorthand, number") {
            return Some("a name after a dot is anything but a blank, `.`, `[` and `(`");
        }
        if has("non-singular query") {
            return Some("a path that finds many values may be compared");
        }
        if has("no int digit") || has("invalid 00") || has("leading 0") || has("no fractional digit") || has("-0") {
            return Some("numbers are read as Java reads them: leading zeros and a bare point are fine");
        }
        if has("incorrectly capitalized") {
            return Some("a word without quotes is text, which is reported as a doubt");
        }
        if has("embedded U+00") {
            return Some("control characters may stand in quotes");
        }
        if selector.contains('\\')
            && !has("incomplete escape")
            && !has("unicode escape")
            && !has("surrogate incomplete")
        {
            return Some("any character may stand behind a backslash, and half of a surrogate pair too");
        }
        if selector.contains("\\U") {
            return Some("`\\U` is the letter U");
        }
    } else {
        if name.starts_with("whitespace, selectors, space between") || name.starts_with("whitespace, selectors,") {
            let between_segments = ["root and bracket", "bracket and bracket", "root and dot"];
            if between_segments.iter().any(|place| has(place)) {
                return Some("no blanks between segments");
            }
        }
        let mixed = [
            "name and index",
            "index and slice",
            "wildcard and",
            "multiple wildcards",
            "non-singular existence, multiple",
            "filter, multiple selectors",
        ];
        if mixed.iter().any(|kind| has(kind)) {
            return Some("a list in brackets holds names alone or indexes alone");
        }
    }
    None
}

#[test]
fn rfc_9535_agrees_where_the_dialects_meet() {
    let Some(text) = shared("conformance/jsonpath-cts/cts.json") else {
        return;
    };
    let suite: Value = serde_json::from_str(&text).unwrap();
    let mut wrong = Vec::new();
    let mut agreed = 0;
    let mut skipped = BTreeMap::new();
    for case in suite["tests"].as_array().unwrap() {
        let name = case["name"].as_str().unwrap();
        let selector = case["selector"].as_str().unwrap();
        let must_fail = case["invalid_selector"].as_bool().unwrap_or(false);
        let tags: Vec<&str> =
            case["tags"].as_array().map(|tags| tags.iter().filter_map(Value::as_str).collect()).unwrap_or_default();
        // The RFC writes `?@.a` where Jayway wants `?(@.a)`. The parser says so and reads on, so that all the rest of
        // the filter can be compared.
        let mut errors = parse(selector).errors;
        errors.retain(|error| error.kind != PathErrorKind::FilterParens);
        if errors.is_empty() != must_fail {
            agreed += 1;
        } else if let Some(reason) = outside_of_the_dialect(name, selector, &tags, must_fail) {
            *skipped.entry(reason).or_insert(0) += 1;
        } else {
            wrong.push(format!("{name}: {selector:?} must_fail={must_fail} {errors:?}"));
        }
    }
    println!("RFC 9535: {agreed} agree; outside of the dialect: {skipped:#?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(agreed >= 464, "only {agreed} agree");
}

#[test]
fn jayway_agrees() {
    let Some(text) = shared("conformance/jayway/paths.json") else {
        return;
    };
    let suite: Value = serde_json::from_str(&text).unwrap();
    let mut wrong = Vec::new();
    for path in suite["valid"].as_array().unwrap() {
        let path = path.as_str().unwrap();
        let errors = parse(path).errors;
        // `[?]` takes its condition from the Java program that runs the path. A state machine has no such program.
        let needs_java = path.contains("?]") || path.contains("?,");
        if errors.is_empty() == needs_java {
            wrong.push(format!("valid {path:?}: {errors:?}"));
        }
    }
    for case in suite["invalid"].as_array().unwrap() {
        let path = case["path"].as_str().unwrap();
        let is_variable = path == "$X";
        // Where Jayway has nothing, the service has variables.
        if parse(path).errors.is_empty() != is_variable {
            wrong.push(format!("invalid {path:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn real_paths() {
    let Some(text) = shared("corpus/jsonpaths.jsonl") else {
        return;
    };
    let mut refused = Vec::new();
    let mut count = 0;
    for line in text.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let path = row["text"].as_str().unwrap();
        count += 1;
        let parsed = parse(path);
        if !parsed.errors.is_empty() || !classify(path).is_path() {
            refused.push(path.to_owned());
        }
    }
    println!("{count} real paths");
    // Every other path of the invalid files is fine: their faults are elsewhere. `$$23` names nothing in the context
    // object, `$.` has no name.
    assert_eq!(refused, ["$$23", "$."]);
    assert_eq!(classify("$$23"), Kind::ContextPath);
}

#[test]
fn planted_faults_are_found() {
    let Some(faults) = planted(|kind| kind.starts_with("path-syntax") || kind == "payload-not-a-path") else {
        return;
    };
    for (_, path) in &faults {
        assert!(!parse(path).errors.is_empty(), "{path:?} is accepted");
        assert_eq!(classify(path), Kind::Other, "{path:?}");
    }
    println!("{} planted faults", faults.len());
    assert!(faults.len() >= 30);
}
