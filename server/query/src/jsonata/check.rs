//! The rules that jsonata-js checks behind the parser, on a tree without syntax errors.
//!
//! jsonata-js rewrites the tree into paths with steps, and refuses what does not fit: a number as a step, a predicate
//! behind a group, a `%` with nothing above it. To give the same verdict this module follows the rewriting, node by
//! node, with only what the rules look at.

use super::error::{self, SyntaxError};
use super::tree::{ExprId, NodeKind, Parsed};
use crate::Span;

/// Above this number of `%` the rule about them is not checked: its cost grows with the square.
const MAX_PARENTS: usize = 1_000;

/// What breaks the rules, in the order in which jsonata-js would find it. `anchors` gives for each node the offset that
/// jsonata-js reports.
pub(super) fn check(parsed: &Parsed, anchors: &[u32]) -> Vec<SyntaxError> {
    let is_parent = |node: &&super::tree::Node| matches!(node.kind, NodeKind::Parent);
    let mut checker = Checker {
        parsed,
        anchors,
        parts: Vec::with_capacity(parsed.nodes.len()),
        part_of: Vec::with_capacity(parsed.nodes.len()),
        slots: Vec::new(),
        check_parents: parsed.nodes.iter().filter(is_parent).count() <= MAX_PARENTS,
        errors: Vec::new(),
    };
    for id in parsed.ids() {
        let part = checker.part(id);
        checker.part_of.push(part);
    }
    checker.finish();
    checker.errors
}

/// The kind of a rewritten node, named as jsonata-js names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    Path,
    Name,
    Wildcard,
    Parent,
    Block,
    Sort,
    Number,
    Value,
    String,
    /// Not known: a hole.
    Open,
    /// Everything else; the text is its type in jsonata-js.
    Other(&'static str),
}

/// A rewritten node: a whole expression or a step of a path.
struct Part {
    role: Role,
    id: ExprId,
    /// The steps of a path; the last expression of a block.
    inner: Vec<usize>,
    has_group: bool,
    has_predicate: bool,
    has_focus: bool,
    /// The `%` below that still look for what is above them.
    seeking: Vec<usize>,
    /// The slot of a `%`.
    slot: usize,
}

/// A `%` that looks for what is above it.
struct Slot {
    id: ExprId,
    level: u32,
}

struct Checker<'p> {
    parsed: &'p Parsed,
    anchors: &'p [u32],
    parts: Vec<Part>,
    /// For each node of the tree its rewritten form.
    part_of: Vec<usize>,
    slots: Vec<Slot>,
    check_parents: bool,
    errors: Vec<SyntaxError>,
}

impl Checker<'_> {
    fn new_part(&mut self, role: Role, id: ExprId) -> usize {
        self.parts.push(Part {
            role,
            id,
            inner: Vec::new(),
            has_group: false,
            has_predicate: false,
            has_focus: false,
            seeking: Vec::new(),
            slot: 0,
        });
        self.parts.len() - 1
    }

    fn of(&self, id: ExprId) -> usize {
        self.part_of[id.index()]
    }

    fn error(&mut self, code: &'static str, id: ExprId, span: Span, message: &str) {
        let position = Some(self.anchors[id.index()]);
        self.errors.push(SyntaxError {
            code,
            span,
            position,
            token: None,
            expected: None,
            message: message.to_owned(),
        });
    }

    /// Rewrites the node `id`, whose children are rewritten.
    fn part(&mut self, id: ExprId) -> usize {
        let parsed = self.parsed;
        match parsed.kind(id) {
            NodeKind::Missing => {
                self.missing(id);
                self.new_part(Role::Open, id)
            }
            NodeKind::Hole | NodeKind::HoleInfix { .. } | NodeKind::Error { .. } => self.new_part(Role::Open, id),
            NodeKind::Name { .. } => {
                let step = self.new_part(Role::Name, id);
                self.path_of(step, id)
            }
            NodeKind::String { .. } => self.new_part(Role::String, id),
            NodeKind::Number { .. } => self.new_part(Role::Number, id),
            NodeKind::Boolean { .. } | NodeKind::Null => self.new_part(Role::Value, id),
            NodeKind::Wildcard => self.new_part(Role::Wildcard, id),
            NodeKind::Descendant => self.new_part(Role::Other("descendant"), id),
            NodeKind::Regex { .. } => self.new_part(Role::Other("regex"), id),
            NodeKind::Variable { .. } | NodeKind::Binder { .. } => self.new_part(Role::Other("variable"), id),
            NodeKind::Placeholder => self.new_part(Role::Other("operator"), id),
            NodeKind::Parent => {
                let part = self.new_part(Role::Parent, id);
                self.parts[part].slot = self.slots.len();
                self.slots.push(Slot { id, level: 1 });
                part
            }
            NodeKind::Path { steps } => self.path(id, steps),
            NodeKind::Filter { base, predicate, brackets } => self.filter(id, *base, *predicate, *brackets),
            NodeKind::KeepArray { base, .. } => self.of(*base),
            NodeKind::Group { base, braces, .. } => {
                let part = self.of(*base);
                if std::mem::replace(&mut self.parts[part].has_group, true) {
                    let message = "A group cannot be grouped again: put the first one into parentheses.";
                    self.error("S0210", id, *braces, message);
                }
                part
            }
            NodeKind::Sort { base, terms } => {
                let base = self.of(*base);
                let path = self.as_path(base, id);
                let step = self.new_part(Role::Sort, id);
                for term in terms {
                    self.collect(step, term.expr);
                }
                self.parts[path].inner.push(step);
                self.resolve(path);
                path
            }
            NodeKind::Focus { base, variable } => self.focus(id, *base, *variable),
            NodeKind::Index { base, .. } => {
                let base = self.of(*base);
                self.as_path(base, id)
            }
            NodeKind::Negate { operand } => {
                let operand_part = self.of(*operand);
                if self.parts[operand_part].role == Role::Number {
                    return operand_part;
                }
                self.collecting(Role::Other("unary"), id)
            }
            NodeKind::Array { .. } | NodeKind::Object { .. } => self.collecting(Role::Other("unary"), id),
            NodeKind::Binary { op, .. } => match op {
                super::Op::Chain => self.new_part(Role::Other("apply"), id),
                super::Op::Elvis | super::Op::Coalesce => self.collecting(Role::Other("condition"), id),
                _ => self.collecting(Role::Other("binary"), id),
            },
            NodeKind::Conditional { .. } => self.collecting(Role::Other("condition"), id),
            NodeKind::Bind { value, .. } => {
                let part = self.new_part(Role::Other("bind"), id);
                self.collect(part, *value);
                part
            }
            NodeKind::Block { expressions } => {
                let part = self.collecting(Role::Block, id);
                if let Some(last) = expressions.last() {
                    let last = self.of(*last);
                    self.parts[part].inner.push(last);
                }
                part
            }
            NodeKind::Call { arguments, .. } => {
                let open = |id: &ExprId| matches!(parsed.kind(*id), NodeKind::Placeholder);
                let partial = arguments.iter().any(open);
                let role = if partial { "partial" } else { "function" };
                let part = self.new_part(Role::Other(role), id);
                for argument in arguments {
                    self.collect(part, *argument);
                }
                part
            }
            NodeKind::Lambda { .. } => self.new_part(Role::Other("lambda"), id),
            NodeKind::Transform { .. } => self.new_part(Role::Other("transform"), id),
        }
    }

    /// Without a syntax error only an operand at the end of the text can be missing.
    fn missing(&mut self, id: ExprId) {
        let mut words = self.parsed.tokens.iter().rev();
        let last = words.find(|token| token.kind != super::TokenKind::Comment);
        let whole = Span::new(0, self.parsed.text.len() as u32);
        let span = last.map_or(whole, |token| token.span);
        let message = match last {
            Some(_) => error::end_message(self.parsed.slice(span)),
            None => error::end_message(""),
        };
        self.error("S0207", id, span, &message);
        if let Some(last) = self.errors.last_mut() {
            last.token = Some("(end)".to_owned());
        }
    }

    fn path_of(&mut self, step: usize, id: ExprId) -> usize {
        let path = self.new_part(Role::Path, id);
        self.parts[path].inner.push(step);
        path
    }

    fn as_path(&mut self, part: usize, id: ExprId) -> usize {
        if self.parts[part].role == Role::Path {
            return part;
        }
        self.path_of(part, id)
    }

    /// The part that predicates and bindings behind `part` apply to.
    fn last_step(&self, part: usize) -> usize {
        match (self.parts[part].role, self.parts[part].inner.last()) {
            (Role::Path, Some(last)) => *last,
            _ => part,
        }
    }

    fn path(&mut self, id: ExprId, steps: &[ExprId]) -> usize {
        let Some((first, rest)) = steps.split_first() else {
            return self.new_part(Role::Open, id);
        };
        let first = self.of(*first);
        let path = self.as_path(first, id);
        if self.parts[first].role == Role::Parent {
            let slot = self.parts[first].slot;
            self.parts[path].seeking.push(slot);
        }
        // jsonata-js comes to an operand that is missing at the end behind the steps in front of it.
        let missing = self.errors.iter().position(|e| e.code == "S0207");
        let mut missing = missing.map(|index| self.errors.remove(index));
        let mut checked = 0;
        for (index, step) in rest.iter().enumerate() {
            if index + 1 == rest.len() {
                self.errors.extend(missing.take());
            }
            let step = self.of(*step);
            if self.parts[step].role == Role::Path {
                let inner = std::mem::take(&mut self.parts[step].inner);
                self.parts[path].inner.extend(inner);
            } else {
                self.parts[path].inner.push(step);
            }
            while let Some(&step) = self.parts[path].inner.get(checked) {
                self.check_step(step);
                checked += 1;
            }
            self.resolve(path);
        }
        path
    }

    fn check_step(&mut self, step: usize) {
        let Part { role, id, .. } = self.parts[step];
        match role {
            Role::Number | Role::Value => {
                let span = self.parsed.span(id);
                let word = self.parsed.slice(span);
                let message =
                    format!("`{word}` cannot be a step of a path: put a field of this name between backticks.");
                self.error("S0213", id, span, &message);
                self.parts[step].role = Role::Open;
            }
            Role::String => self.parts[step].role = Role::Name,
            _ => {}
        }
    }

    fn filter(&mut self, id: ExprId, base: ExprId, predicate: ExprId, brackets: Span) -> usize {
        let part = self.of(base);
        let step = self.last_step(part);
        if self.parts[step].has_group {
            let message = "A predicate cannot stand behind a group: filter first, or put the group into parentheses.";
            self.error("S0209", id, brackets, message);
        }
        self.parts[step].has_predicate = true;
        let predicate = self.of(predicate);
        let slots = std::mem::take(&mut self.parts[predicate].seeking);
        for &slot in &slots {
            if self.slots[slot].level == 1 {
                self.seek(step, slot);
            } else {
                self.slots[slot].level = self.slots[slot].level.saturating_sub(1);
            }
        }
        if !slots.is_empty() {
            let own = self.own_slot(predicate);
            self.parts[step].seeking.extend(slots.into_iter().chain(own));
        }
        part
    }

    fn focus(&mut self, id: ExprId, base: ExprId, variable: ExprId) -> usize {
        let part = self.of(base);
        let step = self.last_step(part);
        let span = Span::new(self.parsed.span(base).end, self.parsed.span(variable).end);
        if self.parts[step].has_predicate {
            let message = "A variable cannot be bound behind a predicate: bind it first, then filter.";
            self.error("S0215", id, span, message);
        } else if self.parts[step].role == Role::Sort {
            let message = "A variable cannot be bound behind a sort: bind it first, then sort.";
            self.error("S0216", id, span, message);
        }
        self.parts[step].has_focus = true;
        part
    }

    /// A part that hands on the `%` of all children.
    fn collecting(&mut self, role: Role, id: ExprId) -> usize {
        let part = self.new_part(role, id);
        let mut children = Vec::new();
        self.parsed.kind(id).each_child(|child| children.push(child));
        for child in children {
            self.collect(part, child);
        }
        part
    }

    fn own_slot(&self, part: usize) -> Option<usize> {
        let Part { role, slot, .. } = self.parts[part];
        (role == Role::Parent).then_some(slot)
    }

    /// Hands the `%` of `child` that still look for their target to `part`.
    fn collect(&mut self, part: usize, child: ExprId) {
        let child = self.of(child);
        let slots = std::mem::take(&mut self.parts[child].seeking);
        let own = self.own_slot(child);
        let seeking = &mut self.parts[part].seeking;
        if seeking.is_empty() {
            *seeking = slots;
        } else {
            seeking.extend(slots);
        }
        seeking.extend(own);
    }

    /// Looks in the steps in front of the last one for what its `%` refer to.
    fn resolve(&mut self, path: usize) {
        let Some((&last, before)) = self.parts[path].inner.split_last() else {
            return;
        };
        let mut slots = self.parts[last].seeking.clone();
        slots.extend(self.own_slot(last));
        if slots.is_empty() || !self.check_parents {
            return;
        }
        let before = before.to_vec();
        for slot in slots {
            let mut index = before.len();
            while self.slots[slot].level > 0 {
                if index == 0 {
                    self.parts[path].seeking.push(slot);
                    break;
                }
                index -= 1;
                // Steps in a row that bind a variable keep the context: they are one step.
                while index > 0 && self.parts[before[index]].has_focus && self.parts[before[index - 1]].has_focus {
                    index -= 1;
                }
                self.seek(before[index], slot);
            }
        }
    }

    /// Looks for the target of `slot` in `part` and what its value comes from.
    fn seek(&mut self, part: usize, slot: usize) {
        // Parts to look at, each with the number of its inner parts that are left.
        let mut stack = vec![(part, None)];
        while let Some((part, left)) = stack.pop() {
            if self.slots[slot].level == 0 {
                return;
            }
            let role = self.parts[part].role;
            match role {
                Role::Name | Role::Wildcard => self.slots[slot].level -= 1,
                Role::Parent => self.slots[slot].level += 1,
                Role::Open => self.slots[slot].level = 0,
                Role::Block | Role::Path => {
                    let inner = &self.parts[part].inner;
                    let left: usize = left.unwrap_or(inner.len());
                    if let Some(&next) = left.checked_sub(1).and_then(|last| inner.get(last)) {
                        stack.push((part, Some(left - 1)));
                        stack.push((next, None));
                    }
                }
                _ => {
                    let id = self.parts[part].id;
                    self.unresolved(slot, id, role);
                    return;
                }
            }
        }
    }

    /// Reports a `%` with nothing above it. `id` is where the search ended.
    fn unresolved(&mut self, slot: usize, id: ExprId, role: Role) {
        self.slots[slot].level = 0;
        let percent = self.parsed.span(self.slots[slot].id);
        let message = "Nothing stands above this `%` that it could refer to: it needs a field earlier in its path.";
        self.error("S0217", id, percent, message);
        let (token, placed) = match role {
            Role::Path => ("path", false),
            Role::Parent => ("parent", false),
            Role::Block => ("block", true),
            Role::Sort => ("sort", true),
            Role::Number => ("number", true),
            Role::Value => ("value", true),
            Role::String => ("string", true),
            Role::Other(token) => (token, true),
            Role::Name | Role::Wildcard | Role::Open => ("name", true),
        };
        if let Some(last) = self.errors.last_mut() {
            last.token = Some(token.to_owned());
            last.position = last.position.filter(|_| placed);
        }
    }

    /// What is left over at the end looks for something above the whole expression.
    fn finish(&mut self) {
        if !self.check_parents || !self.errors.is_empty() {
            return;
        }
        let root = self.of(self.parsed.expr);
        let role = self.parts[root].role;
        let own = self.own_slot(root);
        let left = self.parts[root].seeking.first().copied().or(own);
        if let Some(slot) = left {
            self.unresolved(slot, self.parts[root].id, role);
        }
    }
}
