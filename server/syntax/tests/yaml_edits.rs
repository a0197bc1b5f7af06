//! What holds for every text of YAML and every series of edits.

// Helper functions of tests may do what tests may do.
#![allow(clippy::unwrap_used)]

mod yaml_data;

use asl_syntax::{Dialect, Document, Span, SyntaxErrorKind, Value};
use proptest::prelude::*;
use yaml_data::{compare, goes_on_left, read};

const ORDERS: &str = include_str!("fixtures/orders.asl.yaml");
const SHOP: &str = include_str!("fixtures/shop.asl.yaml");
const JSON: &str = include_str!("fixtures/orders.asl.json");

/// Everything that can be asked of a document can be asked of this one, and where the text is right the data is what
/// the parser alone makes of it.
fn look(document: &Document, text: &str) {
    assert_eq!(document.text().to_string(), text);
    assert_eq!(document.tree().green().to_string(), text);
    let whole = Span::new(0, text.len() as u32);
    for error in document.tree().errors() {
        assert!(whole.contains_span(error.span), "{error:?} in {text:?}");
        assert!(text.get(error.span.range()).is_some(), "{error:?} in {text:?}");
    }
    let mut open: Vec<Value<'_>> = document.tree().root().into_iter().collect();
    while let Some(value) = open.pop() {
        assert!(text.get(value.span().range()).is_some());
        if let Some(object) = value.as_object() {
            for member in object.members() {
                assert!(object.span().contains_span(member.span()));
                assert!(member.span().contains_span(member.key().span()));
                assert_eq!(member.key().escapes().decoded_len() as usize, member.key().text().len());
                open.extend(member.value());
            }
        }
        open.extend(value.as_array().into_iter().flat_map(|array| array.items()));
        if let Some(string) = value.as_str() {
            assert_eq!(&text[string.inner().range()], string.raw());
            assert_eq!(string.escapes().decoded_len() as usize, string.text().len());
            string.holes().for_each(|hole| assert!(string.text().get(hole.range()).is_some()));
        }
    }
    for at in (0..=text.len()).step_by(text.len() / 20 + 1) {
        document.cursor(at as u32);
    }
    match read(text) {
        // The parser alone takes more than it should.
        Ok(_) if is_stricter(document, text) => {}
        Ok(Some(data)) => {
            let root = document.tree().root().unwrap_or_else(|| panic!("nothing is read of {text:?}"));
            compare(&data, root, "").unwrap_or_else(|error| panic!("{error} in {text:?}"));
            assert_eq!(document.tree().errors(), [], "{text:?}");
        }
        Ok(None) => {}
        Err(error) => assert_ne!(document.tree().errors(), [], "{error} in {text:?}"),
    }
}

/// Whether something is refused that the parser alone takes though it should not: it is lenient with tabs before the
/// first key, and with what goes on too far left.
fn is_stricter(document: &Document, text: &str) -> bool {
    let has = |kind| document.tree().errors().iter().any(|error| error.kind == kind);
    has(SyntaxErrorKind::TabIndentation) || !document.tree().errors().is_empty() && goes_on_left(text)
}

/// Parses `text`, makes each of `edits` (where, how many bytes, what instead) and looks at everything after each.
fn check(text: &str, edits: &[(u16, u8, String)]) {
    let mut document = Document::new(text, Dialect::Yaml);
    look(&document, text);
    let mut now = text.to_owned();
    for (at, length, new) in edits {
        let start = u32::from(*at) % (now.len() as u32 + 1);
        let span = document.text().clamp(Span::new(start, start + u32::from(*length)));
        now.replace_range(span.range(), new);
        document.edit(span, new);
        look(&document, &now);
        let fresh = Document::new(&now, Dialect::Yaml);
        let (errors, expected) = (document.tree().errors(), fresh.tree().errors());
        assert!(errors == expected, "{errors:#?} not {expected:#?} in {now:?} after {span:?} {new:?}");
        assert!(document.tree().green() == fresh.tree().green(), "{now:?} after {span:?} {new:?}");
    }
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
    assert_eq!(edit("- States.Timeout", "- Other"), "Retry:");
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

#[test]
fn every_beginning_and_every_end_of_a_text() {
    for at in (0..=ORDERS.len()).filter(|at| ORDERS.is_char_boundary(*at)) {
        let (start, end) = ORDERS.split_at(at);
        look(&Document::new(start, Dialect::Yaml), start);
        look(&Document::new(end, Dialect::Yaml), end);
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

/// Makes `edits` in `text`; the tree and the errors after each are those of the new text.
fn check_equal(text: &str, edits: &[(u16, u8, String)]) {
    let mut document = Document::new(text, Dialect::Yaml);
    for (at, length, new) in edits {
        let start = u32::from(*at) % (document.text().len() + 1);
        let span = document.text().clamp(Span::new(start, start + u32::from(*length)));
        document.edit(span, new);
        let now = document.text().to_string();
        let fresh = Document::new(&now, Dialect::Yaml);
        let (errors, expected) = (document.tree().errors(), fresh.tree().errors());
        assert!(errors == expected, "{errors:#?} not {expected:#?} in {now:?} after {span:?} {new:?}");
        assert!(document.tree().green() == fresh.tree().green(), "{now:?} after {span:?} {new:?}");
    }
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
