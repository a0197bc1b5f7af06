//! What an expression gives, where that is certain without running it.

use super::token::Op;
use super::tree::{ExprId, NodeKind, Parsed};

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Text.
    String,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// Null.
    Null,
    /// A list.
    Array,
    /// Fields.
    Object,
    /// A function.
    Function,
}

/// What is known of the value of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Nothing.
    Unknown,
    /// A value of this type that is no array.
    Of(Kind),
    /// An array, with the type of all its items where that is known.
    Array(Option<Kind>),
}

impl Kind {
    /// The letter of the type in a signature.
    pub fn letter(self) -> char {
        match self {
            Kind::String => 's',
            Kind::Number => 'n',
            Kind::Boolean => 'b',
            Kind::Null => 'l',
            Kind::Array => 'a',
            Kind::Object => 'o',
            Kind::Function => 'f',
        }
    }

    /// The type in words.
    pub fn describe(self) -> &'static str {
        match self {
            Kind::String => "a string",
            Kind::Number => "a number",
            Kind::Boolean => "a boolean",
            Kind::Null => "null",
            Kind::Array => "an array",
            Kind::Object => "an object",
            Kind::Function => "a function",
        }
    }
}

impl Shape {
    /// The type, where it is known.
    pub fn kind(self) -> Option<Kind> {
        match self {
            Shape::Unknown => None,
            Shape::Of(kind) => Some(kind),
            Shape::Array(_) => Some(Kind::Array),
        }
    }
}

/// What the expression `id` gives for certain, if it gives anything.
///
/// Only what the text itself shows counts: literals, constructors, functions, and operators that give one type.
/// Arithmetic on a value that is missing gives nothing rather than a number, so it is left open.
pub fn shape(parsed: &Parsed, id: ExprId) -> Shape {
    let mut id = id;
    loop {
        return match parsed.kind(id) {
            NodeKind::String { .. } => Shape::Of(Kind::String),
            NodeKind::Number { .. } => Shape::Of(Kind::Number),
            NodeKind::Boolean { .. } => Shape::Of(Kind::Boolean),
            NodeKind::Null => Shape::Of(Kind::Null),
            NodeKind::Object { .. } => Shape::Of(Kind::Object),
            NodeKind::Regex { .. } | NodeKind::Lambda { .. } | NodeKind::Transform { .. } => Shape::Of(Kind::Function),
            NodeKind::Call { arguments, .. } => {
                let open = |id: &ExprId| matches!(parsed.kind(*id), NodeKind::Placeholder);
                if arguments.iter().any(open) { Shape::Of(Kind::Function) } else { Shape::Unknown }
            }
            NodeKind::Array { items } => Shape::Array(item_kind(parsed, items)),
            NodeKind::Negate { operand } => match parsed.kind(*operand) {
                NodeKind::Number { .. } => Shape::Of(Kind::Number),
                _ => Shape::Unknown,
            },
            NodeKind::Binary { op, .. } => match op {
                Op::Ampersand => Shape::Of(Kind::String),
                Op::Equal | Op::NotEqual | Op::And | Op::Or | Op::In => Shape::Of(Kind::Boolean),
                _ => Shape::Unknown,
            },
            NodeKind::Bind { value, .. } => {
                id = *value;
                continue;
            }
            NodeKind::Block { expressions } => match expressions.last() {
                Some(last) => {
                    id = *last;
                    continue;
                }
                None => Shape::Unknown,
            },
            _ => Shape::Unknown,
        };
    }
}

/// The type of all items, where each shows its own.
fn item_kind(parsed: &Parsed, items: &[ExprId]) -> Option<Kind> {
    let mut kinds = items.iter().map(|item| match parsed.kind(*item) {
        NodeKind::String { .. } => Some(Kind::String),
        NodeKind::Number { .. } => Some(Kind::Number),
        NodeKind::Boolean { .. } => Some(Kind::Boolean),
        NodeKind::Null => Some(Kind::Null),
        NodeKind::Object { .. } => Some(Kind::Object),
        NodeKind::Lambda { .. } => Some(Kind::Function),
        NodeKind::Array { .. } => Some(Kind::Array),
        _ => None,
    });
    let first = kinds.next()??;
    kinds.all(|kind| kind == Some(first)).then_some(first)
}
