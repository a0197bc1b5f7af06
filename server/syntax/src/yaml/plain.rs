//! Scalars that are right at a glance, so that the parser need not be asked.

use std::ops::Range;

use super::compose::Node;
use super::scalar::resolve;
use crate::SyntaxKind;

/// The longest key that the parser takes, and some.
const LONGEST_KEY: usize = 1000;

/// The scalar that stands at `range`, which is a whole value on one line, if its look leaves no doubt.
pub(super) fn scalar(text: &str, range: Range<usize>) -> Option<Node> {
    let written = &text[range.clone()];
    let kind = match written.as_bytes().first()? {
        b'"' | b'\'' => quoted(written)?,
        _ if is_plain(written) => resolve(written),
        _ => return None,
    };
    Some(Node::scalar(kind, range))
}

/// The key that stands at `range`, if its look leaves no doubt.
pub(super) fn key(text: &str, range: Range<usize>) -> Option<Node> {
    let written = &text[range.clone()];
    let kind = match written.as_bytes().first()? {
        _ if written.len() > LONGEST_KEY => return None,
        b'"' | b'\'' => quoted(written)?,
        _ if is_plain(written) => SyntaxKind::YamlPlain,
        _ => return None,
    };
    Some(Node::scalar(kind, range))
}

fn quoted(written: &str) -> Option<SyntaxKind> {
    let quote = written.chars().next()?;
    let inner = written.get(1..)?.strip_suffix(quote)?;
    let is_simple = |c: char| (' '..='~').contains(&c) && c != quote || c.is_alphanumeric();
    match quote {
        '"' => inner.chars().all(|c| is_simple(c) && c != '\\').then_some(SyntaxKind::YamlDouble),
        _ => inner.chars().all(is_simple).then_some(SyntaxKind::YamlSingle),
    }
}

fn is_plain(written: &str) -> bool {
    let mut chars = written.chars();
    let begins = match chars.next() {
        Some('-') => written[1..].starts_with(|c: char| c.is_ascii_digit()),
        Some(c) => c.is_alphanumeric() || matches!(c, '_' | '$' | '/' | '('),
        None => false,
    };
    if !begins || written.ends_with([':', ' ']) {
        return false;
    }
    let mut before = 'a';
    chars.all(|c| {
        let is_simple = (' '..='~').contains(&c) || c.is_alphanumeric();
        let is_mark = before == ':' && c == ' ' || before == ' ' && c == '#';
        before = c;
        is_simple && !is_mark
    })
}
