//! The fields that are taken from a variable.

use asl_query::jsonata::fields::fields;
use asl_query::jsonata::{NodeKind, parse};

/// The fields behind the first `$s` in `text`.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let parsed = parse(text);
    let is_s = |kind: &NodeKind| matches!(kind, NodeKind::Variable { name } if name == "s");
    let id = parsed.ids().find(|id| is_s(parsed.kind(*id))).unwrap();
    let fields = fields(&parsed, id);
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, expected, "{text}");
    for field in &fields {
        assert!(parsed.slice(field.span).contains(&field.name), "{text}");
    }
}

#[test]
fn fields_behind_a_variable() {
    check("$s", &[]);
    check("$s.a.b", &["a", "b"]);
    check("$s.'a b'.`c d`", &["a b", "c d"]);
    check("$s[0].a[x = 1].b[]", &["a", "b"]);
    check("$s.a@$v.b#$i.c", &["a", "b", "c"]);
    check("$s.a^(b).c", &["a", "c"]);
    check("$s.a.$f(b).c", &["a"]);
    check("$s.a.*.b", &["a"]);
    check("$s.a.", &["a"]);
    check("x.$s.a", &["a"]);
    check("$f($s.a).b", &["a"]);
    check("($s.a).b", &["a"]);
    check("$s.a & $s.b", &["a"]);
    check("a[$s.b].c", &["b"]);
    check("$s.a{b: c}.d", &["a"]);
}
