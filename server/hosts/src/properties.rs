//! The properties of a machine that hosts share: definitions inside of strings, substitutions, files, the type.

use asl_syntax::{Dialect, Document, Intrinsic, Member, Object, Str, Value};

use crate::passage::{Strings, one_line};
use crate::reference::target_of;
use crate::{
    Definition, Execution, FilledBy, Form, LocalFile, Name, Passage, Placeholders, Substitution, Substitutions, cut,
};

/// What stands for a definition that is a string, and who reads its placeholders.
pub(crate) struct TextDefinition {
    pub(crate) passage: Passage,
    pub(crate) placeholders: Placeholders,
    /// The variables of an `Fn::Sub` in its list form.
    pub(crate) variables: Substitutions,
}

/// The definition that the string, `Fn::Sub` or `Fn::Join` `value` is. Any other function is unknown.
pub(crate) fn text(document: &Document, value: Value<'_>) -> Option<TextDefinition> {
    let mut strings = Strings::default();
    let mut variables = Substitutions::default();
    let mut placeholders = Placeholders::Substitutions;
    if let Some(string) = value.as_str() {
        strings.string(document, string);
        if is_placeholder(&strings.text) {
            return None;
        }
    } else {
        let function = value.as_intrinsic()?;
        match function.name() {
            "Sub" => {
                placeholders = Placeholders::Sub;
                variables = sub(document, function, &mut strings)?;
            }
            "Join" => join(document, function, &mut strings)?,
            _ => return None,
        }
    }
    let (text, map, fills) = strings.finish();
    let passage = Passage { dialect: Dialect::Json, form: Form::Text, text, map, fills };
    Some(TextDefinition { passage, placeholders, variables })
}

/// Whether `text` is one placeholder, which is no definition.
fn is_placeholder(text: &str) -> bool {
    let inside = |open: &str, close: &str| text.trim().strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    inside("${", "}").or_else(|| inside("{{", "}}")).is_some_and(|name| !name.contains(['{', '}', '"']))
}

fn sub(document: &Document, function: Intrinsic<'_>, strings: &mut Strings) -> Option<Substitutions> {
    let argument = function.argument()?;
    if let Some(string) = argument.as_str() {
        strings.string(document, string);
        return Some(Substitutions::default());
    }
    let mut items = argument.as_array()?.items();
    strings.string(document, items.next()?.as_str()?);
    Some(
        items.next().map_or_else(Substitutions::default, |variables| substitutions(document, variables, FilledBy::Sub)),
    )
}

fn join(document: &Document, function: Intrinsic<'_>, strings: &mut Strings) -> Option<()> {
    let mut arguments = function.argument()?.as_array()?.items();
    let delimiter = arguments.next()?.as_str()?.text();
    let mut end = None;
    for item in arguments.next()?.as_array()?.items() {
        if let Some(end) = end {
            strings.unwritten(&delimiter, end);
        }
        end = Some(match item.as_str() {
            Some(string) => {
                strings.string(document, string);
                string.inner().end
            }
            None => {
                strings.fill(document, item);
                item.span().end
            }
        });
    }
    end.map(|_| ())
}

/// The definition that an object is, or that is about to be written below its key.
pub(crate) fn object(document: &Document, member: Member<'_>) -> Option<Passage> {
    let is_yaml = document.dialect() == Dialect::Yaml;
    match member.value() {
        Some(value) => match value.as_object() {
            Some(definition) => Some(cut::object(document, definition)),
            // A first word below the key is a key that lacks its colon.
            None => (is_yaml && is_unwritten(document, member, value))
                .then(|| cut::lines_below(document, member.span().start))?,
        },
        None => is_yaml.then(|| cut::lines_below(document, member.span().start))?,
    }
}

/// Whether `value` is nothing at all, or a word below the key of `member`.
fn is_unwritten(document: &Document, member: Member<'_>, value: Value<'_>) -> bool {
    let line = |at| document.text().line_of(at);
    value.is_null() && value.span().is_empty()
        || value.as_str().is_some_and(|word| {
            word.quoting() == asl_syntax::Quoting::Plain && line(word.span().start) > line(member.span().start)
        })
}

/// The names that `value` declares for `${...}`.
pub(crate) fn substitutions(document: &Document, value: Value<'_>, filled_by: FilledBy) -> Substitutions {
    let span = Some(value.span());
    let Some(object) = value.as_object() else {
        return Substitutions { listed: Vec::new(), is_open: !value.is_null(), span };
    };
    let mut is_open = object.is_open_ended();
    let mut listed = Vec::new();
    for member in object.members() {
        let key = member.key();
        let Some(value) = member.value() else { continue };
        if member.is_merge() || key.raw().starts_with("Fn::") || key.has_hole() {
            is_open = true;
            continue;
        }
        listed.push(Substitution {
            name: name(key),
            span: member.span(),
            value: value.span(),
            shown: one_line(&document.text().slice(value.span())),
            target: target_of(value).map(|reference| reference.name),
            filled_by,
        });
    }
    Substitutions { listed, is_open, span }
}

/// The file that `value` names, unless it is a place elsewhere or is only known later.
pub(crate) fn local_file(value: Value<'_>) -> Option<LocalFile> {
    let string = value.as_str().filter(|string| !string.has_hole())?;
    let path = string.text();
    let is_remote = path.contains("://") || path.starts_with("arn:");
    (!is_remote && !path.trim().is_empty()).then(|| LocalFile { path: path.trim().to_owned(), span: string.inner() })
}

/// How the machine that says so runs.
pub(crate) fn execution(value: Value<'_>) -> Option<Execution> {
    match &*value.as_str()?.text() {
        "STANDARD" => Some(Execution::Standard),
        "EXPRESS" => Some(Execution::Express),
        _ => None,
    }
}

/// A string as a name.
pub(crate) fn name(string: Str<'_>) -> Name {
    Name { text: string.text().into_owned(), span: string.inner() }
}

/// The member of `object` called `key`, with a value.
pub(crate) fn value<'t>(object: Object<'t>, key: &str) -> Option<Value<'t>> {
    object.get(key)?.value()
}

/// The definition of an embedded passage, or an unknown one.
pub(crate) fn embedded(passage: Option<Passage>) -> Definition {
    passage.map_or(Definition::Unknown, Definition::Embedded)
}
