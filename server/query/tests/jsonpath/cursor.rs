//! What is expected at the cursor, and what stands under the pointer.

use crate::marked::cursor;
use crate::tree::show_path;
use asl_query::jsonpath::{Expected, Node, parse};
use expect_test::{Expect, expect};

/// `$0` in the text is the cursor.
#[track_caller]
fn check_completion(text: &str, expected: Expect) {
    let (text, offset) = cursor(text);
    let parsed = parse(&text);
    let shown = match parsed.completion_at(offset) {
        None => "nothing".to_owned(),
        Some(found) => {
            let expected = match found.expected {
                Expected::Root => "root".to_owned(),
                Expected::Operand => "operand".to_owned(),
                Expected::Operator => "operator".to_owned(),
                Expected::Member { path, before, in_brackets, quote } => {
                    let mut behind = path.clone();
                    behind.segments.truncate(before);
                    let mut shown = String::new();
                    show_path(&behind, &mut shown);
                    format!(
                        "member of <{shown}>{}{}",
                        if in_brackets { " in brackets" } else { "" },
                        quote.map_or(String::new(), |quote| format!(" after {quote}"))
                    )
                }
            };
            assert!(found.replace.touches(offset));
            format!("{expected}, replacing {:?}", found.replace.text(&text))
        }
    };
    expected.assert_eq(&shown);
}

#[test]
fn completion() {
    check_completion("$0", expect![[r#"root, replacing """#]]);
    check_completion("$$0", expect![[r#"root, replacing "$""#]]);
    check_completion("$$$0", expect![[r#"root, replacing "$$""#]]);
    check_completion("$na$0me.x", expect![[r#"root, replacing "$name""#]]);
    check_completion("$.$0", expect![[r#"member of <input>, replacing """#]]);
    check_completion("$$.Exec$0", expect![[r#"member of <context>, replacing "Exec""#]]);
    check_completion("$.a.b$0.c", expect![[r#"member of <input .a>, replacing "b""#]]);
    check_completion("$.a..$0", expect![[r#"member of <input .a ..>, replacing """#]]);
    check_completion("$.a[$0", expect![[r#"member of <input .a> in brackets, replacing """#]]);
    check_completion("$.a[$0]", expect![[r#"member of <input .a> in brackets, replacing """#]]);
    check_completion("$.a['na$0", expect![[r#"member of <input .a> in brackets after ', replacing "na""#]]);
    check_completion("$.a['na$0'].b", expect![[r#"member of <input .a> in brackets after ', replacing "na""#]]);
    check_completion("$.a[0$0]", expect!["nothing"]);
    check_completion("$.a[?($0", expect![[r#"operand, replacing """#]]);
    check_completion("$.a[?(@.$0)]", expect![[r#"member of <current>, replacing """#]]);
    check_completion("$.a[?(@.b $0)]", expect![[r#"operator, replacing """#]]);
    check_completion("$.a[?(@.b =$0= 1)]", expect![[r#"operator, replacing "==""#]]);
    check_completion("$.a[?(@.b == $0)]", expect![[r#"operand, replacing """#]]);
    check_completion("$.a[?(@.b == Fa$0)]", expect![[r#"operand, replacing "Fa""#]]);
    check_completion("$.a[?(@.b == 'x$0')]", expect!["nothing"]);
    check_completion("$.a[?(@.b && $0", expect![[r#"operand, replacing """#]]);
    check_completion("$.a[?(@.b == $x.y.$0", expect![[r#"member of <variable(x) .y>, replacing """#]]);
    check_completion("$.items.len$0gth()", expect![[r#"member of <input .items>, replacing "length""#]]);
    check_completion("$.concat($.a.$0)", expect![[r#"member of <input .a>, replacing """#]]);
    check_completion("$.a $0", expect!["nothing"]);
}

/// `$0` in the text is the pointer.
#[track_caller]
fn check_node(text: &str, expected: Expect) {
    let (text, offset) = cursor(text);
    let parsed = parse(&text);
    expected.assert_eq(&match parsed.node_at(offset) {
        None => "nothing".to_owned(),
        Some(Node::Root(path)) => format!("root {:?}", path.root.span.text(&text)),
        Some(Node::Segment(path, index)) => {
            format!("segment {:?}", path.segments[index].span.text(&text))
        }
        Some(Node::Function(_, _, function)) => format!("function {}", function.name.text),
        Some(Node::Operator(operator, _)) => format!("operator {operator:?}"),
        Some(Node::Operand(operand)) => format!("value {:?}", operand.span.text(&text)),
    });
}

#[test]
fn nodes() {
    check_node("$0$.a.b", expect![[r#"root "$""#]]);
    check_node("$.a$0.b", expect![[r#"segment ".b""#]]);
    check_node("$.a.b$0", expect![[r#"segment ".b""#]]);
    check_node("$.a['x$0']", expect![[r#"segment "['x']""#]]);
    check_node("$.items.len$0gth()", expect!["function length"]);
    check_node("$.a[?(@.x =$0= 'y')]", expect!["operator Equal"]);
    check_node("$.a[?(@.x == 'y$0')]", expect![[r#"value "'y'""#]]);
    check_node("$.a[?($0@.x == 'y')]", expect![[r#"root "@""#]]);
}
