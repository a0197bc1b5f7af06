//! The types of an API as a graph: a structure's member names a shape by id, and a shape may reach itself.

use crate::service::Service;

/// A shape within one service; it means nothing to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ShapeId(pub(crate) u32);

/// A type of the API.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// An object with known members.
    Structure(Structure),
    /// An array.
    List {
        /// The shape of every element.
        element: ShapeId,
    },
    /// An object with free keys.
    Map {
        /// The shape of the keys: a string, possibly an enumeration.
        key: ShapeId,
        /// The shape of every value.
        value: ShapeId,
    },
    /// Text. Step Functions turns an object into JSON text where the API wants a string.
    String,
    /// Text that is one of the known values. A model may lag behind its service.
    Enum {
        /// The name of the enumeration in the model.
        name: &'static str,
        /// The values, in the order of the model.
        values: Values,
    },
    /// A whole number of 32 bits.
    Integer,
    /// A whole number of 64 bits.
    Long,
    /// A number with a fraction.
    Float,
    /// True or false.
    Boolean,
    /// A moment: in parameters a string or a number, in results a string.
    Timestamp,
    /// Bytes, which Step Functions handles as a string.
    Blob {
        /// Whether the API streams them, as `s3:getObject` streams `Body`; Step Functions reads the stream to its end.
        is_streaming: bool,
    },
    /// Any JSON: objects, arrays and scalars.
    Document,
}

/// The facts of a structure.
#[derive(Debug, Clone, Copy)]
pub struct Structure {
    service: &'static Service,
    name: StringId,
    flags: u8,
    members: (u32, u32),
}

impl Structure {
    /// The name of the structure in the model: `AttributeValue`.
    pub fn name(self) -> &'static str {
        self.service.text(self.name)
    }

    /// The members in the order of the model.
    pub fn members(self) -> Members {
        Members { service: self.service, rest: self.service.members.get(range(self.members)).unwrap_or(&[]).iter() }
    }

    /// The member with exactly this name.
    pub fn member(self, name: &str) -> Option<Member> {
        self.members().find(|member| member.name() == name)
    }

    /// The member that somebody meant who wrote `name`: in other case, or in the spelling of the other regime or of
    /// the API itself (`DBInstanceIdentifier` for `DbInstanceIdentifier`).
    pub fn member_like(self, name: &str) -> Option<Member> {
        self.member(name).or_else(|| {
            self.members().find(|member| {
                let is_it = |spelling: &str| spelling.eq_ignore_ascii_case(name);
                is_it(member.name()) || member.alternate().is_some_and(is_it)
            })
        })
    }

    /// Whether exactly one of the members must be given.
    pub fn is_union(self) -> bool {
        self.flags & 1 != 0
    }

    /// Whether this is a stream of events, which Step Functions supports nowhere.
    pub fn is_event_stream(self) -> bool {
        self.flags & 2 != 0
    }
}

/// A member of a structure.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    service: &'static Service,
    record: &'static MemberRecord,
}

impl Member {
    /// The name as it must be written here.
    pub fn name(self) -> &'static str {
        self.service.text(self.record.name)
    }

    /// Another name that people use for it, mostly the one of the other regime: `Acl` of `aws-sdk:s3` has the alternate
    /// `ACL`.
    pub fn alternate(self) -> Option<&'static str> {
        self.record.alternate.map(|alternate| self.service.text(alternate))
    }

    /// Whether the alternate may be right as well. So where the name got `Value` behind it because Java keeps the word
    /// for itself: AWS documents only one such name. And where the SDK for Java has a second way of saying the same,
    /// as `DestinationBucket` for the `Bucket` of `aws-sdk:s3:copyObject`.
    pub fn accepts_alternate(self) -> bool {
        self.record.flags & 16 != 0
    }

    /// The shape of the value.
    pub fn shape(self) -> ShapeId {
        ShapeId(self.record.shape)
    }

    /// Whether the API demands it.
    pub fn is_required(self) -> bool {
        self.record.flags & 1 != 0
    }

    /// Whether the model calls it deprecated.
    pub fn is_deprecated(self) -> bool {
        self.record.flags & 2 != 0
    }

    /// Whether it is an idempotency token: SDKs fill it in, Step Functions does not, so a required one is required.
    pub fn is_idempotency_token(self) -> bool {
        self.record.flags & 4 != 0
    }
}

/// The members of a structure.
#[derive(Debug, Clone)]
pub struct Members {
    service: &'static Service,
    rest: std::slice::Iter<'static, MemberRecord>,
}

impl Iterator for Members {
    type Item = Member;

    fn next(&mut self) -> Option<Member> {
        let record = self.rest.next()?;
        Some(Member { service: self.service, record })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rest.size_hint()
    }
}

impl ExactSizeIterator for Members {}

/// Texts of a service: the values of an enumeration or the names of errors.
#[derive(Debug, Clone, Copy)]
pub struct Values {
    service: &'static Service,
    ids: &'static [StringId],
}

impl Values {
    pub(crate) fn new(service: &'static Service, ids: &'static [StringId]) -> Self {
        Self { service, ids }
    }

    /// The texts in their order.
    pub fn iter(self) -> ValuesIter {
        ValuesIter { service: self.service, rest: self.ids.iter() }
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.ids.is_empty()
    }

    /// Whether exactly this text is among them.
    pub fn contains(self, text: &str) -> bool {
        self.iter().any(|value| value == text)
    }
}

impl IntoIterator for Values {
    type Item = &'static str;
    type IntoIter = ValuesIter;

    fn into_iter(self) -> ValuesIter {
        self.iter()
    }
}

/// Goes through [`Values`].
#[derive(Debug, Clone)]
pub struct ValuesIter {
    service: &'static Service,
    rest: std::slice::Iter<'static, StringId>,
}

impl Iterator for ValuesIter {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        self.rest.next().map(|&id| self.service.text(id))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rest.size_hint()
    }
}

impl ExactSizeIterator for ValuesIter {}

impl Service {
    /// The shape with this id; `None` for an id of a service that has more shapes.
    pub fn shape(&'static self, id: ShapeId) -> Option<Shape> {
        Some(match *self.shapes.get(id.0 as usize)? {
            ShapeRecord::Structure { name, flags, members } => {
                Shape::Structure(Structure { service: self, name, flags, members })
            }
            ShapeRecord::List { element } => Shape::List { element: ShapeId(element) },
            ShapeRecord::Map { key, value } => Shape::Map { key: ShapeId(key), value: ShapeId(value) },
            ShapeRecord::Enum { name, values } => Shape::Enum {
                name: self.text(name),
                values: Values::new(self, self.values.get(range(values)).unwrap_or(&[])),
            },
            ShapeRecord::String => Shape::String,
            ShapeRecord::Integer => Shape::Integer,
            ShapeRecord::Long => Shape::Long,
            ShapeRecord::Float => Shape::Float,
            ShapeRecord::Boolean => Shape::Boolean,
            ShapeRecord::Timestamp => Shape::Timestamp,
            ShapeRecord::Blob { is_streaming } => Shape::Blob { is_streaming },
            ShapeRecord::Document => Shape::Document,
        })
    }

    /// The structure with this id; `None` where the shape is something else.
    pub fn structure(&'static self, id: ShapeId) -> Option<Structure> {
        match self.shape(id)? {
            Shape::Structure(structure) => Some(structure),
            _ => None,
        }
    }

    /// Follows a path from a shape: a member's name in a structure, any key in a map, `*` or an index in a list.
    /// Below a document every path leads to a document. `None` where the path leaves the model.
    pub fn walk<'p>(&'static self, from: ShapeId, path: impl IntoIterator<Item = &'p str>) -> Option<ShapeId> {
        path.into_iter().try_fold(from, |id, step| match self.shape(id)? {
            Shape::Structure(structure) => structure.member(step).map(Member::shape),
            Shape::Map { value, .. } => Some(value),
            Shape::List { element } if step == "*" || step.parse::<u32>().is_ok() => Some(element),
            Shape::Document => Some(id),
            _ => None,
        })
    }

    /// A short name of a type for people: `string`, `AttributeValue`, `list of string`, `map of AttributeValue`.
    pub fn type_name(&'static self, id: ShapeId) -> String {
        const DEEPEST: usize = 16;
        let mut name = String::new();
        let mut id = id;
        for _ in 0..DEEPEST {
            let Some(shape) = self.shape(id) else { break };
            let (words, inner) = match shape {
                Shape::List { element } => ("list of ", Some(element)),
                Shape::Map { value, .. } => ("map of ", Some(value)),
                Shape::Structure(structure) => (structure.name(), None),
                Shape::Enum { name, .. } => (name, None),
                Shape::String => ("string", None),
                Shape::Integer => ("integer", None),
                Shape::Long => ("long", None),
                Shape::Float => ("number", None),
                Shape::Boolean => ("boolean", None),
                Shape::Timestamp => ("timestamp", None),
                Shape::Blob { .. } => ("blob", None),
                Shape::Document => ("any JSON", None),
            };
            name.push_str(words);
            match inner {
                Some(inner) => id = inner,
                None => break,
            }
        }
        name
    }
}

/// A string of a service, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StringId(pub(crate) u32);

/// A shape as it is kept; ranges are of the service's members or values.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ShapeRecord {
    Structure { name: StringId, flags: u8, members: (u32, u32) },
    List { element: u32 },
    Map { key: u32, value: u32 },
    Enum { name: StringId, values: (u32, u32) },
    String,
    Integer,
    Long,
    Float,
    Boolean,
    Timestamp,
    Blob { is_streaming: bool },
    Document,
}

/// A member as it is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MemberRecord {
    pub(crate) name: StringId,
    pub(crate) alternate: Option<StringId>,
    pub(crate) shape: u32,
    pub(crate) flags: u8,
}

pub(crate) fn range((start, end): (u32, u32)) -> std::ops::Range<usize> {
    start as usize..end as usize
}
