//! The tree of an expression: an arena of nodes, each with a span.

use super::error::SyntaxError;
use super::token::{Op, Token};
use crate::Span;

/// The number of a node in its tree. The children of a node have smaller numbers than the node itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ExprId(u32);

impl ExprId {
    pub(super) fn new(index: usize) -> Self {
        ExprId(index as u32)
    }

    /// The place of the node in [`Parsed::nodes`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a text parses to: always a tree, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The node of the whole expression.
    pub expr: ExprId,
    /// What is wrong, in the order in which it was found. The first one is what jsonata-js reports; it reports no more.
    pub errors: Vec<SyntaxError>,
    /// Every word and comment, in order, for colouring and layout.
    pub tokens: Vec<Token>,
    pub(super) text: Box<str>,
    pub(super) holes: Vec<Span>,
    pub(super) nodes: Vec<Node>,
    pub(super) parents: Vec<Option<ExprId>>,
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is, with its parts.
    pub kind: NodeKind,
    /// Its range in bytes. It covers the ranges of its children.
    pub span: Span,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// An operand that ought to stand here and does not. Its range is empty.
    Missing,
    /// Expressions that stand side by side where there should be one.
    Error {
        /// The expressions, in order; at least one.
        children: Vec<ExprId>,
    },
    /// An operand or a name that something outside fills in.
    Hole,
    /// A hole behind an operand: perhaps an operator, perhaps more.
    HoleInfix {
        /// What stands in front of the hole.
        lhs: ExprId,
        /// The range of the hole.
        hole: Span,
        /// What stands behind it.
        rhs: Option<ExprId>,
    },
    /// A string. As a step of a path it is the name of a field.
    String {
        /// The text that it stands for, escapes resolved. Holes are in it as they are written.
        value: String,
    },
    /// A number; never negative, never infinite unless there is an error.
    Number {
        /// Its value.
        value: f64,
    },
    /// `true` or `false`.
    Boolean {
        /// Its value.
        value: bool,
    },
    /// `null`
    Null,
    /// A regular expression.
    Regex {
        /// The range between the slashes.
        pattern: Span,
        /// The range of the flags; empty where there are none.
        flags: Span,
    },
    /// The name of a field, or `and`, `or`, `in` where an operand stands.
    Name {
        /// The name, without backticks.
        name: String,
        /// Whether it is written between backticks.
        quoted: bool,
    },
    /// The use of a variable or a function; not its definition.
    Variable {
        /// The name without its dollar sign: empty for `$`, `$` for `$$`.
        name: String,
    },
    /// The place where a name gets bound: the target of `:=`, `@` and `#`, a parameter.
    Binder {
        /// The name without its dollar sign.
        name: String,
    },
    /// `*`: every field.
    Wildcard,
    /// `**`: everything below.
    Descendant,
    /// `%`: the value one step up.
    Parent,
    /// `?` as an argument: the call gives a function of what is left open.
    Placeholder,
    /// `a.b.c`
    Path {
        /// The steps, at least two. A step can be any expression.
        steps: Vec<ExprId>,
    },
    /// `base[predicate]`: an index, or a test of every item.
    Filter {
        /// What is filtered.
        base: ExprId,
        /// What stands between the brackets.
        predicate: ExprId,
        /// The range of the brackets and what they enclose.
        brackets: Span,
    },
    /// `base[]`: keeps an array of one item an array.
    KeepArray {
        /// What gives the array.
        base: ExprId,
        /// The range of the brackets.
        brackets: Span,
    },
    /// `base^(terms)`: sorts.
    Sort {
        /// What is sorted.
        base: ExprId,
        /// What it is sorted by, the most important first.
        terms: Vec<SortTerm>,
    },
    /// `base{key: value}`: groups items.
    Group {
        /// What is grouped.
        base: ExprId,
        /// The keys and what is collected under each.
        pairs: Vec<Pair>,
        /// The range of the braces and what they enclose.
        braces: Span,
    },
    /// `base@$v`: binds each item to a variable and keeps the context.
    Focus {
        /// What gives the items.
        base: ExprId,
        /// The variable: a `Binder` unless there is an error.
        variable: ExprId,
    },
    /// `base#$i`: binds the position of each item to a variable.
    Index {
        /// What gives the items.
        base: ExprId,
        /// The variable: a `Binder` unless there is an error.
        variable: ExprId,
    },
    /// `-operand`
    Negate {
        /// What is negated.
        operand: ExprId,
    },
    /// Two operands and an operator. `..` only stands in arrays.
    Binary {
        /// Which one.
        op: Op,
        /// Where it stands.
        op_span: Span,
        /// The left operand.
        lhs: ExprId,
        /// The right operand.
        rhs: ExprId,
    },
    /// `condition ? then : otherwise`
    Conditional {
        /// The test.
        condition: ExprId,
        /// The value where the test holds.
        then: ExprId,
        /// The value where it does not; nothing where it is left out.
        otherwise: Option<ExprId>,
    },
    /// `$name := value`
    Bind {
        /// The variable: a `Binder` unless there is an error.
        target: ExprId,
        /// Its value.
        value: ExprId,
    },
    /// `(a; b)`: a scope of its own; its value is that of the last expression.
    Block {
        /// The expressions, perhaps none.
        expressions: Vec<ExprId>,
    },
    /// `[a, b]`
    Array {
        /// The items; `a..b` is a `Binary`.
        items: Vec<ExprId>,
    },
    /// `{key: value}`
    Object {
        /// The fields in order.
        pairs: Vec<Pair>,
    },
    /// `callee(arguments)`
    Call {
        /// What is called, usually a `Variable`.
        callee: ExprId,
        /// The arguments. A `Placeholder` makes it a partial application.
        arguments: Vec<ExprId>,
        /// The range of the opening parenthesis.
        open: Span,
        /// The range of the closing parenthesis where there is one.
        close: Option<Span>,
    },
    /// `function($a, $b)<signature>{ body }`
    Lambda {
        /// The range of `function` or `λ`.
        keyword: Span,
        /// The parameters: each a `Binder` unless there is an error.
        parameters: Vec<ExprId>,
        /// The range of the signature with its angle brackets.
        signature: Option<Span>,
        /// What it computes.
        body: ExprId,
    },
    /// `|pattern|update, delete|`: a function that gives a changed copy.
    Transform {
        /// What to change.
        pattern: ExprId,
        /// The fields to add or replace.
        update: ExprId,
        /// The names of the fields to drop.
        delete: Option<ExprId>,
    },
}

/// A key and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What gives the key.
    pub key: ExprId,
    /// What gives the value.
    pub value: ExprId,
}

/// What to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SortTerm {
    /// Whether `>` stands in front: the largest comes first.
    pub descending: bool,
    /// The range of `<` or `>` where one stands in front.
    pub direction: Option<Span>,
    /// What gives the value to compare.
    pub expr: ExprId,
}

impl NodeKind {
    /// Calls `visit` with each child in the order of the text.
    pub fn each_child(&self, mut visit: impl FnMut(ExprId)) {
        match self {
            NodeKind::Missing
            | NodeKind::Hole
            | NodeKind::String { .. }
            | NodeKind::Number { .. }
            | NodeKind::Boolean { .. }
            | NodeKind::Null
            | NodeKind::Regex { .. }
            | NodeKind::Name { .. }
            | NodeKind::Variable { .. }
            | NodeKind::Binder { .. }
            | NodeKind::Wildcard
            | NodeKind::Descendant
            | NodeKind::Parent
            | NodeKind::Placeholder => {}
            NodeKind::Error { children: list }
            | NodeKind::Path { steps: list }
            | NodeKind::Block { expressions: list }
            | NodeKind::Array { items: list } => list.iter().copied().for_each(visit),
            NodeKind::HoleInfix { lhs, rhs, .. } => {
                visit(*lhs);
                rhs.iter().copied().for_each(visit);
            }
            NodeKind::Filter { base, predicate, .. } => {
                visit(*base);
                visit(*predicate);
            }
            NodeKind::KeepArray { base, .. } => visit(*base),
            NodeKind::Sort { base, terms } => {
                visit(*base);
                terms.iter().for_each(|term| visit(term.expr));
            }
            NodeKind::Group { base, pairs, .. } => {
                visit(*base);
                each_pair(pairs, visit);
            }
            NodeKind::Focus { base, variable } | NodeKind::Index { base, variable } => {
                visit(*base);
                visit(*variable);
            }
            NodeKind::Negate { operand } => visit(*operand),
            NodeKind::Binary { lhs, rhs, .. } => {
                visit(*lhs);
                visit(*rhs);
            }
            NodeKind::Conditional { condition, then, otherwise } => {
                visit(*condition);
                visit(*then);
                otherwise.iter().copied().for_each(visit);
            }
            NodeKind::Bind { target, value } => {
                visit(*target);
                visit(*value);
            }
            NodeKind::Object { pairs } => each_pair(pairs, visit),
            NodeKind::Call { callee, arguments, .. } => {
                visit(*callee);
                arguments.iter().copied().for_each(visit);
            }
            NodeKind::Lambda { parameters, body, .. } => {
                parameters.iter().copied().for_each(&mut visit);
                visit(*body);
            }
            NodeKind::Transform { pattern, update, delete } => {
                visit(*pattern);
                visit(*update);
                delete.iter().copied().for_each(visit);
            }
        }
    }
}

fn each_pair(pairs: &[Pair], mut visit: impl FnMut(ExprId)) {
    for pair in pairs {
        visit(pair.key);
        visit(pair.value);
    }
}

impl Parsed {
    /// Whether jsonata-js would accept the text.
    pub fn is_valid(&self) -> bool {
        self.errors.is_empty()
    }

    /// The text that was parsed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text in `span`, or nothing where it does not fit.
    pub fn slice(&self, span: Span) -> &str {
        span.text(&self.text)
    }

    /// The node with number `id`, which must be of this tree.
    pub fn node(&self, id: ExprId) -> &Node {
        &self.nodes[id.index()]
    }

    /// What the node with number `id` is.
    pub fn kind(&self, id: ExprId) -> &NodeKind {
        &self.node(id).kind
    }

    /// The range of the node with number `id`.
    pub fn span(&self, id: ExprId) -> Span {
        self.node(id).span
    }

    /// Every node, children before their parents.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The number of every node, children before their parents.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = ExprId> + use<> {
        (0..self.nodes.len()).map(ExprId::new)
    }

    /// The children of `id` in the order of the text.
    pub fn children(&self, id: ExprId) -> Vec<ExprId> {
        let mut children = Vec::new();
        self.kind(id).each_child(|child| children.push(child));
        children
    }

    /// The node that `id` is a child of; nothing for the whole expression.
    pub fn parent(&self, id: ExprId) -> Option<ExprId> {
        self.parents.get(id.index()).copied().flatten()
    }

    /// `id`, its parent, and so on up to the whole expression.
    pub fn ancestors(&self, id: ExprId) -> impl Iterator<Item = ExprId> + '_ {
        std::iter::successors(Some(id), |id| self.parent(*id))
    }

    /// `id` and everything below it, parents before their children, in the order of the text.
    pub fn walk(&self, id: ExprId) -> impl Iterator<Item = ExprId> + '_ {
        let mut stack = vec![id];
        std::iter::from_fn(move || {
            let id = stack.pop()?;
            let mark = stack.len();
            self.kind(id).each_child(|child| stack.push(child));
            stack[mark..].reverse();
            Some(id)
        })
    }

    /// The innermost node that contains the byte at `offset`, else the innermost one that touches it.
    pub fn node_at(&self, offset: u32) -> Option<ExprId> {
        let first = |test: &dyn Fn(Span) -> bool| self.ids().find(|id| test(self.span(*id)));
        first(&|span| span.contains(offset)).or_else(|| first(&|span| span.touches(offset)))
    }

    /// The start of the first word or comment at or behind `offset`; the end of the text where there is none.
    pub(super) fn next_word(&self, offset: u32) -> u32 {
        let index = self.tokens.partition_point(|t| t.span.start < offset);
        let next = self.tokens.get(index);
        next.map_or(self.text.len() as u32, |token| token.span.start)
    }

    /// Whether something outside fills in a part of `id`, so that its value is not known.
    pub fn has_hole(&self, id: ExprId) -> bool {
        let span = self.span(id);
        let index = self.holes.partition_point(|hole| hole.end <= span.start);
        self.holes.get(index).is_some_and(|hole| hole.start < span.end)
    }

    /// `id` without the `[]` behind it.
    pub fn without_keep_array(&self, mut id: ExprId) -> ExprId {
        while let NodeKind::KeepArray { base, .. } = self.kind(id) {
            id = *base;
        }
        id
    }

    /// The name that the binder `id` binds, without its dollar sign; nothing where `id` is no binder.
    pub fn binder_name(&self, id: ExprId) -> Option<&str> {
        match self.kind(self.without_keep_array(id)) {
            NodeKind::Binder { name } => Some(name),
            _ => None,
        }
    }
}
