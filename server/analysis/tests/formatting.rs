//! The layout of whole documents.
#![allow(clippy::print_stdout, reason = "a test says how much it has tried")]

#[path = "support/layout.rs"]
mod layout;
#[path = "support/machines.rs"]
mod machines;

use asl_analysis::features::formatting::{self, Style};
use asl_analysis::marked;
use expect_test::{Expect, expect};

fn formatted(text: &str, unit: &str) -> Option<String> {
    layout::formatted(&marked::analyse(text), unit)
}

fn check(text: &str, expected: Expect) {
    layout::check(text, |text| formatted(text, "  "), &expected);
}

#[test]
fn what_spans_lines_gets_a_line_for_each_entry() {
    check(
        "\n{\"StartAt\" :\"A\" ,\n\"States\":{ \"A\": {\"Type\":\"Wait\",\"Seconds\":1,\n \"End\":true },\n\n\n\"B\":{}, \"C\":[ ] } }\n\n",
        expect![[r#"
            {
              "StartAt": "A",
              "States": {
                "A": {
                  "Type": "Wait",
                  "Seconds": 1,
                  "End": true
                },

                "B": {},
                "C": []
              }
            }
        "#]],
    );
}

#[test]
fn what_is_on_one_line_stays_there() {
    check(
        "{\n  \"A\": { \"x\":[1,2 , 3],\"y\":{\"z\":null} },\n  \"B\": [ 1 ]\n}",
        expect![[r#"
        {
          "A": { "x": [1, 2, 3], "y": {"z": null} },
          "B": [ 1 ]
        }"#]],
    );
    check("{\"a\":1,\"b\":[]}", expect![[r#"{"a": 1, "b": []}"#]]);
}

#[test]
fn comments_stay() {
    check(
        "// first\n{ // opens\n\"A\": 1 // one\n, /* two */ \"B\": 2, // three\n\n // four\n \"C\" /* x */ : /* y */ [ /* z */ ], \"D\": {\n// only\n}\n// last\n}\n// end",
        expect![[r#"
            // first
            { // opens
              "A": 1, // one
              /* two */
              "B": 2, // three

              // four
              "C" /* x */ : /* y */ [ /* z */ ],
              "D": {
                // only
              }
              // last
            }
            // end"#]],
    );
}

#[test]
fn broken_texts_are_left_alone() {
    check("{ \"A\": [1, }", expect!["refused"]);
    check("{ \"A\": 1,\n }", expect!["refused"]);
    check("", expect!["refused"]);
}

#[test]
fn line_ends_and_units_follow() {
    assert_eq!(formatted("{\r\n\"A\": [\r\n1]}", "\t").unwrap(), "{\r\n\t\"A\": [\r\n\t\t1\r\n\t]\r\n}");
    let with_end = Style { final_newline: true, ..layout::style("  ") };
    assert_eq!(formatting::format(&marked::analyse("{}"), &with_end).unwrap().len(), 1);
}

/// Published machines keep every word, and a second time changes nothing.
#[test]
fn published_machines_keep_their_words() {
    let mut laid_out = 0;
    for machine in machines::published("formatting").iter().chain(&machines::own()) {
        let Some(once) = formatted(&machine.text, "  ") else { continue };
        // A comma may change places with a comment.
        let letters = |text: &str| {
            let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
            letters.sort_unstable();
            letters
        };
        assert_eq!(letters(&machine.text), letters(&once), "{}", machine.name);
        assert_eq!(formatted(&once, "  ").as_ref(), Some(&once), "{}", machine.name);
        laid_out += 1;
    }
    println!("{laid_out} machines");
    assert!(laid_out > 20);
}
