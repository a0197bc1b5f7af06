//! Where the cursor is in YAML, for texts as they are while somebody types. `$0` is the cursor.

// Helper functions of tests may do what tests may do.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use asl_syntax::{Cursor, Dialect, Document, Layout, Place, Span};
use expect_test::{Expect, expect};

use cursor_marks::show_place;

mod cursor_marks;

fn check(marked: &str, expected: Expect) {
    let at = marked.find("$0").unwrap();
    let text = marked.replacen("$0", "", 1);
    let document = Document::new(&text, Dialect::Yaml);
    expected.assert_eq(&show(&text, &document.cursor(at as u32)));
}

/// The place of the cursor, and the layout where there is a place.
fn show(text: &str, cursor: &Cursor<'_>) -> String {
    let mut out = show_place(text, cursor);
    if matches!(cursor.place, Place::Nowhere) {
        return out;
    }
    let mut add = |part: &str| {
        out.push(' ');
        out.push_str(part);
    };
    match cursor.layout {
        Layout::Flow => add("flow"),
        Layout::Block(block) => {
            add(&format!("column {}", block.column));
            if let Some(begins) = block.begins {
                add(&format!("begins {begins}"));
            }
            if let Some(blanks) = block.indentation {
                add(&format!("indented {}", blanks.len()));
            }
            for (said, word) in [(block.needs_dash, "no-dash"), (block.needs_space, "no-space")] {
                if said {
                    add(word);
                }
            }
        }
    }
    out
}

#[test]
fn outside() {
    check("$0", expect!["outside «» column 0 begins 0"]);
    check("# A machine\n$0\n", expect!["outside «» column 0 begins 0"]);
    check("---\n$0\n", expect!["outside «» column 0 begins 0"]);
    check("St$0", expect!["outside «St» column 0 begins 0"]);
    check("$0St", expect!["outside «St» column 0 begins 0"]);
    check("$0\nStartAt: A\n", expect![[r#". key «» typed "" column 0"#]]);
    check("---\n$0\nStartAt: A\n", expect![[r#". key «» typed "" column 0"#]]);
    check("StartAt: A\n---\n$0", expect!["nowhere"]);
    check("{$0", expect![[r#". key «» typed "" flow"#]]);
    check("\u{feff}$0StartAt: A\n", expect![[r#".StartAt key «StartAt» typed "" has-value column 0"#]]);
}

#[test]
fn new_keys() {
    check("StartAt: A\n$0", expect![[r#". key «» typed "" column 0"#]]);
    check("StartAt: A\n$0\nStates:\n", expect![[r#". key «» typed "" column 0"#]]);
    check("States:\n  $0\n  A:\n    Type: Pass\n", expect![[r#".States. key «» typed "" column 2"#]]);
    check("States:\n $0\n  A:\n    Type: Pass\n", expect![[r#".States. key «» typed "" column 2 indented 1"#]]);
    check("States:\n  A:\n    $0\n    Type: Pass\n", expect![[r#".States.A. key «» typed "" column 4"#]]);
    check("States:\n  A:\n    Type: Pass\n    $0", expect![[r#".States.A. key «» typed "" column 4"#]]);
    check(
        "States:\n  A:\n    Type: Pass\n    $0\n  B:\n    Type: Pass\n",
        expect![[r#".States.A. key «» typed "" column 4"#]],
    );
    check(
        "States:\n  A:\n    Type: Pass\n  $0\n  B:\n    Type: Pass\n",
        expect![[r#".States. key «» typed "" column 2"#]],
    );
    check("States:\n  A:\n    Type: Pass\n\n\n$0\n\n", expect![[r#". key «» typed "" column 0"#]]);
    check("States:\n  A:\n    Type: Pass\n   $0\n", expect![[r#".States. key «» typed "" column 2 indented 3"#]]);
    check("States:\n  A:\n    Type: Pass\n      $0\n", expect![[r#".States.A. key «» typed "" column 4 indented 6"#]]);
    check(
        "States:\n  A:\n    Type: Pass # why\n    # more\n    $0\n",
        expect![[r#".States.A. key «» typed "" column 4"#]],
    );
}

#[test]
fn keys_half_typed() {
    check("States:\n  A:\n    Type: Pass\n    Nex$0\n", expect![[r#".States.A.Nex key «Nex» typed "Nex" column 4"#]]);
    check(
        "States:\n  A:\n    Type: Pass\n    Nex$0\n    End: true\n",
        expect![[r#".States.A.Nex key «Nex» typed "Nex" column 4"#]],
    );
    check("States:\n  A:\n    Nex$0\n    End: true\n", expect![[r#".States.A.Nex key «Nex» typed "Nex" column 4"#]]);
    check(
        "States:\n  A:\n    Ne$0xt: B\n    End: true\n",
        expect![[r#".States.A.Next key «Next» typed "Ne" has-value column 4"#]],
    );
    check(
        "States:\n  A:\n    $0Next: B\n    End: true\n",
        expect![[r#".States.A.Next key «Next» typed "" has-value column 4"#]],
    );
    check(
        "States:\n  A:\n    Next$0: B\n    End: true\n",
        expect![[r#".States.A.Next key «Next» typed "Next" has-value column 4"#]],
    );
    check("States:\n  A:\n    \"Nex$0\n    End: true\n", expect![[r#".States.A.Nex key «"Nex» typed "Nex" column 4"#]]);
    check(
        "States:\n  A:\n    \"Next\"$0\n    End: true\n",
        expect![[r#".States.A.Next key «"Next"» typed "Next" column 4"#]],
    );
    check("StartAt: A\nSta$0", expect![[r#".Sta key «Sta» typed "Sta" column 0"#]]);
    check("Sta$0\nStartAt: A\n", expect![[r#".Sta key «Sta» typed "Sta" column 0"#]]);
    check(
        "States:\n  A:\n    Retry:\n    - ErrorEquals: [a]\n      Max$0\n    Next: B\n",
        expect![[r#".States.A.Retry[0].Max key «Max» typed "Max" column 6"#]],
    );
    check("? $0\n: b\n", expect![". nowhere"]);
}

#[test]
fn values() {
    check("Next:$0", expect![[r#".Next value of Next «» typed "" no-space column 0 no-space"#]]);
    check("Next: $0", expect![[r#".Next value of Next «» typed "" column 0"#]]);
    check("Next: $0 # where\nEnd: true\n", expect![[r#".Next value of Next «» typed "" column 0"#]]);
    check("A:\n  Next: $0\n  End: true\n", expect![[r#".A.Next value of Next «» typed "" column 2"#]]);
    check("A:\n  Next: Fo$0\n  End: true\n", expect![[r#".A.Next value of Next «Fo» typed "Fo" in-string column 2"#]]);
    check("A:\n  Next: F$0oo\n  End: true\n", expect![[r#".A.Next value of Next «Foo» typed "F" in-string column 2"#]]);
    check("A:\n  Next: $0Foo\n  End: true\n", expect![[r#".A.Next value of Next «Foo» typed "" in-string column 2"#]]);
    check(
        "A:\n  Next: Check $0\n  End: true\n",
        expect![[r#".A.Next value of Next «Check » typed "Check " in-string column 2"#]],
    );
    check(
        "A:\n  Next: \"Fo$0\"\n  End: true\n",
        expect![[r#".A.Next value of Next «"Fo"» typed "Fo" in-string column 2"#]],
    );
    check(
        "A:\n  Next: \"Fo$0\n  End: true\n",
        expect![[r#".A.Next value of Next «"Fo» typed "Fo" in-string column 2"#]],
    );
    check(
        "A:\n  Next: 'Fo $0\n  End: true\n",
        expect![[r#".A.Next value of Next «'Fo » typed "Fo " in-string column 2"#]],
    );
    check("A:\n  Next: \"Foo\"$0\n  End: true\n", expect![".A. nowhere"]);
    check(
        "A:\n  Next Fo$0\n  End: true\n",
        expect![[r#".A.Next value of Next «Fo» typed "Fo" in-string no-colon column 2"#]],
    );
    check("A:\n  Next $0\n  End: true\n", expect![[r#".A.Next value of Next «» typed "" no-colon column 2"#]]);
    check("A:\n  Seconds: 5$0\n", expect![[r#".A.Seconds value of Seconds «5» typed "5" column 2"#]]);
    check("A:\n  Arn: !Sub $0\n  End: true\n", expect![[r#".A.Arn value of Arn «» typed "" column 2"#]]);
    check("A:\n  Arn: !Sub x$0\n  End: true\n", expect![[r#".A.Arn value of Arn «x» typed "x" in-string column 2"#]]);
    check("A:\n  X: @fo$0\n  End: true\n", expect![[r#".A.X value of X «@fo» typed "@fo" column 2"#]]);
    check("A:\n  X: [a]$0\n  End: true\n", expect![".A. nowhere"]);
}

#[test]
fn values_on_lines_of_their_own() {
    check("States:\n  A:\n    $0", expect![[r#".States.A value of A «» typed "" column 2 begins 4"#]]);
    check(
        "States:\n  A:\n    $0\n  B:\n    Type: Pass\n",
        expect![[r#".States.A value of A «» typed "" column 2 begins 4"#]],
    );
    check("States:\n  A:\n  $0\n  B:\n    Type: Pass\n", expect![[r#".States. key «» typed "" column 2"#]]);
    check(
        "States:\n  A:\n    Typ$0\n",
        expect![[r#".States.A value of A «Typ» typed "Typ" in-string column 2 begins 4"#]],
    );
    check(
        "States:\n  A\n    $0\n  B:\n    Type: Pass\n",
        expect![[r#".States.A value of A «» typed "" no-colon column 2 begins 4"#]],
    );
    check(
        "Arguments: &a\n  $0\nEnd: true\n",
        expect![[r#".Arguments value of Arguments «» typed "" column 0 begins 2"#]],
    );
}

#[test]
fn items() {
    check("Retry:\n- $0\n", expect![[r#".Retry[0] item 0 «» typed "" column 0 begins 2"#]]);
    check("Retry:\n-$0\n", expect![[r#".Retry[0] item 0 «» typed "" column 0 begins 1 no-space"#]]);
    check("Retry:\n  - a\n  - $0\nNext: x\n", expect![[r#".Retry[1] item 1 «» typed "" column 2 begins 4"#]]);
    check(
        "Retry:\n  - a\n  - Sta$0\nNext: x\n",
        expect![[r#".Retry[1] item 1 «Sta» typed "Sta" in-string column 2 begins 4"#]],
    );
    check("Retry:\n  - $0a\n", expect![[r#".Retry[0] item 0 «a» typed "" in-string column 2 begins 4"#]]);
    check("Retry:\n  - a\n  $0\nNext: x\n", expect![[r#".Retry[1] item 1 «» typed "" column 2 no-dash"#]]);
    check("Retry:\n  - a\n    $0\nNext: x\n", expect![[r#".Retry[1] item 1 «» typed "" column 2 indented 4 no-dash"#]]);
    check("Retry:\n- a\n$0\nNext: x\n", expect![[r#". key «» typed "" column 0"#]]);
    check("Retry:\n$0\n- a\nNext: x\n", expect![[r#".Retry[0] item 0 «» typed "" column 0 no-dash"#]]);
    check("Retry:\n- ErrorEquals: [a]\n  $0\nNext: x\n", expect![[r#".Retry[0]. key «» typed "" column 2"#]]);
    check(
        "Retry:\n- ErrorEquals:\n  - $0\nNext: x\n",
        expect![[r#".Retry[0].ErrorEquals[0] item 0 «» typed "" column 2 begins 4"#]],
    );
    check(
        "Retry:\n  - ErrorEquals:\n      - a\n    Max: 1\n  - $0\nNext: x\n",
        expect![[r#".Retry[1] item 1 «» typed "" column 2 begins 4"#]],
    );
    check("Retry:\n  -\n    $0\nNext: x\n", expect![[r#".Retry[0] item 0 «» typed "" column 2 begins 4"#]]);
    check("- - $0\n", expect![[r#"[0][0] item 0 «» typed "" column 2 begins 4"#]]);
    check("Retry:\n  $0\nNext: x\n", expect![[r#".Retry value of Retry «» typed "" column 0 begins 2"#]]);
}

#[test]
fn flow_style() {
    check("A: {$0}\n", expect![[r#".A. key «» typed "" flow"#]]);
    check("A: {Type: $0}\n", expect![[r#".A.Type value of Type «» typed "" flow"#]]);
    check("A: {Type: Pa$0, End: true}\n", expect![[r#".A.Type value of Type «Pa» typed "Pa" in-string flow"#]]);
    check("A: {Type: Pass, $0}\n", expect![[r#".A. key «» typed "" flow"#]]);
    check("A: {Type: Pass, Ne$0}\n", expect![[r#".A.Ne key «Ne» typed "Ne" flow"#]]);
    check("A: {Type: Pass, \"Ne$0\": x}\n", expect![[r#".A.Ne key «"Ne"» typed "Ne" has-value flow"#]]);
    check("A: [$0]\n", expect![[r#".A[0] item 0 «» typed "" flow"#]]);
    check("A: [a, $0]\n", expect![[r#".A[1] item 1 «» typed "" flow"#]]);
    check("A: [a, St$0]\n", expect![[r#".A[1] item 1 «St» typed "St" in-string flow"#]]);
    check("A: [\"St$0\"]\n", expect![[r#".A[0] item 0 «"St"» typed "St" in-string flow"#]]);
    check("A: {\n  $0\n}\nB: x\n", expect![[r#".A. key «» typed "" flow"#]]);
    check("A: [St$0\nB: x\n", expect![[r#".A[0] item 0 «St» typed "St" in-string flow"#]]);
    check("A: {Type: Pa$0\nB: x\n", expect![[r#".A.Type value of Type «Pa» typed "Pa" in-string flow"#]]);
    check("A: {Type: Pass,\n  $0\nB: x\n", expect![[r#".A. key «» typed "" flow"#]]);
    check("A: {Type: Pass\n$0\nB: x\n", expect![[r#". key «» typed "" column 0"#]]);
}

#[test]
fn strings_over_several_lines() {
    check(
        "A:\n  Query: |\n    {% $a$0 %}\n  End: true\n",
        expect![[r#".A.Query value of Query «| {% $a %}» typed " {% $a" in-string column 2"#]],
    );
    check(
        "A:\n  Query: |-\n    {%\n      $0\n    %}\n  End: true\n",
        expect![[r#".A.Query value of Query «|- {% %}» typed " {%\n " in-string column 2"#]],
    );
    check(
        "A:\n  Query: |\n    $0\n  End: true\n",
        expect![[r#".A.Query value of Query «| » typed "\n " in-string column 2"#]],
    );
    check(
        "A:\n  Query: >\n    a\n    $0\n  End: true\n",
        expect![[r#".A.Query value of Query «> a » typed " a\n " in-string column 2"#]],
    );
    check("A:\n  Query: >\n    a\n  $0\n  End: true\n", expect![[r#".A. key «» typed "" column 2"#]]);
    check("A:\n  Query: >$0\n    a\n", expect![".A. nowhere"]);
    check(
        "A:\n  Query: \"a\n    b$0\"\n  End: true\n",
        expect![[r#".A.Query value of Query «"a b"» typed "a\n b" in-string column 2"#]],
    );
    check(
        "A:\n  Query: a\n    b$0\n  End: true\n",
        expect![[r#".A.Query value of Query «a b» typed "a\n b" in-string column 2"#]],
    );
    check("A:\n- |\n  a$0\n", expect![[r#".A[0] item 0 «| a» typed " a" in-string column 0 begins 2"#]]);
}

#[test]
fn lines_that_cannot_be_read() {
    check("A:\n  Type: Pass\n  *Nex$0\n  End: true\n", expect![[r#".A. key «*Nex» typed "*Nex" column 2"#]]);
    check("A:\n  Type: Pass\n  @Nex$0\n  End: true\n", expect![[r#".A. key «@Nex» typed "@Nex" column 2"#]]);
    check("A:\n  Type: Pass\n\tNex$0\n  End: true\n", expect![[r#".A.Nex key «Nex» typed "Nex" column 2 indented 1"#]]);
    check(
        "A:\n  Type: Pass\n  Next: a: b$0\n  End: true\n",
        expect![[r#".A.Next value of Next «a: b» typed "a: b" in-string column 2"#]],
    );
    check(
        "A:\n  Type: Pass\n   Nex$0\n  End: true\n",
        expect![[r#".A.Type value of Type «Pass Nex» typed "Pass\n Nex" in-string column 2"#]],
    );
    check("A:\n  # no$0te\n  End: true\n", expect![". nowhere"]);
}

const ORDERS: &str = include_str!("fixtures/orders.asl.yaml");

#[test]
fn every_offset_of_every_text() {
    let texts = [
        ORDERS,
        &ORDERS.replace("\n", "\r\n"),
        "\u{feff}a: [1, {\"b\": \"é\"}] # c\n \"d\" x: ${Y} z, 'q",
        "a:\n- b\n-\n  - c: |\n\n\n     x\n    y\n? z\n  :\n\t- x\n--- b\n",
        "[[[\"",
        "- - - {a: [",
        "%YAML 1.2\n---\na\n...\n",
    ];
    for text in texts {
        let document = Document::new(text, Dialect::Yaml);
        // Nobody is between the two bytes of a line break.
        for at in
            (0..=text.len() + 2).filter(|at| text.as_bytes().get(*at) != Some(&b'\n') || !text[..*at].ends_with('\r'))
        {
            let cursor = document.cursor(at as u32);
            let here = document.text().clamp(Span::empty(at as u32)).start;
            if let Place::Key { replace, .. }
            | Place::Value { replace, .. }
            | Place::Element { replace, .. }
            | Place::Outside { replace } = cursor.place
            {
                assert!(replace.touches(here), "{text:?} at {at}: {replace:?}");
                assert!(text.get(replace.range()).is_some());
            }
            if let Layout::Block(block) = cursor.layout
                && let Some(blanks) = block.indentation
            {
                assert!(text[blanks.range()].trim().is_empty(), "{text:?} at {at}: {blanks:?}");
            }
        }
    }
}
