//! What is wrong with an expression, said in words.

use super::{literal, regex};
use crate::Span;

/// A place where the text is no JSONata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The code of jsonata-js, such as `S0201`. Where jsonata-js fails without a code it is `S0303` (a regular
    /// expression that its engine refuses) or `S0403` (a signature with too many marks).
    pub code: &'static str,
    /// The smallest range, in bytes, that is wrong. It is never empty unless the text is.
    pub span: Span,
    /// The offset in UTF-16 units that jsonata-js reports; mostly just behind the word. It gives none with some codes.
    pub position: Option<u32>,
    /// The word that jsonata-js reports: `(end)` at the end of the text.
    pub token: Option<String>,
    /// The word that was expected instead, where there is one.
    pub expected: Option<&'static str>,
    /// What is wrong and what to do, for a person.
    pub message: String,
}

/// The message for a fault inside a word. `word` is its text.
pub(super) fn word_message(code: &str, word: &str) -> String {
    match code {
        "S0101" => {
            let quote = word.get(..1).unwrap_or("\"");
            format!("This string is never closed: add {quote} at its end.")
        }
        "S0102" => format!("The number {word} is too large."),
        "S0103" => format!(
            "`{word}` is no escape in a string: use `\\\"`, `\\\\`, `\\/`, `\\b`, `\\f`, `\\n`, `\\r`, `\\t` or `\\u` and four hexadecimal digits."
        ),
        "S0104" => "`\\u` needs four hexadecimal digits behind it.".to_owned(),
        "S0105" => "This name is never closed: add a backtick at its end.".to_owned(),
        "S0106" => "This comment is never closed: add `*/` at its end.".to_owned(),
        "S0204" if word == "!" => "`!` is no operator: write `$not(...)`, or `!=` to compare.".to_owned(),
        "S0204" => {
            format!("`{word}` is no operator: write `~>` to hand a value to a function.")
        }
        "S0301" => "This regular expression is empty: write a pattern between the slashes.".to_owned(),
        "S0302" => {
            "This regular expression is never closed: add `/` at its end and close every bracket inside.".to_owned()
        }
        "S0303" => {
            let (pattern, flags) = literal::regex_parts(word);
            let fault = regex::fault(pattern, flags);
            fault.unwrap_or("This regular expression is not valid.").to_owned()
        }
        _ => format!("`{word}` is not understood here."),
    }
}

/// The message for an expression that is missing behind `previous`, which is empty at the start of the text, and in front of
/// `word`.
pub(super) fn operand_message(previous: &str, word: &str) -> String {
    match (previous, word) {
        ("=", "=") => "Two values are compared with a single `=`.".to_owned(),
        ("<", ">") => "Two values are compared with `!=`.".to_owned(),
        ("&", "&") => "Write `and`: `&` joins two strings.".to_owned(),
        ("=", ">") => "Write `>=` to compare, or `function($x) { ... }` for a function.".to_owned(),
        (_, "/") => {
            "A regular expression cannot stand directly behind a bracket or a minus sign: bind it to a variable first."
                .to_owned()
        }
        (".", _) => format!("The name of a field is missing between `.` and `{word}`."),
        ("", _) => format!("An expression is missing in front of `{word}`."),
        _ => format!("An expression is missing between `{previous}` and `{word}`."),
    }
}

/// The message for an expression that is missing behind `previous` at the end of the text.
pub(super) fn end_message(previous: &str) -> String {
    match previous {
        "" => "The expression is empty.".to_owned(),
        "." => "The name of a field is missing behind the dot.".to_owned(),
        _ => format!("An expression is missing behind `{previous}`."),
    }
}

/// The message for a word behind a whole expression.
pub(super) fn trailing_message(word: &str) -> String {
    match word {
        ")" | "]" | "}" => format!("Nothing is open that `{word}` could close: remove it."),
        ";" => "`;` only separates expressions inside `( ... )`: remove it, or put them into parentheses.".to_owned(),
        "," => "A comma only separates arguments, items and fields: remove it.".to_owned(),
        ":" => "A colon only stands in `{ key: value }` and in `condition ? then : else`.".to_owned(),
        ".." => "A range only stands in an array: write `[1..5]`.".to_owned(),
        "|" => "Write `or` between two conditions: `|` begins a transform.".to_owned(),
        _ => format!("The expression is complete in front of `{word}`: an operator such as `&` or `+` is missing."),
    }
}

/// The message for `expected` where `found` stands.
pub(super) fn expected_message(expected: &str, found: &str, separator: Option<&str>) -> String {
    match (expected, separator) {
        ("{", _) => format!("The body of the function is missing: write `{{ ... }}` in front of `{found}`."),
        (":", _) => format!("A key needs a colon and a value: write `key: value` in front of `{found}`."),
        ("(", _) => "`^` needs what to sort by in parentheses: write `^(field)`.".to_owned(),
        ("?", _) => format!("`{found}` cannot stand here."),
        (_, Some(separator)) => {
            format!("`{found}` is not expected here: {separator} or `{expected}` is missing in front of it.")
        }
        _ => format!("`{found}` is not expected here: `{expected}` is missing in front of it."),
    }
}

/// The message for `expected` where the text ends. `opener` is the bracket that waits for it.
pub(super) fn unclosed_message(expected: &str, opener: &str) -> String {
    match expected {
        "{" => "The body of the function is missing: write `{ ... }` behind its parameters.".to_owned(),
        ":" => "A key needs a colon and a value: write `key: value`.".to_owned(),
        "(" => "`^` needs what to sort by in parentheses: write `^(field)`.".to_owned(),
        "|" => "This transform is never closed: write `|pattern|update|`.".to_owned(),
        ">" => "This signature is never closed: add `>` at its end.".to_owned(),
        _ => format!("This `{opener}` is never closed: add `{expected}`."),
    }
}
