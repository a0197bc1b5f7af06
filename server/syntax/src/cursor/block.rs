//! The place of a cursor in block style of YAML: columns say what belongs together.
//!
//! On a line with text before the cursor the tree tells the place. On a blank one its column does: the cursor is in the
//! innermost collection that is not deeper, or begins the value of a key or a dash that has none yet.

use rowan::NodeOrToken;

use super::path::{Path, Step, array_index};
use super::{Block, Cursor, Layout, Place};
use crate::indent::line_at;
use crate::yaml::{BLOCK_SCALAR, LAST_COLUMN};
use crate::{Document, Member, Span, Str, SyntaxKind, Value};

/// The cursor at `offset`, which is on a character boundary.
pub(super) fn cursor(document: &Document, offset: u32) -> Cursor<'_> {
    let mut path = Path::to(document, offset);
    if path.in_comment {
        return path.cursor(document, offset);
    }
    let line = line_at(document.text(), offset).start;
    let offset = offset.min(document.text().line_span(document.text().line_of(offset)).end);
    let mut site = Site { document, offset, line, start: line + mark(document, line), path: path.clone() };
    site.leave_flow();
    if site.innermost().is_some_and(|at| !site.path.nodes[at].kind().is_block()) {
        path = site.path;
        return path.cursor(document, offset);
    }
    let (place, block) = site.place();
    Cursor { containers: site.path.containers(&place), place, layout: Layout::Block(block) }
}

/// The length of the byte order mark on the line that starts at `line`.
fn mark(document: &Document, line: u32) -> u32 {
    if line == 0 && document.text().slice(Span::new(0, 3)) == "\u{feff}" { 3 } else { 0 }
}

/// A cursor on a line.
struct Site<'t> {
    document: &'t Document,
    offset: u32,
    /// Where its line starts.
    line: u32,
    /// Where the columns of its line begin: a byte order mark is none.
    start: u32,
    path: Path<'t>,
}

/// What can be written at a place, and how.
type Answer<'t> = (Place<'t>, Block);

const NOWHERE: Answer<'static> =
    (Place::Nowhere, Block { column: 0, begins: None, needs_dash: false, needs_space: false, indentation: None });

impl<'t> Site<'t> {
    fn place(&mut self) -> Answer<'t> {
        let is_blank = self.before(self.offset).bytes().all(|byte| matches!(byte, b' ' | b'\t'));
        match self.path.token {
            Some(token) if self.touches(token) => return self.at_token(token, self.offset),
            Some(token) if is_blank && self.is_in_block_scalar(token) => return self.at_token(token, self.offset),
            _ => {}
        }
        if let Some(answer) = self.before_token() {
            return answer;
        }
        if is_blank {
            let rest = Span::new(self.offset, self.document.text().line_span(self.line_number()).end);
            let rest = self.document.text().slice(rest).trim_start().to_owned();
            return if rest.is_empty() || rest.starts_with('#') { self.on_blank_line() } else { NOWHERE };
        }
        match self.path.token {
            Some(token) => self.behind(token),
            None => NOWHERE,
        }
    }

    /// Whether the cursor is in `token`, or at the end of it and what is typed there belongs to it.
    fn touches(&self, token: Step<'t>) -> bool {
        let kind = token.kind();
        let is_scalar = kind.is_string() || kind.is_bare() || kind == SyntaxKind::Unknown;
        let is_over = matches!(kind, SyntaxKind::YamlDouble | SyntaxKind::YamlSingle | SyntaxKind::String);
        let is_key = self.path.nodes.last().is_some_and(|node| node.kind() == SyntaxKind::Key);
        is_scalar && (self.offset < token.end() || self.offset == token.end() && (!is_over || is_key))
    }

    /// Whether the cursor, which only blanks are before on its line, is in the block scalar `token`.
    fn is_in_block_scalar(&self, token: Step<'t>) -> bool {
        if token.kind() != SyntaxKind::YamlBlock {
            return false;
        }
        let between = self.document.text().slice(Span::new(token.end(), self.offset)).into_owned();
        let content = token.element.kind().0 - BLOCK_SCALAR;
        let column = self.offset - self.start;
        let is_deep = match content {
            // It holds no line yet.
            LAST_COLUMN => self.entry().is_none_or(|(entry, _)| column > self.column(entry.start)),
            _ => column >= u32::from(content),
        };
        is_deep && between.trim().is_empty() && between.contains(['\n', '\r'])
    }

    /// The cursor right before a scalar.
    fn before_token(&mut self) -> Option<Answer<'t>> {
        let path = Path::to(self.document, self.offset + 1);
        let token = path.token.filter(|token| token.start == self.offset && !path.in_comment)?;
        if !(token.kind().is_string() || token.kind().is_bare()) {
            return None;
        }
        self.path = path;
        Some(self.at_token(token, self.offset))
    }

    /// The cursor in `token`, or behind it with nothing but blanks in between, up to `end`.
    fn at_token(&mut self, token: Step<'t>, end: u32) -> Answer<'t> {
        if token.kind() == SyntaxKind::Unknown {
            return self.unread();
        }
        let span = Span::new(token.start, token.end().max(end.min(self.line_end())));
        let string = Value::new(token.element, token.start).as_str();
        let typed = self.typed(token, string);
        if let Some(key) = self.path.nodes.last().filter(|node| node.kind() == SyntaxKind::Key) {
            let has_value = self.entry().is_some_and(|(entry, _)| colon(entry).is_some());
            return (self.key(span, typed, has_value), self.key_block(key.start));
        }
        let in_header = string.is_some_and(|string| string.span().start < string.inner().start)
            && token.kind() == SyntaxKind::YamlBlock
            && string.is_some_and(|string| self.offset < string.inner().start);
        if in_header {
            return NOWHERE;
        }
        match self.entry() {
            Some((entry, container)) => self.content(entry, container, span, string, typed),
            None if self.path.nodes.len() == 1 && is_root(self.document, token) => {
                let begins = self.own_line(token.start).then(|| self.column(token.start));
                (Place::Outside { replace: span }, Block { begins, ..Block::default() })
            }
            None => self.unread(),
        }
    }

    /// The value or item that is, or is to be, at `replace`.
    fn content(
        &self,
        entry: Step<'t>,
        container: Step<'t>,
        replace: Span,
        in_string: Option<Str<'t>>,
        typed: String,
    ) -> Answer<'t> {
        let begins = self.may_begin(replace.start).then(|| self.column(replace.start));
        if entry.kind() == SyntaxKind::Item {
            let index = array_index(container, entry.start);
            let column = self.column(dash(entry).unwrap_or(container.start));
            return (
                Place::Element { index, replace, typed, in_string, comma_before: None, comma_after: false },
                Block { column, begins, ..Block::default() },
            );
        }
        let missing_colon = colon(entry).is_none();
        (
            self.value(entry, replace, in_string, typed, missing_colon, false),
            Block { column: self.column(entry.start), begins, ..Block::default() },
        )
    }

    /// The cursor behind `token` and blanks, on one line.
    fn behind(&mut self, token: Step<'t>) -> Answer<'t> {
        let blanks = self.document.text().slice(Span::new(token.end().min(self.offset), self.offset)).into_owned();
        let is_touching = blanks.is_empty();
        let in_key = self.path.nodes.last().is_some_and(|node| node.kind() == SyntaxKind::Key);
        if in_key {
            let Some((entry, _)) = self.entry().filter(|(entry, _)| colon(*entry).is_none()) else { return NOWHERE };
            // A key in an open quote goes on.
            return match token.kind() {
                SyntaxKind::UnclosedString => self.at_token(token, self.offset),
                _ => (
                    self.value(entry, Span::empty(self.offset), None, String::new(), true, false),
                    Block { column: self.column(entry.start), ..Block::default() },
                ),
            };
        }
        match token.kind() {
            SyntaxKind::Colon | SyntaxKind::Dash | SyntaxKind::Tag | SyntaxKind::Anchor => {
                let Some((entry, container)) = self.entry() else { return self.unread() };
                let is_indicator = matches!(token.kind(), SyntaxKind::Colon | SyntaxKind::Dash);
                let is_taken = content_of(entry).is_some_and(|value| value.end() > self.offset);
                if is_taken || is_touching && !is_indicator {
                    return NOWHERE;
                }
                let here = Span::empty(self.offset);
                let (mut place, mut block) = self.content(entry, container, here, None, String::new());
                block.needs_space = is_touching;
                if let Place::Value { needs_space, .. } = &mut place {
                    *needs_space = is_touching;
                }
                (place, block)
            }
            SyntaxKind::Question if self.innermost().is_some() => {
                (self.key(Span::empty(self.offset), String::new(), false), self.key_block(self.offset))
            }
            SyntaxKind::YamlPlain | SyntaxKind::UnclosedString | SyntaxKind::Word | SyntaxKind::Number => {
                self.at_token(token, self.offset)
            }
            SyntaxKind::True | SyntaxKind::False | SyntaxKind::Null => self.at_token(token, self.offset),
            SyntaxKind::Unknown | SyntaxKind::Comma => self.unread(),
            _ => NOWHERE,
        }
    }

    /// A line that is text only: what is typed of it before the cursor is a key, or a value if there is a colon.
    fn unread(&mut self) -> Answer<'t> {
        let before = self.before(self.offset);
        let indent = before.len() - before.trim_start_matches([' ', '\t']).len();
        let Some(at) = self.leave_deeper(indent as u32) else { return NOWHERE };
        let word = |from: usize| {
            let text = &before[from..];
            let start = from + text.len() - text.trim_start().len();
            let end = self.offset + self.word_end();
            (Span::new(self.line + start as u32, end), before[start..].to_owned())
        };
        let container = self.path.nodes[at];
        match before.find(": ") {
            _ if container.kind().is_array() => NOWHERE,
            None => {
                let (replace, typed) = word(0);
                (self.key(replace, typed, false), self.key_block(replace.start))
            }
            Some(colon) => {
                let (replace, typed) = word(colon + 1);
                let place = Place::Value {
                    key: None,
                    replace,
                    typed,
                    in_string: None,
                    comma_before: None,
                    comma_after: false,
                    missing_colon: false,
                    needs_space: false,
                };
                (place, Block { column: self.column(container.start), ..Block::default() })
            }
        }
    }

    /// The cursor on a line without text.
    fn on_blank_line(&mut self) -> Answer<'t> {
        let column = self.offset - self.start;
        let Some(token) = self.path.token else { return self.on_first_line(None) };
        if matches!(token.kind(), SyntaxKind::Marker | SyntaxKind::Directive) {
            return self.on_first_line(Some(token));
        }
        if let Some(answer) = self.below(token, column) {
            return answer;
        }
        let Some(at) = self.leave_deeper(column) else { return NOWHERE };
        self.new_entry(self.path.nodes[at])
    }

    /// Leaves the collections that are deeper than `column`, and tells which node of the path is the innermost one then.
    fn leave_deeper(&mut self, column: u32) -> Option<usize> {
        let mut at = self.innermost()?;
        // The root is never left.
        while let Some(outer) = self.path.nodes[..at].iter().rposition(|node| node.kind().is_container()) {
            let (inner, around) = (self.path.nodes[at], self.path.nodes[outer]);
            let own = self.column(inner.start);
            // Items may be as deep as the key that they belong to: another line there is the key's.
            let is_left = inner.kind().is_array() && around.kind().is_object() && own == self.column(around.start);
            if column > own || column == own && !is_left {
                break;
            }
            at = outer;
        }
        self.path.nodes.truncate(at + 1);
        Some(at)
    }

    /// The cursor on a line below `token`, if that begins something which is to be deeper.
    fn below(&mut self, token: Step<'t>, column: u32) -> Option<Answer<'t>> {
        let (entry, container) = self.entry()?;
        let last = self.path.nodes.last()?.kind();
        let waits = match token.kind() {
            SyntaxKind::Colon | SyntaxKind::Dash => last.is_entry(),
            SyntaxKind::Tag | SyntaxKind::Anchor => last.is_entry() || last == SyntaxKind::Hole,
            _ => last == SyntaxKind::Key && colon(entry).is_none(),
        };
        if !waits {
            return None;
        }
        let own = match entry.kind() {
            SyntaxKind::Item => self.column(dash(entry).unwrap_or(container.start)),
            _ => self.column(entry.start),
        };
        let value = content_of(entry).filter(|value| value.start >= self.offset);
        if let Some(value) = value {
            let is_in = value.kind().is_block() && (column >= self.column(value.start) || column > own);
            if is_in {
                self.path.nodes.push(value);
                return Some(self.new_entry(value));
            }
            return (column > own).then_some(NOWHERE);
        }
        let at = self.path.nodes.iter().rposition(|node| node.start == entry.start && node.kind() == entry.kind())?;
        if column <= own {
            return None;
        }
        self.path.nodes.truncate(at + 1);
        Some(self.content(entry, container, Span::empty(self.offset), None, String::new()))
    }

    /// The cursor before everything, or behind `marker`.
    fn on_first_line(&mut self, marker: Option<Step<'t>>) -> Answer<'t> {
        let root = self.path.nodes[0].children().find(|child| child.kind().is_value() && child.start < child.end());
        match root {
            None if marker.is_none_or(|marker| marker.kind() == SyntaxKind::Marker) => {
                let begins = Some(self.offset - self.start);
                (Place::Outside { replace: Span::empty(self.offset) }, Block { begins, ..Block::default() })
            }
            Some(root) if root.start >= self.offset && root.kind().is_block() => {
                self.path.nodes.push(root);
                self.new_entry(root)
            }
            _ => NOWHERE,
        }
    }

    /// A new entry of `container` on the cursor's line.
    fn new_entry(&self, container: Step<'t>) -> Answer<'t> {
        let here = Span::empty(self.offset);
        if !container.kind().is_block() {
            return NOWHERE;
        }
        let column = self.column(container.start);
        let indentation = (column != self.offset - self.start).then(|| Span::new(self.start, self.offset));
        if container.kind().is_array() {
            let index = array_index(container, self.offset);
            let (typed, in_string) = (String::new(), None);
            return (
                Place::Element { index, replace: here, typed, in_string, comma_before: None, comma_after: false },
                Block { column, needs_dash: true, indentation, ..Block::default() },
            );
        }
        (self.key(here, String::new(), false), Block { column, indentation, ..Block::default() })
    }

    fn key(&self, replace: Span, typed: String, has_value: bool) -> Place<'t> {
        Place::Key { replace, typed, has_value, comma_before: None, comma_after: false }
    }

    fn value(
        &self,
        entry: Step<'t>,
        replace: Span,
        in_string: Option<Str<'t>>,
        typed: String,
        missing_colon: bool,
        needs_space: bool,
    ) -> Place<'t> {
        let key = Member::from_element(entry.element, entry.start);
        Place::Value {
            key,
            replace,
            typed,
            in_string,
            comma_before: None,
            comma_after: false,
            missing_colon,
            needs_space,
        }
    }

    /// The layout of the key that starts at `start`.
    fn key_block(&self, start: u32) -> Block {
        let column = self.innermost().map_or(0, |at| self.column(self.path.nodes[at].start));
        let is_moved = self.own_line(start) && self.column(start) != column;
        let indentation = is_moved.then(|| Span::new(self.start, start));
        Block { column, indentation, ..Block::default() }
    }

    /// What is typed of `token` before the cursor.
    fn typed(&self, token: Step<'t>, string: Option<Str<'t>>) -> String {
        let inner = string.map_or(token.span(), |string| string.inner());
        let is_quoted = string.is_some_and(|string| string.is_closed() && string.inner().end < string.span().end);
        let end = if is_quoted { self.offset.min(inner.end) } else { self.offset };
        self.document.text().slice(Span::new(inner.start, end.max(inner.start))).into_owned()
    }

    /// Leaves flow collections that lack their closer and that the cursor is on a line of its own left of.
    fn leave_flow(&mut self) {
        let text = self.document.text();
        let here = line_at(text, self.offset);
        let column = here.indent.min(self.offset - here.start);
        while let Some(at) = self.innermost() {
            let node = self.path.nodes[at];
            let Some(entry) = self.path.nodes[..at].iter().rfind(|node| node.kind().is_entry()) else { return };
            let is_closed = node.children().last().is_some_and(|child| child.kind().is_closer());
            let last = self.path.token.map_or(node.start, Step::end);
            if node.kind().is_block() || is_closed || last > here.start || column > self.column(entry.start) {
                return;
            }
            self.path.nodes.truncate(at);
            self.path.token = Some(node);
        }
    }

    /// Which node of the path is the innermost collection.
    fn innermost(&self) -> Option<usize> {
        self.path.nodes.iter().rposition(|node| node.kind().is_container())
    }

    /// The innermost member or item on the path, and what it belongs to.
    fn entry(&self) -> Option<(Step<'t>, Step<'t>)> {
        let at = self.path.nodes.iter().rposition(|node| node.kind().is_entry())?;
        // A collection inside of it would be what the cursor is in.
        let is_innermost = self.innermost().is_some_and(|container| container < at);
        Some((self.path.nodes[at], self.path.nodes[at.checked_sub(1)?])).filter(|_| is_innermost)
    }

    /// The text of the line before `offset`.
    fn before(&self, offset: u32) -> String {
        self.document.text().slice(Span::new(self.start, offset.max(self.start))).into_owned()
    }

    /// How much of the word that the cursor is in is behind it.
    fn word_end(&self) -> u32 {
        let rest = self.document.text().slice(Span::new(self.offset, self.line_end())).into_owned();
        rest.find([' ', '\t', ':', ',']).unwrap_or(rest.len()) as u32
    }

    fn line_number(&self) -> u32 {
        self.document.text().line_of(self.offset)
    }

    fn line_end(&self) -> u32 {
        self.document.text().line_span(self.line_number()).end
    }

    fn column(&self, at: u32) -> u32 {
        let line = line_at(self.document.text(), at).start;
        at.saturating_sub(line + mark(self.document, line))
    }

    /// Whether only blanks are before `at` on its line.
    fn own_line(&self, at: u32) -> bool {
        self.lead(at).trim().is_empty()
    }

    /// Whether only blanks and dashes are before `at` on its line, and so a collection may begin there.
    fn may_begin(&self, at: u32) -> bool {
        let lead = self.lead(at);
        lead.split([' ', '\t']).all(|word| word.is_empty() || word == "-")
    }

    fn lead(&self, at: u32) -> String {
        let line = line_at(self.document.text(), at).start;
        self.document.text().slice(Span::new((line + mark(self.document, line)).min(at), at)).into_owned()
    }
}

fn is_root(document: &Document, token: Step<'_>) -> bool {
    document.tree().root().is_some_and(|root| root.span() == token.span())
}

fn colon(entry: Step<'_>) -> Option<Step<'_>> {
    entry.children().find(|child| child.kind() == SyntaxKind::Colon)
}

/// Where the dash of an item is.
fn dash(item: Step<'_>) -> Option<u32> {
    item.children().find(|child| child.kind() == SyntaxKind::Dash).map(|dash| dash.start)
}

/// The value of a member, or of an item, if it is written.
fn content_of(entry: Step<'_>) -> Option<Step<'_>> {
    entry.children().find(|child| {
        let is_written = match child.element {
            NodeOrToken::Node(_) => child.kind() != SyntaxKind::Key,
            NodeOrToken::Token(_) => true,
        };
        is_written && child.kind().is_value() && child.start < child.end()
    })
}
