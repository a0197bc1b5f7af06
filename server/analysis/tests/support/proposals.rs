//! What is proposed at the cursor of a text, `$0`, and what accepting it gives.
#![allow(dead_code, unreachable_pub, reason = "each test takes what it needs")]

use asl_analysis::features::completion::{Completions, Item, completions};
use asl_analysis::{Analysis, marked, rewrite};

/// The text without its cursor, and what is proposed there, in the order of the list.
pub fn proposed(text: &str, read: impl Fn(&str) -> Analysis) -> (String, Completions) {
    let (text, offset) = marked::cursor(text);
    let mut found = completions(&read(&text), offset);
    found.items.sort_by_key(|item| item.rank);
    (text, found)
}

/// The proposal with this label, which must be there.
pub fn labelled<'a>(found: &'a Completions, label: &str) -> &'a Item {
    let labels: Vec<&str> = found.items.iter().map(|item| item.label.as_str()).collect();
    found.items.iter().find(|item| item.label == label).unwrap_or_else(|| panic!("no {label} in {labels:?}"))
}

/// The text after `item` was accepted with `insert`, its snippet or its plain text.
pub fn accepted(text: &str, found: &Completions, item: &Item, insert: &str) -> String {
    let indented = insert.replace('\n', &format!("\n{}", found.indent));
    let mut edits = vec![rewrite::Edit::replace(item.replace, indented)];
    edits.extend(item.also.iter().cloned());
    rewrite::apply(text, &edits)
}
