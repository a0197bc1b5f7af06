//! The `${...}` of a definition.

use std::ops::Range;

use asl_syntax::{Document, Kind, Span, Str, Value};

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
    /// Whether the text that it is in is one word, such as an ARN.
    pub is_word: bool,
}

/// Every placeholder of `document` for which `wanted` holds of the name, in the order of the text.
///
/// What is in a comment is none, nor what is in a function of the template. It costs a walk over
/// the text, and one down to those that are wanted.
pub fn placeholders(document: &Document, wanted: impl Fn(&str) -> bool) -> Vec<Placeholder> {
    let text = document.text().to_string();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("${").map(|start| at + start) {
        at = start + 2;
        let Some(placeholder) = read(&text, start) else { continue };
        if wanted(&placeholder.text) {
            found.push(placeholder);
        }
    }
    if found.is_empty() { found } else { in_values(document, found) }
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
    let found = Placeholder { span: shift(found.span, start), name: shift(found.name, start), ..found };
    if !found.span.touches(offset) {
        return None;
    }
    in_values(document, vec![found]).pop()
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
        is_word: false,
    })
}

/// Those of `found`, which are in the order of the text, that are in a key or in a scalar of the definition.
fn in_values(document: &Document, mut found: Vec<Placeholder>) -> Vec<Placeholder> {
    let mut kept = vec![false; found.len()];
    let mut open: Vec<(Value<'_>, Range<usize>)> =
        document.tree().root().map(|root| (root, 0..found.len())).into_iter().collect();
    while let Some((value, range)) = open.pop() {
        // What a function of the template is applied to is the template's own.
        if range.is_empty() || value.as_intrinsic().is_some() {
            continue;
        }
        let mut at = range.start;
        let mut inside = |found: &[Placeholder], span: Span| {
            let start = at + found[at..range.end].partition_point(|found| found.span.start < span.start);
            at = start + found[start..range.end].partition_point(|found| found.span.end <= span.end);
            start..at
        };
        match value.kind() {
            Kind::Object => {
                for member in value.as_object().into_iter().flat_map(|object| object.members()) {
                    let key = inside(&found, member.key().span());
                    keep(&mut found, &mut kept, key, Some(member.key()));
                    if let Some(value) = member.value() {
                        open.push((value, inside(&found, value.span())));
                    }
                }
            }
            Kind::Array => {
                for item in value.as_array().into_iter().flat_map(|array| array.items()) {
                    open.push((item, inside(&found, item.span())));
                }
            }
            _ => {
                let all = inside(&found, value.span());
                keep(&mut found, &mut kept, all, value.as_str());
            }
        }
    }
    let mut kept = kept.into_iter();
    found.retain(|_| kept.next().unwrap_or_default());
    found
}

/// Marks the placeholders `range`, all of which are in `string` if they are in one.
fn keep(found: &mut [Placeholder], kept: &mut [bool], range: Range<usize>, string: Option<Str<'_>>) {
    if range.is_empty() {
        return;
    }
    let is_word = string.is_none_or(|string| !string.text().contains(char::is_whitespace));
    for at in range {
        kept[at] = true;
        found[at].is_word = is_word;
    }
}

/// Whether `text` is a name that a template could fill in.
pub(crate) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use asl_syntax::{Dialect, Document};

    use super::placeholders;

    #[test]
    fn four_times_the_placeholders_take_no_longer_than_about_four_times() {
        let time = |count: usize| {
            let states: String = (0..count).map(|i| format!("\"S${{{i}}}\": {{\"R\": \"a ${{X{i}}}\"}},")).collect();
            let document = Document::new(&format!("{{\"States\": {{{states}\"E\": 1}}}}"), Dialect::Json);
            let start = Instant::now();
            assert_eq!(placeholders(&document, |_| true).len(), 2 * count);
            start.elapsed()
        };
        let (short, long) = (time(1_000), time(4_000));
        assert!(
            long < Duration::from_millis(300) || long < 10 * short,
            "{short:?}, and {long:?} for four times as much"
        );
    }
}
