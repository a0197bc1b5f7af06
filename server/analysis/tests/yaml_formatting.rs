//! The layout of whole documents in YAML.
#![allow(clippy::print_stdout, reason = "a test says how much it has tried")]

#[path = "support/layout.rs"]
mod layout;
#[path = "support/machines.rs"]
mod machines;

use asl_analysis::features::formatting::{self, Style};
use asl_analysis::{Analysis, Intent};
use asl_syntax::{Dialect, Document, Kind, Value};
use expect_test::{Expect, expect};

fn formatted(text: &str, unit: &str) -> Option<String> {
    layout::formatted(&Analysis::new(Document::new(text, Dialect::Yaml), Intent::Machine), unit)
}

fn check(text: &str, expected: Expect) {
    layout::check(text, |text| formatted(text, "  "), &expected);
}

#[test]
fn levels_are_one_unit_apart() {
    check(
        "StartAt:   A\nStates:\n    A:\n       Type: Wait   \n       Seconds : 1\n       End:\ttrue\n",
        expect![[r#"
            StartAt: A
            States:
              A:
                Type: Wait
                Seconds: 1
                End: true
        "#]],
    );
}

#[test]
fn dashes_stay_under_their_key_or_deeper() {
    check(
        "States:\n   A:\n      Retry:\n      -   ErrorEquals:\n             -  X\n             - Y\n          MaxAttempts: 1\n      Catch:\n        - ErrorEquals: [ X,Y ,  Z]\n          Next: B\n        -\n          Next: C\n        - - 1\n          - 2\n",
        expect![[r#"
            States:
              A:
                Retry:
                - ErrorEquals:
                    - X
                    - Y
                  MaxAttempts: 1
                Catch:
                  - ErrorEquals: [ X, Y, Z]
                    Next: B
                  -
                    Next: C
                  - - 1
                    - 2
        "#]],
    );
}

#[test]
fn scalars_keep_their_content() {
    check(
        "A:\n    B: |\n            one\n              two\n\n            three  \n    C: >-\n      x\n      y\n    D: |2+\n        keeps\n\n\n    E: \"a\n       b\n\n       c\"\n    F: plain\n         goes on\n    G:\n        'next line'\n",
        expect![[r#"
            A:
              B: |
                one
                  two

                three  
              C: >-
                x
                y
              D: |2+
                  keeps


              E: "a
                 b

                 c"
              F: plain
                   goes on
              G:
                'next line'
        "#]],
    );
}

#[test]
fn comments_stay_with_what_they_stand_beside() {
    check(
        "# first\n\n\n\nA:\n    # of B\n    B: 1    # one\n    # after B\n\n\n    C:\n        D: 2\n        # after D\n    # after C\n# last\n\n\n",
        expect![[r#"
            # first

            A:
              # of B
              B: 1    # one
              # after B

              C:
                D: 2
                # after D
              # after C
            # last
        "#]],
    );
}

#[test]
fn flow_style_stays() {
    check(
        "A:   {\"x\":1,y : 2 , z: [1,2 ,3]}\nB:   {\n  x: 1,\n      y: [\n   1,\n  2\n ]\n }\nC:\n  - {a: 1,\n    b: 2}\n",
        expect![[r#"
            A: {"x": 1, y: 2, z: [1, 2, 3]}
            B: {
              x: 1,
              y: [
                1,
                2
              ]
            }
            C:
              - {a: 1,
                  b: 2}
        "#]],
    );
}

#[test]
fn anchors_tags_aliases_and_explicit_keys_stay() {
    check(
        "A: &a\n    x: 1\nB:   *a\n*a : 1\nC: !GetAtt\n    - X\n    - Y\n? Sold out\n:   Type: Fail\n    Cause: x\nD: !!str   1\nE:\n      <<:   *a\n      y: !Sub |\n          ${X}\n",
        expect![[r#"
            A: &a
              x: 1
            B: *a
            *a : 1
            C: !GetAtt
                - X
                - Y
            ? Sold out
            : Type: Fail
              Cause: x
            D: !!str   1
            E:
              <<: *a
              y: !Sub |
                  ${X}
        "#]],
    );
}

#[test]
fn functions_of_templates_move_as_one() {
    check(
        "A:\n    -   Fn::If:\n            - X\n            - {}\n    -   !If\n        - Y\nB:\n        Fn::Join:\n        - a\nC: {Fn::Join: [a,\n   b]}\n",
        expect![[r#"
            A:
              - Fn::If:
                    - X
                    - {}
              - !If
                  - Y
            B:
              Fn::Join:
              - a
            C: {Fn::Join: [a,
               b]}
        "#]],
    );
}

#[test]
fn what_is_around_the_document_stays() {
    check(
        "%YAML 1.2\n---\n# c\nA:\n   B: 1\n...\n---\nC:\n     D:   1\n",
        expect![[r#"
            %YAML 1.2
            ---
            # c
            A:
              B: 1
            ...
            ---
            C:
                 D:   1
        "#]],
    );
}

#[test]
fn broken_texts_are_left_alone() {
    check("A: [1, \nB: 1\n", expect!["refused"]);
    check("A: \"x\nB: 1\n", expect!["refused"]);
    check("", expect!["refused"]);
    check("word", expect!["refused"]);
}

#[test]
fn units_and_line_ends_follow() {
    assert_eq!(formatted("A:\r\n - B:\r\n    C: 1\r\n\r\n", "    ").unwrap(), "A:\r\n    - B:\r\n          C: 1\r\n");
    assert_eq!(formatted("A:\n   B: 1", "\t").unwrap(), "A:\n  B: 1");
    let with_end = Style { final_newline: true, ..layout::style("  ") };
    let analysis = Analysis::new(Document::new("A: 1", Dialect::Yaml), Intent::Machine);
    assert_eq!(formatting::format(&analysis, &with_end).unwrap().len(), 1);
}

/// What a text means, to the last character.
fn data(text: &str) -> String {
    fn write(value: Value<'_>, text: &str, out: &mut String) {
        if let Some(object) = value.as_object() {
            for member in object.members() {
                out.push_str(&format!("{:?}: {{", member.key().text()));
                if let Some(value) = member.value() {
                    write(value, text, out);
                }
                out.push('}');
            }
        } else if let Some(array) = value.as_array() {
            for item in array.items() {
                out.push_str("- [");
                write(item, text, out);
                out.push(']');
            }
        } else if let Some(string) = value.as_str() {
            out.push_str(&format!("{:?}", string.text()));
        } else {
            let words: Vec<&str> = text[value.span().range()].split_whitespace().collect();
            out.push_str(&format!("{:?} {}", value.kind() == Kind::Hole, words.join(" ")));
        }
    }
    let document = Document::new(text, Dialect::Yaml);
    let mut out = String::new();
    if let Some(root) = document.tree().root() {
        write(root, text, &mut out);
    }
    out
}

/// Published texts keep their data in every unit, and a second time changes nothing.
#[test]
fn published_texts_keep_their_data() {
    let (mut laid_out, mut refused) = (0, Vec::new());
    let own = machines::own();
    for machine in machines::published_yaml("YAML formatting").iter().chain(&own).chain(&machines::own_yaml()) {
        let document = Document::new(&machine.text, Dialect::Yaml);
        if !document.tree().errors().is_empty() || document.tree().root().is_none_or(|root| root.as_object().is_none())
        {
            continue;
        }
        for unit in ["  ", "    ", " "] {
            let Some(once) = formatted(&machine.text, unit) else {
                refused.push(format!("{} by {:?}", machine.name, unit));
                continue;
            };
            assert_eq!(data(&machine.text), data(&once), "{}", machine.name);
            assert_eq!(formatted(&once, unit).as_ref(), Some(&once), "{} by {unit:?}", machine.name);
        }
        laid_out += 1;
    }
    println!("{laid_out} texts");
    assert!(refused.is_empty(), "{refused:#?}");
    assert!(laid_out > 20);
}
