//! What stands at an offset: for completion and for hover.

use super::tree::{
    Brackets, Filter, FilterKind, Function, Operand, OperandKind, Operator, Path, Root, RootKind, SegmentKind,
    SelectorKind,
};
use crate::Span;

/// What can be written at the cursor, and what it would replace.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Completion<'p> {
    /// What fits here.
    pub expected: Expected<'p>,
    /// The range to replace, in bytes; the cursor is inside or at an end of it.
    pub replace: Span,
}

/// What fits at the cursor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expected<'p> {
    /// A root: `$`, `$$`, a variable.
    Root,
    /// The name of a member, of a function, or `*`.
    Member {
        /// The path it belongs to. Its root tells what the members are of.
        path: &'p Path,
        /// How many segments of the path stand before it.
        before: usize,
        /// Whether it stands in brackets, so that a name needs quotes.
        in_brackets: bool,
        /// The quote that is typed already.
        quote: Option<char>,
    },
    /// A value in a filter: `@`, `$`, a variable, or a literal.
    Operand,
    /// A comparison, or `&&` and `||`.
    Operator,
}

/// The part of a path at an offset.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Node<'p> {
    /// The root of a path.
    Root(&'p Path),
    /// A segment: the path and the index of the segment.
    Segment(&'p Path, usize),
    /// A function of a path, with the index of its segment.
    Function(&'p Path, usize, &'p Function),
    /// An operator of a filter.
    Operator(Operator, Span),
    /// A value in a filter or in a function's parentheses.
    Operand(&'p Operand),
}

impl Path {
    /// What can be written at `offset` (bytes); `None` where nothing can be proposed.
    pub fn completion_at(&self, offset: u32) -> Option<Completion<'_>> {
        if root_touches(&self.root, offset) {
            return Some(Completion { expected: Expected::Root, replace: self.root.span });
        }
        for (before, segment) in self.segments.iter().enumerate() {
            if !segment.span.touches(offset) {
                continue;
            }
            let found = match &segment.kind {
                SegmentKind::Member(name) if name.span.touches(offset) => Some(Completion {
                    expected: Expected::Member { path: self, before, in_brackets: false, quote: None },
                    replace: name.span,
                }),
                SegmentKind::Wildcard if offset == segment.span.end => Some(Completion {
                    expected: Expected::Member { path: self, before, in_brackets: false, quote: None },
                    replace: Span::new(offset - 1, offset),
                }),
                SegmentKind::Function(function) if function.name.span.touches(offset) => Some(Completion {
                    expected: Expected::Member { path: self, before, in_brackets: false, quote: None },
                    replace: function.name.span,
                }),
                SegmentKind::Function(function) => {
                    function.args.iter().find_map(|operand| complete_operand(operand, offset))
                }
                SegmentKind::Brackets(brackets) => self.complete_brackets(before, brackets, offset),
                _ => None,
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn complete_brackets<'p>(&'p self, before: usize, brackets: &'p Brackets, offset: u32) -> Option<Completion<'p>> {
        if !brackets.inner.touches(offset) {
            return None;
        }
        let member = |quote, replace| {
            Some(Completion { expected: Expected::Member { path: self, before, in_brackets: true, quote }, replace })
        };
        for selector in &brackets.selectors {
            if !selector.span.touches(offset) {
                continue;
            }
            return match &selector.kind {
                SelectorKind::Name(name) if name.span.touches(offset) => member(name.quote, name.span),
                SelectorKind::Error => member(None, selector.span),
                SelectorKind::Filter(filter) if offset > selector.span.start => complete_in_condition(filter, offset),
                _ => None,
            };
        }
        match brackets.selectors.as_slice() {
            [] => member(None, Span::empty(offset)),
            [only] if offset < only.span.start => None,
            // Behind an unfinished condition, with blanks in between.
            [.., last] => match &last.kind {
                SelectorKind::Filter(_) if !brackets.closed => {
                    Some(Completion { expected: Expected::Operator, replace: Span::empty(offset) })
                }
                _ => None,
            },
        }
    }

    /// The innermost part of the path that the character at `offset` (bytes), or the one before it, belongs to.
    pub fn node_at(&self, offset: u32) -> Option<Node<'_>> {
        self.find_node(offset, &|span| span.contains(offset))
            .or_else(|| self.find_node(offset, &|span| span.touches(offset)))
    }

    fn find_node<'p>(&'p self, offset: u32, hit: &dyn Fn(Span) -> bool) -> Option<Node<'p>> {
        if hit(self.root.span) && !self.root.span.is_empty() {
            return Some(Node::Root(self));
        }
        let (index, segment) = self.segments.iter().enumerate().find(|(_, segment)| hit(segment.span))?;
        match &segment.kind {
            SegmentKind::Function(function) => function
                .args
                .iter()
                .find_map(|operand| find_in_operand(operand, offset, hit))
                .or(Some(Node::Function(self, index, function))),
            SegmentKind::Brackets(brackets) => brackets
                .selectors
                .iter()
                .find_map(|selector| match &selector.kind {
                    SelectorKind::Filter(filter) => find_in_filter(filter, offset, hit),
                    _ => None,
                })
                .or(Some(Node::Segment(self, index))),
            _ => Some(Node::Segment(self, index)),
        }
    }
}

fn root_touches(root: &Root, offset: u32) -> bool {
    root.span.touches(offset) && root.kind != RootKind::Current && root.kind != RootKind::Hole
}

fn complete_operand(operand: &Operand, offset: u32) -> Option<Completion<'_>> {
    if !operand.span.touches(offset) {
        return None;
    }
    match &operand.kind {
        OperandKind::Path(path) if path.root.span.touches(offset) => {
            Some(Completion { expected: Expected::Operand, replace: path.root.span })
        }
        OperandKind::Path(path) => path.completion_at(offset),
        OperandKind::Missing => Some(Completion { expected: Expected::Operand, replace: Span::empty(offset) }),
        OperandKind::Word | OperandKind::Bool(_) | OperandKind::Null => {
            Some(Completion { expected: Expected::Operand, replace: operand.span })
        }
        _ => None,
    }
}

/// What fits at a place in a condition: between its parts an operator.
fn complete_in_condition(filter: &Filter, offset: u32) -> Option<Completion<'_>> {
    let found = complete_filter(filter, offset);
    let inside = find_in_filter(filter, offset, &|span| span.touches(offset)).is_some();
    if found.is_some() || inside {
        return found;
    }
    Some(Completion { expected: Expected::Operator, replace: Span::empty(offset) })
}

/// What fits at a part of a condition. `None` where the part takes nothing, or none is there.
fn complete_filter(filter: &Filter, offset: u32) -> Option<Completion<'_>> {
    if !filter.span.touches(offset) && !is_missing(filter) {
        return None;
    }
    match &filter.kind {
        FilterKind::Any(parts) | FilterKind::All(parts) => parts.iter().find_map(|part| complete_filter(part, offset)),
        FilterKind::Not(inner) | FilterKind::Group(inner) => complete_filter(inner, offset),
        FilterKind::Exists(operand) => complete_operand(operand, offset),
        FilterKind::Compare { left, operator_span, right, .. } => complete_operand(left, offset)
            .or_else(|| {
                operator_span
                    .touches(offset)
                    .then_some(Completion { expected: Expected::Operator, replace: *operator_span })
            })
            .or_else(|| complete_operand(right, offset)),
    }
}

fn is_missing(filter: &Filter) -> bool {
    matches!(&filter.kind, FilterKind::Exists(operand) if operand.kind == OperandKind::Missing)
}

fn find_in_operand<'p>(operand: &'p Operand, offset: u32, hit: &dyn Fn(Span) -> bool) -> Option<Node<'p>> {
    if !hit(operand.span) {
        return None;
    }
    match &operand.kind {
        OperandKind::Path(path) => path.find_node(offset, hit),
        _ => Some(Node::Operand(operand)),
    }
}

fn find_in_filter<'p>(filter: &'p Filter, offset: u32, hit: &dyn Fn(Span) -> bool) -> Option<Node<'p>> {
    if !hit(filter.span) {
        return None;
    }
    match &filter.kind {
        FilterKind::Any(parts) | FilterKind::All(parts) => {
            parts.iter().find_map(|part| find_in_filter(part, offset, hit))
        }
        FilterKind::Not(inner) | FilterKind::Group(inner) => find_in_filter(inner, offset, hit),
        FilterKind::Exists(operand) => find_in_operand(operand, offset, hit),
        FilterKind::Compare { left, operator, operator_span, right } => find_in_operand(left, offset, hit)
            .or_else(|| hit(*operator_span).then_some(Node::Operator(*operator, *operator_span)))
            .or_else(|| find_in_operand(right, offset, hit)),
    }
}
