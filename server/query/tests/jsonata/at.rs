//! What stands at the cursor.

use asl_query::jsonata::at::{CompletionAt, call_at, completion_at};
use asl_query::jsonata::parse;

fn cursor(marked: &str) -> (u32, String) {
    let offset = marked.find("$0").unwrap();
    (offset as u32, marked.replacen("$0", "", 1))
}

#[track_caller]
fn check_call(marked: &str, expected: &str) {
    let (offset, text) = cursor(marked);
    let parsed = parse(&text);
    let found = match call_at(&parsed, offset) {
        None => "none".to_owned(),
        Some(call) => {
            let callee = parsed.slice(parsed.span(call.callee));
            let piped = if call.is_piped { " piped" } else { "" };
            format!("{callee} {}{piped}", call.argument)
        }
    };
    assert_eq!(found, expected, "{marked}");
}

#[test]
fn calls_around_the_cursor() {
    check_call("$f($0)", "$f 0");
    check_call("$f(a$0)", "$f 0");
    check_call("$f(a, $0)", "$f 1");
    check_call("$f(a, b$0, c)", "$f 1");
    check_call("$f($g($0), b)", "$g 0");
    check_call("$f($g(1, 2), $0)", "$f 1");
    check_call("$f([1, 2], {'a': 1, 'b': $0})", "$f 1");
    check_call("$f(a)$0", "none");
    check_call("$0$f(a)", "none");
    check_call("x ~> $f($0)", "$f 0 piped");
    check_call("$f(|a|b, c|, $0)", "$f 1");
    check_call("$f(?, $0)", "$f 1");
}

#[test]
fn calls_that_are_not_closed() {
    check_call("$f($0", "$f 0");
    check_call("$f(a, $0", "$f 1");
    check_call("$f(a,  $0  ", "$f 1");
    check_call("($x := $f(a, $0; $y)", "$f 1");
    check_call("[$f(a, b$0]", "$f 1");
    check_call("$f($g(1, $0", "$g 1");
    check_call("$map($x, function($v) { $g($v, $0", "$g 1");
}

#[track_caller]
fn check_completion(marked: &str, expected: &str) {
    let (offset, text) = cursor(marked);
    let parsed = parse(&text);
    let found = match completion_at(&parsed, offset) {
        CompletionAt::Nothing => "nothing".to_owned(),
        CompletionAt::Variable { span } => format!("variable {}", parsed.slice(span)),
        CompletionAt::Operand { span } => format!("operand {}", parsed.slice(span)),
        CompletionAt::Operator { span } => format!("operator {}", parsed.slice(span)),
        CompletionAt::Field { base, span, .. } => {
            let steps: Vec<&str> = base.iter().map(|id| parsed.slice(parsed.span(*id))).collect();
            format!("field {} of {}", parsed.slice(span), steps.join(" "))
        }
    };
    assert_eq!(found.trim_end(), expected, "{marked}");
}

#[test]
fn variables() {
    check_completion("$na$0", "variable $na");
    check_completion("$$0", "variable $");
    check_completion("1 + $st$0", "variable $st");
    check_completion("$f($a$0, b)", "variable $a");
    check_completion("$na$0me", "variable $name");
    check_completion("$x$0 := 1", "nothing");
    check_completion("function($x$0){1}", "nothing");
    check_completion("a@$x$0.b", "nothing");
}

#[test]
fn fields() {
    check_completion("$states.$0", "field  of $states");
    check_completion("$states.in$0", "field in of $states");
    check_completion("$states.input.na$0 = 1", "field na of $states input");
    check_completion("$states.input.$0 = 1", "field  of $states input");
    check_completion("a.b[c.d$0]", "field d of c");
    check_completion("a.b$0[0].c", "field b of a");
    check_completion("a.`b$0", "field `b of a");
    check_completion("$f(a.$0", "field  of a");
    check_completion("{'a': $states.$0}", "field  of $states");
    check_completion("$states. $0", "field  of $states");
    check_completion("a.$0b", "field  of a");
    check_completion("(a; b.$0)", "field  of b");
}

#[test]
fn operands_and_operators() {
    check_completion("$0", "operand");
    check_completion("na$0", "operand na");
    check_completion("1 + $0", "operand");
    check_completion("$f($0)", "operand");
    check_completion("$f(a, $0)", "operand");
    check_completion("a[$0]", "operand");
    check_completion("{$0}", "operand");
    check_completion("{'a': $0", "operand");
    check_completion("a $0", "operator");
    check_completion("(a) $0", "operator");
    check_completion("a an$0", "operator an");
    check_completion("a and$0", "operator and");
    check_completion("a * $0", "operand");
    check_completion("* $0", "operator");
    check_completion("$x := $0", "operand");
    check_completion("a /* c */ $0", "operator");
    check_completion("/* c */ $0", "operand");
}

#[test]
fn nothing_in_words_that_are_free_text() {
    check_completion("'a$0'", "nothing");
    check_completion("'a$0", "nothing");
    check_completion("'a'$0", "operator");
    check_completion("/* a$0 */ b", "nothing");
    check_completion("/* a$0", "nothing");
    check_completion("$f(/a$0b/)", "nothing");
    check_completion("12$0", "nothing");
    check_completion("function($0)", "nothing");
    check_completion("function($a, $0){1}", "nothing");
    check_completion("function($a){$0}", "operand");
    check_completion("a@$0", "nothing");
}
