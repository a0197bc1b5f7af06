//! Tokens of Terraform's language, as much of them as it takes to find expressions in broken files too.
//!
//! A whole string, with the expressions in it, is one token; what is in it, [`super::template`] knows.

use asl_syntax::Span;

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TokenKind {
    /// A name: `resource`, `aws_sfn_state_machine`.
    Name,
    /// A number.
    Number,
    /// A string in double quotes. Without its end it ends with its line.
    Quoted,
    /// A heredoc, from `<<` to the end of the word that ends it.
    Heredoc,
    /// The end of a line, which ends a statement.
    LineEnd,
    /// A comment, without its line end.
    Comment,
    /// Any other character.
    Sign(u8),
}

/// A token and where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

/// The tokens of `text` from `at` on, without blanks.
pub(super) fn tokens(text: &str, at: u32) -> impl Iterator<Item = Token> + use<'_> {
    let mut at = at as usize;
    std::iter::from_fn(move || {
        at += text[at..].len() - text[at..].trim_start_matches([' ', '\t', '\r', '\u{feff}']).len();
        let (kind, length) = token(&text[at..])?;
        let span = Span::new(at as u32, (at + length) as u32);
        at += length;
        Some(Token { kind, span })
    })
}

fn token(rest: &str) -> Option<(TokenKind, usize)> {
    let first = rest.chars().next()?;
    let line_end = || rest.find('\n').unwrap_or(rest.len());
    Some(match first {
        '\n' => (TokenKind::LineEnd, 1),
        '"' => (TokenKind::Quoted, quoted(rest)),
        '#' => (TokenKind::Comment, line_end()),
        '/' if rest.starts_with("//") => (TokenKind::Comment, line_end()),
        '/' if rest.starts_with("/*") => {
            (TokenKind::Comment, rest.find("*/").map_or(rest.len(), |end| end + "*/".len()))
        }
        '<' if rest.starts_with("<<") => match heredoc(rest) {
            Some(length) => (TokenKind::Heredoc, length),
            None => (TokenKind::Sign(b'<'), 1),
        },
        c if c.is_ascii_digit() => (TokenKind::Number, number(rest)),
        c if c.is_alphabetic() || c == '_' => {
            let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
            (TokenKind::Name, rest.find(|c| !is_part(c)).unwrap_or(rest.len()))
        }
        c if c.is_ascii() => (TokenKind::Sign(c as u8), 1),
        c => (TokenKind::Sign(b'?'), c.len_utf8()),
    })
}

fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let is_exponent_sign = matches!(bytes[at], b'+' | b'-') && matches!(bytes[at - 1], b'e' | b'E');
        let is_fraction = bytes[at] == b'.' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !(bytes[at].is_ascii_alphanumeric() || is_exponent_sign || is_fraction) {
            break;
        }
        at += 1;
    }
    at.max(1)
}

/// The length of the string that `rest` begins with, quotes and expressions in it included.
fn quoted(rest: &str) -> usize {
    let line_end = rest.find('\n').unwrap_or(rest.len());
    // An expression in it may not go on on the next line, so that a missing quote costs one line.
    template_end(&rest[..line_end], 1, Some(b'"')).unwrap_or(line_end)
}

/// The end of the expression whose `${` or `%{` ends at `at` in `rest`, with its `}`.
pub(super) fn expression_end(rest: &str, at: usize) -> Option<usize> {
    template_end(rest, at, None)
}

/// The end of the string or expression that is open at `at`: behind `quote`, or behind a `}` where there is no quote.
fn template_end(rest: &str, at: usize, quote: Option<u8>) -> Option<usize> {
    let bytes = rest.as_bytes();
    // What is open: strings (`true`) and braces, from the outside in.
    let mut open = vec![quote.is_some()];
    let mut at = at;
    while let Some(&in_string) = open.last() {
        let byte = *bytes.get(at)?;
        at += 1;
        match (byte, in_string) {
            (b'"', true) | (b'}', false) => _ = open.pop(),
            (b'\\', true) => at += 1,
            (b'\n', true) => return None,
            (b'$' | b'%', true) if bytes.get(at) == Some(&byte) && bytes.get(at + 1) == Some(&b'{') => at += 2,
            (b'$' | b'%', true) if bytes.get(at) == Some(&b'{') => {
                open.push(false);
                at += 1;
            }
            (b'"', false) => open.push(true),
            (b'{', false) => open.push(false),
            _ => {}
        }
    }
    Some(at)
}

/// The length of the heredoc that `rest` begins with.
fn heredoc(rest: &str) -> Option<usize> {
    let (word, start) = heredoc_header(rest)?;
    let mut at = start;
    for line in rest[start..].split_inclusive('\n') {
        if line.trim() == word {
            return Some(at + line.trim_end().len());
        }
        at += line.len();
    }
    Some(rest.len())
}

/// The word that ends the heredoc that `rest` begins with, and where its first line begins.
pub(super) fn heredoc_header(rest: &str) -> Option<(&str, usize)> {
    let line_end = rest.find('\n')?;
    let word = rest[..line_end].strip_prefix("<<")?;
    let word = word.strip_prefix('-').unwrap_or(word).trim();
    let is_word = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    is_word.then_some((word, line_end + 1))
}
