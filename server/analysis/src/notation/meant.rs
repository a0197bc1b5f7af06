//! A value as it is meant, whatever it is written in.

use std::fmt;

use asl_syntax::{Dialect, Document, Kind, Value};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

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
        // Most of what is proposed is plain JSON, and a tree is more than it takes to read that.
        if let Ok(meant) = serde_json::from_str(json) {
            return meant;
        }
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

/// Plain JSON. Refuses what has to stand as it is written: numbers that are no integers, functions of templates.
impl<'de> Deserialize<'de> for Meant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Meant, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Meant;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON without fractions and functions of templates")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Meant, E> {
        Ok(Meant::Bare(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Meant, E> {
        Ok(Meant::Bare(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Meant, E> {
        Ok(Meant::Bare(value.to_string()))
    }

    fn visit_unit<E>(self) -> Result<Meant, E> {
        Ok(Meant::Bare("null".to_owned()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Meant, E> {
        Ok(Meant::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Meant, A::Error> {
        let mut read = Vec::new();
        while let Some(item) = items.next_element()? {
            read.push(item);
        }
        Ok(Meant::Array(read))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Meant, A::Error> {
        let mut read = Vec::new();
        while let Some((key, value)) = members.next_entry::<String, Meant>()? {
            if key == "Ref" || key.starts_with("Fn::") {
                return Err(serde::de::Error::custom("a function of a template stands as it is"));
            }
            read.push((key, value));
        }
        Ok(Meant::Object(read))
    }
}
