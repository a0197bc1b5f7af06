//! A text divided by its layout.
//!
//! A line that is no deeper than the first line of a mapping begins the next member of it, whatever stands before. So
//! the members are read one by one, and what is wrong with one costs no other; a value that is a collection in block
//! style is divided again. What is left are scalars and flow collections: those that are right at a glance are taken,
//! the others are composed by the parser, and where that fails [`broken`](super::broken) sees what can be kept.

use std::ops::Range;

use super::compose::{self, Failure, Found, Node, Shape};
use super::lines::{Header, Line, header, is_answer, is_item, is_question, is_whole, lines};
use super::plain;
use crate::{SyntaxErrorKind, SyntaxKind};

/// How deep collections in block style are read.
pub(super) const MAX_DEPTH: usize = 200;

/// The entries of a mapping.
pub(super) type Entries = Vec<(Node, Option<Node>)>;

/// Some lines of a text while they are read.
pub(super) struct Layout<'t> {
    pub(super) text: &'t str,
    pub(super) lines: Vec<Line>,
    /// Where the last line ends.
    end: usize,
    pub(super) found: Found,
    depth: usize,
}

/// What the lines of a text hold.
pub(super) fn document(text: &str, range: Range<usize>, content: usize) -> (Option<Node>, Found) {
    let mut layout = Layout::new(text, range, 0);
    // What begins behind a marker is on the line of it.
    if let Some(first) = layout.lines.first_mut() {
        first.begin_at(text, content.min(first.end));
    }
    let all = 0..layout.lines.len();
    let root = layout.region(all);
    (root, layout.found)
}

/// The members in the lines of `text` in `range`, which are some of a mapping that is at `depth`.
pub(super) fn members(text: &str, range: Range<usize>, depth: usize) -> (Entries, Found) {
    let mut layout = Layout::new(text, range, depth);
    let mut entries = Vec::new();
    let all = 0..layout.lines.len();
    layout.members(all, &mut entries);
    (entries, layout.found)
}

impl<'t> Layout<'t> {
    pub(super) fn new(text: &'t str, range: Range<usize>, depth: usize) -> Layout<'t> {
        let end = range.end;
        Layout { text, lines: lines(text, range), end, found: Found::default(), depth }
    }

    /// The node in some lines.
    pub(super) fn region(&mut self, range: Range<usize>) -> Option<Node> {
        let range = self.skip(range)?;
        let first = self.lines[range.start].clone();
        if self.depth == MAX_DEPTH {
            self.found.report(SyntaxErrorKind::TooDeep, first.content..first.end);
            return Some(Node::scalar(SyntaxKind::Hole, first.content..self.solid_end(&range)));
        }
        self.depth += 1;
        let content = &self.text[first.content..first.end];
        let node = if is_item(content) {
            self.sequence(range)
        } else if self.begins_member(&first) {
            self.mapping(range)
        } else {
            match self.compose(&range) {
                Ok(node) => node,
                Err(failure) => self.broken_region(range, &failure),
            }
        };
        self.depth -= 1;
        node
    }

    pub(super) fn mapping(&mut self, range: Range<usize>) -> Option<Node> {
        let start = self.lines[range.start].content;
        let mut entries = Vec::new();
        self.members(range, &mut entries);
        let (first, last) = (entries.first()?, entries.last()?);
        let end = last.1.as_ref().map_or(last.0.span.end, |value| value.span.end).max(last.0.span.end);
        let is_question = is_question(&self.text[start..]);
        let start = if is_question { start.min(first.0.lead) } else { first.0.lead };
        Some(Node { lead: start, span: start..end, unknown: None, shape: Shape::Mapping(entries) })
    }

    /// Reads the members in some lines, the first of which begins one.
    pub(super) fn members(&mut self, range: Range<usize>, entries: &mut Entries) {
        let Some(range) = self.skip(range) else { return };
        let column = self.column_of_members(&range);
        let mut start = range.start;
        // The depth of the members that the member holds.
        let mut inner: Option<usize> = None;
        let mut is_first = true;
        for i in range.start + 1..range.end {
            if !self.lines[i].is_content {
                continue;
            }
            let depth = self.lines[i].column();
            let between =
                depth > column && inner.is_some_and(|inner| depth < inner) && self.opens(i, column, range.end);
            if between || self.begins(i, column, start, range.end) {
                self.member(start..i, column, entries);
                (start, inner, is_first) = (i, None, true);
            } else if is_first {
                // A line between the two depths that opens a deeper one is a member that lost or gained a blank.
                inner = Some(depth).filter(|_| self.holds_block(start, i));
                is_first = false;
            }
        }
        self.member(start..range.end, column, entries);
    }

    /// Reads members that are deeper than what they are found in.
    pub(super) fn members_below(&mut self, range: Range<usize>, entries: &mut Entries) {
        if self.depth == MAX_DEPTH {
            let first = &self.lines[range.start];
            self.found.report(SyntaxErrorKind::TooDeep, first.content..first.end);
            return;
        }
        self.depth += 1;
        self.members(range, entries);
        self.depth -= 1;
    }

    /// The column of the members of a mapping: that of the first one, if it is not alone with it.
    fn column_of_members(&self, range: &Range<usize>) -> usize {
        let first = self.lines[range.start].column();
        let mut others = (range.start + 1..range.end)
            .filter(|i| self.begins(*i, first, range.start, range.end))
            .map(|i| self.lines[i].column());
        match (others.next(), others.next()) {
            (Some(second), third) if second < first && third.is_none_or(|third| third == second) => second,
            _ => first,
        }
    }

    /// Whether the line `i` begins a member of a mapping at `column`, of which the line `start` began one before.
    fn begins(&self, i: usize, column: usize, start: usize, end: usize) -> bool {
        let line = &self.lines[i];
        if !line.is_content || line.column() > column {
            return false;
        }
        let content = &self.text[line.content..line.end];
        let is_answer = is_answer(content) && is_question(&self.text[self.lines[start].content..]);
        !is_item(content)
            && !content.starts_with(['}', ']'])
            && !is_answer
            && !self.lost_blanks(i, end)
            && !self.is_torn(i, column, start, end)
    }

    /// Whether the line `i` has a value of its own, and what follows is deeper all the same: it is the line that is not
    /// where it belongs.
    fn lost_blanks(&self, i: usize, end: usize) -> bool {
        let line = &self.lines[i];
        let Some(next) = self.lines[i + 1..end].iter().find(|line| line.is_content) else { return false };
        next.column() > line.column() && is_whole(self.text, line) && self.begins_member(next)
    }

    /// Whether the line `i`, which is left of the mapping at `column` or begins at the very left, is what is behind a line
    /// break that does not belong there: the line before is deeper, and so is what follows, but not in the way of what
    /// belongs to a key.
    fn is_torn(&self, i: usize, column: usize, start: usize, end: usize) -> bool {
        let line = &self.lines[i];
        if line.column() == column && column > 0 {
            return false;
        }
        let Some(before) = self.lines[start..i].iter().rfind(|line| line.is_content) else { return false };
        let Some(next) = self.lines[i + 1..end].iter().find(|line| line.is_content) else { return false };
        if before.column() <= line.column() || next.column() <= line.column() {
            return false;
        }
        let content = &self.text[line.content..line.end];
        match self.header(line) {
            Some(header) if header.colon.is_some() => header.rest.is_empty() && self.has_left(i, column, end),
            _ if is_question(content) || self.begins_named(line) => false,
            _ => {
                let text = &self.text[before.content..before.end];
                let dashes = text.len() - text.trim_start_matches(['-', ' ']).len();
                line.column() == 0 && before.column() + dashes >= next.column()
            }
        }
    }

    /// Whether the line `i` is a key without a value, and what follows is deeper and may belong to it.
    fn opens(&self, i: usize, column: usize, end: usize) -> bool {
        let line = &self.lines[i];
        let is_key = self.header(line).is_some_and(|header| header.colon.is_some() && header.rest.is_empty());
        let next = self.lines[i + 1..end].iter().find(|line| line.is_content);
        is_key && next.is_some_and(|next| next.column() > line.column()) && !self.has_left(i, column, end)
    }

    /// Whether something below the line `i`, in the member of a mapping at `column`, is deeper than the line, but less so
    /// than what is right below: that is no value of the line.
    fn has_left(&self, i: usize, column: usize, end: usize) -> bool {
        let outer = self.lines[i].column().max(column);
        let mut below = self.lines[i + 1..end].iter().filter(|line| line.is_content);
        let Some(next) = below.next() else { return false };
        let is_block = is_item(&self.text[next.content..next.end]) || self.begins_member(next);
        is_block && below.take_while(|below| below.column() > outer).any(|below| below.column() < next.column())
    }

    /// Whether the line `start` is a key, the value of which is a collection in block style that begins in the line `i`.
    fn holds_block(&self, start: usize, i: usize) -> bool {
        let line = &self.lines[start];
        self.header(line).is_some_and(|header| header.rest.is_empty()) && self.is_block(i, line.column())
    }

    /// Reads the member in some lines.
    pub(super) fn member(&mut self, range: Range<usize>, column: usize, entries: &mut Entries) {
        let line = self.lines[range.start].clone();
        self.check_indentation(&line, column);
        let header = self.header(&line);
        if let Some(header) = &header
            && let Some(colon) = header.colon
            && let Some(key) = plain::key(self.text, header.key.clone())
        {
            let body = self.skip(range.start + 1..range.end);
            let is_block = body.as_ref().is_some_and(|body| self.is_block(body.start, line.column()));
            match body {
                None if header.rest.is_empty() => {
                    entries.push((key, Some(Node::scalar(SyntaxKind::Null, colon + 1..colon + 1))));
                    return;
                }
                None => {
                    if let Some(value) = plain::scalar(self.text, header.rest.clone()) {
                        entries.push((key, Some(value)));
                        return;
                    }
                }
                Some(body) if is_block && header.rest.is_empty() => {
                    let value = self.region(body);
                    entries.push((key, value));
                    return;
                }
                Some(body) if is_block && is_anchor(&self.text[header.rest.clone()]) => {
                    self.found.mark(&self.text[header.rest.clone()], header.rest.clone());
                    let value = self.region(body).map(|value| Node { lead: header.rest.start, ..value });
                    entries.push((key, value));
                    return;
                }
                Some(_) => {}
            }
        }
        let failure = match self.compose(&range) {
            Ok(Some(Node { shape: Shape::Mapping(more), unknown: None, span, .. }))
                if more.first().is_some_and(|(key, _)| {
                    // Not what is in braces, and not what is below an anchor or a tag.
                    let is_flow = self.text[span.start..].starts_with('{') && key.lead != span.start;
                    !is_flow && (key.lead <= line.end || is_question(&self.text[line.content..line.end]))
                }) =>
            {
                entries.extend(more);
                return;
            }
            Ok(_) => Failure { at: line.content, kind: SyntaxErrorKind::ExpectedColon },
            Err(failure) => failure,
        };
        self.broken_member(range, header.as_ref(), &failure, entries);
    }

    fn sequence(&mut self, range: Range<usize>) -> Option<Node> {
        let first = self.lines[range.start].content;
        let column = self.lines[range.start].column();
        let mut items = Vec::new();
        let mut start = range.start;
        for i in range.start + 1..=range.end {
            let begins = match self.lines.get(i).filter(|_| i < range.end) {
                None => true,
                Some(line) => line.is_content && line.column() <= column && is_item(&self.text[line.content..line.end]),
            };
            if begins {
                self.item(start..i, column, &mut items);
                start = i;
            }
        }
        let last = items.last().map_or(first + 1, |item: &Node| item.span.end);
        let span = first..last.max(first + 1);
        Some(Node { lead: first, span, unknown: None, shape: Shape::Sequence(items) })
    }

    /// Reads the item in some lines.
    fn item(&mut self, range: Range<usize>, column: usize, items: &mut Vec<Node>) {
        let line = self.lines[range.start].clone();
        self.check_indentation(&line, column);
        let after = line.content + 1;
        let rest = self.text[after..line.end].trim_start_matches([' ', '\t']);
        let content = line.end - rest.len();
        let null = Node::scalar(SyntaxKind::Null, after..after);
        let body = self.skip(range.start + 1..range.end);
        let mut inner = line.clone();
        inner.begin_at(self.text, content);
        if !inner.is_content {
            match body {
                None => return items.push(null),
                Some(body) if self.is_block(body.start, line.column() + 1) => {
                    let item = self.region(body);
                    return items.push(item.unwrap_or(null));
                }
                Some(_) => {}
            }
        } else if !self.text[after..content].contains('\t') {
            if is_item(rest) || self.begins_member(&inner) {
                self.lines[range.start] = inner;
                let item = self.region(range);
                return items.push(item.unwrap_or(null));
            }
            let solid = content..content + super::lines::solid(&self.text[content..line.end]);
            if body.is_none()
                && let Some(item) = plain::scalar(self.text, solid)
            {
                return items.push(item);
            }
        }
        let failure = match self.compose(&range) {
            Ok(Some(Node { shape: Shape::Sequence(more), unknown: None, .. })) => return items.extend(more),
            Ok(_) => Failure { at: line.content, kind: SyntaxErrorKind::StrayCharacter },
            Err(failure) => failure,
        };
        self.lines[range.start] = inner;
        let item = self.broken_item(range, &failure);
        items.push(item.unwrap_or(null));
    }

    /// Reports blanks before a member or an item that should begin at `column`.
    fn check_indentation(&mut self, line: &Line, column: usize) {
        let before = &self.text[line.start..line.content];
        let blanks = before.len() - before.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = before[..blanks].find('\t') {
            let tabs = before[tab..blanks].len() - before[tab..blanks].trim_start_matches('\t').len();
            self.found.report(SyntaxErrorKind::TabIndentation, line.start + tab..line.start + tab + tabs);
        } else if line.column() != column {
            self.found.report(SyntaxErrorKind::BadIndentation, line.start..line.start + blanks);
        }
    }

    /// Whether the line `i` begins a collection in block style that is deeper than `column`, or a sequence as deep.
    fn is_block(&self, i: usize, column: usize) -> bool {
        let line = &self.lines[i];
        let is_item = is_item(&self.text[line.content..line.end]);
        is_item && line.column() >= column || line.column() > column && self.begins_member(line)
    }

    /// Whether `line` begins with a key that has its colon, or its question mark.
    pub(super) fn begins_member(&self, line: &Line) -> bool {
        is_question(&self.text[line.content..line.end]) || self.header(line).is_some_and(|h| h.colon.is_some())
    }

    /// Whether `line` begins with a key that has a name.
    fn begins_named(&self, line: &Line) -> bool {
        let content = &self.text[line.content..line.end];
        let Some(end) = content.find([' ', '\t']).filter(|end| is_anchor(&content[..*end])) else { return false };
        let key = line.content + content.len() - content[end..].trim_start_matches([' ', '\t']).len();
        header(self.text, key, line.end).is_some_and(|header| header.colon.is_some())
    }

    pub(super) fn header(&self, line: &Line) -> Option<Header> {
        header(self.text, line.content, line.end)
    }

    /// Composes some lines by themselves.
    pub(super) fn compose(&mut self, range: &Range<usize>) -> Result<Option<Node>, Failure> {
        let first = &self.lines[range.start];
        let end = self.end_of(range);
        let lead = &self.text[first.start..first.content];
        if lead.bytes().all(|byte| matches!(byte, b' ' | b'\t')) {
            return compose::piece(&self.text[first.start..end], first.start, &mut self.found);
        }
        // What is before the first node on its line has been read.
        let blanks = " ".repeat(lead.len());
        let text = blanks + &self.text[first.content..end];
        compose::piece(&text, first.start, &mut self.found)
    }

    /// Where some lines end, the last line break included: it is part of a block scalar.
    pub(super) fn end_of(&self, range: &Range<usize>) -> usize {
        self.lines.get(range.end).map_or(self.end, |next| next.start)
    }

    /// The end of the text of some lines.
    pub(super) fn solid_end(&self, range: &Range<usize>) -> usize {
        let last = self.lines[range.clone()].iter().rfind(|line| line.is_content);
        last.map_or(self.lines[range.start].end, |line| {
            line.content + self.text[line.content..line.end].trim_end_matches([' ', '\t']).len()
        })
    }

    /// The lines without those at the start that hold nothing.
    pub(super) fn skip(&self, range: Range<usize>) -> Option<Range<usize>> {
        let first = self.lines.get(range.clone())?.iter().position(|line| line.is_content)?;
        Some(range.start + first..range.end)
    }
}

/// Whether `text` is an anchor, and nothing else.
pub(super) fn is_anchor(text: &str) -> bool {
    let name = text.strip_prefix('&').unwrap_or("");
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}
