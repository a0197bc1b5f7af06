//! What is proposed in YAML and what accepting it gives. `$0` is the cursor.

#[path = "../support/proposals.rs"]
mod proposals;

mod expressions;
mod fields;
mod lists;
mod states;
mod values;

use asl_analysis::features::completion::Completions;
use asl_analysis::{Analysis, Intent};
use asl_syntax::{Dialect, Document};
use expect_test::Expect;
use proposals::{accepted, labelled};

fn proposed(text: &str) -> (String, Completions) {
    proposals::proposed(text, |text| Analysis::new(Document::new(text, Dialect::Yaml), Intent::Machine))
}

/// The labels, in the order of the list.
fn check(text: &str, expected: Expect) {
    let labels: Vec<String> = proposed(text).1.items.into_iter().map(|item| item.label).collect();
    expected.assert_eq(&labels.join(", "));
}

/// The text after the item was accepted as a snippet, and what it is filtered by.
fn accept(text: &str, label: &str, expected: Expect) {
    let (text, found) = proposed(text);
    let item = labelled(&found, label);
    let after = accepted(&text, &found, item, &item.insert.snippet);
    expected.assert_eq(&format!("{}\n[{}]\n", after.trim_end(), item.filter));
}
