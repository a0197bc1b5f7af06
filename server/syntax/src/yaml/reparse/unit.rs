//! Which members of which mapping an edit is in.

use std::ops::Range;

use rowan::{GreenNodeData, NodeOrToken};

use crate::tree::Tree;
use crate::value::{Element, children};
use crate::yaml::layout::{self, MAX_DEPTH};
use crate::yaml::{lines, plain};
use crate::{Span, SyntaxErrorKind, SyntaxKind, Text};

/// What an edit did.
pub(super) struct Edit<'t> {
    pub(super) text: &'t Text,
    pub(super) removed: Span,
    pub(super) inserted: u32,
}

impl Edit<'_> {
    /// Where what was at `at`, behind the edit, is now.
    pub(super) fn moved(&self, at: u32) -> u32 {
        at - self.removed.len() + self.inserted
    }

    /// Where what is at `at` now, behind the edit, was before.
    pub(super) fn before(&self, at: u32) -> u32 {
        at - self.inserted + self.removed.len()
    }

    /// The column of what stands at `at` of the new text, if only spaces are before it on its line.
    fn column(&self, at: u32) -> Option<u32> {
        let lead = self.lead(at);
        let is_blank = self.text.slice(lead).bytes().all(|byte| byte == b' ');
        is_blank.then_some(lead.len())
    }

    /// The column of what stands at `at` of the new text, if only spaces and the dash of an item are before it.
    fn column_in_item(&self, at: u32) -> Option<u32> {
        let lead = self.lead(at);
        let before = self.text.slice(lead);
        let dash = before.trim_start_matches(' ');
        let is_dash = dash.strip_prefix("- ").is_some_and(|blank| blank.bytes().all(|byte| byte == b' '));
        (dash.is_empty() || is_dash).then_some(lead.len())
    }

    /// What is before `at` on its line of the new text.
    fn lead(&self, at: u32) -> Span {
        Span::new(self.text.line_span(self.text.line_of(at)).start.min(at), at)
    }
}

/// A node on the way to the edit.
pub(super) struct Step<'t> {
    pub(super) node: &'t GreenNodeData,
    pub(super) start: u32,
    /// Which child of it the next step is.
    pub(super) index: usize,
}

impl<'t> Step<'t> {
    pub(super) fn kind(&self) -> SyntaxKind {
        SyntaxKind::of(self.node.kind())
    }

    fn children(&self) -> Vec<(Element<'t>, u32)> {
        children(self.node, self.start).collect()
    }

    fn end(&self) -> u32 {
        self.start + u32::from(self.node.text_len())
    }
}

/// Members of a mapping that are read again.
pub(super) struct Unit<'t> {
    /// The way from the root to the mapping.
    pub(super) path: &'t [Step<'t>],
    /// Which children of the mapping they are.
    pub(super) index: Range<usize>,
    /// Where the first key of them stands, before and after the edit.
    pub(super) key: u32,
    /// Where they end before the edit: where the line of what follows begins, or the text ends.
    pub(super) end: u32,
    /// Which step of the path holds what is between them and what follows; its children up to the next step stay.
    pub(super) owner: usize,
    /// Where the owner's part of that ends.
    pub(super) owner_end: u32,
}

impl<'t> Unit<'t> {
    /// What was read before.
    pub(super) fn old(&self) -> impl Iterator<Item = Element<'t>> {
        let mapping = &self.path[self.path.len() - 1];
        mapping.node.children().skip(self.index.start).take(self.index.len())
    }

    /// What holds what is between the members and what follows.
    pub(super) fn owner(&self) -> SyntaxKind {
        self.path[self.owner].kind()
    }

    /// Whether the first of the members is the first one of its mapping.
    pub(super) fn is_first(&self) -> bool {
        self.path.last().is_some_and(|mapping| mapping.start == self.key)
    }
}

/// The way to the innermost node around the edit, as far as layout alone divides. Members whose value is a scalar or in
/// brackets, or stands behind a tag, end it.
pub(super) fn path(tree: &Tree, removed: Span) -> Option<Vec<Step<'_>>> {
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
            // The edit may be behind the end of what is held: what is typed there may belong to it.
            SyntaxKind::Root | SyntaxKind::Member | SyntaxKind::Item => {
                before.filter(|(_, (child, _))| child.as_node().is_some()).last()
            }
            _ => before.last(),
        };
        let Some((index, (NodeOrToken::Node(child), at))) = inside else { break };
        let fits = matches!(
            (last.kind(), SyntaxKind::of(child.kind())),
            (SyntaxKind::Root | SyntaxKind::Member | SyntaxKind::Item, SyntaxKind::BlockMapping)
                | (SyntaxKind::BlockMapping, SyntaxKind::Member)
                | (SyntaxKind::Member, SyntaxKind::BlockSequence)
                | (SyntaxKind::BlockSequence, SyntaxKind::Item)
        );
        if !fits {
            break;
        }
        last.index = index;
        path.push(Step { node: child, start: at, index: 0 });
    }
    Some(path)
}

/// The members of the mapping at the end of `path` that are to be read again.
pub(super) fn unit<'t>(tree: &Tree, path: &'t [Step<'t>], edit: &Edit<'_>) -> Option<Unit<'t>> {
    let mapping = path.last()?;
    let entries = mapping.children();
    let column = edit.column_in_item(mapping.start).filter(|_| begins_with_key(mapping))?;
    if !path[..path.len() - 1].iter().all(|step| is_divided(tree, step, edit)) {
        return None;
    }
    let is_member = |i: usize| SyntaxKind::of(entries[i].0.kind()) == SyntaxKind::Member;
    let is_first = |at: u32| at == mapping.start || edit.column(at) == Some(column);
    let first = (0..entries.len())
        .rev()
        .find(|i| entries[*i].1 <= edit.removed.start && is_member(*i) && is_first(entries[*i].1))?;
    let next = (first + 1..entries.len()).find(|i| {
        entries[*i].1 > edit.removed.end && is_member(*i) && edit.column(edit.moved(entries[*i].1)) == Some(column)
    });
    let key = entries[first].1;
    if let Some(next) = next {
        let at = entries[next].1;
        return Some(Unit { path, index: first..next, key, end: at, owner: path.len() - 1, owner_end: at });
    }
    // What follows the mapping belongs to the nearest member or item around it that another one follows, or to the root.
    let owner = (0..path.len() - 1).rev().find(|step| {
        let around = &path[*step];
        match around.kind() {
            SyntaxKind::Root => true,
            SyntaxKind::Member | SyntaxKind::Item => around.index + 1 < around.node.children().count(),
            _ => false,
        }
    })?;
    let around = &path[owner];
    let owner_end = around.end();
    let unit = Unit { path, index: first..entries.len(), key, end: owner_end, owner, owner_end };
    if around.kind() == SyntaxKind::Root {
        let is_rest = |(child, _): &(Element<'_>, u32)| {
            let kind = SyntaxKind::of(child.kind());
            !matches!(kind, SyntaxKind::Marker | SyntaxKind::Directive)
        };
        let rest = around.children();
        let is_last = rest[around.index + 1..].iter().all(is_rest);
        return is_last.then_some(unit);
    }
    // Behind it is the next one, on a line of its own.
    let outer = path[..owner].last()?;
    let next = outer.children().get(outer.index + 1).copied()?;
    let is_sibling = SyntaxKind::of(next.0.kind()) == around.kind() && next.1 == owner_end;
    let own = edit.column_in_item(outer.start);
    let stands = owner_end > edit.removed.end && own.is_some() && edit.column(edit.moved(owner_end)) == own;
    (is_sibling && stands).then_some(unit)
}

/// Whether the member, or the first one of the mapping, that starts at `at` is not where the others are.
pub(super) fn is_moved(tree: &Tree, at: u32) -> bool {
    tree.errors().iter().any(|error| error.kind == SyntaxErrorKind::BadIndentation && error.span.end == at)
}

/// Whether the next step of `step` is found by its layout alone.
fn is_divided(tree: &Tree, step: &Step<'_>, edit: &Edit<'_>) -> bool {
    if step.start > edit.removed.start || is_moved(tree, step.start) {
        return false;
    }
    let Some((NodeOrToken::Node(child), at)) = children(step.node, step.start).nth(step.index) else { return false };
    let is_sequence = SyntaxKind::of(child.kind()) == SyntaxKind::BlockSequence;
    match step.kind() {
        SyntaxKind::Root => true,
        // The collection is all that the key has, and begins on a line of its own.
        SyntaxKind::Member => {
            let mut before = children(step.node, step.start).take(step.index);
            let Some((NodeOrToken::Node(key), _)) = before.next() else { return false };
            let key = key.to_string();
            let is_key = plain::key(&key, 0..key.len()).is_some();
            let is_bare = before.all(|(child, _)| match child {
                NodeOrToken::Token(token) if SyntaxKind::of(token.kind()) == SyntaxKind::Anchor => {
                    layout::is_anchor(token.text())
                }
                _ => is_gap(&child, SyntaxKind::Colon),
            });
            let (own, column) = (edit.column_in_item(step.start), edit.column(at));
            let is_deeper = own.zip(column).is_some_and(|(own, column)| column >= own + u32::from(!is_sequence));
            is_key && is_bare && is_deeper
        }
        SyntaxKind::BlockMapping => {
            let own = edit.column_in_item(step.start);
            let is_aligned = own.is_some() && (at == step.start || edit.column(at) == own);
            is_aligned && begins_with_key(step)
        }
        SyntaxKind::BlockSequence => {
            let own = edit.column(step.start);
            own.is_some() && edit.column(at) == own
        }
        // The mapping begins behind the dash, or below it.
        SyntaxKind::Item => {
            let mut before = children(step.node, step.start).take(step.index);
            let is_bare = before.all(|(child, _)| is_gap(&child, SyntaxKind::Dash));
            let is_deeper = || {
                let (own, column) = (edit.column(step.start), edit.column(at));
                own.zip(column).is_some_and(|(own, column)| column > own + 1)
            };
            let is_beside = edit.lead(at).start <= step.start && edit.column_in_item(at).is_some();
            is_bare && (is_beside || is_deeper())
        }
        _ => false,
    }
}

/// Whether what a mapping begins with tells at a glance that it is one.
fn begins_with_key(mapping: &Step<'_>) -> bool {
    match mapping.node.children().next() {
        Some(NodeOrToken::Node(member)) => {
            let line = format!("{}:", member.children().next().map(|key| key.to_string()).unwrap_or_default());
            lines::header(&line, 0, line.len()).is_some_and(|header| header.colon == Some(line.len() - 1))
        }
        Some(NodeOrToken::Token(token)) => SyntaxKind::of(token.kind()) == SyntaxKind::Question,
        None => false,
    }
}

/// Whether `child` is an `indicator`, or only divides others.
fn is_gap(child: &Element<'_>, indicator: SyntaxKind) -> bool {
    let kind = SyntaxKind::of(child.kind());
    kind == indicator || matches!(kind, SyntaxKind::Whitespace | SyntaxKind::Comment)
}
