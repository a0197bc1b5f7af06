//! Time grows with the length of the text and no faster, for texts made to hurt.

use std::time::{Duration, Instant};

use asl_syntax::{Dialect, Document, Span};

/// Texts that repeat something which sends the parser looking far ahead or deep down.
const PATTERNS: &[&str] = &[
    "{\"a\":",
    "[",
    "]",
    "}",
    "{",
    "\"",
    "\"a",
    "\"a: ",
    "\"\\\"",
    "\"k:\\",
    "'",
    "'a ",
    "/* ",
    "/*\n",
    "// x\n",
    "#",
    "${",
    "${a",
    "$",
    "{%",
    "{% \"",
    "a ",
    "a\" ",
    "a \"b ",
    "\"a\"b ",
    "\"a\" b ",
    "\"a\"\"",
    "\"a\n",
    "1 ",
    "-",
    "1a ",
    ",",
    ":",
    "=",
    "\u{a0}",
    "\u{a0} ",
    "\u{feff}",
    "\\",
    "\n",
    "\r\n",
    " ",
    "\t",
    "]}",
    "[}",
    "{]",
    "[]\n",
    "}\n",
    "  ]\n",
    "{\n",
    "[\n ",
    "\"a\":\n",
    "\"a\": {\n",
    "\"a\": [\n",
    "\"a\": \"{",
    "\"a\": \"x,\n",
    "{\"a\": 1}\n",
    "\"a\": 1\n",
    "[1,",
    "x: ",
    "true ",
    "5 minutes ",
    "arn:aws:",
    "é",
];

fn time(pattern: &str, length: usize, head: &str) -> Duration {
    let text = format!("{head}{}", pattern.repeat(length / pattern.len()));
    let start = Instant::now();
    let mut document = Document::new(&text, Dialect::Json);
    let middle = document.text().len() / 2;
    document.edit(Span::empty(middle), "\"");
    document.edit(Span::empty(middle), "}");
    document.cursor(middle);
    start.elapsed()
}

#[test]
fn four_times_the_text_takes_no_longer_than_about_four_times() {
    for pattern in PATTERNS {
        for head in ["", "{\n  \"a\": [\n    "] {
            let short = time(pattern, 3_000, head);
            let long = time(pattern, 12_000, head);
            // The square of four is sixteen. Short times are left to chance.
            let fair = long < Duration::from_millis(300) || long < 10 * short;
            assert!(fair, "{pattern:?} after {head:?}: {short:?}, and {long:?} for four times as much");
        }
    }
}
