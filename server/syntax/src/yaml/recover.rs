//! What is left of a text that is no YAML.
//!
//! The layout tells where one member or item ends and the next begins: at a line that is no deeper than the first one.
//! Each such piece is composed by itself. A piece that fails is divided in the same way, so in the end what is wrong
//! with a line costs that line, and its key is kept if it has one.

use std::ops::Range;

use super::compose::{self, Failure, Node, Shape, character};
use super::error;
use super::lines::{Header, Line, header, is_item, lines, quote_end};
use crate::{Span, SyntaxError, SyntaxErrorKind, SyntaxKind};

/// How deep pieces of pieces are looked at.
const MAX_DEPTH: usize = 200;

/// The entries of a mapping.
type Entries = Vec<(Node, Option<Node>)>;

/// The root of the first document of `text`, which could not be composed for the reason of `failure`.
pub(super) fn document(text: &str, failure: Failure, errors: &mut Vec<SyntaxError>) -> Option<Node> {
    let mut work = text.as_bytes().to_vec();
    let mut all = lines(text, 0..text.len());
    if text.starts_with('\u{feff}') {
        work[..3].fill(b' ');
        if let Some(first) = all.first_mut() {
            first.content = first.content.max(3);
            first.start = 3;
        }
    }
    let mut begins = false;
    let mut end = all.len();
    for (i, line) in all.iter_mut().enumerate() {
        let content = &text[line.start..line.end];
        let is_marker = content.starts_with("---") || content.starts_with("...");
        let is_marker = is_marker && content[3..].chars().next().is_none_or(|c| c == ' ' || c == '\t');
        if is_marker && begins {
            end = i;
            break;
        }
        if is_marker || content.starts_with('%') && !begins {
            let length = if is_marker { 3 } else { content.len() };
            work[line.start..line.start + length].fill(b' ');
            let rest = &content[length..];
            let body = rest.trim_start_matches([' ', '\t']);
            line.content = line.end - body.len();
            line.is_content = !body.is_empty() && !body.starts_with('#');
            begins |= content.starts_with("---");
        }
        begins |= line.is_content;
    }
    let work = String::from_utf8(work).unwrap_or_else(|_| text.to_owned());
    let before = errors.len();
    let mut recovery = Recovery { work, lines: all, errors, depth: 0 };
    let root = recovery.region(0..end, false);
    if errors.len() == before {
        errors.push(error(failure.kind, character(text, failure.at)));
    }
    root
}

/// Whether a line of `text` that is not indented begins with a plain key.
pub(super) fn has_block_keys(text: &str) -> bool {
    lines(text, 0..text.len()).iter().any(|line| {
        let is_plain = text[line.content..].starts_with(|c: char| c.is_alphanumeric());
        let is_key = || header(text, line.content, line.end).is_some_and(|header| header.colon.is_some());
        line.is_content && line.column() == 0 && is_plain && is_key()
    })
}

struct Recovery<'e> {
    /// The text, with blanks in the place of what is not to be read again.
    work: String,
    lines: Vec<Line>,
    errors: &'e mut Vec<SyntaxError>,
    depth: usize,
}

impl Recovery<'_> {
    /// The node in some lines. `again` says that they may be right as they are.
    fn region(&mut self, range: Range<usize>, again: bool) -> Option<Node> {
        let range = self.trim(range)?;
        let composed = match again {
            true => self.compose(&range),
            false => Err(Failure { at: self.lines[range.start].content, kind: SyntaxErrorKind::StrayCharacter }),
        };
        let failure = match composed {
            Ok(node) => return node,
            Err(failure) => failure,
        };
        let first = &self.lines[range.start];
        let span = first.content..self.lines[range.end - 1].end;
        if self.depth == MAX_DEPTH {
            self.report(SyntaxErrorKind::TooDeep, first.content..first.end);
            return Some(Node::scalar(SyntaxKind::Hole, span));
        }
        self.depth += 1;
        let content = &self.work[first.content..first.end];
        let node = if is_item(content) {
            self.sequence(range)
        } else if header(&self.work, first.content, first.end).is_some() || self.has_keys(&range) {
            self.mapping(range)
        } else {
            self.fail(&failure);
            // What a broken flow collection or a broken tag holds is not known.
            Some(Node::scalar(SyntaxKind::Hole, span))
        };
        self.depth -= 1;
        node
    }

    /// Whether another line than the first one, and no deeper than that, begins with a key.
    fn has_keys(&self, range: &Range<usize>) -> bool {
        let column = self.lines[range.start].column();
        let mut lines = self.lines[range.start + 1..range.end].iter();
        lines.any(|line| {
            let is_key = || header(&self.work, line.content, line.end).is_some_and(|header| header.colon.is_some());
            line.is_content && line.column() <= column && is_key()
        })
    }

    fn mapping(&mut self, range: Range<usize>) -> Option<Node> {
        let mut entries = Vec::new();
        self.members(range, &mut entries);
        let (first, last) = (entries.first()?, entries.last()?);
        let end = last.1.as_ref().map_or(last.0.span.end, |value| value.span.end).max(last.0.span.end);
        let span = first.0.lead..end;
        Some(Node { lead: span.start, span, unknown: None, shape: Shape::Mapping(entries) })
    }

    /// Reads the members in some lines.
    fn members(&mut self, range: Range<usize>, entries: &mut Entries) {
        let Some(range) = self.trim(range) else { return };
        let column = self.lines[range.start].column();
        let mut start = range.start;
        // The depth of what the member holds.
        let mut inner: Option<usize> = None;
        for i in range.start + 1..range.end {
            let line = &self.lines[i];
            if !line.is_content {
                continue;
            }
            let content = &self.work[line.content..line.end];
            let is_closer = content.starts_with(['}', ']']);
            let begins = match line.column() <= column {
                true => !is_item(content) && !is_closer && !self.lost_blanks(i, range.end),
                // A line between the two depths that opens a deeper one is a member that lost or gained a blank.
                false => inner.is_some_and(|inner| line.column() < inner) && self.opens(i, range.end),
            };
            if begins {
                self.member(start..i, entries);
                start = i;
                inner = None;
            } else {
                inner.get_or_insert(line.column());
            }
        }
        self.member(start..range.end, entries);
    }

    /// Whether the line `i` has a value of its own, and what follows is deeper all the same: it is the line that is not
    /// where it belongs.
    fn lost_blanks(&self, i: usize, end: usize) -> bool {
        let line = &self.lines[i];
        let holds_value = |header: Header| {
            let rest = &self.work[header.rest];
            header.colon.is_some() && rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '\'' | '$'))
        };
        let Some(next) = self.lines[i + 1..end].iter().find(|line| line.is_content) else { return false };
        let is_key = || header(&self.work, next.content, next.end).is_some_and(|header| header.colon.is_some());
        next.column() > line.column()
            && (self.is_item(next) || is_key())
            && header(&self.work, line.content, line.end).is_some_and(holds_value)
    }

    /// Whether the line `i` is a key without a value, and what follows is deeper.
    fn opens(&self, i: usize, end: usize) -> bool {
        let line = &self.lines[i];
        let is_key = header(&self.work, line.content, line.end).is_some_and(|h| h.colon.is_some() && h.rest.is_empty());
        let next = self.lines[i + 1..end].iter().find(|line| line.is_content);
        is_key && next.is_some_and(|next| next.column() > line.column())
    }

    /// Reads the member in some lines.
    fn member(&mut self, range: Range<usize>, entries: &mut Entries) {
        let Some(range) = self.trim(range) else { return };
        let failure = match self.compose(&range) {
            Ok(Some(Node { shape: Shape::Mapping(more), unknown: None, span, .. }))
                if !self.work[span.start..].starts_with('{') =>
            {
                entries.extend(more);
                return;
            }
            Ok(_) => Failure { at: self.lines[range.start].content, kind: SyntaxErrorKind::ExpectedColon },
            Err(failure) => failure,
        };
        let line = self.lines[range.start].clone();
        let body = range.start + 1..range.end;
        match header(&self.work, line.content, line.end) {
            None => {
                self.fail(&failure);
                self.members(body, entries);
            }
            Some(header) if header.colon.is_none() => self.without_colon(&header, &line, body, entries),
            Some(header) if header.rest.is_empty() => {
                let before = self.errors.len();
                let value = self.region(body, true);
                if self.errors.len() == before {
                    self.fail(&failure);
                }
                let value = value.unwrap_or_else(|| null(header.rest.start.min(line.end), &header));
                entries.push((self.key(&header), Some(value)));
            }
            Some(header) => self.with_value(&header, &line, body, &failure, entries),
        }
    }

    /// A line that lacks its colon, and the lines that are deeper than it.
    fn without_colon(&mut self, header: &Header, line: &Line, body: Range<usize>, entries: &mut Entries) {
        let has_body = self.trim(body.clone()).is_some();
        let text = &self.work[header.key.clone()];
        if header.is_open {
            self.report(SyntaxErrorKind::UnclosedString, header.key.clone());
            let value = self.region(body, true);
            entries.push((Node::scalar(SyntaxKind::UnclosedString, header.key.clone()), value));
            return;
        }
        if !has_body && !text.starts_with(['"', '\'']) {
            // `Next:Done` lacks the blank behind the colon, `Next Done` the colon.
            let end = text.find([':', ' ']);
            if let Some(end) = end {
                let colon = text[end..].starts_with(':');
                let key = header.key.start..header.key.start + end;
                let rest = key.end + usize::from(colon);
                let blanks = self.work[rest..header.key.end].len() - self.work[rest..header.key.end].trim_start().len();
                let at = if colon { key.end..key.end + 1 } else { key.end..key.end };
                let kind = if colon { SyntaxErrorKind::StrayCharacter } else { SyntaxErrorKind::ExpectedColon };
                self.report(kind, at);
                let value = self.inline(rest + blanks..header.key.end, line);
                entries.push((Node::scalar(SyntaxKind::YamlPlain, key), value));
                return;
            }
        }
        self.report(SyntaxErrorKind::ExpectedColon, header.key.end..header.key.end);
        let value = self.region(body, true);
        entries.push((self.key(header), value));
    }

    /// A line with a key and a value of which something is wrong, or with deeper lines that do not belong there.
    fn with_value(
        &mut self,
        header: &Header,
        line: &Line,
        body: Range<usize>,
        failure: &Failure,
        entries: &mut Entries,
    ) {
        let key = self.key(header);
        let text = &self.work[header.rest.clone()];
        let all = header.rest.start..self.lines[body.end - 1].end;
        if text.starts_with(['|', '>', '{', '[']) {
            // What it holds goes to the end of the piece, and is not known.
            self.fail(failure);
            let end = all.start + self.work[all.clone()].trim_end().len();
            entries.push((key, Some(Node::scalar(SyntaxKind::Hole, all.start..end))));
            return;
        }
        if text.starts_with(['!', '&']) && !text.contains([' ', '\t']) {
            let mut value = self.region(body, true);
            let tag = text_tag(&self.work, &header.rest);
            if let Some(node) = &mut value {
                node.lead = header.rest.start;
                node.unknown = tag.or(node.unknown);
            }
            self.fail(failure);
            entries.push((key, value));
            return;
        }
        let before = self.errors.len();
        let value = self.inline(header.rest.clone(), line);
        entries.push((key, value));
        if self.errors.len() == before {
            self.fail(failure);
        }
        // Deeper lines behind a value are members that gained blanks.
        self.members(body, entries);
    }

    /// A value on one line.
    fn inline(&mut self, range: Range<usize>, line: &Line) -> Option<Node> {
        let text = &self.work[range.clone()];
        if text.is_empty() {
            return None;
        }
        if text.starts_with(['"', '\'']) {
            let Some(close) = quote_end(text) else {
                self.report(SyntaxErrorKind::UnclosedString, range.clone());
                return Some(Node::scalar(SyntaxKind::UnclosedString, range));
            };
            if close < text.len() {
                let kind = if text.starts_with('"') { SyntaxKind::YamlDouble } else { SyntaxKind::YamlSingle };
                let stray = range.start + close..range.end;
                let blanks = self.work[stray.clone()].len() - self.work[stray.clone()].trim_start().len();
                self.report(SyntaxErrorKind::StrayCharacter, stray.start + blanks..stray.end);
                return Some(Node::scalar(kind, range.start..range.start + close));
            }
        }
        match compose::piece(text, range.start, self.errors) {
            Ok(node) => node,
            Err(failure) => {
                self.fail(&failure);
                debug_assert!(range.end <= line.end);
                Some(Node::scalar(SyntaxKind::Word, range))
            }
        }
    }

    fn sequence(&mut self, range: Range<usize>) -> Option<Node> {
        let first = self.lines[range.start].content;
        let column = self.lines[range.start].column();
        let mut items = Vec::new();
        let mut start = range.start;
        for i in range.start + 1..=range.end {
            let begins = match self.lines.get(i).filter(|_| i < range.end) {
                None => true,
                Some(line) => line.is_content && line.column() <= column && self.is_item(line),
            };
            if begins {
                self.item(start..i, &mut items);
                start = i;
            }
        }
        let last = items.last().map_or(first + 1, |item: &Node| item.span.end);
        let span = first..last.max(first + 1);
        Some(Node { lead: first, span, unknown: None, shape: Shape::Sequence(items) })
    }

    fn is_item(&self, line: &Line) -> bool {
        is_item(&self.work[line.content..line.end])
    }

    /// Reads the item in some lines.
    fn item(&mut self, range: Range<usize>, items: &mut Vec<Node>) {
        let Some(range) = self.trim(range) else { return };
        let failure = match self.compose(&range) {
            Ok(Some(Node { shape: Shape::Sequence(more), unknown: None, .. })) => {
                items.extend(more);
                return;
            }
            Ok(_) => Failure { at: self.lines[range.start].content, kind: SyntaxErrorKind::StrayCharacter },
            Err(failure) => failure,
        };
        let dash = self.lines[range.start].content;
        self.work.replace_range(dash..dash + 1, " ");
        let line = &mut self.lines[range.start];
        let body = self.work[dash + 1..line.end].trim_start_matches([' ', '\t']);
        line.content = line.end - body.len();
        line.is_content = !body.is_empty() && !body.starts_with('#');
        let before = self.errors.len();
        let node = self.region(range, true);
        if self.errors.len() == before {
            self.fail(&failure);
        }
        items.push(node.unwrap_or_else(|| Node::scalar(SyntaxKind::Null, dash + 1..dash + 1)));
    }

    /// Composes some lines by themselves.
    fn compose(&mut self, range: &Range<usize>) -> Result<Option<Node>, Failure> {
        let (start, end) = (self.lines[range.start].start, self.lines[range.end - 1].end);
        // The line break at the end is part of a block scalar.
        let end = self.lines.get(range.end).map_or(end, |next| next.start.max(end));
        compose::piece(&self.work[start..end], start, self.errors)
    }

    /// The lines without those at either end that hold nothing.
    fn trim(&self, range: Range<usize>) -> Option<Range<usize>> {
        let lines = self.lines.get(range.clone())?;
        let first = lines.iter().position(|line| line.is_content)?;
        let last = lines.iter().rposition(|line| line.is_content)?;
        Some(range.start + first..range.start + last + 1)
    }

    fn key(&self, header: &Header) -> Node {
        let text = &self.work[header.key.clone()];
        let kind = match text.as_bytes().first() {
            Some(b'"') => SyntaxKind::YamlDouble,
            Some(b'\'') => SyntaxKind::YamlSingle,
            _ => SyntaxKind::YamlPlain,
        };
        Node::scalar(kind, header.key.clone())
    }

    fn fail(&mut self, failure: &Failure) {
        let span = character(&self.work, failure.at.min(self.work.len()));
        self.errors.push(error(failure.kind, span));
    }

    fn report(&mut self, kind: SyntaxErrorKind, range: Range<usize>) {
        self.errors.push(error(kind, Span::new(range.start as u32, range.end as u32)));
    }
}

/// The null that a key without a value has.
fn null(end: usize, header: &Header) -> Node {
    let at = header.colon.map_or(end, |colon| colon + 1);
    Node::scalar(SyntaxKind::Null, at..at)
}

/// Where the tag in `range` begins.
fn text_tag(text: &str, range: &Range<usize>) -> Option<usize> {
    text[range.clone()].starts_with('!').then_some(range.start)
}
