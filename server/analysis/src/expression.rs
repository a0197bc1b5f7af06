//! The strings that hold a language of their own, each with its place and its parse.
//!
//! Which language a string holds follows from the field that it stands in and from the state's query language, never
//! from its looks alone: a `{% %}` in a JSONPath state is plain text.

use std::borrow::Cow;

use asl_query::{intrinsic, jsonata, jsonpath};
use asl_spec::{Context, Expression as Evaluated, Field, Form, QueryLanguage};
use asl_syntax::{EscapeMap, Member, Span, Str, Value};

use crate::place::Place;

/// One string that is evaluated.
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
}

/// What a string was parsed as.
pub enum Parse {
    /// JSONata, between its marks.
    Jsonata(jsonata::Parsed),
    /// A path.
    Path(jsonpath::PathParse),
    /// A call of an intrinsic function.
    Intrinsic(intrinsic::CallParse),
}

/// Where an expression stands.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The object that has the field.
    pub place: Place<'a>,
    /// The field.
    pub field: &'static Field,
    /// The member that holds the string, or the list around it.
    pub member: Member<'a>,
    /// Whether the string is the whole value of the field.
    pub is_whole: bool,
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
pub enum Reading<'a> {
    /// It is evaluated.
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

impl Expression<'_> {
    /// The document's span of a span of the parsed code, in the base of the string.
    pub fn span(&self, span: asl_query::Span) -> Span {
        let offset = self.code.start;
        self.map.to_raw_span(Span::new(span.start + offset, span.end + offset))
    }

    /// The offset in the parsed code of a place in the document (in the base of the string).
    pub fn local(&self, offset: u32) -> u32 {
        self.map.to_decoded(offset).clamp(self.code.start, self.code.end) - self.code.start
    }

    /// The text that was parsed.
    pub fn source(&self) -> &str {
        self.text.get(self.code.start as usize..self.code.end as usize).unwrap_or_default()
    }

    /// The raw text that stands for `code` in this string.
    pub fn quote(&self, code: &str) -> String {
        let quoted = crate::rewrite::quoted(code);
        quoted[1..quoted.len() - 1].to_owned()
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
}

/// Calls `visit` for every string of `place`'s own fields that is evaluated, or stands where an expression may stand.
/// The fields of places below are visited with those places.
pub fn visit<'a>(place: &Place<'a>, visit: &mut dyn FnMut(&Reading<'a>)) {
    for member in place.object.members() {
        let (Some(field), Some(value)) = (place.field(&member.key().text()), member.value()) else { continue };
        if !field.allows(place.language) {
            continue;
        }
        let Some(wanted) = wanted(field, place.language) else { continue };
        let site = Site { place: *place, field, member, is_whole: true, wanted };
        match place.language {
            QueryLanguage::Jsonata if field.expression == Evaluated::Value => {
                if let Some(string) = value.as_str() {
                    visit(&read(string, site));
                }
            }
            QueryLanguage::Jsonata => strings(value, site, &mut |string, site| visit(&read(string, site))),
            QueryLanguage::JsonPath if is_template(field) => {
                strings(value, Site { is_whole: false, ..site }, &mut |string, site| visit(&read(string, site)));
            }
            QueryLanguage::JsonPath => {
                if let Some(string) = value.as_str() {
                    visit(&read(string, site));
                }
            }
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

/// Every string at any depth of `value`, with the member that holds it.
fn strings<'a>(value: Value<'a>, site: Site<'a>, visit: &mut dyn FnMut(Str<'a>, Site<'a>)) {
    let mut open = vec![(value, site)];
    while let Some((value, site)) = open.pop() {
        if let Some(string) = value.as_str() {
            visit(string, site);
        } else if let Some(object) = value.as_object() {
            let inner = |m: Member<'a>| Some((m.value()?, Site { member: m, is_whole: false, ..site }));
            let first = open.len();
            open.extend(object.members().filter_map(inner));
            open[first..].reverse();
        } else if let Some(array) = value.as_array() {
            let first = open.len();
            open.extend(array.items().map(|item| (item, Site { is_whole: false, ..site })));
            open[first..].reverse();
        }
    }
}

/// Reads one string at its site.
pub fn read<'a>(string: Str<'a>, site: Site<'a>) -> Reading<'a> {
    let text = string.text();
    let holes: Vec<asl_query::Span> =
        string.holes().map(|s| asl_query::Span::new(s.start, s.end)).collect();
    let whole = asl_query::Span::new(0, text.len() as u32);
    let as_path = || {
        let holes = holes.clone();
        Parse::Path(jsonpath::parse_with_holes(&text, &holes))
    };
    let (code, parse) = match site.wanted {
        Wanted::Jsonata => {
            let Some(code) = between_marks(&text) else { return Reading::Literal(Literal { string, site }) };
            let within = |h: &asl_query::Span| code.start <= h.start && h.end <= code.end;
            let local: Vec<_> = holes
                .iter()
                .filter(|h| within(h))
                .map(|h| asl_query::Span::new(h.start - code.start, h.end - code.start))
                .collect();
            let source = &text[code.start as usize..code.end as usize];
            (code, Parse::Jsonata(jsonata::parse_with_holes(source, &local)))
        }
        Wanted::Path | Wanted::ReferencePath => (whole, as_path()),
        Wanted::ReferencePathOrIntrinsic | Wanted::Payload => {
            let marked = site.field.form != Form::PayloadTemplate || is_marked(site.member);
            if !marked {
                return Reading::Literal(Literal { string, site });
            }
            match jsonpath::classify_with_holes(&text, &holes) {
                jsonpath::Kind::Intrinsic => (whole, Parse::Intrinsic(intrinsic::parse_with_holes(&text, &holes))),
                _ => (whole, as_path()),
            }
        }
    };
    Reading::Expression(Expression { string, code, parse, site, map: string.escapes(), text })
}

/// Whether the key of a template's member ends in `.$`, so that its value is evaluated.
pub fn is_marked(member: Member<'_>) -> bool {
    member.key().raw().ends_with(".$")
}

/// The range between the marks of a JSONata string; `None` when it has not both of them at its very ends.
pub fn between_marks(text: &str) -> Option<asl_query::Span> {
    let inner = text.strip_prefix("{%")?.strip_suffix("%}")?;
    Some(asl_query::Span::new(2, 2 + inner.len() as u32))
}
