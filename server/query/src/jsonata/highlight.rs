//! What colour each word has.

use super::scope::{BindingKind, Scopes};
use super::token::{Op, TokenKind};
use super::tree::{ExprId, NodeKind, Parsed};
use crate::Span;

/// A word with its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The range of the word.
    pub span: Span,
    /// What it is to a reader.
    pub kind: HighlightKind,
    /// Whether a name is bound here.
    pub is_definition: bool,
}

/// What a word is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HighlightKind {
    /// A function that is called, handed on or bound.
    Function,
    /// A variable.
    Variable,
    /// A parameter of a function.
    Parameter,
    /// The name of a field.
    Property,
    /// A string.
    String,
    /// A number.
    Number,
    /// An operator; brackets and commas have no colour.
    Operator,
    /// `function`, `true`, `and` and the like.
    Keyword,
    /// A regular expression.
    Regex,
    /// A comment.
    Comment,
    /// A part of a signature.
    Type,
}

/// The words of an expression with their colours, in order. Holes, brackets and commas are left out.
pub fn highlights(parsed: &Parsed, scopes: &Scopes) -> Vec<Highlight> {
    let mut leaves: Vec<ExprId> = Vec::new();
    let mut keywords = Vec::new();
    let mut signatures = Vec::new();
    for id in parsed.ids() {
        let mut is_leaf = true;
        parsed.kind(id).each_child(|_| is_leaf = false);
        if is_leaf && !parsed.span(id).is_empty() {
            leaves.push(id);
        }
        if let NodeKind::Lambda { keyword, signature, .. } = parsed.kind(id) {
            keywords.push(*keyword);
            signatures.extend(*signature);
        }
    }
    leaves.sort_by_key(|id| parsed.span(*id));
    keywords.sort_unstable();
    signatures.sort_unstable();

    let mut highlights = Vec::new();
    for token in &parsed.tokens {
        let span = token.span;
        let leaf = leaves.partition_point(|id| parsed.span(*id) < span);
        let leaf = leaves.get(leaf).filter(|id| parsed.span(**id) == span);
        let signature = signatures.partition_point(|signature| signature.end <= span.start);
        let in_signature = signatures.get(signature).is_some_and(|s| s.covers(span));
        let is_keyword = keywords.binary_search_by_key(&span.start, |k| k.start).is_ok();
        let kind = match token.kind {
            TokenKind::Comment => Some(HighlightKind::Comment),
            _ if in_signature => Some(HighlightKind::Type),
            _ if is_keyword => Some(HighlightKind::Keyword),
            kind => word_kind(parsed, scopes, kind, leaf.copied()),
        };
        highlights.extend(kind.map(|kind| Highlight {
            span,
            kind,
            is_definition: leaf.is_some_and(|id| matches!(parsed.kind(*id), NodeKind::Binder { .. })),
        }));
    }
    highlights
}

/// `leaf`: the node that is this word and nothing else.
fn word_kind(parsed: &Parsed, scopes: &Scopes, kind: TokenKind, leaf: Option<ExprId>) -> Option<HighlightKind> {
    Some(match kind {
        TokenKind::Variable => match leaf {
            Some(id) if is_function(parsed, scopes, id) => HighlightKind::Function,
            Some(id) if is_parameter(scopes, id) => HighlightKind::Parameter,
            _ => HighlightKind::Variable,
        },
        TokenKind::String => match leaf {
            Some(id) if names_field(parsed, id) => HighlightKind::Property,
            _ => HighlightKind::String,
        },
        TokenKind::Name | TokenKind::QuotedName => HighlightKind::Property,
        TokenKind::Number => HighlightKind::Number,
        TokenKind::Literal => HighlightKind::Keyword,
        TokenKind::Regex => HighlightKind::Regex,
        TokenKind::Op(op) if op.is_word() => match leaf {
            Some(_) => HighlightKind::Property,
            None => HighlightKind::Keyword,
        },
        TokenKind::Op(
            Op::OpenParen
            | Op::CloseParen
            | Op::OpenBracket
            | Op::CloseBracket
            | Op::OpenBrace
            | Op::CloseBrace
            | Op::Comma
            | Op::Semicolon
            | Op::Dot,
        )
        | TokenKind::Hole
        | TokenKind::Comment
        | TokenKind::Unknown
        | TokenKind::End => return None,
        TokenKind::Op(_) => HighlightKind::Operator,
    })
}

fn is_parameter(scopes: &Scopes, id: ExprId) -> bool {
    let binding = scopes.binding_of(id);
    binding.is_some_and(|binding| binding.kind == BindingKind::Parameter)
}

/// Whether the variable `id` is called, is handed a value by `~>`, or is bound to a function.
fn is_function(parsed: &Parsed, scopes: &Scopes, id: ExprId) -> bool {
    let called = parsed.parent(id).is_some_and(|parent| match parsed.kind(parent) {
        NodeKind::Call { callee, .. } => *callee == id,
        NodeKind::Binary { op: Op::Chain, rhs, .. } => *rhs == id,
        _ => false,
    });
    let value = scopes.binding_of(id).and_then(|binding| binding.value);
    let bound =
        value.is_some_and(|value| matches!(parsed.kind(value), NodeKind::Lambda { .. } | NodeKind::Transform { .. }));
    called || bound
}

/// Whether the string `id` is a step of a path or a key of an object.
fn names_field(parsed: &Parsed, id: ExprId) -> bool {
    parsed.parent(id).is_some_and(|parent| match parsed.kind(parent) {
        NodeKind::Path { .. } => true,
        NodeKind::Object { pairs } | NodeKind::Group { pairs, .. } => {
            // The key is the child in front of a colon: only one string starts here.
            pairs.binary_search_by_key(&parsed.span(id).start, |pair| parsed.span(pair.key).start).is_ok()
        }
        _ => false,
    })
}
