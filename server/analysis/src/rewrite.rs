//! Edits that a fix proposes, written in the document's own style.

use asl_spec::Context;
use asl_syntax::{Array, Document, Encoding, Indent, Member, Object, Span, indent_of};

use crate::analysis::Analysis;
use crate::locate::locate;

/// Replace one span of the document by a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes.
    pub text: String,
}

/// A change that a person can choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative.
    pub title: String,
    /// The edits; they do not overlap.
    pub edits: Vec<Edit>,
    /// Whether it is the one certain cure.
    pub preferred: bool,
}

impl Fix {
    /// A fix of one edit.
    pub fn new(title: impl Into<String>, edit: Edit) -> Fix {
        Fix { title: title.into(), edits: vec![edit], preferred: false }
    }

    /// Marks it as the one certain cure.
    pub fn preferred(mut self) -> Fix {
        self.preferred = true;
        self
    }
}

impl Edit {
    /// Replaces `span` by `text`.
    pub fn replace(span: Span, text: impl Into<String>) -> Edit {
        Edit { span, text: text.into() }
    }

    /// Inserts `text` at `offset`.
    pub fn insert(offset: u32, text: impl Into<String>) -> Edit {
        Edit { span: Span::empty(offset), text: text.into() }
    }

    /// Takes a span away.
    pub fn delete(span: Span) -> Edit {
        Edit { span, text: String::new() }
    }
}

/// The space that the line of `offset` begins with.
pub fn indent_at(document: &Document, offset: u32) -> String {
    let text = document.text();
    indent_of(text, text.line_col(offset, Encoding::Utf8).line)
}

/// `text` as a JSON string with its quotes.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Takes `member` out of `object`, with its comma and the blank text that only it needed.
pub fn remove_member(object: Object<'_>, member: Member<'_>) -> Edit {
    let mut before = None;
    let mut found = false;
    for other in object.members() {
        if found {
            return Edit::delete(Span::new(member.span().start, other.span().start));
        }
        if other.span() == member.span() {
            found = true;
        } else {
            before = Some(other.span());
        }
    }
    match before {
        Some(before) => Edit::delete(Span::new(before.end, member.span().end)),
        None => {
            let end = object.close().map_or(member.span().end, |c| c.start);
            Edit::delete(Span::new(object.open().end, end))
        }
    }
}

/// Adds `"key": value` at the end of `object`, on a line of its own where the object's members have one. `value` is
/// JSON text whose lines after the first are indented from nothing.
pub fn add_member(document: &Document, object: Object<'_>, key: &str, value: &str) -> Edit {
    let last = object.members().last().map(|m| m.span());
    append(document, (object.open(), object.close()), last, &format!("{}: {value}", quoted(key)))
}

/// Adds `value` at the end of `array`, in the same way.
pub fn add_item(document: &Document, array: Array<'_>, value: &str) -> Edit {
    let last = array.items().last().map(|v| v.span());
    append(document, (array.open(), array.close()), last, value)
}

/// Writes `entry` behind the `last` entry between two brackets.
fn append(document: &Document, (open, close): (Span, Option<Span>), last: Option<Span>, entry: &str) -> Edit {
    let text = document.text();
    let style = Indent::of(text);
    let line_of = |offset: u32| text.line_col(offset, Encoding::Utf8).line;
    let one_line = close.is_some_and(|close| line_of(open.start) == line_of(close.start));
    if let (true, Some(last)) = (one_line, last) {
        let entry: String = entry.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        return Edit::insert(last.end, format!(", {entry}"));
    }
    let outer = indent_at(document, open.start);
    let inner = last.map_or_else(
        || format!("{outer}{}", style.unit),
        |last| {
            let own_line = line_of(last.start) != line_of(open.start);
            if own_line { indent_at(document, last.start) } else { format!("{outer}{}", style.unit) }
        },
    );
    let newline = style.line_ending.as_str();
    let body = entry.replace('\n', &format!("{newline}{inner}"));
    match last {
        Some(last) => Edit::insert(last.end, format!(",{newline}{inner}{body}")),
        None => {
            let end = close.map_or(open.end, |c| c.start);
            Edit::replace(Span::new(open.end, end), format!("{newline}{inner}{body}{newline}{outer}"))
        }
    }
}

/// Takes away the member whose key stands at `key`.
pub fn removal(analysis: &Analysis, key: Span) -> Option<Fix> {
    let location = locate(analysis, key.start)?;
    let member = location.key.filter(|m| m.key().span() == key)?;
    let object = location.last()?.value.as_object()?;
    Some(Fix::new(format!("Remove \"{}\"", member.key().text()), remove_member(object, member)))
}

/// The object that a finding about something missing points at by its handle (see [`crate::place::Place::handle`]):
/// the value of the key at `span`, or the object that opens there.
pub fn object_at(analysis: &Analysis, span: Span) -> Option<(Object<'_>, Option<Context>)> {
    let location = locate(analysis, span.start)?;
    if let Some(member) = location.key {
        let value = member.value()?;
        let role = location.last()?.role.member(&member.key().text(), Some(value));
        return Some((value.as_object()?, role.context()));
    }
    let step = location.last()?;
    Some((step.value.as_object()?, step.role.context()))
}

/// `text` after `edits`, which must not overlap; their order does not matter.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|e| e.span);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        out.push_str(&text[done..edit.span.start as usize]);
        out.push_str(&edit.text);
        done = edit.span.end as usize;
    }
    out.push_str(&text[done..]);
    out
}
