//! What is left of lines that are no YAML: the key, if they have one, and as much of the value as can be told.

use std::ops::Range;

use super::compose::{self, Failure, Node, Shape, character};
use super::flow;
use super::layout::{self, Entries, Layout};
use super::lines::{Header, quote_end};
use super::{error, plain, scalar};
use crate::{SyntaxErrorKind, SyntaxKind};

/// Some lines, and the number of the first one that is not read yet.
type Lines = Range<usize>;

impl Layout<'_> {
    /// The node in lines that begin with no key and no dash.
    pub(super) fn broken_region(&mut self, range: Lines, failure: &Failure) -> Option<Node> {
        if let Some((node, kind)) = self.without_tabs(&range, failure) {
            self.found.errors.push(kind);
            return Some(node);
        }
        let first = self.lines[range.start].clone();
        let content = &self.text[first.content..first.end];
        let has_keys = self.has_keys(&range);
        if has_keys || self.header(&first).is_some() && self.skip(range.start + 1..range.end).is_some() {
            return self.mapping(range);
        }
        let rest = first.content..first.content + super::lines::solid(content);
        let before = self.found.errors.len();
        let (node, rest) = self.value(rest, range.start + 1..range.end, failure);
        if let Some(rest) = self.skip(rest) {
            let line = &self.lines[rest.start];
            self.found.report(SyntaxErrorKind::ExtraContent, line.content..self.solid_end(&rest));
        }
        if self.found.errors.len() == before {
            self.fail(failure, &range);
        }
        node
    }

    /// Whether another line than the first one, and no deeper than that, begins with a key.
    fn has_keys(&self, range: &Lines) -> bool {
        let column = self.lines[range.start].column();
        let mut lines = self.lines[range.start + 1..range.end].iter();
        lines.any(|line| line.is_content && line.column() <= column && self.begins_member(line))
    }

    /// Reads a member that could not be composed.
    pub(super) fn broken_member(
        &mut self,
        range: Lines,
        header: Option<&Header>,
        failure: &Failure,
        entries: &mut Entries,
    ) {
        if let Some((Node { shape: Shape::Mapping(more), .. }, tabs)) = self.without_tabs(&range, failure) {
            // Tabs before the first line are told of already.
            if tabs.span.start as usize >= self.lines[range.start].end {
                self.found.errors.push(tabs);
            }
            entries.extend(more);
            return;
        }
        let body = range.start + 1..range.end;
        let Some(header) = header else {
            self.fail(failure, &range);
            return self.leftover(body, entries);
        };
        if header.colon.is_none() {
            return self.without_colon(header, &range, failure, entries);
        }
        if let Some(cut) = self.cut_block(&range, header)
            && let Ok(Some(Node { shape: Shape::Mapping(more), .. })) = self.compose(&(range.start..cut))
        {
            entries.extend(more);
            return self.leftover(cut..range.end, entries);
        }
        let before = self.found.errors.len();
        let (value, rest) = self.value(header.rest.clone(), body, failure);
        entries.push((self.key(header.key.clone()), value));
        self.leftover(rest, entries);
        if self.found.errors.len() == before {
            self.fail(failure, &range);
        }
    }

    /// Reads an item that could not be composed. Its dash is no part of the first line any more.
    pub(super) fn broken_item(&mut self, range: Lines, failure: &Failure) -> Option<Node> {
        if let Some((node, tabs)) = self.without_tabs(&range, failure) {
            if tabs.span.start as usize >= self.lines[range.start].end {
                self.found.errors.push(tabs);
            }
            return Some(node);
        }
        let first = &self.lines[range.start];
        let rest = first.content..first.content + super::lines::solid(&self.text[first.content..first.end]);
        let before = self.found.errors.len();
        let body = range.start + 1..range.end;
        let (node, rest) = match rest.is_empty() {
            true => (self.region(body), range.end..range.end),
            false => self.value(rest, body, failure),
        };
        if let Some(rest) = self.skip(rest) {
            let at = self.lines[rest.start].content;
            self.found.report(SyntaxErrorKind::ExpectedDash, at..at);
        }
        if self.found.errors.len() == before {
            self.fail(failure, &range);
        }
        node
    }

    /// A line that lacks its colon, and the lines that are deeper than it.
    fn without_colon(&mut self, header: &Header, range: &Lines, failure: &Failure, entries: &mut Entries) {
        let body = range.start + 1..range.end;
        let text = &self.text[header.key.clone()];
        if header.is_open {
            self.found.report(SyntaxErrorKind::UnclosedString, header.key.clone());
            // The quote may be open before the colon only.
            let colon = text.find(": ").or_else(|| text.strip_suffix(':').map(str::len));
            let end = colon.map_or(header.key.end, |colon| header.key.start + colon);
            let key = Node::scalar(SyntaxKind::UnclosedString, header.key.start..end);
            let (value, rest) = match colon {
                None => (self.region(body.clone()), body.end..body.end),
                Some(_) => {
                    let rest = self.blanks(end + 1..header.key.end);
                    self.value(rest, body, failure)
                }
            };
            entries.push((key, value));
            return self.leftover(rest, entries);
        }
        let has_body = self.skip(body.clone()).is_some();
        if !has_body
            && !text.starts_with(['"', '\''])
            && let Some(end) = text.find([':', ' '])
        {
            // `Next:Done` lacks the blank behind the colon, `Next Done` the colon.
            let has_colon = text[end..].starts_with(':');
            let key = header.key.start..header.key.start + end;
            let rest = self.blanks(key.end + usize::from(has_colon)..header.key.end);
            match has_colon {
                true => self.found.report(SyntaxErrorKind::MissingSpace, key.end..key.end + 1),
                false => self.found.report(SyntaxErrorKind::ExpectedColon, key.end..key.end),
            }
            let (value, _) = self.value(rest, body, failure);
            entries.push((self.key(key), value));
            return;
        }
        self.found.report(SyntaxErrorKind::ExpectedColon, header.key.end..header.key.end);
        let value = self.region(body);
        entries.push((self.key(header.key.clone()), value));
    }

    /// Reads lines that are deeper than the value before them allows.
    fn leftover(&mut self, range: Lines, entries: &mut Entries) {
        let Some(range) = self.skip(range) else { return };
        let line = self.lines[range.start].clone();
        let before = &self.text[line.start..line.content];
        let kind =
            if before.contains('\t') { SyntaxErrorKind::TabIndentation } else { SyntaxErrorKind::BadIndentation };
        self.found.report(kind, line.start..line.content);
        let first = range.clone().find(|i| self.lines[*i].is_content && self.begins_member(&self.lines[*i]));
        let first = first.unwrap_or(range.start);
        self.members_below(first..range.end, entries);
    }

    /// The value that begins at `rest`, with what can be said about it.
    fn value(&mut self, rest: Range<usize>, body: Lines, failure: &Failure) -> (Option<Node>, Lines) {
        // The name of what is broken is still one that others may mean.
        let (lead, mut inner) = (rest.start, rest);
        while let Some(length) = self.text[inner.clone()].find([' ', '\t'])
            && layout::is_anchor(&self.text[inner.start..inner.start + length])
        {
            let end = inner.start + length;
            self.found.mark(&self.text[inner.start..end], inner.start..end);
            inner = self.blanks(end..inner.end);
        }
        let (mut value, rest) = self.unnamed(inner, body, failure);
        if let Some(node) = &mut value {
            node.lead = node.lead.min(lead);
        }
        (value, rest)
    }

    /// The value that begins at `rest`, behind its anchors.
    fn unnamed(&mut self, rest: Range<usize>, body: Lines, failure: &Failure) -> (Option<Node>, Lines) {
        let text = &self.text[rest.clone()];
        let none = body.end..body.end;
        let start = rest.start;
        let Some(first) = text.chars().next() else {
            let null = Node::scalar(SyntaxKind::Null, rest.start..rest.start);
            return (Some(self.region(body).unwrap_or(null)), none);
        };
        match first {
            '{' | '[' => {
                let limit = self.solid_end(&(body.start - 1..body.end));
                let (node, end) = flow::parse(self.text, rest.start..limit, &mut self.found);
                let line = (body.start - 1..body.end).rfind(|i| self.lines[*i].start < end).unwrap_or(body.start);
                let line_end = self.lines[line].end.min(limit).max(end);
                let stray = self.blanks(end..line_end);
                let stray = stray.start..stray.start + super::lines::solid(&self.text[stray.clone()]);
                if !stray.is_empty() {
                    self.found.report(SyntaxErrorKind::StrayCharacter, stray);
                }
                (Some(node), line + 1..body.end)
            }
            '"' | '\'' => self.quoted(rest, body, failure),
            '|' | '>' => {
                self.fail(failure, &(body.start - 1..body.end));
                let end = self.solid_end(&(body.start - 1..body.end)).max(rest.end);
                (Some(Node::scalar(SyntaxKind::Hole, rest.start..end)), none)
            }
            '!' | '&' if !text.contains([' ', '\t']) && self.skip(body.clone()).is_some() => {
                if layout::is_anchor(text) {
                    self.found.mark(text, rest);
                }
                let mut value = self.region(body);
                if let Some(node) = &mut value {
                    node.lead = start;
                    node.unknown = if first == '!' { Some(start) } else { node.unknown };
                }
                (value, none)
            }
            _ => (Some(self.bare(rest)), body),
        }
    }

    /// A value without quotes, on one line.
    fn bare(&mut self, rest: Range<usize>) -> Node {
        let text = &self.text[rest.clone()];
        if let Some(colon) = text.find(": ").or_else(|| text.strip_suffix(':').map(str::len))
            && text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '/' | '('))
        {
            let colon = rest.start + colon;
            self.found.report(SyntaxErrorKind::StrayColon, colon..colon + 1);
            return Node::scalar(SyntaxKind::YamlPlain, rest);
        }
        if let Some(node) = plain::scalar(self.text, rest.clone()) {
            return node;
        }
        match compose::piece(text, rest.start, &mut self.found) {
            Ok(node) => node.unwrap_or_else(|| Node::scalar(SyntaxKind::Null, rest.start..rest.start)),
            Err(failure) => {
                let at = failure.at.min(rest.end);
                self.found.errors.push(error(failure.kind, character(self.text, at)));
                Node::scalar(SyntaxKind::Word, rest)
            }
        }
    }

    /// A value that begins with a quote.
    fn quoted(&mut self, rest: Range<usize>, body: Lines, failure: &Failure) -> (Option<Node>, Lines) {
        let text = &self.text[rest.clone()];
        let kind = if text.starts_with('"') { SyntaxKind::YamlDouble } else { SyntaxKind::YamlSingle };
        if let Some(close) = quote_end(text) {
            let end = rest.start + close;
            let stray = self.blanks(end..rest.end);
            if stray.is_empty() {
                let value = compose::piece(text, rest.start, &mut self.found);
                let escape = scalar::bad_escape(text).filter(|_| kind == SyntaxKind::YamlDouble);
                if let (Err(_), Some(escape)) = (&value, escape) {
                    let escape = rest.start + escape.start..rest.start + escape.end;
                    self.found.report(SyntaxErrorKind::BadEscape, escape);
                } else if let Err(failure) = value {
                    let at = failure.at.min(rest.end);
                    self.found.errors.push(error(failure.kind, character(self.text, at)));
                }
            } else {
                // What follows the quote is on the side of the string that the quote was not meant to end.
                let kind = match self.text[stray.clone()].contains(['"', '\'']) || stray.start == end {
                    true => SyntaxErrorKind::UnescapedQuote,
                    false => SyntaxErrorKind::StrayCharacter,
                };
                let place = if kind == SyntaxErrorKind::UnescapedQuote { end - 1..end } else { stray };
                self.found.report(kind, place);
            }
            return (Some(Node::scalar(kind, rest.start..end)), body);
        }
        let lines = body.start - 1..body.end;
        let all = &self.text[rest.start..self.solid_end(&lines)];
        if let Some(close) = quote_end(all) {
            let end = rest.start + close;
            let line = lines.clone().rfind(|i| self.lines[*i].start < end).unwrap_or(lines.start);
            let stray = self.blanks(end..self.lines[line].end);
            if super::lines::solid(&self.text[stray]) == 0 {
                self.fail(failure, &lines);
                return (Some(Node::scalar(kind, rest.start..end)), line + 1..body.end);
            }
        }
        // The lines up to the next key are part of it.
        let next = body.clone().find(|i| self.lines[*i].is_content && self.begins_member(&self.lines[*i]));
        let next = next.unwrap_or(body.end);
        let end = self.solid_end(&(body.start - 1..next)).max(rest.end);
        self.found.report(SyntaxErrorKind::UnclosedString, rest.clone());
        (Some(Node::scalar(SyntaxKind::UnclosedString, rest.start..end)), next..body.end)
    }

    /// The first line of a member with a block scalar that is too far left to be part of it.
    fn cut_block(&self, range: &Lines, header: &Header) -> Option<usize> {
        if !self.text[header.rest.clone()].starts_with(['|', '>']) {
            return None;
        }
        let body = self.skip(range.start + 1..range.end)?;
        let column = self.lines[body.start].column();
        body.clone().find(|i| self.lines[*i].is_content && self.lines[*i].column() < column)
    }

    /// The node in some lines if tabs before them are all that is wrong, and the error that says so.
    fn without_tabs(&mut self, range: &Lines, failure: &Failure) -> Option<(Node, crate::SyntaxError)> {
        let (start, end) = (self.lines[range.start].start, self.end_of(range));
        let mut text = self.text[start..end].to_owned();
        text.replace_range(
            ..self.lines[range.start].content - start,
            &" ".repeat(self.lines[range.start].content - start),
        );
        let mut tabs: Option<Range<usize>> = None;
        for line in &self.lines[range.clone()] {
            let blanks = &self.text[line.start..line.end];
            let blanks = &blanks[..blanks.len() - blanks.trim_start_matches([' ', '\t']).len()];
            let Some(tab) = blanks.find('\t') else { continue };
            let length = blanks[tab..].len() - blanks[tab..].trim_start_matches('\t').len();
            let is_failing = (line.start..=line.end).contains(&failure.at);
            if tabs.is_none() || is_failing {
                tabs = Some(line.start + tab..line.start + tab + length);
            }
            text.replace_range(line.start - start..line.start - start + blanks.len(), &" ".repeat(blanks.len()));
        }
        let tabs = tabs?;
        let node = compose::piece(&text, start, &mut self.found).ok()??;
        let span = crate::Span::new(tabs.start as u32, tabs.end as u32);
        Some((node, error(SyntaxErrorKind::TabIndentation, span)))
    }

    fn key(&self, range: Range<usize>) -> Node {
        let kind = match self.text.as_bytes().get(range.start) {
            Some(b'"') => SyntaxKind::YamlDouble,
            Some(b'\'') => SyntaxKind::YamlSingle,
            _ => SyntaxKind::YamlPlain,
        };
        Node::scalar(kind, range)
    }

    /// `range` without the blanks at its start.
    fn blanks(&self, range: Range<usize>) -> Range<usize> {
        let text = &self.text[range.clone()];
        range.end - text.trim_start_matches([' ', '\t']).len()..range.end
    }

    /// Reports what the parser says about some lines.
    fn fail(&mut self, failure: &Failure, range: &Lines) {
        let mut at = failure.at.min(self.solid_end(range));
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        self.found.errors.push(error(failure.kind, character(self.text, at)));
    }
}
