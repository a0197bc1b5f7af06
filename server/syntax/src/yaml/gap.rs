//! What stands between the scalars of a text: space, comments, indicators, anchors, tags, directives, markers.

use crate::SyntaxKind;

/// The token at `at` in `text`, which ends at `end` at the latest: its kind and where it ends. `at` is before `end`.
pub(super) fn token(text: &str, at: usize, end: usize) -> (SyntaxKind, usize) {
    let rest = &text[at..end];
    let line_start = at == 0 || matches!(text.as_bytes()[at - 1], b'\n' | b'\r');
    let after_space = line_start || matches!(text.as_bytes()[at - 1], b' ' | b'\t');
    let first = rest.chars().next().unwrap_or(' ');
    let (kind, length) = match first {
        c if is_space(c) => (SyntaxKind::Whitespace, rest.find(|c| !is_space(c)).unwrap_or(rest.len())),
        '#' if after_space => (SyntaxKind::Comment, rest.find(['\n', '\r']).unwrap_or(rest.len())),
        '%' if line_start => (SyntaxKind::Directive, rest.find(['\n', '\r']).unwrap_or(rest.len())),
        '-' | '.' if line_start && (rest.starts_with("---") || rest.starts_with("...")) => (SyntaxKind::Marker, 3),
        '-' => (SyntaxKind::Dash, 1),
        '?' => (SyntaxKind::Question, 1),
        ':' => (SyntaxKind::Colon, 1),
        ',' => (SyntaxKind::Comma, 1),
        '{' => (SyntaxKind::LBrace, 1),
        '}' => (SyntaxKind::RBrace, 1),
        '[' => (SyntaxKind::LBracket, 1),
        ']' => (SyntaxKind::RBracket, 1),
        '&' => (SyntaxKind::Anchor, name_end(rest)),
        '!' => (SyntaxKind::Tag, tag_end(rest)),
        _ => (
            SyntaxKind::Unknown,
            rest.find(|c: char| is_space(c) || c == ',').unwrap_or(rest.len()).max(first.len_utf8()),
        ),
    };
    (kind, at + length)
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{feff}')
}

fn name_end(rest: &str) -> usize {
    rest.find(|c: char| is_space(c) || matches!(c, ',' | '[' | ']' | '{' | '}')).unwrap_or(rest.len()).max(1)
}

fn tag_end(rest: &str) -> usize {
    match rest.strip_prefix("!<").and_then(|verbatim| verbatim.find('>')) {
        Some(close) => close + 3,
        None => name_end(rest),
    }
}
