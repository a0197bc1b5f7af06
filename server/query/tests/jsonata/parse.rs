//! The language: what each construct parses to.

use crate::outline::outline;
use asl_query::Span;
use asl_query::jsonata::{parse, parse_with_holes};

fn check(text: &str, expected: &str) {
    let parsed = parse(text);
    assert!(parsed.is_valid(), "{text}: {:?}", parsed.errors);
    assert_eq!(outline(&parsed), expected, "{text}");
}

#[test]
fn literals() {
    check("'a\"b'", r#""a\"b""#);
    check(r#""\n\u0041\/\\""#, r#""\nA/\\""#);
    check(r#""\ud83d\ude00 \ud83d""#, "\"😀 \u{fffd}\"");
    check("0", "0");
    check("12.5e-1", "1.25");
    check("[true, false, null]", "(array true false null)");
    check("$match(x, /a\\/[/]b/im)", "(call $match x /a\\/[/]b/im)");
    check("'line\nend'", r#""line\nend""#);
}

#[test]
fn names_and_variables() {
    check("a", "a");
    check("`a b`", "`a b`");
    check("$", "$");
    check("$$", "$$");
    check("$x1", "$x1");
    check("and", "and");
    check("and and or or in", "(or (and and or) in)");
    check("éà.ключ", "(path éà ключ)");
    check("*", "*");
    check("**", "**");
}

#[test]
fn paths() {
    check("a.b.c", "(path a b c)");
    check("$.a[0].b", "(path $ (filter a 0) b)");
    check("(a.b)[0]", "(filter (block (path a b)) 0)");
    check("a.'b'.\"c\"", r#"(path a "b" "c")"#);
    check("a.*.**", "(path a * **)");
    check("a.{'b': c}", r#"(path a (object "b": c))"#);
    check("a.(b; c)", "(path a (block b c))");
    check("a.$f(b).c", "(path a (call $f b) c)");
    check("a.b.%.c", "(path a b % c)");
    check("a[]", "(keep a)");
    check("a[][0]", "(filter (keep a) 0)");
    check("a[b=1][c]", "(filter (filter a (= b 1)) c)");
    check("a[-1]", "(filter a (- 1))");
}

#[test]
fn sorts_groups_and_bindings() {
    check("a^(b)", "(sort a <b)");
    check("a^(>b, <c.d)", "(sort a >b <(path c d))");
    check("a^(b).c", "(path (sort a <b) c)");
    check("a{b: c, d: e}", "(group a b: c d: e)");
    check("a.b{c: d}", "(group (path a b) c: d)");
    check("a@$x.b", "(path (focus a bind$x) b)");
    check("a#$i[$i=1]", "(filter (index a bind$i) (= $i 1))");
    check("a@$x#$i.b", "(path (index (focus a bind$x) bind$i) b)");
}

#[test]
fn operators_bind_by_strength() {
    check("1 + 2 * 3", "(+ 1 (* 2 3))");
    check("1 - 2 - 3", "(- (- 1 2) 3)");
    check("-a.b", "(- (path a b))");
    check("--1", "(- (- 1))");
    check("-a + b", "(+ (- a) b)");
    check("a & b = c & d", "(= (& a b) (& c d))");
    check("a = b and c or d", "(or (and (= a b) c) d)");
    check("a % b", "(% a b)");
    check("6 / 2", "(/ 6 2)");
    check("a in [1, 2]", "(in a (array 1 2))");
    check("a < b", "(< a b)");
    check("a != b", "(!= a b)");
    check("[1..3, a..b]", "(array (.. 1 3) (.. a b))");
    check("a ~> $f ~> $g(1)", "(~> (~> a $f) (call $g 1))");
    check("a ? b : c ? d : e", "(if a b (if c d e))");
    check("a ? b", "(if a b)");
    check("a ?: b and c", "(?: a (and b c))");
    check("a ?? b ?? c", "(?? a (?? b c))");
}

#[test]
fn functions() {
    check("$f()", "(call $f)");
    check("$f(1, a)", "(call $f 1 a)");
    check("$f(?, 1, ?)", "(call $f ? 1 ?)");
    check("$f(1)(2)", "(call (call $f 1) 2)");
    check("function($a, $b){$a + $b}", "(function bind$a bind$b (+ $a $b))");
    check("λ(){1}", "(function 1)");
    check("λ($a)<s-(nb)?:n>{$a}(1)", "(call (function bind$a <s-(nb)?:n> $a) 1)");
    check("`function`($x){$x}", "(function bind$x $x)");
    check("function", "function");
    check("function + 1", "(+ function 1)");
    check("|a|{'b': 1}|", r#"(transform a (object "b": 1))"#);
    check("$ ~> |a.b|{'c': 1}, ['d']|", r#"(~> $ (transform (path a b) (object "c": 1) (array "d")))"#);
}

#[test]
fn blocks_and_bindings() {
    check("()", "(block)");
    check("(a; b;)", "(block a b)");
    check("($x := 1; $x)", "(block (:= bind$x 1) $x)");
    check("$x := $y := 2", "(:= bind$x (:= bind$y 2))");
    check("{}", "(object)");
    check("[]", "(array)");
    check("{a & b: [1]}", "(object (& a b): (array 1))");
}

#[test]
fn comments_stand_between_words() {
    check("a /* one */ . /* two */ b /* end */", "(path a b)");
    check("/**/ 1 /* / * */", "1");
}

#[test]
fn a_slash_divides_behind_an_operand() {
    check("a/b/c", "(/ (/ a b) c)");
    check("a[/b/]", "(filter a /b/)");
    check("(a)/b", "(/ (block a) b)");
    check("$f(1)/2", "(/ (call $f 1) 2)");
}

#[track_caller]
fn check_holes(text: &str, expected: &str) {
    let mut holes = Vec::new();
    for (start, _) in text.match_indices("${") {
        let end = start + text[start..].find('}').unwrap() + 1;
        holes.push(Span::new(start as u32, end as u32));
    }
    let parsed = parse_with_holes(text, &holes);
    assert!(parsed.is_valid(), "{text}: {:?}", parsed.errors);
    assert_eq!(outline(&parsed), expected, "{text}");
}

#[test]
fn holes_are_operands_parts_of_names_and_parts_of_strings() {
    check_holes("${A}", "<${A}>");
    check_holes("${A} + 1", "(+ <${A}> 1)");
    check_holes("a.${A}.b", "(path a <${A}> b)");
    check_holes("a.pre${A}post", "(path a <pre${A}post>)");
    check_holes("$${A}", "<$${A}>");
    check_holes("1${A}", "<1${A}>");
    check_holes("`a ${A}`", "<`a ${A}`>");
    check_holes("'s3://${A}/x'", r#""s3://${A}/x""#);
    check_holes("'${\"'}'", r#""${\"'}""#);
    check_holes("${A} := 1", "(:= <${A}> 1)");
    check_holes("function(${A}){1}", "(function <${A}> 1)");
    check_holes("/a${A)}/", "/a${A)}/");
    check_holes("${A}(1)", "(call <${A}> 1)");
    check_holes("a ${Op} b", "(hole a b)");
    check_holes("a ${Rest}", "(hole a)");
    check_holes("a ${Op} b = c", "(= (hole a b) c)");
    check_holes("/* ${A} */ 1", "1");
}

#[test]
fn a_hole_says_that_a_value_is_not_known() {
    let parsed = parse_with_holes("$f('a', '${B}')", &[Span::new(9, 13)]);
    let ids: Vec<bool> = parsed.walk(parsed.expr).map(|id| parsed.has_hole(id)).collect();
    assert_eq!(ids, [true, false, false, true]);
}

#[test]
fn holes_that_do_not_fit_are_left_out() {
    let holes = [Span::new(0, 0), Span::new(2, 99), Span::new(1, 2), Span::new(0, 1), Span::new(0, 3)];
    let parsed = parse_with_holes("é", &holes);
    assert_eq!(outline(&parsed), "é");
}

#[test]
fn every_node_has_its_range() {
    let text = "a.b[c = 1]{d: $f(1)} ~> $g";
    let parsed = parse(text);
    let parts: Vec<&str> = parsed.walk(parsed.expr).map(|id| parsed.slice(parsed.span(id))).collect();
    let expected = [
        text,
        "a.b[c = 1]{d: $f(1)}",
        "a.b[c = 1]",
        "a",
        "b[c = 1]",
        "b",
        "c = 1",
        "c",
        "1",
        "d",
        "$f(1)",
        "$f",
        "1",
        "$g",
    ];
    assert_eq!(parts, expected);
}

#[test]
fn the_innermost_node_at_an_offset() {
    let parsed = parse("$sum(a.b)");
    let at = |offset| {
        let id = parsed.node_at(offset).unwrap();
        parsed.slice(parsed.span(id)).to_owned()
    };
    assert_eq!(at(0), "$sum");
    assert_eq!(at(4), "$sum(a.b)");
    assert_eq!(at(5), "a");
    assert_eq!(at(7), "b");
    assert_eq!(at(9), "$sum(a.b)");
}
