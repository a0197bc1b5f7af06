//! What literals stand for.

use super::token::TokenKind;

/// The value that jsonata-js gives a word in an error: a string without its quotes, a name without its backticks.
pub(super) fn word_value(kind: TokenKind, text: &str) -> String {
    match kind {
        TokenKind::String => string_value(text),
        TokenKind::QuotedName => quoted_name(text).to_owned(),
        TokenKind::Variable => text.get(1..).unwrap_or_default().to_owned(),
        _ => text.to_owned(),
    }
}

/// The name between backticks; the closing one may be missing.
pub(super) fn quoted_name(text: &str) -> &str {
    let inner = text.strip_prefix('`').unwrap_or(text);
    inner.strip_suffix('`').unwrap_or(inner)
}

/// The text that a string stands for. `text` has its opening quote; the closing one may be missing.
pub(super) fn string_value(text: &str) -> String {
    let mut chars = text.chars();
    let quote = chars.next();
    let mut value = String::with_capacity(text.len());
    // The first half of a surrogate pair that waits for the second.
    let mut high: Option<u32> = None;
    loop {
        let mut unit = None;
        match chars.next() {
            None => break,
            c if c == quote && chars.as_str().is_empty() => break,
            Some('\\') => match chars.next() {
                Some('b') => value.push('\u{8}'),
                Some('f') => value.push('\u{c}'),
                Some('n') => value.push('\n'),
                Some('r') => value.push('\r'),
                Some('t') => value.push('\t'),
                Some('u') => unit = unicode_escape(&mut chars),
                Some(c) => value.push(c),
                None => break,
            },
            Some(c) => value.push(c),
        }
        let Some(unit) = unit else {
            high = None;
            continue;
        };
        match (high.take(), unit) {
            (Some(first), 0xdc00..=0xdfff) => {
                // Takes back the mark of the lone half.
                value.pop();
                let code = 0x10000 + ((first - 0xd800) << 10) + (unit - 0xdc00);
                value.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            (_, unit) => {
                value.push(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
                high = (0xd800..=0xdbff).contains(&unit).then_some(unit);
            }
        }
    }
    value
}

/// The UTF-16 unit of the four digits behind `\u`; fewer digits are read as they are.
fn unicode_escape(chars: &mut std::str::Chars<'_>) -> Option<u32> {
    let rest = chars.as_str();
    let len = rest.bytes().take(4).take_while(u8::is_ascii_hexdigit).count();
    let (digits, after) = rest.split_at(len);
    *chars = after.chars();
    u32::from_str_radix(digits, 16).ok()
}

/// The pattern and the flags of a regular expression with its slashes. The closing one may be missing.
pub(super) fn regex_parts(text: &str) -> (&str, &str) {
    let inner = text.strip_prefix('/').unwrap_or(text);
    // The flags hold no slash, so the last one closes the pattern.
    inner.rsplit_once('/').unwrap_or((inner, ""))
}
