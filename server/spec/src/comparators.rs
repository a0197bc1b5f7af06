//! The comparators of JSONPath choice rules: what a rule with `Variable` compares it with.

use crate::fields::{Expression, Field, Form, Languages, Requirement};
use crate::order::{find, ordered};
use crate::types::Types;

/// What stands on the right side of a comparator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operand {
    /// A literal string.
    String,
    /// A literal number.
    Number,
    /// A literal boolean.
    Boolean,
    /// A literal RFC 3339 timestamp.
    Timestamp,
    /// A path to a value of the given kind.
    Path(Kind),
}

/// The kind of value that a comparator compares, or that it tests for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Strings.
    String,
    /// Numbers.
    Number,
    /// Booleans.
    Boolean,
    /// RFC 3339 timestamps.
    Timestamp,
}

/// One comparator.
#[derive(Debug, Clone, Copy)]
pub struct Comparator {
    /// The key, such as `NumericGreaterThan`.
    pub name: &'static str,
    /// What the value of the key is.
    pub operand: Operand,
    /// When the test is true, as a sentence.
    pub doc: &'static str,
    /// The comparator that takes a path instead of the literal, where there is one.
    pub path_twin: Option<&'static str>,
    /// The comparator that takes a literal instead of the path, where this one takes a path.
    pub literal_twin: Option<&'static str>,
}

impl Comparator {
    /// The JSON type of the value of the key.
    pub const fn types(&self) -> Types {
        match self.operand {
            Operand::String | Operand::Timestamp | Operand::Path(_) => Types::STRING,
            Operand::Number => Types::NUMBER,
            Operand::Boolean => Types::BOOLEAN,
        }
    }

    /// Whether the comparator asks what kind of value the variable is (`IsNull`, `IsPresent`, ...).
    pub fn is_type_test(&self) -> bool {
        self.name.starts_with("Is")
    }

    /// The comparator as a field of a choice rule.
    pub(crate) const fn field(&self) -> Field {
        Field {
            name: self.name,
            doc: self.doc,
            note: if matches!(self.name.as_bytes(), b"StringMatches") { Some("It has no `Path` form.") } else { None },
            types: self.types(),
            disputed_types: Types::NONE,
            languages: Languages::JSONPATH,
            requirement: Requirement::OneOf("comparator"),
            expression: Expression::Never,
            form: match self.operand {
                Operand::Path(_) => Form::Path,
                Operand::Timestamp => Form::Timestamp,
                _ => Form::Literal,
            },
            values: &[],
            range: None,
            zero_note: None,
            length: (None, None),
            pattern: None,
            default: None,
            exclusive_with: &[],
            requires: &["Variable"],
            deprecated: false,
            sources: &["spec", "docs", "asl-service"],
        }
    }
}

/// All comparators: by kind, each literal one before its path twin, type tests last.
pub fn comparators() -> &'static [Comparator] {
    &COMPARATORS
}

/// The comparator with exactly this name.
pub fn comparator(name: &str) -> Option<&'static Comparator> {
    find(&COMPARATORS, ordered!(COMPARATORS, 39), name, |comparator| comparator.name)
}

/// A comparator with a literal operand and a path twin.
const fn literal(name: &'static str, operand: Operand, doc: &'static str, twin: &'static str) -> Comparator {
    Comparator { name, operand, doc, path_twin: Some(twin), literal_twin: None }
}

/// The path twin of the comparator `twin`.
const fn path(name: &'static str, kind: Kind, doc: &'static str, twin: &'static str) -> Comparator {
    Comparator { name, operand: Operand::Path(kind), doc, path_twin: None, literal_twin: Some(twin) }
}

/// A comparator without a twin.
const fn single(name: &'static str, operand: Operand, doc: &'static str) -> Comparator {
    Comparator { name, operand, doc, path_twin: None, literal_twin: None }
}

pub(crate) static COMPARATORS: [Comparator; 39] = [
    literal(
        "StringEquals",
        Operand::String,
        "True when the variable is a string equal to this literal.",
        "StringEqualsPath",
    ),
    path(
        "StringEqualsPath",
        Kind::String,
        "True when the variable is a string equal to the one at this path.",
        "StringEquals",
    ),
    literal(
        "StringLessThan",
        Operand::String,
        "True when the variable is a string less than this literal.",
        "StringLessThanPath",
    ),
    path(
        "StringLessThanPath",
        Kind::String,
        "True when the variable is a string less than the one at this path.",
        "StringLessThan",
    ),
    literal(
        "StringGreaterThan",
        Operand::String,
        "True when the variable is a string greater than this literal.",
        "StringGreaterThanPath",
    ),
    path(
        "StringGreaterThanPath",
        Kind::String,
        "True when the variable is a string greater than the one at this path.",
        "StringGreaterThan",
    ),
    literal(
        "StringLessThanEquals",
        Operand::String,
        "True when the variable is a string less than or equal to this literal.",
        "StringLessThanEqualsPath",
    ),
    path(
        "StringLessThanEqualsPath",
        Kind::String,
        "True when the variable is a string less than or equal to the one at this path.",
        "StringLessThanEquals",
    ),
    literal(
        "StringGreaterThanEquals",
        Operand::String,
        "True when the variable is a string greater than or equal to this literal.",
        "StringGreaterThanEqualsPath",
    ),
    path(
        "StringGreaterThanEqualsPath",
        Kind::String,
        "True when the variable is a string greater than or equal to the one at this path.",
        "StringGreaterThanEquals",
    ),
    single(
        "StringMatches",
        Operand::String,
        "True when the variable is a string that fits this glob; `*` matches any run of characters and `\\*` is a star.",
    ),
    literal(
        "NumericEquals",
        Operand::Number,
        "True when the variable is a number equal to this literal.",
        "NumericEqualsPath",
    ),
    path(
        "NumericEqualsPath",
        Kind::Number,
        "True when the variable is a number equal to the one at this path.",
        "NumericEquals",
    ),
    literal(
        "NumericLessThan",
        Operand::Number,
        "True when the variable is a number less than this literal.",
        "NumericLessThanPath",
    ),
    path(
        "NumericLessThanPath",
        Kind::Number,
        "True when the variable is a number less than the one at this path.",
        "NumericLessThan",
    ),
    literal(
        "NumericGreaterThan",
        Operand::Number,
        "True when the variable is a number greater than this literal.",
        "NumericGreaterThanPath",
    ),
    path(
        "NumericGreaterThanPath",
        Kind::Number,
        "True when the variable is a number greater than the one at this path.",
        "NumericGreaterThan",
    ),
    literal(
        "NumericLessThanEquals",
        Operand::Number,
        "True when the variable is a number less than or equal to this literal.",
        "NumericLessThanEqualsPath",
    ),
    path(
        "NumericLessThanEqualsPath",
        Kind::Number,
        "True when the variable is a number less than or equal to the one at this path.",
        "NumericLessThanEquals",
    ),
    literal(
        "NumericGreaterThanEquals",
        Operand::Number,
        "True when the variable is a number greater than or equal to this literal.",
        "NumericGreaterThanEqualsPath",
    ),
    path(
        "NumericGreaterThanEqualsPath",
        Kind::Number,
        "True when the variable is a number greater than or equal to the one at this path.",
        "NumericGreaterThanEquals",
    ),
    literal("BooleanEquals", Operand::Boolean, "True when the variable is the same boolean.", "BooleanEqualsPath"),
    path(
        "BooleanEqualsPath",
        Kind::Boolean,
        "True when the variable is the same boolean as the one at this path.",
        "BooleanEquals",
    ),
    literal(
        "TimestampEquals",
        Operand::Timestamp,
        "True when the variable is an RFC 3339 timestamp equal to this one.",
        "TimestampEqualsPath",
    ),
    path(
        "TimestampEqualsPath",
        Kind::Timestamp,
        "True when the variable is an RFC 3339 timestamp equal to the one at this path.",
        "TimestampEquals",
    ),
    literal(
        "TimestampLessThan",
        Operand::Timestamp,
        "True when the variable is an RFC 3339 timestamp less than this one.",
        "TimestampLessThanPath",
    ),
    path(
        "TimestampLessThanPath",
        Kind::Timestamp,
        "True when the variable is an RFC 3339 timestamp less than the one at this path.",
        "TimestampLessThan",
    ),
    literal(
        "TimestampGreaterThan",
        Operand::Timestamp,
        "True when the variable is an RFC 3339 timestamp greater than this one.",
        "TimestampGreaterThanPath",
    ),
    path(
        "TimestampGreaterThanPath",
        Kind::Timestamp,
        "True when the variable is an RFC 3339 timestamp greater than the one at this path.",
        "TimestampGreaterThan",
    ),
    literal(
        "TimestampLessThanEquals",
        Operand::Timestamp,
        "True when the variable is an RFC 3339 timestamp less than or equal to this one.",
        "TimestampLessThanEqualsPath",
    ),
    path(
        "TimestampLessThanEqualsPath",
        Kind::Timestamp,
        "True when the variable is an RFC 3339 timestamp less than or equal to the one at this path.",
        "TimestampLessThanEquals",
    ),
    literal(
        "TimestampGreaterThanEquals",
        Operand::Timestamp,
        "True when the variable is an RFC 3339 timestamp greater than or equal to this one.",
        "TimestampGreaterThanEqualsPath",
    ),
    path(
        "TimestampGreaterThanEqualsPath",
        Kind::Timestamp,
        "True when the variable is an RFC 3339 timestamp greater than or equal to the one at this path.",
        "TimestampGreaterThanEquals",
    ),
    single("IsNull", Operand::Boolean, "`true` tests that the variable is a JSON null; `false` tests that it is not."),
    single("IsNumeric", Operand::Boolean, "`true` tests that the variable is a number; `false` tests that it is not."),
    single("IsString", Operand::Boolean, "`true` tests that the variable is a string; `false` tests that it is not."),
    single("IsBoolean", Operand::Boolean, "`true` tests that the variable is a boolean; `false` tests that it is not."),
    single(
        "IsTimestamp",
        Operand::Boolean,
        "`true` tests that the variable is an RFC 3339 timestamp string; `false` tests that it is not.",
    ),
    single(
        "IsPresent",
        Operand::Boolean,
        "`true` tests that the path finds something; `false` tests that it finds nothing.",
    ),
];
