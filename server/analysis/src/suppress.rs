//! Switching a rule off in the text itself.
//!
//! Strict JSON has no comments, so the `Comment` field carries the wish: `asl-ls-ignore: code, code` anywhere in the
//! `Comment` of a state counts for that state and the scopes inside it, in the machine's own `Comment` for the whole
//! definition. What follows a `;` or a line break is a reason for people and is not read.

use std::ops::Range;

use asl_syntax::{Object, Value};

const MARK: &str = "asl-ls-ignore:";

/// The codes that the `Comment` of `object` switches off.
pub fn codes(object: Object<'_>) -> Box<[Box<str>]> {
    let comment = object.get("Comment").and_then(|m| m.value()).and_then(Value::as_str);
    comment.map_or_else(Box::default, |c| parse(&c.text()))
}

/// The codes that a comment's text switches off.
pub fn parse(text: &str) -> Box<[Box<str>]> {
    places(text).map(|range| Box::from(&text[range])).collect()
}

/// Where each of these codes stands in the comment's text, in bytes.
pub fn places(text: &str) -> impl Iterator<Item = Range<usize>> {
    let start = text.find(MARK).map_or(text.len(), |at| at + MARK.len());
    let list = &text[start..];
    let list = &list[..list.find([';', '\n']).unwrap_or(list.len())];
    let is_between = |c: char| c == ',' || c.is_whitespace();
    let mut next = start;
    list.split_inclusive(is_between)
        .map(move |piece| {
            let at = next;
            next += piece.len();
            at..at + piece.trim_end_matches(is_between).len()
        })
        .filter(|range| !range.is_empty())
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
