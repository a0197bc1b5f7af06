//! Nodes out of the events of the parser, with the places where they stand.

use std::ops::Range;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Tag};
use rowan::SyntaxKind as RawKind;

use super::marks::{self, Mark};
use super::scalar::{block_span, resolve};
use super::{error, gap};
use crate::{Span, SyntaxError, SyntaxErrorKind, SyntaxKind};

/// A node of a document. All places are offsets in the whole text.
#[derive(Debug)]
pub(super) struct Node {
    /// Where its anchor, its tag or it itself begins.
    pub(super) lead: usize,
    /// Where it stands without anchor and tag.
    pub(super) span: Range<usize>,
    /// Where the tag begins that makes it unknown.
    pub(super) unknown: Option<usize>,
    /// What it is.
    pub(super) shape: Shape,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Shape {
    /// One token.
    Scalar(RawKind),
    /// A mapping.
    Mapping(Vec<(Node, Option<Node>)>),
    /// A sequence.
    Sequence(Vec<Node>),
}

impl Node {
    pub(super) fn scalar(kind: SyntaxKind, span: Range<usize>) -> Node {
        Node { lead: span.start, span, unknown: None, shape: Shape::Scalar(kind.into()) }
    }
}

/// Why a text could not be composed.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    /// Where the parser gave up.
    pub(super) at: usize,
    /// What that means here.
    pub(super) kind: SyntaxErrorKind,
}

/// What is found in a text beside its nodes.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What is wrong with it, but for aliases of nothing.
    pub(super) errors: Vec<SyntaxError>,
    /// Its anchors and aliases.
    pub(super) marks: Vec<Mark>,
}

impl Found {
    pub(super) fn report(&mut self, kind: SyntaxErrorKind, range: Range<usize>) {
        self.errors.push(error(kind, Span::new(range.start as u32, range.end as u32)));
    }

    pub(super) fn mark(&mut self, text: &str, range: Range<usize>) {
        let span = Span::new(range.start as u32, range.end as u32);
        self.marks.push(Mark { span, text: text.into() });
    }
}

/// The root of the first document of `text`. An error in a document after the first one is one of the errors only.
pub(super) fn stream(text: &str, found: &mut Found) -> Result<Option<Node>, Failure> {
    let mut composer = Composer::new(text, 0, found);
    let result = composer.run();
    let (root, documents, end) = (composer.root, composer.documents, composer.end);
    match result {
        Ok(()) => Ok(root),
        // Without a marker between them, what is wrong is the first document, however early the parser ended it.
        Err(failure) if documents > 0 && has_marker(&text[end.min(failure.at)..failure.at]) => {
            found.errors.push(error(failure.kind, character(text, failure.at)));
            Ok(root)
        }
        Err(failure) => Err(failure),
    }
}

/// Looks over the documents after the first one. They are in `text`, which begins at `base` of the whole text.
pub(super) fn others(text: &str, base: usize, found: &mut Found) {
    let mut others = Found::default();
    let mut composer = Composer::new(text, base, &mut others);
    if let Err(failure) = composer.run() {
        let span = character(text, failure.at);
        found.errors.push(error(failure.kind, Span::new(span.start + base as u32, span.end + base as u32)));
    }
    found.errors.extend(others.errors);
    found.errors.extend(marks::errors(&others.marks));
}

/// Whether a line of `text` begins with what begins or ends a document.
fn has_marker(text: &str) -> bool {
    text.split(['\n', '\r']).any(|line| line.starts_with("---") || line.starts_with("..."))
}

/// The root of `text`, which is a piece of a document that begins at `base` of it.
pub(super) fn piece(text: &str, base: usize, found: &mut Found) -> Result<Option<Node>, Failure> {
    // The parser cannot know that this is no beginning of a text, where such a mark may stand.
    if text.starts_with('\u{feff}') {
        return Err(Failure { at: base, kind: SyntaxErrorKind::StrayCharacter });
    }
    let before = (found.errors.len(), found.marks.len());
    let mut composer = Composer::new(text, base, found);
    let result = composer.run();
    let root = composer.root;
    if let Err(mut failure) = result {
        found.errors.truncate(before.0);
        found.marks.truncate(before.1);
        failure.at += base;
        return Err(failure);
    }
    Ok(root)
}

/// The character of `text` at `at`, or the empty span at a line end.
pub(super) fn character(text: &str, at: usize) -> Span {
    let length = text[at..].chars().next().filter(|c| !matches!(c, '\n' | '\r')).map_or(0, char::len_utf8);
    Span::new(at as u32, (at + length) as u32)
}

/// A node whose children are being read.
struct Open {
    node: Node,
    key: Option<Node>,
}

struct Composer<'t, 'e> {
    text: &'t str,
    base: usize,
    found: &'e mut Found,
    open: Vec<Open>,
    root: Option<Node>,
    /// The documents that are over.
    documents: usize,
    /// The end of what has been read, in `text`.
    end: usize,
    /// The node that waits for the event of its anchor.
    waiting: Option<Node>,
}

impl<'t, 'e> Composer<'t, 'e> {
    fn new(text: &'t str, base: usize, found: &'e mut Found) -> Composer<'t, 'e> {
        Composer { text, base, found, open: Vec::new(), root: None, documents: 0, end: 0, waiting: None }
    }

    fn run(&mut self) -> Result<(), Failure> {
        let options = granit_parser::options! {
            emit_anchor_events: true,
            emit_unresolved_aliases: true,
            emit_comments: false,
        };
        let mut later = Found::default();
        for next in Parser::new_from_str_with_options(self.text, options) {
            let (event, span) = next.map_err(|failure| self.failure(&failure))?;
            let range = span.byte_range().unwrap_or(self.end..self.end);
            let is_mark = matches!(event, Event::Anchor(..) | Event::Alias(_) | Event::UnresolvedAlias(_));
            let in_text = range.start + self.base..range.end + self.base;
            if self.documents > 0 {
                if is_mark {
                    later.mark(&self.text[range], in_text);
                } else if matches!(event, Event::DocumentEnd) {
                    // The names of a document end with it.
                    self.found.errors.extend(marks::errors(&std::mem::take(&mut later.marks)));
                }
                continue;
            }
            let tag_start = span.tag_start().and_then(|tag| tag.byte_offset());
            if is_mark {
                self.found.mark(&self.text[range.clone()], in_text);
            }
            self.event(&event, range, tag_start);
        }
        Ok(())
    }

    fn event(&mut self, event: &Event<'_>, range: Range<usize>, tag_start: Option<usize>) {
        if let Event::Anchor(..) = event {
            if let Some(mut node) = self.waiting.take() {
                node.lead = node.lead.min(range.start);
                self.close(node);
            } else if let Some(open) = self.open.last_mut() {
                open.node.lead = open.node.lead.min(range.start);
            }
            return;
        }
        if let Some(node) = self.waiting.take() {
            self.close(node);
        }
        match event {
            Event::DocumentEnd => self.documents += 1,
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.end = range.end;
                self.waiting = Some(Node::scalar(SyntaxKind::Hole, range));
            }
            Event::Scalar(value, style, _, tag) => {
                let node = self.scalar(value, *style, tag.as_deref(), range, tag_start);
                self.waiting = Some(node);
            }
            Event::SequenceStart(_, _, tag) => {
                let own = tag.as_deref().is_none_or(|tag| tag.is_yaml_core_schema_tag("seq"));
                let range = self.first_dash(range.start)..range.end;
                self.start(Shape::Sequence(Vec::new()), range, tag_start, own);
            }
            Event::MappingStart(_, _, tag) => {
                let own = tag.as_deref().is_none_or(|tag| tag.is_yaml_core_schema_tag("map"));
                self.start(Shape::Mapping(Vec::new()), range, tag_start, own);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(mut open) = self.open.pop() {
                    if let (Shape::Mapping(entries), Some(key)) = (&mut open.node.shape, open.key) {
                        entries.push((key, None));
                    }
                    // The end of a block is an event without text; it is over where its last child is.
                    if !range.is_empty() {
                        self.end = self.end.max(range.end);
                    }
                    open.node.span.end = self.end.max(open.node.span.start);
                    self.close(open.node);
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, shape: Shape, range: Range<usize>, tag: Option<usize>, own: bool) {
        let lead = tag.unwrap_or(range.start).min(range.start);
        self.end = self.end.max(range.end);
        // The `?` of a pair in a sequence is what its event spans; it belongs to the first entry.
        if self.text.as_bytes().get(range.start) == Some(&b'?') {
            self.end = range.start;
        }
        let unknown = tag.filter(|_| !own);
        self.open.push(Open { node: Node { lead, span: range.start..range.end, unknown, shape }, key: None });
    }

    fn scalar(
        &mut self,
        value: &str,
        style: ScalarStyle,
        tag: Option<&Tag>,
        range: Range<usize>,
        tag_start: Option<usize>,
    ) -> Node {
        let (kind, span) = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let from = tag_start.unwrap_or(self.end).max(self.end);
                let (column, span) = block_span(self.text, from, range, value);
                (RawKind(super::BLOCK_SCALAR + column), span)
            }
            ScalarStyle::SingleQuoted => (SyntaxKind::YamlSingle.into(), range),
            ScalarStyle::DoubleQuoted => (SyntaxKind::YamlDouble.into(), range),
            _ if range.is_empty() => {
                let at = self.after_indicators(range.start).max(self.after_colon());
                (SyntaxKind::Null.into(), at..at)
            }
            _ => (resolve(&self.text[range.clone()]).into(), range),
        };
        let (kind, unknown) = match tag {
            None => (kind, None),
            Some(tag) => tagged(kind, tag, &self.text[span.clone()], tag_start),
        };
        self.end = self.end.max(span.end);
        let lead = tag_start.unwrap_or(span.start).min(span.start);
        Node { lead, span, unknown, shape: Shape::Scalar(kind) }
    }

    /// The end of the last thing before `to` that is no space or comment.
    fn after_indicators(&self, to: usize) -> usize {
        let mut at = self.end;
        let mut last = at;
        while at < to {
            let (kind, end) = gap::token(self.text, at, to);
            if !kind.is_trivia() {
                last = end;
            }
            at = end;
        }
        last.min(to.max(self.end))
    }

    /// The end of the colon that waits for a value, or the end of what has been read if none is next.
    fn after_colon(&self) -> usize {
        let mut at = self.end;
        while at < self.text.len() && self.open.last().is_some_and(|open| open.key.is_some()) {
            match gap::token(self.text, at, self.text.len()) {
                (kind, end) if kind.is_trivia() => at = end,
                (SyntaxKind::Colon, end) => return end,
                _ => break,
            }
        }
        self.end
    }

    /// Where the sequence begins of which the parser says that it begins at `start`.
    fn first_dash(&self, start: usize) -> usize {
        if matches!(self.text.as_bytes().get(start), Some(b'[' | b'-')) {
            return start;
        }
        // One that is as deep as its key is told of where its first item is.
        let (mut at, mut dash) = (self.end, start);
        while at < start {
            let (kind, end) = gap::token(self.text, at, start);
            if kind == SyntaxKind::Dash {
                dash = at;
            }
            at = end;
        }
        dash
    }

    /// Takes a node that is complete to where it belongs.
    fn close(&mut self, mut node: Node) {
        if self.open.is_empty() {
            self.shift(&mut node);
            self.root.get_or_insert(node);
            return;
        }
        self.shift(&mut node);
        let Some(open) = self.open.last_mut() else { return };
        match &mut open.node.shape {
            Shape::Sequence(items) => items.push(node),
            Shape::Mapping(entries) => match open.key.take() {
                None => open.key = Some(node),
                Some(key) => entries.push((key, Some(node))),
            },
            Shape::Scalar(_) => {}
        }
    }

    /// Moves the places of a node, but not of its children, which have been moved, to the whole text.
    fn shift(&self, node: &mut Node) {
        node.lead += self.base;
        node.span = node.span.start + self.base..node.span.end + self.base;
        node.unknown = node.unknown.map(|at| at + self.base);
    }

    fn failure(&self, failure: &ScanError) -> Failure {
        let mut at = failure.marker().byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        Failure { at, kind: meaning(failure.kind()) }
    }
}

/// What a scalar with a tag is.
fn tagged(kind: RawKind, tag: &Tag, text: &str, start: Option<usize>) -> (RawKind, Option<usize>) {
    let read = SyntaxKind::of(kind);
    if tag.is_yaml_core_schema_tag("str")
        || !tag.is_yaml_core_schema() && tag.original_handle().len() + tag.suffix().len() == 1
    {
        let bare = read.is_bare();
        return (if bare { SyntaxKind::YamlPlain.into() } else { kind }, None);
    }
    let agrees = tag.is_yaml_core_schema_tag("null") && read == SyntaxKind::Null
        || tag.is_yaml_core_schema_tag("bool") && matches!(read, SyntaxKind::True | SyntaxKind::False)
        || tag.is_yaml_core_schema_tag("float") && read == SyntaxKind::Number
        || tag.is_yaml_core_schema_tag("int") && read == SyntaxKind::Number && !text.contains(['.', 'e', 'E']);
    (kind, start.filter(|_| !agrees))
}

/// What an error of the parser is called here.
fn meaning(kind: &ErrorKind) -> SyntaxErrorKind {
    use SyntaxErrorKind as Is;
    match kind {
        ErrorKind::UnclosedFlowCollection { open: '{' }
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping => Is::UnclosedObject,
        ErrorKind::UnclosedFlowCollection { .. } | ErrorKind::UnexpectedEofFlowSequence => Is::UnclosedArray,
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator => Is::MissingComma,
        ErrorKind::MisplacedFlowCollectionEnd => Is::StrayCloser,
        ErrorKind::MismatchedFlowCollectionEnd { .. } => Is::MismatchedCloser,
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent => Is::UnclosedString,
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => Is::BadEscape,
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            Is::UnescapedQuote
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => Is::ExpectedColon,
        ErrorKind::ExpectedBlockMappingKey => Is::ExpectedKey,
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart => Is::TabIndentation,
        ErrorKind::InvalidIndentation | ErrorKind::InvalidBlockScalarIndent | ErrorKind::InvalidFlowScalarIndent => {
            Is::BadIndentation
        }
        ErrorKind::ZeroBlockScalarIndent | ErrorKind::InvalidBlockScalarHeader => Is::BadBlockHeader,
        ErrorKind::ExpectedBlockSequenceEntry => Is::ExpectedDash,
        ErrorKind::MappingValueNotAllowed => Is::StrayColon,
        ErrorKind::UndeclaredTagHandle
        | ErrorKind::ExpectedTagBang
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::MissingTagUri
        | ErrorKind::UnclosedVerbatimTag
        | ErrorKind::InvalidTagEscape
        | ErrorKind::InvalidGlobalTagCharacter
        | ErrorKind::InvalidTagUtf8LeadingByte
        | ErrorKind::InvalidTagUtf8TrailingByte
        | ErrorKind::InvalidTagUtf8 => Is::BadTag,
        ErrorKind::RecursionLimitExceeded => Is::TooDeep,
        _ => Is::StrayCharacter,
    }
}
