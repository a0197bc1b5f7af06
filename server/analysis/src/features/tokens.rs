//! What colour each word of a machine has: the fields, names and words of the language, and the languages inside the
//! strings.
//!
//! What people put into their own data has the colours of the notation, which the editor gives.

use asl_query::jsonata::highlight::{HighlightKind, highlights};
use asl_query::jsonata::{NodeKind, Parsed};
use asl_query::{jsonata, jsonpath};
use asl_spec::jsonata::Origin;
use asl_spec::{Context, Form, QueryLanguage};
use asl_syntax::{Member, Span, Str, Value};

use crate::analysis::Analysis;
use crate::expression::{self, Expression, Parse, Reading, is_marked};
use crate::model::Scope;
use crate::place::{self, Place, StateHead};
use crate::role::Role;

/// A word with its colour. It does not reach over the end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The word.
    pub span: Span,
    /// What it is to a reader.
    pub kind: TokenKind,
    /// Whether a name is given here.
    pub is_declaration: bool,
    /// Whether it is out of use.
    pub is_deprecated: bool,
    /// Whether the language itself provides it.
    pub is_built_in: bool,
}

/// What a word is to a reader: types of tokens that the protocol knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TokenKind {
    /// A field, of the language or of the data.
    Property,
    /// The name of a state.
    Class,
    /// A type: of a state, in a signature.
    Type,
    /// One of the words that a field takes, the name of an error.
    EnumMember,
    /// A function.
    Function,
    /// A variable, the root of a path.
    Variable,
    /// A parameter of a function.
    Parameter,
    /// A string.
    String,
    /// A number.
    Number,
    /// A regular expression.
    Regexp,
    /// An operator.
    Operator,
    /// A word with a meaning of its own.
    Keyword,
    /// A comment.
    Comment,
    /// The marks around an expression.
    Macro,
}

impl TokenKind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [TokenKind; 14] = [
        TokenKind::Property,
        TokenKind::Class,
        TokenKind::Type,
        TokenKind::EnumMember,
        TokenKind::Function,
        TokenKind::Variable,
        TokenKind::Parameter,
        TokenKind::String,
        TokenKind::Number,
        TokenKind::Regexp,
        TokenKind::Operator,
        TokenKind::Keyword,
        TokenKind::Comment,
        TokenKind::Macro,
    ];
}

/// The words of the states that touch `range`, in the order of the text; none overlaps another.
pub fn tokens(analysis: &Analysis, range: Span) -> Vec<Token> {
    let (Some(machine), Some(root)) = (analysis.machine(), analysis.root().and_then(Value::as_object)) else {
        return Vec::new();
    };
    let mut painter = Painter { range, tokens: Vec::new() };
    let place = Place {
        context: Some(Context::StateMachine),
        object: root,
        language: machine.language,
        workflow: machine.workflow,
        state: None,
        owner: None,
    };
    painter.place(&place);
    painter.scope(&machine.scope, 0, machine.language, machine.workflow);
    painter.finish(analysis)
}

struct Painter {
    range: Span,
    tokens: Vec<Token>,
}

impl Painter {
    fn scope(
        &mut self,
        scope: &Scope,
        base: u32,
        machine_language: QueryLanguage,
        workflow: Option<crate::model::Workflow>,
    ) {
        for slot in &scope.states {
            let (state, at) = (&*slot.state, base + slot.at);
            if at > self.range.end || at + state.len < self.range.start {
                continue;
            }
            let member = state.part.member(at);
            self.push(member.key().inner(), TokenKind::Class).is_declaration = true;
            let Some(object) = member.value().and_then(Value::as_object) else { continue };
            let head = StateHead { member, object, kind: state.kind, machine_language };
            let place = Place {
                context: state.kind.map(asl_spec::StateType::context),
                object,
                language: state.language,
                workflow,
                state: Some(head),
                owner: None,
            };
            place::walk(&place, &mut |place| self.place(place));
            for inner in &state.scopes {
                self.scope(inner, at, machine_language, workflow);
            }
        }
    }

    fn push(&mut self, span: Span, kind: TokenKind) -> &mut Token {
        let token = Token { span, kind, is_declaration: false, is_deprecated: false, is_built_in: false };
        let at = self.tokens.len();
        self.tokens.push(token);
        &mut self.tokens[at]
    }

    fn place(&mut self, place: &Place<'_>) {
        let role = place.context.map_or(Role::AnyState, Role::Place);
        for member in place.object.members() {
            if !member.span().touches(self.range.start) && !self.range.touches(member.span().start) {
                continue;
            }
            let name = member.key().text();
            let value = member.value();
            let of_type = |kind: asl_spec::StateType| kind.context().field(&name);
            let field = match place.context {
                Some(_) => place.field(&name),
                None => asl_spec::StateType::ALL.into_iter().find_map(of_type),
            };
            let Some(field) = field else { continue };
            self.push(member.key().inner(), TokenKind::Property).is_deprecated = field.deprecated;
            let Some(value) = value else { continue };
            match role.member(&name, Some(value)) {
                Role::ErrorNames => {
                    let names = value.as_array();
                    names.iter().flat_map(|names| names.items()).filter_map(Value::as_str).for_each(|s| self.error(s));
                }
                Role::Field(..) => self.value(field, value),
                _ => {}
            }
        }
        expression::visit(place, &mut |reading| {
            if let Reading::Expression(expression) = reading
                && (expression.string.span().touches(self.range.start)
                    || self.range.touches(expression.string.span().start))
            {
                self.expression(expression);
            }
        });
    }

    fn error(&mut self, string: Str<'_>) {
        if asl_spec::errors::reserved_name(&string.text()).is_some() {
            self.push(string.inner(), TokenKind::EnumMember).is_built_in = true;
        }
    }

    fn value(&mut self, field: &asl_spec::Field, value: Value<'_>) {
        let Some(string) = value.as_str() else { return };
        let text = string.text();
        if string.has_hole() || text.starts_with("{%") {
            return;
        }
        match field.form {
            Form::StateName => {
                self.push(string.inner(), TokenKind::Class);
            }
            _ if field.name == "Type" && asl_spec::StateType::parse(&text).is_some() => {
                self.push(string.inner(), TokenKind::Type).is_built_in = true;
            }
            _ if field.values.contains(&&*text) => {
                self.push(string.inner(), TokenKind::EnumMember).is_built_in = true;
            }
            _ => {}
        }
    }

    fn expression(&mut self, expression: &Expression<'_>) {
        match &expression.parse {
            Parse::Jsonata(marks, parsed) => {
                self.push(expression.text_span(marks.open), TokenKind::Macro);
                self.jsonata(expression, parsed);
                if let Some(close) = marks.close {
                    self.push(expression.text_span(close), TokenKind::Macro);
                }
            }
            Parse::Path(parse) => self.path(expression, &parse.tokens),
            Parse::Intrinsic(parse) => self.path(expression, &parse.tokens),
        }
        let member = expression.site.member;
        if !matches!(expression.parse, Parse::Jsonata(..)) && expression::is_template(expression.site.field) {
            self.suffix(member);
        }
    }

    /// The `.$` at the end of a key.
    fn suffix(&mut self, member: Member<'_>) {
        let key = member.key().inner();
        if is_marked(member) && key.len() >= 2 {
            self.push(Span::new(key.end - 2, key.end), TokenKind::Operator);
        }
    }

    fn jsonata(&mut self, expression: &Expression<'_>, parsed: &Parsed) {
        for highlight in highlights(parsed, expression.scopes()) {
            let kind = match highlight.kind {
                HighlightKind::Function => TokenKind::Function,
                HighlightKind::Variable => TokenKind::Variable,
                HighlightKind::Parameter => TokenKind::Parameter,
                HighlightKind::Property => TokenKind::Property,
                HighlightKind::String => TokenKind::String,
                HighlightKind::Number => TokenKind::Number,
                HighlightKind::Operator => TokenKind::Operator,
                HighlightKind::Keyword => TokenKind::Keyword,
                HighlightKind::Regex => TokenKind::Regexp,
                HighlightKind::Comment => TokenKind::Comment,
                HighlightKind::Type => TokenKind::Type,
            };
            let is_built_in = match kind {
                TokenKind::Function => {
                    is_library(parsed.slice(highlight.span)) && !is_bound(expression, highlight.span)
                }
                TokenKind::Variable => parsed.slice(highlight.span) == "$states",
                _ => false,
            };
            let token = self.push(expression.span(highlight.span), kind);
            token.is_declaration = highlight.is_definition;
            token.is_built_in = is_built_in;
        }
    }

    fn path(&mut self, expression: &Expression<'_>, tokens: &[jsonpath::Token]) {
        for token in tokens {
            let kind = match token.kind {
                jsonpath::TokenKind::Root | jsonpath::TokenKind::Variable => TokenKind::Variable,
                jsonpath::TokenKind::Name => TokenKind::Property,
                jsonpath::TokenKind::Function => TokenKind::Function,
                jsonpath::TokenKind::String | jsonpath::TokenKind::Word => TokenKind::String,
                jsonpath::TokenKind::Number => TokenKind::Number,
                jsonpath::TokenKind::Keyword => TokenKind::Keyword,
                jsonpath::TokenKind::Operator => TokenKind::Operator,
                jsonpath::TokenKind::Regex => TokenKind::Regexp,
                jsonpath::TokenKind::Hole | jsonpath::TokenKind::Punctuation => continue,
            };
            let is_built_in = match token.kind {
                jsonpath::TokenKind::Root => true,
                jsonpath::TokenKind::Function => token.span.text(expression.source()).starts_with("States."),
                _ => false,
            };
            self.push(expression.span(token.span), kind).is_built_in = is_built_in;
        }
    }

    /// The tokens in order, cut at line ends, without those outside of the range.
    fn finish(mut self, analysis: &Analysis) -> Vec<Token> {
        let text = analysis.document().text();
        self.tokens.sort_by_key(|token| (token.span.start, token.span.end));
        let mut done: Vec<Token> = Vec::with_capacity(self.tokens.len());
        for token in self.tokens {
            let from = done.last().map_or(0, |last| last.span.end);
            if token.span.is_empty()
                || token.span.start < from
                || token.span.end <= self.range.start
                || token.span.start >= self.range.end
            {
                continue;
            }
            let (first, last) = (text.line_of(token.span.start), text.line_of(token.span.end));
            if first == last {
                done.push(token);
                continue;
            }
            for line in first..=last {
                let line = text.line_span(line);
                let span = Span::new(token.span.start.max(line.start), token.span.end.min(line.end));
                if !span.is_empty() {
                    done.push(Token { span, ..token });
                }
            }
        }
        done
    }
}

fn is_library(name: &str) -> bool {
    asl_spec::jsonata::function(name).is_some_and(|f| f.origin != Origin::Removed)
}

/// Whether the expression itself binds the name at `span`.
fn is_bound(expression: &Expression<'_>, span: asl_query::Span) -> bool {
    let Some(parsed): Option<&jsonata::Parsed> = expression.jsonata() else { return false };
    let free = &expression.scopes().free;
    let at = free.partition_point(|id| parsed.span(*id) < span);
    let is_free = free
        .get(at)
        .is_some_and(|id| parsed.span(*id) == span && matches!(parsed.kind(*id), NodeKind::Variable { .. }));
    !is_free
}
