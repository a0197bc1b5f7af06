//! Every one-character damage of a real machine: how many of its keys are found at their right place still.

// Helper functions of tests may do what tests may do.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use asl_syntax::{Dialect, Document, Span, Value};

const ORDERS: &str = include_str!("fixtures/orders.asl.json");

/// A pretty-printed machine of 20 states by other people.
const REAL: &str = "OrcaBus__service-pieriandx-tso500-ctdna-pipeline-manager__app__step-functions-templates__glue_succeeded_events_to_draft_update_sfn_template.asl.json";

/// Every key of `document` with the way to it, as a hash.
fn keys(document: &Document) -> HashSet<u64> {
    let hash = |parent: u64, step: &str| {
        step.bytes()
            .fold(parent.rotate_left(7) ^ 0xff, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    };
    let mut keys = HashSet::new();
    let mut open: Vec<(u64, Value<'_>)> = document.tree().root().map(|root| (0, root)).into_iter().collect();
    while let Some((path, value)) = open.pop() {
        if let Some(object) = value.as_object() {
            for member in object.members() {
                let path = hash(path, &member.key().text());
                open.extend(member.value().map(|value| (path, value)));
                keys.insert(path);
            }
        } else if let Some(array) = value.as_array() {
            open.extend(array.items().enumerate().map(|(i, item)| (hash(path, &format!("[{i}]")), item)));
        }
    }
    keys
}

/// What many damages of one kind left over.
struct Figure {
    damages: usize,
    keys: f64,
    worst: f64,
    whole: usize,
    errors: usize,
}

/// One damage: what is replaced, and by what.
type Damage = (Span, String);

impl Figure {
    /// Damages `text` in each of the ways of `damages`, and counts.
    fn of(text: &str, damages: impl Iterator<Item = Damage>) -> Figure {
        let whole = Document::new(text, Dialect::Json);
        let right = keys(&whole);
        let mut figure = Figure { damages: 0, keys: 0.0, worst: 1.0, whole: 0, errors: 0 };
        for (span, new) in damages {
            let mut document = whole.clone();
            document.edit(span, &new);
            let found = keys(&document);
            let kept = right.intersection(&found).count() as f64 / right.len() as f64;
            let errors = document.tree().errors().len();
            // For a look at what goes wrong: `ASL_SHOW=1 cargo test damages -- --nocapture`.
            if std::env::var_os("ASL_SHOW").is_some() && (kept < 0.9 || errors != 1) {
                let line = document.text().line_of(span.start);
                let lines = Span::new(
                    document.text().line_span(line.saturating_sub(1)).start,
                    document.text().line_span(line + 2).end,
                );
                println!("--- {kept:.2} {}\n{:?}", document.text().slice(lines), document.tree().errors());
            }
            figure.damages += 1;
            figure.keys += kept;
            figure.worst = figure.worst.min(kept);
            figure.whole += usize::from(kept == 1.0);
            figure.errors += errors;
        }
        figure
    }

    fn check(&self, name: &str, bar: f64) {
        let count = self.damages as f64;
        let kept = 100.0 * self.keys / count;
        println!(
            "{name:<18} {:>6} damages: {kept:>6.2} % of the keys kept (bar {bar} %), worst {:>5.1} %, all kept in {:>5.1} %, {:.2} errors each",
            self.damages,
            100.0 * self.worst,
            100.0 * self.whole as f64 / count,
            self.errors as f64 / count,
        );
        assert!(kept >= bar, "{name}: {kept:.2} % of the keys are kept, {bar} % should be");
    }
}

/// Which bytes of `text` are outside of its strings. Quotes count as inside.
fn outside(text: &str) -> Vec<bool> {
    let mut outside = Vec::with_capacity(text.len());
    let (mut string, mut escape) = (false, false);
    for byte in text.bytes() {
        outside.push(!string && byte != b'"');
        match byte {
            _ if escape => escape = false,
            b'\\' => escape = string,
            b'"' => string = !string,
            _ => {}
        }
    }
    outside
}

fn deleted<'a>(text: &'a str, outside: &'a [bool], what: &'a str) -> impl Iterator<Item = Damage> + 'a {
    let places = text.char_indices().filter(move |(at, c)| what.contains(*c) && (*c == '"' || outside[*at]));
    places.map(|(at, c)| (Span::new(at as u32, (at + c.len_utf8()) as u32), String::new()))
}

fn inserted<'a>(text: &'a str, at: impl Fn(usize) -> bool + 'a, what: &'a str) -> impl Iterator<Item = Damage> + 'a {
    let places = text.char_indices().map(|(at, _)| at).filter(move |place| at(*place));
    places.flat_map(move |at| what.chars().map(move |c| (Span::empty(at as u32), c.to_string())))
}

fn check(name: &str, text: &str) {
    let document = Document::new(text, Dialect::Json);
    assert_eq!(document.tree().errors(), [], "{name} is not damaged yet");
    let outside = outside(text);
    println!("{name}: {} keys", keys(&document).len());
    Figure::of(text, deleted(text, &outside, "}]")).check("closers deleted", 100.0);
    Figure::of(text, inserted(text, |at| outside[at], "}]")).check("closers inserted", 99.9);
    Figure::of(text, deleted(text, &outside, "\"")).check("quotes deleted", 99.5);
    Figure::of(text, inserted(text, |_| true, "\"")).check("quotes inserted", 99.0);
    Figure::of(text, deleted(text, &outside, ":")).check("colons deleted", 100.0);
    Figure::of(text, deleted(text, &outside, "{[")).check("openers deleted", 99.9);
    Figure::of(text, deleted(text, &outside, ",")).check("commas deleted", 100.0);
}

#[test]
fn damages_of_an_own_machine() {
    check("orders", ORDERS);
}

#[test]
fn damages_of_a_real_machine() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/dev/valid");
    match fs::read_to_string(folder.join(REAL)) {
        Ok(text) => check(REAL, &text),
        Err(_) => println!("skipped: {REAL} is not there"),
    }
}
