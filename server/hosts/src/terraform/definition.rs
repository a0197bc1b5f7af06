//! The expression of a definition.

use std::sync::Arc;

use asl_syntax::{Dialect, EscapeMap, Span};

use super::encode;
use super::lexer::{Token, TokenKind, tokens};
use super::template::{self, Piece};
use crate::passage::{Strings, Style, Written, one_line};
use crate::{
    Definition, Fill, FilledBy, Form, LocalFile, Located, Name, Passage, Placeholders, Substitution, Substitutions,
};

type Found = (Definition, Placeholders, Substitutions);

/// What the expression at `value` of `text` says of a definition.
pub(super) fn read(text: &str, value: Span, located: &Located) -> Found {
    let unknown = Substitutions { is_open: true, ..Substitutions::default() };
    let tokens = within(text, value);
    let definition = match unwrapped(text, &tokens) {
        [only] if matches!(only.kind, TokenKind::Heredoc | TokenKind::Quoted) => string(text, *only, located),
        [
            name,
            Token { kind: TokenKind::Sign(b'('), .. },
            arguments @ ..,
            Token { kind: TokenKind::Sign(b')'), .. },
        ] => match &text[name.span.range()] {
            "jsonencode" | "yamlencode" => encode::passage(text, arguments, located),
            "file" => match arguments {
                [path] => path_of(text, *path).map(Definition::File),
                _ => None,
            },
            "templatefile" => return template_file(text, arguments, located),
            _ => None,
        },
        _ => None,
    };
    (definition.unwrap_or(Definition::Unknown), Placeholders::Expressions, unknown)
}

/// An expression without the functions around it that leave a definition what it is.
fn unwrapped<'t>(text: &str, mut tokens: &'t [Token]) -> &'t [Token] {
    while let [
        name,
        Token { kind: TokenKind::Sign(b'('), .. },
        arguments @ ..,
        Token { kind: TokenKind::Sign(b')'), .. },
    ] = tokens
    {
        let is_call = |names: &[&str]| match arguments {
            [inner, Token { kind: TokenKind::Sign(b'('), .. }, .., Token { kind: TokenKind::Sign(b')'), .. }] => {
                names.contains(&&text[inner.span.range()])
            }
            _ => false,
        };
        let is_kept = match &text[name.span.range()] {
            "trimspace" | "chomp" | "sensitive" | "nonsensitive" => true,
            "yamldecode" | "jsondecode" => true,
            "jsonencode" | "yamlencode" => is_call(&["yamldecode", "jsondecode"]),
            _ => false,
        };
        if !is_kept {
            break;
        }
        tokens = arguments;
    }
    tokens
}

/// The tokens of an expression that mean something.
fn within(text: &str, span: Span) -> Vec<Token> {
    let is_inside = |token: &Token| token.span.start < span.end;
    let means = |token: &Token| !matches!(token.kind, TokenKind::LineEnd | TokenKind::Comment);
    tokens(text, span.start).take_while(is_inside).filter(means).collect()
}

/// `templatefile(path, {name = value})`: the variables are all that the file's placeholders can be.
fn template_file(text: &str, arguments: &[Token], located: &Located) -> Found {
    let file = arguments.first().and_then(|path| path_of(text, *path));
    let definition = file.map_or(Definition::Unknown, Definition::File);
    let variables = match arguments {
        [_, Token { kind: TokenKind::Sign(b','), .. }, variables @ ..] => variables,
        _ => &[],
    };
    let whole = variables.first().map(|first| variables.iter().fold(first.span, |span, token| span.cover(token.span)));
    let object = match variables {
        [Token { kind: TokenKind::Sign(b'{'), .. }, entries @ .., Token { kind: TokenKind::Sign(b'}'), .. }] => {
            Some(entries)
        }
        [
            Token { kind: TokenKind::Sign(b'{'), .. },
            entries @ ..,
            Token { kind: TokenKind::Sign(b'}'), .. },
            Token { kind: TokenKind::Sign(b','), .. },
        ] => Some(entries),
        _ => None,
    };
    let substitutions = Substitutions {
        listed: object.and(whole).map_or_else(Vec::new, |whole| variables_of(text, whole, located)),
        is_open: object.is_none(),
        span: whole,
    };
    (definition, Placeholders::Substitutions, substitutions)
}

/// The entries of the object at `span`.
fn variables_of(text: &str, span: Span, located: &Located) -> Vec<Substitution> {
    encode::entries(text, span)
        .into_iter()
        .map(|(name, value)| {
            let name = match text[name.range()].strip_prefix('"').and_then(|name| name.strip_suffix('"')) {
                Some(inner) => Name { text: inner.to_owned(), span: Span::new(name.start + 1, name.end - 1) },
                None => Name { text: text[name.range()].to_owned(), span: name },
            };
            Substitution {
                span: name.span.cover(value),
                name,
                value,
                shown: one_line(&text[value.range()]),
                target: named(text, value, located),
                filled_by: FilledBy::Deployment,
            }
        })
        .collect()
}

/// The file that a string names: from the folder of the configuration, which `${path.module}/` says as well.
fn path_of(text: &str, token: Token) -> Option<LocalFile> {
    let path = text[token.span.range()].strip_prefix('"')?.strip_suffix('"')?;
    let local = path.strip_prefix("${path.module}/").unwrap_or(path);
    let span = Span::new(token.span.end - 1 - local.len() as u32, token.span.end - 1);
    (!local.contains(['$', '%', '\\']) && !local.is_empty()).then(|| LocalFile { path: local.to_owned(), span })
}

/// A definition in a string or a heredoc.
fn string(text: &str, token: Token, located: &Located) -> Option<Definition> {
    let source = &text[token.span.range()];
    let (style, (pieces, inner)) = match token.kind {
        TokenKind::Heredoc => (Style::Heredoc, template::heredoc(source)),
        _ => {
            let pieces = template::quoted(source);
            let inner = pieces.first().map_or(1, |piece| piece.range().start)
                ..pieces.last().map_or(1, |piece| piece.range().end);
            (Style::Quoted, (pieces, inner))
        }
    };
    // One expression is no definition.
    if matches!(pieces.as_slice(), [Piece::Expression(_)]) {
        return None;
    }
    let mut strings = Strings::default();
    add(text, token, &pieces, inner, style, located, &mut strings);
    let (text, map, fills) = strings.finish();
    Some(Definition::Embedded(Passage { dialect: Dialect::Json, form: Form::Text, text, map, fills }))
}

/// Adds the text of the string `token`, which is `pieces` and stands at `inner` of it. An expression that JSON could not
/// hold in a string becomes a placeholder, and a directive a comment, unless it is in a string of the JSON.
fn add(
    text: &str,
    token: Token,
    pieces: &[Piece],
    inner: std::ops::Range<usize>,
    style: Style,
    located: &Located,
    strings: &mut Strings,
) {
    let start = token.span.start;
    let token: Arc<str> = Arc::from(&text[token.span.range()]);
    let mut run = Run::new(text, (Arc::clone(&token), start), style, start + inner.start as u32);
    let mut quotes = Quotes::default();
    for piece in pieces {
        let span = piece.span(start);
        match piece {
            Piece::Plain(_) => {
                quotes.pass(&text[span.range()]);
                run.plain(span);
            }
            Piece::Escape(_, meaning) => {
                quotes.pass(meaning);
                run.escape(span, meaning);
            }
            Piece::Expression(_) | Piece::Directive(_) if template::is_reworded(&text[span.range()]) => {
                run.finish(span.start, strings);
                match piece {
                    Piece::Directive(_) => {
                        _ = strings.filled(&directive(&text[span.range()], quotes.is_in_string), span)
                    }
                    _ => fill(text, span, located, strings),
                }
                run = Run::new(text, (Arc::clone(&token), start), style, span.end);
            }
            Piece::Expression(_) | Piece::Directive(_) => run.plain(span),
        }
    }
    run.finish(start + inner.end as u32, strings);
}

/// What a definition says for a directive: its first word, as part of a string of JSON or as a comment.
fn directive(source: &str, is_in_string: bool) -> String {
    let word = source.trim_start_matches(['%', '{', '~']).trim_start();
    let word = &word[..word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len())];
    if is_in_string { format!("%{{ {word} }}") } else { format!("/* %{{ {word} }} */") }
}

/// Whether what is passed of JSON ends inside of a string.
#[derive(Default)]
struct Quotes {
    is_in_string: bool,
    is_escaped: bool,
}

impl Quotes {
    fn pass(&mut self, json: &str) {
        for byte in json.bytes() {
            match byte {
                _ if self.is_escaped => self.is_escaped = false,
                b'\\' => self.is_escaped = self.is_in_string,
                b'"' => self.is_in_string = !self.is_in_string,
                // A string without its end ends with its line.
                b'\n' => self.is_in_string = false,
                _ => {}
            }
        }
    }
}

/// Adds a placeholder for the expression at `span`.
pub(super) fn fill(text: &str, span: Span, located: &Located, strings: &mut Strings) {
    let target = named(text, span, located);
    let source = text[span.range()].trim();
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    let name = if source.chars().all(is_path) { source } else { "expression" };
    let placeholder = strings.placeholder(name, span);
    strings.fills.push(Fill { span: placeholder, host: span, shown: one_line(&text[span.range()]), target });
}

/// The declared name that an expression begins with, if that is all it is about.
pub(super) fn named(text: &str, span: Span, located: &Located) -> Option<Name> {
    let source = &text[span.range()];
    let expression = source.strip_prefix("${").and_then(|inner| inner.strip_suffix('}')).unwrap_or(source);
    let start = source.find(expression)? + expression.len() - expression.trim_start().len();
    let expression = expression.trim();
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '[' | ']' | '*');
    if !expression.chars().all(is_path) {
        return None;
    }
    let begins =
        |name: &str| expression.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
    let declared = located.declared.iter().find(|declared| begins(&declared.name.text))?;
    let start = span.start + start as u32;
    let text = declared.name.text.clone();
    Some(Name { span: Span::new(start, start + text.len() as u32), text })
}

/// A stretch of a string between two expressions that are placeholders.
struct Run<'t> {
    text: &'t str,
    /// The whole string, and where it begins.
    token: Arc<str>,
    from: u32,
    style: Style,
    escapes: EscapeMap,
    meaning: String,
    start: u32,
}

impl<'t> Run<'t> {
    fn new(text: &'t str, (token, from): (Arc<str>, u32), style: Style, start: u32) -> Run<'t> {
        Run { text, token, from, style, escapes: EscapeMap::with_start(start), meaning: String::new(), start }
    }

    fn plain(&mut self, span: Span) {
        self.escapes.push_plain(span);
        self.meaning.push_str(&self.text[span.range()]);
    }

    fn escape(&mut self, span: Span, meaning: &str) {
        self.escapes.push_escape(span, meaning.len() as u32);
        self.meaning.push_str(meaning);
    }

    fn finish(self, end: u32, strings: &mut Strings) {
        let written = Written {
            style: self.style,
            escapes: self.escapes,
            meaning: self.meaning,
            token: self.token,
            start: self.from,
        };
        strings.written(Span::new(self.start, end), written);
    }
}
