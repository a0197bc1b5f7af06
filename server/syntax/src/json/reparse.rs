//! Parsing again after an edit, as little as gives exactly the tree of a fresh parse.
//!
//! The parser is a machine: its stack and the text from a place on decide all that follows. So it can start again at a
//! place before the edit where its stack can be told from the old tree, and stop at a place after the edit where its
//! stack is the one that the old parse had there. What is before the first place and after the second is taken over.
//!
//! It starts behind an opener, or behind a comma between two entries of a container, and stops before an entry that
//! follows a comma. Starting is right only if nothing before looked at what the edit changed. The parser looks ahead
//! from a closer to the first token after it that is no comma or closer, from a scalar behind a colon to the colon of
//! the next entry, from a comma not at all; and a broken string or word looks at the rest of its line. Hence the
//! conditions in [`Level::behind_comma`]: the entry after the comma begins before the edit, with its colon, and no error
//! is on the comma's line unless that entry starts a line.

use rowan::{GreenNode, GreenNodeData, NodeOrToken};

use super::frame::{Frame, Holder, State};
use super::lexer::{Lexer, LineState};
use super::machine::{Open, Parser, Reopened};
use crate::indent::line_at;
use crate::span::shifted;
use crate::tree::{Tree, text_len};
use crate::value::{Element, children};
use crate::{Span, SyntaxError, SyntaxErrorKind, SyntaxKind, Text};

/// How much text behind the edit is looked at first, in bytes.
const WINDOW: u32 = 2048;

/// How many entries before the edit are tried as the one to start at.
const TRIES: usize = 16;

/// A change of a text.
pub(crate) struct Edit<'e> {
    /// The text before.
    pub(crate) old: &'e Text,
    /// The text after.
    pub(crate) new: &'e Text,
    /// What was replaced, in the text before.
    pub(crate) removed: Span,
    /// The length of what took its place.
    pub(crate) inserted: u32,
}

impl Edit<'_> {
    fn delta(&self) -> i64 {
        i64::from(self.inserted) - i64::from(self.removed.len())
    }
}

/// The tree after `edit`, and the stretch of the new text that was parsed; `None` if all has to be parsed again.
pub(crate) fn reparse(tree: &Tree, edit: &Edit<'_>) -> Option<(Tree, Span)> {
    // What ends an open comment may stand anywhere behind it.
    if tree.errors().iter().any(|error| error.kind == SyntaxErrorKind::UnclosedComment) {
        return None;
    }
    let mut levels = levels(tree, edit);
    let start = find_start(tree, &mut levels, edit)?;
    let mut window = edit.removed.start + edit.inserted;
    let mut more = WINDOW;
    loop {
        window = window.saturating_add(more).min(edit.new.len());
        more = more.saturating_mul(4);
        let text = edit.new.slice(Span::new(start.at, window));
        let lexer = Lexer::new(&text, start.at, start.line, window == edit.new.len());
        let mut parser = Parser::new(lexer, tree.layout, 64);
        preload(&mut parser, &levels, &start);
        if let Some(end) = run(&mut parser, tree, &mut levels, &start, edit) {
            return finish(parser, tree, &levels, &start, end, edit);
        }
    }
}

/// A container on the way to the edit.
struct Level<'t> {
    node: &'t GreenNodeData,
    start: u32,
    /// The entry that the next level is in, or that is nearest before the edit: its index, its place.
    entry: Option<(usize, u32)>,
    /// The index of the next level's container in that entry.
    inner: usize,
    /// The frame that the parser had for it when it was past its first entry.
    frame: Frame,
    /// The first child that may be an entry to stop at, and its place.
    ahead: (usize, u32),
}

/// Where to start: in the last level, behind `prefix` of its children and, if the last of these is an entry that is to
/// go on, behind `open` of the entry's.
struct Start {
    at: u32,
    prefix: usize,
    open: usize,
    line: LineState,
    /// The comma that was taken last.
    comma: Option<Span>,
}

/// Where the parser stopped.
enum Stop {
    /// Before the child `index` of level `level`, which was at `old`.
    Entry { level: usize, index: usize, old: u32, new: u32 },
    /// At the end of the text.
    End,
}

/// The containers with an opener that the edit is in, outermost first, below the document itself.
fn levels<'t>(tree: &'t Tree, edit: &Edit<'_>) -> Vec<Level<'t>> {
    let at = edit.removed.start;
    let mut levels = Vec::new();
    let root = Level::new(tree.green(), 0, Frame::document());
    levels.push(root);
    let mut inner = children(tree.green(), 0).enumerate().find_map(|(i, (child, start))| {
        let node = child.into_node().filter(|node| SyntaxKind::of(node.kind()).is_container())?;
        Some((i, node, start))
    });
    while let Some((index, node, start)) = inner.take().filter(|(_, node, start)| is_inside(node, *start, at)) {
        if !is_layout_plain(node, start, tree, edit.old) {
            break;
        }
        let last = levels.len() - 1;
        let outer = &mut levels[last];
        outer.inner = index;
        let indented = outer.frame.indented;
        let mut level = Level::new(node, start, frame_of(node, start, indented, edit.old));
        level.find_entry(at);
        if let Some((entry, entry_start)) = level.entry
            && let Some(entry) = nth(node, entry).and_then(NodeOrToken::into_node)
            && SyntaxKind::of(entry.kind()).is_entry()
        {
            inner = children(entry, entry_start).enumerate().find_map(|(i, (child, start))| {
                let node = child.into_node().filter(|node| SyntaxKind::of(node.kind()).is_container())?;
                Some((i, node, start))
            });
        }
        levels.push(level);
    }
    levels
}

/// Whether the cursor `at` is behind the opener and not behind the end of the container.
fn is_inside(node: &GreenNodeData, start: u32, at: u32) -> bool {
    opener_end(node, start).is_some_and(|end| end <= at) && at <= start + u32::from(node.text_len())
}

fn opener_end(node: &GreenNodeData, start: u32) -> Option<u32> {
    let opener = node.children().next().filter(|child| SyntaxKind::of(child.kind()).is_opener())?;
    Some(start + text_len(&opener))
}

/// Whether the lines of the opener and of the first entry are as deep as they look: the parser overlooks a stray closer at
/// the start of a line.
fn is_layout_plain(node: &GreenNodeData, start: u32, tree: &Tree, text: &Text) -> bool {
    let first = children(node, start).find(|(child, _)| is_entry_or_error(child)).map(|(_, start)| start);
    let mut strays = tree.errors().iter().filter(|error| error.kind == SyntaxErrorKind::StrayCloser).peekable();
    if strays.peek().is_none() {
        return true;
    }
    let lines = [Some(start), first].map(|at| at.map(|at| (line_at(text, at).start, at)));
    !strays.any(|error| lines.iter().flatten().any(|(from, to)| (*from..*to).contains(&error.span.start)))
}

/// The frame of a container that has an opener, once its first entry has begun.
fn frame_of(node: &GreenNodeData, start: u32, indented: bool, text: &Text) -> Frame {
    let holder = if SyntaxKind::of(node.kind()) == SyntaxKind::Array { Holder::Array } else { Holder::Object };
    let opener = opener_end(node, start).map(|end| Span::new(start, end));
    let here = line_at(text, start);
    let mut frame = Frame::new(holder, opener, here.start, here.indent, indented);
    let first = children(node, start).find(|(child, _)| is_entry_or_error(child));
    if let Some((_, start)) = first {
        let here = line_at(text, start);
        frame.start(here.start, here.indent);
    }
    frame.state = State::Value;
    frame
}

impl<'t> Level<'t> {
    fn new(node: &'t GreenNodeData, start: u32, frame: Frame) -> Level<'t> {
        Level { node, start, entry: None, inner: 0, frame, ahead: (0, start) }
    }

    /// Finds the last entry that starts before `at`.
    fn find_entry(&mut self, at: u32) {
        for (i, (child, start)) in children(self.node, self.start).enumerate() {
            if start >= at {
                break;
            }
            if is_entry_or_error(&child) {
                self.entry = Some((i, start));
                self.ahead = (i, start);
            }
        }
    }

    /// The place behind the last comma of the entry before the child `index`, which starts at `start`, if the parser can
    /// start there after an edit at `at`.
    fn behind_comma(&self, index: usize, start: u32, at: u32, tree: &Tree, text: &Text) -> Option<Start> {
        let entry = nth(self.node, index)?.into_node()?;
        if !is_fixed(entry, start, at) {
            return None;
        }
        let prefix = index.checked_sub(1)?;
        let before = nth(self.node, prefix)?.into_node()?;
        let (open, length) = comma_of(before)?;
        let before_start = start - u32::from(before.text_len());
        let comma = Span::new(before_start + length - 1, before_start + length);
        let here = line_at(text, comma.start);
        let starts_line = text_starts_line(before);
        if !starts_line && !is_clean(tree, here.start, start) {
            return None;
        }
        let line = LineState { line: here.start, indent: here.indent, first: false, open: 0, after_colon: false };
        Some(Start { at: comma.end, prefix, open, line, comma: Some(comma) })
    }
}

/// Finds where to start, as near before the edit as can be, and drops the levels that are further in.
fn find_start(tree: &Tree, levels: &mut Vec<Level<'_>>, edit: &Edit<'_>) -> Option<Start> {
    let at = edit.removed.start;
    while levels.len() > 1 {
        let level = &levels[levels.len() - 1];
        let mut found = None;
        if let Some((mut index, mut start)) = level.entry {
            for _ in 0..TRIES {
                found = level.behind_comma(index, start, at, tree, edit.old);
                let Some(before) = index.checked_sub(1).filter(|_| found.is_none()) else { break };
                let Some(child) = nth(level.node, before).filter(is_entry_or_error) else { break };
                index = before;
                start -= text_len(&child);
            }
        }
        let start = found.or_else(|| {
            let opener = level.frame.opener?;
            let here = line_at(edit.old, opener.start);
            let line = LineState { line: here.start, indent: here.indent, first: false, open: 0, after_colon: false };
            let clean = is_clean(tree, here.start, opener.end);
            clean.then_some(Start { at: opener.end, prefix: 1, open: 0, line, comma: None })
        });
        if let Some(mut start) = start {
            let line = start.line.line;
            start.line.open = levels.iter().skip(1).filter(|level| level.frame.line == line).count() as u32;
            return Some(start);
        }
        levels.pop();
    }
    None
}

/// Hands the parser the stack and the children that it had at `start`.
fn preload(parser: &mut Parser<'_>, levels: &[Level<'_>], start: &Start) {
    let last = levels.len() - 1;
    for (i, level) in levels.iter().enumerate() {
        let mark = parser.builder.mark();
        let mut open = Open { frame: level.frame.clone(), mark, entry: None };
        let builder = &mut parser.builder;
        if i < last {
            let upto = level.entry.map_or(level.inner, |(entry, _)| entry);
            builder.extend(level.node.children().take(upto));
            if let Some((entry, _)) = level.entry
                && let Some(node) = nth(level.node, entry).and_then(NodeOrToken::into_node)
            {
                open.entry = Some((SyntaxKind::of(node.kind()), builder.mark()));
                builder.extend(node.children().take(level.inner));
            }
        } else {
            builder.extend(level.node.children().take(start.prefix));
            match start.comma {
                Some(comma) => {
                    if let Some(node) = nth(level.node, start.prefix).and_then(NodeOrToken::into_node) {
                        let mark = builder.mark();
                        open.entry = Some((SyntaxKind::of(node.kind()), mark));
                        builder.extend(node.children().take(start.open));
                        parser.reopened = Some(Reopened { mark, node: node.to_owned(), upto: start.open });
                    }
                    open.frame.state = State::Comma;
                    open.frame.mark = comma;
                }
                None => {
                    open.frame.state = State::Start;
                    open.frame.started = false;
                    open.frame.indented = levels[last - 1].frame.indented;
                }
            }
        }
        parser.stack.push(open);
    }
    parser.kept = levels.len();
    parser.taken = start.at;
}

/// Runs the parser to where it is in step with the old parse again; `None` if the window is too small.
fn run(parser: &mut Parser<'_>, tree: &Tree, levels: &mut [Level<'_>], start: &Start, edit: &Edit<'_>) -> Option<Stop> {
    let delta = edit.delta();
    for level in levels.iter_mut() {
        level.ahead = level.entry.unwrap_or((0, level.start));
    }
    loop {
        let token = parser.peek(0);
        if parser.lexer.starved {
            return None;
        }
        let level = parser.stack.len() - 1;
        let in_step = level > 0 && level < parser.kept && parser.top().state == State::Comma;
        if in_step && token.start >= edit.removed.start + edit.inserted {
            let old = shifted(token.start, -delta);
            let frame = parser.stack[level].frame.clone();
            let found = levels[level].entry_at(old).filter(|_| frame.indented == levels[level].frame.indented);
            if let Some(index) = found {
                let here = line_at(edit.old, old);
                let first = here.start + here.blank >= old;
                let same_line = |open: &Open| (open.frame.line == token.line) == (open.frame.line == here.start);
                let same = here.indent == token.indent
                    && first == token.first
                    && parser.stack.iter().all(same_line)
                    && (first || parser.errors.is_empty() && tree.errors().is_empty());
                if same {
                    return Some(Stop::Entry { level, index, old, new: token.start });
                }
            }
        }
        let more = parser.step();
        if parser.lexer.starved {
            return None;
        }
        if !more {
            return Some(Stop::End);
        }
        debug_assert!(parser.taken >= start.at);
    }
}

impl Level<'_> {
    /// The index of the entry that starts at `old` and follows a comma. Asked for rising places only.
    fn entry_at(&mut self, old: u32) -> Option<usize> {
        let (mut index, mut start) = self.ahead;
        let mut rest = self.node.children().skip(index);
        while start < old {
            start += text_len(&rest.next()?);
            index += 1;
            self.ahead = (index, start);
        }
        let entry = nth(self.node, index).filter(|_| start == old)?;
        if !SyntaxKind::of(entry.kind()).is_entry() {
            return None;
        }
        let before = nth(self.node, index.checked_sub(1)?)?.into_node()?;
        comma_of(before).map(|_| index)
    }
}

/// Puts the new tree together.
fn finish(
    mut parser: Parser<'_>,
    tree: &Tree,
    levels: &[Level<'_>],
    start: &Start,
    stop: Stop,
    edit: &Edit<'_>,
) -> Option<(Tree, Span)> {
    let delta = edit.delta();
    let (old_end, new_end) = match stop {
        Stop::End => {
            parser.builder.finish(SyntaxKind::Root, 0);
            (u32::MAX, edit.new.len())
        }
        Stop::Entry { level, index, old, new } => {
            parser.trivia();
            take_over(&mut parser, levels, level, index);
            (old, new)
        }
    };
    let Some(NodeOrToken::Node(green)) = parser.builder.children.pop() else { return None };
    let mut errors = Vec::new();
    for error in tree.errors() {
        let seen = error.seen;
        if seen.taken < start.at || seen.taken == start.at && !seen.ahead {
            errors.push(*error);
        } else if seen.taken > old_end {
            errors.push(moved(*error, old_end, delta));
        }
    }
    let taken = parser.balance;
    errors.append(&mut parser.errors);
    let mut balance = 0;
    if errors.iter().any(|error| error.kind.breaks_nesting()) {
        let before = brackets(tree.green(), Span::new(start.at, old_end));
        balance = tree.balance + taken - before;
        if balance == 0 || !tree.layout {
            return None;
        }
    }
    Some((Tree::new(green, errors, balance, tree.layout), Span::new(start.at, new_end)))
}

/// Ends the nodes that are open, up to the root, with the children that they had: from the child `index` of the level
/// `last` on, and from behind the next level further out.
fn take_over(parser: &mut Parser<'_>, levels: &[Level<'_>], last: usize, index: usize) {
    parser.end_entry();
    for (i, level) in levels[..=last].iter().enumerate().rev() {
        let Some(open) = parser.stack.pop() else { return };
        let mut next = if i == last { index } else { level.inner + 1 };
        if i < last
            && let Some((kind, mark)) = open.entry
            && let Some((entry, _)) = level.entry
            && let Some(node) = nth(level.node, entry).and_then(NodeOrToken::into_node)
        {
            parser.builder.extend(node.children().skip(next));
            parser.builder.finish(kind, mark);
            next = entry + 1;
        }
        parser.builder.extend(level.node.children().skip(next));
        parser.builder.finish(SyntaxKind::of(level.node.kind()), open.mark);
    }
}

fn moved(error: SyntaxError, from: u32, delta: i64) -> SyntaxError {
    let shift = |span: Span| if span.start >= from { span.shift(delta) } else { span };
    let mut error = SyntaxError { span: shift(error.span), related: error.related.map(shift), ..error };
    error.seen.taken = shifted(error.seen.taken, delta);
    error
}

/// Openers less closers in `span`.
fn brackets(root: &GreenNode, span: Span) -> i64 {
    let mut balance = 0;
    let mut open = vec![(NodeOrToken::Node(&**root), 0)];
    while let Some((element, start)) = open.pop() {
        let end = start + text_len(&element);
        if end <= span.start || start >= span.end {
            continue;
        }
        match element {
            NodeOrToken::Token(token) => {
                let kind = SyntaxKind::of(token.kind());
                balance += i64::from(kind.is_opener()) - i64::from(kind.is_closer());
            }
            NodeOrToken::Node(node) => open.extend(children(node, start)),
        }
    }
    balance
}

/// Whether no error has to do with the text between `from` and `to`.
fn is_clean(tree: &Tree, from: u32, to: u32) -> bool {
    !tree.errors().iter().any(|error| error.span.start <= to && error.span.end >= from)
}

/// Whether an edit at `at` leaves alone what the parser looks at before it begins the entry.
fn is_fixed(entry: &GreenNodeData, start: u32, at: u32) -> bool {
    let mut parts = children(entry, start);
    match SyntaxKind::of(entry.kind()) {
        SyntaxKind::Member => parts
            .any(|(child, start)| SyntaxKind::of(child.kind()) == SyntaxKind::Colon && start + text_len(&child) <= at),
        SyntaxKind::Item => match parts.next() {
            Some((NodeOrToken::Node(node), start)) if SyntaxKind::of(node.kind()).is_container() => {
                opener_end(node, start).is_some_and(|end| end <= at)
            }
            Some((child, start)) => start + text_len(&child) < at,
            None => false,
        },
        _ => false,
    }
}

/// The comma that is the last thing of an entry but for trivia: how many children come before its end, how many bytes.
fn comma_of(entry: &GreenNodeData) -> Option<(usize, u32)> {
    let mut count = entry.children().len();
    let mut length = u32::from(entry.text_len());
    for child in entry.children().rev() {
        let kind = SyntaxKind::of(child.kind());
        if kind == SyntaxKind::Comma {
            return is_entry_kind(entry).then_some((count, length));
        }
        if !kind.is_trivia() {
            return None;
        }
        count -= 1;
        length -= text_len(&child);
    }
    None
}

/// Whether what follows `entry` starts a line.
fn text_starts_line(entry: &GreenNodeData) -> bool {
    match entry.children().next_back() {
        Some(NodeOrToken::Token(token)) => {
            SyntaxKind::of(token.kind()) == SyntaxKind::Whitespace && token.text().contains(['\n', '\r'])
        }
        _ => false,
    }
}

fn is_entry_kind(node: &GreenNodeData) -> bool {
    let kind = SyntaxKind::of(node.kind());
    kind.is_entry() || kind == SyntaxKind::Error
}

fn is_entry_or_error(element: &Element<'_>) -> bool {
    element.as_node().is_some_and(|node| is_entry_kind(node))
}

fn nth(node: &GreenNodeData, index: usize) -> Option<Element<'_>> {
    node.children().nth(index)
}
