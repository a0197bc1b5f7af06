//! Calls of intrinsic functions: trees, errors, placeholders, signature help and completion.

#![allow(clippy::unwrap_used)]

use asl_query::Span;
use asl_query::intrinsic::{
    ArgKind, Call, CallErrorKind, CallParse, Completion, Node, StaticType, parse, parse_with_holes,
};
use expect_test::{Expect, expect};

fn show_call(text: &str, call: &Call, depth: usize, out: &mut String) {
    let pad = "  ".repeat(depth);
    let closed = if call.close.is_some() { "" } else { " unclosed" };
    out.push_str(&format!("{pad}call {:?}{closed}\n", call.name));
    for arg in &call.args {
        let written = arg.span.text(text);
        match &arg.kind {
            ArgKind::Call(inner) => show_call(text, inner, depth + 1, out),
            ArgKind::Path(path) => {
                out.push_str(&format!("{pad}  path {:?}\n", path.span.text(text)));
            }
            ArgKind::String(string) => {
                let mut notes = String::new();
                if !string.closed {
                    notes.push_str(" unclosed");
                }
                if string.has_hole {
                    notes.push_str(" unknown");
                }
                for slot in &string.slots {
                    notes.push_str(&format!(" slot {}..{}", slot.start, slot.end));
                }
                for brace in &string.stray_braces {
                    notes.push_str(&format!(" stray {}..{}", brace.start, brace.end));
                }
                out.push_str(&format!("{pad}  string {:?}{notes}\n", string.text));
            }
            ArgKind::Number(number) => {
                out.push_str(&format!("{pad}  number {}\n", number.value));
            }
            other => out.push_str(&format!("{pad}  {other:?} {written:?}\n")),
        }
    }
}

fn show(text: &str, parsed: &CallParse) -> String {
    let mut out = String::new();
    show_call(text, &parsed.call, 0, &mut out);
    for (list, mark) in [(&parsed.errors, "error"), (&parsed.doubts, "doubt")] {
        for error in list {
            out.push_str(&format!(
                "{mark} {}..{} {:?}: {}\n",
                error.span.start,
                error.span.end,
                error.span.text(text),
                error.message
            ));
            if let Some(fix) = &error.fix {
                let mut fixed = text.to_owned();
                fixed.replace_range(fix.span.start as usize..fix.span.end as usize, &fix.text);
                out.push_str(&format!("  fix {fixed:?}\n"));
            }
        }
    }
    out
}

#[track_caller]
fn check(text: &str, expected: Expect) {
    expected.assert_eq(&show(text, &parse(text)));
}

#[test]
fn calls() {
    check(
        "States.UUID()",
        expect![[r#"
        call "States.UUID"
    "#]],
    );
    check(
        "States.Array( 'a' , -1.5,1e2, true,null )  ",
        expect![[r#"
        call "States.Array"
          string "a"
          number -1.5
          number 100
          Bool(true) "true"
          Null "null"
    "#]],
    );
    check(
        "States.Format('{} of {}', States.ArrayGetItem(States.StringSplit($.a, '/'), 0), $$.Execution.Name)",
        expect![[r#"
            call "States.Format"
              string "{} of {}" slot 15..17 slot 21..23
              call "States.ArrayGetItem"
                call "States.StringSplit"
                  path "$.a"
                  string "/"
                number 0
              path "$$.Execution.Name"
        "#]],
    );
    check(
        "States.ArrayLength($.a[?(@.b == 'x, y)' && @.c in [1, 2])].d)",
        expect![[r#"
            call "States.ArrayLength"
              path "$.a[?(@.b == 'x, y)' && @.c in [1, 2])].d"
        "#]],
    );
    check(
        "States.MathAdd($count, $order.items[0].n)",
        expect![[r#"
        call "States.MathAdd"
          path "$count"
          path "$order.items[0].n"
    "#]],
    );
    check(
        "States.Format ($)",
        expect![[r#"
        call "States.Format"
          path "$"
    "#]],
    );
}

#[test]
fn strings_and_templates() {
    check(
        r"States.Format('it\'s \{\} and {} \\ {}{}', $.a, $.b, $.c)",
        expect![[r#"
            call "States.Format"
              string "it's {} and {} \\ {}{}" slot 30..32 slot 36..38 slot 38..40
              path "$.a"
              path "$.b"
              path "$.c"
        "#]],
    );
    check(
        "States.Format('a { b } {x}')",
        expect![[r#"
        call "States.Format"
          string "a { b } {x}" stray 17..18 stray 21..22 stray 23..24 stray 25..26
    "#]],
    );
    check(
        r"States.Format('a\n')",
        expect![[r#"
            call "States.Format"
              string "an"
            doubt 16..18 "\\n": Only `\'`, `\{`, `\}` and `\\` are escapes here. Write the character without a backslash.
              fix "States.Format('an')"
        "#]],
    );
    check(
        "States.Format('zeile\n{}', $.a)",
        expect![[r#"
        call "States.Format"
          string "zeile\n{}" slot 21..23
          path "$.a"
    "#]],
    );
}

#[test]
fn mistakes() {
    for (text, expected) in [
        (
            "",
            expect![[r#"
            call "" unclosed
            error 0..0 "": A call is expected here, as in `States.UUID()`.
        "#]],
        ),
        (
            " States.UUID()",
            expect![[r#"
                call "States.UUID"
                error 0..1 " ": A call begins with the name of its function. Remove the blank before it.
                  fix "States.UUID()"
            "#]],
        ),
        (
            "(1)",
            expect![[r#"
            call ""
              number 1
            error 0..1 "(": A call begins with the name of a function, as in `States.UUID()`.
        "#]],
        ),
        (
            "States.UUID",
            expect![[r#"
                call "States.UUID" unclosed
                error 0..11 "States.UUID": The arguments of a function stand in parentheses: `States.UUID(...)`.
                  fix "States.UUID()"
            "#]],
        ),
        (
            "States.Array(1",
            expect![[r#"
                call "States.Array" unclosed
                  number 1
                error 12..13 "(": This call is not closed. Add `)`.
                  fix "States.Array(1)"
            "#]],
        ),
        (
            "States.Array(States.Array(1)",
            expect![[r#"
                call "States.Array" unclosed
                  call "States.Array"
                    number 1
                error 12..13 "(": This call is not closed. Add `)`.
                  fix "States.Array(States.Array(1))"
            "#]],
        ),
        (
            "States.Array(1,",
            expect![[r#"
                call "States.Array" unclosed
                  number 1
                  Missing ""
                error 12..13 "(": This call is not closed. Add `)`.
                  fix "States.Array(1)"
            "#]],
        ),
        (
            "States.Array(1, )",
            expect![[r#"
                call "States.Array"
                  number 1
                  Missing " "
                error 14..15 ",": An argument is missing beside the comma. Write one or remove the comma.
                  fix "States.Array(1 )"
            "#]],
        ),
        (
            "States.Array(, 1)",
            expect![[r#"
                call "States.Array"
                  Missing ""
                  number 1
                error 13..14 ",": An argument is missing beside the comma. Write one or remove the comma.
                  fix "States.Array( 1)"
            "#]],
        ),
        (
            "States.Array(1) + 2",
            expect![[r#"
                call "States.Array"
                  number 1
                error 16..19 "+ 2": Nothing may stand behind the call. Remove this, or put it inside the parentheses.
                  fix "States.Array(1) "
            "#]],
        ),
        (
            "States.Array(1))",
            expect![[r#"
                call "States.Array"
                  number 1
                error 15..16 ")": Nothing may stand behind the call. Remove this, or put it inside the parentheses.
                  fix "States.Array(1)"
            "#]],
        ),
        (
            "States.Array('a)",
            expect![[r#"
                call "States.Array"
                  string "a" unclosed
                error 13..14 "'": This string is not closed. Add `'`.
                  fix "States.Array('a')"
            "#]],
        ),
        (
            "States.Array('a', 'b)",
            expect![[r#"
                call "States.Array"
                  string "a"
                  string "b" unclosed
                error 18..19 "'": This string is not closed. Add `'`.
                  fix "States.Array('a', 'b')"
            "#]],
        ),
        (
            "States.Format('it's {}', $.a)",
            expect![[r#"
            call "States.Format"
              string "it"
              path "$.a"
            error 18..23 "s {}'": After a string comes `,` or `)`. A quote that belongs to the string is written `\'`.
        "#]],
        ),
        (
            r"States.Array('a\')",
            expect![[r#"
                call "States.Array"
                  string "a'" unclosed
                error 13..14 "'": This string is not closed. Add `'`.
                  fix "States.Array('a\\'')"
            "#]],
        ),
        (
            "States.Array(\"a\")",
            expect![[r#"
                call "States.Array"
                  string "a"
                error 13..16 "\"a\"": Strings stand in single quotes here. Write `'` in place of `"`.
                  fix "States.Array('a')"
            "#]],
        ),
        (
            "States.Array(abc, True)",
            expect![[r#"
                call "States.Array"
                  Error "abc"
                  Error "True"
                error 13..16 "abc": Text stands in single quotes: `'abc'`. A path begins with `$`.
                error 18..22 "True": Write `true` in small letters.
                  fix "States.Array(abc, true)"
            "#]],
        ),
        (
            "States.Array(States.UUID)",
            expect![[r#"
                call "States.Array"
                  Error "States.UUID"
                error 13..24 "States.UUID": The arguments of a function stand in parentheses: `States.UUID(...)`.
                  fix "States.Array(States.UUID())"
            "#]],
        ),
        (
            "States.Array(01, .5, 1.2.3)",
            expect![[r#"
            call "States.Array"
              number 1
              Error ".5"
              Error "1.2.3"
            error 17..19 ".5": This is not a number. If it is text, put it in single quotes.
            error 21..26 "1.2.3": This is not a number. If it is text, put it in single quotes.
        "#]],
        ),
        (
            "States.Array($.a $.b)",
            expect![[r#"
                call "States.Array"
                  path "$.a"
                  path "$.b"
                doubt 16..17 " ": A comma is missing between these arguments. Add one.
                  fix "States.Array($.a, $.b)"
            "#]],
        ),
        (
            "States.Array('a''b')",
            expect![[r#"
            call "States.Array"
              string "a"
            error 16..19 "'b'": After a string comes `,` or `)`. A quote that belongs to the string is written `\'`.
        "#]],
        ),
        (
            "States.Array([1, 2])",
            expect![[r#"
            call "States.Array"
              Error "[1, 2]"
            error 13..19 "[1, 2]": An array cannot be written out here. Write `States.Array(...)`, or take it from a path.
        "#]],
        ),
        (
            "States.Array($.a., $[0)",
            expect![[r#"
                call "States.Array"
                  path "$.a."
                  path "$[0"
                error 16..17 ".": A name is missing after the dot. Write one or remove the dot.
                error 20..21 "[": This bracket is not closed. Add `]`.
                  fix "States.Array($.a., $[0])"
            "#]],
        ),
        (
            "States.Array($.a[?(@.b == x)])",
            expect![[r#"
                call "States.Array"
                  path "$.a[?(@.b == x)]"
                doubt 26..27 "x": Text in a filter needs quotes: `'x'`.
                  fix "States.Array($.a[?(@.b == 'x')])"
            "#]],
        ),
    ] {
        check(text, expected);
    }
}

#[test]
fn placeholders() {
    /// Reads a text in which each `<...>` is a placeholder.
    #[track_caller]
    fn check(text: &str, expected: Expect) {
        let holes: Vec<Span> = text
            .match_indices('<')
            .map(|(start, _)| {
                let end = start + text[start..].find('>').unwrap() + 1;
                Span::new(start as u32, end as u32)
            })
            .collect();
        expected.assert_eq(&show(text, &parse_with_holes(text, &holes)));
    }
    check(
        "<P>",
        expect![[r#"
        call "<P>" unclosed
    "#]],
    );
    check(
        "States.<P>(1)",
        expect![[r#"
        call "States.<P>"
          number 1
    "#]],
    );
    check(
        "States.Format('s3://<P>/{}', $.a)",
        expect![[r#"
        call "States.Format"
          string "s3:///{}" unknown slot 24..26
          path "$.a"
    "#]],
    );
    check(
        "States.Array(<P>, <P>5, 5<P>, x<P>, <P>($.a), $<P>.x)",
        expect![[r#"
            call "States.Array"
              Hole "<P>"
              Hole "<P>5"
              Hole "5<P>"
              Hole "x<P>"
              call "<P>"
                path "$.a"
              path "$<P>.x"
        "#]],
    );
    check(
        "States.Array(1 <P>)",
        expect![[r#"
        call "States.Array"
          number 1
          Hole "<P>"
    "#]],
    );
    check(
        "States.Array('a<P>",
        expect![[r#"
        call "States.Array" unclosed
          string "a" unclosed unknown
    "#]],
    );
    check(
        "States.Array(<P>, 01)",
        expect![[r#"
        call "States.Array"
          Hole "<P>"
          number 1
    "#]],
    );
}

#[test]
fn depth_and_count() {
    let text = "States.A(States.B(States.C(1)), States.D())";
    let call = parse(text).call;
    assert_eq!((call.depth(), call.count()), (3, 4));
    let deeper: Vec<&str> = call.deeper_than(2).iter().map(|c| c.name.as_str()).collect();
    assert_eq!(deeper, ["States.C"]);
    assert!(call.deeper_than(3).is_empty());
    let mut names = Vec::new();
    call.each(&mut |call| names.push(call.name.as_str()));
    assert_eq!(names, ["States.A", "States.B", "States.C", "States.D"]);
}

#[test]
fn paths_of_a_call() {
    let text = "States.A($.x, States.B($$.y), $z)";
    let call = parse(text).call;
    let mut paths = Vec::new();
    call.each_path(&mut |path| paths.push(path.span.text(text)));
    assert_eq!(paths, ["$.x", "$$.y", "$z"]);
}

#[test]
fn static_types() {
    let call = parse("f('a', 1, 1.0, 1.5, true, null, $.a, f())").call;
    let types: Vec<_> = call.args.iter().map(asl_query::intrinsic::Arg::static_type).collect();
    assert_eq!(
        types,
        [
            Some(StaticType::String),
            Some(StaticType::Integer),
            Some(StaticType::Integer),
            Some(StaticType::Fraction),
            Some(StaticType::Boolean),
            Some(StaticType::Null),
            None,
            None,
        ]
    );
}

/// `$0` in the text is the cursor; the answer is the call and the number of the argument.
#[track_caller]
fn check_active(text: &str, expected: &str) {
    let offset = text.find("$0").unwrap();
    let text = text.replacen("$0", "", 1);
    let parsed = parse(&text);
    let shown = parsed
        .call_at(offset as u32)
        .map_or("none".to_owned(), |active| format!("{} {}", active.call.name, active.argument));
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn signature_help() {
    check_active("States.Fo$0rmat('a')", "none");
    check_active("States.Format($0", "States.Format 0");
    check_active("States.Format($0)", "States.Format 0");
    check_active("States.Format('a$0', $.b)", "States.Format 0");
    check_active("States.Format('a',$0 $.b)", "States.Format 1");
    check_active("States.Format('a', $0", "States.Format 1");
    check_active("States.Format('a', $.b, $0)", "States.Format 2");
    check_active("States.Format('a, b$0", "States.Format 0");
    check_active("States.Format('a', States.Array(1, $0", "States.Array 1");
    check_active("States.Format('a', States.Array(1, 2), $0", "States.Format 2");
    check_active("States.Format('a', States.Arr$0ay(1, 2))", "States.Format 1");
    check_active("States.Format('a', States.Array(1, 2)$0)", "States.Format 1");
    check_active("States.Format($.a[?(@.b == 'x,y')], $0)", "States.Format 1");
    check_active("States.Format($.a $.b$0)", "States.Format 1");
    check_active("States.Format('a')$0", "none");
}

/// `$0` in the text is the cursor.
#[track_caller]
fn check_completion(text: &str, expected: Expect) {
    let offset = text.find("$0").unwrap();
    let text = text.replacen("$0", "", 1);
    let parsed = parse(&text);
    let shown = match parsed.completion_at(offset as u32) {
        None => "nothing".to_owned(),
        Some(Completion::Function { replace }) => {
            format!("function, replacing {:?}", replace.text(&text))
        }
        Some(Completion::Argument { call, index, replace }) => {
            let name = &call.name;
            format!("argument {index} of {name}, replacing {:?}", replace.text(&text))
        }
        Some(Completion::Path(found)) => format!(
            "{} of a path, replacing {:?}",
            if matches!(found.expected, asl_query::jsonpath::Expected::Root) { "root" } else { "part" },
            found.replace.text(&text)
        ),
        Some(Completion::Text { index, replace, .. }) => {
            format!("text of argument {index}, replacing {:?}", replace.text(&text))
        }
    };
    expected.assert_eq(&shown);
}

#[test]
fn completion() {
    check_completion("$0", expect![[r#"function, replacing """#]]);
    check_completion("States.$0", expect![[r#"function, replacing "States.""#]]);
    check_completion("States.Fo$0rmat(1)", expect![[r#"function, replacing "States.Format""#]]);
    check_completion("States.Format($0", expect![[r#"argument 0 of States.Format, replacing """#]]);
    check_completion("States.Format($0)", expect![[r#"argument 0 of States.Format, replacing """#]]);
    check_completion("States.Format('a', $0)", expect![[r#"argument 1 of States.Format, replacing """#]]);
    check_completion("States.Format('a', $0$.b)", expect![[r#"root of a path, replacing "$""#]]);
    check_completion("States.Format('a', $$0", expect![[r#"root of a path, replacing "$""#]]);
    check_completion("States.Format('a', $.b.$0)", expect![[r#"part of a path, replacing """#]]);
    check_completion("States.Format('a', Sta$0", expect![[r#"argument 1 of States.Format, replacing "Sta""#]]);
    check_completion(
        "States.Format('a', States.Arr$0(1))",
        expect![[r#"argument 1 of States.Format, replacing "States.Arr""#]],
    );
    check_completion("States.Format('a', States.Array($0", expect![[r#"argument 0 of States.Array, replacing """#]]);
    check_completion("States.Format('a$0', $.b)", expect![[r#"text of argument 0, replacing "a""#]]);
    check_completion("States.Format('a' $0, $.b)", expect!["nothing"]);
    check_completion("States.Format($.a[?(@.$0", expect![[r#"part of a path, replacing """#]]);
    check_completion("States.Format('a')$0", expect!["nothing"]);
    check_completion("States.Array(12$0)", expect!["nothing"]);
}

/// `$0` in the text is the pointer.
#[track_caller]
fn check_node(text: &str, expected: &str) {
    let offset = text.find("$0").unwrap();
    let text = text.replacen("$0", "", 1);
    let parsed = parse(&text);
    let shown = match parsed.node_at(offset as u32) {
        None => "nothing".to_owned(),
        Some(Node::Function(call)) => format!("function {}", call.name),
        Some(Node::Path(asl_query::jsonpath::Node::Segment(path, index))) => {
            format!("segment {}", path.segments[index].span.text(&text))
        }
        Some(Node::Path(_)) => "path".to_owned(),
        Some(Node::Slot { slot, .. }) => format!("slot {slot}"),
        Some(Node::Argument(call, index)) => call.args[index].span.text(&text).to_owned(),
    };
    assert_eq!(shown, expected);
}

#[test]
fn nodes() {
    check_node("States.Fo$0rmat('a {}', $.b.c)", "function States.Format");
    check_node("States.Format('a $0{} {}', $.b.c)", "slot 0");
    check_node("States.Format('a {} {$0}', $.b.c)", "slot 1");
    check_node("States.Format('$0a {}', $.b.c)", "'a {}'");
    check_node("States.Format('a {}', $.b.c$0)", "segment .c");
    check_node("States.Format('a {}',$0 $.b.c)", "nothing");
    check_node("States.Format(States.UU$0ID())", "function States.UUID");
    check_node("States.Format(tr$0ue)", "true");
}

#[test]
fn tokens_for_colouring() {
    let text = "States.Format('{}', $.a['b'], States.Add(1, true))";
    let shown: Vec<String> =
        parse(text).tokens.iter().map(|token| format!("{:?} {}", token.kind, token.span.text(text))).collect();
    expect![[r#"
        Function States.Format
        Punctuation (
        String '{}'
        Punctuation ,
        Root $
        Punctuation .
        Name a
        Punctuation [
        Name 'b'
        Punctuation ]
        Punctuation ,
        Function States.Add
        Punctuation (
        Number 1
        Punctuation ,
        Keyword true
        Punctuation )
        Punctuation )"#]]
    .assert_eq(&shown.join("\n"));
}

#[test]
fn deep_nesting_ends_early() {
    let text = "States.Array(".repeat(100_000);
    let parsed = parse(&text);
    assert!(parsed.errors.iter().any(|error| error.kind == CallErrorKind::TooDeep));
    assert!(parsed.depth() <= 50);
    assert!(parsed.call_at(1000).is_some());
    for flat in ["(", ")", ",", "'", "f(1)", "$.a[", "1 ", "$ "] {
        let parsed = parse(&format!("f({}", flat.repeat(100_000)));
        assert!(parsed.errors.len() + parsed.doubts.len() > 0, "{flat}");
    }
}
