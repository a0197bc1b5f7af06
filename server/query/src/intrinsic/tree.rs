//! The tree of a call. Every node has a span in bytes of the parsed text.

use crate::Span;
use crate::jsonpath::Path;

/// A call of an intrinsic function.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// From the name to the closing parenthesis, or to where an unclosed call ends.
    pub span: Span,
    /// The name as written, with its placeholders where it has some: `States.Format`.
    pub name: String,
    /// Where the name stands. Empty when it is missing.
    pub name_span: Span,
    /// Whether a placeholder is part of the name, so that the real one is unknown.
    pub name_has_hole: bool,
    /// The opening parenthesis.
    pub open: Option<Span>,
    /// The closing parenthesis.
    pub close: Option<Span>,
    /// The arguments, in order. A missing one, as in `f(1, )`, is there as [`ArgKind::Missing`]; `f()` has none.
    pub args: Vec<Arg>,
    /// The commas between the arguments.
    pub commas: Vec<Span>,
}

impl Call {
    /// How many calls stand inside each other, this one included. A call whose arguments are no calls counts 1.
    pub fn depth(&self) -> usize {
        let inner = self.nested().map(Call::depth).max();
        1 + inner.unwrap_or(0)
    }

    /// How many calls there are, this one included.
    pub fn count(&self) -> usize {
        1 + self.nested().map(Call::count).sum::<usize>()
    }

    /// The outermost calls that stand deeper than `limit`, where this one stands at depth 1.
    pub fn deeper_than(&self, limit: usize) -> Vec<&Call> {
        if limit == 0 {
            return vec![self];
        }
        let mut found = Vec::new();
        for call in self.nested() {
            found.extend(call.deeper_than(limit - 1));
        }
        found
    }

    /// Calls `visit` with this call and each inside it, outer ones first, in the order of the text.
    pub fn each<'c>(&'c self, visit: &mut dyn FnMut(&'c Call)) {
        visit(self);
        for call in self.nested() {
            call.each(visit);
        }
    }

    /// Calls `visit` with every path among the arguments, at any depth, in the order of the text. Paths inside the
    /// filter of a path are not visited by themselves.
    pub fn each_path<'c>(&'c self, visit: &mut dyn FnMut(&'c Path)) {
        for arg in &self.args {
            match &arg.kind {
                ArgKind::Path(path) => visit(path),
                ArgKind::Call(call) => call.each_path(visit),
                _ => {}
            }
        }
    }

    fn nested(&self) -> impl Iterator<Item = &Call> {
        self.args.iter().filter_map(|arg| match &arg.kind {
            ArgKind::Call(call) => Some(&**call),
            _ => None,
        })
    }
}

/// An argument of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Arg {
    /// What it is.
    pub kind: ArgKind,
    /// All of it, with quotes, without the blanks around. For a missing one, the blanks where it should stand.
    pub span: Span,
}

impl Arg {
    /// The type of the value, where the text alone decides it.
    pub fn static_type(&self) -> Option<StaticType> {
        match &self.kind {
            ArgKind::String(_) => Some(StaticType::String),
            ArgKind::Number(number) if number.is_integer() => Some(StaticType::Integer),
            ArgKind::Number(_) => Some(StaticType::Fraction),
            ArgKind::Bool(_) => Some(StaticType::Boolean),
            ArgKind::Null => Some(StaticType::Null),
            ArgKind::Path(_) | ArgKind::Call(_) => None,
            ArgKind::Hole | ArgKind::Missing | ArgKind::Error => None,
        }
    }
}

/// The type of an argument that is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StaticType {
    /// In quotes.
    String,
    /// A whole number; `5.0` and `1e2` are whole.
    Integer,
    /// Another number.
    Fraction,
    /// `true` or `false`.
    Boolean,
    /// `null`.
    Null,
}

/// The kinds of [`Arg`].
#[derive(Clone, Debug, PartialEq)]
pub enum ArgKind {
    /// A string in single quotes.
    String(Text),
    /// A number.
    Number(Number),
    /// `true` or `false`.
    Bool(bool),
    /// `null`.
    Null,
    /// A path from `$`, `$$` or a variable.
    Path(Path),
    /// A call.
    Call(Box<Call>),
    /// A placeholder is all of it.
    Hole,
    /// There is none.
    Missing,
    /// Something that cannot stand here.
    Error,
}

/// A number that is written out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Its value.
    pub value: f64,
}

impl Number {
    /// Whether it is whole.
    pub fn is_integer(self) -> bool {
        self.value.is_finite() && self.value.fract() == 0.0
    }
}

/// A string that is written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text with its escapes resolved. A placeholder inside is left out.
    pub text: String,
    /// Between the quotes.
    pub inner: Span,
    /// Whether it is closed.
    pub closed: bool,
    /// Whether a placeholder is part of it, so that the real text is unknown.
    pub has_hole: bool,
    /// Each `{}`: where a template takes the next argument.
    pub slots: Vec<Span>,
    /// Each brace that is neither escaped nor part of a `{}`: a template refuses it.
    pub stray_braces: Vec<Span>,
}
