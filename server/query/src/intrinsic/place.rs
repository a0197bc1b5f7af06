//! What stands at an offset: for signature help, completion and hover.

use super::tree::{Arg, ArgKind, Call};
use crate::Span;
use crate::jsonpath;

/// The call whose parentheses the cursor is in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ActiveCall<'c> {
    /// The innermost one.
    pub call: &'c Call,
    /// Which argument the cursor is at, from 0.
    pub argument: usize,
}

/// What can be written at the cursor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Completion<'c> {
    /// The name of a function, where the whole text is a call.
    Function {
        /// The name that would be replaced.
        replace: Span,
    },
    /// An argument: a path, a function, a literal.
    Argument {
        /// The call it belongs to.
        call: &'c Call,
        /// Which argument it is, from 0.
        index: usize,
        /// The word that would be replaced, or an empty range at the cursor.
        replace: Span,
    },
    /// A part of a path.
    Path(jsonpath::Completion<'c>),
    /// The text of a string.
    Text {
        /// The call it belongs to.
        call: &'c Call,
        /// Which argument it is, from 0.
        index: usize,
        /// Between the quotes.
        replace: Span,
    },
}

/// The part of a call at an offset.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Node<'c> {
    /// The name of a function.
    Function(&'c Call),
    /// A part of a path.
    Path(jsonpath::Node<'c>),
    /// The `{}` of a string, as the index of the slot.
    Slot {
        /// The call the string belongs to.
        call: &'c Call,
        /// Which argument the string is, from 0.
        argument: usize,
        /// Which `{}` of the string it is, from 0.
        slot: usize,
        /// Where it stands.
        span: Span,
    },
    /// Another argument.
    Argument(&'c Call, usize),
}

impl Call {
    /// The innermost call whose parentheses hold `offset` (bytes), and which argument is there. An unclosed call
    /// reaches to the end of the text. A cursor on the parentheses' outside or on a name is not in them.
    pub fn call_at(&self, offset: u32) -> Option<ActiveCall<'_>> {
        let open = self.open?;
        if offset < open.end || self.close.is_some_and(|close| offset > close.start) {
            return None;
        }
        let inner = self.args.iter().find_map(|arg| match &arg.kind {
            ArgKind::Call(call) => call.call_at(offset),
            _ => None,
        });
        inner.or_else(|| Some(ActiveCall { call: self, argument: self.argument_at(offset) }))
    }

    fn argument_at(&self, offset: u32) -> usize {
        let started = |arg: &Arg| arg.span.start <= offset;
        let by_commas = self.commas.iter().filter(|comma| comma.end <= offset).count();
        // A forgotten comma still begins an argument.
        let by_args = self.args.iter().filter(|arg| started(arg)).count();
        by_commas.max(by_args.saturating_sub(1))
    }

    /// What can be written at `offset` (bytes); `None` where nothing can be proposed.
    pub fn completion_at(&self, offset: u32) -> Option<Completion<'_>> {
        if self.name_span.touches(offset) {
            return Some(Completion::Function { replace: self.name_span });
        }
        let active = self.call_at(offset)?;
        active.call.argument_completion(active.argument, offset)
    }

    fn argument_completion(&self, index: usize, offset: u32) -> Option<Completion<'_>> {
        let here = Completion::Argument { call: self, index, replace: Span::empty(offset) };
        let Some(arg) = self.args.iter().find(|arg| arg.span.touches(offset)) else {
            // Behind a finished argument only a comma fits.
            let behind = self.args.get(index);
            return behind.is_none_or(|arg| offset < arg.span.start).then_some(here);
        };
        match &arg.kind {
            ArgKind::Missing => Some(here),
            ArgKind::Path(path) => path.completion_at(offset).map(Completion::Path),
            ArgKind::Call(call) if call.name_span.touches(offset) => {
                Some(Completion::Argument { call: self, index, replace: call.name_span })
            }
            ArgKind::String(text) if text.inner.touches(offset) => {
                Some(Completion::Text { call: self, index, replace: text.inner })
            }
            ArgKind::Error | ArgKind::Bool(_) | ArgKind::Null => {
                Some(Completion::Argument { call: self, index, replace: arg.span })
            }
            _ => None,
        }
    }

    /// The innermost part of the call that the character at `offset` (bytes), or the one before it, belongs to.
    pub fn node_at(&self, offset: u32) -> Option<Node<'_>> {
        if self.name_span.touches(offset) && !self.name_span.is_empty() {
            return Some(Node::Function(self));
        }
        let by = |hit: fn(Span, u32) -> bool| {
            self.args.iter().position(|arg| arg.kind != ArgKind::Missing && hit(arg.span, offset))
        };
        let argument = by(Span::contains).or_else(|| by(Span::touches))?;
        match &self.args.get(argument)?.kind {
            ArgKind::Call(call) => call.node_at(offset),
            ArgKind::Path(path) => path.node_at(offset).map(Node::Path),
            ArgKind::String(text) => text
                .slots
                .iter()
                .position(|slot| slot.contains(offset))
                .and_then(|slot| Some(Node::Slot { call: self, argument, slot, span: *text.slots.get(slot)? }))
                .or(Some(Node::Argument(self, argument))),
            _ => Some(Node::Argument(self, argument)),
        }
    }
}
