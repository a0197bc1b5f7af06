//! Paths: trees, errors, reference paths, placeholders, and what stands at the cursor.

#![allow(clippy::unwrap_used)]

#[path = "../marked/mod.rs"]
mod marked;
#[path = "../shown/mod.rs"]
mod shown;

mod cursor;
mod filters;
mod kinds;
mod mistakes;
mod paths;
mod placeholders;
mod tree;

use asl_query::jsonpath::parse;
use expect_test::Expect;

#[track_caller]
fn check(text: &str, expected: Expect) {
    expected.assert_eq(&tree::show(text, &parse(text)));
}

/// Every path must be read without error and without doubt.
#[track_caller]
fn accept(paths: &[&str]) {
    for path in paths {
        let parsed = parse(path);
        assert!(parsed.errors.is_empty(), "{path}: {:?}", parsed.errors);
        assert!(parsed.doubts.is_empty(), "{path}: {:?}", parsed.doubts);
    }
}

/// Each path with the places of its errors, one path per line.
#[track_caller]
fn refuse(paths: &[&str], expected: Expect) {
    let mut out = String::new();
    for path in paths {
        let parsed = parse(path);
        assert!(!parsed.errors.is_empty(), "{path} is accepted");
        let places: Vec<String> =
            parsed.errors.iter().map(|error| format!("{:?} {:?}", error.kind, error.span.text(path))).collect();
        out.push_str(&format!("{path:?} => {}\n", places.join(", ")));
        for fix in parsed.errors.iter().filter_map(|error| error.fix.as_ref()) {
            let fixed = shown::fixed(path, fix);
            let left = parse(&fixed).errors.len();
            assert!(left < parsed.errors.len(), "{path:?} fixed as {fixed:?} has {left} errors");
            out.push_str(&format!("    fix {fixed:?}\n"));
        }
    }
    expected.assert_eq(&out);
}
