//! Edits that a fix proposes, written in the document's own notation and style.

mod members;

use asl_spec::Context;
use asl_syntax::{Document, Object, Span};

use crate::analysis::Analysis;
use crate::finding::Finding;
use crate::locate::locate;
use crate::notation::{self, Notation};

pub use crate::notation::{line_indent as indent_at, quoted};
pub use members::{add_item, add_member, add_members, remove_item, remove_member, replace_value};
pub(crate) use members::{dash, key_of, replace_with};

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
        Fix::of(title, vec![edit])
    }

    /// A fix of several edits, which do not overlap.
    pub fn of(title: impl Into<String>, edits: Vec<Edit>) -> Fix {
        Fix { title: title.into(), edits, preferred: false }
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

/// Puts the string `text` in the place of the key or value at `span`, in the style that a string there has already.
pub fn replace_string(document: &Document, span: Span, text: &str) -> Edit {
    let old = notation::string_at(document, span).filter(|(string, _)| string.span() == span);
    let written = match old {
        Some(old) => notation::written_like(document, old, text),
        None => Notation::at(document, span).string(text),
    };
    Edit::replace(span, written)
}

/// Puts `text` in the place of what is at `span` inside of a key or string.
pub fn replace_inside(document: &Document, span: Span, text: &str) -> Vec<Edit> {
    let Some(old) = notation::string_at(document, span) else { return vec![Edit::replace(span, text)] };
    let map = old.0.escapes();
    let decoded = Span::new(map.to_decoded(span.start), map.to_decoded(span.end));
    notation::splice(document, old, &[(decoded, text)])
}

/// Changes the name or string at the finding to its replacement: the fix of a rule that knows the right word.
pub fn change_to_replacement(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let change = |text: &String| change_string(analysis, finding.span, text);
    finding.replacement.iter().map(change).collect()
}

/// The same, where the word may not be what is meant.
pub fn offer_replacement(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let offer = |fix: Fix| Fix { preferred: false, ..fix };
    change_to_replacement(analysis, finding).into_iter().map(offer).collect()
}

/// Changes what is at the finding inside of a string to its replacement.
pub fn change_part_to_replacement(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let change = |text: &String| change_part(analysis, finding.span, text);
    finding.replacement.iter().map(change).collect()
}

/// Changes a piece of code to its replacement.
pub fn change_code_to_replacement(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(code) = &finding.replacement else { return Vec::new() };
    let edits = replace_inside(analysis.document(), finding.span, code);
    vec![Fix::of(format!("Change to `{code}`"), edits).preferred()]
}

/// Takes away the member whose key is at the finding.
pub fn remove_finding(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    removal(analysis, finding.span).into_iter().collect()
}

/// Takes away the member whose key is at the finding, or else the one at its first related place.
pub fn remove_either(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let other = finding.related.first().and_then(|related| removal(analysis, related.span));
    removal(analysis, finding.span).into_iter().chain(other).collect()
}

/// Changes the name or string at `span` to `text`.
pub fn change_string(analysis: &Analysis, span: Span, text: &str) -> Fix {
    Fix::new(format!("Change to \"{text}\""), replace_string(analysis.document(), span, text)).preferred()
}

/// Changes what is at `span` inside of a string to `text`.
pub fn change_part(analysis: &Analysis, span: Span, text: &str) -> Fix {
    Fix::of(format!("Change to \"{text}\""), replace_inside(analysis.document(), span, text)).preferred()
}

/// Adds the member that the finding's replacement names to the object that it points at by its handle (see
/// [`object_at`]); `value` is JSON text.
pub fn add_replacement(analysis: &Analysis, finding: &Finding, value: &str) -> Vec<Fix> {
    let add = |name: &String| {
        let (object, _) = object_at(analysis, finding.span)?;
        Some(Fix::new(format!("Add \"{name}\""), add_member(analysis.document(), object, name, value)))
    };
    finding.replacement.as_ref().and_then(add).into_iter().collect()
}

/// Takes away the member whose key stands at `key`.
pub fn removal(analysis: &Analysis, key: Span) -> Option<Fix> {
    let location = locate(analysis, key.start)?;
    let member = location.key.filter(|m| m.key().span() == key)?;
    let object = location.last()?.value.as_object()?;
    let edit = remove_member(analysis.document(), object, member);
    Some(Fix::new(format!("Remove \"{}\"", member.key().text()), edit))
}

/// The object that a finding about something missing points at by its handle (see [`crate::place::Place::handle`]):
/// the value of the key at `span`, or the object that begins there.
pub fn object_at(analysis: &Analysis, span: Span) -> Option<(Object<'_>, Option<Context>)> {
    let location = locate(analysis, span.start)?;
    let step = location.last()?;
    // An item in block style is shown by its dash, and the root by its first key.
    if let Some(array) = step.value.as_array() {
        let item = array.items().find(|item| dash(analysis.document(), item.span().start) == Some(span.start))?;
        return Some((item.as_object()?, step.role.item().context()));
    }
    let is_root = location.steps.len() == 1 && step.value.span().start == span.start;
    if let Some(member) = location.key.filter(|_| !is_root) {
        let value = member.value()?;
        let role = location.last()?.role.member(&member.key().text(), Some(value));
        return Some((value.as_object()?, role.context()));
    }
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
