//! Flow collections with something wrong in them: `{Type: Pass, End` and the like.

use std::ops::Range;

use super::compose::{Found, Node, Shape};
use super::gap;
use super::lines::quote_end;
use super::scalar::resolve;
use crate::{Span, SyntaxErrorKind, SyntaxKind};

/// How deep collections are read.
const MAX_DEPTH: usize = 200;

/// What separates, and means nothing.
const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// The collection that `range` of `text` begins with, and where it ends.
pub(super) fn parse(text: &str, range: Range<usize>, found: &mut Found) -> (Node, usize) {
    let mut flow = Flow { text, at: range.start, limit: range.end, found, open: Vec::new(), lead: None, line: 0 };
    while flow.at < flow.limit {
        if let Some(node) = flow.step() {
            return (node, flow.at);
        }
    }
    flow.finish(range.start)
}

/// A collection that is being read.
struct Open {
    node: Node,
    opener: Range<usize>,
    /// The key that waits for its value, and where its colon ends.
    key: Option<(Node, Option<usize>)>,
    /// Whether the last item is a pair of its own: `[a: b]`.
    pair: bool,
    /// Whether an entry is complete, and a comma has to come.
    is_complete: bool,
}

struct Flow<'t, 'f> {
    text: &'t str,
    at: usize,
    limit: usize,
    found: &'f mut Found,
    open: Vec<Open>,
    /// Where the anchor or tag begins that is before the next node, and whether a tag is.
    lead: Option<(usize, bool)>,
    /// Where the line ends that was looked at last.
    line: usize,
}

impl Flow<'_, '_> {
    /// Reads on. Gives the outermost collection when it is closed.
    fn step(&mut self) -> Option<Node> {
        let start = self.at;
        if !self.text[start..].starts_with(|c| " \t\r\n\u{feff}#{}[],:&!".contains(c)) {
            self.scalar();
            return None;
        }
        let (kind, end) = gap::token(self.text, start, self.limit);
        match kind {
            SyntaxKind::Whitespace | SyntaxKind::Comment | SyntaxKind::Directive => self.at = end,
            SyntaxKind::Anchor | SyntaxKind::Tag => {
                let is_tag = kind == SyntaxKind::Tag;
                if !is_tag {
                    self.found.mark(&self.text[start..end], start..end);
                }
                let before = self.lead.unwrap_or((start, false));
                self.lead = Some((before.0, before.1 || is_tag));
                self.at = end;
            }
            SyntaxKind::LBrace | SyntaxKind::LBracket => return self.opener(start, kind),
            SyntaxKind::RBrace | SyntaxKind::RBracket => {
                self.at = end;
                return self.closer(start..end, kind);
            }
            SyntaxKind::Comma => {
                self.at = end;
                self.comma(start..end);
            }
            SyntaxKind::Colon if self.is_colon(start) => {
                self.at = end;
                self.colon(start..end);
            }
            _ => self.scalar(),
        }
        None
    }

    fn opener(&mut self, start: usize, kind: SyntaxKind) -> Option<Node> {
        if self.open.len() == MAX_DEPTH {
            self.found.report(SyntaxErrorKind::TooDeep, start..start + 1);
            self.at = self.limit;
            self.add(Node::scalar(SyntaxKind::Hole, start..self.limit));
            return None;
        }
        if !self.open.is_empty() {
            self.separate(start);
        }
        let shape = match kind {
            SyntaxKind::LBrace => Shape::Mapping(Vec::new()),
            _ => Shape::Sequence(Vec::new()),
        };
        let lead = self.lead.take();
        let unknown = lead.filter(|(_, is_tag)| *is_tag).map(|(at, _)| at);
        let node = Node { lead: lead.map_or(start, |(at, _)| at), span: start..start + 1, unknown, shape };
        self.open.push(Open { node, opener: start..start + 1, key: None, pair: false, is_complete: false });
        self.at = start + 1;
        None
    }

    fn closer(&mut self, range: Range<usize>, kind: SyntaxKind) -> Option<Node> {
        let fits = |open: &Open| matches!(open.node.shape, Shape::Mapping(_)) == (kind == SyntaxKind::RBrace);
        let Some(index) = self.open.iter().rposition(fits) else {
            let related = self.open.last().map(|open| open.opener.clone());
            self.found.report(SyntaxErrorKind::MismatchedCloser, range.clone());
            self.relate(related);
            // At the very end it can only be meant for what is open.
            let is_last = self.open.len() == 1 && self.text[range.end..self.limit].trim_matches(BLANKS).is_empty();
            return if is_last { self.close(range.end) } else { None };
        };
        while self.open.len() > index + 1 {
            self.unclosed(range.start);
        }
        self.close(range.end)
    }

    /// Ends the innermost collection where it lacks its closer, before `at`.
    fn unclosed(&mut self, at: usize) {
        let Some(open) = self.open.last() else { return };
        let opener = open.opener.clone();
        let kind = match open.node.shape {
            Shape::Mapping(_) => SyntaxErrorKind::UnclosedObject,
            _ => SyntaxErrorKind::UnclosedArray,
        };
        let end = self.text[..at].trim_end_matches(BLANKS).len().max(opener.end);
        self.found.report(kind, opener.clone());
        self.relate(Some(opener));
        self.close(end);
    }

    fn relate(&mut self, opener: Option<Range<usize>>) {
        if let (Some(error), Some(opener)) = (self.found.errors.last_mut(), opener) {
            error.related = Some(Span::new(opener.start as u32, opener.end as u32));
        }
    }

    /// Ends the innermost collection at `end`.
    fn close(&mut self, end: usize) -> Option<Node> {
        self.end_entry();
        self.lead = None;
        let mut open = self.open.pop()?;
        open.node.span.end = end;
        match self.open.is_empty() {
            true => Some(open.node),
            false => {
                self.add(open.node);
                None
            }
        }
    }

    fn comma(&mut self, range: Range<usize>) {
        let Some(open) = self.open.last() else { return };
        if !open.is_complete && open.key.is_none() {
            self.found.report(SyntaxErrorKind::ExtraComma, range);
        }
        self.end_entry();
    }

    /// The key that waits is all of its entry.
    fn end_entry(&mut self) {
        let Some(open) = self.open.last_mut() else { return };
        if let Some((key, colon)) = open.key.take() {
            let at = colon.unwrap_or(key.span.end);
            put(open, key, Node::scalar(SyntaxKind::Null, at..at));
        }
        open.is_complete = false;
        open.pair = false;
    }

    /// Whether the colon at `at` is before a value.
    fn is_colon(&self, at: usize) -> bool {
        let next = self.text[at + 1..self.limit].chars().next();
        let after_quote = self.text[..at].ends_with(['"', '\'']);
        after_quote || next.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}'))
    }

    fn colon(&mut self, range: Range<usize>) {
        let Some(open) = self.open.last_mut() else { return };
        if let Some((_, colon)) = &mut open.key {
            match colon {
                None => *colon = Some(range.end),
                Some(_) => self.found.report(SyntaxErrorKind::StrayColon, range),
            }
            return;
        }
        match &mut open.node.shape {
            Shape::Sequence(items) if open.is_complete && !open.pair => {
                if let Some(key) = items.pop() {
                    open.key = Some((key, Some(range.end)));
                    open.pair = true;
                    open.is_complete = false;
                }
            }
            _ if open.is_complete => {
                // That explains what follows, too.
                open.is_complete = false;
                self.found.report(SyntaxErrorKind::StrayColon, range);
            }
            _ => {
                self.found.report(SyntaxErrorKind::ExpectedKey, range.start..range.start);
                open.key = Some((Node::scalar(SyntaxKind::Null, range.start..range.start), Some(range.end)));
            }
        }
    }

    /// Reports the comma that is missing before what begins at `start`, if something is complete before it.
    fn separate(&mut self, start: usize) {
        let Some(open) = self.open.last() else { return };
        let waits_for_colon = matches!(open.key, Some((_, None)));
        if !open.is_complete && !waits_for_colon {
            return;
        }
        let end = self.text[..start].trim_end_matches(BLANKS).len();
        self.found.report(SyntaxErrorKind::MissingComma, end..end);
        self.end_entry();
    }

    fn scalar(&mut self) {
        let start = self.at;
        self.separate(start);
        let rest = &self.text[start..self.limit];
        if self.line < start {
            self.line = rest.find(['\n', '\r']).map_or(self.limit, |at| start + at);
        }
        let line = self.line - start;
        let (kind, length) = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let kind = if quote == '"' { SyntaxKind::YamlDouble } else { SyntaxKind::YamlSingle };
                let is_followed = |close: usize| {
                    let after = rest[close..].trim_start_matches(BLANKS);
                    after.is_empty() || after.starts_with([',', ']', '}', ':', '#'])
                };
                match quote_end(&rest[..line]).or_else(|| quote_end(rest).filter(|close| is_followed(*close))) {
                    Some(close) => (kind, close),
                    None => {
                        let length = self.open_quote(&rest[..line]);
                        self.found.report(SyntaxErrorKind::UnclosedString, start..start + length);
                        (SyntaxKind::UnclosedString, length)
                    }
                }
            }
            Some('*') => {
                let length = rest.find(|c: char| c.is_whitespace() || ",[]{}".contains(c)).unwrap_or(rest.len());
                self.found.mark(&rest[..length], start..start + length);
                (SyntaxKind::Hole, length)
            }
            _ if placeholder(&rest[..line]).is_some() => {
                let length = placeholder(&rest[..line]).unwrap_or(line);
                self.found.report(SyntaxErrorKind::UnquotedHole, start..start + length);
                (SyntaxKind::Hole, length)
            }
            first => {
                let length = plain_end(&rest[..line]).max(first.map_or(1, char::len_utf8));
                let written = &rest[..length];
                if written.starts_with(['@', '`', '%', '|', '>', '?']) {
                    self.found.report(SyntaxErrorKind::StrayCharacter, start..start + 1);
                }
                (resolve(written), length)
            }
        };
        self.at = start + length;
        let mut node = Node::scalar(kind, start..start + length);
        if let Some((lead, is_tag)) = self.lead.take() {
            node.lead = lead;
            node.unknown = Some(lead).filter(|_| is_tag);
        }
        self.add(node);
    }

    /// The length of a string with an open quote: up to what ends an entry behind it, if that ends the line.
    fn open_quote(&self, line: &str) -> usize {
        let solid = line.trim_end_matches(BLANKS);
        solid.trim_end_matches([',', ']', '}']).len().max(1)
    }

    /// Takes a node that is complete to where it belongs.
    fn add(&mut self, node: Node) {
        let Some(open) = self.open.last_mut() else { return };
        match (open.key.take(), &mut open.node.shape) {
            (Some((key, _)), _) => {
                put(open, key, node);
                open.is_complete = true;
            }
            (None, Shape::Sequence(items)) => {
                items.push(node);
                open.is_complete = true;
            }
            (None, _) => open.key = Some((node, None)),
        }
    }

    /// Closes all that is open at the end.
    fn finish(mut self, start: usize) -> (Node, usize) {
        let limit = self.limit;
        while self.open.len() > 1 {
            self.unclosed(limit);
        }
        let Some(open) = self.open.last() else {
            return (Node::scalar(SyntaxKind::Hole, start..limit), limit);
        };
        let opener = open.opener.clone();
        let kind = match open.node.shape {
            Shape::Mapping(_) => SyntaxErrorKind::UnclosedObject,
            _ => SyntaxErrorKind::UnclosedArray,
        };
        self.found.report(kind, opener.clone());
        self.relate(Some(opener));
        let node = self.close(limit).unwrap_or_else(|| Node::scalar(SyntaxKind::Hole, start..limit));
        (node, limit)
    }
}

/// Adds an entry to a collection: a member, or an item that is a pair.
fn put(open: &mut Open, key: Node, value: Node) {
    match &mut open.node.shape {
        Shape::Mapping(entries) => entries.push((key, Some(value))),
        Shape::Sequence(items) => {
            let span = key.lead..value.span.end.max(key.span.end);
            let shape = Shape::Mapping(vec![(key, Some(value))]);
            items.push(Node { lead: span.start, span, unknown: None, shape });
        }
        Shape::Scalar(_) => {}
    }
}

/// The length of the placeholder that `line` begins with. None is as long as a hundred characters.
fn placeholder(line: &str) -> Option<usize> {
    let name = line.strip_prefix("${")?;
    let end = name.char_indices().take(100).find(|(_, c)| *c == '}')?.0;
    Some(end + 3)
}

/// The length of the plain scalar that `line` begins with.
fn plain_end(line: &str) -> usize {
    let mut end = line.len();
    for (at, c) in line.char_indices() {
        let after = || line[at + c.len_utf8()..].chars().next();
        let stops = match c {
            ',' | '[' | ']' | '{' | '}' => true,
            ':' => after().is_none_or(|c| c.is_whitespace() || ",[]{}".contains(c)),
            '#' => line[..at].ends_with([' ', '\t']),
            _ => false,
        };
        if stops {
            end = at;
            break;
        }
    }
    line[..end].trim_end_matches([' ', '\t']).len()
}
