//! What holds for every text of YAML and every series of edits.

// Helper functions of tests may do what tests may do.
#![allow(clippy::unwrap_used)]

mod document_invariants;
mod yaml_data;
mod yaml_invariants;

use asl_syntax::{Dialect, Document, Span};
use proptest::prelude::*;

const ORDERS: &str = include_str!("fixtures/orders.asl.yaml");
const SHOP: &str = include_str!("fixtures/shop.asl.yaml");
const JSON: &str = include_str!("fixtures/orders.asl.json");

/// Makes `edits` in `text`, and looks at everything after each.
fn check(text: &str, edits: &[(u16, u8, String)]) {
    document_invariants::check(text, Dialect::Yaml, edits, yaml_invariants::agree);
}

/// The same, without asking the parser alone what it makes of each text.
fn check_equal(text: &str, edits: &[(u16, u8, String)]) {
    document_invariants::check(text, Dialect::Yaml, edits, |_, _| {});
}

#[test]
fn what_an_edit_does_not_touch_keeps_its_nodes() {
    let mut document = Document::new(ORDERS, Dialect::Yaml);
    let states = |document: &Document| -> Vec<_> {
        let root = document.tree().root().unwrap().as_object().unwrap();
        let states = root.value("States").unwrap().as_object().unwrap();
        states.members().map(|state| (state.key().text().into_owned(), state.id())).collect()
    };
    // The nodes before the edit stay alive, so no new one can be where an old one was.
    let kept = document.clone();
    let before = states(&document);
    let at = ORDERS.find("shipped: true").unwrap() as u32;
    document.edit(Span::new(at, at + 4), "sold");
    for (old, new) in before.iter().zip(states(&document)) {
        assert_eq!(old.0, new.0);
        assert_eq!(old.1 == new.1, old.0 != "Ship", "{}", old.0);
    }
    let at = document.text().to_string().find("  Wait: {").unwrap() as u32;
    document.edit(Span::empty(at), "  New: {Type: Succeed}\n");
    let after = states(&document);
    let same = before.iter().filter(|old| after.contains(old)).count();
    assert!(same >= 3, "{same} of {}", before.len());
    drop(kept);
}

#[test]
fn an_edit_parses_the_member_that_it_is_in() {
    let mut document = Document::new(ORDERS, Dialect::Yaml);
    let mut edit = |find: &str, new: &str| {
        let at = document.text().to_string().find(find).unwrap() as u32;
        let parsed = document.edit(Span::new(at, at + find.len() as u32), new);
        let text = document.text().to_string();
        assert!(document.tree().green() == Document::new(&text, Dialect::Yaml).tree().green());
        text[parsed.span.range()].lines().next().unwrap().to_owned()
    };
    assert_eq!(edit("Type: Task", "Type: Pass"), "Type: Pass");
    assert_eq!(edit("a, \"b\"", "a,\n          \"b\""), "Items: [a,");
    assert_eq!(edit("- States.Timeout", "- Other"), "ErrorEquals:");
    assert_eq!(edit("Type: Choice", "Comment: new\n    Type: Choice"), "Comment: new");
    // A key that is missing stands where what is before it ends, so that is read again, too.
    assert_eq!(edit("Ship:\n    Type: Pass", ": Ship:\n    Type: Pass"), "States:");
    assert_eq!(edit(": Ship:\n    Type: Pass", "Ship:\n    Type: Pass"), "Ship:");
    // What names another place.
    assert_eq!(edit("1: ~", "1: 2"), "1: 2");
    assert_eq!(edit("<<: *order", "a: 1"), "a: 1");
    // A key behind a question mark is read together with what is before it.
    assert_eq!(edit("Cause: Nothing", "Cause: All"), "Ship:");
}

/// Where, how many bytes, what instead.
type Edit = (u16, u8, &'static str);

/// Edits that once gave another tree than the new text has, or were found to be read wrongly: of [`ORDERS`], or of one of
/// [`styles`].
const FOUND: &[(Option<usize>, &[Edit])] = &[
    (None, &[(1169, 8, "0a  "), (45898, 6, "\n"), (43382, 2, "\t")]),
    (None, &[(2775, 6, "*a"), (41940, 8, ""), (613, 3, "\n")]),
    (None, &[(52605, 11, "aA a"), (17713, 3, "0"), (4945, 10, "")]),
    (None, &[(369, 1, ""), (2621, 6, "A"), (45357, 7, ">2\n"), (1439, 8, ""), (45186, 10, ",")]),
    (None, &[(2624, 7, ""), (10773, 2, "\t")]),
    (None, &[(19452, 5, " "), (5717, 1, "\n:")]),
    (None, &[(329, 11, ""), (59348, 3, " aA"), (15419, 3, "0A"), (22300, 7, "")]),
    (None, &[(30214, 2, "---\n"), (1237, 0, "<<: *a")]),
    (None, &[(3508, 3, ""), (1603, 5, " "), (64346, 3, "\n&A")]),
    (None, &[(0, 9, ":"), (46364, 4, ""), (25390, 8, "\t")]),
    (
        Some(0),
        &[
            (28401, 0, ": "),
            (41585, 3, "|-\n"),
            (5682, 2, "\naa"),
            (2, 2, ""),
            (24604, 4, "\n\n"),
            (24815, 1, "aa"),
            (7769, 1, ""),
        ],
    ),
    (Some(1), &[(862, 10, ","), (790, 8, ""), (0, 2, "a"), (42693, 7, "A0"), (779, 0, "? ")]),
    (Some(2), &[(220, 7, ""), (5489, 8, ""), (31344, 0, "!t "), (211, 6, ""), (5479, 7, ""), (31316, 0, "<<: *a")]),
];

#[test]
fn edits_that_were_found() {
    for (style, edits) in FOUND {
        let edits: Vec<_> = edits.iter().map(|(at, length, new)| (*at, *length, (*new).to_owned())).collect();
        match style {
            Some(style) => check_equal(&styles()[*style], &edits),
            None => check(ORDERS, &edits),
        }
    }
}

#[test]
fn every_beginning_and_every_end_of_a_text() {
    for at in (0..=ORDERS.len()).filter(|at| ORDERS.is_char_boundary(*at)) {
        let (start, end) = ORDERS.split_at(at);
        check(start, &[]);
        check(end, &[]);
    }
}

/// The bits of text that make a difference.
fn bit() -> impl Strategy<Value = String> {
    const BITS: &[&str] = &[
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        ":",
        ": ",
        "- ",
        "-",
        "? ",
        "? a\n",
        ",",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "''",
        "\\",
        "\\\n",
        "#",
        " # c",
        "|",
        "|-\n",
        ">+\n",
        ">2\n",
        "&a ",
        "*a",
        "*b",
        "!t ",
        "!!str ",
        "%",
        "---\n",
        "...\n",
        "é",
        "\u{feff}",
        "a",
        "Key: b",
        "\n  Key:",
        "\n- x",
        "\n    y: z\n",
        "<<: *a",
        "${A}",
        "1",
        "null",
        "~",
        "@",
        "`",
        "\\u00e9",
    ];
    prop_oneof![prop::sample::select(BITS).prop_map(str::to_owned), "[ -~\n]{0,4}", Just(String::new())]
}

/// One machine in the styles of many people.
fn styles() -> Vec<String> {
    let wide: String = SHOP
        .lines()
        .map(|line| {
            let body = line.trim_start();
            format!("{}{body}\n", " ".repeat(2 * (line.len() - body.len())))
        })
        .collect();
    let dense = SHOP.replace("\n      - ", "\n    - ").replace("\n        ", "\n      ");
    let marked = format!("%YAML 1.2\n---\n{ORDERS}...\n---\n{ORDERS}");
    let own_line = format!("---\n{SHOP}---\nb: 1\n");
    vec![SHOP.to_owned(), wide, dense, SHOP.replace('\n', "\r\n"), JSON.to_owned(), marked, own_line]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_of_many_styles(
        style in 0usize..7,
        edits in prop::collection::vec((any::<u16>(), 0u8..12, bit()), 1..20),
    ) {
        check_equal(&styles()[style], &edits);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_of_a_machine(edits in prop::collection::vec((any::<u16>(), 0u8..12, bit()), 1..6)) {
        check(ORDERS, &edits);
    }

    #[test]
    fn texts_made_of_bits(bits in prop::collection::vec(bit(), 0..24)) {
        check(&bits.concat(), &[]);
    }
}
