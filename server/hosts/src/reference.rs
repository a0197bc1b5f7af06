//! What the functions of a template name: logical ids, with an attribute or without.

use asl_syntax::{Dialect, Document, Intrinsic, Span, Str, Value};

use crate::{Located, Name};

/// The names that every template of CloudFormation can use without declaring them.
pub const PSEUDO_PARAMETERS: &[&str] = &[
    "AWS::AccountId",
    "AWS::NotificationARNs",
    "AWS::NoValue",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
];

/// A place of a template that names a logical id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reference {
    /// The logical id and where it stands. Its text may be a pseudo parameter.
    pub name: Name,
    /// What of it is meant, if not itself: the attribute of `Fn::GetAtt` or of `${Name.Attribute}`.
    pub attribute: Option<String>,
    /// All of what names it: the argument of the function, or the `${...}`.
    pub span: Span,
}

/// What `value` names, if it is one function that names one logical id: `Ref`, `Fn::GetAtt`, or an `Fn::Sub` of nothing
/// but one placeholder.
pub fn target_of(value: Value<'_>) -> Option<Reference> {
    let mut found = Vec::new();
    let intrinsic = value.as_intrinsic()?;
    named_by(intrinsic, &mut found);
    let only = match found.len() {
        1 => found.pop()?,
        _ => return None,
    };
    match intrinsic.name() {
        "Sub" => intrinsic.argument()?.as_str().filter(|text| text.is_hole()).map(|_| only),
        _ => Some(only),
    }
}

/// What the host names at `offset`. Of a host that is not read as data, only names that it declares are seen.
pub fn reference_at(document: &Document, located: &Located, offset: u32) -> Option<Reference> {
    if document.dialect() == Dialect::Text {
        return word_at(document, located, offset);
    }
    let mut value = document.tree().root()?;
    loop {
        if let Some(intrinsic) = value.as_intrinsic() {
            let mut found = Vec::new();
            named_by(intrinsic, &mut found);
            if let Some(reference) = found.into_iter().find(|reference| reference.span.touches(offset)) {
                return Some(reference);
            }
        }
        value = children(value).into_iter().find(|child| child.span().touches(offset))?;
    }
}

/// Every place of the host that names `name`, in the order of the text. It costs a walk over the whole host.
pub fn references(document: &Document, located: &Located, name: &str) -> Vec<Reference> {
    if document.dialect() == Dialect::Text {
        return words(document, located, name);
    }
    let mut found = Vec::new();
    let mut open: Vec<Value<'_>> = document.tree().root().into_iter().collect();
    while let Some(value) = open.pop() {
        if let Some(intrinsic) = value.as_intrinsic() {
            let mut named = Vec::new();
            named_by(intrinsic, &mut named);
            found.extend(named.into_iter().filter(|reference| reference.name.text == name));
        }
        open.extend(children(value));
    }
    found.sort_by_key(|reference| reference.span);
    found.dedup();
    found
}

/// Whether `c` can be part of a dotted name.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// The declared name that the dotted name around `offset` begins with.
fn word_at(document: &Document, located: &Located, offset: u32) -> Option<Reference> {
    let line = document.text().line_span(document.text().line_of(offset));
    let text = document.text().slice(line);
    let at = offset.checked_sub(line.start)? as usize;
    let start = text.get(..at)?.rfind(|c| !is_part(c)).map_or(0, |before| before + 1);
    // What is before it may be more than a byte long.
    let start = (start..=at).find(|start| text.is_char_boundary(*start))?;
    let end = text[at..].find(|c| !is_part(c)).map_or(text.len(), |length| at + length);
    let word = &text[start..end];
    let declared = located.declared.iter().find(|declared| begins_with(word, &declared.name.text))?;
    Some(dotted(word, &declared.name.text, line.start + start as u32))
}

/// Every dotted name that begins with `name`.
fn words(document: &Document, located: &Located, name: &str) -> Vec<Reference> {
    let text = document.text().to_string();
    let mut found = Vec::new();
    for (at, _) in text.match_indices(name) {
        let end = text[at..].find(|c| !is_part(c)).map_or(text.len(), |length| at + length);
        let is_start = !text[..at].ends_with(is_part);
        let is_declaration = located.declared.iter().any(|declared| declared.name.span.contains(at as u32));
        if is_start && begins_with(&text[at..end], name) && !is_declaration {
            found.push(dotted(&text[at..end], name, at as u32));
        }
    }
    found
}

fn begins_with(word: &str, name: &str) -> bool {
    word.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn dotted(word: &str, name: &str, start: u32) -> Reference {
    let attribute = word[name.len()..].strip_prefix('.').map(str::to_owned);
    let span = Span::new(start, start + name.len() as u32);
    Reference {
        name: Name { text: name.to_owned(), span },
        attribute,
        span: Span::new(start, start + word.len() as u32),
    }
}

/// What `Fn::Sub` would call what `value` names: `Name` or `Name.Attribute`.
pub(crate) fn sub_name(value: Value<'_>) -> Option<String> {
    let reference = target_of(value)?;
    let name = match reference.attribute {
        Some(attribute) => format!("{}.{attribute}", reference.name.text),
        None => reference.name.text,
    };
    // It has to stay one placeholder in a string.
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '_' | '-');
    name.chars().all(is_word).then_some(name)
}

fn children(value: Value<'_>) -> Vec<Value<'_>> {
    if let Some(intrinsic) = value.as_intrinsic() {
        return intrinsic.argument().into_iter().collect();
    }
    let members = value.as_object().into_iter().flat_map(|object| object.members()).filter_map(|member| member.value());
    members.chain(value.as_array().into_iter().flat_map(|array| array.items())).collect()
}

/// The names in the arguments of one function, but not of functions inside of them.
fn named_by(intrinsic: Intrinsic<'_>, found: &mut Vec<Reference>) {
    let Some(argument) = intrinsic.argument() else { return };
    match intrinsic.name() {
        "Ref" => found.extend(argument.as_str().map(|text| whole(text, None))),
        "GetAtt" => {
            if let Some(text) = argument.as_str() {
                found.push(split(text));
            } else if let Some(array) = argument.as_array() {
                let mut items = array.items();
                let name = items.next().and_then(Value::as_str);
                let attribute = items.next().and_then(Value::as_str).map(|text| text.text().into_owned());
                found.extend(name.map(|name| Reference { span: array.span(), ..whole(name, attribute) }));
            }
        }
        "Sub" => {
            let mut items = argument.as_array().into_iter().flat_map(|array| array.items());
            let text = argument.as_str().or_else(|| items.next().and_then(Value::as_str));
            let own = items.next().and_then(Value::as_object);
            found.extend(text.into_iter().flat_map(|text| placeholders(text)).filter(|reference| {
                // A variable of its own hides the logical id.
                own.is_none_or(|own| reference.attribute.is_some() || own.get(&reference.name.text).is_none())
            }));
        }
        _ => {}
    }
}

fn whole(text: Str<'_>, attribute: Option<String>) -> Reference {
    Reference { name: Name { text: text.text().into_owned(), span: text.inner() }, attribute, span: text.span() }
}

/// `Name.Attribute` as the argument of `Fn::GetAtt`.
fn split(text: Str<'_>) -> Reference {
    let meaning = text.text();
    let Some((name, attribute)) = meaning.split_once('.') else { return whole(text, None) };
    let span = text.escapes().to_raw_span(Span::new(0, name.len() as u32));
    Reference { name: Name { text: name.to_owned(), span }, attribute: Some(attribute.to_owned()), span: text.span() }
}

/// The placeholders of the text of an `Fn::Sub`.
fn placeholders(text: Str<'_>) -> Vec<Reference> {
    let meaning = text.text();
    if !meaning.contains("${") {
        return Vec::new();
    }
    let escapes = text.escapes();
    sub_placeholders(&meaning)
        .into_iter()
        .map(|(span, name)| {
            let (id, attribute) = match meaning[name.range()].split_once('.') {
                Some((id, attribute)) => (id, Some(attribute.to_owned())),
                None => (&meaning[name.range()], None),
            };
            let id_span = Span::new(name.start, name.start + id.len() as u32);
            Reference {
                name: Name { text: id.to_owned(), span: escapes.to_raw_span(id_span) },
                attribute,
                span: escapes.to_raw_span(span),
            }
        })
        .collect()
}

/// The `${Name}` of a text as `Fn::Sub` reads it: each with the place of the name in it. `${!Name}` is text.
pub(crate) fn sub_placeholders(text: &str) -> Vec<(Span, Span)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("${").map(|start| at + start) {
        let inner = start + 2;
        let Some(length) = text[inner..].find(['}', '\n', '{']) else { break };
        at = inner;
        let name = &text[inner..inner + length];
        if text[inner + length..].starts_with('}') && !name.starts_with('!') && !name.trim().is_empty() {
            let blanks = (name.len() - name.trim_start().len()) as u32;
            let name_start = inner as u32 + blanks;
            let whole = Span::new(start as u32, (inner + length + 1) as u32);
            found.push((whole, Span::new(name_start, name_start + name.trim().len() as u32)));
            at = inner + length + 1;
        }
    }
    found
}
