//! Switching a rule off in the text itself.
//!
//! Strict JSON has no comments, so the `Comment` field carries the wish: `asl-ls-ignore: code, code` anywhere in the
//! `Comment` of a state counts for that state and the scopes inside it, in the machine's own `Comment` for the whole
//! definition. What follows a `;` or a line break is a reason for people and is not read.

use asl_syntax::{Object, Value};

const MARK: &str = "asl-ls-ignore:";

/// The codes that the `Comment` of `object` switches off.
pub fn codes(object: Object<'_>) -> Box<[Box<str>]> {
    let comment = object.get("Comment").and_then(|m| m.value()).and_then(Value::as_str);
    comment.map_or_else(Box::default, |c| parse(&c.text()))
}

/// The codes that a comment's text switches off.
pub fn parse(text: &str) -> Box<[Box<str>]> {
    let Some(start) = text.find(MARK) else { return Box::default() };
    let list = &text[start + MARK.len()..];
    let end = list.find([';', '\n']).unwrap_or(list.len());
    list[..end].split(|c: char| c == ',' || c.is_whitespace()).filter(|c| !c.is_empty()).map(Box::from).collect()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_comment_lists_codes_up_to_a_reason() {
        let codes = parse("Old flow. asl-ls-ignore: unreachable-state, no-way-out; kept for the audit");
        assert_eq!(codes.join(" "), "unreachable-state no-way-out");
        assert!(parse("nothing to see").is_empty());
    }
}
