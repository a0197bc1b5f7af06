//! The data of a text as `granit-parser` alone tells it, to compare with what a document gives.

use asl_syntax::{Kind, Value};
use granit_parser::{Event, Parser, ScalarStyle, Tag};

/// Data.
#[derive(Clone, Debug)]
pub(crate) enum Data {
    /// An alias, or what has a tag of its own.
    Unknown,
    Null,
    Bool(bool),
    /// A number, as it is written.
    Number(String),
    Text(String),
    Sequence(Vec<Data>),
    Mapping(Vec<(Data, Data)>),
}

/// The first document of `text`, and whether all of `text` is right.
pub(crate) fn read(text: &str) -> Result<Option<Data>, String> {
    let mut open: Vec<(Data, Option<Data>, bool)> = Vec::new();
    let mut root = None;
    let mut is_over = false;
    for next in Parser::new_from_str(text) {
        let (event, _) = next.map_err(|error| error.to_string())?;
        let done = match &event {
            _ if is_over => continue,
            Event::DocumentEnd => {
                is_over = true;
                continue;
            }
            Event::Alias(_) => Data::Unknown,
            Event::Scalar(value, style, _, tag) => scalar(value, *style, tag.as_deref()),
            Event::SequenceStart(_, _, tag) => {
                open.push((Data::Sequence(Vec::new()), None, is_own(tag.as_deref(), "seq")));
                continue;
            }
            Event::MappingStart(_, _, tag) => {
                open.push((Data::Mapping(Vec::new()), None, is_own(tag.as_deref(), "map")));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let (data, _, own) = open.pop().unwrap();
                if own { data } else { Data::Unknown }
            }
            _ => continue,
        };
        match open.last_mut() {
            None => root = Some(done),
            Some((Data::Sequence(items), ..)) => items.push(done),
            Some((Data::Mapping(entries), key, _)) => match key.take() {
                // A key is its text, whatever it would be as a value.
                None => {
                    let text = match &event {
                        Event::Scalar(text, style, ..) if !matches!(done, Data::Unknown) => {
                            let is_missing = *style == ScalarStyle::Plain && (text == "~" || text.is_empty());
                            // Whether `~` is written cannot be told from the event.
                            if is_missing { Data::Null } else { Data::Text(text.to_string()) }
                        }
                        _ => Data::Unknown,
                    };
                    *key = Some(text);
                }
                Some(key) => entries.push((key, done)),
            },
            Some(_) => unreachable!(),
        }
    }
    Ok(root)
}

/// Whether a collection in flow style, or a scalar that is no block scalar, goes on in a line that is no deeper than the
/// one that it begins in. `granit-parser` takes that within bounds; the definition of YAML does not.
pub(crate) fn goes_on_left(text: &str) -> bool {
    let mut open: Vec<usize> = Vec::new();
    for next in Parser::new_from_str(text) {
        let Ok((event, span)) = next else { break };
        let Some(range) = span.byte_range() else { continue };
        let start = match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                let is_flow = text[range.start..].starts_with(['[', '{']) && !range.is_empty();
                open.push(if is_flow { range.start } else { usize::MAX });
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().unwrap(),
            Event::Scalar(_, ScalarStyle::Literal | ScalarStyle::Folded, ..) => continue,
            _ => range.start,
        };
        if start < range.end && is_left(text, start, range.end) {
            return true;
        }
    }
    false
}

/// Whether a line between `start` and `end` is no deeper than the one of `start`.
fn is_left(text: &str, start: usize, end: usize) -> bool {
    let line = text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let before = &text[line..];
    let column = before.len() - before.trim_start_matches([' ', '-']).len();
    let mut lines = text[start..end].split(['\n', '\r']).skip(1).filter(|line| !line.trim().is_empty());
    lines.any(|line| line.len() - line.trim_start().len() <= column)
}

fn is_own(tag: Option<&Tag>, name: &str) -> bool {
    tag.is_none_or(|tag| tag.is_yaml_core_schema_tag(name))
}

fn scalar(value: &str, style: ScalarStyle, tag: Option<&Tag>) -> Data {
    let plain = match value {
        "~" | "null" | "Null" | "NULL" => Data::Null,
        "true" | "True" | "TRUE" => Data::Bool(true),
        "false" | "False" | "FALSE" => Data::Bool(false),
        _ if is_number(value) => Data::Number(value.to_owned()),
        _ => Data::Text(value.to_owned()),
    };
    let bare = if style == ScalarStyle::Plain { plain } else { Data::Text(value.to_owned()) };
    let Some(tag) = tag else { return bare };
    match (tag.core_suffix(), bare) {
        (Some("str"), _) => Data::Text(value.to_owned()),
        (None, _) if tag.to_string() == "!" => Data::Text(value.to_owned()),
        (Some("null"), Data::Text(text)) if text.is_empty() && style == ScalarStyle::Plain => Data::Null,
        (Some("null"), bare @ Data::Null) | (Some("bool"), bare @ Data::Bool(_)) => bare,
        (Some("float"), bare @ Data::Number(_)) => bare,
        (Some("int"), Data::Number(text)) if !text.contains(['.', 'e', 'E']) => Data::Number(text),
        _ => Data::Unknown,
    }
}

/// Whether a plain scalar is a number by the core schema. The suite's own way of looking, not the parser's.
fn is_number(text: &str) -> bool {
    let all = |text: &str, chars: &str| !text.is_empty() && text.chars().all(|c| chars.contains(c));
    if let Some(rest) = text.strip_prefix("0o") {
        return all(rest, "01234567");
    }
    if let Some(rest) = text.strip_prefix("0x") {
        return all(rest, "0123456789abcdefABCDEF");
    }
    let unsigned = text.trim_start_matches(['+', '-']);
    if text.len() - unsigned.len() > 1 {
        return false;
    }
    if [".inf", ".Inf", ".INF"].contains(&unsigned) || [".nan", ".NaN", ".NAN"].contains(&text) {
        return true;
    }
    // What Rust reads as a double is a number if it is made of nothing but digits, one dot and an exponent.
    all(unsigned, "0123456789.eE+-") && unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') && {
        let with_digit = unsigned.split(['e', 'E']).next().is_some_and(|m| m.contains(|c: char| c.is_ascii_digit()));
        with_digit && unsigned.parse::<f64>().is_ok()
    }
}

/// Says where `value` is not what `data` is.
pub(crate) fn compare(data: &Data, value: Value<'_>, path: &str) -> Result<(), String> {
    let differ = || Err(format!("{path}: {data:?} is read as {:?} at {:?}", value.kind(), value.span()));
    match data {
        Data::Unknown if value.kind() == Kind::Hole => Ok(()),
        Data::Null if value.is_null() => Ok(()),
        Data::Bool(expected) if value.as_bool() == Some(*expected) => Ok(()),
        Data::Number(text) => match value.as_number() {
            Some(number) if number.text() == text => Ok(()),
            _ => differ(),
        },
        Data::Text(text) => match value.as_str() {
            Some(string) if string.text() == text.as_str() => Ok(()),
            Some(string) => Err(format!("{path}: {text:?} is read as {:?}", string.text())),
            None => differ(),
        },
        Data::Sequence(items) => {
            let Some(array) = value.as_array() else { return differ() };
            if array.items().count() != items.len() {
                return Err(format!("{path}: {} items, not {}", array.items().count(), items.len()));
            }
            let pairs = items.iter().zip(array.items()).enumerate();
            pairs.into_iter().try_for_each(|(i, (item, value))| compare(item, value, &format!("{path}/{i}")))
        }
        Data::Mapping(entries) => {
            let Some(object) = value.as_object() else { return differ() };
            if object.members().count() != entries.len() {
                return Err(format!("{path}: {} members, not {}", object.members().count(), entries.len()));
            }
            for ((key, data), member) in entries.iter().zip(object.members()) {
                let text = member.key().text();
                let agrees = match key {
                    Data::Text(key) => text == key.as_str(),
                    Data::Null => text.is_empty() || text == "~",
                    _ => member.key().has_hole(),
                };
                if !agrees {
                    return Err(format!("{path}: the key {key:?} is read as {text:?}"));
                }
                let Some(value) = member.value() else { return Err(format!("{path}/{text}: no value, not {data:?}")) };
                compare(data, value, &format!("{path}/{text}"))?;
            }
            Ok(())
        }
        _ => differ(),
    }
}
