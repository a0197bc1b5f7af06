//! Functions of templates that stand where a value will be: `!Sub ...`, `{"Fn::Sub": ...}`, `{"Ref": ...}`.
//!
//! For the language of state machines such a value is unknown, a hole. Who knows templates looks inside.

use rowan::{GreenNodeData, NodeOrToken};

use crate::value::{Element, children};
use crate::{Kind, Member, Span, SyntaxKind, Value};

/// A function of a template in one of its forms.
#[derive(Clone, Copy)]
pub struct Intrinsic<'t> {
    name: &'t str,
    name_span: Span,
    argument: Option<Value<'t>>,
}

impl<'t> Intrinsic<'t> {
    /// What it is called in its short form, without `!` and `Fn::`: `Sub`, `GetAtt`, `Ref`. A tag may be any.
    pub fn name(self) -> &'t str {
        self.name
    }

    /// Where its name stands: the tag, or the key with its quotes.
    pub fn name_span(self) -> Span {
        self.name_span
    }

    /// What it is applied to, or `None` where nothing is written.
    pub fn argument(self) -> Option<Value<'t>> {
        self.argument
    }

    pub(crate) fn of(element: Element<'t>, start: u32) -> Option<Intrinsic<'t>> {
        let node = element.into_node()?;
        match SyntaxKind::of(node.kind()) {
            SyntaxKind::Hole => tagged(node, start),
            kind if kind.is_object() => long_form(node, start),
            _ => None,
        }
    }
}

/// Whether `node` is an object that is a function of a template in its long form.
pub(crate) fn is_long_form(node: &GreenNodeData) -> bool {
    // Nearly every object is told by the first letter of its first key.
    let first = node.children().filter_map(NodeOrToken::into_node).next();
    let key = first.and_then(|member| member.children().next()).and_then(NodeOrToken::into_node);
    let key = key.and_then(|key| key.children().next()).and_then(NodeOrToken::into_token);
    let Some(key) = key.map(|key| key.text().trim_start_matches(['"', '\''])) else { return false };
    if !key.starts_with("Fn::") && !key.starts_with("Ref") {
        return false;
    }
    long_form(node, 0).is_some()
}

/// `!Name argument`.
fn tagged(node: &GreenNodeData, start: u32) -> Option<Intrinsic<'_>> {
    let tag = node.children().next()?.into_token().filter(|tag| SyntaxKind::of(tag.kind()) == SyntaxKind::Tag)?;
    let name = tag.text().trim_start_matches('!');
    let name_span = Span::new(start, start + u32::from(tag.text_len()));
    let argument = children(node, start)
        .find(|(child, _)| SyntaxKind::of(child.kind()).is_value())
        .map(|(child, at)| Value::new(child, at));
    Some(Intrinsic { name: name.strip_prefix("Fn::").unwrap_or(name), name_span, argument })
}

/// `{"Fn::Name": argument}` or `{"Ref": "..."}`.
fn long_form(node: &GreenNodeData, start: u32) -> Option<Intrinsic<'_>> {
    let mut members = children(node, start).filter_map(|(child, at)| Member::from_element(child, at));
    let only = members.next()?;
    if members.next().is_some() {
        return None;
    }
    let (key, argument) = (only.key(), only.value());
    let name = match key.raw() {
        // A state may be called so, and is an object then.
        "Ref" => argument.is_none_or(|argument| argument.kind() == Kind::String).then_some("Ref"),
        key => key.strip_prefix("Fn::").filter(|name| !name.is_empty()),
    };
    Some(Intrinsic { name: name?, name_span: key.span(), argument })
}
