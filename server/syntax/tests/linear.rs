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

/// The same for YAML, whose parser looks at lines and columns, too.
const YAML: &[&str] = &[
    "a: 1\n",
    "a:\n",
    "a: b: c\n",
    "a:\n- b\n",
    "a: [\n",
    "a: {b: [\n",
    "[a, ",
    "{a: ",
    "- ",
    "-\n",
    "- - a\n",
    "? ",
    "? a\n",
    "? a\n: b\n",
    ": a\n",
    "&a ",
    "&a\n",
    "a: &a\n",
    "*a\n",
    "a: *a\n",
    "!t ",
    "!t\n",
    "a: |\n",
    "|\n a\n",
    "a: >\n  b\n",
    "a: \"b\n",
    "a: 'b\n",
    "\"a: b\n",
    "\"a\n",
    "a\n",
    "a\n b\n",
    "a: 1\n  b: 1\n",
    "a: 1\n b\n",
    "\ta: 1\n",
    "a:\n\tb: 1\n",
    "# a\n",
    "a: 1\n\n\n\n",
    "  a:\nb:\n",
    "  a: 1\nb:\n    c: 1\n",
    "x:\n    a: 1\n  b: 1\n",
    "---\n",
    "...\n",
    "--- a\n",
    "%a\n",
    "@\n",
    "a: @\n",
    "}\n",
    "a: }\n",
    "a:b\n",
    "a\r\n",
    "\u{feff}",
    "${a}: ${b}\n",
];

fn time(pattern: &str, length: usize, head: &str, dialect: Dialect) -> Duration {
    let text = format!("{head}{}", pattern.repeat(length / pattern.len()));
    time_of(&text, dialect)
}

fn time_of(text: &str, dialect: Dialect) -> Duration {
    let start = Instant::now();
    let mut document = Document::new(text, dialect);
    let middle = document.text().len() / 2;
    document.edit(Span::empty(middle), "\"");
    document.edit(Span::empty(middle), "}");
    document.cursor(middle);
    start.elapsed()
}

/// The times of a text and of four times as much of it, if the second takes much more than four times as long however
/// often both are looked at: a machine that is busy with something else makes anything look slow now and then.
fn unfair(short: &dyn Fn() -> Duration, long: &dyn Fn() -> Duration) -> Option<(Duration, Duration)> {
    let mut seen = None;
    for _ in 0..5 {
        let (short, long) = (short(), long());
        // The square of four is sixteen. Short times are left to chance.
        if long < Duration::from_millis(300) || long < 10 * short {
            return None;
        }
        seen = Some((short, long));
    }
    seen
}

#[test]
fn four_times_the_text_takes_no_longer_than_about_four_times() {
    let in_json = PATTERNS.iter().map(|pattern| (pattern, Dialect::Json));
    let in_yaml = PATTERNS.iter().chain(YAML).map(|pattern| (pattern, Dialect::Yaml));
    for (pattern, dialect) in in_json.chain(in_yaml) {
        for head in ["", "{\n  \"a\": [\n    ", "a:\n  b:\n"] {
            let time = |length| time(pattern, length, head, dialect);
            if let Some((short, long)) = unfair(&|| time(3_000), &|| time(12_000)) {
                panic!("{pattern:?} after {head:?}: {short:?}, and {long:?} for four times as much");
            }
        }
    }
}

/// Lines that are each a blank deeper than the one before, or each a blank less deep.
#[test]
fn stairs_take_no_longer_than_about_four_times() {
    for line in ["a:", "a: 1", "a", "- a: 1", "-", "- a", "a: [", "a: \"", "? a", "a: |", "\"a"] {
        for is_down in [true, false] {
            let stairs = |steps: usize| -> String {
                let depth = |step: usize| if is_down { steps - step } else { step };
                (0..steps).map(|step| format!("{}{line}\n", " ".repeat(depth(step)))).collect()
            };
            // Twice the steps are four times the text.
            let time = |steps| time_of(&stairs(steps), Dialect::Yaml);
            if let Some((short, long)) = unfair(&|| time(150), &|| time(300)) {
                panic!("{line:?}: {short:?}, and {long:?} for four times as much");
            }
        }
    }
}
