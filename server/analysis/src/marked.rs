//! Definitions with marks in them, for tests and for the documented examples: `<<` and `>>` stand around each range
//! that is meant, `$0` where the cursor is.

use asl_syntax::{Dialect, Document, Span};

use crate::analysis::{Analysis, Intent};
use crate::finding::Finding;
use crate::model::Workflow;
use crate::rule::Rule;
use crate::rules::Selection;
use crate::surroundings::Surroundings;
use crate::template::{self, Deployment};

/// The text without its `<<` and `>>`, and the ranges that stood between them, in order.
pub fn ranges(marked: &str) -> (String, Vec<Span>) {
    let mut text = String::with_capacity(marked.len());
    let mut spans = Vec::new();
    let mut open = Vec::new();
    let mut rest = marked;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("<<") {
            open.push(text.len() as u32);
            rest = after;
        } else if let Some(after) = rest.strip_prefix(">>") {
            if let Some(start) = open.pop() {
                spans.push(Span::new(start, text.len() as u32));
            }
            rest = after;
        } else {
            let next = rest.chars().next().map_or(1, char::len_utf8);
            text.push_str(&rest[..next]);
            rest = &rest[next..];
        }
    }
    spans.sort();
    (text, spans)
}

/// The text without its `$0`, and where that stood.
pub fn cursor(marked: &str) -> (String, u32) {
    let at = marked.find("$0").unwrap_or(marked.len());
    (marked.replacen("$0", "", 1), at as u32)
}

/// What a text without a name is written in: YAML where it begins with a plain key, as no JSON does.
pub fn dialect(text: &str) -> Dialect {
    let first = text.trim_start().lines().next().unwrap_or("");
    let key = first.split(": ").next().unwrap_or("").trim_end_matches(':');
    let is_key = key.len() < first.len() && !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric());
    if is_key { Dialect::Yaml } else { Dialect::Json }
}

/// A machine.
pub fn analyse(text: &str) -> Analysis {
    Analysis::new(Document::new(text, dialect(text)), Intent::Machine)
}

/// A machine as the examples of `rule` mean it: a rule whose code begins with `express-` is about Express
/// workflows, so its machines are deployed as such.
pub fn analyse_for(rule: &Rule, text: &str) -> Analysis {
    let workflow = rule.code.starts_with("express-").then_some(Workflow::Express);
    analyse(text).with_workflow(workflow)
}

/// What the rules say about `text` as the examples of `rule` mean it: a machine, or a template with machines in it.
pub fn findings_for(rule: &Rule, text: &str) -> Vec<Finding> {
    let template = Document::new(text, dialect(text));
    let Some(located) = asl_hosts::locate(&template, "template.yaml") else {
        return analyse_for(rule, text).findings().to_vec();
    };
    let mut found = Vec::new();
    for machine in &located.machines {
        let passage = match &machine.definition {
            asl_hosts::Definition::Embedded(passage) => Some(passage),
            _ => None,
        };
        let surroundings = Surroundings::of(&located, machine);
        let definition = passage.map(|passage| {
            let document = Document::new(&passage.text, passage.dialect);
            Analysis::new(document, Intent::Machine).within(surroundings)
        });
        if let (Some(passage), Some(definition)) = (passage, &definition) {
            let moved = |finding: &Finding| Finding { span: passage.map.to_host_span(finding.span), ..finding.clone() };
            found.extend(definition.findings().iter().map(moved));
        }
        let deployment =
            Deployment { template: &template, located: &located, machine, definition: definition.as_ref() };
        found.extend(template::findings(&deployment, &Selection::all()));
    }
    found
}

/// `text` with `<<` and `>>` around every finding of `rule`.
pub fn mark(text: &str, rule: &Rule) -> String {
    let mut marked = text.to_owned();
    let findings = findings_for(rule, text);
    let mut spans: Vec<Span> = findings.iter().filter(|f| f.rule == rule).map(|f| f.span).collect();
    spans.sort();
    spans.dedup();
    for span in spans.into_iter().rev() {
        marked.insert_str(span.end as usize, ">>");
        marked.insert_str(span.start as usize, "<<");
    }
    marked
}

/// Asserts that `rule` reports exactly the marked ranges of `marked`.
///
/// # Panics
/// When it reports anything else, with both texts.
#[cfg(any(test, debug_assertions))]
pub fn check(rule: &Rule, marked: &str) {
    let (text, _) = ranges(marked);
    let found = mark(&text, rule);
    assert!(found == marked, "{} found\n{found}\ninstead of\n{marked}", rule.code);
}

/// Asserts that the messages of `rule` in `text`, a line each, are `messages`.
///
/// # Panics
/// When they are not.
#[cfg(test)]
pub fn check_messages(rule: &Rule, text: &str, messages: &expect_test::Expect) {
    let analysis = analyse(&ranges(text).0);
    let lines: Vec<&str> = analysis.findings().iter().filter(|f| f.rule == rule).map(|f| f.message.as_str()).collect();
    messages.assert_eq(&lines.join("\n"));
}

/// Asserts that the best fix for the first finding of `rule` turns `before` into `after`.
///
/// # Panics
/// When there is no fix, or it gives another text.
#[cfg(test)]
pub fn check_fix(rule: &Rule, before: &str, after: &str) {
    let text = ranges(before).0;
    let analysis = analyse(&text);
    let finding = analysis.findings().iter().find(|f| f.rule == rule).expect("a finding");
    let fix = rule.fix.expect("a fix")(&analysis, finding).into_iter().next().expect("a fix for this finding");
    assert_eq!(crate::rewrite::apply(&text, &fix.edits), after);
}
