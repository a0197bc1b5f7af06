//! The data view of a document. Rules and features see nothing else of it, and it is the same for JSON and YAML.
//!
//! Every view is a borrowed, copyable pair of a green node and the place where that node starts.

use rowan::{GreenNode, GreenNodeData, GreenTokenData, NodeOrToken};

use crate::intrinsic::{self, Intrinsic};
use crate::tree::text_len;
use crate::{Number, Span, Str, SyntaxKind};

pub(crate) type Element<'t> = NodeOrToken<&'t GreenNodeData, &'t GreenTokenData>;

/// What a [`Value`] is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// An object (a mapping of YAML).
    Object,
    /// An array (a sequence of YAML).
    Array,
    /// A string.
    String,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// `null`.
    Null,
    /// Unknown until a template is filled in. Nothing may be said about it.
    Hole,
    /// No value: a bare word, a bad number. It has been reported as a syntax error.
    Error,
}

/// Which green node or token something is. It stays the same while an edit does not touch it, and no other has it for as
/// long as something (a [`Tree`](crate::Tree), a [`Part`]) holds it. Equal scalars may share one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NodeId(usize);

/// A value of a document.
#[derive(Clone, Copy)]
pub struct Value<'t> {
    element: Element<'t>,
    start: u32,
}

impl<'t> Value<'t> {
    pub(crate) fn new(element: Element<'t>, start: u32) -> Value<'t> {
        Value { element, start }
    }

    /// Where it stands.
    pub fn span(self) -> Span {
        Span::new(self.start, self.start + text_len(&self.element))
    }

    /// What it is.
    pub fn kind(self) -> Kind {
        match SyntaxKind::of(self.element.kind()) {
            SyntaxKind::Object | SyntaxKind::BlockMapping if self.is_long_intrinsic() => Kind::Hole,
            SyntaxKind::Object | SyntaxKind::BlockMapping => Kind::Object,
            SyntaxKind::Array | SyntaxKind::BlockSequence => Kind::Array,
            SyntaxKind::Number => Kind::Number,
            SyntaxKind::True | SyntaxKind::False => Kind::Bool,
            SyntaxKind::Null => Kind::Null,
            SyntaxKind::Hole => Kind::Hole,
            kind if kind.is_string() => Kind::String,
            _ => Kind::Error,
        }
    }

    /// The object that it is. A function of a template is none.
    pub fn as_object(self) -> Option<Object<'t>> {
        let node = self.element.into_node().filter(|node| SyntaxKind::of(node.kind()).is_object())?;
        (!intrinsic::is_long_form(node)).then_some(Object { node, start: self.start })
    }

    /// The function of a template that it is, as a tag or as an object. For everything else it is [`Kind::Hole`].
    pub fn as_intrinsic(self) -> Option<Intrinsic<'t>> {
        Intrinsic::of(self.element, self.start)
    }

    fn is_long_intrinsic(self) -> bool {
        self.element.into_node().is_some_and(intrinsic::is_long_form)
    }

    /// The array that it is.
    pub fn as_array(self) -> Option<Array<'t>> {
        let node = self.element.into_node().filter(|node| SyntaxKind::of(node.kind()).is_array())?;
        Some(Array { node, start: self.start })
    }

    /// The string that it is.
    pub fn as_str(self) -> Option<Str<'t>> {
        let token = self.element.into_token().filter(|token| SyntaxKind::of(token.kind()).is_string())?;
        Some(Str::new(token, self.start))
    }

    /// The number that it is.
    pub fn as_number(self) -> Option<Number<'t>> {
        let token = self.element.into_token().filter(|token| SyntaxKind::of(token.kind()) == SyntaxKind::Number)?;
        Some(Number::new(token.text(), self.start))
    }

    /// `true` or `false`, if it is one of them.
    pub fn as_bool(self) -> Option<bool> {
        match SyntaxKind::of(self.element.kind()) {
            SyntaxKind::True => Some(true),
            SyntaxKind::False => Some(false),
            _ => None,
        }
    }

    /// Whether it is `null`.
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// Whether it is a placeholder, or a string that holds nothing but one.
    pub fn is_hole(self) -> bool {
        self.kind() == Kind::Hole || self.as_str().is_some_and(Str::is_hole)
    }

    /// Which green node or token it is.
    pub fn id(self) -> NodeId {
        match self.element {
            NodeOrToken::Node(node) => id_of(node),
            NodeOrToken::Token(token) => NodeId(std::ptr::from_ref(token) as *const () as usize),
        }
    }
}

/// An object of a document.
#[derive(Clone, Copy)]
pub struct Object<'t> {
    node: &'t GreenNodeData,
    start: u32,
}

impl<'t> Object<'t> {
    /// Where it stands, from its opener to its closer.
    pub fn span(self) -> Span {
        Span::new(self.start, self.start + u32::from(self.node.text_len()))
    }

    /// Its members, in the order of the text, duplicates included.
    pub fn members(self) -> impl Iterator<Item = Member<'t>> {
        children(self.node, self.start).filter_map(|(child, start)| Member::from_element(child, start))
    }

    /// The member called `key`; of several the last, as in JavaScript.
    pub fn get(self, key: &str) -> Option<Member<'t>> {
        self.members().filter(|member| member.key().is(key)).last()
    }

    /// The value of the member called `key`.
    pub fn value(self, key: &str) -> Option<Value<'t>> {
        self.get(key)?.value()
    }

    /// Its opener, empty if it is missing.
    pub fn open(self) -> Span {
        open(self.node, self.start)
    }

    /// Its closer.
    pub fn close(self) -> Option<Span> {
        close(self.node, self.start)
    }

    /// Whether all its members are known: it has its closer, or is a block mapping of YAML, which needs none, and
    /// nothing merges other members into it. What is missing in an object that is not closed may be yet to come.
    pub fn is_closed(self) -> bool {
        (self.close().is_some() || !self.is_flow()) && !self.is_open_ended()
    }

    /// Whether it is written in braces: always in JSON, also when a brace is missing.
    pub fn is_flow(self) -> bool {
        !SyntaxKind::of(self.node.kind()).is_block()
    }

    /// Whether it may have members that are not to be seen: a merge key (`<<`) or a key that is no scalar may stand for
    /// any of them.
    pub fn is_open_ended(self) -> bool {
        self.members().any(Member::is_merge)
    }

    /// Which green node it is.
    pub fn id(self) -> NodeId {
        id_of(self.node)
    }

    /// It as a value.
    pub fn as_value(self) -> Value<'t> {
        Value { element: NodeOrToken::Node(self.node), start: self.start }
    }
}

/// A member of an object.
#[derive(Clone, Copy)]
pub struct Member<'t> {
    node: &'t GreenNodeData,
    start: u32,
}

impl<'t> Member<'t> {
    pub(crate) fn from_element(element: Element<'t>, start: u32) -> Option<Member<'t>> {
        let node = element.into_node().filter(|node| SyntaxKind::of(node.kind()) == SyntaxKind::Member)?;
        Some(Member { node, start })
    }

    /// Where it stands, from the key to the end of the value, without the comma.
    pub fn span(self) -> Span {
        let end = children(self.node, self.start)
            .take_while(|(child, _)| SyntaxKind::of(child.kind()) != SyntaxKind::Comma)
            .filter(|(child, _)| !SyntaxKind::of(child.kind()).is_trivia())
            .map(|(child, start)| start + text_len(&child))
            .last();
        Span::new(self.start, end.unwrap_or(self.start))
    }

    /// Its key.
    pub fn key(self) -> Str<'t> {
        let key = self.node.children().next().and_then(NodeOrToken::into_node);
        match key.and_then(|key| key.children().next()).and_then(NodeOrToken::into_token) {
            Some(token) => Str::new(token, self.start),
            None => Str::nothing(self.start),
        }
    }

    /// Its value, or `None` if the text has none yet.
    pub fn value(self) -> Option<Value<'t>> {
        children(self.node, self.start)
            .skip(1)
            .take_while(|(child, _)| SyntaxKind::of(child.kind()) != SyntaxKind::Comma)
            .find(|(child, _)| SyntaxKind::of(child.kind()).is_value())
            .map(|(child, start)| Value::new(child, start))
    }

    /// Whether it stands for members that are not to be seen: its key is a merge key of YAML (`<<`) or no scalar.
    pub fn is_merge(self) -> bool {
        let key = self.node.children().next().and_then(NodeOrToken::into_node);
        let token = key.and_then(|key| key.children().next()).and_then(NodeOrToken::into_token);
        token.is_some_and(|token| {
            let is_placeholder = token.text().starts_with("${");
            SyntaxKind::of(token.kind()) == SyntaxKind::Hole && !is_placeholder
        })
    }

    /// Its colon.
    pub fn colon(self) -> Option<Span> {
        token_span(self.node, self.start, SyntaxKind::Colon)
    }

    /// The comma after it.
    pub fn comma(self) -> Option<Span> {
        token_span(self.node, self.start, SyntaxKind::Comma)
    }

    /// Which green node it is.
    pub fn id(self) -> NodeId {
        id_of(self.node)
    }

    /// A handle that keeps the member beyond the life of the tree.
    pub fn retain(self) -> Part {
        Part { node: self.node.to_owned() }
    }
}

/// An array of a document.
#[derive(Clone, Copy)]
pub struct Array<'t> {
    node: &'t GreenNodeData,
    start: u32,
}

impl<'t> Array<'t> {
    /// Where it stands, from its opener to its closer.
    pub fn span(self) -> Span {
        Span::new(self.start, self.start + u32::from(self.node.text_len()))
    }

    /// Its items.
    pub fn items(self) -> impl Iterator<Item = Value<'t>> {
        children(self.node, self.start)
            .filter_map(|(child, start)| Some((child.into_node()?, start)))
            .filter(|(node, _)| SyntaxKind::of(node.kind()) == SyntaxKind::Item)
            .filter_map(|(node, start)| item_value(node, start))
    }

    /// Its opener, empty if it is missing.
    pub fn open(self) -> Span {
        open(self.node, self.start)
    }

    /// Its closer.
    pub fn close(self) -> Option<Span> {
        close(self.node, self.start)
    }

    /// Whether all its items are known: it has its closer, or is a block sequence of YAML, which needs none.
    pub fn is_closed(self) -> bool {
        self.close().is_some() || !self.is_flow()
    }

    /// Whether it is written in brackets: always in JSON, also when a bracket is missing.
    pub fn is_flow(self) -> bool {
        !SyntaxKind::of(self.node.kind()).is_block()
    }

    /// Which green node it is.
    pub fn id(self) -> NodeId {
        id_of(self.node)
    }

    /// It as a value.
    pub fn as_value(self) -> Value<'t> {
        Value { element: NodeOrToken::Node(self.node), start: self.start }
    }
}

/// A member that outlives its tree, to be looked at from any place: what is remembered of it can be relative to its
/// start, and holds for as long as [`Part::is`] says that the member is the same.
#[derive(Clone, Debug)]
pub struct Part {
    node: GreenNode,
}

impl Part {
    /// The member as if it started at `start`.
    pub fn member(&self, start: u32) -> Member<'_> {
        Member { node: &self.node, start }
    }

    /// Whether `member` is this one, unchanged, wherever it stands.
    pub fn is(&self, member: Member<'_>) -> bool {
        std::ptr::eq(&*self.node, member.node)
    }

    /// Which green node it is.
    pub fn id(&self) -> NodeId {
        id_of(&self.node)
    }
}

/// The children of `node`, which starts at `start`, each with its own start.
pub(crate) fn children(node: &GreenNodeData, start: u32) -> impl Iterator<Item = (Element<'_>, u32)> {
    let mut next = start;
    node.children().map(move |child| {
        let at = next;
        next += text_len(&child);
        (child, at)
    })
}

pub(crate) fn item_value(node: &GreenNodeData, start: u32) -> Option<Value<'_>> {
    children(node, start)
        .find(|(child, _)| SyntaxKind::of(child.kind()).is_value())
        .map(|(child, start)| Value::new(child, start))
}

fn id_of(node: &GreenNodeData) -> NodeId {
    NodeId(std::ptr::from_ref(node) as *const () as usize)
}

fn open(node: &GreenNodeData, start: u32) -> Span {
    match node.children().next() {
        Some(child) if SyntaxKind::of(child.kind()).is_opener() => Span::new(start, start + text_len(&child)),
        _ => Span::empty(start),
    }
}

fn close(node: &GreenNodeData, start: u32) -> Option<Span> {
    // A closer that closes something else is part of an entry, so a last child that is one is this container's own.
    let last = node.children().next_back()?;
    let end = start + u32::from(node.text_len());
    SyntaxKind::of(last.kind()).is_closer().then(|| Span::new(end - text_len(&last), end))
}

fn token_span(node: &GreenNodeData, start: u32, kind: SyntaxKind) -> Option<Span> {
    children(node, start)
        .find(|(child, _)| SyntaxKind::of(child.kind()) == kind)
        .map(|(child, start)| Span::new(start, start + text_len(&child)))
}
