//! What must hold for every text: no panic, spans that nest and lie on characters, tokens in order, linear work.

#![allow(clippy::unwrap_used)]

mod jsonpath_invariants;

use asl_query::{Span, intrinsic, jsonpath};
use jsonpath_invariants::{check_all, placeholders};
use std::time::{Duration, Instant};

const PATHS: &[&str] = &[
    "$",
    "$$.Execution.Input['a b'][0]",
    "$größe.x[-1:].名前",
    r"$.with\.dot['it\'s \u263a']",
    "$..a[*].b.*[1,2]['x', \"y\"]",
    "$.a[?(@.x == 'cat' && @.age<5 || !(@.y in ['a', 1]))].z",
    "$[?(@.n =~ /^a.*\\/[0-9]$/i && $.b[?(@.c)].length() > 1.5e3)]",
    "$.max($..x.avg(), {\"a\": [1, 'b']}, \"c\")",
    "$.a${X}.b['${Y}'][?(@.c == ${Z})]",
    "$.foo bar[?(length(@.x) = true && )",
];

const CALLS: &[&str] = &[
    "States.UUID()",
    "States.Format('it\\'s {} \\{x\\} {}', $.a['b'], States.Array(1, -2.5e3, true, null))",
    "States.ArrayGetItem(States.StringSplit($.ä[?(@.b == 'x, y')], '/'), 0)  ",
    "States.Format('s3://${bucket}/{}', $.k${X}, ${Y}, \"no\", word, [1, {\"a\": 2}])",
    "States.Array($.a $.b 'c' , , 01)",
];

const PIECES: &[&str] = &[
    "$",
    "$$",
    "@",
    ".",
    "..",
    "[",
    "]",
    "(",
    ")",
    "?",
    "?(",
    "'",
    "\"",
    "\\",
    "\\u",
    ",",
    ":",
    "*",
    "/",
    "&&",
    "||",
    "!",
    "==",
    "=~",
    "<",
    " ",
    "\n",
    "in",
    "and",
    "true",
    "1",
    "-",
    "ä",
    "😀",
    "{",
    "}",
    "{}",
    "${X}",
    "States.A(",
    "x",
    "empty",
    "\u{10ffff}",
    "\0",
];

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

#[test]
fn every_prefix_and_suffix() {
    for text in PATHS.iter().chain(CALLS) {
        for (at, _) in text.char_indices() {
            check_all(&text[..at]);
            check_all(&text[at..]);
        }
        check_all(text);
    }
}

#[test]
fn every_character_left_out_or_doubled() {
    for text in PATHS.iter().chain(CALLS) {
        for (at, c) in text.char_indices() {
            let behind = &text[at + c.len_utf8()..];
            check_all(&format!("{}{behind}", &text[..at]));
            check_all(&format!("{}{c}{c}{behind}", &text[..at]));
        }
    }
}

#[test]
fn random_mutations() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let all: Vec<&str> = PATHS.iter().chain(CALLS).copied().collect();
    for _ in 0..2_000 {
        let mut text = all[random.below(all.len())].to_owned();
        for _ in 0..=random.below(4) {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let from = places[random.below(places.len())];
            let to = places[random.below(places.len())];
            let piece = PIECES[random.below(PIECES.len())];
            match random.below(3) {
                0 => text.insert_str(from, piece),
                1 if from < to && to - from < 8 => text.replace_range(from..to, piece),
                _ => {
                    let end = text[from..].chars().next().map_or(from, |c| from + c.len_utf8());
                    text.replace_range(from..end, "");
                }
            }
        }
        check_all(&text);
    }
}

#[test]
fn random_soup() {
    let mut random = Random(0xD1B5_4A32_D192_ED03);
    for _ in 0..2_000 {
        let length = random.below(14);
        let text: String = (0..length).map(|_| PIECES[random.below(PIECES.len())]).collect();
        check_all(&text);
        check_all(&format!("$.a[?(@.b{text}"));
        check_all(&format!("States.A({text}"));
    }
}

/// Texts that once broke something, one per file.
#[test]
fn findings() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/jsonpath_findings");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        check_all(&String::from_utf8_lossy(&bytes));
        seen += 1;
    }
    assert!(seen > 0);
}

#[test]
fn a_text_without_errors_stays_so_with_a_hole_in_a_name() {
    for path in ["$.a#.b", "$['a#']", "$.a[#]", "$[?(@.a == #)]", "$[?(# == 1)]", "$.a.length(#)", "$#", "#"] {
        let at = path.find('#').unwrap() as u32;
        let parsed = jsonpath::parse_with_holes(path, &[Span::new(at, at + 1)]);
        assert!(parsed.errors.is_empty(), "{path}: {:?}", parsed.errors);
        assert!(parsed.doubts.is_empty(), "{path}: {:?}", parsed.doubts);
    }
}

/// Forty times the text may take no more than five hundred times as long, which leaves room for memory that is not yet
/// cached; were the work quadratic, it would be 1,600.
#[test]
fn work_is_linear() {
    fn time(text: &str) -> Duration {
        (0..3)
            .map(|_| {
                let start = Instant::now();
                let holes = placeholders(text);
                std::hint::black_box(jsonpath::parse_with_holes(text, &holes));
                std::hint::black_box(intrinsic::parse_with_holes(text, &holes));
                start.elapsed()
            })
            .min()
            .unwrap()
    }
    let starts = ["$", "$[?(@", "States.A("];
    let repeated = [
        ".a", "['a']", "['a]", "[\"", " ", ".a ", "[?(@.a)]", "'", "'a'", "\\'", "\\", ",", "1 ", "&& @.a", "|| ", "!",
        "/", "[", "(", ")", "{}", "${X}", "f(1),", "[1,'a',", "/a/", "['\\']",
    ];
    for start in starts {
        for piece in repeated {
            let small = format!("{start}{}", piece.repeat(500));
            let large = format!("{start}{}", piece.repeat(20_000));
            // A quadratic step over twenty thousand pieces takes more than this; short times are noise, and so is
            // a single slow run on a busy machine.
            let noise = Duration::from_millis(50);
            let is_linear = || {
                let (short, long) = (time(&small), time(&large));
                long < short * 500 || long < noise
            };
            assert!((0..5).any(|_| is_linear()), "{start}{piece}... takes more than linear time");
        }
    }
}
