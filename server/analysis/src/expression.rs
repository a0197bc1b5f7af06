//! The strings that hold a language of their own, each with its place and its parse.
//!
//! Which language a string holds follows from the field that it stands in and from the state's query language, never
//! from its looks alone: a `{% %}` in a JSONPath state is plain text.

mod calls;
mod context_reads;
mod lookup;
mod paths;
mod states_reads;
mod translation;

use std::borrow::Cow;
use std::cell::OnceCell;

use asl_query::{intrinsic, jsonata, jsonpath};
use asl_spec::{Context, Expression as Evaluated, Field, Form, QueryLanguage};
use asl_syntax::{Document, EscapeMap, Member, Span, Str, Value};

use crate::notation;
use crate::place::Place;
use crate::rewrite::{Edit, Fix};

pub use calls::{LibraryCall, library_calls};
pub use context_reads::{ContextRead, context_reads};
pub use lookup::expression_at;
pub use paths::{each_path, each_path_in};
pub(crate) use states_reads::name_of;
pub use states_reads::{NameStep, StatesRead, states_reads};
pub use translation::jsonata_of;

/// One string that is evaluated, or would be if it were whole.
pub struct Expression<'a> {
    /// The string.
    pub string: Str<'a>,
    /// Its text, decoded.
    pub text: Cow<'a, str>,
    /// The part of the text that is parsed: all of it, or what stands between the marks of JSONata.
    pub code: asl_query::Span,
    /// What it was parsed as.
    pub parse: Parse,
    /// Where it stands.
    pub site: Site<'a>,
    map: EscapeMap,
    scopes: OnceCell<jsonata::scope::Scopes>,
}

/// What a string was parsed as.
pub enum Parse {
    /// JSONata, between its marks.
    Jsonata(Marks, jsonata::Parsed),
    /// A path.
    Path(jsonpath::PathParse),
    /// A call of an intrinsic function.
    Intrinsic(intrinsic::CallParse),
}

/// Where the marks of a JSONata string stand, in bytes of its decoded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// The `{%`, with nothing but blanks in front of it.
    pub open: asl_query::Span,
    /// The last `%}`, if there is one.
    pub close: Option<asl_query::Span>,
}

/// Where an expression stands.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The object that has the field. It knows the state and its query language.
    pub place: Place<'a>,
    /// The field.
    pub field: &'static Field,
    /// The member of that field.
    pub field_member: Member<'a>,
    /// The member that holds the string, or the list around it: `field_member`, or one inside of its value.
    pub member: Member<'a>,
    /// The member whose value holds the object of `member`; `None` for `field_member`.
    pub holder: Option<Member<'a>>,
    /// Whether the string is an element of a list.
    pub is_in_list: bool,
    /// What the place asks of the string.
    pub wanted: Wanted,
}

/// What may stand in a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// One JSONata expression between marks.
    Jsonata,
    /// Any path.
    Path,
    /// A path to exactly one node.
    ReferencePath,
    /// A path to exactly one node, or an intrinsic call that gives a string.
    ReferencePathOrIntrinsic,
    /// The value of a key that ends in `.$`: a path or an intrinsic call.
    Payload,
}

/// What a string is that stands where an expression may stand.
///
/// Readings are made one at a time and handed on by reference, so the size of the larger one costs nothing.
#[allow(clippy::large_enum_variant)]
pub enum Reading<'a> {
    /// It is evaluated, or was meant to be: it has at least the first mark of its language.
    Expression(Expression<'a>),
    /// It is taken as it stands, at a place where an expression might have been meant.
    Literal(Literal<'a>),
}

/// A string that is not evaluated.
pub struct Literal<'a> {
    /// The string.
    pub string: Str<'a>,
    /// Where it stands. `wanted` is what would be read if the string or its key had the right mark.
    pub site: Site<'a>,
}

impl<'a> Reading<'a> {
    /// The expression, where it is one.
    pub fn expression(&self) -> Option<&Expression<'a>> {
        match self {
            Reading::Expression(expression) => Some(expression),
            Reading::Literal(_) => None,
        }
    }

    /// The literal, where it is one.
    pub fn literal(&self) -> Option<&Literal<'a>> {
        match self {
            Reading::Expression(_) => None,
            Reading::Literal(literal) => Some(literal),
        }
    }

    /// The expression, when the service reads it as JSONata: with both marks at its very ends.
    pub fn jsonata(&self) -> Option<(&Expression<'a>, &jsonata::Parsed)> {
        let expression = self.expression().filter(|e| e.has_both_marks())?;
        Some((expression, expression.jsonata()?))
    }

    /// The expression, when it is read as a path.
    pub fn path(&self) -> Option<(&Expression<'a>, &jsonpath::PathParse)> {
        let expression = self.expression()?;
        match &expression.parse {
            Parse::Path(path) => Some((expression, path)),
            _ => None,
        }
    }

    /// The expression, when it is read as a call of an intrinsic function and stands where one is allowed.
    pub fn call(&self) -> Option<(&Expression<'a>, &intrinsic::CallParse)> {
        let expression = self.expression()?;
        match &expression.parse {
            Parse::Intrinsic(call) if expression.site.wanted.allows_intrinsics() => Some((expression, call)),
            _ => None,
        }
    }
}

impl Wanted {
    /// Whether an intrinsic call may stand here.
    pub fn allows_intrinsics(self) -> bool {
        matches!(self, Wanted::Payload | Wanted::ReferencePathOrIntrinsic)
    }
}

impl Expression<'_> {
    /// The document's span of a span of the parsed code, in the base of the string.
    pub fn span(&self, span: asl_query::Span) -> Span {
        let offset = self.code.start;
        self.text_span(asl_query::Span::new(span.start + offset, span.end + offset))
    }

    /// The document's span of a span of the whole decoded text, in the base of the string.
    pub fn text_span(&self, span: asl_query::Span) -> Span {
        self.map.to_raw_span(Span::new(span.start, span.end))
    }

    /// The document's span of a span of the parsed code, widened until there is something to see.
    pub fn shown(&self, span: asl_query::Span) -> Span {
        if !span.is_empty() {
            return self.span(span);
        }
        let before = self.source().get(..span.start as usize).unwrap_or_default();
        match before.chars().next_back() {
            Some(last) => self.span(asl_query::Span::new(span.start - last.len_utf8() as u32, span.start)),
            None => self.string.span(),
        }
    }

    /// The offset in the parsed code of a place in the document (in the base of the string).
    pub fn local(&self, offset: u32) -> u32 {
        self.map.to_decoded(offset).clamp(self.code.start, self.code.end) - self.code.start
    }

    /// The text that was parsed.
    pub fn source(&self) -> &str {
        self.text.get(self.code.start as usize..self.code.end as usize).unwrap_or_default()
    }

    /// The edits that put `code` in place of a span of the parsed code.
    pub fn edit(&self, document: &Document, span: asl_query::Span, code: &str) -> Vec<Edit> {
        self.edits(document, &[(span, code)])
    }

    /// The edits that put each code in place of its span of the parsed code. The spans are in order and apart.
    pub fn edits(&self, document: &Document, changes: &[(asl_query::Span, &str)]) -> Vec<Edit> {
        let offset = self.code.start;
        let moved = |span: asl_query::Span| asl_query::Span::new(span.start + offset, span.end + offset);
        let changes: Vec<_> = changes.iter().map(|(span, code)| (moved(*span), *code)).collect();
        self.text_edits(document, &changes)
    }

    /// The edits that put each text in place of its span of the whole decoded text. The spans are in order and apart.
    pub fn text_edits(&self, document: &Document, changes: &[(asl_query::Span, &str)]) -> Vec<Edit> {
        let changes: Vec<_> = changes.iter().map(|(span, text)| (Span::new(span.start, span.end), *text)).collect();
        notation::splice(document, (self.string, false), &changes)
    }

    /// A change of a path or a call that its parser proposes, as a fix of the document.
    pub fn change(&self, document: &Document, change: &jsonpath::Fix) -> Fix {
        let old = change.span.text(self.source());
        let title = match (old, change.text.as_str()) {
            ("", new) => format!("Insert `{new}`"),
            (old, "") if old.trim().is_empty() => "Remove the blank".to_owned(),
            (old, "") => format!("Remove `{old}`"),
            (old, new) => format!("Change `{old}` to `{new}`"),
        };
        Fix::of(title, self.edit(document, change.span, &change.text)).preferred()
    }

    /// The tree, where it is JSONata, whatever its marks are.
    pub fn jsonata(&self) -> Option<&jsonata::Parsed> {
        match &self.parse {
            Parse::Jsonata(_, parsed) => Some(parsed),
            _ => None,
        }
    }

    /// The names that the JSONata expression binds and uses; empty for other languages. Computed once.
    pub fn scopes(&self) -> &jsonata::scope::Scopes {
        self.scopes.get_or_init(|| self.jsonata().map(jsonata::scope::scopes).unwrap_or_default())
    }

    /// Whether it parses and has its marks. Of a broken expression only the break is certain.
    pub fn is_sound(&self) -> bool {
        let parses = match &self.parse {
            Parse::Jsonata(_, parsed) => parsed.is_valid(),
            Parse::Path(path) => path.errors.is_empty(),
            Parse::Intrinsic(call) => call.errors.is_empty(),
        };
        parses && self.has_both_marks()
    }

    /// Whether the service evaluates the string: JSONata needs both marks, at the very ends.
    pub fn has_both_marks(&self) -> bool {
        match &self.parse {
            Parse::Jsonata(marks, _) => {
                marks.open.start == 0 && marks.close.is_some_and(|close| close.end as usize == self.text.len())
            }
            _ => true,
        }
    }
}

impl<'a> Site<'a> {
    /// The field is one of the state itself, not of a catcher, a rule, a reader ...
    pub fn is_of_state(&self) -> bool {
        self.place.is_state()
    }

    /// The context of the object that has the field.
    pub fn context(&self) -> Option<Context> {
        self.place.context
    }

    /// Whether the string is the whole value of the field.
    pub fn is_whole(&self) -> bool {
        !self.is_in_list && self.member.span() == self.field_member.span()
    }

    /// The site of the value of `member`, inside of the value of the field.
    fn at_member(self, member: Member<'a>) -> Site<'a> {
        Site { member, holder: Some(self.member), is_in_list: false, ..self }
    }

    /// The site of an element of the list that is the value of `member`.
    fn at_item(self) -> Site<'a> {
        Site { is_in_list: true, ..self }
    }

    /// Whether this is a string of a template under a key without `.$`, so that it is copied as it stands.
    fn is_copied(&self) -> bool {
        is_template(self.field) && (self.is_in_list || self.is_whole() || !is_marked(self.member))
    }
}

/// Calls `visit` for every string of `place`'s own fields that is evaluated, or stands where an expression may stand.
/// The fields of places below are visited with those places. Strings that are not closed are left out: nobody knows
/// where they end.
pub fn visit<'a>(place: &Place<'a>, visit: &mut dyn FnMut(&Reading<'a>)) {
    for member in place.object.members() {
        let (Some(field), Some(value)) = (place.field(&member.key().text()), member.value()) else { continue };
        let Some(site) = Site::of_field(place, field, member) else { continue };
        let mut visit = |string: Str<'a>, site| {
            if string.is_closed() {
                visit(&read(string, site));
            }
        };
        if site.is_deep() {
            strings(value, site, &mut visit);
        } else if let Some(string) = value.as_str() {
            visit(string, site);
        }
    }
}

impl<'a> Site<'a> {
    /// The site of the whole value of `field`; `None` where nothing in the field is ever evaluated.
    pub fn of_field(place: &Place<'a>, field: &'static Field, member: Member<'a>) -> Option<Site<'a>> {
        let wanted = wanted(field, place.language).filter(|_| field.allows(place.language))?;
        Some(Site { place: *place, field, field_member: member, member, holder: None, is_in_list: false, wanted })
    }

    /// Whether the strings inside of the field's value count as well.
    pub fn is_deep(&self) -> bool {
        match self.place.language {
            QueryLanguage::Jsonata => self.field.expression == Evaluated::Deep,
            QueryLanguage::JsonPath => is_template(self.field),
        }
    }
}

/// What the strings of a field are read as, if they are read at all.
pub fn wanted(field: &Field, language: QueryLanguage) -> Option<Wanted> {
    match language {
        QueryLanguage::Jsonata => (field.expression != Evaluated::Never).then_some(Wanted::Jsonata),
        QueryLanguage::JsonPath => match field.form {
            Form::Path => Some(Wanted::Path),
            Form::ReferencePath => Some(Wanted::ReferencePath),
            Form::ReferencePathOrIntrinsic => Some(Wanted::ReferencePathOrIntrinsic),
            Form::PayloadExpression | Form::PayloadTemplate => Some(Wanted::Payload),
            _ => None,
        },
    }
}

/// Whether the field's value is a template whose keys may end in `.$`.
pub fn is_template(field: &Field) -> bool {
    field.form == Form::PayloadTemplate
}

/// Every string at any depth of `value`, with the member that holds it, in the order of the text.
fn strings<'a>(value: Value<'a>, site: Site<'a>, visit: &mut dyn FnMut(Str<'a>, Site<'a>)) {
    let mut open = vec![(value, site)];
    while let Some((value, site)) = open.pop() {
        let first = open.len();
        if let Some(string) = value.as_str() {
            visit(string, site);
        } else if let Some(object) = value.as_object() {
            open.extend(object.members().filter_map(|m| Some((m.value()?, site.at_member(m)))));
        } else if let Some(array) = value.as_array() {
            open.extend(array.items().map(|item| (item, site.at_item())));
        }
        open[first..].reverse();
    }
}

/// Reads one string at its site.
pub fn read<'a>(string: Str<'a>, site: Site<'a>) -> Reading<'a> {
    let text = string.text();
    let holes: Vec<asl_query::Span> = string.holes().map(|s| asl_query::Span::new(s.start, s.end)).collect();
    let whole = asl_query::Span::new(0, text.len() as u32);
    let (code, parse) = match site.wanted {
        Wanted::Jsonata => {
            let Some(marks) = Marks::of(&text) else { return Reading::Literal(Literal { string, site }) };
            let code = marks.code(&text);
            let local: Vec<_> = holes
                .iter()
                .filter(|hole| code.covers(**hole))
                .map(|hole| asl_query::Span::new(hole.start - code.start, hole.end - code.start))
                .collect();
            (code, Parse::Jsonata(marks, jsonata::parse_with_holes(code.text(&text), &local)))
        }
        _ if site.place.language == QueryLanguage::JsonPath && site.is_copied() => {
            return Reading::Literal(Literal { string, site });
        }
        _ => (whole, read_path(&text, &holes)),
    };
    Reading::Expression(Expression { string, code, parse, site, map: string.escapes(), text, scopes: OnceCell::new() })
}

/// A call is told from a path by its first characters; what is neither is read as a path.
fn read_path(text: &str, holes: &[asl_query::Span]) -> Parse {
    let is_call = match jsonpath::classify_with_holes(text, holes) {
        jsonpath::Kind::Intrinsic => true,
        jsonpath::Kind::Other => text.starts_with(asl_spec::intrinsics::PREFIX),
        _ => false,
    };
    if is_call {
        Parse::Intrinsic(intrinsic::parse_with_holes(text, holes))
    } else {
        Parse::Path(jsonpath::parse_with_holes(text, holes))
    }
}

/// Whether the key of a template's member ends in `.$`, so that its value is evaluated.
pub fn is_marked(member: Member<'_>) -> bool {
    member.key().text().ends_with(".$")
}

impl Marks {
    /// The marks of a text that begins with `{%`, blanks aside.
    pub fn of(text: &str) -> Option<Marks> {
        let start = text.len() - text.trim_start().len();
        let inner = text[start..].strip_prefix("{%")?;
        let behind = (start + 2) as u32;
        let close = inner.rfind("%}").map(|at| asl_query::Span::new(behind + at as u32, behind + at as u32 + 2));
        Some(Marks { open: asl_query::Span::new(start as u32, behind), close })
    }

    /// What stands between the marks; without a second one, all that follows the first.
    fn code(&self, text: &str) -> asl_query::Span {
        let end = self.close.map_or(text.len() as u32, |close| close.start);
        asl_query::Span::new(self.open.end, end)
    }
}
