//! Parsing again after an edit, where that takes only a member of a block mapping.
//!
//! The layout tells where a member begins and ends, and what is in it is read from its own lines. So if the edit leaves
//! the first line of the member and that of the next one as beginnings of members at the same column, and nothing in
//! between is further left, the tree is the old one with that member read again, whatever is wrong with it or elsewhere.

use std::ops::Range;

use rowan::{GreenNode, GreenNodeData, NodeOrToken};

use super::layout::{self, MAX_DEPTH};
use super::lines::{self, Line};
use super::{build, marks, plain, reuse};
use crate::error::Seen;
use crate::tree::{Tree, text_len};
use crate::value::{Element, children};
use crate::yaml::Mark;
use crate::{Span, SyntaxError, SyntaxErrorKind, SyntaxKind, Text};

impl<'t> Unit<'t> {
    /// What was read before.
    fn old(&self) -> impl Iterator<Item = Element<'t>> {
        let mapping = &self.path[self.path.len() - 1];
        mapping.node.children().skip(self.index.start).take(self.index.len())
    }
}

/// How long a text is for which it matters how much of it is read.
const LONG: u32 = 0x10000;

/// What an edit did.
struct Edit<'t> {
    text: &'t Text,
    removed: Span,
    inserted: u32,
}

impl Edit<'_> {
    /// Where what was at `at`, behind the edit, is now.
    fn moved(&self, at: u32) -> u32 {
        at - self.removed.len() + self.inserted
    }

    /// Where what is at `at` now, behind the edit, was before.
    fn before(&self, at: u32) -> u32 {
        at - self.inserted + self.removed.len()
    }
}

/// A node on the way to the edit.
struct Step<'t> {
    node: &'t GreenNodeData,
    start: u32,
    /// Which child of it the next step is.
    index: usize,
}

impl<'t> Step<'t> {
    fn kind(&self) -> SyntaxKind {
        SyntaxKind::of(self.node.kind())
    }

    fn children(&self) -> Vec<(Element<'t>, u32)> {
        children(self.node, self.start).collect()
    }
}

/// Members of a mapping that are read again.
struct Unit<'t> {
    /// The way from the root to the mapping.
    path: &'t [Step<'t>],
    /// Which children of the mapping they are.
    index: Range<usize>,
    /// Where the first key of them stands, before and after the edit.
    key: u32,
    /// Where they end before the edit: where the line of what follows begins, or the text ends.
    end: u32,
    /// Which step of the path holds what is between them and what follows; its children up to the next step stay.
    owner: usize,
    /// Where the owner's part of that ends.
    owner_end: u32,
}

/// The tree after `removed` was replaced by `inserted` bytes in the text, which is now `text`, and the stretch that was
/// parsed. `None` if all has to be parsed again.
pub(super) fn part(tree: &Tree, text: &Text, removed: Span, inserted: u32) -> Option<(Tree, Span)> {
    let edit = Edit { text, removed, inserted };
    let path = path(tree, removed)?;
    let mappings: Vec<usize> = (0..path.len()).filter(|step| path[*step].kind() == SyntaxKind::BlockMapping).collect();
    mappings.into_iter().rev().find_map(|step| {
        if is_moved(tree, path[step].start) {
            return None;
        }
        let unit = unit(tree, &path[..=step], &edit)?;
        read(tree, &unit, &edit)
    })
}

/// The way to the innermost mapping around the edit, all of which layout alone divides.
fn path(tree: &Tree, removed: Span) -> Option<Vec<Step<'_>>> {
    let root = tree.green();
    let is_special = |child: &Element<'_>| SyntaxKind::of(child.kind()) == SyntaxKind::Directive;
    if root.children().any(|child| is_special(&child)) {
        return None;
    }
    let mut path = vec![Step { node: root, start: 0, index: 0 }];
    while path.len() < MAX_DEPTH {
        let last = path.last_mut()?;
        let all = children(last.node, last.start).enumerate();
        let before = all.take_while(|(_, (_, at))| *at <= removed.start);
        let inside = match last.kind() {
            // The edit may be behind the end of the mapping that the document is.
            SyntaxKind::Root => before.filter(|(_, (child, _))| child.as_node().is_some()).last(),
            _ => before.last(),
        };
        let Some((index, (NodeOrToken::Node(child), at))) = inside else { break };
        let fits = matches!(
            (last.kind(), SyntaxKind::of(child.kind())),
            (SyntaxKind::Root | SyntaxKind::Member, SyntaxKind::BlockMapping)
                | (SyntaxKind::BlockMapping, SyntaxKind::Member)
        );
        if !fits {
            break;
        }
        last.index = index;
        path.push(Step { node: child, start: at, index: 0 });
    }
    // Members whose value is no mapping, or one behind an anchor or a tag, end the way.
    Some(path)
}

/// The members of the mapping at the end of `path` that are to be read again.
fn unit<'t>(tree: &Tree, path: &'t [Step<'t>], edit: &Edit<'_>) -> Option<Unit<'t>> {
    let mapping = path.last()?;
    let entries = mapping.children();
    let column = column(edit, mapping.start)?;
    if !path[..path.len() - 1].iter().all(|step| is_divided(tree, step, edit)) {
        return None;
    }
    let is_start = |i: usize, at: u32| {
        SyntaxKind::of(entries[i].0.kind()) == SyntaxKind::Member && self::column(edit, at) == Some(column)
    };
    let first =
        (0..entries.len()).rev().find(|i| entries[*i].1 <= edit.removed.start && is_start(*i, entries[*i].1))?;
    let next = (first + 1..entries.len())
        .find(|i| entries[*i].1 > edit.removed.end && is_start(*i, edit.moved(entries[*i].1)));
    let key = entries[first].1;
    if let Some(next) = next {
        let at = entries[next].1;
        return Some(Unit { path, index: first..next, key, end: at, owner: path.len() - 1, owner_end: at });
    }
    // What follows the mapping belongs to the nearest member around it that another one follows, or to the root.
    let owner = (0..path.len() - 1).rev().find(|step| {
        let around = &path[*step];
        match around.kind() {
            SyntaxKind::Root => true,
            SyntaxKind::Member => around.index + 1 < around.node.children().count(),
            _ => false,
        }
    })?;
    let around = &path[owner];
    let owner_end = around.start + u32::from(around.node.text_len());
    if around.kind() == SyntaxKind::Root {
        let is_rest = |(child, _): &(Element<'_>, u32)| {
            let kind = SyntaxKind::of(child.kind());
            !matches!(kind, SyntaxKind::Marker | SyntaxKind::Directive)
        };
        let rest = around.children();
        let is_last = rest[around.index + 1..].iter().all(is_rest);
        return is_last.then_some(Unit { path, index: first..entries.len(), key, end: owner_end, owner, owner_end });
    }
    // Behind the member is the next one, on a line of its own.
    let outer = path[..owner].last()?;
    let next = outer.children().get(outer.index + 1).copied()?;
    let is_member = SyntaxKind::of(next.0.kind()) == SyntaxKind::Member && next.1 == owner_end;
    let own = self::column(edit, outer.start);
    let stands = owner_end > edit.removed.end && own.is_some() && self::column(edit, edit.moved(owner_end)) == own;
    (is_member && stands).then_some(Unit { path, index: first..entries.len(), key, end: owner_end, owner, owner_end })
}

/// Whether the first member of the mapping that starts at `at` is not where the others are.
fn is_moved(tree: &Tree, at: u32) -> bool {
    tree.errors().iter().any(|error| error.kind == SyntaxErrorKind::BadIndentation && error.span.end == at)
}

/// The column of what stands at `at` of the new text, if only spaces are before it on its line.
fn column(edit: &Edit<'_>, at: u32) -> Option<u32> {
    let line = edit.text.line_span(edit.text.line_of(at)).start;
    let is_blank = edit.text.slice(Span::new(line, at)).bytes().all(|byte| byte == b' ');
    is_blank.then_some(at - line)
}

/// Whether `step` is read by its layout alone: the mapping in it is all that its key has, and begins on a line of its own.
fn is_divided(tree: &Tree, step: &Step<'_>, edit: &Edit<'_>) -> bool {
    if step.start > edit.removed.start {
        return false;
    }
    match step.kind() {
        SyntaxKind::Member => {
            let Some(own) = column(edit, step.start) else { return false };
            let mut before = children(step.node, step.start).take(step.index);
            let Some((NodeOrToken::Node(key), _)) = before.next() else { return false };
            let key_text = key.to_string();
            let is_key = plain::key(&key_text, 0..key_text.len()).is_some();
            let is_bare = before.all(|(child, _)| match child {
                NodeOrToken::Token(token) if SyntaxKind::of(token.kind()) == SyntaxKind::Anchor => {
                    layout::is_anchor(token.text())
                }
                _ => {
                    let kind = SyntaxKind::of(child.kind());
                    matches!(kind, SyntaxKind::Colon | SyntaxKind::Whitespace | SyntaxKind::Comment)
                }
            });
            let value = children(step.node, step.start).nth(step.index);
            let is_deeper = value.is_some_and(|(_, at)| column(edit, at).is_some_and(|column| column > own));
            is_key && is_bare && is_deeper
        }
        SyntaxKind::BlockMapping => {
            let member = children(step.node, step.start).nth(step.index);
            let own = column(edit, step.start);
            let is_aligned = own.is_some() && member.is_some_and(|(_, at)| column(edit, at) == own);
            is_aligned && !is_moved(tree, step.start)
        }
        SyntaxKind::Root => true,
        _ => false,
    }
}

/// The tree with the members of `unit` read again.
fn read(tree: &Tree, unit: &Unit<'_>, edit: &Edit<'_>) -> Option<(Tree, Span)> {
    let text = edit.text;
    let line = text.line_span(text.line_of(unit.key)).start;
    let column = (unit.key - line) as usize;
    let end = edit.moved(unit.end);
    let owner_end = edit.moved(unit.owner_end);
    // What follows begins a line. Of the blanks before it nothing is read here.
    let end_line = if end == text.len() { end } else { text.line_span(text.line_of(end)).start };
    if end_line < edit.removed.start + edit.inserted || end_line <= line {
        return None;
    }
    // What is wrong with the member before may stand in the blanks before the key.
    if is_moved(tree, unit.key) {
        return None;
    }
    // Reading nearly all of a long text by halves costs more than reading it at once.
    if text.len() > LONG && u64::from(owner_end - line) * 2 > u64::from(text.len()) {
        return None;
    }
    let slice = text.slice(Span::new(line, owner_end)).into_owned();
    let body = 0..(end_line - line) as usize;
    let all = lines::lines(&slice, body.clone());
    if slice.contains('\u{feff}') || !all.iter().all(|line| fits(&slice, line, column)) {
        return None;
    }
    // What was there told nothing to what is around it either.
    let mut old = " ".repeat(column);
    unit.old().for_each(|child| push_text(child, &mut old));
    if !lines::lines(&old, 0..old.len()).iter().all(|line| fits(&old, line, column)) {
        return None;
    }
    // The first lines of what is read and of what follows begin members still.
    let first = all.first().filter(|line| begins_member(&slice, line) && line.column() == column)?;
    let next = all.iter().skip(1).find(|line| line.is_content);
    if next.is_some_and(|next| next.column() > column && lines::is_whole(&slice, first) && begins_member(&slice, next))
    {
        return None;
    }
    let behind = edit.before(end_line);
    let is_left = |error: &SyntaxError| error.kind == SyntaxErrorKind::BadIndentation;
    let is_damaged = tree.errors().iter().any(|error| is_left(error) && error.span.start >= behind);
    if !next_stands(text, end_line, is_damaged) || !before_stands(text, line, column) {
        return None;
    }
    // At the very left, what is in a member has a say in whether it is one.
    if column == 0 && tree.errors().iter().any(is_left) {
        return None;
    }
    let depth = unit.path.iter().filter(|step| step.kind() == SyntaxKind::BlockMapping).count();
    let (entries, found) = layout::members(&slice, body, depth);
    if column == 0 && found.errors.iter().any(is_left) {
        return None;
    }
    let (key, _) = entries.first()?;
    if key.lead != column || key.span.start != column || key.span.is_empty() {
        return None;
    }
    let is_inner = unit.owner == unit.path.len() - 1;
    let (members, rest) = build::members(&slice, &entries, is_inner.then_some(slice.len()));
    // A member leaves an anchor, a tag or a question mark behind it to the next one.
    let is_of_next = |token: &build::Element| {
        matches!(SyntaxKind::of(token.kind()), SyntaxKind::Question | SyntaxKind::Anchor | SyntaxKind::Tag)
    };
    if unit.path[unit.owner].kind() == SyntaxKind::Member && rest.iter().any(is_of_next) {
        return None;
    }
    let green = splice(unit, 0, &members, &rest)?;
    let range = Span::new(line, end_line);
    Some((update(tree, green, &found, range, edit), Span::new(unit.key, end)))
}

/// Adds what `element` is to `text`.
fn push_text(element: Element<'_>, text: &mut String) {
    match element {
        NodeOrToken::Token(token) => text.push_str(token.text()),
        NodeOrToken::Node(node) => node.children().for_each(|child| push_text(child, text)),
    }
}

/// Whether `line` may stand in a member of a mapping at `column`, and tells nothing to what is around that.
fn fits(text: &str, line: &Line, column: usize) -> bool {
    let content = &text[line.start..line.end];
    let is_document = ["%", "---", "..."].iter().any(|marker| content.starts_with(marker));
    !is_document && (!line.is_content || line.column() >= column)
}

fn begins_member(text: &str, line: &Line) -> bool {
    lines::header(text, line.content, line.end).is_some_and(|header| header.colon.is_some())
}

/// Whether the line at `at` begins a member whatever is before it, or the text ends there. `is_damaged` says whether
/// something behind it is not where it belongs.
fn next_stands(text: &Text, at: u32, is_damaged: bool) -> bool {
    let mut all = content_lines(text, at);
    let Some(first) = all.next() else { return true };
    let line = |text: &str| lines::lines(text, 0..text.len()).into_iter().next();
    let Some(head) = line(&first) else { return false };
    if !begins_member(&first, &head) || head.column() == 0 && is_damaged {
        return false;
    }
    let Some(second) = all.next() else { return true };
    let Some(below) = line(&second) else { return false };
    // With a value of its own and something deeper below, it is read with what is before it.
    below.column() <= head.column() || !lines::is_whole(&first, &head) || !begins_member(&second, &below)
}

/// The lines from `at` on that hold something.
fn content_lines(text: &Text, at: u32) -> impl Iterator<Item = String> {
    let first = text.line_of(at);
    let lines = (first..text.line_count()).map(|line| text.slice(text.line_span(line)).into_owned());
    lines.filter(|line| {
        let body = line.trim_start_matches([' ', '\t']);
        !body.is_empty() && !body.starts_with('#')
    })
}

/// Whether the line before the one at `at` is no further left than `column`, or has no value: if it were, it would wait
/// for what is below it.
fn before_stands(text: &Text, at: u32, column: usize) -> bool {
    let line = text.line_of(at);
    let before = (0..line).rev().map(|line| text.slice(text.line_span(line)).into_owned());
    let mut before = before.filter(|line| {
        let body = line.trim_start_matches([' ', '\t']);
        !body.is_empty() && !body.starts_with('#')
    });
    let Some(before) = before.next() else { return true };
    let depth = before.len() - before.trim_start_matches([' ', '\t']).len();
    let Some(line) = lines::lines(&before, 0..before.len()).into_iter().next() else { return true };
    depth >= column || !lines::is_whole(&before, &line)
}

/// The node at `step` of the path of `unit` with `members` in the place of those of the unit, and `rest` in the place of
/// what is between them and what follows.
fn splice(unit: &Unit<'_>, step: usize, members: &[build::Element], rest: &[build::Element]) -> Option<GreenNode> {
    let at = &unit.path[step];
    if step + 1 == unit.path.len() {
        let old = GreenNode::new(
            SyntaxKind::Root.into(),
            at.node
                .children()
                .skip(unit.index.start)
                .take(unit.index.len())
                .map(|child| child.to_owned())
                .collect::<Vec<_>>(),
        );
        let new = GreenNode::new(SyntaxKind::Root.into(), members.to_vec());
        let new = reuse::graft(&old, &new);
        let new = new.children().map(|child| child.to_owned()).collect::<Vec<_>>();
        return Some(at.node.to_owned().splice_children(unit.index.clone(), new));
    }
    let child: build::Element = splice(unit, step + 1, members, rest)?.into();
    let with = at.node.to_owned().replace_child(at.index, child);
    match step == unit.owner {
        false => Some(with),
        true => {
            let count = with.children().count();
            Some(with.splice_children(at.index + 1..count, rest.to_vec()))
        }
    }
}

/// The tree of `green`, which is `tree` with the lines of `range` (of the new text) read again.
fn update(tree: &Tree, green: GreenNode, found: &super::Found, range: Span, edit: &Edit<'_>) -> Tree {
    let delta = i64::from(edit.inserted) - i64::from(edit.removed.len());
    let old_end = (i64::from(range.end) - delta) as u32;
    let is_last = range.end == edit.text.len();
    let is_inside = |at: u32| at >= range.start && (at < old_end || is_last);
    let shift = |span: Span, by: i64| if by == 0 { span } else { span.shift(by) };
    let moved = |error: &SyntaxError, by: i64| {
        let span = shift(error.span, by);
        let seen = Seen { taken: span.start, ahead: error.seen.ahead };
        SyntaxError { span, related: error.related.map(|span| shift(span, by)), seen, ..*error }
    };
    let by = |at: u32| if at >= old_end { delta } else { 0 };
    let kept = tree.errors().iter().filter(|e| e.kind != SyntaxErrorKind::UnknownAlias && !is_inside(e.span.start));
    let mut errors: Vec<SyntaxError> = kept.map(|error| moved(error, by(error.span.start))).collect();
    errors.extend(found.errors.iter().map(|error| moved(error, i64::from(range.start))));
    let kept = tree.marks().iter().filter(|mark| !is_inside(mark.span.start));
    let mut all: Vec<Mark> =
        kept.map(|mark| Mark { span: shift(mark.span, by(mark.span.start)), text: mark.text.clone() }).collect();
    let new = found.marks.iter();
    all.extend(new.map(|mark| Mark { span: mark.span.shift(i64::from(range.start)), text: mark.text.clone() }));
    all.sort();
    errors.extend(marks::errors(&all));
    errors.sort();
    errors.dedup();
    debug_assert_eq!(green.text_len(), edit.text.len().into());
    debug_assert!(text_len(&NodeOrToken::Node(&green)) == edit.text.len());
    Tree::new(green, errors, 0, true).with_marks(all)
}
