//! Strings of a document.

use std::borrow::Cow;
use std::iter;

use rowan::GreenTokenData;

use crate::yaml::{self, BLOCK_SCALAR};
use crate::{EscapeMap, Span, SyntaxKind};

/// How a string is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Quoting {
    /// As JSON does: in double quotes, with its escapes. Also a bare word, and a string without one of its quotes.
    Json,
    /// In single quotes where JSON has none.
    JsonSingle,
    /// In the double quotes of YAML.
    Double,
    /// In the single quotes of YAML.
    Single,
    /// Without quotes, in YAML.
    Plain,
    /// As a block scalar of YAML whose content begins at this column (counted in bytes from 0).
    Block {
        /// Where the content begins. A scalar of blanks only has a column that no line reaches.
        column: u16,
        /// Whether line ends fold (`>`).
        folded: bool,
    },
}

/// A string of a document, or a key, which may lack its quotes.
#[derive(Clone, Copy, Debug)]
pub struct Str<'t> {
    kind: SyntaxKind,
    token: &'t str,
    start: u32,
    /// Where the content of a block scalar begins.
    column: u16,
}

impl<'t> Str<'t> {
    pub(crate) fn new(token: &'t GreenTokenData, start: u32) -> Str<'t> {
        let column = token.kind().0.saturating_sub(BLOCK_SCALAR);
        Str { kind: SyntaxKind::of(token.kind()), token: token.text(), start, column }
    }

    /// The empty string where a string is missing.
    pub(crate) fn nothing(start: u32) -> Str<'t> {
        Str { kind: SyntaxKind::Word, token: "", start, column: 0 }
    }

    /// Where it stands, with its quotes.
    pub fn span(self) -> Span {
        Span::new(self.start, self.start + self.token.len() as u32)
    }

    /// Where its text stands, without quotes.
    pub fn inner(self) -> Span {
        let (open, close) = self.quotes();
        Span::new(self.start + open, self.start + self.token.len() as u32 - close)
    }

    /// Its text as it is written, escapes and all, without quotes.
    pub fn raw(self) -> &'t str {
        let (open, close) = self.quotes();
        &self.token[open as usize..self.token.len() - close as usize]
    }

    /// The text that it means. What is no right escape stands for itself, half a surrogate pair is U+FFFD.
    pub fn text(self) -> Cow<'t, str> {
        let raw = self.raw();
        if !self.has_escapes() {
            return Cow::Borrowed(raw);
        }
        let mut text = String::with_capacity(raw.len());
        if self.kind.is_yaml_string() {
            yaml::decode(self.kind, self.column, self.token, &mut |raw, meaning| {
                text.push_str(meaning.unwrap_or(&self.token[raw]));
            });
            return Cow::Owned(text);
        }
        for piece in pieces(raw) {
            match piece {
                Piece::Plain(plain) => text.push_str(plain),
                Piece::Escape { c, .. } => text.push(c),
            }
        }
        Cow::Owned(text)
    }

    /// Whether it means `text`.
    pub fn is(self, text: &str) -> bool {
        if self.has_escapes() { self.text() == text } else { self.raw() == text }
    }

    /// Whether it ends where it should: with a quote if it began with one.
    pub fn is_closed(self) -> bool {
        self.kind.is_yaml_string() || !matches!(self.kind, SyntaxKind::UnclosedString) && self.quotes().1 > 0
    }

    /// Whether it is written as a string has to be: in quotes of some kind, but for YAML, where any style will do.
    pub fn is_quoted(self) -> bool {
        self.kind.is_string()
    }

    /// How it is written.
    pub fn quoting(self) -> Quoting {
        match self.kind {
            SyntaxKind::YamlDouble => Quoting::Double,
            SyntaxKind::YamlSingle => Quoting::Single,
            SyntaxKind::YamlPlain => Quoting::Plain,
            SyntaxKind::YamlBlock => Quoting::Block { column: self.column, folded: self.token.starts_with('>') },
            SyntaxKind::SingleQuoted => Quoting::JsonSingle,
            _ => Quoting::Json,
        }
    }

    /// The map from its text to the document.
    pub fn escapes(self) -> EscapeMap {
        let inner = self.inner();
        if !self.has_escapes() {
            return EscapeMap::plain(inner);
        }
        let mut map = EscapeMap::with_start(inner.start);
        if self.kind.is_yaml_string() {
            yaml::decode(self.kind, self.column, self.token, &mut |raw, meaning| {
                let raw = Span::new(self.start + raw.start as u32, self.start + raw.end as u32);
                match meaning {
                    None => map.push_plain(raw),
                    Some(meaning) => map.push_escape(raw, meaning.len() as u32),
                }
            });
            return map;
        }
        let mut at = inner.start;
        for piece in pieces(self.raw()) {
            match piece {
                Piece::Plain(plain) => {
                    map.push_plain(Span::new(at, at + plain.len() as u32));
                    at += plain.len() as u32;
                }
                Piece::Escape { c, length } => {
                    map.push_escape(Span::new(at, at + length), c.len_utf8() as u32);
                    at += length;
                }
            }
        }
        map
    }

    /// The placeholders in its text (in decoded bytes): `${...}`, `{{...}}` and `#{...}`. A string that begins with `{%`
    /// is JSONata, where only `${...}` is one.
    pub fn holes(self) -> impl Iterator<Item = Span> + use<'t> {
        let text = self.text();
        let jsonata = text.starts_with("{%");
        let mut at = 0;
        iter::from_fn(move || {
            loop {
                let rest = text.get(at..)?;
                let next = rest.find(['$', '{', '#'])?;
                let (open, close) = match &rest[next..] {
                    hole if hole.starts_with("${") => (2, "}"),
                    hole if hole.starts_with("{{") && !jsonata => (2, "}}"),
                    hole if hole.starts_with("#{") && !jsonata => (2, "}"),
                    _ => {
                        at += next + 1;
                        continue;
                    }
                };
                let start = at + next;
                let Some(length) = text[start + open..].find(close) else {
                    at = start + open;
                    continue;
                };
                at = start + open + length + close.len();
                return Some(Span::new(start as u32, at as u32));
            }
        })
    }

    /// Whether it holds a placeholder.
    pub fn has_hole(self) -> bool {
        self.kind == SyntaxKind::Hole || self.token.contains('{') && self.holes().next().is_some()
    }

    /// Whether one placeholder is all of it.
    pub fn is_hole(self) -> bool {
        self.token.contains('{')
            && self.holes().next().is_some_and(|hole| hole == Span::new(0, self.text().len() as u32))
    }

    fn has_escapes(self) -> bool {
        match self.kind.is_yaml_string() {
            true => yaml::has_escapes(self.kind, self.token),
            false => self.kind.is_string() && self.token.contains('\\'),
        }
    }

    /// The lengths of the opening and of the closing quote.
    fn quotes(self) -> (u32, u32) {
        match self.kind {
            SyntaxKind::String => (1, 1),
            SyntaxKind::UnclosedString => (1, 0),
            SyntaxKind::UnopenedString => (0, 1),
            kind if kind.is_yaml_string() => yaml::quotes(kind, self.token),
            SyntaxKind::SingleQuoted => (1, u32::from(self.token.len() > 1 && self.token.ends_with('\''))),
            _ => (0, 0),
        }
    }
}

enum Piece<'t> {
    Plain(&'t str),
    Escape { c: char, length: u32 },
}

/// The pieces of a JSON string.
fn pieces(raw: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = raw;
    iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((c, length)) = escape(rest) {
            rest = &rest[length..];
            return Some(Piece::Escape { c, length: length as u32 });
        }
        // At least one character: a backslash that begins no escape stands for itself.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest[first..].find('\\').map_or(rest.len(), |at| first + at);
        let (plain, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Plain(plain))
    })
}

/// The escape that `text` begins with: what it stands for, and its length.
fn escape(text: &str) -> Option<(char, usize)> {
    let c = match text.strip_prefix('\\')?.chars().next()? {
        c @ ('"' | '\\' | '/' | '\'') => c,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return unicode(text),
        _ => return None,
    };
    Some((c, 2))
}

fn unicode(text: &str) -> Option<(char, usize)> {
    let first = unit(text)?;
    if let Some(c) = char::from_u32(first) {
        return Some((c, 6));
    }
    if first < 0xdc00
        && let Some(second) = unit(&text[6..]).filter(|second| (0xdc00..0xe000).contains(second))
        && let Some(c) = char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))
    {
        return Some((c, 12));
    }
    Some((char::REPLACEMENT_CHARACTER, 6))
}

/// The code unit of the `\uXXXX` that `text` begins with.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    u32::from_str_radix(digits, 16).ok()
}
