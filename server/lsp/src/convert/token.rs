//! Colours of words, and what became of them since they were last told.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use asl_analysis::features::tokens::{self, Token, TokenKind};
use asl_syntax::Span;
use tower_lsp::lsp_types::{
    SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensDelta, SemanticTokensEdit,
    SemanticTokensFullDeltaResult, SemanticTokensLegend, Url,
};

use super::{Page, View};

/// The types and modifiers that tokens refer to by number, all of them standard ones.
pub fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: TokenKind::ALL.into_iter().map(name).collect(),
        token_modifiers: vec![
            SemanticTokenModifier::DECLARATION,
            SemanticTokenModifier::DEPRECATED,
            SemanticTokenModifier::DEFAULT_LIBRARY,
        ],
    }
}

fn name(kind: TokenKind) -> SemanticTokenType {
    match kind {
        TokenKind::Property => SemanticTokenType::PROPERTY,
        TokenKind::Class => SemanticTokenType::CLASS,
        TokenKind::Type => SemanticTokenType::TYPE,
        TokenKind::EnumMember => SemanticTokenType::ENUM_MEMBER,
        TokenKind::Function => SemanticTokenType::FUNCTION,
        TokenKind::Variable => SemanticTokenType::VARIABLE,
        TokenKind::Parameter => SemanticTokenType::PARAMETER,
        TokenKind::String => SemanticTokenType::STRING,
        TokenKind::Number => SemanticTokenType::NUMBER,
        TokenKind::Regexp => SemanticTokenType::REGEXP,
        TokenKind::Operator => SemanticTokenType::OPERATOR,
        TokenKind::Keyword => SemanticTokenType::KEYWORD,
        TokenKind::Comment => SemanticTokenType::COMMENT,
        TokenKind::Macro => SemanticTokenType::MACRO,
    }
}

/// The tokens of all machines of a document, of those that touch `span` if there is one.
pub fn relative(page: Page<'_>, span: Option<Span>) -> Vec<SemanticToken> {
    let mut last = (0, 0);
    let mut told = Vec::new();
    for view in page.views() {
        let Some(wanted) = view.within(span.unwrap_or(view.part.host_span())) else { continue };
        append(view, &tokens::tokens(view.analysis(), wanted), &mut last, &mut told);
    }
    told
}

/// Adds tokens as the protocol counts them: each from the start of the one before, `last`. What is not in order or does
/// not keep to its line is passed over.
fn append(view: View<'_>, tokens: &[Token], last: &mut (u32, u32), told: &mut Vec<SemanticToken>) {
    told.reserve(tokens.len());
    for token in tokens {
        let range = view.range(token.span);
        let (line, column) = (range.start.line, range.start.character);
        if range.end.line != line || (line, column) < *last {
            continue;
        }
        let flags = [token.is_declaration, token.is_deprecated, token.is_built_in];
        let modifiers = flags.iter().enumerate().map(|(bit, on)| u32::from(*on) << bit).sum();
        told.push(SemanticToken {
            delta_line: line - last.0,
            delta_start: if line == last.0 { column - last.1 } else { column },
            length: range.end.character - column,
            token_type: token.kind as u32,
            token_modifiers_bitset: modifiers,
        });
        *last = (line, column);
    }
}

/// The tokens that each open document was last told to have.
#[derive(Debug, Default)]
pub struct Told {
    documents: Mutex<Tellings>,
}

#[derive(Debug, Default)]
struct Tellings {
    serial: u64,
    last: HashMap<Url, Telling>,
}

#[derive(Debug)]
struct Telling {
    id: String,
    tokens: Arc<[SemanticToken]>,
}

impl Told {
    /// All tokens, to be told as they are.
    pub fn whole(&self, uri: &Url, tokens: Vec<SemanticToken>) -> SemanticTokens {
        let (id, _) = self.note(uri, &tokens);
        SemanticTokens { result_id: Some(id), data: tokens }
    }

    /// What is new since the client was told `previous`; all of it, when that is not what it was told last.
    pub fn since(&self, uri: &Url, previous: &str, tokens: Vec<SemanticToken>) -> SemanticTokensFullDeltaResult {
        let (id, before) = self.note(uri, &tokens);
        match before.filter(|before| before.id == previous) {
            Some(before) => SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta {
                result_id: Some(id),
                edits: difference(&before.tokens, &tokens),
            }),
            None => SemanticTokensFullDeltaResult::Tokens(SemanticTokens { result_id: Some(id), data: tokens }),
        }
    }

    /// Forgets a document.
    pub fn forget(&self, uri: &Url) {
        self.documents.lock().unwrap_or_else(PoisonError::into_inner).last.remove(uri);
    }

    fn note(&self, uri: &Url, tokens: &[SemanticToken]) -> (String, Option<Telling>) {
        let mut documents = self.documents.lock().unwrap_or_else(PoisonError::into_inner);
        documents.serial += 1;
        let id = documents.serial.to_string();
        let telling = Telling { id: id.clone(), tokens: tokens.into() };
        (id, documents.last.insert(uri.clone(), telling))
    }
}

/// One edit from where the two lists first differ to where they last do; none where they are equal.
fn difference(before: &[SemanticToken], after: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    const NUMBERS: u32 = 5;
    let same = |(a, b): &(&SemanticToken, &SemanticToken)| a == b;
    let start = before.iter().zip(after).take_while(same).count();
    let (old, new) = (&before[start..], &after[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    let (removed, added) = (old.len() - end, &new[..new.len() - end]);
    if removed == 0 && added.is_empty() {
        return Vec::new();
    }
    vec![SemanticTokensEdit {
        start: start as u32 * NUMBERS,
        delete_count: removed as u32 * NUMBERS,
        data: (!added.is_empty()).then(|| added.to_vec()),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(delta_start: u32) -> SemanticToken {
        SemanticToken { delta_line: 0, delta_start, length: 1, token_type: 0, token_modifiers_bitset: 0 }
    }

    fn apply(before: &[SemanticToken], edits: &[SemanticTokensEdit]) -> Vec<SemanticToken> {
        let mut tokens = before.to_vec();
        for edit in edits {
            let (start, count) = (edit.start as usize / 5, edit.delete_count as usize / 5);
            tokens.splice(start..start + count, edit.data.iter().flatten().copied());
        }
        tokens
    }

    #[test]
    fn a_difference_makes_one_list_of_the_other() {
        let list = |starts: &[u32]| starts.iter().copied().map(token).collect::<Vec<_>>();
        for (before, after) in [
            (&[1, 2, 3][..], &[1, 2, 3][..]),
            (&[1, 2, 3], &[1, 3]),
            (&[1, 1, 1], &[1, 1, 1, 1]),
            (&[], &[4, 5]),
            (&[4, 5], &[]),
            (&[1, 2, 3, 4], &[1, 9, 8, 4]),
        ] {
            let (before, after) = (list(before), list(after));
            let edits = difference(&before, &after);
            assert_eq!(apply(&before, &edits), after);
            assert_eq!(edits.is_empty(), before == after);
        }
    }

    #[test]
    fn a_client_that_was_told_something_else_is_told_all() {
        let told = Told::default();
        let uri = Url::parse("file:///a.asl.json").unwrap();
        let first = told.whole(&uri, vec![token(1)]).result_id.unwrap();
        let delta = told.since(&uri, &first, vec![token(1), token(2)]);
        assert!(matches!(delta, SemanticTokensFullDeltaResult::TokensDelta(delta) if delta.edits.len() == 1));
        assert!(matches!(told.since(&uri, &first, Vec::new()), SemanticTokensFullDeltaResult::Tokens(_)));
        told.forget(&uri);
        assert!(matches!(told.since(&uri, "3", Vec::new()), SemanticTokensFullDeltaResult::Tokens(_)));
    }
}
