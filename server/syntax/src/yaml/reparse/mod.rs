//! Parsing again after an edit, where that takes only a member of a block mapping.
//!
//! The layout tells where a member begins and ends, and what is in it is read from its own lines. So if the edit leaves
//! the first line of the member and that of the next one as beginnings of members at the same column, and nothing in
//! between is further left, the tree is the old one with that member read again, whatever is wrong with it or elsewhere.
//! [`unit`] finds the innermost such member; here it is judged, read, and put into the tree.

mod unit;

use rowan::{GreenNode, NodeOrToken};

use super::layout;
use super::lines::{self, Line};
use super::{build, marks, reuse};
use crate::error::Seen;
use crate::tree::Tree;
use crate::value::{Element, children};
use crate::yaml::Mark;
use crate::{Span, SyntaxError, SyntaxErrorKind, SyntaxKind, Text};
use unit::{Edit, Unit, is_moved, path, unit};

/// How long a text is for which it matters how much of it is read.
const LONG: u32 = 0x10000;

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

/// The new text of a unit.
struct Piece {
    /// What is read: the members and what is behind them, up to the end of what the owner holds. The dash before a key has
    /// been read, so blanks stand for it.
    slice: String,
    /// The lines of the members in it.
    lines: Vec<Line>,
    /// Where it begins in the text: at the line of the first key.
    start: u32,
    /// Where the members end in the text: where a line begins, or at the end.
    end: u32,
    /// The column of the keys.
    column: usize,
}

impl Piece {
    /// The piece of `unit`. `None` if it is not read by itself, or if that does not pay.
    fn of(tree: &Tree, unit: &Unit<'_>, edit: &Edit<'_>) -> Option<Piece> {
        let text = edit.text;
        let start = text.line_span(text.line_of(unit.key)).start;
        let column = (unit.key - start) as usize;
        let (next, owner_end) = (edit.moved(unit.end), edit.moved(unit.owner_end));
        // What follows begins a line. Of the blanks before it nothing is read here.
        let end = if next == text.len() { next } else { text.line_span(text.line_of(next)).start };
        let edit_end = edit.removed.start + edit.inserted;
        if end < edit_end || end <= start {
            return None;
        }
        // What follows is where it was on its line.
        if end == edit_end && next < text.len() && column_before(tree, unit.end) != Some(next - end) {
            return None;
        }
        // Reading nearly all of a long text by halves costs more than reading it at once.
        if text.len() > LONG && u64::from(owner_end - start) * 2 > u64::from(text.len()) {
            return None;
        }
        let slice = " ".repeat(column) + &text.slice(Span::new(unit.key, owner_end));
        let lines = lines::lines(&slice, 0..(end - start) as usize);
        Some(Piece { slice, lines, start, end, column })
    }

    /// Whether what the piece was and what it is have no say in how the rest of the text is read, nor the rest in how the
    /// piece is.
    fn stands_alone(&self, tree: &Tree, unit: &Unit<'_>, edit: &Edit<'_>) -> bool {
        let Piece { slice, lines, column, .. } = self;
        let mut old = " ".repeat(*column);
        unit.old().for_each(|child| push_text(child, &mut old));
        let before = lines::lines(&old, 0..old.len());
        let all_fit = |text: &str, lines: &[Line]| lines.iter().all(|line| fits(text, line, *column));
        if slice.contains('\u{feff}') || !all_fit(slice, lines) || !all_fit(&old, &before) {
            return false;
        }
        // The first line begins a member still. That of a mapping tells that it is one, so it must have begun one before.
        let begins = lines.first().is_some_and(|line| begins_with_key(slice, line) && line.column() == *column);
        let began = !unit.is_first() || before.first().is_some_and(|line| begins_with_key(&old, line));
        if !begins || !began || is_misplaced(slice, lines) || is_misplaced(&old, &before) {
            return false;
        }
        // What is wrong with what is before may stand in the blanks before the key, or before the dash beside it.
        let lead = Span::new(self.start, unit.key);
        let is_item = unit.is_first() && edit.text.slice(lead).contains('-');
        let is_in_lead = |span: Span| is_item && lead.contains(span.start);
        if is_moved(tree, unit.key)
            || tree.errors().iter().any(|error| is_in_lead(error.span))
            || tree.marks().iter().any(|mark| is_in_lead(mark.span))
        {
            return false;
        }
        let behind = edit.before(self.end);
        let is_damaged = tree.errors().iter().any(|error| is_left(error) && error.span.start >= behind);
        next_stands(edit.text, self.end, is_damaged, unit.owner())
            && (is_item || before_stands(edit.text, self.start, *column))
            // At the very left, what is in a member has a say in whether it is one.
            && (*column > 0 || !tree.errors().iter().any(is_left))
    }
}

/// The tree with the members of `unit` read again.
fn read(tree: &Tree, unit: &Unit<'_>, edit: &Edit<'_>) -> Option<(Tree, Span)> {
    let piece = Piece::of(tree, unit, edit).filter(|piece| piece.stands_alone(tree, unit, edit))?;
    let is_collection = |kind| matches!(kind, SyntaxKind::BlockMapping | SyntaxKind::BlockSequence);
    let depth = unit.path.iter().filter(|step| is_collection(step.kind())).count();
    let (entries, found) = layout::members(&piece.slice, 0..(piece.end - piece.start) as usize, depth);
    if piece.column == 0 && found.errors.iter().any(is_left) {
        return None;
    }
    let (key, _) = entries.first()?;
    if key.lead != piece.column || key.span.start != piece.column || key.span.is_empty() {
        return None;
    }
    let is_inner = unit.owner == unit.path.len() - 1;
    let (members, rest) = build::members(&piece.slice, &entries, is_inner.then_some(piece.slice.len()));
    // A member leaves an anchor, a tag or a question mark behind it to the next one, an item all but blanks.
    let is_of_next = |token: &build::Element| match (unit.owner(), SyntaxKind::of(token.kind())) {
        (SyntaxKind::Member, kind) => matches!(kind, SyntaxKind::Question | SyntaxKind::Anchor | SyntaxKind::Tag),
        (SyntaxKind::Item, kind) => !matches!(kind, SyntaxKind::Whitespace | SyntaxKind::Comment),
        _ => false,
    };
    if rest.iter().any(is_of_next) {
        return None;
    }
    let green = splice(unit, 0, &members, &rest)?;
    // Whatever was overlooked, no byte of the text may be lost.
    if u32::from(green.text_len()) != edit.text.len() {
        return None;
    }
    let tree = update(tree, green, &found, Span::new(piece.start, piece.end), edit);
    Some((tree, Span::new(unit.key, edit.moved(unit.end))))
}

/// Whether something is not where it belongs.
fn is_left(error: &SyntaxError) -> bool {
    error.kind == SyntaxErrorKind::BadIndentation
}

/// The column of what stands at `at` of the text of `tree`, if only blanks are before it on its line.
fn column_before(tree: &Tree, at: u32) -> Option<u32> {
    let (mut node, mut start) = (&**tree.green(), 0);
    loop {
        let (child, child_start) = children(node, start).take_while(|(_, start)| *start < at).last()?;
        match child {
            NodeOrToken::Node(inner) => (node, start) = (inner, child_start),
            NodeOrToken::Token(token) => {
                let blanks = token.text().get(..(at - child_start) as usize)?;
                let line = blanks.rfind(['\n', '\r'])? + 1;
                return Some((blanks.len() - line) as u32);
            }
        }
    }
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

/// Whether the first of `lines` has a value of its own, and what follows is deeper all the same: then it is read with
/// what is before it.
fn is_misplaced(text: &str, lines: &[Line]) -> bool {
    let Some((first, rest)) = lines.split_first() else { return false };
    let next = rest.iter().find(|line| line.is_content);
    next.is_some_and(|next| next.column() > first.column() && lines::is_whole(text, first) && begins_member(text, next))
}

fn begins_with_key(text: &str, line: &Line) -> bool {
    lines::header(text, line.content, line.end).is_some_and(|header| header.colon.is_some())
}

/// Whether a line below a value says that the value is not where it belongs.
fn begins_member(text: &str, line: &Line) -> bool {
    begins_with_key(text, line) || lines::is_question(&text[line.content..line.end])
}

/// Whether the line at `at` begins a member whatever is before it, or the text ends there, or the line begins an item
/// and an item is the `owner` of what is before it. `is_damaged` says whether something behind it is not where it belongs.
fn next_stands(text: &Text, at: u32, is_damaged: bool, owner: SyntaxKind) -> bool {
    let mut all = content_lines(text, text.line_of(at)..text.line_count());
    let Some((first, head)) = all.next() else { return true };
    if owner == SyntaxKind::Item {
        return lines::is_item(&first[head.content..head.end]);
    }
    if !begins_with_key(&first, &head) || head.column() == 0 && is_damaged {
        return false;
    }
    let Some((second, below)) = all.next() else { return true };
    // With a value of its own and something deeper below, it is read with what is before it.
    below.column() <= head.column() || !lines::is_whole(&first, &head) || !begins_member(&second, &below)
}

/// Whether the line before the one at `at` is no further left than `column`, or has no value: if it were, it would wait
/// for what is below it.
fn before_stands(text: &Text, at: u32, column: usize) -> bool {
    let before = content_lines(text, (0..text.line_of(at)).rev()).next();
    before.is_none_or(|(before, line)| line.column() >= column || !lines::is_whole(&before, &line))
}

/// Those of the lines `numbers` that hold something, each by itself.
fn content_lines(text: &Text, numbers: impl Iterator<Item = u32>) -> impl Iterator<Item = (String, Line)> {
    numbers.filter_map(|number| {
        let line = text.slice(text.line_span(number)).into_owned();
        let shape = lines::lines(&line, 0..line.len()).into_iter().next()?;
        shape.is_content.then_some((line, shape))
    })
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
    // Those of the first document are told again below; the names of the others are not in the tree.
    let is_retold = |error: &SyntaxError| {
        let is_mark = || tree.marks().iter().any(|mark| mark.span == error.span);
        error.kind == SyntaxErrorKind::UnknownAlias && is_mark()
    };
    let kept = tree.errors().iter().filter(|error| !is_retold(error) && !is_inside(error.span.start));
    let mut errors: Vec<SyntaxError> = kept.map(|error| moved(error, by(error.span.start))).collect();
    errors.extend(found.errors.iter().map(|error| moved(error, i64::from(range.start))));
    let kept = tree.marks().iter().filter(|mark| !is_inside(mark.span.start));
    let mut all: Vec<Mark> =
        kept.map(|mark| Mark { span: shift(mark.span, by(mark.span.start)), text: mark.text.clone() }).collect();
    let new = found.marks.iter();
    all.extend(new.map(|mark| Mark { span: mark.span.shift(i64::from(range.start)), text: mark.text.clone() }));
    all.sort();
    all.dedup();
    errors.extend(marks::errors(&all));
    errors.sort();
    errors.dedup();
    Tree::new(green, errors, 0, true).with_marks(all)
}
