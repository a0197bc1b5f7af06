//! Which names an expression binds, where they hold, and which it takes from outside.
//!
//! A block and a function each have their own names. A name that `:=` binds holds from there to the end of the block; one
//! that `@` or `#` binds holds in the rest of its path. What a function uses is looked up when it is called, so it may
//! be bound further down.

use super::tree::{ExprId, NodeKind, Parsed};
use crate::Span;
use std::collections::{HashMap, HashSet};

/// All names of an expression.
#[derive(Clone, Debug, Default)]
pub struct Scopes {
    /// Every place that binds a name, in the order of the text.
    pub bindings: Vec<Binding>,
    /// Every use of a name that nothing in the expression binds, in the order of the text: functions and variables from
    /// outside. `$` and `$$` are not among them.
    pub free: Vec<ExprId>,
    binding_of: HashMap<ExprId, usize>,
    has_context: Vec<bool>,
}

/// A place that binds a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The name without its dollar sign.
    pub name: String,
    /// How it is bound.
    pub kind: BindingKind,
    /// The node of the name where it is bound.
    pub binder: ExprId,
    /// The range of the name where it is bound, with its dollar sign.
    pub definition: Span,
    /// Where the name holds. Functions in front of it in the same block can use it too.
    pub scope: Span,
    /// What `:=` binds it to.
    pub value: Option<ExprId>,
    /// The nodes that use it, in the order of the text.
    pub uses: Vec<ExprId>,
}

/// How a name is bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BindingKind {
    /// `$x := value`
    Assigned,
    /// `function($x)`
    Parameter,
    /// `@$x`
    Focus,
    /// `#$x`
    Index,
}

/// Resolves every name of an expression.
pub fn scopes(parsed: &Parsed) -> Scopes {
    let frames = Frames::of(parsed);
    let paths = paths(parsed);
    let mut scopes = Scopes { has_context: contexts(parsed), ..Scopes::default() };
    for id in parsed.ids() {
        scopes.bindings.extend(binding(parsed, &frames, &paths, id));
    }
    scopes.bindings.sort_by_key(|binding| binding.definition);
    let mut uses: Vec<ExprId> =
        parsed.ids().filter(|id| matches!(parsed.kind(*id), NodeKind::Variable { .. })).collect();
    uses.sort_by_key(|id| parsed.span(*id));
    let found = frames.resolve(&scopes.bindings, parsed, &uses);
    for (id, found) in uses.into_iter().zip(found) {
        match found {
            Some(index) => {
                scopes.bindings[index].uses.push(id);
                scopes.binding_of.insert(id, index);
            }
            None if matches!(name(parsed, id), "" | "$") => {}
            None => scopes.free.push(id),
        }
    }
    for (index, binding) in scopes.bindings.iter().enumerate() {
        scopes.binding_of.insert(binding.binder, index);
    }
    scopes
}

impl Scopes {
    /// The binding that the node `id`, a variable or a binder, belongs to.
    pub fn binding_of(&self, id: ExprId) -> Option<&Binding> {
        self.bindings.get(*self.binding_of.get(&id)?)
    }

    /// Whether the node `id` is evaluated against a value that `$` and bare names refer to: in a predicate, behind the
    /// first step of a path, in what a sort, a group or a transform computes. Arguments and bodies of functions have what
    /// stands around them.
    pub fn has_context(&self, id: ExprId) -> bool {
        self.has_context.get(id.index()).copied().unwrap_or(false)
    }

    /// The bindings that hold at `offset`, the innermost first, each name once.
    pub fn visible_at(&self, offset: u32) -> Vec<&Binding> {
        let mut seen = HashSet::new();
        // At its very start the cursor is still behind the last letter of what binds the name.
        let visible = |b: &&Binding| b.scope.start < offset && offset <= b.scope.end;
        self.bindings.iter().rev().filter(visible).filter(|binding| seen.insert(binding.name.as_str())).collect()
    }
}

/// Blocks and functions: where names live.
struct Frames {
    /// The ranges; the first one is the whole text.
    spans: Vec<Span>,
    /// For each node the frame that it is in.
    of: Vec<usize>,
    /// For each node the innermost function around it.
    function: Vec<Option<usize>>,
}

impl Frames {
    fn of(parsed: &Parsed) -> Frames {
        let count = parsed.nodes().len();
        let mut frames = Frames {
            spans: vec![Span::new(0, parsed.text().len() as u32)],
            of: vec![0; count],
            function: vec![None; count],
        };
        for id in parsed.ids().rev() {
            let node = parsed.node(id);
            let mut frame = frames.of[id.index()];
            let mut function = frames.function[id.index()];
            let is_function = matches!(node.kind, NodeKind::Lambda { .. } | NodeKind::Transform { .. });
            if is_function || matches!(node.kind, NodeKind::Block { .. }) {
                frame = frames.spans.len();
                frames.spans.push(node.span);
            }
            if is_function {
                function = Some(frame);
            }
            node.kind.each_child(|child| {
                frames.of[child.index()] = frame;
                frames.function[child.index()] = function;
            });
        }
        frames
    }

    /// For each of `uses`, which are in the order of the text, the binding that it refers to.
    ///
    /// Two sweeps with a stack of bindings for each name keep this linear: forwards for what is bound above, backwards
    /// for what a function finds bound further down when it is called.
    fn resolve(&self, bindings: &[Binding], parsed: &Parsed, uses: &[ExprId]) -> Vec<Option<usize>> {
        let mut order: Vec<usize> = (0..bindings.len()).collect();
        order.sort_by_key(|index| bindings[*index].scope.start);
        let mut found = self.bound_above(bindings, &order, parsed, uses);
        let below = self.bound_below(bindings, &order, parsed, uses);
        let frame = |index: usize| self.of[bindings[index].binder.index()];
        for (above, below) in found.iter_mut().zip(below) {
            // Both frames are around the use, so the one with the greater number is the inner one.
            if let Some(below) = below
                && above.is_none_or(|above| frame(below) > frame(above))
            {
                *above = Some(below);
            }
        }
        found
    }

    fn bound_above(
        &self,
        bindings: &[Binding],
        order: &[usize],
        parsed: &Parsed,
        uses: &[ExprId],
    ) -> Vec<Option<usize>> {
        let mut stacks: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut waiting = order.iter().copied().peekable();
        let resolve = |id: &ExprId| {
            let offset = parsed.span(*id).start;
            while let Some(index) = waiting.next_if(|i| bindings[*i].scope.start <= offset) {
                let name = bindings[index].name.as_str();
                stacks.entry(name).or_default().push(index);
            }
            let stack = stacks.get_mut(name(parsed, *id))?;
            while let Some(last) = stack.last().copied() {
                if offset < bindings[last].scope.end {
                    return Some(last);
                }
                stack.pop();
            }
            None
        };
        uses.iter().map(resolve).collect()
    }

    fn bound_below(
        &self,
        bindings: &[Binding],
        order: &[usize],
        parsed: &Parsed,
        uses: &[ExprId],
    ) -> Vec<Option<usize>> {
        let mut stacks: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut waiting = order.iter().rev().copied().peekable();
        let frame = |index: usize| self.of[bindings[index].binder.index()];
        let resolve = |id: &ExprId| {
            let offset = parsed.span(*id).start;
            while let Some(index) = waiting.next_if(|i| bindings[*i].scope.start > offset) {
                if bindings[index].kind == BindingKind::Assigned {
                    let name = bindings[index].name.as_str();
                    stacks.entry(name).or_default().push(index);
                }
            }
            let function = self.function[id.index()]?;
            let stack = stacks.get_mut(name(parsed, *id))?;
            while let Some(last) = stack.last().copied()
                && self.spans[frame(last)].start > offset
            {
                stack.pop();
            }
            let visible = |index: &usize| {
                let frame = frame(*index);
                frame < function && self.spans[frame].covers(self.spans[function])
            };
            stack.iter().rev().copied().find(visible)
        };
        let mut found: Vec<Option<usize>> = uses.iter().rev().map(resolve).collect();
        found.reverse();
        found
    }
}

/// The name of the variable `id`.
fn name(parsed: &Parsed, id: ExprId) -> &str {
    match parsed.kind(id) {
        NodeKind::Variable { name } => name,
        _ => "",
    }
}

/// What the node `id` binds, if it is a binder.
fn binding(parsed: &Parsed, frames: &Frames, paths: &[ExprId], id: ExprId) -> Option<Binding> {
    let NodeKind::Binder { name } = parsed.kind(id) else {
        return None;
    };
    let definition = parsed.span(id);
    let owner = parsed.ancestors(id).skip(1).find(|id| !matches!(parsed.kind(*id), NodeKind::KeepArray { .. }))?;
    let behind = parsed.span(owner).end;
    // Behind the step, to the end of its path with the predicates, sorts and groups there.
    let rest_of_path = |step: ExprId| Span::new(behind, parsed.span(paths[step.index()]).end);
    let frame_end = frames.spans[frames.of[id.index()]].end;
    let (kind, scope, value) = match parsed.kind(owner) {
        NodeKind::Bind { value, .. } => {
            // A value that is missing is about to be written.
            let missing = matches!(parsed.kind(*value), NodeKind::Missing);
            let start = if missing { parsed.next_word(behind) } else { behind };
            let scope = Span::new(start.min(frame_end), frame_end);
            (BindingKind::Assigned, scope, Some(*value))
        }
        NodeKind::Lambda { .. } => (BindingKind::Parameter, Span::new(definition.end, behind), None),
        NodeKind::Focus { .. } => (BindingKind::Focus, rest_of_path(owner), None),
        NodeKind::Index { .. } => (BindingKind::Index, rest_of_path(owner), None),
        _ => return None,
    };
    Some(Binding { name: name.clone(), kind, binder: id, definition, scope, value, uses: Vec::new() })
}

/// For each node the path that it is a step of, or that a step with it as its base is one of; itself where it is none.
fn paths(parsed: &Parsed) -> Vec<ExprId> {
    let mut tops: Vec<ExprId> = parsed.ids().collect();
    // Parents come behind their children.
    for id in parsed.ids().rev() {
        let Some(parent) = parsed.parent(id) else { continue };
        let goes_on = match parsed.kind(parent) {
            NodeKind::Path { .. } => true,
            NodeKind::Filter { base, .. }
            | NodeKind::KeepArray { base, .. }
            | NodeKind::Sort { base, .. }
            | NodeKind::Group { base, .. }
            | NodeKind::Focus { base, .. }
            | NodeKind::Index { base, .. } => *base == id,
            _ => false,
        };
        if goes_on {
            tops[id.index()] = tops[parent.index()];
        }
    }
    tops
}

/// For each node whether it has a context value.
fn contexts(parsed: &Parsed) -> Vec<bool> {
    let mut has = vec![false; parsed.nodes().len()];
    for id in parsed.ids().rev() {
        let kind = parsed.kind(id);
        let own = has[id.index()];
        // The children that stand where the node itself stands; the others have a context.
        let first = match kind {
            NodeKind::Path { steps } => steps.first().copied(),
            NodeKind::Filter { base, .. } | NodeKind::Sort { base, .. } | NodeKind::Group { base, .. } => Some(*base),
            NodeKind::Transform { .. } => None,
            _ => {
                kind.each_child(|child| has[child.index()] = own);
                continue;
            }
        };
        kind.each_child(|child| has[child.index()] = own || Some(child) != first);
    }
    has
}
