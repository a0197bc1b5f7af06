//! What a Task state runs, and the parameters that it hands over.

use std::borrow::Cow;

use asl_spec::integrations::{self, Integration, Resource, Unknown, parse_resource};
use asl_spec::{Context, QueryLanguage};
use asl_syntax::{Kind, Member, Object, Span, Str, Value};

use crate::place::Place;

/// The `Resource` of a Task state.
pub struct TaskResource<'a> {
    string: Str<'a>,
    text: Cow<'a, str>,
}

impl<'a> TaskResource<'a> {
    /// The resource of `place`, when that is a Task state whose `Resource` is a complete string.
    pub fn of(place: &Place<'a>) -> Option<TaskResource<'a>> {
        if place.context != Some(Context::Task) {
            return None;
        }
        TaskResource::of_string(place.value("Resource")?.as_str()?)
    }

    /// The resource that `string` names, when it is complete.
    pub fn of_string(string: Str<'a>) -> Option<TaskResource<'a>> {
        string.is_closed().then(|| TaskResource { string, text: string.text() })
    }

    /// What the text says.
    pub fn read(&self) -> Resource<'_> {
        // The reader of resources knows `${}` and `{{}}`; the third kind of placeholder hides its part just as well.
        if self.text.contains("#{") {
            return Resource::Unknown(Unknown::Placeholder);
        }
        parse_resource(&self.text)
    }

    /// The text, decoded.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The string, with its quotes.
    pub fn span(&self) -> Span {
        self.string.span()
    }

    /// Where a part of the text stands.
    pub fn part(&self, part: integrations::Span) -> Span {
        self.string.escapes().to_raw_span(Span::new(part.start as u32, part.end as u32))
    }

    /// Where the dot and the suffix behind the action stand; the whole string when there is none.
    pub fn suffix(&self, integration: &Integration<'_>) -> Span {
        integration.suffix.map_or(self.span(), |suffix| {
            self.part(integrations::Span { start: suffix.span.start - 1, end: suffix.span.end })
        })
    }
}

/// The parameters of a state.
pub enum Payload<'a> {
    /// There is no such field.
    Missing,
    /// Its field, and the object in it.
    Fields(Member<'a>, Object<'a>),
    /// Something that only the run, the deployment or the rest of the text will show.
    Unknown,
}

/// The field that holds the parameters in a state of `language`.
pub fn payload_field(language: QueryLanguage) -> &'static str {
    match language {
        QueryLanguage::JsonPath => "Parameters",
        QueryLanguage::Jsonata => "Arguments",
    }
}

/// The parameters that `place` gives in the field of its language.
pub fn payload<'a>(place: &Place<'a>) -> Payload<'a> {
    let Some(member) = place.get(payload_field(place.language)) else { return Payload::Missing };
    match member.value().and_then(Value::as_object).filter(|o| o.is_closed()) {
        Some(object) => Payload::Fields(member, object),
        None => Payload::Unknown,
    }
}

/// Whether `object` gives the parameter `name`, or may do so: a key with a placeholder can be any.
pub fn may_give(object: Object<'_>, language: QueryLanguage, name: &str) -> bool {
    object.members().any(|member| {
        let key = member.key();
        let text = key.text();
        let given = match language {
            QueryLanguage::JsonPath => text.strip_suffix(".$").unwrap_or(&text),
            QueryLanguage::Jsonata => &text,
        };
        given == name || key.has_hole()
    })
}

/// Calls `visit` for every string in `value`, with the key that holds it, and says whether there is a placeholder or
/// something broken among them. Bounded by the depth of the tree, which is limited.
pub fn strings<'a>(value: Value<'a>, visit: &mut dyn FnMut(Option<Str<'a>>, Str<'a>)) -> bool {
    let mut open = vec![(None, value)];
    let mut is_unknown = false;
    while let Some((key, value)) = open.pop() {
        match value.kind() {
            Kind::Object => {
                for member in value.as_object().iter().flat_map(|o| o.members()) {
                    match member.value() {
                        Some(value) => open.push((Some(member.key()), value)),
                        None => is_unknown = true,
                    }
                }
            }
            Kind::Array => open.extend(value.as_array().iter().flat_map(|a| a.items()).map(|item| (None, item))),
            Kind::String => {
                if let Some(string) = value.as_str() {
                    is_unknown |= string.has_hole() || !string.is_closed();
                    visit(key, string);
                }
            }
            Kind::Hole | Kind::Error => is_unknown = true,
            Kind::Number | Kind::Bool | Kind::Null => {}
        }
    }
    is_unknown
}
