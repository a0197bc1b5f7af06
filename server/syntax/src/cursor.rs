//! Where a cursor is, for completion: in which containers, and at what kind of place of the innermost one.

use rowan::NodeOrToken;

use crate::indent::line_at;
use crate::value::{Element, children};
use crate::{Array, Dialect, Document, Member, Object, Span, Str, SyntaxKind, Value};

/// What a cursor is in and at.
#[derive(Clone)]
pub struct Cursor<'t> {
    /// The containers around it, outermost first.
    pub containers: Vec<Container<'t>>,
    /// What can be written there.
    pub place: Place<'t>,
}

/// A container around a cursor.
#[derive(Clone, Copy)]
pub enum Container<'t> {
    /// An object.
    Object {
        /// The object.
        object: Object<'t>,
        /// The member that the cursor is in.
        member: Option<Member<'t>>,
    },
    /// An array.
    Array {
        /// The array.
        array: Array<'t>,
        /// The index of the item that the cursor is in, or that would be written there.
        index: usize,
    },
}

/// What can be written at a cursor.
///
/// `replace` is what it takes the place of: all of a key or value that is there, with its quotes, or an empty span at the
/// cursor. `typed` is what stands of it before the cursor, without the quote. `comma_before` is where a comma has to be
/// added because the entry before lacks one. `comma_after` says that another entry follows and no comma separates it.
#[derive(Clone)]
pub enum Place<'t> {
    /// The key of a member.
    Key {
        /// What a key takes the place of.
        replace: Span,
        /// What stands of it before the cursor.
        typed: String,
        /// Whether a colon follows already.
        has_value: bool,
        /// Where the entry before lacks a comma.
        comma_before: Option<u32>,
        /// Whether a comma is needed after the member.
        comma_after: bool,
    },
    /// The value of a member.
    Value {
        /// The member, unless it has no key.
        key: Option<Member<'t>>,
        /// What a value takes the place of.
        replace: Span,
        /// What stands of it before the cursor.
        typed: String,
        /// The string that the cursor is in.
        in_string: Option<Str<'t>>,
        /// Where the entry before lacks a comma.
        comma_before: Option<u32>,
        /// Whether a comma is needed after the member.
        comma_after: bool,
        /// Whether the colon is missing, too.
        missing_colon: bool,
        /// Whether the value would stand right behind the colon.
        needs_space: bool,
    },
    /// An item of an array.
    Element {
        /// Its index.
        index: usize,
        /// What an item takes the place of.
        replace: Span,
        /// What stands of it before the cursor.
        typed: String,
        /// The string that the cursor is in.
        in_string: Option<Str<'t>>,
        /// Where the item before lacks a comma.
        comma_before: Option<u32>,
        /// Whether a comma is needed after the item.
        comma_after: bool,
    },
    /// The value that the document is to be; it holds none yet.
    Outside {
        /// What the value takes the place of.
        replace: Span,
    },
    /// Nothing can be written here: in a comment, before a comma, after the document's value.
    Nowhere,
}

impl Document {
    /// Where a cursor at `offset` is. Works at every offset of every text; one past the end is the end.
    pub fn cursor(&self, offset: u32) -> Cursor<'_> {
        let offset = self.text().clamp(Span::empty(offset)).start;
        let mut path = Path::to(self, offset);
        // Where a key may be written in YAML is told by more than the tree.
        if path.in_comment || self.dialect() == Dialect::Yaml {
            return Cursor { containers: path.containers(&Place::Nowhere), place: Place::Nowhere };
        }
        path.leave_left(self, offset);
        let place = path.place(self, offset);
        Cursor { containers: path.containers(&place), place }
    }
}

/// A child on the way down, with its place.
#[derive(Clone, Copy)]
struct Step<'t> {
    element: Element<'t>,
    start: u32,
}

impl<'t> Step<'t> {
    fn kind(self) -> SyntaxKind {
        SyntaxKind::of(self.element.kind())
    }

    fn end(self) -> u32 {
        self.start + crate::tree::text_len(&self.element)
    }

    fn span(self) -> Span {
        Span::new(self.start, self.end())
    }

    fn children(self) -> impl Iterator<Item = Step<'t>> {
        let node = self.element.into_node();
        node.into_iter()
            .flat_map(move |node| children(node, self.start))
            .map(|(element, start)| Step { element, start })
    }
}

/// The nodes from the root to the last significant token that starts before the cursor. A container that is over before
/// the cursor is not on it: it is then the token itself.
struct Path<'t> {
    nodes: Vec<Step<'t>>,
    token: Option<Step<'t>>,
    in_comment: bool,
}

impl<'t> Path<'t> {
    fn to(document: &'t Document, offset: u32) -> Path<'t> {
        let root = Step { element: NodeOrToken::Node(document.tree().green()), start: 0 };
        let mut path = Path { nodes: vec![root], token: None, in_comment: false };
        let mut at = root;
        loop {
            let mut last = None;
            for child in at.children().take_while(|child| child.start < offset) {
                match child.kind() {
                    SyntaxKind::Comment => {
                        path.in_comment |= offset < child.end() || offset == child.end() && !is_closed(child)
                    }
                    SyntaxKind::Whitespace => {}
                    _ => last = Some(child),
                }
            }
            match last {
                None => break,
                Some(token) if token.element.as_token().is_some() => {
                    path.token = Some(token);
                    break;
                }
                Some(node) => {
                    path.nodes.push(node);
                    at = node;
                }
            }
        }
        path.leave_closed();
        path
    }

    /// If the token is the closer of the innermost container, the container is what is left of the cursor.
    fn leave_closed(&mut self) {
        if let (Some(token), Some(container)) = (self.token, self.nodes.last().copied())
            && token.kind().is_closer()
            && container.kind().is_container()
            && container.end() == token.end()
        {
            self.nodes.pop();
            self.token = Some(container);
        }
    }

    /// Leaves containers without closers that a cursor on a line of its own is too far left for.
    fn leave_left(&mut self, document: &Document, offset: u32) {
        let text = document.text();
        let here = line_at(text, offset);
        let line = here.start;
        let column = here.indent.min(offset - line);
        loop {
            let Some(token) = self.token else { return };
            if token.end() > line || token.kind() == SyntaxKind::Colon {
                return;
            }
            let Some(at) = self.nodes.iter().rposition(|node| node.kind().is_container()) else { return };
            let container = self.nodes[at];
            let closed = container.children().last().is_some_and(|child| child.kind().is_closer());
            let opened = line_at(text, container.start).indent;
            // The root value is never left, nor is a container with something of it still to come.
            if closed || at <= 1 || column > opened || container.end() > offset || column == 0 && opened == 0 {
                return;
            }
            self.nodes.truncate(at);
            self.token = Some(container);
        }
    }

    fn containers(&self, place: &Place<'t>) -> Vec<Container<'t>> {
        let mut containers = Vec::new();
        for (i, node) in self.nodes.iter().enumerate() {
            let inner = self.nodes.get(i + 1).copied();
            // The innermost container is at the place, the others are on the way to it.
            let innermost = !self.nodes[i + 1..].iter().any(|node| node.kind().is_container());
            let value = Value::new(node.element, node.start);
            if let Some(object) = value.as_object() {
                let on_the_way = inner.and_then(|inner| Member::from_element(inner.element, inner.start));
                let member = match place {
                    Place::Value { key, .. } if innermost => *key,
                    Place::Key { replace, .. } if innermost => on_the_way.filter(|_| !replace.is_empty()),
                    _ if innermost => None,
                    _ => on_the_way,
                };
                containers.push(Container::Object { object, member });
            } else if let Some(array) = value.as_array() {
                let index = match place {
                    Place::Element { index, .. } if innermost => *index,
                    _ => inner.map_or(0, |inner| array_index(*node, inner.start)),
                };
                containers.push(Container::Array { array, index });
            }
        }
        containers
    }

    fn place(&self, document: &'t Document, offset: u32) -> Place<'t> {
        let Some(token) = self.token else { return self.outside(document, offset) };
        let Some(at) = self.nodes.iter().rposition(|node| node.kind().is_container()) else {
            return self.outside(document, offset);
        };
        let container = self.nodes[at];
        let entry = self.nodes.get(at + 1).copied();
        let around = Around { document, container, entry, token, offset };
        match container.kind() {
            SyntaxKind::Array => around.item(array_index(container, entry.map_or(offset, |entry| entry.start))),
            _ => around.member(),
        }
    }

    fn outside(&self, document: &'t Document, offset: u32) -> Place<'t> {
        let Some(root) = document.tree().root() else { return Place::Outside { replace: Span::empty(offset) } };
        match root.as_object().is_some() || root.as_array().is_some() || !root.span().touches(offset) {
            true => Place::Nowhere,
            false => Place::Outside { replace: root.span() },
        }
    }
}

/// A cursor in a container, right of `token`.
struct Around<'t> {
    document: &'t Document,
    container: Step<'t>,
    /// The entry of the container that the token is part of.
    entry: Option<Step<'t>>,
    token: Step<'t>,
    offset: u32,
}

impl<'t> Around<'t> {
    fn member(&self) -> Place<'t> {
        let Some(entry) = self.entry else { return self.new_key(None) };
        let member = Member::from_element(entry.element, entry.start);
        let token = self.token;
        let key = member.map(Member::key).filter(|key| key.span() == token.span());
        let has_colon = entry.children().any(|child| child.kind() == SyntaxKind::Colon);
        if let Some(key) = key {
            let in_open = self.in_open_string();
            if self.offset <= token.end() || in_open {
                return Place::Key {
                    replace: if in_open { Span::new(token.start, self.offset.max(token.end())) } else { token.span() },
                    typed: self.typed(key),
                    has_value: has_colon,
                    comma_before: self.comma_before_entry(entry),
                    comma_after: !has_colon && self.comma_after(entry),
                };
            }
            if has_colon {
                return Place::Nowhere;
            }
            return match self.same_line() {
                true => self.value(member, true, Span::empty(self.offset), None, String::new()),
                false => self.new_key(Some(token.end())),
            };
        }
        match token.kind() {
            SyntaxKind::Comma => self.new_key(None),
            SyntaxKind::Colon => self.value_after_colon(member, entry),
            kind if kind.is_string() || kind.is_bare() => match self.scalar() {
                Some((replace, in_string, typed)) => self.value(member, false, replace, in_string, typed),
                None => self.after_value(entry),
            },
            kind if kind.is_container() => self.after_value(entry),
            _ => self.after_value(entry),
        }
    }

    fn item(&self, index: usize) -> Place<'t> {
        let Some(entry) = self.entry else { return self.new_item(index, None) };
        match self.token.kind() {
            SyntaxKind::Comma => self.new_item(index + 1, None),
            kind if kind.is_string() || kind.is_bare() => match self.scalar() {
                Some((replace, in_string, typed)) => Place::Element {
                    index,
                    replace,
                    typed,
                    in_string,
                    comma_before: self.comma_before_entry(entry),
                    comma_after: self.comma_after(entry),
                },
                None if self.comma_follows(entry) => Place::Nowhere,
                None => self.new_item(index + 1, Some(self.token.end())),
            },
            _ if self.comma_follows(entry) => Place::Nowhere,
            _ => self.new_item(index + 1, Some(self.token.end())),
        }
    }

    fn value_after_colon(&self, member: Option<Member<'t>>, entry: Step<'t>) -> Place<'t> {
        let next = entry.children().find(|child| child.start >= self.offset && !child.kind().is_trivia());
        let scalar =
            next.filter(|next| next.start == self.offset && (next.kind().is_string() || next.kind().is_bare()));
        let replace = scalar.map_or(Span::empty(self.offset), Step::span);
        self.value(member, false, replace, None, String::new())
    }

    fn value(
        &self,
        key: Option<Member<'t>>,
        missing_colon: bool,
        replace: Span,
        in_string: Option<Str<'t>>,
        typed: String,
    ) -> Place<'t> {
        let entry = self.entry.unwrap_or(self.container);
        let needs_space = self.token.kind() == SyntaxKind::Colon && self.token.end() == self.offset;
        Place::Value {
            key,
            replace,
            typed,
            in_string,
            comma_before: self.comma_before_entry(entry),
            comma_after: self.comma_after(entry),
            missing_colon,
            needs_space,
        }
    }

    fn after_value(&self, entry: Step<'t>) -> Place<'t> {
        if self.comma_follows(entry) {
            return Place::Nowhere;
        }
        self.new_key(Some(self.token.end()))
    }

    fn new_key(&self, comma_before: Option<u32>) -> Place<'t> {
        let comma_after = self.entry_follows();
        Place::Key {
            replace: Span::empty(self.offset),
            typed: String::new(),
            has_value: false,
            comma_before,
            comma_after,
        }
    }

    fn new_item(&self, index: usize, comma_before: Option<u32>) -> Place<'t> {
        Place::Element {
            index,
            replace: Span::empty(self.offset),
            typed: String::new(),
            in_string: None,
            comma_before,
            comma_after: self.entry_follows(),
        }
    }

    /// The scalar that the cursor is in or at the end of: what to replace, the string, and what is typed of it.
    fn scalar(&self) -> Option<(Span, Option<Str<'t>>, String)> {
        let token = self.token;
        let string = Value::new(token.element, token.start).as_str();
        if let Some(string) = string {
            let open = self.in_open_string();
            let inside = self.offset < token.end() || open || !string.is_closed() && self.offset == token.end();
            let replace = Span::new(token.start, if open { self.offset.max(token.end()) } else { token.end() });
            return inside.then(|| (replace, Some(string), self.typed(string)));
        }
        if self.offset > token.end() {
            return None;
        }
        let text = self.document.text().slice(Span::new(token.start, self.offset)).into_owned();
        Some((token.span(), None, text))
    }

    /// Whether the cursor is in the blank behind a string that lacks its closing quote.
    fn in_open_string(&self) -> bool {
        self.token.kind() == SyntaxKind::UnclosedString
            && self.offset >= self.token.end()
            && self
                .document
                .text()
                .slice(Span::new(self.token.end(), self.offset))
                .chars()
                .all(|c| c == ' ' || c == '\t')
    }

    fn typed(&self, string: Str<'t>) -> String {
        let start = string.inner().start;
        let end = match string.is_closed() {
            true => self.offset.min(string.inner().end),
            false => self.offset,
        };
        self.document.text().slice(Span::new(start, end.max(start))).into_owned()
    }

    fn same_line(&self) -> bool {
        line_at(self.document.text(), self.offset).start <= self.token.start
    }

    /// Where the entry before `entry` lacks its comma.
    fn comma_before_entry(&self, entry: Step<'t>) -> Option<u32> {
        let before = self
            .container
            .children()
            .take_while(|child| child.start < entry.start)
            .filter(|child| !child.kind().is_trivia())
            .last()?;
        if !before.kind().is_entry() && before.kind() != SyntaxKind::Error {
            return None;
        }
        let last = before.children().filter(|child| !child.kind().is_trivia()).last()?;
        (last.kind() != SyntaxKind::Comma).then_some(last.end())
    }

    /// Whether an entry follows `entry` and `entry` has no comma.
    fn comma_after(&self, entry: Step<'t>) -> bool {
        let has_comma = entry.children().any(|child| child.kind() == SyntaxKind::Comma);
        !has_comma && self.container.children().any(|child| child.start > entry.start && is_entry(child))
    }

    /// Whether the comma of `entry` comes behind the cursor.
    fn comma_follows(&self, entry: Step<'t>) -> bool {
        entry.children().any(|child| child.kind() == SyntaxKind::Comma && child.start >= self.offset)
    }

    fn entry_follows(&self) -> bool {
        self.container.children().any(|child| child.start >= self.offset && is_entry(child))
    }
}

fn is_entry(step: Step<'_>) -> bool {
    step.kind().is_entry() || step.kind() == SyntaxKind::Error
}

/// How many items of the array start before `offset`.
fn array_index(array: Step<'_>, offset: u32) -> usize {
    array.children().take_while(|child| child.start < offset).filter(|child| child.kind() == SyntaxKind::Item).count()
}

/// Whether a comment has an end of its own, so that what is typed behind it is no part of it.
fn is_closed(comment: Step<'_>) -> bool {
    comment
        .element
        .as_token()
        .is_some_and(|token| token.text().len() > 3 && token.text().starts_with("/*") && token.text().ends_with("*/"))
}
