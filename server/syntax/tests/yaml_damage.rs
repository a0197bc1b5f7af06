//! Every one-character damage of machines in YAML: how many of their keys are found at their right place still.

// Helper functions of tests may do what tests may do.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use asl_syntax::{Dialect, Document, Span, Value};

/// A machine of 16 states, some of which hold states of their own, as people write them.
const SHOP: &str = include_str!("fixtures/shop.asl.yaml");

/// A smaller one, in every notation that there is.
const ORDERS: &str = include_str!("fixtures/orders.asl.yaml");

/// Machines of other people.
const REAL: [&str; 2] = [
    "aws-samples__aws-stepfunctions-examples__sam__app-kyc-with-eventbridge__statemachine__kyc.asl.yaml",
    "aws-samples__aws-stepfunctions-examples__sam__demo-generate-steady-state-events__statemachines__event_emitter.yaml",
];

/// The keys of a document, each with the way to it.
fn keys(document: &Document) -> HashSet<String> {
    let mut keys = HashSet::new();
    let mut open: Vec<(String, Value<'_>)> =
        document.tree().root().map(|root| (String::new(), root)).into_iter().collect();
    while let Some((path, value)) = open.pop() {
        if let Some(object) = value.as_object() {
            for member in object.members() {
                let path = format!("{path}/{}", member.key().text());
                open.extend(member.value().map(|value| (path.clone(), value)));
                keys.insert(path);
            }
        } else if let Some(array) = value.as_array() {
            open.extend(array.items().enumerate().map(|(i, item)| (format!("{path}/[{i}]"), item)));
        }
    }
    keys
}

/// One damage: what is replaced, and by what.
type Damage = (Span, &'static str);

/// Damages `text` in each of the ways of `damages`, and holds the share of keys that are left to `bar` per cent.
fn check(name: &str, text: &str, damages: impl Iterator<Item = Damage>, bar: f64) {
    let whole = Document::new(text, Dialect::Yaml);
    let right = keys(&whole);
    let (mut count, mut sum, mut worst, mut all, mut errors) = (0, 0.0, 1.0_f64, 0, 0);
    for (span, new) in damages {
        let mut document = whole.clone();
        document.edit(span, new);
        let found = keys(&document);
        let kept = right.iter().filter(|key| found.contains(*key)).count() as f64 / right.len() as f64;
        // For a look at what goes wrong: `ASL_SHOW=0.9 cargo test --test yaml_damage -- --nocapture`.
        let show = std::env::var("ASL_SHOW").ok().and_then(|bar| bar.parse::<f64>().ok());
        if show.is_some_and(|bar| kept < bar) {
            let line = document.text().line_of(span.start);
            let lines = Span::new(
                document.text().line_span(line.saturating_sub(1)).start,
                document.text().line_span(line + 2).end,
            );
            println!("--- {kept:.2} {}\n{:?}", document.text().slice(lines), document.tree().errors());
        }
        count += 1;
        sum += kept;
        worst = worst.min(kept);
        all += usize::from(kept == 1.0);
        errors += document.tree().errors().len();
    }
    let kept = 100.0 * sum / f64::from(count);
    println!(
        "{name:<28} {count:>6} damages: {kept:>6.2} % of the keys kept (bar {bar} %), worst {:>5.1} %, all kept in {:>5.1} %, {:.2} errors each",
        100.0 * worst,
        100.0 * all as f64 / f64::from(count),
        errors as f64 / f64::from(count),
    );
    assert!(kept >= bar, "{name}: {kept:.2} % of the keys are kept, {bar} % should be");
}

fn deleted(text: &str, what: impl Fn(char) -> bool) -> impl Iterator<Item = Damage> {
    let places = text.char_indices().filter(move |(_, c)| what(*c));
    places.map(|(at, c)| (Span::new(at as u32, (at + c.len_utf8()) as u32), ""))
}

fn inserted(text: &str, what: &'static str) -> impl Iterator<Item = Damage> {
    let places = text.char_indices().map(|(at, _)| at);
    places.map(move |at| (Span::empty(at as u32), what))
}

fn check_all(name: &str, text: &str) {
    let document = Document::new(text, Dialect::Yaml);
    assert_eq!(document.tree().errors(), [], "{name} is not damaged yet");
    println!("{name}: {} keys", keys(&document).len());
    check("any character deleted", text, deleted(text, |_| true), 96.0);
    check("colons deleted", text, deleted(text, |c| c == ':'), 97.0);
    check("quotes deleted", text, deleted(text, |c| matches!(c, '"' | '\'')), 98.0);
    check("brackets deleted", text, deleted(text, |c| "[]{}".contains(c)), 98.0);
    check("blanks deleted", text, deleted(text, |c| c == ' '), 96.0);
    check("line breaks deleted", text, deleted(text, |c| c == '\n'), 93.0);
    // Every seventh place is enough for so many kinds.
    for what in ["\"", "'", "{", "}", "[", "]", ":", ": ", "- ", "#", " ", "x", "\t", "&", "*", "!", "|", "%", "\n"] {
        check(&format!("{what:?} inserted"), text, inserted(text, what).step_by(7), 95.0);
    }
}

#[test]
fn damages_of_an_own_machine() {
    check_all("shop", SHOP);
}

#[test]
fn damages_of_a_machine_in_all_notations() {
    check("any character deleted", ORDERS, deleted(ORDERS, |_| true), 95.0);
    let characters = ["\"", "{", ":", " ", "x", "\n"].into_iter();
    check("any character inserted", ORDERS, characters.flat_map(|what| inserted(ORDERS, what)), 95.0);
}

#[test]
fn damages_of_real_machines() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/dev/yaml");
    for name in REAL {
        match fs::read_to_string(folder.join(name)) {
            Ok(text) => check("any character deleted", &text, deleted(&text, |_| true), 95.0),
            Err(_) => println!("skipped: {name} is not there"),
        }
    }
}

/// The part of a path that says which state it is in.
fn state(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("/States/")?;
    Some(rest.split('/').next().unwrap_or(rest))
}

#[test]
fn what_is_half_typed_costs_no_other_state() {
    let whole = Document::new(SHOP, Dialect::Yaml);
    let right = keys(&whole);
    let states = whole.tree().root().unwrap().as_object().unwrap().value("States").unwrap();
    for member in states.as_object().unwrap().members() {
        let name = member.key().text().into_owned();
        let own = member.span();
        // A key without its colon, and a quote that is not closed or not opened.
        for (at, c) in SHOP.char_indices().filter(|(at, _)| own.contains_span(Span::empty(*at as u32))) {
            let follows = SHOP[at + c.len_utf8()..].starts_with(['\n', ' ']);
            if at as u32 >= own.end || !(c == ':' && follows || matches!(c, '"' | '\'')) {
                continue;
            }
            let mut document = whole.clone();
            document.edit(Span::new(at as u32, at as u32 + 1), "");
            let found = keys(&document);
            let is_lost = |path: &&String| state(path) != Some(&name) && !found.contains(*path);
            let lost: Vec<_> = right.iter().filter(is_lost).collect();
            assert!(lost.is_empty(), "{c:?} at {at} deleted: {lost:?}");
        }
    }
}
