//! What is expected at the cursor, and what stands under the pointer.

use crate::marked::cursor;
use asl_query::intrinsic::{Completion, Node, parse};
use expect_test::{Expect, expect};

/// `$0` in the text is the cursor; the answer is the call and the number of the argument.
#[track_caller]
fn check_active(text: &str, expected: &str) {
    let (text, offset) = cursor(text);
    let parsed = parse(&text);
    let shown =
        parsed.call_at(offset).map_or("none".to_owned(), |active| format!("{} {}", active.call.name, active.argument));
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
    let (text, offset) = cursor(text);
    let parsed = parse(&text);
    let shown = match parsed.completion_at(offset) {
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
    let (text, offset) = cursor(text);
    let parsed = parse(&text);
    let shown = match parsed.node_at(offset) {
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
