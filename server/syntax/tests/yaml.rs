//! YAML: what each notation means, where it stands, and what is left of a text with something wrong in it.

// Helper functions of tests may do what tests may do.
#![allow(clippy::unwrap_used)]

use std::fmt::Write;

use asl_syntax::{Dialect, Document, Kind, Span, Value};
use expect_test::{Expect, expect};

/// The data of `text` and its errors, one line each.
fn check(text: &str, expect: Expect) {
    let document = Document::new(text, Dialect::Yaml);
    assert_eq!(document.tree().green().to_string(), text);
    let mut out = String::new();
    match document.tree().root() {
        Some(root) => outline(root, text, 0, &mut out),
        None => out.push_str("nothing\n"),
    }
    for error in document.tree().errors() {
        let place = &text[error.span.range()];
        writeln!(out, "! {:?} at {:?} {place:?}", error.kind, error.span).unwrap();
    }
    expect.assert_eq(&out);
}

fn outline(value: Value<'_>, text: &str, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    if let Some(object) = value.as_object() {
        for member in object.members() {
            let key = member.key();
            let hole = if key.has_hole() { " (hole)" } else { "" };
            write!(out, "{indent}{}{hole}:", key.text()).unwrap();
            match member.value() {
                None => out.push_str(" -\n"),
                Some(value) if value.as_object().is_some() || value.as_array().is_some() => {
                    out.push('\n');
                    outline(value, text, depth + 1, out);
                }
                Some(value) => {
                    out.push(' ');
                    outline(value, text, 0, out);
                }
            }
        }
    } else if let Some(array) = value.as_array() {
        for item in array.items() {
            writeln!(out, "{indent}-").unwrap();
            outline(item, text, depth + 1, out);
        }
    } else {
        let raw = &text[value.span().range()];
        match value.kind() {
            Kind::String => writeln!(out, "{indent}{:?}", value.as_str().unwrap().text()).unwrap(),
            kind => writeln!(out, "{indent}{kind:?} {raw:?}").unwrap(),
        }
    }
}

#[test]
fn scalars_are_those_of_the_core_schema() {
    check(
        "a: No\nb: on\nc: 1\nd: 1.5\ne: true\nf: ~\ng:\nh: 0x1F\ni: 1_000\nj: .inf\nk: 2024-01-01\nl: '1'\n",
        expect![[r#"
            a: "No"
            b: "on"
            c: Number "1"
            d: Number "1.5"
            e: Bool "true"
            f: Null "~"
            g: Null ""
            h: Number "0x1F"
            i: "1_000"
            j: Number ".inf"
            k: "2024-01-01"
            l: "1"
        "#]],
    );
}

#[test]
fn keys_are_their_text() {
    check(
        "No: a\n1: b\ntrue: c\n'x y': d\n\"e\\u0301\": f\n",
        expect![[r#"
            No: "a"
            1: "b"
            true: "c"
            x y: "d"
            é: "f"
        "#]],
    );
}

#[test]
fn anchors_aliases_merges_and_tags_are_unknown_where_they_must_be() {
    check(
        "base: &b\n  x: 1\ncopy: *b\nmore:\n  <<: *b\n  y: !Sub '${A}'\nz: !GetAtt\n  - A\nn: !!str 1\nm: !!map {a: b}\n",
        expect![[r#"
            base:
              x: Number "1"
            copy: Hole "*b"
            more:
              << (hole): Hole "*b"
              y: Hole "!Sub '${A}'"
            z: Hole "!GetAtt\n  - A"
            n: "1"
            m:
              a: "b"
        "#]],
    );
}

#[test]
fn the_first_document_counts() {
    check(
        "%YAML 1.2\n---\na: 1\n...\n---\nb: 2\n",
        expect![[r#"
            a: Number "1"
        "#]],
    );
    // An alias means an anchor of its own document.
    check(
        "a: &x 1\n---\n*x\n---\n- &y 1\n- *y\n---\n*y\n",
        expect![[r#"
        a: Number "1"
        ! UnknownAlias at 12..14 "*x"
        ! UnknownAlias at 35..37 "*y"
    "#]],
    );
    check(
        "{a: &x 1}\n---\n*x\n",
        expect![[r#"
        a: Number "1"
        ! UnknownAlias at 14..16 "*x"
    "#]],
    );
}

/// What each decoded byte of the value of `key` is written as.
fn map(text: &str, expect: Expect) {
    let document = Document::new(text, Dialect::Yaml);
    let value = document.tree().root().unwrap().as_object().unwrap().value("key").unwrap();
    let string = value.as_str().unwrap();
    let decoded = string.text().into_owned();
    let escapes = string.escapes();
    assert_eq!(escapes.decoded_len() as usize, decoded.len());
    let mut out = format!("{:?}\n", &text[string.span().range()]);
    for (at, c) in decoded.char_indices() {
        let span = Span::new(at as u32, (at + c.len_utf8()) as u32);
        let raw = escapes.to_raw_span(span);
        assert_eq!(escapes.to_decoded(raw.start).min(span.start), span.start, "{c:?} of {text:?}");
        writeln!(out, "{c:?} {:?} {:?}", raw, &text[raw.range()]).unwrap();
    }
    expect.assert_eq(&out);
}

#[test]
fn block_scalars_map_to_the_text() {
    map(
        "key: |-\n  a\n   b\n\n  c\nx: 1\n",
        expect![[r#"
            "|-\n  a\n   b\n\n  c"
            'a' 10..11 "a"
            '\n' 11..12 "\n"
            ' ' 14..15 " "
            'b' 15..16 "b"
            '\n' 16..17 "\n"
            '\n' 17..18 "\n"
            'c' 20..21 "c"
        "#]],
    );
    map(
        "key: >2 # why\n   a\n  b\n  c\n\nx: 1\n",
        expect![[r#"
            ">2 # why\n   a\n  b\n  c"
            ' ' 16..17 " "
            'a' 17..18 "a"
            '\n' 18..19 "\n"
            'b' 21..22 "b"
            ' ' 22..23 "\n"
            'c' 25..26 "c"
            '\n' 26..26 ""
        "#]],
    );
}

#[test]
fn quoted_and_plain_scalars_map_to_the_text() {
    map(
        "key: \"a\\n \n   \\u00e9b\\\n  c\"\n",
        expect![[r#"
            "\"a\\n \n   \\u00e9b\\\n  c\""
            'a' 6..7 "a"
            '\n' 7..9 "\\n"
            ' ' 9..11 " \n"
            'é' 14..20 "\\u00e9"
            'b' 20..21 "b"
            'c' 25..26 "c"
        "#]],
    );
    map(
        "key: 'it''s\n\n  x'\n",
        expect![[r#"
            "'it''s\n\n  x'"
            'i' 6..7 "i"
            't' 7..8 "t"
            '\'' 8..10 "''"
            's' 10..11 "s"
            '\n' 11..13 "\n\n"
            'x' 15..16 "x"
        "#]],
    );
    map(
        "key: a\r\n  b\r\n",
        expect![[r#"
            "a\r\n  b"
            'a' 5..6 "a"
            ' ' 6..8 "\r\n"
            'b' 10..11 "b"
        "#]],
    );
}

#[test]
fn a_key_without_its_colon_costs_nothing_else() {
    check(
        "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Nex\n    End: true\n  B\n    Type: Fail\n  C:\n    Type Fail\n",
        expect![[r#"
            StartAt: "A"
            States:
              A:
                Type: "Pass"
                Nex: -
                End: Bool "true"
              B:
                Type: "Fail"
              C: "Type Fail"
            ! ExpectedColon at 46..46 ""
            ! ExpectedColon at 64..64 ""
        "#]],
    );
}

#[test]
fn an_open_quote_costs_nothing_else() {
    check(
        "StartAt: A\nStates:\n  A:\n    Type: \"Pass\n    End: true\n  B:\n    Comment: 'it's\n    Type: Fail\n",
        expect![[r#"
            StartAt: "A"
            States:
              A:
                Type: "Pass"
                End: Bool "true"
              B:
                Comment: "it"
                Type: "Fail"
            ! UnclosedString at 34..39 "\"Pass"
            ! UnescapedQuote at 75..76 "'"
        "#]],
    );
}

#[test]
fn the_name_of_what_is_broken_is_known() {
    check(
        "A: &a \"open\nB: *a\nC: &c\n  D x\n  E: 1\nF: [*c, *f]\nG: &f &g @\nH: *g\n",
        expect![[r#"
        A: "open"
        B: Hole "*a"
        C:
          D: "x"
          E: Number "1"
        F:
          -
            Hole "*c"
          -
            Hole "*f"
        G: Error "@"
        H: Hole "*g"
        ! UnclosedString at 6..11 "\"open"
        ! ExpectedColon at 27..27 ""
        ! UnknownAlias at 45..47 "*f"
        ! StrayCharacter at 58..59 "@"
    "#]],
    );
}

#[test]
fn a_number_sign_in_quotes_is_no_comment() {
    check(
        "A:\n  Comment: \"see #1\" # 2\n  Type: Fail\nB: \"see #1\" 2\nC: \"see\n #1\" 2\n",
        expect![[r#"
            A:
              Comment: "see #1"
              Type: "Fail"
            B: "see #1"
            C: "see"
            ! StrayCharacter at 52..53 "2"
            ! UnclosedString at 57..61 "\"see"
        "#]],
    );
    check(
        "A: [\"a #b\"\nB: x \"a #b\"\n\"a #b\" c\nD:\n- \"a #b\" c\n- 'a # b' # c\n",
        expect![[r#"
            A:
              -
                "a #b"
            B: "x \"a"
            a #b: -
            D:
              -
                "a #b"
              -
                "a # b"
            ! UnclosedArray at 3..4 "["
            ! ExpectedColon at 29..29 ""
            ! StrayCharacter at 44..45 "c"
        "#]],
    );
    check(
        "\"a #b\" c",
        expect![[r#"
        "a #b"
        ! StrayCharacter at 7..8 "c"
    "#]],
    );
    check(
        "- \"a #b\" c",
        expect![[r#"
        -
          "a #b"
        ! StrayCharacter at 9..10 "c"
    "#]],
    );
}

#[test]
fn a_wrong_indentation_keeps_the_keys() {
    check(
        "States:\n  A:\n    Type: Pass\n     End: true\n   B:\n    Type: Fail\n  C:\n   Type: Pass\n    Next: A\n",
        expect![[r#"
            States:
              A:
                Type: "Pass"
                End: Bool "true"
              B:
                Type: "Fail"
              C:
                Type: "Pass"
                Next: "A"
            ! BadIndentation at 28..33 "     "
            ! BadIndentation at 43..46 "   "
            ! BadIndentation at 83..87 "    "
        "#]],
    );
}

#[test]
fn items_of_broken_sequences_are_kept() {
    check(
        "Retry:\n  - ErrorEquals: [A]\n    Max: 1\n  - ErrorEquals: [B\n    Max: 2\n  - C: 3\nX: @\nY: 1\n",
        expect![[r#"
            Retry:
              -
                ErrorEquals:
                  -
                    "A"
                Max: Number "1"
              -
                ErrorEquals:
                  -
                    "B"
                Max: Number "2"
              -
                C: Number "3"
            X: Error "@"
            Y: Number "1"
            ! UnclosedArray at 56..57 "["
            ! StrayCharacter at 82..83 "@"
        "#]],
    );
}

#[test]
fn nothing_is_deep_enough_to_harm() {
    for text in ["[".repeat(100_000), "- ".repeat(100_000), "{a: ".repeat(50_000), "? ".repeat(50_000)] {
        let document = Document::new(&text, Dialect::Yaml);
        assert_eq!(document.tree().green().to_string(), text);
        assert_ne!(document.tree().errors(), []);
    }
    let steps: String = (0..600).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let document = Document::new(&steps, Dialect::Yaml);
    assert_eq!(document.tree().green().to_string(), steps);
    assert_ne!(document.tree().errors(), []);
}

/// Each object and array of `text`: its beginning, whether it is flow, closed, open-ended.
fn shapes(text: &str, expect: Expect) {
    let document = Document::new(text, Dialect::Yaml);
    let mut out = String::new();
    let mut open: Vec<Value<'_>> = document.tree().root().into_iter().collect();
    while let Some(value) = open.pop() {
        let line = text[value.span().range()].lines().next().unwrap_or("");
        let said = |words: &[(bool, &'static str)]| {
            words.iter().filter(|(said, _)| *said).map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
        };
        if let Some(object) = value.as_object() {
            let words =
                [(object.is_flow(), "flow"), (object.is_closed(), "closed"), (object.is_open_ended(), "open-ended")];
            writeln!(out, "{line:?} {}", said(&words)).unwrap();
            let mut inner: Vec<_> = object.members().filter_map(|member| member.value()).collect();
            open.extend(inner.drain(..).rev());
        }
        if let Some(array) = value.as_array() {
            writeln!(out, "{line:?} {}", said(&[(array.is_flow(), "flow"), (array.is_closed(), "closed")])).unwrap();
            let mut inner: Vec<_> = array.items().collect();
            open.extend(inner.drain(..).rev());
        }
    }
    expect.assert_eq(&out);
}

#[test]
fn collections_tell_whether_they_are_finished() {
    shapes(
        "a: {b: 1}\nc:\n  - [1]\n  - d: &x {}\ne:\n  <<: *x\n{f: 1}: 2\n",
        expect![[r#"
            "a: {b: 1}" open-ended
            "{b: 1}" flow closed
            "- [1]" closed
            "[1]" flow closed
            "d: &x {}" closed
            "{}" flow closed
            "<<: *x" open-ended
        "#]],
    );
    shapes(
        "{\"a\": [1, {\"b\": 2",
        expect![[r#"
            "{\"a\": [1, {\"b\": 2" flow
            "[1, {\"b\": 2" flow
            "{\"b\": 2" flow
        "#]],
    );
}

#[test]
fn each_mistake_is_told_once_where_it_is() {
    check(
        "A:\n\tType: Pass\nB:\n  Next:Done\n  Comment: a: b\n  C: *x\n  D: &x 1\n  E: *x\n  F: |x\n    y\n  G: !e!x 1\n",
        expect![[r#"
            A:
              Type: "Pass"
            B:
              Next: "Done"
              Comment: "a: b"
              C: Hole "*x"
              D: Number "1"
              E: Hole "*x"
              F: Hole "|x\n    y"
              G: Error "!e!x 1"
            ! TabIndentation at 3..4 "\t"
            ! MissingSpace at 24..25 ":"
            ! StrayColon at 42..43 ":"
            ! UnknownAlias at 51..53 "*x"
            ! BadBlockHeader at 77..78 "|"
            ! BadTag at 91..92 "!"
        "#]],
    );
    check(
        "Retry:\n  - a\n  Next: b\n  c\nX: [a, , b}\nY: {a: 1 b: 2}\nZ: \"\\q\"\n",
        expect![[r#"
            Retry:
              -
                "a"
            X:
              -
                "a"
              -
                "b"
            Y:
              a: "1 b"
              2: Null ""
            Z: "\\q"
            ! ExpectedDash at 15..15 ""
            ! ExtraComma at 34..35 ","
            ! MismatchedCloser at 37..38 "}"
            ! StrayColon at 49..50 ":"
            ! BadEscape at 58..60 "\\q"
        "#]],
    );
    check(
        "X:\n  - a\n  - b: [\n  - c\nY: {a: \"b, c: 1}\n",
        expect![[r#"
        X:
          -
            "a"
          -
            b:
          -
            "c"
        Y:
          a: "b, c: 1"
        ! UnclosedArray at 16..17 "["
        ! UnclosedString at 31..39 "\"b, c: 1"
    "#]],
    );
}

/// The value behind the anchor of each alias in `text`, and the aliases of each anchor.
fn names(text: &str, expect: Expect) {
    let document = Document::new(text, Dialect::Yaml);
    let mut out = String::new();
    let mut open: Vec<Value<'_>> = document.tree().root().into_iter().collect();
    while let Some(value) = open.pop() {
        open.extend(value.as_object().into_iter().flat_map(|object| object.members()).filter_map(|m| m.value()));
        open.extend(value.as_array().into_iter().flat_map(|array| array.items()));
        if let Some(target) = document.tree().target(value) {
            let anchor = document.tree().anchor(value.span().start).unwrap();
            assert_eq!(document.tree().anchor(anchor.span.start), Some(anchor.clone()));
            let place = |span: Span| format!("{:?} {:?}", &text[span.range()], span.start);
            let aliases: Vec<_> = anchor.aliases.iter().map(|span| span.start).collect();
            let (alias, target) = (place(value.span()), place(target.span()));
            writeln!(out, "{alias} is {} {target}, as are {aliases:?}", place(anchor.span)).unwrap();
        }
    }
    expect.assert_eq(&out);
}

#[test]
fn aliases_lead_to_what_their_anchors_name() {
    names(
        "a: &x 1\nb: *x\nc: &x\n  d: 2\ne: [*x, *x, *y]\nf: &y !!str 3\n",
        expect![[r#"
        "*x" 35 is "&x" 17 "d: 2" 22, as are [31, 35]
        "*x" 31 is "&x" 17 "d: 2" 22, as are [31, 35]
        "*x" 11 is "&x" 3 "1" 6, as are [11]
    "#]],
    );
    // It stays so when lines before it come and go.
    let mut document = Document::new("a: &x 1\nb:\n  c: *x\nd: 1\n", Dialect::Yaml);
    document.edit(Span::empty(8), "n: 1\n");
    let anchor = document.tree().anchor(21).unwrap();
    assert_eq!((anchor.span, anchor.aliases), (Span::new(3, 5), vec![Span::new(21, 23)]));
    document.edit(Span::new(3, 5), "");
    assert_eq!(document.tree().errors()[0].kind, asl_syntax::SyntaxErrorKind::UnknownAlias);
    document.edit(Span::empty(3), "&x");
    assert_eq!(document.tree().errors(), []);
}
