//! Writes a service as the block that `src/block.rs` reads; that file describes the bytes.

use std::collections::HashMap;

use crate::text::Model;

/// An operation with every name as Step Functions spells it.
#[derive(Debug, Clone)]
pub(crate) struct NamedOperation {
    pub(crate) action: String,
    pub(crate) flags: u8,
    pub(crate) input: Option<String>,
    pub(crate) output: Option<String>,
    /// Full error names: `DynamoDb.ResourceNotFoundException`.
    pub(crate) errors: Vec<String>,
}

pub(crate) const OPERATION_DEPRECATED: u8 = 1;
pub(crate) const OPERATION_EVENT_STREAM: u8 = 2;
pub(crate) const OPERATION_EXCLUDED: u8 = 4;

const MEMBER_REQUIRED: u8 = 1;
const MEMBER_DEPRECATED: u8 = 2;
const MEMBER_TOKEN: u8 = 4;
const MEMBER_HAS_ALTERNATE: u8 = 8;
const MEMBER_ACCEPTS_ALTERNATE: u8 = 16;
const STRUCTURE_UNION: u8 = 1;
const STRUCTURE_EVENT_STREAM: u8 = 2;

/// The shapes that every service has, at these ids.
const SCALARS: [&str; 10] =
    ["string", "integer", "long", "float", "boolean", "timestamp", "blob", "stream", "document", "double"];

/// Gives the block of a service. The model holds the shapes, its members named as Step Functions spells them; `errors`
/// are all errors of the service, and `operations` replace those of the model.
pub(crate) fn pack(model: &Model, errors: &[String], operations: &[NamedOperation]) -> Result<Vec<u8>, String> {
    let mut packer = Packer { model, strings: Numbering::default(), shapes: Numbering::default(), out: Vec::new() };
    for scalar in SCALARS {
        packer.shapes.number(scalar);
    }
    packer.put(errors.len());
    for error in errors {
        packer.put_string(error);
    }
    packer.put(operations.len());
    for operation in operations {
        packer.put_operation(operation, errors)?;
    }
    packer.put_shapes()?;
    let body = packer.out;
    let text = packer.strings.order.join("\n");
    let mut block = Vec::with_capacity(body.len() + text.len() + 12);
    for number in [packer.strings.order.len(), packer.shapes.order.len() - SCALARS.len(), text.len()] {
        put_varint(&mut block, number);
    }
    block.extend_from_slice(text.as_bytes());
    block.extend_from_slice(&body);
    Ok(block)
}

/// Numbers in the order of first use, so that a reference to a new thing is always written as zero.
#[derive(Default)]
struct Numbering {
    numbers: HashMap<String, usize>,
    order: Vec<String>,
}

impl Numbering {
    /// The number of a thing, and whether this is its first use.
    fn number(&mut self, name: &str) -> (usize, bool) {
        if let Some(&number) = self.numbers.get(name) {
            return (number, false);
        }
        let number = self.order.len();
        self.order.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        (number, true)
    }

    /// Zero for a first use, otherwise one more than the number.
    fn code(&mut self, name: &str) -> usize {
        match self.number(name) {
            (_, true) => 0,
            (number, false) => number + 1,
        }
    }
}

struct Packer<'a> {
    model: &'a Model,
    strings: Numbering,
    shapes: Numbering,
    out: Vec<u8>,
}

impl Packer<'_> {
    fn put(&mut self, number: usize) {
        put_varint(&mut self.out, number);
    }

    fn put_string(&mut self, text: &str) {
        let code = self.strings.code(text);
        self.put(code);
    }

    fn put_shape(&mut self, kind: &str) {
        let code = self.shapes.code(kind);
        self.put(code);
    }

    fn put_operation(&mut self, operation: &NamedOperation, errors: &[String]) -> Result<(), String> {
        self.put_string(&operation.action);
        let sides = flags(&[(operation.input.is_some(), 1), (operation.output.is_some(), 2)]);
        self.out.push((operation.flags << 2) | sides);
        for side in [&operation.input, &operation.output].into_iter().flatten() {
            self.put_shape(side);
        }
        self.put(operation.errors.len());
        for error in &operation.errors {
            let at = errors.iter().position(|known| known == error);
            self.put(at.ok_or_else(|| format!("{} is no error of the service", error))?);
        }
        Ok(())
    }

    /// Writes the shapes by number; writing one may number further ones.
    fn put_shapes(&mut self) -> Result<(), String> {
        let mut at = SCALARS.len();
        while let Some(kind) = self.shapes.order.get(at).cloned() {
            at += 1;
            if let Some(element) = kind.strip_prefix('[').and_then(|kind| kind.strip_suffix(']')) {
                self.out.push(1);
                self.put_shape(element);
            } else if let Some(entry) = kind.strip_prefix('{').and_then(|kind| kind.strip_suffix('}')) {
                let (key, value) = entry.split_once(':').ok_or_else(|| format!("no map: {kind}"))?;
                self.out.push(2);
                self.put_shape(key);
                self.put_shape(value);
            } else if let Some(values) = self.model.enums.get(&kind) {
                self.out.push(3);
                self.put_string(&kind);
                self.put(values.len());
                for value in values {
                    self.put_string(value);
                }
            } else {
                self.put_structure(&kind)?;
            }
        }
        Ok(())
    }

    fn put_structure(&mut self, name: &str) -> Result<(), String> {
        let structure = self.model.structures.get(name).ok_or_else(|| format!("no shape {name}"))?;
        self.out.push(0);
        // A changed copy is told apart behind a `#`, which nobody else needs to see.
        self.put_string(name.split_once('#').map_or(name, |(shown, _)| shown));
        self.out
            .push(flags(&[(structure.is_union, STRUCTURE_UNION), (structure.is_event_stream, STRUCTURE_EVENT_STREAM)]));
        self.put(structure.members.len());
        for member in &structure.members {
            self.put_string(&member.name);
            self.out.push(flags(&[
                (member.is_required, MEMBER_REQUIRED),
                (member.is_deprecated, MEMBER_DEPRECATED),
                (member.is_token, MEMBER_TOKEN),
                (member.alternate.is_some(), MEMBER_HAS_ALTERNATE),
                (member.accepts_alternate, MEMBER_ACCEPTS_ALTERNATE),
            ]));
            if let Some(alternate) = &member.alternate {
                self.put_string(alternate);
            }
            self.put_shape(&member.kind);
        }
        Ok(())
    }
}

fn put_varint(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn flags(set: &[(bool, u8)]) -> u8 {
    set.iter().filter(|(is_set, _)| *is_set).fold(0, |flags, (_, flag)| flags | flag)
}
