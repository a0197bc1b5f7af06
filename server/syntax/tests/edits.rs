//! An edit gives exactly what parsing from scratch gives, and reads little for it.

// Helper functions of tests may do what tests may do.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use asl_syntax::{Dialect, Document, Span};

mod document_invariants;
mod published;

/// A small generator of numbers that look random; the same seed gives the same ones.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn below(&mut self, limit: usize) -> usize {
        if limit == 0 { 0 } else { self.next() as usize % limit }
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
}

/// What a hand or a clipboard puts into a machine.
const INSERTS: &[&str] = &[
    "a",
    "\"",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\n",
    "\r\n",
    "\r",
    " ",
    "  ",
    "\t",
    "1",
    "-",
    "\\",
    "\\u",
    "\\ud83d\\ude00",
    "😀",
    "é",
    "/",
    "//",
    "/* ",
    "*/",
    "#",
    "${",
    "}",
    "${Name}",
    "'",
    ";",
    "=",
    "true",
    "null",
    "Tru",
    "\"Next\": \"B\"",
    "\"K\":",
    "\"x\",",
    ",\n",
    "},\n",
    "],\n",
    "\n    \"New\": {\n      \"Type\": \"Pass\",\n      \"End\": true\n    },",
    "{\"a\": [1, 2, {\"b\": null}]}",
    "\n\n",
    "\n}",
    "\n]",
    "    ",
    "\u{feff}",
    "\u{a0}",
    "\"a\"b\"",
    "\"\"",
    "{\n",
    "[\n",
    "\r\n\r\n",
    "\n  ",
    "\n        ",
];

/// Makes `count` random edits of `text`, and compares with a fresh parse after each.
fn check(name: &str, text: &str, seed: u64, count: usize) -> (usize, usize) {
    let mut random = Random(seed);
    let mut document = Document::new(text, Dialect::Json);
    let mut now = text.to_owned();
    let mut log = String::new();
    let (mut read, mut all) = (0, 0);
    for step in 0..count {
        if step % 12 == 0 {
            document = Document::new(text, Dialect::Json);
            now = text.to_owned();
            log.clear();
        }
        let (start, end, new) = change(&mut random, &now);
        let before = now.clone();
        now.replace_range(start..end, &new);
        writeln!(log, "edit({start}..{end}, {new:?})").unwrap();
        let reparsed = document.edit(Span::new(start as u32, end as u32), &new);
        read += reparsed.span.len() as usize;
        all += now.len();
        assert_eq!(document.text().to_string(), now);
        let fresh = Document::new(&now, Dialect::Json);
        let same = document.tree().green() == fresh.tree().green() && document.tree().errors() == fresh.tree().errors();
        if !same {
            let around = |text: &str, at: usize| {
                let from = text[..at].rmatch_indices('\n').nth(4).map_or(0, |(at, _)| at);
                let to = text[at..].match_indices('\n').nth(4).map_or(text.len(), |(to, _)| at + to);
                text[from..to].to_owned()
            };
            let only = |these: &Document, those: &Document| {
                let others = those.tree().errors();
                let only = these.tree().errors().iter().filter(|error| !others.contains(error));
                only.map(|error| format!("\n  {error:?}")).collect::<String>()
            };
            panic!(
                "{name}, seed {seed}, step {step}: {:?} of {}\n{log}\nbefore:\n{}\nafter:\n{}\nonly fresh: {}\nonly edited: {}\ntrees equal: {}",
                reparsed.span,
                now.len(),
                around(&before, start),
                around(&now, start),
                only(&fresh, &document),
                only(&document, &fresh),
                document.tree().green() == fresh.tree().green(),
            );
        }
    }
    (read, all)
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn change(random: &mut Random, text: &str) -> (usize, usize, String) {
    let at = |random: &mut Random| boundary(text, random.below(text.len() + 1));
    match random.below(10) {
        0..5 => {
            let at = at(random);
            (at, at, random.pick(INSERTS).to_owned())
        }
        5..8 => {
            let start = at(random);
            let end = boundary(text, (start + 1 + random.below(4)).min(text.len()));
            (start, end.max(start), String::new())
        }
        8 => {
            let start = at(random);
            let end = boundary(text, (start + random.below(120)).min(text.len()));
            (start, end, random.pick(INSERTS).to_owned())
        }
        _ => {
            // A piece of the text is moved or doubled.
            let from = at(random);
            let to = boundary(text, (from + random.below(200)).min(text.len()));
            let start = at(random);
            (start, start, text[from..to].to_owned())
        }
    }
}

fn corpus() -> Vec<(String, String)> {
    let read = |file: &PathBuf| (file.display().to_string(), fs::read_to_string(file).unwrap());
    published::files("corpus/dev/valid").iter().map(read).collect()
}

const FIXTURES: &[&str] = &[
    include_str!("fixtures/orders.asl.json"),
    "",
    "{}",
    "{\"a\": {\"b\": [1, 2, {\"c\": 3}]}, \"d\": [[], {}], \"e\": \"x\"}",
    "{\n\"a\": {\n\"b\": 1\n},\n\"c\": [\n1,\n2\n]\n}\n",
    "{\r\n  \"a\": {\r\n    \"b\": 1,\r\n    \"c\": {}\r\n  },\r\n  \"d\": 2\r\n}\r\n",
    "{\n  \"a\": {\n    \"x\": 1\n  ,\n  \"b\": {\n    \"y\": [\n      {\n        \"z\": 1\n      },\n      {\n        \"z\": 2\n      }\n  },\n  \"c\": 3\n}",
    "[\n  [1, 2],\n  [3, 4],\n  {\"a\": 5}, {\"b\": 6},\n  \"x\", \"y\", 7\n]",
    "{\n  // note\n  \"a\": 1, /* two\n  lines */ \"b\": 2,\n  \"c\": ${Name},\n  'd': True,\n}",
    "\t{\n\t\"a\": {\n\t\t\"b\": 1\n\t}, \"c\": {\n\t\t\"d\": 2 },\n\t\"e\": 1}",
];

#[test]
fn edits_of_small_texts() {
    for (i, text) in FIXTURES.iter().enumerate() {
        check(&format!("fixture {i}"), text, i as u64 + 1 + extra(), if i == 0 { 600 } else { 1200 });
    }
}

#[test]
fn edits_of_real_machines() {
    let (mut read, mut all) = (0, 0);
    for (i, (name, text)) in corpus().iter().filter(|(_, text)| text.len() < 60_000).enumerate() {
        let (some, whole) = check(name, text, i as u64 + 100 + extra(), 36);
        read += some;
        all += whole;
    }
    println!("read {read} of {all} bytes");
    assert!(read * 2 <= all, "read {read} of {all} bytes");
}

/// Other edits for a longer hunt: `ASL_SEED=7 cargo test --release`.
fn extra() -> u64 {
    std::env::var("ASL_SEED").ok().and_then(|seed| seed.parse::<u64>().ok()).map_or(0, |seed| seed * 10_007)
}

/// The states of a machine, by name and green node.
fn states(document: &Document) -> Vec<(String, asl_syntax::NodeId)> {
    let states = document.tree().root().and_then(|root| root.as_object()?.value("States")?.as_object()).unwrap();
    states.members().map(|state| (state.key().text().into_owned(), state.id())).collect()
}

#[test]
fn an_edit_reads_one_state_and_leaves_the_others_alone() {
    let text = FIXTURES[0];
    let names: Vec<_> = states(&Document::new(text, Dialect::Json)).into_iter().map(|(name, _)| name).collect();
    for (i, name) in names.iter().enumerate() {
        let mut document = Document::new(text, Dialect::Json);
        let before = states(&document);
        let start = text.find(&format!("\n    \"{name}\": {{")).unwrap();
        let end = names.get(i + 1).map_or(text.len(), |next| text.find(&format!("\n    \"{next}\": {{")).unwrap());
        let at = start + text[start..end].find("\"Type\": \"").unwrap() + 10;
        for new in ["x", "y", "\\"] {
            let reparsed = document.edit(Span::empty(at as u32), new);
            assert!(reparsed.span.len() as usize <= end - start + 64, "{name}: {:?} of {}", reparsed.span, end - start);
        }
        for (at, (old, new)) in before.iter().zip(states(&document)).enumerate() {
            assert!(at == i || *old == new, "{} was not touched by an edit in {name}", old.0);
        }
        // Unbalanced while it is typed: the others stay all the same, but for the one before, which ends at the new one.
        document.edit(Span::empty(start as u32 + 1), "    \"New\": {\n");
        document.edit(Span::empty(start as u32 + 1 + 13), "    },\n");
        let after = states(&document);
        for (other, id) in
            before.iter().enumerate().filter(|(other, _)| *other != i && *other + 1 != i).map(|(_, state)| state)
        {
            let now = after.iter().find(|(name, _)| name == other).unwrap();
            assert_eq!(&now.1, id, "{other} was not touched by an edit of {name}");
        }
    }
}

/// What the fuzzer found once.
#[test]
fn findings() {
    let edit = |at, length, new: &str| (at, length, new.to_owned());
    let check = |text, edits: &[_]| document_invariants::check(text, Dialect::Json, edits, |_, _| {});
    check("", &[edit(0, 0, "{"), edit(1, 0, "\""), edit(2, 0, "a"), edit(3, 0, "\"}")]);
    check("{\"a\": [1, {\"b\": 2}]}", &[edit(8, 3, ""), edit(0, 255, "x"), edit(1, 0, "\u{feff}")]);
}
