//! Machines to try things on, and a random generator that gives the same numbers on every machine.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::print_stdout,
    reason = "each test takes what it needs, and says when it skips"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// A machine.
pub struct Machine {
    /// Its name, for messages.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// The folder of published machines, where it is at hand.
pub fn corpus() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    folder.join("manifest.jsonl").is_file().then_some(folder)
}

/// The published machines in JSON, valid and invalid; none, with a word about it, where they are not at hand.
pub fn published(test: &str) -> Vec<Machine> {
    let Some(corpus) = corpus() else {
        println!("{test}: skipped over published machines: there is no ../shared/corpus");
        return Vec::new();
    };
    let mut found = Vec::new();
    for folder in ["dev/valid", "dev/invalid"] {
        let Ok(entries) = fs::read_dir(corpus.join(folder)) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            let is_json = path.extension().is_some_and(|e| e == "json");
            if let (true, Ok(text)) = (is_json, fs::read_to_string(&path)) {
                let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
                found.push(Machine { name, text });
            }
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// The published texts in YAML: machines, and templates that hold machines; none, with a word about it, where they are
/// not at hand.
pub fn published_yaml(test: &str) -> Vec<Machine> {
    let Some(corpus) = corpus() else {
        println!("{test}: skipped over published texts: there is no ../shared/corpus");
        return Vec::new();
    };
    let mut found = Vec::new();
    for folder in ["dev/yaml", "dev/templates"] {
        let Ok(entries) = fs::read_dir(corpus.join(folder)) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            let is_yaml = path.extension().is_some_and(|e| e == "yaml" || e == "yml");
            if let (true, Ok(text)) = (is_yaml, fs::read_to_string(&path)) {
                let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
                found.push(Machine { name, text });
            }
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// Machines of our own in YAML, in all its styles.
pub fn own_yaml() -> Vec<Machine> {
    let own = [
        ("orders", include_str!("../../../syntax/tests/fixtures/orders.asl.yaml")),
        ("parcel", include_str!("../fixtures/parcel.asl.yaml")),
    ];
    own.map(|(name, text)| Machine { name: name.to_owned(), text: text.to_owned() }).into()
}

/// Machines of our own that between them use every part of the language.
pub fn own() -> Vec<Machine> {
    let documented = asl_analysis::rules::ALL.iter().flat_map(|rule| {
        [("bad", rule.bad), ("good", rule.good)].map(|(kind, text)| Machine {
            name: format!("{} ({kind})", rule.code),
            text: asl_analysis::marked::ranges(text).0,
        })
    });
    let order =
        Machine { name: "order".to_owned(), text: include_str!("../../../../examples/order.asl.json").to_owned() };
    std::iter::once(order).chain(documented).collect()
}

/// A small generator (SplitMix64): tests need numbers that look random, not numbers that are.
pub struct Random(u64);

impl Random {
    /// The generator that begins with `seed`.
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`; 0 when `bound` is.
    pub fn below(&mut self, bound: usize) -> usize {
        if bound == 0 { 0 } else { (self.next() % bound as u64) as usize }
    }

    /// An offset on a character boundary.
    pub fn boundary(&mut self, text: &str) -> u32 {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at as u32
    }

    /// A boundary at most `reach` bytes behind `at`, one character at least where there is one.
    pub fn boundary_after(&mut self, text: &str, at: u32, reach: usize) -> u32 {
        let mut end = (at as usize + 1 + self.below(reach)).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        end as u32
    }
}
