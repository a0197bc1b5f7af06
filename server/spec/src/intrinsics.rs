//! The intrinsic functions of JSONPath states.

use crate::order::{find, ordered};
use crate::types::Types;

/// How many calls may be nested in one field.
pub const MAX_NESTING: u32 = 10;

/// The characters that a backslash makes literal inside a quoted string of a call.
pub const ESCAPABLE: [char; 4] = ['\'', '{', '}', '\\'];

/// The start of every function name.
pub const PREFIX: &str = "States.";

/// One intrinsic function.
#[derive(Debug, Clone, Copy)]
pub struct Intrinsic {
    /// The name, with `States.`, case-sensitive.
    pub name: &'static str,
    /// The group of functions that it belongs to, in a word.
    pub category: &'static str,
    /// The parameters, in order.
    pub parameters: &'static [Parameter],
    /// The type of the result.
    pub returns: Types,
    /// What it does, in a sentence.
    pub doc: &'static str,
    /// What else is worth knowing.
    pub note: Option<&'static str>,
}

/// A parameter of an intrinsic function.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    /// What to call it.
    pub name: &'static str,
    /// The JSON types of the argument.
    pub types: Types,
    /// Whether it may be left out.
    pub optional: bool,
    /// Whether it may be repeated; such a parameter is the last one.
    pub variadic: bool,
    /// What a literal argument must obey beside its type.
    pub constraint: Constraint,
}

/// What a literal argument must obey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constraint {
    /// Nothing.
    None,
    /// A number between two bounds, both inclusive.
    Between(Option<i64>, Option<i64>),
    /// Any number but 0.
    NotZero,
    /// At most so many characters.
    MaxLength(u32),
    /// One of these strings.
    OneOf(&'static [&'static str]),
}

impl Intrinsic {
    /// The fewest arguments of a call.
    pub fn min_args(&self) -> usize {
        self.parameters.iter().filter(|parameter| !parameter.optional).count()
    }

    /// The most arguments of a call; `None` when there is no bound.
    pub fn max_args(&self) -> Option<usize> {
        let open = self.parameters.last().is_some_and(|parameter| parameter.variadic);
        (!open).then_some(self.parameters.len())
    }

    /// The parameter that takes the argument at `index`, counted from 0.
    pub fn parameter(&self, index: usize) -> Option<&'static Parameter> {
        self.parameters.get(index).or_else(|| self.parameters.last().filter(|last| last.variadic))
    }

    /// Whether the result may be a string, so that the function may stand in `ErrorPath` and `CausePath`.
    pub const fn is_string_returning(&self) -> bool {
        self.returns.contains(Types::STRING) && !matches!(self.name.as_bytes(), b"States.StringToJson")
    }

    /// How a call is written: `States.MathRandom(start, end[, seed])`.
    pub fn signature(&self) -> String {
        let mut text = format!("{}(", self.name);
        let mut open = 0;
        for (index, parameter) in self.parameters.iter().enumerate() {
            if parameter.optional {
                text.push('[');
                open += 1;
            }
            if index > 0 {
                text.push_str(", ");
            }
            text.push_str(parameter.name);
            if parameter.variadic {
                text.push_str("...");
            }
        }
        text.extend(std::iter::repeat_n(']', open));
        text.push(')');
        text
    }
}

/// All functions, by group.
pub fn intrinsics() -> &'static [Intrinsic] {
    &INTRINSICS
}

/// The function with exactly this name, `States.` included.
pub fn intrinsic(name: &str) -> Option<&'static Intrinsic> {
    find(&INTRINSICS, ordered!(INTRINSICS, 18), name, |function| function.name)
}

const fn required(name: &'static str, types: Types) -> Parameter {
    Parameter { name, types, optional: false, variadic: false, constraint: Constraint::None }
}

const fn optional(name: &'static str, types: Types) -> Parameter {
    Parameter { optional: true, ..required(name, types) }
}

const fn rest(name: &'static str, types: Types) -> Parameter {
    Parameter { variadic: true, ..optional(name, types) }
}

const fn bound(parameter: Parameter, constraint: Constraint) -> Parameter {
    Parameter { constraint, ..parameter }
}

static INTRINSICS: [Intrinsic; 18] = [
    Intrinsic {
        name: "States.Array",
        category: "array",
        parameters: &[rest("values", Types::ANY)],
        returns: Types::ARRAY,
        doc: "Collects its arguments, in order, into an array.",
        note: None,
    },
    Intrinsic {
        name: "States.ArrayPartition",
        category: "array",
        parameters: &[
            required("array", Types::ARRAY),
            bound(required("chunkSize", Types::INTEGER), Constraint::Between(Some(1), None)),
        ],
        returns: Types::ARRAY,
        doc: "Cuts an array into pieces of at most the given length.",
        note: Some("Chunk size must be a positive whole number; fractions are rounded."),
    },
    Intrinsic {
        name: "States.ArrayContains",
        category: "array",
        parameters: &[required("array", Types::ARRAY), required("value", Types::ANY)],
        returns: Types::BOOLEAN,
        doc: "Tells whether an array holds a value.",
        note: Some("Any JSON value is accepted as the second argument."),
    },
    Intrinsic {
        name: "States.ArrayRange",
        category: "array",
        parameters: &[
            required("first", Types::INTEGER),
            required("last", Types::INTEGER),
            bound(required("step", Types::INTEGER), Constraint::NotZero),
        ],
        returns: Types::ARRAY,
        doc: "Builds an array of integers from first up to and including last.",
        note: Some("It gives at most 1,000 elements; the step must not be 0; fractions are rounded."),
    },
    Intrinsic {
        name: "States.ArrayGetItem",
        category: "array",
        parameters: &[
            required("array", Types::ARRAY),
            bound(required("index", Types::INTEGER), Constraint::Between(Some(0), None)),
        ],
        returns: Types::ANY,
        doc: "Returns the element at a zero-based index.",
        note: None,
    },
    Intrinsic {
        name: "States.ArrayLength",
        category: "array",
        parameters: &[required("array", Types::ARRAY)],
        returns: Types::INTEGER,
        doc: "Counts the elements of an array.",
        note: None,
    },
    Intrinsic {
        name: "States.ArrayUnique",
        category: "array",
        parameters: &[required("array", Types::ARRAY)],
        returns: Types::ARRAY,
        doc: "Drops repeated elements; order is not promised.",
        note: None,
    },
    Intrinsic {
        name: "States.Base64Encode",
        category: "encoding",
        parameters: &[bound(required("text", Types::STRING), Constraint::MaxLength(10000))],
        returns: Types::STRING,
        doc: "Encodes a string as base64.",
        note: None,
    },
    Intrinsic {
        name: "States.Base64Decode",
        category: "encoding",
        parameters: &[bound(required("text", Types::STRING), Constraint::MaxLength(10000))],
        returns: Types::STRING,
        doc: "Decodes a base64 string.",
        note: None,
    },
    Intrinsic {
        name: "States.Hash",
        category: "hash",
        parameters: &[
            bound(required("data", Types::ANY), Constraint::MaxLength(10000)),
            bound(
                required("algorithm", Types::STRING),
                Constraint::OneOf(&["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"]),
            ),
        ],
        returns: Types::STRING,
        doc: "Hex digest of the data.",
        note: None,
    },
    Intrinsic {
        name: "States.JsonMerge",
        category: "json",
        parameters: &[
            required("first", Types::OBJECT),
            required("second", Types::OBJECT),
            required("deep", Types::BOOLEAN),
        ],
        returns: Types::OBJECT,
        doc: "Merges two objects; the second wins on equal keys.",
        note: Some(
            "Give `false`: AWS supports the shallow merge only. The specification reads `true` as a deep merge.",
        ),
    },
    Intrinsic {
        name: "States.StringToJson",
        category: "json",
        parameters: &[required("text", Types::STRING)],
        returns: Types::ANY,
        doc: "Parses an escaped JSON string into a value.",
        note: None,
    },
    Intrinsic {
        name: "States.JsonToString",
        category: "json",
        parameters: &[required("value", Types::ANY)],
        returns: Types::STRING,
        doc: "Serialises a value to a JSON string.",
        note: Some("It is documented for an argument that is a path."),
    },
    Intrinsic {
        name: "States.MathRandom",
        category: "math",
        parameters: &[
            required("start", Types::INTEGER),
            required("end", Types::INTEGER),
            optional("seed", Types::INTEGER),
        ],
        returns: Types::INTEGER,
        doc: "Random integer, start included, end excluded; a seed makes it repeatable.",
        note: Some("Fractions are rounded."),
    },
    Intrinsic {
        name: "States.MathAdd",
        category: "math",
        parameters: &[
            bound(required("a", Types::INTEGER), Constraint::Between(Some(-2147483648), Some(2147483647))),
            bound(required("b", Types::INTEGER), Constraint::Between(Some(-2147483648), Some(2147483647))),
        ],
        returns: Types::INTEGER,
        doc: "Adds two integers; use a negative one to subtract.",
        note: Some("Fractions are rounded."),
    },
    Intrinsic {
        name: "States.StringSplit",
        category: "string",
        parameters: &[required("text", Types::STRING), required("delimiters", Types::STRING)],
        returns: Types::ARRAY,
        doc: "Splits text at every character that occurs in the delimiter string.",
        note: Some("Each character of the second argument is a delimiter on its own."),
    },
    Intrinsic {
        name: "States.UUID",
        category: "id",
        parameters: &[],
        returns: Types::STRING,
        doc: "Fresh random version 4 UUID.",
        note: None,
    },
    Intrinsic {
        name: "States.Format",
        category: "generic",
        parameters: &[
            required("template", Types::STRING),
            rest("values", Types::STRING.or(Types::NUMBER).or(Types::BOOLEAN).or(Types::NULL)),
        ],
        returns: Types::STRING,
        doc: "Fills each `{}` of the template with the next argument.",
        note: Some(
            "The number of `{}` must equal the number of further arguments; arrays and objects are not accepted as arguments.",
        ),
    },
];

#[cfg(test)]
mod tests {
    use super::{intrinsic, intrinsics};

    #[test]
    fn signatures() {
        let check = |name: &str, expect: &str| assert_eq!(intrinsic(name).unwrap().signature(), expect);
        check("States.UUID", "States.UUID()");
        check("States.MathRandom", "States.MathRandom(start, end[, seed])");
        check("States.Array", "States.Array([values...])");
        check("States.Format", "States.Format(template[, values...])");
    }

    #[test]
    fn a_repeated_parameter_takes_every_further_argument() {
        let format = intrinsic("States.Format").unwrap();
        assert_eq!(format.parameter(0).unwrap().name, "template");
        assert_eq!(format.parameter(7).unwrap().name, "values");
        assert!(intrinsic("States.UUID").unwrap().parameter(0).is_none());
    }

    #[test]
    fn names_are_case_sensitive() {
        assert!(intrinsic("States.uuid").is_none());
        assert!(intrinsics().iter().all(|function| intrinsic(function.name).is_some()));
    }
}
