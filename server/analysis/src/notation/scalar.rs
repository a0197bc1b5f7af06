//! Strings of YAML in each of their styles. The parser is the judge of what is written.

use asl_syntax::{Dialect, Document, Str, Value};

use super::{Style, quoted};

/// Where a scalar stands, as far as that matters to how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// Whether it is a key.
    pub(super) is_key: bool,
    /// The style of the container that it is in.
    pub(super) style: Style,
}

/// The words that YAML 1.1 reads as booleans, and readers of that version still do; each with the other one.
const OLD_BOOLEANS: [[&str; 2]; 3] = [["y", "n"], ["yes", "no"], ["on", "off"]];

/// What YAML 1.1 reads the plain scalar `text` as, if that is a boolean, and YAML 1.2 does not.
pub fn yaml_boolean(text: &str) -> Option<bool> {
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    OLD_BOOLEANS.iter().find_map(|[yes, no]| if is(yes) { Some(true) } else { is(no).then_some(false) })
}

/// Whether every reader of YAML takes the plain scalar `text` for that string.
pub(super) fn is_plain(text: &str, spot: Spot) -> bool {
    let is_word = text.starts_with(|c: char| c.is_alphabetic() || matches!(c, '$' | '_' | '/' | '('));
    is_word && yaml_boolean(text).is_none() && (is_name(text) || reads_as(text, spot, text))
}

/// Whether `text` is one of the many words that are a string everywhere, so that the parser need not be asked.
fn is_name(text: &str) -> bool {
    text.len() > "false".len()
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_')
}

/// `text` between `quote`s, or between double ones if these cannot hold it.
pub(super) fn in_quotes(quote: char, text: &str, spot: Spot) -> String {
    if quote == '\'' {
        let single = format!("'{}'", text.replace('\'', "''"));
        if reads_as(&single, spot, text) {
            return single;
        }
    }
    quoted(text)
}

/// Whether the scalar `written` at such a spot is the string `text`. The lines of `written` after the first have to be
/// indented.
pub(super) fn reads_as(written: &str, spot: Spot, text: &str) -> bool {
    let source = match (spot.style, spot.is_key) {
        (Style::Block, true) => format!("{written}: 0\n"),
        (Style::Block, false) => format!("k: {written}\n"),
        (_, true) => format!("{{{written}: 0}}\n"),
        (_, false) => format!("{{k: {written}}}\n"),
    };
    let document = Document::new(&source, Dialect::Yaml);
    let root = document.tree().root().filter(|_| document.tree().errors().is_empty()).and_then(Value::as_object);
    let Some(root) = root else { return false };
    let mut members = root.members();
    let (Some(member), None) = (members.next(), members.next()) else { return false };
    match spot.is_key {
        true => member.key().is(text) && member.value().is_some_and(|value| value.as_number().is_some()),
        false => member.key().is("k") && member.value().and_then(Value::as_str).is_some_and(|s| s.is(text)),
    }
}

/// `text` as a block scalar whose lines stand behind `indent`, with the header of one that begins with `|` or `>`.
/// `None` where a block scalar cannot say it.
pub(super) fn in_block(old: &str, text: &str, indent: &str, newline: &str) -> Option<String> {
    let is_folded = old.starts_with('>') && !text.trim_end_matches('\n').contains('\n');
    let body = text.trim_end_matches('\n');
    let chomp = match text.len() - body.len() {
        0 => "-",
        1 => "",
        _ => "+",
    };
    let mut written = format!("{}{chomp}", if is_folded { '>' } else { '|' });
    for line in body.split('\n') {
        written.push_str(newline);
        if !line.is_empty() {
            written.push_str(indent);
            written.push_str(line);
        }
    }
    for _ in 1..text.len() - body.len() {
        written.push_str(newline);
    }
    let spot = Spot { is_key: false, style: Style::Block };
    reads_as(&format!("{written}{newline}"), spot, text).then_some(written)
}

/// The space that the lines of the block scalar `token` stand behind.
pub(super) fn block_indent(token: &str, string: Str<'_>) -> String {
    let text = string.text();
    let own = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let own = own.len() - own.trim_start_matches(' ').len();
    let line = token.lines().skip(1).find(|line| !line.trim().is_empty()).unwrap_or("");
    let width = line.len() - line.trim_start_matches(' ').len();
    " ".repeat(width.saturating_sub(own))
}

/// The raw text for `text` inside of a string that begins like `token` and whose lines stand behind `indent`.
pub(super) fn inside(token: &str, text: &str, indent: &str, newline: &str) -> String {
    match token.as_bytes().first() {
        Some(b'"') => {
            let quoted = quoted(text);
            quoted[1..quoted.len() - 1].to_owned()
        }
        Some(b'\'') => text.replace('\'', "''"),
        Some(b'|') => text.replace('\n', &format!("{newline}{indent}")),
        // A line break that folds is a blank, so it takes two.
        Some(b'>') => text.replace('\n', &format!("{newline}{newline}{indent}")),
        _ => text.to_owned(),
    }
}
