//! What an `ItemReader` and its `ReaderConfig` say, for the rules about how their fields go together.

use std::borrow::Cow;

use asl_spec::Context;
use asl_spec::integrations::Resource;
use asl_spec::nearest;
use asl_syntax::{Object, Value};

use crate::place::Place;
use crate::task::TaskResource;

/// The value of a field that takes one of a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word<'a> {
    /// The field is not there, and no key may be meant as it.
    Absent,
    /// The word.
    Text(Cow<'a, str>),
    /// It cannot be told.
    Unknown,
}

impl Word<'_> {
    /// The word, where it is known.
    pub fn text(&self) -> Option<&str> {
        match self {
            Word::Text(text) => Some(text),
            Word::Absent | Word::Unknown => None,
        }
    }

    /// Whether the field is this word.
    pub fn is(&self, word: &str) -> bool {
        matches!(self, Word::Text(text) if text == word)
    }
}

/// The word in the field `name` of `object`.
pub fn word<'a>(object: Object<'a>, name: &str) -> Word<'a> {
    let Some(member) = object.get(name) else {
        let may_be_meant = object.members().any(|m| m.key().has_hole() || nearest(&m.key().text(), [name]).is_some());
        return if !object.is_closed() || may_be_meant { Word::Unknown } else { Word::Absent };
    };
    match member.value().and_then(Value::as_str).filter(|s| s.is_closed() && !s.has_hole()) {
        Some(string) => Word::Text(string.text()),
        None => Word::Unknown,
    }
}

/// How an `ItemReader` reaches its dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// `s3:getObject`: one object holds all items.
    GetObject,
    /// `s3:listObjectsV2`: the objects are the items.
    ListObjects,
}

/// How this `ItemReader` reaches its dataset, when its `Resource` is one that is known.
pub fn access(reader: Object<'_>) -> Option<Access> {
    let resource = TaskResource::of_string(reader.get("Resource")?.value()?.as_str()?)?;
    match resource.read() {
        Resource::Optimized(parts) if parts.service.text == "s3" && parts.suffix.is_none() => match parts.action.text {
            "getObject" => Some(Access::GetObject),
            "listObjectsV2" => Some(Access::ListObjects),
            _ => None,
        },
        _ => None,
    }
}

/// The `ReaderConfig` of a place of that kind, with the `ItemReader` that holds it.
pub fn config<'a>(place: &Place<'a>) -> Option<(Object<'a>, Object<'a>)> {
    (place.context == Some(Context::ReaderConfig)).then_some(())?;
    Some((place.object, place.owner?.object))
}
