//! What is proposed in YAML and what accepting it gives. `$0` is the cursor.

mod expressions;
mod fields;
mod lists;
mod states;
mod values;

use asl_analysis::features::completion::{Completions, completions};
use asl_analysis::{Analysis, Intent, marked, rewrite};
use asl_syntax::{Dialect, Document};
use expect_test::Expect;

fn proposed(text: &str) -> (String, Completions) {
    let (text, offset) = marked::cursor(text);
    let analysis = Analysis::new(Document::new(&text, Dialect::Yaml), Intent::Machine);
    let mut found = completions(&analysis, offset);
    found.items.sort_by_key(|item| item.rank);
    (text, found)
}

/// The labels, in the order of the list.
fn check(text: &str, expected: Expect) {
    let labels: Vec<String> = proposed(text).1.items.into_iter().map(|item| item.label).collect();
    expected.assert_eq(&labels.join(", "));
}

/// The text after the item was accepted as a snippet, and what it is filtered by.
fn accept(text: &str, label: &str, expected: Expect) {
    let (text, found) = proposed(text);
    let labels: Vec<&String> = found.items.iter().map(|item| &item.label).collect();
    let item = found.items.iter().find(|i| i.label == label).unwrap_or_else(|| panic!("no {label} in {labels:?}"));
    let indented = item.insert.snippet.replace('\n', &format!("\n{}", found.indent));
    let mut edits = vec![rewrite::Edit::replace(item.replace, indented)];
    edits.extend(item.also.iter().cloned());
    expected.assert_eq(&format!("{}\n[{}]\n", rewrite::apply(&text, &edits).trim_end(), item.filter));
}
