//! The `${...}` of a definition.

use asl_syntax::{Document, Kind, Span};

/// The longest text between `${` and `}` that is looked at, in bytes.
const LONGEST: usize = 256;

/// A placeholder of a definition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Placeholder {
    /// All of it, from `$` to `}`.
    pub span: Span,
    /// What stands between the braces, without blanks around it.
    pub name: Span,
    /// The name.
    pub text: String,
}

/// Every placeholder of `document` for which `wanted` holds of the name, in the order of the text.
///
/// What is in a comment is none, nor what is in a function of the template. It costs a walk over the text, and a way down the tree for each that is wanted.
pub fn placeholders(document: &Document, wanted: impl Fn(&str) -> bool) -> Vec<Placeholder> {
    let text = document.text().to_string();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("${").map(|start| at + start) {
        at = start + 2;
        let Some(placeholder) = read(&text, start) else { continue };
        if wanted(&placeholder.text) && is_value(document, placeholder.span) {
            found.push(placeholder);
        }
    }
    found
}

/// The placeholder whose braces hold `offset`, also just behind one of them.
pub fn placeholder_at(document: &Document, offset: u32) -> Option<Placeholder> {
    let (start, text) = around(document, offset);
    let before = text.get(..(offset - start) as usize)?;
    // At the `$` itself, between `$` and `{`, or behind them.
    let opener = match () {
        () if text[before.len()..].starts_with("${") => before.len(),
        () if before.ends_with('$') && text[before.len()..].starts_with('{') => before.len() - 1,
        () => before.rfind("${")?,
    };
    let found = read(&text, opener)?;
    let found = Placeholder { span: shift(found.span, start), name: shift(found.name, start), text: found.text };
    (found.span.touches(offset) && is_value(document, found.span)).then_some(found)
}

/// The beginning of a placeholder at `offset`, in which a name is being typed: what to replace (what there is of the
/// name), what stands before the cursor, and whether a `}` follows.
pub(super) fn unfinished_at(document: &Document, offset: u32) -> Option<(Span, String, bool)> {
    let (start, text) = around(document, offset);
    let at = (offset - start) as usize;
    let opener = text.get(..at)?.rfind("${")? + 2;
    let typed = text[opener..at].to_owned();
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | ':' | '-' | '!');
    if !typed.chars().all(is_name) {
        return None;
    }
    let rest = &text[at..];
    let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
    let is_closed = rest[end..].starts_with('}');
    // Without its brace what follows is other text.
    let end = if is_closed { offset + end as u32 } else { offset };
    Some((Span::new(start + opener as u32, end), typed, is_closed))
}

/// The text near `offset`, and where it begins.
fn around(document: &Document, offset: u32) -> (u32, String) {
    let text = document.text();
    let near = Span::new(offset.saturating_sub(LONGEST as u32), offset.saturating_add(LONGEST as u32).min(text.len()));
    let near = text.clamp(near);
    (near.start, text.slice(near).into_owned())
}

fn shift(span: Span, by: u32) -> Span {
    span.shift(i64::from(by))
}

/// The placeholder that begins at `start` of `text`.
fn read(text: &str, start: usize) -> Option<Placeholder> {
    let inner = start + 2;
    let rest = text.get(inner..)?;
    let length = rest.bytes().take(LONGEST).position(|c| matches!(c, b'}' | b'{' | b'"' | b'\'' | b'\\' | b'\n'))?;
    let name = &rest[..length];
    if rest.as_bytes()[length] != b'}' || name.trim().is_empty() {
        return None;
    }
    let name_start = inner + name.len() - name.trim_start().len();
    Some(Placeholder {
        span: Span::new(start as u32, (inner + length + 1) as u32),
        name: Span::new(name_start as u32, (name_start + name.trim().len()) as u32),
        text: name.trim().to_owned(),
    })
}

/// Whether `span` is in a key or in a scalar of the definition, and not in a comment.
fn is_value(document: &Document, span: Span) -> bool {
    let Some(mut value) = document.tree().root() else { return false };
    loop {
        // What a function of the template is applied to is the template's own.
        if value.as_intrinsic().is_some() {
            return false;
        }
        let inner = match value.kind() {
            Kind::Object => {
                let mut members = value.as_object().into_iter().flat_map(|object| object.members());
                let Some(member) = members.find(|member| member.span().contains_span(span)) else { return false };
                if member.key().span().contains_span(span) {
                    return true;
                }
                member.value()
            }
            Kind::Array => {
                let mut items = value.as_array().into_iter().flat_map(|array| array.items());
                items.find(|item| item.span().contains_span(span))
            }
            _ => return value.span().contains_span(span),
        };
        match inner {
            Some(inner) => value = inner,
            None => return false,
        }
    }
}

/// Whether `text` is a name that a template could fill in.
pub(crate) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
