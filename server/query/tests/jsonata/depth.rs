//! Deep and long texts: nothing overflows, and the work grows with the text.

use asl_query::jsonata::at::{call_at, completion_at};
use asl_query::jsonata::highlight::highlights;
use asl_query::jsonata::scope::scopes;
use asl_query::jsonata::types::shape;
use asl_query::jsonata::{format, parse, print};

/// How deep a text is that only has to parse.
const DEPTH: usize = 100_000;
/// How deep a text is that everything has to cope with: deep enough to overflow a stack.
const DEPTH_OF_ALL: usize = 10_000;

/// Everything that the module can do with `text`.
fn use_all(text: &str) {
    let parsed = parse(text);
    let scopes = scopes(&parsed);
    let end = text.len() as u32;
    std::hint::black_box((
        highlights(&parsed, &scopes),
        call_at(&parsed, end),
        completion_at(&parsed, end),
        shape(&parsed, parsed.expr),
        parsed.walk(parsed.expr).count(),
        parsed.node_at(end),
        scopes.visible_at(end),
        print(&parsed),
        format(text, 80, 2),
    ));
}

#[test]
fn openers_alone() {
    for opener in ["(", "[", "{", "-", "$f(", "a[", "|", "a^(", "function($x){", "a.", "a ? ", "$x := ", "λ("] {
        parse(&opener.repeat(DEPTH));
        use_all(&opener.repeat(DEPTH_OF_ALL));
    }
}

#[test]
fn closers_alone() {
    for closer in [")", "]", "}", ",", ";", ":", "..", "!", "\\", "'", "`", "/", "%", "?"] {
        parse(&closer.repeat(DEPTH));
        use_all(&closer.repeat(DEPTH_OF_ALL));
    }
}

#[test]
fn deep_and_whole() {
    let nest = |open: &str, inner: &str, close: &str| {
        let text = format!("{}{inner}{}", open.repeat(DEPTH_OF_ALL), close.repeat(DEPTH_OF_ALL));
        assert!(parse(&text).is_valid(), "{open}");
        use_all(&text);
    };
    nest("(", "1", ")");
    nest("[", "1", "]");
    nest("$f(", "1", ")");
    nest("-", "1", "");
    nest("a ? b : ", "c", "");
    nest("function($x){", "$x", "}");
    nest("{'a':", "1", "}");
    nest("a[", "0", "]");
    nest("$x := ", "1", "");
    nest("1 + ", "1", "");
    nest("a.", "b", "");
    nest("a ~> ", "$f", "");
    nest("", "a", ".(b)");
    nest("", "a", "[0]");
    nest("", "a", "^(b)");
    nest("", "$f", "(1)");
}
