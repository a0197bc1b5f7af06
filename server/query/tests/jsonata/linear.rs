//! Time grows with the length of the text and no faster, for texts made to hurt.

use std::time::{Duration, Instant};

use asl_query::jsonata::parse;
use asl_query::jsonata::scope::scopes;

/// The best of three runs over a text.
fn time(text: &str) -> Duration {
    let run = || {
        let start = Instant::now();
        std::hint::black_box(scopes(&parse(text)));
        start.elapsed()
    };
    (0..3).map(|_| run()).min().unwrap()
}

/// Forty times the text may take no more than five hundred times as long, which leaves room for memory that is not yet
/// cached; were the work quadratic, it would be 1,600.
#[test]
fn work_is_linear() {
    let starts = ["", "$sum(", "($x := 1; ", "'"];
    let repeated = [
        "a.",
        "$x.",
        ".",
        "[",
        "]",
        "[0]",
        "(",
        ")",
        "{",
        "}",
        "{'a':1}.",
        "$f(1),",
        "$f(",
        "function($x){",
        "a ? b : ",
        "? ",
        ": ",
        "1 + ",
        "-",
        "& 'b' ",
        "'",
        "\"",
        "`",
        "'a' ",
        "\\",
        "/* ",
        "*/",
        "/a/",
        "/",
        "~> $f ",
        "^(a)",
        "@$v",
        "#$i",
        "$x := ",
        "; ",
        ", ",
        "..",
        "**",
        "%",
        "!",
        " ",
        "é",
        "😀",
        "1 ",
        "and ",
        "|a|b|",
    ];
    for start in starts {
        for piece in repeated {
            let small = format!("{start}{}", piece.repeat(250));
            let large = format!("{start}{}", piece.repeat(10_000));
            // Short times are noise, and so is a single slow run on a busy machine.
            let is_linear = || {
                let (short, long) = (time(&small), time(&large));
                long < short * 500 || long < Duration::from_millis(50)
            };
            assert!((0..5).any(|_| is_linear()), "{start}{piece}... takes more than linear time");
        }
    }
}
