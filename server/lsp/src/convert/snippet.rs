//! Snippets inside of strings: the tab stops are the client's, all else is text that the string has to escape.

/// Stands for a tab stop, a brace or a bar of a snippet while its text is written; of the private use area, so that no
/// text has it and no escape changes it.
const MARK: char = '\u{F8F0}';

/// The text of a snippet with a [`MARK`] in place of everything that is not text, and what the marks stand for.
pub(super) fn split(snippet: &str) -> (String, Vec<&str>) {
    let mut text = String::with_capacity(snippet.len());
    let mut marks = Vec::new();
    let mut depth = 0_usize;
    let mut rest = snippet;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\\' => {
                let escaped = rest[1..].chars().next();
                text.extend(escaped);
                rest = &rest[1 + escaped.map_or(0, char::len_utf8)..];
                continue;
            }
            '$' => stop(rest),
            '}' if depth > 0 => 1,
            _ => 0,
        };
        if length == 0 {
            text.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let mark = &rest[..length];
        if mark == "}" {
            depth -= 1;
        } else if mark.starts_with("${") && !mark.ends_with('}') {
            depth += 1;
        }
        marks.push(mark);
        text.push(MARK);
        rest = &rest[length..];
    }
    (text, marks)
}

/// The snippet again, out of a text with marks.
pub(super) fn join(text: &str, marks: &[&str]) -> String {
    let mut snippet = String::with_capacity(text.len() + text.len() / 8);
    let mut marks = marks.iter();
    for c in text.chars() {
        match c {
            MARK => snippet.extend(marks.next().copied()),
            '\\' | '$' | '}' => snippet.extend(['\\', c]),
            _ => snippet.push(c),
        }
    }
    snippet
}

/// The length of the tab stop at the start of `rest`: `$1`, `${1}`, the head `${1:` of one with a default, or all of a
/// choice `${1|a,b|}`. 0 where there is none.
fn stop(rest: &str) -> usize {
    let digits = |from: usize| rest[from..].bytes().take_while(u8::is_ascii_digit).count();
    if !rest[1..].starts_with('{') {
        let count = digits(1);
        return if count > 0 { 1 + count } else { 0 };
    }
    let end = 2 + digits(2);
    match rest.as_bytes().get(end) {
        _ if end == 2 => 0,
        Some(b'}' | b':') => end + 1,
        Some(b'|') => rest.find("|}").map_or(0, |close| close + 2),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{join, split};

    #[test]
    fn the_text_is_escaped_and_the_stops_are_kept() {
        let check = |snippet: &str, expected: &str| {
            let (text, marks) = split(snippet);
            let written = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            assert_eq!(join(&written, &marks), expected);
        };
        check(r#""Type": "$0""#, r#"\\"Type\\": \\"$0\\""#);
        check(r#"${1:"a"} {$2}"#, r#"${1:\\"a\\"} {$2\}"#);
        check(r#"${1|"a","b"|}$0"#, r#"${1|"a","b"|}$0"#);
        check(r"\$.x\}\\", r"\$.x\}\\\\");
        check("{\n}", r"{\\n\}");
        check(r"${3} cost: $", r"${3} cost: \$");
    }
}
