//! Scalars: what a plain one is by the core schema, and what the text of each style means.

use std::borrow::Cow;
use std::ops::Range;

use super::{LAST_COLUMN, gap};
use crate::SyntaxKind;

/// What the plain scalar `text` is by the core schema of YAML 1.2: a number, `true`, `null`, or else a string.
pub(super) fn resolve(text: &str) -> SyntaxKind {
    match text {
        "null" | "Null" | "NULL" | "~" => SyntaxKind::Null,
        "true" | "True" | "TRUE" => SyntaxKind::True,
        "false" | "False" | "FALSE" => SyntaxKind::False,
        _ if is_number(text) => SyntaxKind::Number,
        _ => SyntaxKind::YamlPlain,
    }
}

fn is_number(text: &str) -> bool {
    let digits = |digits: &str, of: fn(&u8) -> bool| !digits.is_empty() && digits.as_bytes().iter().all(of);
    if let Some(octal) = text.strip_prefix("0o") {
        return digits(octal, |c| matches!(c, b'0'..=b'7'));
    }
    if let Some(hex) = text.strip_prefix("0x") {
        return digits(hex, u8::is_ascii_hexdigit);
    }
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return true;
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    if let Some(exponent) = exponent
        && !digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent), u8::is_ascii_digit)
    {
        return false;
    }
    match mantissa.split_once('.') {
        None => digits(mantissa, u8::is_ascii_digit),
        Some(("", fraction)) => digits(fraction, u8::is_ascii_digit),
        Some((whole, fraction)) => {
            digits(whole, u8::is_ascii_digit) && (fraction.is_empty() || digits(fraction, u8::is_ascii_digit))
        }
    }
}

/// The lengths of what opens and closes the text of a scalar: quotes, or the header of a block scalar.
pub(crate) fn quotes(kind: SyntaxKind, token: &str) -> (u32, u32) {
    match kind {
        SyntaxKind::YamlDouble | SyntaxKind::YamlSingle => {
            let quote = if kind == SyntaxKind::YamlDouble { '"' } else { '\'' };
            (u32::from(token.starts_with(quote)), u32::from(token.len() > 1 && token.ends_with(quote)))
        }
        SyntaxKind::YamlBlock => (header(token).1 as u32, 0),
        _ => (0, 0),
    }
}

/// Tells `piece` what each stretch of the text of the scalar `token` means, in order: itself if it is told `None`.
/// What it is not told of means nothing. The stretches are offsets in `token`.
pub(crate) fn decode(kind: SyntaxKind, column: u16, token: &str, piece: &mut dyn FnMut(Range<usize>, Option<&str>)) {
    let (open, close) = quotes(kind, token);
    let inner = open as usize..token.len() - close as usize;
    match kind {
        SyntaxKind::YamlBlock => block(token, inner, usize::from(column), piece),
        SyntaxKind::YamlDouble => flow(token, inner, double_escape, piece),
        SyntaxKind::YamlSingle => flow(token, inner, single_escape, piece),
        _ => flow(token, inner, |_| None, piece),
    }
}

/// Whether the text of a scalar may mean something else than itself.
pub(crate) fn has_escapes(kind: SyntaxKind, token: &str) -> bool {
    match kind {
        SyntaxKind::YamlBlock => true,
        SyntaxKind::YamlDouble => token.contains(['\\', '\n', '\r']),
        SyntaxKind::YamlSingle => {
            token.get(1..token.len().saturating_sub(1)).unwrap_or("").contains(['\'', '\n', '\r'])
        }
        _ => token.contains(['\n', '\r']),
    }
}

/// The length of the line break that `text` begins with.
fn line_break(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

/// The escape that a text begins with: its length and what it means.
type Escape = fn(&str) -> Option<(usize, Cow<'static, str>)>;

fn single_escape(text: &str) -> Option<(usize, Cow<'static, str>)> {
    text.starts_with("''").then_some((2, Cow::Borrowed("'")))
}

fn double_escape(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let c = text.strip_prefix('\\')?.chars().next()?;
    let meaning = match c {
        '0' => "\0",
        'a' => "\u{7}",
        'b' => "\u{8}",
        't' | '\t' => "\t",
        'n' => "\n",
        'v' => "\u{b}",
        'f' => "\u{c}",
        'r' => "\r",
        'e' => "\u{1b}",
        ' ' => " ",
        '"' => "\"",
        '/' => "/",
        '\\' => "\\",
        'N' => "\u{85}",
        '_' => "\u{a0}",
        'L' => "\u{2028}",
        'P' => "\u{2029}",
        'x' => return code(text, 2),
        'u' => return code(text, 4),
        'U' => return code(text, 8),
        _ => return None,
    };
    Some((2, Cow::Borrowed(meaning)))
}

/// The first escape in `text`, which is in double quotes, that means nothing.
pub(super) fn bad_escape(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(found) = text.get(at..)?.find('\\') {
        at += found;
        let next = text[at + 1..].chars().next()?;
        at += match double_escape(&text[at..]) {
            Some((length, _)) => length,
            None if matches!(next, '\n' | '\r') => 2,
            None => return Some(at..at + 1 + next.len_utf8()),
        };
    }
    None
}

fn code(text: &str, digits: usize) -> Option<(usize, Cow<'static, str>)> {
    let unit = |text: &str| u32::from_str_radix(text.get(2..2 + digits)?, 16).ok();
    let first = unit(text)?;
    if let Some(c) = char::from_u32(first) {
        return Some((2 + digits, Cow::Owned(c.to_string())));
    }
    let rest = text.get(2 + digits..).filter(|rest| digits == 4 && rest.starts_with("\\u"));
    let second = rest.and_then(unit).filter(|unit| (0xdc00..0xe000).contains(unit) && first < 0xdc00);
    let pair = second.and_then(|second| char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)));
    match pair {
        Some(c) => Some((12, Cow::Owned(c.to_string()))),
        None => Some((2 + digits, Cow::Borrowed("\u{fffd}"))),
    }
}

/// Plain and quoted scalars: line ends fold, the blanks around them mean nothing.
fn flow(token: &str, inner: Range<usize>, escape: Escape, piece: &mut dyn FnMut(Range<usize>, Option<&str>)) {
    let mut at = inner.start;
    // The end of what has been told of, and of the last thing that is no blank.
    let mut told = at;
    let mut solid = at;
    while at < inner.end {
        let rest = &token[at..inner.end];
        // Most of a text can neither be an escape nor end a line, and is passed by at once.
        let plain = rest.find(['\\', '\'', '\n', '\r']).unwrap_or(rest.len());
        if plain > 0 {
            let text = rest[..plain].trim_end_matches([' ', '\t']);
            if !text.is_empty() {
                solid = at + text.len();
            }
            at += plain;
            continue;
        }
        let is_escaped_break = rest.starts_with('\\') && line_break(&rest[1..]) > 0 && escape("\\n").is_some();
        if is_escaped_break || line_break(rest) > 0 {
            let from = if is_escaped_break { at } else { solid };
            piece(told..from, None);
            let (end, breaks, last_break) = breaks(token, at + usize::from(is_escaped_break), inner.end);
            let meaning = match breaks {
                1 if is_escaped_break => String::new(),
                1 => " ".to_owned(),
                breaks => "\n".repeat(breaks - 1),
            };
            piece(from..last_break, Some(&meaning));
            (at, told, solid) = (end, end, end);
        } else if let Some((length, meaning)) = escape(rest) {
            piece(told..at, None);
            piece(at..at + length, Some(&meaning));
            at += length;
            (told, solid) = (at, at);
        } else {
            // A quote or a backslash that stands for itself.
            at += 1;
            solid = at;
        }
    }
    piece(told..inner.end, None);
}

/// From the line break at `at` on: where text begins again, how many breaks are before, and where the last one ends.
fn breaks(token: &str, at: usize, limit: usize) -> (usize, usize, usize) {
    let (mut end, mut count, mut last) = (at, 0, at);
    while end < limit {
        let length = line_break(&token[end..limit]);
        if length > 0 {
            end += length;
            count += 1;
            last = end;
        } else if matches!(token.as_bytes()[end], b' ' | b'\t') {
            end += 1;
        } else {
            break;
        }
    }
    (end, count, last)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Chomp {
    Strip,
    Clip,
    Keep,
}

/// The header of a block scalar: how the scalar ends, and where its first line begins.
fn header(token: &str) -> (Chomp, usize) {
    let end = token.find(['\n', '\r']).unwrap_or(token.len());
    let indicators = token[..end].split([' ', '\t', '#']).next().unwrap_or("");
    let chomp = match () {
        () if indicators.contains('-') => Chomp::Strip,
        () if indicators.contains('+') => Chomp::Keep,
        () => Chomp::Clip,
    };
    (chomp, end + line_break(&token[end..]))
}

/// Block scalars: line ends stay or fold, the indentation means nothing, the header says what the end means.
fn block(token: &str, inner: Range<usize>, column: usize, piece: &mut dyn FnMut(Range<usize>, Option<&str>)) {
    let folded = token.starts_with('>');
    let (chomp, _) = header(token);
    // The breaks since the last line with text.
    let mut breaks: Vec<Range<usize>> = Vec::new();
    let mut before: Option<bool> = None;
    let mut at = inner.start;
    while at < inner.end {
        let end = token[at..inner.end].find(['\n', '\r']).map_or(inner.end, |found| at + found);
        let line = &token[at..end];
        let indent = line.len() - line.trim_start_matches(' ').len();
        let content = at + indent.min(column);
        if content < end {
            let deeper = matches!(token.as_bytes()[content], b' ' | b'\t');
            if folded && before == Some(false) && !deeper {
                fold(&breaks, piece);
            } else {
                breaks.drain(..).for_each(|at| piece(at, Some("\n")));
            }
            breaks.clear();
            piece(content..end, None);
            before = Some(deeper);
        }
        let length = line_break(&token[end..inner.end]);
        // A last line of blanks counts as one, although the text ends with it.
        if length > 0 || content == end {
            breaks.push(end..end + length);
        }
        at = end + length;
    }
    match chomp {
        Chomp::Strip => {}
        // The last line ends even where the text does.
        _ if before.is_some() && breaks.is_empty() => piece(inner.end..inner.end, Some("\n")),
        Chomp::Clip if before.is_some() => piece(breaks[0].clone(), Some("\n")),
        Chomp::Clip => {}
        Chomp::Keep => breaks.into_iter().for_each(|at| piece(at, Some("\n"))),
    }
}

fn fold(breaks: &[Range<usize>], piece: &mut dyn FnMut(Range<usize>, Option<&str>)) {
    match breaks {
        [] => {}
        [only] => piece(only.clone(), Some(" ")),
        [_, more @ ..] => more.iter().for_each(|at| piece(at.clone(), Some("\n"))),
    }
}

/// What the block scalar `token` means.
fn meaning(token: &str, column: u16) -> String {
    let mut text = String::new();
    decode(SyntaxKind::YamlBlock, column, token, &mut |raw, meaning| text.push_str(meaning.unwrap_or(&token[raw])));
    text
}

/// The column at which the content of a block scalar begins, and where the scalar stands, header and all. Its header
/// is after `from` in `text`, its content stands at `content` and means `value`.
pub(super) fn block_span(text: &str, from: usize, content: Range<usize>, value: &str) -> (u16, Range<usize>) {
    let mut start = from;
    while start < content.start {
        let (kind, end) = gap::token(text, start, content.start);
        if kind == SyntaxKind::Unknown && matches!(text.as_bytes()[start], b'|' | b'>') {
            break;
        }
        start = end;
    }
    let line = text[..content.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let is_blank = value.bytes().all(|c| c == b'\n');
    let column = if is_blank { LAST_COLUMN } else { (content.start - line).min(usize::from(LAST_COLUMN)) as u16 };
    let header_end = start + text[start..].find(['\n', '\r']).unwrap_or(text.len() - start);
    let keeps = header(&text[start..]).0 == Chomp::Keep;
    let mut end = content.end.max(header_end);
    if keeps && end < text.len() {
        // Blanks before what comes next are no line of their own.
        end = text[..end].trim_end_matches([' ', '\t']).len().max(header_end);
        if !text[..end].ends_with(['\n', '\r']) {
            end = content.end.max(header_end);
        }
    }
    // Whether blanks at the end of the text are a line of their own depends on what is before; what was read tells.
    if keeps && end == text.len() && meaning(&text[start..end], column) != value {
        end = text[..end].trim_end_matches([' ', '\t']).len().max(header_end);
    }
    while !keeps && end > header_end {
        // What is left of the last line, if it means nothing.
        let line = text[header_end..end].rfind(['\n', '\r']).map_or(header_end, |at| header_end + at + 1);
        if text[line..end].trim_start_matches(' ').is_empty() && end - line <= usize::from(column) {
            end = line;
            end -= usize::from(text[header_end..end].ends_with('\n'));
            end -= usize::from(text[header_end..end].ends_with('\r'));
        } else {
            break;
        }
    }
    (column, start..end)
}
