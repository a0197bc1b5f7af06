//! The blocks of a configuration and their attributes.

use asl_syntax::Span;

use super::lexer::{Token, TokenKind, tokens};

/// What begins a block at the outermost level. A line that begins with one is outside of everything, whatever has not
/// been closed before.
const BLOCKS: &[&str] =
    &["resource", "data", "variable", "module", "locals", "output", "provider", "terraform", "moved", "import"];

/// A block: `resource "type" "name" { ... }`.
#[derive(Debug)]
pub(super) struct Block {
    /// From its first word to its `}`.
    pub(super) span: Span,
    kind: Span,
    /// The labels, with their quotes.
    labels: Vec<Span>,
    /// The attributes of the block itself: name and expression.
    attributes: Vec<(Span, Span)>,
}

impl Block {
    /// The word that it begins with.
    pub(super) fn kind<'t>(&self, text: &'t str) -> &'t str {
        &text[self.kind.range()]
    }

    /// A label without quotes, empty if there is none.
    pub(super) fn label<'t>(&self, text: &'t str, index: usize) -> &'t str {
        self.label_span(index).map_or("", |span| &text[span.range()])
    }

    /// Where a label stands, without quotes.
    pub(super) fn label_span(&self, index: usize) -> Option<Span> {
        let span = self.labels.get(index)?;
        (span.len() >= 2).then(|| Span::new(span.start + 1, span.end - 1))
    }

    /// Where the expression of an attribute stands.
    pub(super) fn attribute(&self, text: &str, name: &str) -> Option<Span> {
        self.attributes.iter().find(|(found, _)| &text[found.range()] == name).map(|(_, value)| *value)
    }
}

/// The blocks of `text`, in order.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut reader = Reader { text, blocks: Vec::new(), open: None, depth: 0, statement: Statement::Start };
    tokens(text, 0).filter(|token| token.kind != TokenKind::Comment).for_each(|token| reader.token(token));
    reader.close(text.len() as u32);
    reader.blocks
}

/// What has been seen of a statement.
#[derive(Clone, Copy)]
enum Statement {
    /// Nothing.
    Start,
    /// A word, which may be the name of an attribute.
    Word(Span),
    /// `name =` and what there is of the expression.
    Attribute(Span, Span),
    /// Something else.
    Other,
}

struct Reader<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    /// The block that is being read.
    open: Option<Block>,
    /// How many brackets are open, the one of the block included.
    depth: usize,
    statement: Statement,
}

impl Reader<'_> {
    fn token(&mut self, token: Token) {
        if token.kind == TokenKind::Name && self.begins_block(token.span) {
            self.close(token.span.start);
            self.open = Some(Block { span: token.span, kind: token.span, labels: Vec::new(), attributes: Vec::new() });
            return;
        }
        let Some(block) = &mut self.open else { return };
        match token.kind {
            _ if self.depth == 0 => match token.kind {
                TokenKind::Quoted | TokenKind::Name => block.labels.push(token.span),
                TokenKind::Sign(b'{') => {
                    self.depth = 1;
                    self.statement = Statement::Start;
                }
                _ => {}
            },
            TokenKind::LineEnd if self.depth == 1 => self.end_statement(),
            TokenKind::Sign(b'}') if self.depth == 1 => {
                self.end_statement();
                self.close(token.span.end);
            }
            TokenKind::Sign(sign) => {
                match sign {
                    b'{' | b'[' | b'(' => self.depth += 1,
                    b'}' | b']' | b')' => self.depth = (self.depth - 1).max(1),
                    _ => {}
                }
                let is_equal = sign == b'=';
                self.statement = match self.statement {
                    Statement::Word(name) if is_equal => Statement::Attribute(name, Span::empty(token.span.end)),
                    statement => grown(statement, token.span),
                };
            }
            TokenKind::Name if matches!(self.statement, Statement::Start) && self.depth == 1 => {
                self.statement = Statement::Word(token.span);
            }
            TokenKind::LineEnd => {}
            _ => self.statement = grown(self.statement, token.span),
        }
    }

    /// Whether the word at `span` begins a block of the outermost level.
    fn begins_block(&self, span: Span) -> bool {
        let at_line_start = span.start == 0 || self.text.as_bytes()[span.start as usize - 1] == b'\n';
        let is_outside = self.open.is_none() || self.depth > 0;
        at_line_start && is_outside && BLOCKS.contains(&&self.text[span.range()])
    }

    fn end_statement(&mut self) {
        if let (Statement::Attribute(name, value), Some(block)) = (self.statement, &mut self.open) {
            block.attributes.push((name, value));
        }
        self.statement = Statement::Start;
    }

    fn close(&mut self, end: u32) {
        self.end_statement();
        if let Some(mut block) = self.open.take() {
            block.span.end = end;
            self.blocks.push(block);
        }
        self.depth = 0;
    }
}

fn grown(statement: Statement, span: Span) -> Statement {
    match statement {
        Statement::Attribute(name, value) if value.is_empty() => Statement::Attribute(name, span),
        Statement::Attribute(name, value) => Statement::Attribute(name, value.cover(span)),
        _ => Statement::Other,
    }
}
