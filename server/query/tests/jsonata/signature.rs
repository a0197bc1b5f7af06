//! Signatures and what they say of arguments.

use asl_query::jsonata::NodeKind;
use asl_query::jsonata::parse;
use asl_query::jsonata::signature::{self, Mismatch};
use asl_query::jsonata::types::{Kind, Shape, shape};

/// The arguments of `call` against `signature`.
fn check(signature: &str, call: &str) -> Result<(), Mismatch> {
    let parsed = parse(call);
    let NodeKind::Call { arguments, .. } = parsed.kind(parsed.expr) else {
        panic!("{call} is no call");
    };
    let shapes: Vec<Shape> = arguments.iter().map(|id| shape(&parsed, *id)).collect();
    signature::parse(signature).unwrap().check(&shapes)
}

#[test]
fn arguments_that_fit() {
    for (signature, call) in [
        ("<s-nn?:s>", "$f('a', 1)"),
        ("<s-nn?:s>", "$f('a', 1, 2)"),
        ("<s-nn?:s>", "$f(1)"),
        ("<s-nn?:s>", "$f(x, y, z)"),
        ("<s-(sf)(sf)n?:s>", "$f('a', /b/, function($m){$m})"),
        ("<a<n>:n>", "$f([1, 2])"),
        ("<a<n>:n>", "$f(1)"),
        ("<a<n>:n>", "$f([])"),
        ("<a<n>:n>", "$f([x, 1])"),
        ("<x-:b>", "$f()"),
        ("<n+:n>", "$f(1, 2, 3)"),
        ("<:s>", "$f()"),
        ("<af>", "$f([1], $g(?, 2))"),
    ] {
        assert_eq!(check(signature, call), Ok(()), "{signature} {call}");
    }
}

#[test]
fn arguments_that_do_not_fit() {
    for (signature, call, expected) in [
        ("<s-nn?:s>", "$f()", Mismatch::TooFew),
        ("<s-nn?:s>", "$f('a')", Mismatch::TooFew),
        ("<s-nn?:s>", "$f(true, 1)", Mismatch::Type(0)),
        ("<s-nn?:s>", "$f('a', 'b')", Mismatch::Type(1)),
        ("<s-nn?:s>", "$f('a', 1, 2, 3)", Mismatch::TooMany(3)),
        ("<a<n>:n>", "$f(['a'])", Mismatch::Type(0)),
        ("<a<n>:n>", "$f('a')", Mismatch::Type(0)),
        ("<:s>", "$f(1)", Mismatch::TooMany(0)),
        ("<j>", "$f(function(){1})", Mismatch::Type(0)),
        ("<o>", "$f([{}])", Mismatch::Type(0)),
    ] {
        assert_eq!(check(signature, call), Err(expected), "{signature} {call}");
    }
}

#[test]
fn signatures_say_how_many_arguments() {
    let limits = |text: &str| {
        let signature = signature::parse(text).unwrap();
        (signature.min_arguments(), signature.max_arguments())
    };
    assert_eq!(limits("<s-nn?:s>"), (1, Some(3)));
    assert_eq!(limits("<n+>"), (1, None));
    assert_eq!(limits("<:n>"), (0, Some(0)));
    let signature = signature::parse("<s-(nf)a<s>?:b>").unwrap();
    assert_eq!(signature.result, "b");
    let words: Vec<String> = signature.parameters.iter().map(|p| p.describe()).collect();
    assert_eq!(words, ["a string", "a number or a function", "an array of strings"]);
}

#[test]
fn signatures_that_are_refused() {
    let error = |text: &str| {
        let error = signature::parse(text).unwrap_err();
        (error.code, error.offset)
    };
    assert_eq!(error("<n<n>>"), ("S0401", 2));
    assert_eq!(error("<(sa<n>)>"), ("S0402", 1));
    assert_eq!(error("<s?+>"), ("S0403", 3));
}

#[test]
fn shapes_are_known_where_the_text_shows_them() {
    let of = |text: &str| {
        let parsed = parse(text);
        shape(&parsed, parsed.expr)
    };
    assert_eq!(of("'a'"), Shape::Of(Kind::String));
    assert_eq!(of("-1"), Shape::Of(Kind::Number));
    assert_eq!(of("a & b"), Shape::Of(Kind::String));
    assert_eq!(of("a = b"), Shape::Of(Kind::Boolean));
    assert_eq!(of("(a; {})"), Shape::Of(Kind::Object));
    assert_eq!(of("[1, 2]"), Shape::Array(Some(Kind::Number)));
    assert_eq!(of("[1, 'a']"), Shape::Array(None));
    assert_eq!(of("$x := null"), Shape::Of(Kind::Null));
    assert_eq!(of("function(){1}"), Shape::Of(Kind::Function));
    assert_eq!(of("a"), Shape::Unknown);
    assert_eq!(of("a + b"), Shape::Unknown);
    assert_eq!(of("$f()"), Shape::Unknown);
}
