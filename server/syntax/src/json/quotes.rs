//! Where a string or a bare word ends when its line is broken.
//!
//! Every function looks at the rest of one line, from the start of the token on. None is asked for well-formed JSON:
//! there the closing quote of a string is never followed by a letter or by another quote.

use crate::SyntaxKind;

/// How far a broken string is compared with what stands behind it, in bytes. A bound keeps long lines linear.
pub(super) const LOOK: usize = 512;

/// What a quote turned out to begin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reading {
    /// A string with both quotes; `odd` when quotes without a backslash stand inside.
    Closed { length: usize, odd: bool },
    /// A string with both quotes and one quote too many behind it.
    ThenStray { length: usize },
    /// A string without a closing quote.
    Unclosed { length: usize },
    /// Nothing: the quote is one too many.
    Stray,
}

/// A run of characters that stand together outside of quotes.
pub(super) struct Run {
    pub(super) length: usize,
    /// Whether a placeholder is part of it.
    pub(super) hole: bool,
}

/// Whether `next`, right behind a closing quote, says that the quote may not be the closing one.
pub(super) fn is_odd_after_string(next: u8) -> bool {
    next == b'"' || next != b'/' && is_bare(next)
}

/// The string at the start of `line` whose second quote, at `quote`, is followed by a word or another quote.
/// `key`: not after a colon.
pub(super) fn odd(line: &str, quote: usize, key: bool) -> Reading {
    let content = &line[1..quote];
    let trimmed = content.trim_end();
    let plain = Reading::Closed { length: quote + 1, odd: false };
    if line.as_bytes().get(quote + 1) == Some(&b'"') {
        return match content.is_empty() {
            true => Reading::Stray,
            false if ends_value(line, quote + 2) => Reading::ThenStray { length: quote + 1 },
            false => plain,
        };
    }
    let apart = line.as_bytes().get(quote + 1) == Some(&b' ');
    if trimmed.is_empty() && !apart {
        return Reading::Stray;
    }
    let before_colon = content.find(':').filter(|at| key && is_name(&content[..*at]));
    if trimmed.ends_with([':', ',']) && !apart {
        if let Some(colon) = before_colon {
            return unclosed_before(line, 1 + colon);
        }
        if trimmed.ends_with(',') {
            return unclosed_before(line, trimmed.len());
        }
    }
    let limit = floor(line, quote + LOOK);
    let inner_end = (quote + 1..limit).find(|&at| {
        line.as_bytes()[at] == b'"' && ends_value(line, at + 1) && (key || after_blanks(line, at + 1) != Some(b':'))
    });
    // Words apart from the string belong to it only if nothing but words comes before the next quote.
    let words_only = |end: &usize| !line[quote + 1..*end].contains(['"', ',', ':', '{', '}', '[', ']']);
    match inner_end.filter(|end| !apart || words_only(end)) {
        Some(end) => Reading::Closed { length: end + 1, odd: true },
        None => plain,
    }
}

/// The string at the start of `line` that has no second quote. `open` containers were opened on the line before it.
pub(super) fn unclosed(line: &str, key: bool, open: u32) -> Reading {
    let whole = Reading::Unclosed { length: line.trim_end().len() };
    if line.len() > 4 * LOOK {
        return whole;
    }
    let content = &line[1..];
    let trimmed = content.trim();
    if trimmed.chars().all(|c| matches!(c, '{' | '}' | '[' | ']' | ',' | ' ' | '\t')) {
        return match trimmed.starts_with(['{', '[']) {
            true => Reading::Stray,
            false => Reading::Unclosed { length: 1 },
        };
    }
    if key {
        let colon = content.find(':').filter(|at| is_name(&content[..*at]));
        let splits = |at: &usize| {
            matches!(
                content.as_bytes().get(at + 1),
                None | Some(b' ' | b'\t' | b'"' | b'{' | b'[' | b'0'..=b'9' | b'-')
            )
        };
        if let Some(colon) = colon.filter(splits) {
            return unclosed_before(line, 1 + colon);
        }
    }
    let end = line.trim_end();
    let mut end = end.strip_suffix(',').unwrap_or(end).trim_end();
    for _ in 0..open {
        match end.strip_suffix(['}', ']']) {
            Some(rest) => end = rest.trim_end(),
            None => break,
        }
        end = end.strip_suffix(',').unwrap_or(end).trim_end();
    }
    Reading::Unclosed { length: end.len().max(1) }
}

/// The length of the string in single quotes at the start of `text`; without a second one on the line it ends as an
/// unclosed string does.
pub(super) fn single_quoted(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    loop {
        match bytes.get(at) {
            Some(b'\'') => return at + 1,
            Some(b'\\') if !matches!(bytes.get(at + 1), None | Some(b'\n' | b'\r')) => at += 2,
            None | Some(b'\n' | b'\r') => break,
            Some(_) => at += 1,
        }
    }
    let end = text[..at].trim_end();
    end.strip_suffix(',').unwrap_or(end).trim_end().len().max(1)
}

/// The word, number, keyword or placeholder at the start of `text`, with all that is grown together with it. In the
/// place of a value a colon inside a word belongs to it (`arn:aws:...`).
pub(super) fn bare_run(text: &str, value: bool) -> Run {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut hole = false;
    while at < bytes.len() {
        let next = bytes.get(at + 1).copied();
        match bytes[at] {
            b'$' | b'#' if next == Some(b'{') => {
                let limit = floor(text, at + LOOK);
                let end = text[at..limit].find(['}', '"', '\n', '\r']);
                let Some(close) = end.filter(|end| bytes[at + end] == b'}') else {
                    at += 1;
                    break;
                };
                hole = true;
                at += close + 1;
            }
            b':' if value && at > 0 && next.is_some_and(|next| next == b':' || is_bare(next) && next != b'$') => {
                at += 1
            }
            b'/' if matches!(next, Some(b'/' | b'*')) => break,
            b';' | b'=' => break,
            byte if byte >= 0x80 => {
                let Some(c) = text[at..].chars().next() else { break };
                if is_blank(c) {
                    break;
                }
                at += c.len_utf8();
            }
            byte if is_bare(byte) || byte == b'\'' => at += 1,
            _ => break,
        }
    }
    Run { length: at.max(text.chars().next().map_or(0, char::len_utf8)), hole }
}

/// The length of the string without an opening quote at the start of `line`, whose first word is `run` bytes long;
/// `None` if there is none.
pub(super) fn unopened(line: &str, run: usize, value: bool) -> Option<usize> {
    let limit = floor(line, run + LOOK / 4);
    let bytes = line.as_bytes();
    let quote = (run..limit).find(|&at| bytes[at] == b'"' && !(at > 0 && bytes[at - 1] == b'\\'))?;
    let between = &line[run..quote];
    if !ends_value(line, quote + 1) {
        return None;
    }
    let follows = after_blanks(line, quote + 1);
    let count = |c: char| line[..quote].matches(c).count();
    let fits = match value {
        true => follows != Some(b':') && count('{') == count('}') && count('[') == count(']'),
        false => !between.contains([',', ':', '{', '[', '}', ']']),
    };
    fits.then_some(quote + 1)
}

/// Whether `line` begins with a blank that JSON does not know, or a mark that cannot be seen.
pub(super) fn is_blank_or_mark(line: &str) -> bool {
    line.chars().next().is_some_and(is_blank)
}

/// What a bare word is.
pub(super) fn number_or_word(word: &str) -> SyntaxKind {
    let mut bytes = word.bytes();
    let digit = match bytes.next() {
        Some(b'-' | b'+' | b'.') => bytes.next(),
        first => first,
    };
    match digit {
        Some(b'0'..=b'9') if is_number(word) => SyntaxKind::Number,
        Some(b'0'..=b'9') => SyntaxKind::BadNumber,
        _ => SyntaxKind::Word,
    }
}

fn is_number(word: &str) -> bool {
    fn digits(text: &str) -> &str {
        text.trim_start_matches(|c: char| c.is_ascii_digit())
    }
    let word = word.strip_prefix('-').unwrap_or(word);
    let mut rest = match word.strip_prefix('0') {
        Some(rest) => rest,
        None if word.starts_with(|c: char| c.is_ascii_digit()) => digits(word),
        None => return false,
    };
    if let Some(fraction) = rest.strip_prefix('.') {
        rest = digits(fraction);
        if rest.len() == fraction.len() {
            return false;
        }
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        rest = digits(exponent);
        if rest.len() == exponent.len() {
            return false;
        }
    }
    rest.is_empty()
}

fn unclosed_before(line: &str, end: usize) -> Reading {
    Reading::Unclosed { length: line[..end].trim_end().len().max(1) }
}

/// Whether what follows `at` can follow a string: a comma, colon, closer, comment, or the end of the line.
fn ends_value(line: &str, at: usize) -> bool {
    matches!(after_blanks(line, at), None | Some(b',' | b':' | b'}' | b']' | b'/'))
}

fn after_blanks(line: &str, at: usize) -> Option<u8> {
    line.as_bytes()[at..].iter().copied().find(|byte| !matches!(byte, b' ' | b'\t'))
}

/// Whether `text` may be a key: short, and of characters that keys are made of.
fn is_name(text: &str) -> bool {
    !text.trim().is_empty() && text.len() <= 256 && !text.contains(['"', '{', '[', '}', ']', ',', '\\'])
}

fn is_bare(byte: u8) -> bool {
    byte > b' ' && !matches!(byte, b'{' | b'}' | b'[' | b']' | b':' | b',' | b'"' | b'\'' | b';' | b'=' | b'/' | 0x7f)
        || byte == b'/'
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{80}'..='\u{9f}')
}

/// The largest place in `line` that is not beyond `at` and begins a character.
fn floor(line: &str, at: usize) -> usize {
    let mut at = at.min(line.len());
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}
