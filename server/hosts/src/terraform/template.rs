//! Strings and heredocs of Terraform: what they mean, and the expressions in them.

use std::ops::Range;

use asl_syntax::{EscapeMap, Span};

use super::lexer::{expression_end, heredoc_header};

/// A piece of a string, in offsets of its token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Piece {
    /// Text that stands for itself.
    Plain(Range<usize>),
    /// An escape, with what it means.
    Escape(Range<usize>, String),
    /// `${...}`.
    Expression(Range<usize>),
    /// `%{...}`: what the text is, is only known when it runs.
    Directive(Range<usize>),
}

/// The pieces of the token of a string in double quotes.
pub(super) fn quoted(token: &str) -> Vec<Piece> {
    let end = if token.len() > 1 && token.ends_with('"') { token.len() - 1 } else { token.len() };
    let mut pieces = Vec::new();
    Reader { token, has_escapes: true, is_broken: false, pieces: &mut pieces }.stretch(1.min(end)..end);
    pieces
}

/// The pieces of the token of a heredoc, and where its text stands in the token. Of its lines an indented one (`<<-`)
/// loses the blanks that all have.
pub(super) fn heredoc(token: &str) -> (Vec<Piece>, Range<usize>) {
    let Some((word, start)) = heredoc_header(token) else { return (Vec::new(), token.len()..token.len()) };
    let end = match token[start..].rfind('\n').map(|at| start + at + 1) {
        Some(line) if token[line..].trim() == word => line,
        None if token[start..].trim() == word => start,
        _ => token.len(),
    };
    let column = column(token);
    let mut pieces = Vec::new();
    let mut reader = Reader { token, has_escapes: false, is_broken: false, pieces: &mut pieces };
    let mut at = start;
    while at < end {
        let line = at + column.min(token[at..end].len() - token[at..end].trim_start_matches(' ').len());
        // An expression may go on behind the end of its line.
        let line_end = token[line..end].find('\n').map_or(end, |length| line + length + 1);
        at = reader.stretch(line..line_end).max(line_end).min(end);
    }
    (pieces, start..end)
}

/// The text of the string or heredoc `token`, its expressions as they are written, and the map to the token; and those
/// of its expressions that a passage says in other words.
pub(crate) fn text(token: &str) -> (String, EscapeMap, Vec<&str>) {
    let (pieces, start) = match token.starts_with('"') {
        true => (quoted(token), 1),
        false => {
            let (pieces, inner) = heredoc(token);
            (pieces, inner.start)
        }
    };
    let mut escapes = EscapeMap::with_start(start as u32);
    let mut text = String::with_capacity(token.len());
    let mut reworded = Vec::new();
    for piece in pieces {
        let source = &token[piece.range()];
        let meaning = match &piece {
            Piece::Escape(_, meaning) => {
                escapes.push_escape(piece.span(0), meaning.len() as u32);
                meaning
            }
            _ => {
                escapes.push_plain(piece.span(0));
                source
            }
        };
        text.push_str(meaning);
        let is_expression = matches!(piece, Piece::Expression(_) | Piece::Directive(_));
        reworded.extend(Some(source).filter(|source| is_expression && is_reworded(source)));
    }
    (text, escapes, reworded)
}

/// Whether an expression cannot be part of a string of JSON as it is.
pub(super) fn is_reworded(expression: &str) -> bool {
    expression.contains(['"', '\n', '\\']) || expression.starts_with('%')
}

/// How many blanks the lines of the heredoc `token` lose.
pub(crate) fn column(token: &str) -> usize {
    if !token.starts_with("<<-") {
        return 0;
    }
    let Some((word, start)) = heredoc_header(token) else { return 0 };
    let lines = token[start..].lines().filter(|line| !line.trim().is_empty() && line.trim() != word);
    lines.map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0)
}

struct Reader<'t> {
    token: &'t str,
    /// Whether a backslash begins an escape.
    has_escapes: bool,
    /// Whether an expression without its end has been seen: what looks like one after it is text.
    is_broken: bool,
    pieces: &'t mut Vec<Piece>,
}

impl Reader<'_> {
    /// Adds the pieces of a stretch. An expression may go beyond it; gives where the last piece ends.
    fn stretch(&mut self, range: Range<usize>) -> usize {
        let mut at = range.start;
        let mut told = at;
        while at < range.end {
            let Some(piece) = self.special(at) else {
                at += self.token[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            };
            if told < at {
                self.pieces.push(Piece::Plain(told..at));
            }
            at = piece.range().end;
            told = at;
            self.pieces.push(piece);
        }
        if told < range.end {
            self.pieces.push(Piece::Plain(told..range.end));
        }
        at
    }

    /// What stands at `at`, if it is not itself.
    fn special(&mut self, at: usize) -> Option<Piece> {
        let rest = &self.token[at..];
        match rest.as_bytes() {
            [b'$', b'$', b'{', ..] | [b'%', b'%', b'{', ..] => Some(Piece::Escape(at..at + 3, rest[1..3].to_owned())),
            [kind @ (b'$' | b'%'), b'{', ..] if !self.is_broken => {
                let length = expression_end(rest, 2);
                self.is_broken = length.is_none();
                let range = at..at + length?;
                Some(if *kind == b'$' { Piece::Expression(range) } else { Piece::Directive(range) })
            }
            [b'\\', ..] if self.has_escapes => {
                escape(rest).map(|(length, meaning)| Piece::Escape(at..at + length, meaning.to_string()))
            }
            _ => None,
        }
    }
}

impl Piece {
    /// Where it is in its token.
    pub(super) fn range(&self) -> Range<usize> {
        match self {
            Piece::Plain(range) | Piece::Escape(range, _) | Piece::Expression(range) | Piece::Directive(range) => {
                range.clone()
            }
        }
    }

    /// Where it is in the file, if its token begins at `start`.
    pub(super) fn span(&self, start: u32) -> Span {
        let range = self.range();
        Span::new(start + range.start as u32, start + range.end as u32)
    }
}

fn escape(text: &str) -> Option<(usize, char)> {
    let c = match text[1..].chars().next()? {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        c @ ('"' | '\\') => c,
        kind @ ('u' | 'U') => {
            let end = if kind == 'u' { 6 } else { 10 };
            return Some((end, char::from_u32(u32::from_str_radix(text.get(2..end)?, 16).ok()?)?));
        }
        _ => return None,
    };
    Some((2, c))
}
