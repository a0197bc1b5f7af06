//! Writes into the strings of a host: what an edit of the text that a string means is as an edit of the string.
//!
//! The answer is right or `None`. Where the layout of a string means something (its lines fold, its first line says how
//! deep it is, its last one how it ends), the new string is read again before it is handed out.

use std::fmt::Write as _;

use asl_syntax::{Dialect, Document, Quoting, Span};

use crate::passage::{Style, Written};
use crate::terraform::template;

/// The edit of the host that puts `text` in the place of `span` of the text that `string` means.
pub(crate) fn edit(string: &Written, span: Span, text: &str) -> Option<(Span, String)> {
    match string.style {
        Style::Data(Quoting::Json | Quoting::JsonSingle) => {
            let quote = if string.style == Style::Data(Quoting::Json) { '"' } else { '\'' };
            Some((string.escapes.to_raw_span(span), json(text, quote)))
        }
        Style::Data(Quoting::Double) => flow(string, span, double(text), text),
        Style::Data(Quoting::Single) => {
            let is_plain = text.chars().all(|c| c == '\t' || !c.is_control() && c != '\u{feff}');
            flow(string, span, is_plain.then(|| text.replace('\'', "''"))?, text)
        }
        Style::Data(Quoting::Plain) => checked(string, string.escapes.to_raw_span(span), text.to_owned(), span, text),
        Style::Data(Quoting::Block { column, folded }) => block(string, usize::from(column), folded, span, text),
        Style::Quoted => terraform(string, string.escapes.to_raw_span(span), double(text), span, text),
        Style::Heredoc => heredoc(string, span, text),
        Style::EncodedText | Style::EncodedName => encoded(string, span, text),
        Style::Fixed => None,
    }
}

/// `text` in a string of JSON, without quotes.
fn json(text: &str, quote: char) -> String {
    escaped(text, quote, |c| c < ' ')
}

/// `text` in double quotes of YAML, without them.
fn double(text: &str) -> String {
    // A mark of a byte order, and what some readers take for a line end, are no control characters.
    escaped(text, '"', |c| c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}'))
}

/// `text` between two of `quote`, with its number in the place of each character that `is_hidden`.
fn escaped(text: &str, quote: char, is_hidden: impl Fn(char) -> bool) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            '\\' => written.push_str("\\\\"),
            c if c == quote => written.extend(['\\', c]),
            c if is_hidden(c) => _ = write!(written, "\\u{:04x}", u32::from(c)),
            c => written.push(c),
        }
    }
    written
}

/// An edit of what Terraform and JSON write alike, if they still do.
fn encoded(string: &Written, span: Span, text: &str) -> Option<(Span, String)> {
    let mut after = string.meaning.clone();
    after.get(span.range())?;
    after.replace_range(span.range(), text);
    let is_alike = match string.style {
        Style::EncodedName => {
            let is_part = |c: char| c.is_alphanumeric() || c == '_';
            after.starts_with(char::is_alphabetic) && after.chars().all(is_part) && after != "for"
        }
        _ => {
            let is_part = |c: char| !c.is_control() && !matches!(c, '"' | '\\');
            // What is next to it may be an expression.
            after.chars().all(is_part) && !after.contains(['$', '%'])
        }
    };
    is_alike.then(|| (string.escapes.to_raw_span(span), text.to_owned()))
}

/// An edit of a heredoc of Terraform.
fn heredoc(string: &Written, span: Span, text: &str) -> Option<(Span, String)> {
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        return None;
    }
    let (span, text) = before_last_break(string, span, text);
    let (raw, written) = lines(string, template::column(&string.token), span, &text)?;
    terraform(string, raw, written, span, &text)
}

/// The edit, if the string of Terraform that it makes means what it should. What looks like an expression is one.
fn terraform(string: &Written, raw: Span, written: String, span: Span, text: &str) -> Option<(Span, String)> {
    // Expressions divide a string for the passage, but all its lines together say what each of them loses.
    let place = raw.shift(-i64::from(string.start));
    let (mut expected, escapes, expressions) = template::text(&string.token);
    let start = escapes.to_decoded(place.start) as usize;
    let replaced = start..start + span.len() as usize;
    let base = escapes.to_decoded(string.escapes.to_raw(0).checked_sub(string.start)?);
    // The middle of an escape is no place in the string.
    if base + span.start != start as u32 || expected.get(replaced.clone()) != string.meaning.get(span.range()) {
        return None;
    }
    expected.replace_range(replaced, text);
    string.token.get(place.range())?;
    let mut token = string.token.to_string();
    token.replace_range(place.range(), &written);
    let (meaning, _, now) = template::text(&token);
    (meaning == expected && now == expressions).then_some((raw, written))
}

/// An edit of a quoted string of YAML. On one line every character stands for itself or is an escape; on several, blanks
/// beside a line end mean nothing.
fn flow(string: &Written, span: Span, written: String, text: &str) -> Option<(Span, String)> {
    let raw = string.escapes.to_raw_span(span);
    match string.token.contains(['\n', '\r']) {
        true => checked(string, raw, written, span, text),
        false => Some((raw, written)),
    }
}

/// An edit of a block scalar of YAML.
fn block(string: &Written, column: usize, folded: bool, span: Span, text: &str) -> Option<(Span, String)> {
    let is_writable = |c: char| c == '\n' || c == '\t' || !c.is_control() && c != '\u{feff}';
    if !text.chars().all(is_writable) {
        return None;
    }
    let (span, text) = before_last_break(string, span, text);
    let (raw, written) = lines(string, column, span, &text)?;
    // The lines inside of a literal say themselves how deep they are; its first and its last lines say it for others.
    let solid = solid(&string.meaning);
    let is_inside = solid.start < span.start && span.end < solid.end;
    match is_inside && !folded {
        true => Some((raw, written)),
        false => checked(string, raw, written, span, &text),
    }
}

/// What the last line end of a block scalar is, its header says; what is put after it can as well be put before it.
fn before_last_break(string: &Written, span: Span, text: &str) -> (Span, String) {
    match text.strip_suffix('\n') {
        Some(rest) if span.end == string.escapes.decoded_len() && string.meaning.ends_with('\n') => {
            if span.is_empty() {
                return (span.shift(-1), format!("\n{rest}"));
            }
            (Span::new(span.start, span.end - 1), rest.to_owned())
        }
        _ => (span, text.to_owned()),
    }
}

/// Where the edit of lines that begin at `column` goes, and its text with the blanks that its lines need.
fn lines(string: &Written, column: usize, span: Span, text: &str) -> Option<(Span, String)> {
    let line_end = if string.token.contains("\r\n") { "\r\n" } else { "\n" };
    let (start, end) = (string.escapes.to_raw(span.start), string.escapes.to_raw(span.end));
    // How deep the edit begins on its line. A blank line may be shorter than the content is deep.
    let before = string.token.get(..start.checked_sub(string.start)? as usize)?;
    let depth = before.len() - before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let after = string.token.get(end.checked_sub(string.start)? as usize..)?;
    let ends_line = after.is_empty() || after.starts_with(['\n', '\r']);
    let mut written = String::with_capacity(text.len());
    let last = text.matches('\n').count();
    for (i, line) in text.split('\n').enumerate() {
        let pad = match i {
            0 => column.saturating_sub(depth),
            _ => column,
        };
        if i > 0 {
            written.push_str(line_end);
        }
        if !line.is_empty() || i == last && !ends_line {
            written.push_str(&" ".repeat(pad));
        }
        written.push_str(line);
    }
    Some((Span::new(start, end), written))
}

/// Where the first character that is no blank stands, and the end of the last one.
fn solid(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    Span::new(start as u32, text.trim_end().len() as u32)
}

/// The edit, if the string that it makes means what it should.
fn checked(string: &Written, raw: Span, written: String, span: Span, text: &str) -> Option<(Span, String)> {
    string.meaning.get(span.range())?;
    let mut expected = string.meaning.clone();
    expected.replace_range(span.range(), text);
    let place = raw.shift(-i64::from(string.start));
    string.token.get(place.range())?;
    let mut token = string.token.to_string();
    token.replace_range(place.range(), &written);
    (yaml(&token, string.style)? == expected).then_some((raw, written))
}

/// What the string `token` of YAML means as the value of a key.
fn yaml(token: &str, style: Style) -> Option<String> {
    // An indicator counts from what the scalar is in.
    let indicator = token.split(['\n', '\r']).next().and_then(|header| header.chars().find_map(|c| c.to_digit(10)));
    let outer = match (style, indicator) {
        (Style::Data(Quoting::Block { column, .. }), Some(indicator)) => u32::from(column).checked_sub(indicator)?,
        _ => 0,
    };
    let blanks = " ".repeat(outer as usize);
    let line_end = if token.ends_with(['\n', '\r']) { "" } else { "\n" };
    let document = Document::new(&format!("{blanks}a: {token}{line_end}{blanks}b: 1\n"), Dialect::Yaml);
    if !document.tree().errors().is_empty() {
        return None;
    }
    let root = document.tree().root()?.as_object()?;
    let string = root.value("a")?.as_str()?;
    (Style::Data(string.quoting()) == style && root.value("b").is_some()).then(|| string.text().into_owned())
}
