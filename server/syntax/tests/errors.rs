//! What is reported, and where: one defect is one error, at the smallest true place.

// Helper functions of tests may do what tests may do.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use asl_syntax::{Dialect, Document, Encoding};
use expect_test::{Expect, expect};

/// Lists the errors of `text`: line and column (from 1), kind, and the text that is marked, or the text before an empty
/// mark.
fn check(text: &str, expected: Expect) {
    let document = Document::new(text, Dialect::Json);
    let place = |offset: u32| {
        let at = document.text().line_col(offset, Encoding::Utf32);
        format!("{}:{}", at.line + 1, at.col + 1)
    };
    let lines = document.tree().errors().iter().map(|error| {
        let mark = match document.text().slice(error.span) {
            empty if empty.is_empty() => {
                let before = text[..error.span.start as usize].chars().rev().take(6).collect::<Vec<_>>();
                format!("after {:?}", before.into_iter().rev().collect::<String>())
            }
            marked => format!("{marked:?}"),
        };
        let related = error.related.map_or(String::new(), |span| format!(", see {}", place(span.start)));
        format!("{} {:?} {mark}{related}\n", place(error.span.start), error.kind)
    });
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn nothing() {
    check(
        "",
        expect![[r#"
        1:1 Empty after ""
    "#]],
    );
    check(
        " \n",
        expect![[r#"
        1:1 Empty after ""
    "#]],
    );
    check(
        "// only a note",
        expect![[r#"
        1:1 Empty after ""
        1:1 Comment "// only a note"
    "#]],
    );
}

#[test]
fn commas() {
    check(
        r#"{"a": 1 "b": 2}"#,
        expect![[r#"
        1:8 MissingComma after "\"a\": 1"
    "#]],
    );
    check(
        "{\n  \"a\": {}\n  \"b\": 2\n}",
        expect![[r#"
        2:10 MissingComma after "a\": {}"
    "#]],
    );
    check(
        r#"[1 2]"#,
        expect![[r#"
        1:3 MissingComma after "[1"
    "#]],
    );
    check(
        r#"{"a": 1,}"#,
        expect![[r#"
        1:8 TrailingComma ","
    "#]],
    );
    check(
        r#"[1, 2, ]"#,
        expect![[r#"
        1:6 TrailingComma ","
    "#]],
    );
    check(
        r#"{,"a": 1,, "b": 2}"#,
        expect![[r#"
        1:2 ExtraComma ","
        1:10 ExtraComma ","
    "#]],
    );
    check(
        r#"{"a": 1; "b": 2}"#,
        expect![[r#"
        1:8 MissingComma ";"
    "#]],
    );
}

#[test]
fn keys_and_colons() {
    check(
        r#"{"a" 1, "b": 2}"#,
        expect![[r#"
            1:5 ExpectedColon after "{\"a\""
        "#]],
    );
    check(
        r#"{"a" = 1, "b" => 2}"#,
        expect![[r#"
        1:6 ExpectedColon "="
        1:15 ExpectedColon "=>"
    "#]],
    );
    check(
        r#"{"a": , "b":}"#,
        expect![[r#"
        1:6 ExpectedValue after "{\"a\":"
        1:13 ExpectedValue after ", \"b\":"
    "#]],
    );
    check(
        "{\n  \"a\":\n  \"b\": 2\n}",
        expect![[r#"
        2:7 ExpectedValue after "  \"a\":"
    "#]],
    );
    check(
        "{\n  \"a\"\n  \"b\": 2\n}",
        expect![[r#"
        2:6 ExpectedColon after "\n  \"a\""
    "#]],
    );
    check(
        r#"{"Next": "Type": "Pass"}"#,
        expect![[r#"
        1:9 ExpectedValue after "Next\":"
    "#]],
    );
    check(
        r#"{: 1, "b": 2}"#,
        expect![[r#"
        1:2 ExpectedKey ":"
    "#]],
    );
    check(
        r#"{"a":: 1}"#,
        expect![[r#"
        1:6 ExpectedValue ":"
    "#]],
    );
    check(
        r#"{{"a": 1}}"#,
        expect![[r#"
        1:2 ExpectedKey "{"
    "#]],
    );
    check(
        r#"{a: 1, b-c: 2, 3: 4}"#,
        expect![[r#"
        1:2 UnquotedKey "a"
        1:8 UnquotedKey "b-c"
        1:16 UnquotedKey "3"
    "#]],
    );
    check(
        "{\n  \"a\": 1,\n  Ty\n}",
        expect![[r#"
        3:3 UnquotedKey "Ty"
    "#]],
    );
}

#[test]
fn words_and_numbers() {
    check(
        r#"{"a": True, "b": None, "c": undefined, "d": NaN}"#,
        expect![[r#"
        1:7 BadWord "True"
        1:18 BadWord "None"
        1:29 BadWord "undefined"
        1:45 BadWord "NaN"
    "#]],
    );
    check(
        r#"{"a": hello big world, "b": 1}"#,
        expect![[r#"
        1:7 BadWord "hello big world"
    "#]],
    );
    check(
        r#"{"a": arn:aws:states:::lambda:invoke, "b": 1}"#,
        expect![[r#"
            1:7 BadWord "arn:aws:states:::lambda:invoke"
        "#]],
    );
    check(
        r#"[01, +1, .5, 1., 0x1F, 1e, 5 minutes, -, 2024-01-01]"#,
        expect![[r#"
        1:2 BadNumber "01"
        1:6 BadNumber "+1"
        1:10 BadNumber ".5"
        1:14 BadNumber "1."
        1:18 BadNumber "0x1F"
        1:24 BadNumber "1e"
        1:28 BadNumber "5 minutes"
        1:39 BadWord "-"
        1:42 BadNumber "2024-01-01"
    "#]],
    );
    check(
        r#"{"a": {% $x %}, "b": 1}"#,
        expect![[r#"
        1:7 BadWord "{% $x %}"
    "#]],
    );
    check(
        "{\u{a0}\u{a0}\"a\": 1}",
        expect![[r#"
        1:2 StrayCharacter "\u{a0}\u{a0}"
    "#]],
    );
}

#[test]
fn strings() {
    check(
        "{\n  \"a\": \"x,\n  \"b\": 1\n}",
        expect![[r#"
        2:8 UnclosedString "\"x"
    "#]],
    );
    check(
        "{\n  \"a\": \"x\n}",
        expect![[r#"
        2:8 UnclosedString "\"x"
    "#]],
    );
    check(
        "{\n  \"a: 5,\n  \"b\": 1\n}",
        expect![[r#"
        2:3 UnclosedString "\"a"
    "#]],
    );
    check(
        "{\n  \"a: [\n    1\n  ]\n}",
        expect![[r#"
        2:3 UnclosedString "\"a"
    "#]],
    );
    check(
        "{\n  a\": \"x\",\n  \"b\": y\",\n  \"c\": two words\"\n}",
        expect![[r#"
        2:3 UnopenedString "a\""
        3:8 UnopenedString "y\""
        4:8 UnopenedString "two words\""
    "#]],
    );
    check(
        r#"{"Comment": "He said "hello" to me", "a": 1}"#,
        expect![[r#"
        1:22 UnescapedQuote "\""
    "#]],
    );
    check(
        r#"{"a"": 1, "b": "x"", ""c": 2}"#,
        expect![[r#"
        1:5 UnescapedQuote "\""
        1:19 UnescapedQuote "\""
        1:22 UnescapedQuote "\""
    "#]],
    );
    check(
        r#"{"a": "\x \u12 \ud83d", "b": "tab	"}"#,
        expect![[r#"
        1:8 BadEscape "\\x"
        1:11 BadEscape "\\u12"
        1:34 ControlCharacter "\t"
    "#]],
    );
    check(
        r#"{'a': 'it\'s'}"#,
        expect![[r#"
        1:2 SingleQuoted "'a'"
        1:7 SingleQuoted "'it\\'s'"
    "#]],
    );
}

#[test]
fn comments() {
    check(
        "{\n  // note\n  \"a\": 1, /* more */\n  # and this\n  \"b\": 2 // end\n}",
        expect![[r##"
        2:3 Comment "// note"
        3:11 Comment "/* more */"
        4:3 Comment "# and this"
        5:10 Comment "// end"
    "##]],
    );
    check(
        "{\n  /* open\n  \"a\": 1\n}",
        expect![[r#"
        2:3 UnclosedComment "/* open"
    "#]],
    );
}

#[test]
fn holes() {
    check(
        r#"{"a": ${Name}, "b": [${A}, ${B}x, 5${C}], ${Key}: 1, ${Rest}}"#,
        expect![[r#"
        1:7 UnquotedHole "${Name}"
        1:22 UnquotedHole "${A}"
        1:28 UnquotedHole "${B}x"
        1:35 UnquotedHole "5${C}"
        1:43 UnquotedHole "${Key}"
        1:54 UnquotedHole "${Rest}"
    "#]],
    );
    check(r#"{"a": "${Name}"}"#, expect![""]);
}

#[test]
fn brackets_on_one_line() {
    check(
        r#"{"a": {"b": 1}"#,
        expect![[r#"
        1:15 UnclosedObject after "b\": 1}", see 1:1
    "#]],
    );
    check(
        r#"{"a": [1, 2}"#,
        expect![[r#"
        1:12 UnclosedArray after " [1, 2", see 1:7
    "#]],
    );
    check(
        r#"{"a": 1]"#,
        expect![[r#"
        1:8 MismatchedCloser "]", see 1:1
    "#]],
    );
    check(
        r#"{"a": 1}}"#,
        expect![[r#"
        1:9 StrayCloser "}"
    "#]],
    );
    check(
        r#"{"a": 1} "b": 2}"#,
        expect![[r#"
        1:10 ExtraContent "\"b\": 2}"
    "#]],
    );
    check(
        r#"["a": 1]"#,
        expect![[r#"
        1:2 MissingOpener after "["
    "#]],
    );
    check(
        r#""a": 1}"#,
        expect![[r#"
        1:1 MissingOpener after ""
    "#]],
    );
    check(
        r#"["#,
        expect![[r#"
        1:2 UnclosedArray after "[", see 1:1
    "#]],
    );
}

#[test]
fn a_key_left_of_its_container_closes_it() {
    check(
        "{
  \"A\": {
    \"x\": [
      1
    \"y\": 2
  ,
  \"B\": {
    \"z\": 3
  }
}",
        expect![[r#"
            4:8 UnclosedArray after "     1", see 3:10
            6:3 UnclosedObject after ": 2\n  ", see 2:8
        "#]],
    );
}

#[test]
fn a_closer_left_of_its_opener_belongs_to_the_parent() {
    check(
        "{
  \"A\": {
    \"x\": {
      \"y\": 1
  },
  \"B\": 2
}",
        expect![[r#"
            4:13 UnclosedObject after "\"y\": 1", see 3:10
        "#]],
    );
}

#[test]
fn a_closer_with_deeper_lines_behind_it_is_stray() {
    check(
        "{
  \"A\": {
    \"x\": 1},
    \"y\": 2
  },
  \"B\": [
    1],
    2
  ]
}",
        expect![[r#"
            3:11 StrayCloser "}"
            7:6 StrayCloser "]"
        "#]],
    );
}

#[test]
fn deeper_lines_behind_a_colon_are_a_container() {
    check(
        "{
  \"A\":
    \"x\": 1,
    \"y\": 2
  },
  \"B\":
    {
      \"z\": 1
    },
    {
      \"z\": 2
    }
  ],
  \"C\":
    \"one\",
    \"two\"
  ]
}",
        expect![[r#"
            3:5 MissingOpener after ":\n    "
            7:5 MissingOpener after ":\n    "
            15:5 MissingOpener after ":\n    "
        "#]],
    );
}

#[test]
fn layout_says_nothing_where_brackets_pair_up() {
    check("{\n\"a\": {\n\"b\": 1\n},\n      \"c\": {\n  \"d\": 1}\n, \"e\": [\n1\n        ]}", expect![""]);
}
