//! The functions and operators of JSONata as Step Functions knows them.

mod functions;
mod operators;

use crate::order::{find, ordered};
use functions::FUNCTIONS;
use operators::OPERATORS;

/// How deep an evaluation may recurse.
pub const MAX_EVALUATION_DEPTH: u32 = 100;

/// Where a function comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The standard library of JSONata.
    Jsonata,
    /// Added by Step Functions.
    StepFunctions,
    /// In the standard library, but not available in Step Functions.
    Removed,
}

/// One function.
#[derive(Debug, Clone, Copy)]
pub struct Function {
    /// The name with its dollar sign.
    pub name: &'static str,
    /// The group of functions that it belongs to, in a word.
    pub category: &'static str,
    /// The signature: in JSONata's own notation, or in words for what Step Functions adds.
    pub signature: &'static str,
    /// How a call is written, optional parts in brackets.
    pub call: &'static str,
    /// The parameters, in order.
    pub parameters: &'static [Parameter],
    /// The fewest arguments of a call.
    pub min_args: usize,
    /// The most arguments of a call; `None` when there is no bound.
    pub max_args: Option<usize>,
    /// The type of the result, in a word.
    pub returns: &'static str,
    /// What it does, in a sentence.
    pub doc: &'static str,
    /// Where it comes from.
    pub origin: Origin,
    /// What else is worth knowing.
    pub note: Option<&'static str>,
}

/// A parameter of a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// What to call it.
    pub name: &'static str,
    /// Whether the written form marks it as one that may be left out.
    pub optional: bool,
    /// Whether it may be repeated.
    pub variadic: bool,
}

/// One operator or piece of syntax.
#[derive(Debug, Clone, Copy)]
pub struct Operator {
    /// The operator as it is written; two parts of one construct stand together (`?:`, `{}`).
    pub name: &'static str,
    /// What to call it.
    pub title: &'static str,
    /// What it does, in a sentence.
    pub doc: &'static str,
    /// A small example.
    pub example: &'static str,
}

impl Function {
    /// Whether the first argument may be left out because the context value takes its place.
    pub fn takes_context(&self) -> bool {
        self.signature.starts_with('<') && self.signature.contains('-')
    }
}

/// All functions, by group.
pub fn functions() -> &'static [Function] {
    &FUNCTIONS
}

/// The function of exactly this name, given with its dollar sign or without.
pub fn function(name: &str) -> Option<&'static Function> {
    let bare = name.strip_prefix('$').unwrap_or(name);
    find(&FUNCTIONS, ordered!(FUNCTIONS, 69), bare, |function| &function.name[1..])
}

/// All operators.
pub fn operators() -> &'static [Operator] {
    &OPERATORS
}

/// The operator that is written exactly so. One half of a paired operator finds the pair.
pub fn operator(text: &str) -> Option<&'static Operator> {
    let pair = match text {
        "?" | ":" => "?:",
        "(" | ")" => "()",
        "[" | "]" => "[]",
        "{" | "}" => "{}",
        "^" => "^()",
        "|" => "| |",
        other => other,
    };
    OPERATORS.iter().find(|operator| operator.name == pair)
}

#[cfg(test)]
mod tests {
    use super::{Origin, function, functions, operator, operators};

    #[test]
    fn a_function_is_found_with_and_without_its_dollar_sign() {
        for entry in functions() {
            assert_eq!(function(entry.name).unwrap().name, entry.name);
            assert_eq!(function(&entry.name[1..]).unwrap().name, entry.name);
        }
        assert!(function("$Map").is_none());
        assert!(function("").is_none());
        assert!(function("$").is_none());
    }

    #[test]
    fn parameters_agree_with_the_written_call() {
        let check = |name: &str, expect: &str| {
            let text: Vec<_> = function(name)
                .unwrap()
                .parameters
                .iter()
                .map(|one| {
                    let mark = if one.variadic {
                        "*"
                    } else if one.optional {
                        "?"
                    } else {
                        ""
                    };
                    format!("{}{mark}", one.name)
                })
                .collect();
            assert_eq!(text.join(" "), expect, "{name}");
        };
        check("$millis", "");
        check("$string", "arg? prettify?");
        check("$substring", "str start length?");
        check("$sift", "object? function");
        check("$zip", "array1 ...*");
        check("$reduce", "array function init?");
        check("$random", "seed?");
    }

    #[test]
    fn no_call_has_more_arguments_than_parameters() {
        for entry in functions() {
            match entry.max_args {
                Some(max) => assert_eq!(max, entry.parameters.len(), "{}", entry.name),
                None => assert!(entry.parameters.last().unwrap().variadic, "{}", entry.name),
            }
            assert!(entry.min_args <= entry.parameters.len());
        }
    }

    #[test]
    fn eval_is_gone_and_parse_is_there() {
        assert_eq!(function("$eval").unwrap().origin, Origin::Removed);
        assert_eq!(function("$parse").unwrap().origin, Origin::StepFunctions);
        assert_eq!(functions().iter().filter(|entry| entry.origin == Origin::StepFunctions).count(), 6);
    }

    #[test]
    fn operators_are_found_by_either_half() {
        assert_eq!(operator("?").unwrap().name, "?:");
        assert_eq!(operator("[").unwrap().title, operator("]").unwrap().title);
        assert!(operator("===").is_none());
        for entry in operators() {
            assert_eq!(operator(entry.name).unwrap().title, entry.title);
            assert!(entry.doc.ends_with('.') && !entry.example.is_empty());
        }
    }
}
