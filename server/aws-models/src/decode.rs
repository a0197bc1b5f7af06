//! Reads the block of a service, which `build/pack.rs` writes.
//!
//! ```text
//! block      = count of strings, count of shapes, length of the text, text, body
//! text       = the strings, joined by line feeds
//! body       = errors, operations, shapes
//! errors     = count, string*
//! operations = count, (string, flags << 2 | has output << 1 | has input, shape?, shape?, error*)*
//! error*     = count, place among the errors*
//! shape      = 0, string, flags, count, (string, flags, string?, shape)*     a structure and its members
//!            | 1, shape                                                      a list
//!            | 2, shape, shape                                               a map: keys, values
//!            | 3, string, count, string*                                     an enumeration
//! ```
//! Numbers are little-endian base-128. Strings and shapes are numbered in the order of first use: a reference is zero
//! for the next new one, otherwise the number plus one. The scalars have the first numbers.

use crate::operation::OperationRecord;
use crate::service::Service;
use crate::shape::{MemberRecord, ShapeRecord, StringId};

/// How many scalars come before the shapes of the service.
pub(crate) const SCALARS: [ShapeRecord; 10] = [
    ShapeRecord::String,
    ShapeRecord::Integer,
    ShapeRecord::Long,
    ShapeRecord::Float,
    ShapeRecord::Boolean,
    ShapeRecord::Timestamp,
    ShapeRecord::Blob { is_streaming: false },
    ShapeRecord::Blob { is_streaming: true },
    ShapeRecord::Document,
    ShapeRecord::Float,
];

const MEMBER_HAS_ALTERNATE: u8 = 8;

/// Decodes a whole block; `None` for bytes that the build did not write.
pub(crate) fn decode(raw: &[u8]) -> Option<Service> {
    let mut head = Reader { bytes: raw, at: 0, next_string: 0, next_shape: 0, strings: 0, shapes: 0 };
    let strings = head.count()?;
    let shapes = head.count()? + SCALARS.len();
    let text_length = head.count()?;
    let text_end = head.at.checked_add(text_length)?;
    let text = std::str::from_utf8(raw.get(head.at..text_end)?).ok()?;
    let mut ends = Vec::with_capacity(strings);
    ends.extend(text.bytes().zip(0u32..).filter(|&(byte, _)| byte == b'\n').map(|(_, at)| at));
    ends.push(u32::try_from(text_length).ok()?);
    if ends.len() != strings {
        return None;
    }
    let mut reader = Reader { at: text_end, strings, shapes, next_shape: SCALARS.len(), ..head };
    let errors = reader.list(Reader::string)?;
    let mut operation_errors = Vec::new();
    let operations = reader.list(|reader| reader.operation(&errors, &mut operation_errors))?;
    let mut service = Service {
        text: text.into(),
        ends: ends.into(),
        errors: errors.into(),
        operations: operations.into(),
        operation_errors: operation_errors.into(),
        shapes: Box::default(),
        members: Box::default(),
        values: Box::default(),
    };
    reader.shapes(&mut service)?;
    Some(service)
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    next_string: usize,
    next_shape: usize,
    /// How many strings and shapes there are; no reference may go beyond.
    strings: usize,
    shapes: usize,
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = 0u32;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A number of things that follow. Each takes at least a byte, so a larger one is refused before it takes memory.
    fn count(&mut self) -> Option<usize> {
        let count = self.number()? as usize;
        (count <= self.bytes.len()).then_some(count)
    }

    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.count()?;
        let mut list = Vec::with_capacity(count);
        for _ in 0..count {
            list.push(read(self)?);
        }
        Some(list)
    }

    fn string(&mut self) -> Option<StringId> {
        let number = match self.number()? as usize {
            0 => {
                self.next_string += 1;
                self.next_string - 1
            }
            code => code - 1,
        };
        (number < self.strings).then_some(StringId(number as u32))
    }

    fn shape(&mut self) -> Option<u32> {
        let number = match self.number()? as usize {
            0 => {
                self.next_shape += 1;
                self.next_shape - 1
            }
            code => code - 1,
        };
        (number < self.shapes).then_some(number as u32)
    }

    fn operation(&mut self, errors: &[StringId], operation_errors: &mut Vec<StringId>) -> Option<OperationRecord> {
        let action = self.string()?;
        let flags = self.byte()?;
        let input = if flags & 1 != 0 { Some(self.shape()?) } else { None };
        let output = if flags & 2 != 0 { Some(self.shape()?) } else { None };
        let first_error = u32::try_from(operation_errors.len()).ok()?;
        for _ in 0..self.count()? {
            operation_errors.push(*errors.get(self.number()? as usize)?);
        }
        let end_error = u32::try_from(operation_errors.len()).ok()?;
        Some(OperationRecord { action, flags: flags >> 2, input, output, errors: (first_error, end_error) })
    }

    fn shapes(&mut self, service: &mut Service) -> Option<()> {
        let mut shapes = Vec::with_capacity(self.shapes);
        shapes.extend(SCALARS);
        // A member takes three bytes at least and most take three or four.
        let mut members = Vec::with_capacity(self.bytes.len().saturating_sub(self.at) / 4);
        let mut values = Vec::new();
        while shapes.len() < self.shapes {
            let shape = match self.byte()? {
                0 => {
                    let (name, flags) = (self.string()?, self.byte()?);
                    let start = u32::try_from(members.len()).ok()?;
                    for _ in 0..self.count()? {
                        members.push(self.member()?);
                    }
                    ShapeRecord::Structure { name, flags, members: (start, u32::try_from(members.len()).ok()?) }
                }
                1 => ShapeRecord::List { element: self.shape()? },
                2 => ShapeRecord::Map { key: self.shape()?, value: self.shape()? },
                3 => {
                    let name = self.string()?;
                    let start = u32::try_from(values.len()).ok()?;
                    for _ in 0..self.count()? {
                        values.push(self.string()?);
                    }
                    ShapeRecord::Enum { name, values: (start, u32::try_from(values.len()).ok()?) }
                }
                _ => return None,
            };
            shapes.push(shape);
        }
        if self.at != self.bytes.len() || self.next_shape != self.shapes || self.next_string != self.strings {
            return None;
        }
        service.shapes = shapes.into();
        service.members = members.into();
        service.values = values.into();
        Some(())
    }

    fn member(&mut self) -> Option<MemberRecord> {
        let (name, flags) = (self.string()?, self.byte()?);
        let alternate = if flags & MEMBER_HAS_ALTERNATE != 0 { Some(self.string()?) } else { None };
        Some(MemberRecord { name, alternate, flags, shape: self.shape()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{INTEGRATIONS, SERVICES};

    #[test]
    fn every_block_decodes() {
        for info in &SERVICES {
            assert!(info.block.inflate().and_then(|raw| decode(&raw)).is_some(), "{}", info.id());
        }
        for integration in &INTEGRATIONS {
            let raw = integration.block.inflate();
            assert!(raw.and_then(|raw| decode(&raw)).is_some(), "{}", integration.service);
        }
    }

    /// A damaged block is refused or read as something else, but never ends the program.
    #[test]
    fn damage_is_survived() {
        let info = SERVICES.iter().find(|info| info.id() == "sqs").unwrap();
        let raw = info.block.inflate().unwrap();
        for length in 0..raw.len() {
            assert!(decode(&raw[..length]).is_none(), "cut to {length}");
        }
        let mut survived = 0;
        for at in 0..raw.len() {
            let mut damaged = raw.clone();
            damaged[at] = damaged[at].wrapping_add(101);
            survived += usize::from(decode(&damaged).is_some());
        }
        assert!(survived < raw.len());
    }
}
