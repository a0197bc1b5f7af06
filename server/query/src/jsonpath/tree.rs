//! The tree of a path. Every node has a span in bytes of the parsed text.

use crate::Span;

/// A path: where it starts and the steps it takes from there.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// From the root to the last segment; blanks around the path do not belong to it.
    pub span: Span,
    /// What the path starts from.
    pub root: Root,
    /// The steps, in order.
    pub segments: Vec<Segment>,
}

impl Path {
    /// The names of the first segments, as far as they are plain members, each with the place of its name.
    ///
    /// `$$.Execution.Input[0].x` gives `Execution` and `Input`. A name that holds a placeholder ends the list.
    pub fn leading_members(&self) -> impl Iterator<Item = (&str, Span)> {
        self.segments
            .iter()
            .map_while(|segment| segment.name().filter(|name| !name.has_hole))
            .map(|name| (name.text.as_str(), name.span))
    }
}

/// What a path starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// Which one it is.
    pub kind: RootKind,
    /// All of it, with the dollar signs. Empty when the root is missing.
    pub span: Span,
}

/// The kinds of [`Root`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RootKind {
    /// `$`: the input.
    Input,
    /// `$$`: the context object.
    Context,
    /// `$name`: a variable.
    Variable(Name),
    /// `@`: the item under test. Only inside a filter.
    Current,
    /// A placeholder stands where the root is expected: it can be any.
    Hole,
    /// There is none.
    Missing,
}

/// A name as it is meant, with its escapes resolved, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name itself. A placeholder inside is left out.
    pub text: String,
    /// The name as written, without quotes, without the dot before it. Empty when it is not typed yet.
    pub span: Span,
    /// `'` or `"` when the name stands in quotes.
    pub quote: Option<char>,
    /// Whether a placeholder is part of the name, so that the real one is unknown.
    pub has_hole: bool,
    /// The first of `@ , : ? *` in a name without quotes that has no backslash before it.
    pub special: Option<Span>,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// What the step does.
    pub kind: SegmentKind,
    /// All of it, with its dot or its brackets.
    pub span: Span,
}

impl Segment {
    /// The name, when this step goes to exactly one member: `.name`, `['name']`.
    pub fn name(&self) -> Option<&Name> {
        match &self.kind {
            SegmentKind::Member(name) => Some(name),
            SegmentKind::Brackets(brackets) => match brackets.selectors.as_slice() {
                [Selector { kind: SelectorKind::Name(name), .. }] => Some(name),
                _ => None,
            },
            _ => None,
        }
    }

    /// The index, when this step goes to exactly one element: `[3]`, `[-1]`.
    pub fn index(&self) -> Option<i64> {
        match &self.kind {
            SegmentKind::Brackets(brackets) => match brackets.selectors.as_slice() {
                [Selector { kind: SelectorKind::Index(index), .. }] => Some(*index),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The kinds of [`Segment`].
#[derive(Clone, Debug, PartialEq)]
pub enum SegmentKind {
    /// `.name`. The name is empty when nothing follows the dot.
    Member(Name),
    /// `.*`.
    Wildcard,
    /// `..`: the next segment is sought at every depth.
    Descent,
    /// `[...]`.
    Brackets(Brackets),
    /// `.length()`.
    Function(Function),
    /// A placeholder stands where a segment could: it can be any number of them.
    Hole,
}

/// What stands between `[` and `]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Brackets {
    /// The selectors; several are a union.
    pub selectors: Vec<Selector>,
    /// Between the brackets, or from `[` to where the parser gave up.
    pub inner: Span,
    /// Whether there is a `]`.
    pub closed: bool,
}

/// One of the parts of a union, mostly the only one.
#[derive(Clone, Debug, PartialEq)]
pub struct Selector {
    /// What it selects.
    pub kind: SelectorKind,
    /// All of it, with quotes.
    pub span: Span,
}

/// The kinds of [`Selector`].
#[derive(Clone, Debug, PartialEq)]
pub enum SelectorKind {
    /// `'name'` or `"name"`.
    Name(Name),
    /// `3`, `-1`.
    Index(i64),
    /// `from:to:step`, each part optional.
    Slice {
        /// The first index.
        from: Option<i64>,
        /// The index after the last.
        to: Option<i64>,
        /// How far apart.
        step: Option<i64>,
    },
    /// `*`.
    Wildcard,
    /// `?(...)`.
    Filter(Filter),
    /// A placeholder is all or part of it.
    Hole,
    /// Something that cannot stand here.
    Error,
}

/// A function with its arguments: `.length()`, `.concat($.a, "b")`.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// The name before the parenthesis.
    pub name: Name,
    /// The arguments.
    pub args: Vec<Operand>,
    /// Whether there is a `)`.
    pub closed: bool,
}

/// A condition of a filter.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// What it asks.
    pub kind: FilterKind,
    /// All of it.
    pub span: Span,
}

/// The kinds of [`Filter`].
#[derive(Clone, Debug, PartialEq)]
pub enum FilterKind {
    /// One of them holds. Two or more.
    Any(Vec<Filter>),
    /// All of them hold. Two or more.
    All(Vec<Filter>),
    /// It does not hold.
    Not(Box<Filter>),
    /// In parentheses.
    Group(Box<Filter>),
    /// `left operator right`.
    Compare {
        /// The value before the operator.
        left: Operand,
        /// How they are compared.
        operator: Operator,
        /// Where the operator stands.
        operator_span: Span,
        /// The value behind it.
        right: Operand,
    },
    /// A path by itself: it holds where the path finds something.
    Exists(Operand),
}

/// A value in a filter or in a function's parentheses.
#[derive(Clone, Debug, PartialEq)]
pub struct Operand {
    /// What it is.
    pub kind: OperandKind,
    /// All of it, with quotes. For a missing one, the blanks where it should stand.
    pub span: Span,
}

/// The kinds of [`Operand`].
#[derive(Clone, Debug, PartialEq)]
pub enum OperandKind {
    /// A path from `@`, `$`, `$$` or a variable.
    Path(Path),
    /// A string, with its escapes resolved.
    String(String),
    /// A number.
    Number,
    /// `true` or `false`.
    Bool(bool),
    /// `null`.
    Null,
    /// An array or object literal.
    Json,
    /// `/.../i`.
    Regex,
    /// A word without quotes, taken as text.
    Word,
    /// A placeholder is all or part of it.
    Hole,
    /// There is none.
    Missing,
    /// Something that cannot stand here.
    Error,
}

/// How a filter compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `===`
    SameTypeEqual,
    /// `!==`
    SameTypeNotEqual,
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
    /// `=~`
    Matches,
    /// `in`
    In,
    /// `nin`
    NotIn,
    /// `subsetof`
    SubsetOf,
    /// `anyof`
    AnyOf,
    /// `noneof`
    NoneOf,
    /// `size`
    Size,
    /// `empty`
    Empty,
    /// `contains`
    Contains,
    /// `all`
    All,
    /// `type`
    Type,
    /// A placeholder, or something that is no operator.
    Unknown,
}

impl Operator {
    /// Every operator with its spelling, symbols first. Words may be written in any case.
    pub const SPELLINGS: &'static [(&'static str, Operator)] = &[
        ("==", Operator::Equal),
        ("!=", Operator::NotEqual),
        ("<", Operator::Less),
        ("<=", Operator::LessEqual),
        (">", Operator::Greater),
        (">=", Operator::GreaterEqual),
        ("=~", Operator::Matches),
        ("===", Operator::SameTypeEqual),
        ("!==", Operator::SameTypeNotEqual),
        ("in", Operator::In),
        ("nin", Operator::NotIn),
        ("subsetof", Operator::SubsetOf),
        ("anyof", Operator::AnyOf),
        ("noneof", Operator::NoneOf),
        ("size", Operator::Size),
        ("empty", Operator::Empty),
        ("contains", Operator::Contains),
        ("all", Operator::All),
        ("type", Operator::Type),
    ];

    /// The operator that is spelled so.
    pub fn from_spelling(spelling: &str) -> Option<Operator> {
        Self::SPELLINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(spelling)).map(|(_, operator)| *operator)
    }
}

/// The functions that can end a path.
pub const FUNCTIONS: &[&str] =
    &["append", "avg", "concat", "first", "index", "keys", "last", "length", "max", "min", "size", "stddev", "sum"];
