//! Completion: what may stand at the cursor, by the role of the place that it is in.
//!
//! Texts replace the whole word, quotes and all, and bring the commas that the place lacks, so that accepting one
//! leaves valid JSON behind. In YAML the same texts are spelled anew, see [`spelling`].

mod api;
mod calls;
mod errors;
mod fields;
mod inside;
mod jsonata;
mod paths;
mod resources;
mod snippets;
mod spelling;
mod states;
mod stops;
mod template;
mod topic;
mod values;
mod yaml;

use asl_spec::{Context, QueryLanguage};
use asl_syntax::{Container, Cursor, Dialect, Indent, Object, Place as CursorPlace, Span, Value};

use crate::analysis::{Analysis, Intent};
use crate::rewrite::Edit;
use crate::role::Role;

pub(crate) use api::{required_parameters, required_value};
pub use topic::Topic;

/// One proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What the list shows.
    pub label: String,
    /// What kind of thing it is.
    pub kind: ItemKind,
    /// A few words beside the label.
    pub detail: String,
    /// What it replaces.
    pub replace: Span,
    /// What comes in its place.
    pub insert: Insert,
    /// What the editor compares the typed text with; it begins like [`Item::replace`]'s own text.
    pub filter: String,
    /// Edits elsewhere, such as a comma that the member before lacks.
    pub also: Vec<Edit>,
    /// Its place in the list, smallest first.
    pub rank: u32,
    /// Struck through in the list.
    pub deprecated: bool,
    /// What documents it, when somebody asks.
    pub topic: Topic,
}

/// The kinds of proposals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// A field.
    Field,
    /// A state of this machine.
    State,
    /// A word that the field takes.
    Value,
    /// The name of an error.
    Error,
    /// A resource of a Task state.
    Resource,
    /// A piece of a machine to fill in.
    Snippet,
    /// A function of an expression.
    Function,
    /// A variable.
    Variable,
    /// A member of something that is known.
    Member,
    /// An operator of an expression.
    Operator,
}

/// A text to insert. Lines after the first are indented from nothing: the place's own indentation is
/// [`Completions::indent`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insert {
    /// With tab stops, in the syntax of LSP snippets.
    pub snippet: String,
    /// Without.
    pub plain: String,
}

/// What there is to propose at one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// The proposals.
    pub items: Vec<Item>,
    /// The indentation of the line that the cursor is in.
    pub indent: String,
    /// Whether there is more than this, so that the list must be made anew when more is typed.
    pub incomplete: bool,
}

/// Whether `offset` is in a string: only there are characters such as `$` and `.` the start of something to propose.
pub fn is_in_string(analysis: &Analysis, offset: u32) -> bool {
    match analysis.document().cursor(offset).place {
        CursorPlace::Value { in_string, .. } | CursorPlace::Element { in_string, .. } => in_string.is_some(),
        _ => false,
    }
}

/// What may stand at `offset`.
pub fn completions(analysis: &Analysis, offset: u32) -> Completions {
    let document = analysis.document();
    if analysis.intent() == Intent::Detect && analysis.machine().is_none() {
        return Completions::default();
    }
    let mut cursor = document.cursor(offset);
    if let Some(sibling) = yaml::sibling(document, &cursor, offset) {
        cursor = sibling;
    }
    let mut items = Vec::new();
    let mut indent = crate::rewrite::indent_at(document, offset);
    let site = Site::new(analysis, &cursor);
    if !inside::propose(&site, offset, &mut items) {
        propose(&site, &mut items);
        if document.dialect() == Dialect::Yaml {
            indent = yaml::spell(&site, &mut items);
        }
    }
    let incomplete = resources::are_asked_for(&site);
    Completions { items, indent, incomplete }
}

fn propose(site: &Site<'_, '_>, items: &mut Vec<Item>) {
    if yaml::has_value_behind(&site.cursor.place) {
        return;
    }
    match &site.cursor.place {
        CursorPlace::Key { .. } => match site.role {
            Role::Place(context) => fields::propose(site, Some(context), items),
            Role::AnyState => fields::propose(site, None, items),
            Role::States => snippets::states(site, items),
            role => template::keys(site, role, items),
        },
        CursorPlace::Value { key: Some(key), .. } => {
            let role = site.role.member(&key.key().text(), None);
            values::propose(site, role, Some(&key.key().text()), items);
        }
        CursorPlace::Element { .. } => values::propose(site, site.role.item(), None, items),
        CursorPlace::Outside { replace } => snippets::machines(*replace, items),
        _ => {}
    }
}

/// The place that the cursor is in, with what the proposals need to know about it.
pub(crate) struct Site<'a, 'c> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) cursor: &'c Cursor<'a>,
    /// The role of the innermost container.
    pub(crate) role: Role,
    /// Whether that container is an object that begins at the cursor, so that it is not in the tree yet.
    pub(crate) is_new: bool,
    /// The language of the innermost state.
    pub(crate) language: QueryLanguage,
    /// The innermost state: its name and its object.
    pub(crate) state: Option<(String, Object<'a>)>,
    /// The object whose `States` a target written here names, and `None` where that is not known.
    pub(crate) scope: Option<Object<'a>>,
    /// The document's indentation unit.
    pub(crate) unit: String,
}

impl<'a, 'c> Site<'a, 'c> {
    fn new(analysis: &'a Analysis, cursor: &'c Cursor<'a>) -> Site<'a, 'c> {
        let language = analysis.machine().map_or(QueryLanguage::JsonPath, |m| m.language);
        let unit = Indent::of(analysis.document().text()).unit;
        let mut site =
            Site { analysis, cursor, role: Role::Unknown, is_new: false, language, state: None, scope: None, unit };
        let mut outer: Option<&Container<'a>> = None;
        for container in &cursor.containers {
            let role = match outer {
                None => Role::Place(Context::StateMachine),
                Some(Container::Object { member: Some(member), .. }) => {
                    site.role.member(&member.key().text(), Some(value_of(container)))
                }
                Some(_) => site.role.item(),
            };
            let key = match outer {
                Some(Container::Object { member: Some(member), .. }) => Some(member.key().text().into_owned()),
                _ => None,
            };
            if let (Role::States, Container::Object { object, .. }) = (site.role, container) {
                site.language = crate::lower::language_of(*object).unwrap_or(language);
                site.state = key.map(|key| (key, *object));
            }
            if let (Role::Place(context), Container::Object { object, .. }) = (role, container)
                && crate::role::holds_states(context)
            {
                site.scope = Some(*object);
            }
            site.role = role;
            outer = Some(container);
        }
        site
    }

    /// The same place, seen from inside of the object that begins there.
    fn beginning<'d>(&self, cursor: &'d Cursor<'a>) -> Site<'a, 'd> {
        let role = match &self.cursor.place {
            CursorPlace::Value { key: Some(key), .. } => self.role.member(&key.key().text(), None),
            CursorPlace::Element { .. } => self.role.item(),
            CursorPlace::Outside { .. } => Role::Place(Context::StateMachine),
            _ => Role::Unknown,
        };
        let (mut language, mut state) = (self.language, self.state.clone());
        if matches!(role, Role::AnyState) {
            language = self.analysis.machine().map_or(language, |machine| machine.language);
            state = None;
        }
        let (analysis, scope, unit) = (self.analysis, self.scope, self.unit.clone());
        Site { analysis, cursor, role, is_new: true, language, state, scope, unit }
    }

    /// What goes and what else has to change for a text at this place.
    pub(crate) fn frame(&self) -> Frame {
        let replace = match &self.cursor.place {
            CursorPlace::Key { replace, .. }
            | CursorPlace::Value { replace, .. }
            | CursorPlace::Element { replace, .. }
            | CursorPlace::Outside { replace } => *replace,
            CursorPlace::Nowhere => Span::empty(0),
        };
        if self.analysis.document().dialect() == Dialect::Yaml {
            return Frame { replace, inner: None, lead: String::new(), also: Vec::new(), tail: "" };
        }
        let (comma_before, comma_after) = match &self.cursor.place {
            CursorPlace::Key { comma_before, comma_after, .. }
            | CursorPlace::Value { comma_before, comma_after, .. }
            | CursorPlace::Element { comma_before, comma_after, .. } => (*comma_before, *comma_after),
            CursorPlace::Outside { .. } | CursorPlace::Nowhere => (None, false),
        };
        // Two edits at one place would have no order.
        let comes_first = comma_before.filter(|at| *at == replace.start);
        let mut lead = if comes_first.is_some() { ", ".to_owned() } else { String::new() };
        if let CursorPlace::Value { missing_colon, needs_space, .. } = &self.cursor.place {
            if *missing_colon {
                lead.push(':');
            }
            if *missing_colon || *needs_space {
                lead.push(' ');
            }
        }
        let inner = match &self.cursor.place {
            CursorPlace::Value { in_string, .. } | CursorPlace::Element { in_string, .. } => {
                in_string.filter(|s| s.is_closed() && s.is_quoted()).map(|s| s.inner())
            }
            _ => None,
        };
        Frame {
            replace,
            inner,
            lead,
            also: comma_before.xor(comes_first).map(|at| Edit::insert(at, ",")).into_iter().collect(),
            tail: if comma_after { "," } else { "" },
        }
    }

    /// The object whose key is to be written, where there is one already.
    pub(crate) fn siblings(&self) -> Option<Object<'a>> {
        self.objects().next().filter(|_| !self.is_new)?.as_object()
    }

    /// The objects of the innermost containers, the innermost first.
    pub(crate) fn objects(&self) -> impl Iterator<Item = Value<'a>> + '_ {
        self.cursor.containers.iter().rev().map(value_of)
    }

    /// The resource of the innermost state, where it is a literal.
    pub(crate) fn resource(&self) -> Option<String> {
        let (_, state) = self.state.as_ref()?;
        Some(state.get("Resource")?.value()?.as_str()?.text().into_owned())
    }
}

/// The container as a value.
fn value_of<'a>(container: &Container<'a>) -> Value<'a> {
    match container {
        Container::Object { object, .. } => object.as_value(),
        Container::Array { array, .. } => array.as_value(),
    }
}

/// What surrounds an inserted text.
pub(crate) struct Frame {
    pub(crate) replace: Span,
    /// What stands between the quotes, where the cursor is in a string that has both.
    inner: Option<Span>,
    lead: String,
    also: Vec<Edit>,
    tail: &'static str,
}

impl Frame {
    /// The same place, where all of the value goes with its quotes.
    pub(crate) fn whole(self) -> Frame {
        Frame { inner: None, ..self }
    }

    /// An item with this text; `snippet` and `plain` are JSON.
    pub(crate) fn item(&self, kind: ItemKind, label: &str, snippet: String, plain: String, topic: Topic) -> Item {
        let filter = plain.lines().next().unwrap_or_default().to_owned();
        // Between two quotes that stay, a string takes the place of all the text; nothing has to be said about quotes.
        if let (Some(inner), true, Some(text)) = (self.inner, self.tail.is_empty(), unquoted(&plain)) {
            let snippet = unquoted(&snippet).unwrap_or(&snippet).to_owned();
            return Item {
                label: label.to_owned(),
                kind,
                detail: String::new(),
                replace: inner,
                insert: Insert { snippet, plain: text.to_owned() },
                filter: text.to_owned(),
                also: self.also.clone(),
                rank: 0,
                deprecated: false,
                topic,
            };
        }
        Item {
            label: label.to_owned(),
            kind,
            detail: String::new(),
            replace: self.replace,
            insert: Insert {
                snippet: format!("{}{snippet}{}", self.lead, self.tail),
                plain: format!("{}{plain}{}", self.lead, self.tail),
            },
            filter: format!("{}{filter}", self.lead),
            also: self.also.clone(),
            rank: 0,
            deprecated: false,
            topic,
        }
    }
}

/// The text between the quotes of a JSON string on one line.
fn unquoted(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"').filter(|_| text.len() >= 2)
}

/// `text` with the characters that a snippet would read made literal.
pub(crate) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '$' | '}') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// What a snippet inserts without its tab stops, so that it is right as it stands: an expression with nothing in it is
/// none, and neither is a path that ends in a dot.
pub(crate) fn as_it_stands(snippet: &str) -> String {
    without_stops(snippet)
        .replace("\"Condition\": \"{%  %}\"", "\"Condition\": \"{% true %}\"")
        .replace("{%  %}", "{% $states.input %}")
        .replace("\"$.\"", "\"$\"")
}

/// A snippet without its tab stops: `${1:text}` becomes `text`, `$1` becomes nothing, `${1|a,b|}` becomes `a`.
pub(crate) fn without_stops(snippet: &str) -> String {
    let mut out = String::with_capacity(snippet.len());
    let mut rest = snippet;
    let mut open = 0;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let escaped = after.chars().next();
                out.extend(escaped);
                rest = &after[escaped.map_or(0, char::len_utf8)..];
            }
            '$' if after.starts_with('{') => {
                let body = after[1..].trim_start_matches(|c: char| c.is_ascii_digit());
                if let Some(choices) = body.strip_prefix('|') {
                    let end = choices.find("|}").unwrap_or(choices.len());
                    out.push_str(choices[..end].split(',').next().unwrap_or_default());
                    rest = choices[end..].strip_prefix("|}").unwrap_or_default();
                } else {
                    open += 1;
                    rest = body.strip_prefix(':').unwrap_or(body);
                }
            }
            '$' if after.starts_with(|c: char| c.is_ascii_digit()) => {
                rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
            }
            '}' if open > 0 => {
                open -= 1;
                rest = after;
            }
            _ => {
                out.push(c);
                rest = after;
            }
        }
    }
    out
}
