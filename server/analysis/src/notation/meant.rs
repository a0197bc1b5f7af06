//! A value as it is meant, whatever it is written in.

use asl_syntax::{Dialect, Document, Kind, Value};

/// A value without places.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meant {
    Object(Vec<(String, Meant)>),
    Array(Vec<Meant>),
    String(String),
    /// A number, `true`, `null`, a placeholder, what is no value yet: it stands as it is.
    Bare(String),
    /// The value of the document with this number.
    Copy(usize),
}

impl Meant {
    /// What JSON text means. `${0}` outside of a string is the first of `copies` values.
    pub(super) fn parse(json: &str, copies: usize) -> Meant {
        let document = Document::new(json, Dialect::Json);
        match document.tree().root() {
            Some(root) => Meant::of(&document, root, copies),
            None => Meant::Bare(json.trim().to_owned()),
        }
    }

    /// What a value of a document means.
    pub(super) fn of(document: &Document, value: Value<'_>, copies: usize) -> Meant {
        if let Some(object) = value.as_object() {
            let members = object.members().map(|member| {
                let value = member.value().map_or(Meant::Bare(String::new()), |v| Meant::of(document, v, copies));
                (member.key().text().into_owned(), value)
            });
            return Meant::Object(members.collect());
        }
        if let Some(array) = value.as_array() {
            return Meant::Array(array.items().map(|item| Meant::of(document, item, copies)).collect());
        }
        if let Some(string) = value.as_str() {
            return Meant::String(string.text().into_owned());
        }
        let text = document.text().slice(value.span());
        let number = text.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')?.parse().ok());
        match number.filter(|number| *number < copies && value.kind() == Kind::Hole) {
            Some(number) => Meant::Copy(number),
            // An empty plain scalar of YAML.
            None if text.is_empty() => Meant::Bare("null".to_owned()),
            None => Meant::Bare(text.into_owned()),
        }
    }

    /// Whether it is an object or array that holds something.
    pub(super) fn is_nested(&self) -> bool {
        match self {
            Meant::Object(members) => !members.is_empty(),
            Meant::Array(items) => !items.is_empty(),
            _ => false,
        }
    }
}
