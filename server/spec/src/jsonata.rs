//! The functions and operators of JSONata as Step Functions knows them.

use crate::order::{find, ordered};

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
    find(&FUNCTIONS, ordered!(FUNCTIONS, 69), bare, |function| {
        &function.name[1..]
    })
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

const fn one(name: &'static str) -> Parameter {
    Parameter {
        name,
        optional: false,
        variadic: false,
    }
}

const fn maybe(name: &'static str) -> Parameter {
    Parameter {
        name,
        optional: true,
        variadic: false,
    }
}

const fn many(name: &'static str) -> Parameter {
    Parameter {
        name,
        optional: true,
        variadic: true,
    }
}

const OPERATORS: [Operator; 31] = [
    Operator {
        name: "+",
        title: "addition",
        doc: "Adds two numbers.",
        example: "price + tax",
    },
    Operator {
        name: "-",
        title: "subtraction",
        doc: "Subtracts the right number from the left one; in front of a number it negates it.",
        example: "total - discount",
    },
    Operator {
        name: "*",
        title: "multiplication or wildcard",
        doc: "Multiplies two numbers; as a step of a path it selects every field of an object.",
        example: "price * quantity",
    },
    Operator {
        name: "/",
        title: "division",
        doc: "Divides the left number by the right one.",
        example: "total / count",
    },
    Operator {
        name: "%",
        title: "remainder or parent",
        doc: "Gives the remainder of a division; as a step of a path it selects the parent of the current value.",
        example: "index % 2",
    },
    Operator {
        name: "&",
        title: "concatenation",
        doc: "Joins two values as strings; a value that is not a string is converted, and nothing counts as the empty string.",
        example: "first & \" \" & last",
    },
    Operator {
        name: "=",
        title: "equality",
        doc: "True when both values are equal, arrays and objects compared in depth.",
        example: "status = \"DONE\"",
    },
    Operator {
        name: "!=",
        title: "inequality",
        doc: "True when the values are not equal.",
        example: "status != \"DONE\"",
    },
    Operator {
        name: "<",
        title: "less than",
        doc: "True when the left number or string comes before the right one; both must be of the same type.",
        example: "age < 18",
    },
    Operator {
        name: "<=",
        title: "less than or equal",
        doc: "True when the left number or string comes before the right one or equals it.",
        example: "age <= 18",
    },
    Operator {
        name: ">",
        title: "greater than",
        doc: "True when the left number or string comes after the right one; both must be of the same type.",
        example: "age > 18",
    },
    Operator {
        name: ">=",
        title: "greater than or equal",
        doc: "True when the left number or string comes after the right one or equals it.",
        example: "age >= 18",
    },
    Operator {
        name: "in",
        title: "membership",
        doc: "True when the left value is an element of the array on the right.",
        example: "\"admin\" in roles",
    },
    Operator {
        name: "and",
        title: "conjunction",
        doc: "True when both sides are true under the rules of `$boolean`.",
        example: "active and paid",
    },
    Operator {
        name: "or",
        title: "disjunction",
        doc: "True when at least one side is true under the rules of `$boolean`.",
        example: "active or trial",
    },
    Operator {
        name: "?:",
        title: "conditional",
        doc: "Gives the value after `?` when the condition is true, else the value after `:`; without `:` the other case gives nothing.",
        example: "n > 0 ? \"some\" : \"none\"",
    },
    Operator {
        name: "??",
        title: "coalescing",
        doc: "Gives the left value when there is one, else the right value.",
        example: "name ?? \"unknown\"",
    },
    Operator {
        name: "~>",
        title: "chain",
        doc: "Hands the value on the left to the function on the right as its first argument, or composes two functions.",
        example: "items ~> $sum()",
    },
    Operator {
        name: ":=",
        title: "binding",
        doc: "Binds a value or a function to a variable; the binding holds in the block around it.",
        example: "$total := $sum(prices)",
    },
    Operator {
        name: "^()",
        title: "order by",
        doc: "Sorts by the expressions in the parentheses, `<` in front of one for ascending, `>` for descending.",
        example: "items^(>price, name)",
    },
    Operator {
        name: "{}",
        title: "object constructor or grouping",
        doc: "Builds an object; behind a path it groups the values by the key expression and aggregates each group.",
        example: "{ \"id\": id }",
    },
    Operator {
        name: "[]",
        title: "array constructor or predicate",
        doc: "Builds an array; behind a path it keeps the elements for which the expression is true, or the element at an index, counted from 0, from the end when negative.",
        example: "items[price > 10]",
    },
    Operator {
        name: "()",
        title: "block",
        doc: "Groups expressions separated by `;` and gives the value of the last one; it also sets precedence.",
        example: "($a := 1; $a + 1)",
    },
    Operator {
        name: ".",
        title: "map",
        doc: "Steps into a field: evaluates the right side for every value of the left side, flattened into one sequence.",
        example: "order.items.price",
    },
    Operator {
        name: "**",
        title: "descendants",
        doc: "As a step of a path, selects the value and everything below it at any depth.",
        example: "**.id",
    },
    Operator {
        name: "@",
        title: "context variable binding",
        doc: "Binds each value of a step to a variable without changing the context, which allows joins.",
        example: "orders@$o.customers[id = $o.customer]",
    },
    Operator {
        name: "#",
        title: "positional variable binding",
        doc: "Binds the position of each value of a step, counted from 0, to a variable.",
        example: "items#$i.{ \"at\": $i }",
    },
    Operator {
        name: "..",
        title: "range",
        doc: "Inside an array constructor, gives all integers from the left one to the right one, both included.",
        example: "[1..5]",
    },
    Operator {
        name: ";",
        title: "sequence",
        doc: "Separates the expressions of a block.",
        example: "($a := 1; $a)",
    },
    Operator {
        name: "| |",
        title: "transform",
        doc: "Gives a function that copies its argument, merges the second part into every value that the first part selects, and drops the keys that the third part names.",
        example: "$ ~> |items|{ \"seen\": true }|",
    },
    Operator {
        name: "function",
        title: "function definition",
        doc: "Defines a function; its body sees the variables around it.",
        example: "function($x) { $x * 2 }",
    },
];

const FUNCTIONS: [Function; 69] = [
    Function {
        name: "$string",
        category: "string",
        signature: "<x-b?:s>",
        call: "$string([arg[, prettify]])",
        parameters: &[maybe("arg"), maybe("prettify")],
        min_args: 0,
        max_args: Some(2),
        returns: "string",
        doc: "Turns any value into a string; objects and arrays become JSON text, indented when prettify is true.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$length",
        category: "string",
        signature: "<s-:n>",
        call: "$length([str])",
        parameters: &[maybe("str")],
        min_args: 0,
        max_args: Some(1),
        returns: "number",
        doc: "Counts the characters of a string.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$substring",
        category: "string",
        signature: "<s-nn?:s>",
        call: "$substring(str, start[, length])",
        parameters: &[one("str"), one("start"), maybe("length")],
        min_args: 1,
        max_args: Some(3),
        returns: "string",
        doc: "Cuts a piece out of a string from a zero-based start; a negative start counts from the end.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$substringBefore",
        category: "string",
        signature: "<s-s:s>",
        call: "$substringBefore(str, chars)",
        parameters: &[one("str"), one("chars")],
        min_args: 1,
        max_args: Some(2),
        returns: "string",
        doc: "Part of a string in front of the first occurrence of chars, or the whole string when absent.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$substringAfter",
        category: "string",
        signature: "<s-s:s>",
        call: "$substringAfter(str, chars)",
        parameters: &[one("str"), one("chars")],
        min_args: 1,
        max_args: Some(2),
        returns: "string",
        doc: "Part of a string behind the first occurrence of chars, or the whole string when absent.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$uppercase",
        category: "string",
        signature: "<s-:s>",
        call: "$uppercase([str])",
        parameters: &[maybe("str")],
        min_args: 0,
        max_args: Some(1),
        returns: "string",
        doc: "Upper-case copy of a string.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$lowercase",
        category: "string",
        signature: "<s-:s>",
        call: "$lowercase([str])",
        parameters: &[maybe("str")],
        min_args: 0,
        max_args: Some(1),
        returns: "string",
        doc: "Lower-case copy of a string.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$trim",
        category: "string",
        signature: "<s-:s>",
        call: "$trim([str])",
        parameters: &[maybe("str")],
        min_args: 0,
        max_args: Some(1),
        returns: "string",
        doc: "Removes outer whitespace and squeezes inner runs of whitespace to one space.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$pad",
        category: "string",
        signature: "<s-ns?:s>",
        call: "$pad(str, width[, char])",
        parameters: &[one("str"), one("width"), maybe("char")],
        min_args: 1,
        max_args: Some(3),
        returns: "string",
        doc: "Pads to `width` characters: to the right when width is positive, to the left when negative.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$contains",
        category: "string",
        signature: "<s-(sf):b>",
        call: "$contains(str, pattern)",
        parameters: &[one("str"), one("pattern")],
        min_args: 1,
        max_args: Some(2),
        returns: "boolean",
        doc: "Tests whether a string holds a substring or fits a regular expression.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$split",
        category: "string",
        signature: "<s-(sf)n?:a<s>>",
        call: "$split(str, separator[, limit])",
        parameters: &[one("str"), one("separator"), maybe("limit")],
        min_args: 1,
        max_args: Some(3),
        returns: "array",
        doc: "Splits a string at a separator or regular expression, optionally keeping only the first pieces.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$join",
        category: "string",
        signature: "<a<s>s?:s>",
        call: "$join(array[, separator])",
        parameters: &[one("array"), maybe("separator")],
        min_args: 1,
        max_args: Some(2),
        returns: "string",
        doc: "Glues an array of strings together.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$match",
        category: "string",
        signature: "<s-f<s:o>n?:a<o>>",
        call: "$match(str, pattern[, limit])",
        parameters: &[one("str"), one("pattern"), maybe("limit")],
        min_args: 1,
        max_args: Some(3),
        returns: "array",
        doc: "Applies a regular expression and returns objects with match, index and groups.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$replace",
        category: "string",
        signature: "<s-(sf)(sf)n?:s>",
        call: "$replace(str, pattern, replacement[, limit])",
        parameters: &[
            one("str"),
            one("pattern"),
            one("replacement"),
            maybe("limit"),
        ],
        min_args: 2,
        max_args: Some(4),
        returns: "string",
        doc: "Replaces occurrences of a substring or regular expression; the replacement may be a function.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$eval",
        category: "string",
        signature: "<sx?:x>",
        call: "$eval(expr[, context])",
        parameters: &[one("expr"), maybe("context")],
        min_args: 1,
        max_args: Some(2),
        returns: "any",
        doc: "Evaluates a string as JSONata. NOT available in Step Functions.",
        origin: Origin::Removed,
        note: Some("Calling it fails at run time; use `$parse` for JSON text."),
    },
    Function {
        name: "$base64encode",
        category: "string",
        signature: "<s-:s>",
        call: "$base64encode([str])",
        parameters: &[maybe("str")],
        min_args: 0,
        max_args: Some(1),
        returns: "string",
        doc: "Encodes a string as base64.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$base64decode",
        category: "string",
        signature: "<s-:s>",
        call: "$base64decode([str])",
        parameters: &[maybe("str")],
        min_args: 0,
        max_args: Some(1),
        returns: "string",
        doc: "Decodes base64 to a string.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$encodeUrlComponent",
        category: "string",
        signature: "<s-:s>",
        call: "$encodeUrlComponent([str])",
        parameters: &[maybe("str")],
        min_args: 0,
        max_args: Some(1),
        returns: "string",
        doc: "Percent-encodes one component of a URL.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$encodeUrl",
        category: "string",
        signature: "<s-:s>",
        call: "$encodeUrl([str])",
        parameters: &[maybe("str")],
        min_args: 0,
        max_args: Some(1),
        returns: "string",
        doc: "Percent-encodes a whole URL, leaving reserved characters alone.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$decodeUrlComponent",
        category: "string",
        signature: "<s-:s>",
        call: "$decodeUrlComponent([str])",
        parameters: &[maybe("str")],
        min_args: 0,
        max_args: Some(1),
        returns: "string",
        doc: "Reverses `$encodeUrlComponent`.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$decodeUrl",
        category: "string",
        signature: "<s-:s>",
        call: "$decodeUrl([str])",
        parameters: &[maybe("str")],
        min_args: 0,
        max_args: Some(1),
        returns: "string",
        doc: "Reverses `$encodeUrl`.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$number",
        category: "numeric",
        signature: "<(nsb)-:n>",
        call: "$number([arg])",
        parameters: &[maybe("arg")],
        min_args: 0,
        max_args: Some(1),
        returns: "number",
        doc: "Converts a numeric string or a boolean to a number.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$abs",
        category: "numeric",
        signature: "<n-:n>",
        call: "$abs([number])",
        parameters: &[maybe("number")],
        min_args: 0,
        max_args: Some(1),
        returns: "number",
        doc: "Absolute value.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$floor",
        category: "numeric",
        signature: "<n-:n>",
        call: "$floor([number])",
        parameters: &[maybe("number")],
        min_args: 0,
        max_args: Some(1),
        returns: "number",
        doc: "Largest integer not above the number.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$ceil",
        category: "numeric",
        signature: "<n-:n>",
        call: "$ceil([number])",
        parameters: &[maybe("number")],
        min_args: 0,
        max_args: Some(1),
        returns: "number",
        doc: "Smallest integer not below the number.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$round",
        category: "numeric",
        signature: "<n-n?:n>",
        call: "$round(number[, precision])",
        parameters: &[one("number"), maybe("precision")],
        min_args: 0,
        max_args: Some(2),
        returns: "number",
        doc: "Rounds half to even at the given number of decimals.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$power",
        category: "numeric",
        signature: "<n-n:n>",
        call: "$power(base, exponent)",
        parameters: &[one("base"), one("exponent")],
        min_args: 1,
        max_args: Some(2),
        returns: "number",
        doc: "Raises base to exponent.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$sqrt",
        category: "numeric",
        signature: "<n-:n>",
        call: "$sqrt([number])",
        parameters: &[maybe("number")],
        min_args: 0,
        max_args: Some(1),
        returns: "number",
        doc: "Square root.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$formatNumber",
        category: "numeric",
        signature: "<n-so?:s>",
        call: "$formatNumber(number, picture[, options])",
        parameters: &[one("number"), one("picture"), maybe("options")],
        min_args: 1,
        max_args: Some(3),
        returns: "string",
        doc: "Formats a number with an XPath picture string.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$formatBase",
        category: "numeric",
        signature: "<n-n?:s>",
        call: "$formatBase(number[, radix])",
        parameters: &[one("number"), maybe("radix")],
        min_args: 0,
        max_args: Some(2),
        returns: "string",
        doc: "Writes an integer in a base from 2 to 36, 10 when omitted.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$formatInteger",
        category: "numeric",
        signature: "<n-s:s>",
        call: "$formatInteger(number, picture)",
        parameters: &[one("number"), one("picture")],
        min_args: 1,
        max_args: Some(2),
        returns: "string",
        doc: "Formats an integer with an XPath picture, including words and roman numerals.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$parseInteger",
        category: "numeric",
        signature: "<s-s:n>",
        call: "$parseInteger(string, picture)",
        parameters: &[one("string"), one("picture")],
        min_args: 1,
        max_args: Some(2),
        returns: "number",
        doc: "Reads an integer that was written with an XPath picture.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$sum",
        category: "aggregation",
        signature: "<a<n>:n>",
        call: "$sum(array)",
        parameters: &[one("array")],
        min_args: 1,
        max_args: Some(1),
        returns: "number",
        doc: "Adds up an array of numbers.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$max",
        category: "aggregation",
        signature: "<a<n>:n>",
        call: "$max(array)",
        parameters: &[one("array")],
        min_args: 1,
        max_args: Some(1),
        returns: "number",
        doc: "Largest number of an array.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$min",
        category: "aggregation",
        signature: "<a<n>:n>",
        call: "$min(array)",
        parameters: &[one("array")],
        min_args: 1,
        max_args: Some(1),
        returns: "number",
        doc: "Smallest number of an array.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$average",
        category: "aggregation",
        signature: "<a<n>:n>",
        call: "$average(array)",
        parameters: &[one("array")],
        min_args: 1,
        max_args: Some(1),
        returns: "number",
        doc: "Mean of an array of numbers.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$boolean",
        category: "boolean",
        signature: "<x-:b>",
        call: "$boolean([arg])",
        parameters: &[maybe("arg")],
        min_args: 0,
        max_args: Some(1),
        returns: "boolean",
        doc: "Truthiness of a value under JSONata rules.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$not",
        category: "boolean",
        signature: "<x-:b>",
        call: "$not([arg])",
        parameters: &[maybe("arg")],
        min_args: 0,
        max_args: Some(1),
        returns: "boolean",
        doc: "Negated truthiness.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$exists",
        category: "boolean",
        signature: "<x:b>",
        call: "$exists(arg)",
        parameters: &[one("arg")],
        min_args: 1,
        max_args: Some(1),
        returns: "boolean",
        doc: "True when the expression yields a value, false when it is undefined.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$count",
        category: "array",
        signature: "<a:n>",
        call: "$count(array)",
        parameters: &[one("array")],
        min_args: 1,
        max_args: Some(1),
        returns: "number",
        doc: "Number of elements; 0 for undefined, 1 for a lone value.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$append",
        category: "array",
        signature: "<xx:a>",
        call: "$append(array1, array2)",
        parameters: &[one("array1"), one("array2")],
        min_args: 2,
        max_args: Some(2),
        returns: "array",
        doc: "Concatenates two arrays or values.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$sort",
        category: "array",
        signature: "<af?:a>",
        call: "$sort(array[, function])",
        parameters: &[one("array"), maybe("function")],
        min_args: 1,
        max_args: Some(2),
        returns: "array",
        doc: "Sorts numbers or strings, or anything with a swap-deciding function.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$reverse",
        category: "array",
        signature: "<a:a>",
        call: "$reverse(array)",
        parameters: &[one("array")],
        min_args: 1,
        max_args: Some(1),
        returns: "array",
        doc: "Array in opposite order.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$shuffle",
        category: "array",
        signature: "<a:a>",
        call: "$shuffle(array)",
        parameters: &[one("array")],
        min_args: 1,
        max_args: Some(1),
        returns: "array",
        doc: "Array in random order.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$distinct",
        category: "array",
        signature: "<x:x>",
        call: "$distinct(array)",
        parameters: &[one("array")],
        min_args: 1,
        max_args: Some(1),
        returns: "array",
        doc: "Array without deep-equal repeats.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$zip",
        category: "array",
        signature: "<a+>",
        call: "$zip(array1, ...)",
        parameters: &[one("array1"), many("...")],
        min_args: 1,
        max_args: None,
        returns: "array",
        doc: "Pairs up elements that share a position, up to the shortest array.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$keys",
        category: "object",
        signature: "<x-:a<s>>",
        call: "$keys([object])",
        parameters: &[maybe("object")],
        min_args: 0,
        max_args: Some(1),
        returns: "array",
        doc: "Key names of an object, or of all objects in an array.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$lookup",
        category: "object",
        signature: "<x-s:x>",
        call: "$lookup(object, key)",
        parameters: &[one("object"), one("key")],
        min_args: 1,
        max_args: Some(2),
        returns: "any",
        doc: "Value stored under a key, over one object or an array of objects.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$spread",
        category: "object",
        signature: "<x-:a<o>>",
        call: "$spread([object])",
        parameters: &[maybe("object")],
        min_args: 0,
        max_args: Some(1),
        returns: "array",
        doc: "Splits an object into single-pair objects.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$merge",
        category: "object",
        signature: "<a<o>:o>",
        call: "$merge(array)",
        parameters: &[one("array")],
        min_args: 1,
        max_args: Some(1),
        returns: "object",
        doc: "Merges an array of objects; later keys win.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$sift",
        category: "object",
        signature: "<o-f?:o>",
        call: "$sift([object,] function)",
        parameters: &[maybe("object"), one("function")],
        min_args: 1,
        max_args: Some(2),
        returns: "object",
        doc: "Keeps the pairs for which `function(value, key, object)` is true.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$each",
        category: "object",
        signature: "<o-f:a>",
        call: "$each([object,] function)",
        parameters: &[maybe("object"), one("function")],
        min_args: 1,
        max_args: Some(2),
        returns: "array",
        doc: "Collects `function(value, key)` over all pairs.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$error",
        category: "object",
        signature: "<s?:x>",
        call: "$error([message])",
        parameters: &[maybe("message")],
        min_args: 0,
        max_args: Some(1),
        returns: "never",
        doc: "Stops with an error carrying the message.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$assert",
        category: "object",
        signature: "<bs?:x>",
        call: "$assert(condition[, message])",
        parameters: &[one("condition"), maybe("message")],
        min_args: 1,
        max_args: Some(2),
        returns: "undefined",
        doc: "Stops with the message when the condition is false.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$type",
        category: "object",
        signature: "<x:s>",
        call: "$type(value)",
        parameters: &[one("value")],
        min_args: 1,
        max_args: Some(1),
        returns: "string",
        doc: "Name of the type: null, number, string, boolean, array, object or function.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$now",
        category: "date",
        signature: "<s?s?:s>",
        call: "$now([picture[, timezone]])",
        parameters: &[maybe("picture"), maybe("timezone")],
        min_args: 0,
        max_args: Some(2),
        returns: "string",
        doc: "Current time as text, ISO 8601 UTC unless a picture is given; constant within one evaluation.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$millis",
        category: "date",
        signature: "<:n>",
        call: "$millis()",
        parameters: &[],
        min_args: 0,
        max_args: Some(0),
        returns: "number",
        doc: "Current time in milliseconds since the epoch; constant within one evaluation.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$fromMillis",
        category: "date",
        signature: "<n-s?s?:s>",
        call: "$fromMillis(number[, picture[, timezone]])",
        parameters: &[one("number"), maybe("picture"), maybe("timezone")],
        min_args: 0,
        max_args: Some(3),
        returns: "string",
        doc: "Formats epoch milliseconds as text.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$toMillis",
        category: "date",
        signature: "<s-s?:n>",
        call: "$toMillis(timestamp[, picture])",
        parameters: &[one("timestamp"), maybe("picture")],
        min_args: 0,
        max_args: Some(2),
        returns: "number",
        doc: "Reads a timestamp string into epoch milliseconds.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$map",
        category: "higher-order",
        signature: "<af>",
        call: "$map(array, function)",
        parameters: &[one("array"), one("function")],
        min_args: 2,
        max_args: Some(2),
        returns: "array",
        doc: "Applies `function(value, index, array)` to each element.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$filter",
        category: "higher-order",
        signature: "<af>",
        call: "$filter(array, function)",
        parameters: &[one("array"), one("function")],
        min_args: 2,
        max_args: Some(2),
        returns: "array",
        doc: "Keeps the elements for which the function is true.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$single",
        category: "higher-order",
        signature: "<af?>",
        call: "$single(array[, function])",
        parameters: &[one("array"), maybe("function")],
        min_args: 1,
        max_args: Some(2),
        returns: "any",
        doc: "The one element that satisfies the function; fails on none or several.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$reduce",
        category: "higher-order",
        signature: "<afj?:j>",
        call: "$reduce(array, function[, init])",
        parameters: &[one("array"), one("function"), maybe("init")],
        min_args: 2,
        max_args: Some(3),
        returns: "any",
        doc: "Folds an array with `function(accumulator, value, index, array)`.",
        origin: Origin::Jsonata,
        note: None,
    },
    Function {
        name: "$partition",
        category: "step-functions",
        signature: "(array, number) -> array",
        call: "$partition(array, size)",
        parameters: &[one("array"), one("size")],
        min_args: 2,
        max_args: Some(2),
        returns: "array",
        doc: "Cuts an array into pieces of at most size elements.",
        origin: Origin::StepFunctions,
        note: Some("It replaces `States.ArrayPartition`."),
    },
    Function {
        name: "$range",
        category: "step-functions",
        signature: "(number, number, number) -> array",
        call: "$range(start, end, step)",
        parameters: &[one("start"), one("end"), one("step")],
        min_args: 3,
        max_args: Some(3),
        returns: "array",
        doc: "Numbers from start towards end in the given step; end is included when it is hit exactly.",
        origin: Origin::StepFunctions,
        note: Some("It replaces `States.ArrayRange`."),
    },
    Function {
        name: "$hash",
        category: "step-functions",
        signature: "(any, string) -> string",
        call: "$hash(data, algorithm)",
        parameters: &[one("data"), one("algorithm")],
        min_args: 2,
        max_args: Some(2),
        returns: "string",
        doc: "Hex digest; algorithm is MD5, SHA-1, SHA-256, SHA-384 or SHA-512.",
        origin: Origin::StepFunctions,
        note: Some("It replaces `States.Hash`."),
    },
    Function {
        name: "$random",
        category: "step-functions",
        signature: "(number?) -> number",
        call: "$random([seed])",
        parameters: &[maybe("seed")],
        min_args: 0,
        max_args: Some(1),
        returns: "number",
        doc: "Number from 0 up to, not including, 1; a seed makes it repeatable.",
        origin: Origin::StepFunctions,
        note: Some(
            "Stock JSONata takes no argument; Step Functions adds the seed. It replaces `States.MathRandom`.",
        ),
    },
    Function {
        name: "$uuid",
        category: "step-functions",
        signature: "() -> string",
        call: "$uuid()",
        parameters: &[],
        min_args: 0,
        max_args: Some(0),
        returns: "string",
        doc: "Fresh version 4 UUID.",
        origin: Origin::StepFunctions,
        note: Some("It replaces `States.UUID`."),
    },
    Function {
        name: "$parse",
        category: "step-functions",
        signature: "(string) -> any",
        call: "$parse(text)",
        parameters: &[one("text")],
        min_args: 1,
        max_args: Some(1),
        returns: "any",
        doc: "Parses JSON text into a value.",
        origin: Origin::StepFunctions,
        note: Some("It stands in for `$eval` and `States.StringToJson`."),
    },
];

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
        assert_eq!(
            functions()
                .iter()
                .filter(|entry| entry.origin == Origin::StepFunctions)
                .count(),
            6
        );
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
