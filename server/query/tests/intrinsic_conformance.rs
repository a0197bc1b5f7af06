//! Real calls, read from `../shared` beside the workspace where it is there.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod published;

use asl_query::Span;
use asl_query::intrinsic::{ArgKind, CallErrorKind, parse, parse_with_holes};
use asl_query::jsonpath::{Kind, classify};
use published::{planted, shared};
use serde_json::Value;

/// The placeholders `${...}` of a text.
fn holes(text: &str) -> Vec<Span> {
    text.match_indices("${")
        .filter_map(|(start, _)| {
            let end = start + text[start..].find('}')? + 1;
            Some(Span::new(start as u32, end as u32))
        })
        .collect()
}

#[test]
fn real_calls() {
    let Some(text) = shared("corpus/intrinsics.jsonl") else {
        return;
    };
    let mut refused = Vec::new();
    let mut doubted = Vec::new();
    for line in text.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let call = row["text"].as_str().unwrap();
        let parsed = parse_with_holes(call, &holes(call));
        if !parsed.errors.is_empty() || classify(call) != Kind::Intrinsic {
            refused.push(call.to_owned());
        } else if !parsed.doubts.is_empty() {
            doubted.push(call.to_owned());
        }
        let mut strays = Vec::new();
        if let Some(ArgKind::String(template)) = parsed.args.first().map(|arg| &arg.kind) {
            strays.clone_from(&template.stray_braces);
        }
        assert!(strays.is_empty(), "{call:?}: {strays:?}");
    }
    // The faults of the invalid files that are no matter of a function's name.
    assert_eq!(
        refused,
        [
            " States.Array('Foo', $.xyz, 'Bar', 2.3)",
            "  States.Format($.template, $.firstName, $.lastName)",
            "States.JsonToString($",
            "States.StringToJson $.escaped)",
            "States. ",
            "  States.Format($.template $.firstName $.lastName)",
        ]
    );
    // Labelled valid by a suite that looks no further than the name. A comma is missing, so it is a doubt, no error.
    assert_eq!(
        doubted,
        ["States.Format($.template $.firstName $.lastName)", "States.Format($.template $.firstName $.lastName)  ",]
    );
}

#[test]
fn planted_faults_are_found() {
    let Some(faults) = planted(|kind| kind == "intrinsic-unbalanced" || kind == "intrinsic-unknown") else {
        return;
    };
    for (kind, call) in &faults {
        let kinds: Vec<_> = parse(call).errors.iter().map(|error| error.kind).collect();
        if kind == "intrinsic-unbalanced" {
            assert_eq!(kinds, [CallErrorKind::UnclosedCall], "{call:?}");
        } else {
            // The name is for the caller to judge, who has the table.
            assert_eq!(kinds, [], "{call:?}");
        }
    }
    println!("{} planted faults", faults.len());
    assert!(faults.len() >= 8);
}
