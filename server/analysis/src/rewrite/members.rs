//! Members and items that come, go, or get another value.

use asl_syntax::{Array, Dialect, Document, Encoding, Member, Object, Span, Value};

use super::Edit;
use crate::notation::{Notation, Style, line_indent, string_at, written_like};

/// Adds a member at the end of `object`, on a line of its own where the object's members have one. `value` is JSON text
/// whose lines after the first are indented from nothing.
pub fn add_member(document: &Document, object: Object<'_>, key: &str, value: &str) -> Edit {
    add_members(document, object, &[(key, value)])
}

/// Adds several members in the same way.
pub fn add_members(document: &Document, object: Object<'_>, members: &[(&str, &str)]) -> Edit {
    let container = Container {
        value: object.as_value(),
        open: object.open(),
        close: object.close(),
        last: object.members().last().map(|m| (m.span(), m.comma())),
    };
    let first = object.members().next().map(|m| m.key().span().start);
    container.append(document, first, members.len(), &|notation, i, indent| match members.get(i) {
        Some((key, value)) => notation.member(key, value, indent),
        None => String::new(),
    })
}

/// Adds `value`, which is JSON text, at the end of `array`.
pub fn add_item(document: &Document, array: Array<'_>, value: &str) -> Edit {
    let container = Container {
        value: array.as_value(),
        open: array.open(),
        close: array.close(),
        last: array.items().last().map(|v| (v.span(), None)),
    };
    let first = array.items().next().and_then(|v| dash(document, v.span().start));
    container.append(document, first, 1, &|notation, _, indent| notation.item(value, indent))
}

/// What entries are added to.
struct Container<'d> {
    value: Value<'d>,
    open: Span,
    close: Option<Span>,
    /// The last entry, and its comma where it has one.
    last: Option<(Span, Option<Span>)>,
}

impl Container<'_> {
    /// Writes `count` entries behind the last one. The first one of a block begins at `first`.
    fn append(
        &self,
        document: &Document,
        first: Option<u32>,
        count: usize,
        write: &dyn Fn(&Notation, usize, &str) -> String,
    ) -> Edit {
        let is_yaml = document.dialect() == Dialect::Yaml;
        let around = Style::around(document, self.value.span());
        if is_yaml && self.open.is_empty() {
            return match (around, first, self.last) {
                (Style::Block, Some(first), Some((last, _))) => append_lines(document, first, last.end, count, write),
                _ => self.in_brackets_now(document, count, write),
            };
        }
        let is_bare = || document.text().slice(self.value.span()).trim_matches(['{', '}', '[', ']']).trim().is_empty();
        if is_yaml && self.last.is_none() && around == Style::Block && is_bare() {
            return self.in_lines_now(document, count, write);
        }
        self.append_in_brackets(document, count, write)
    }

    /// Fills empty brackets in a block: what is in them becomes a block of its own.
    fn in_lines_now(
        &self,
        document: &Document,
        count: usize,
        write: &dyn Fn(&Notation, usize, &str) -> String,
    ) -> Edit {
        let notation = Notation::new(document, Style::Block);
        let span = self.value.span();
        let text = document.text();
        let line = text.line_span(text.line_col(span.start, Encoding::Utf8).line);
        let before = text.slice(Span::new(line.start, span.start)).into_owned();
        let newline = notation.indent.line_ending.as_str();
        let body = before.trim_start_matches(' ');
        let item = body.len() - body.trim_start_matches("- ").len();
        // Behind a dash or at the start of a line it can begin right here.
        if body.is_empty() || item == body.len() {
            let indent = " ".repeat(before.len());
            let lines: Vec<String> = (0..count).map(|i| write(&notation, i, &indent)).collect();
            return Edit::replace(span, lines.join(&format!("{newline}{indent}")));
        }
        let outer = before.len() - body.len() + item;
        let indent = format!("{}{}", " ".repeat(outer), notation.indent.unit);
        let lines: Vec<String> = (0..count).map(|i| write(&notation, i, &indent)).collect();
        let start = line.start + before.trim_end().len() as u32;
        let text = format!("{newline}{indent}{}", lines.join(&format!("{newline}{indent}")));
        Edit::replace(Span::new(start, span.end), text)
    }

    /// A pair without brackets in a list between brackets gets brackets.
    fn in_brackets_now(
        &self,
        document: &Document,
        count: usize,
        write: &dyn Fn(&Notation, usize, &str) -> String,
    ) -> Edit {
        let notation = Notation::new(document, Style::Flow);
        let span = self.value.span();
        let (open, close) = if self.value.as_array().is_some() { ('[', ']') } else { ('{', '}') };
        let mut entries = vec![document.text().slice(span).into_owned()];
        entries.extend((0..count).map(|i| write(&notation, i, "")));
        Edit::replace(span, format!("{open}{}{close}", entries.join(", ")))
    }

    fn append_in_brackets(
        &self,
        document: &Document,
        count: usize,
        write: &dyn Fn(&Notation, usize, &str) -> String,
    ) -> Edit {
        let text = document.text();
        let notation = Notation::new(document, Style::of(document, self.value));
        let (open, close) = (self.open, self.close);
        let line_of = |offset: u32| text.line_col(offset, Encoding::Utf8).line;
        let one_line = close.is_some_and(|close| line_of(open.start) == line_of(close.start));
        let last = self.last.map(|(span, _)| span);
        if let (true, Some(last)) = (one_line, last) {
            let entries: Vec<String> = (0..count)
                .map(|i| write(&notation, i, "").lines().map(str::trim).collect::<Vec<_>>().join(" "))
                .collect();
            return Edit::insert(last.end, format!(", {}", entries.join(", ")));
        }
        let outer = line_indent(document, open.start);
        let deeper = || format!("{outer}{}", notation.indent.unit);
        let inner = last.filter(|last| line_of(last.start) != line_of(open.start));
        let inner = inner.map_or_else(deeper, |last| line_indent(document, last.start));
        let newline = notation.indent.line_ending.as_str();
        let entries: Vec<String> = (0..count).map(|i| write(&notation, i, &inner)).collect();
        let body = entries.join(&format!(",{newline}{inner}"));
        match self.last {
            Some((last, comma)) if document.dialect() == Dialect::Yaml => {
                // A comment behind the last entry stays with it.
                let end = text.line_span(line_of(last.end)).end;
                let rest = text.slice(Span::new(last.end, end));
                let is_over = rest.trim_start().trim_start_matches(',').trim_start().starts_with('#');
                match is_over {
                    true if comma.is_some() => Edit::insert(end, format!("{newline}{inner}{body}")),
                    true => Edit::replace(Span::new(last.end, end), format!(",{rest}{newline}{inner}{body}")),
                    false => Edit::insert(last.end, format!(",{newline}{inner}{body}")),
                }
            }
            Some((last, _)) => Edit::insert(last.end, format!(",{newline}{inner}{body}")),
            None => {
                let end = close.map_or(open.end, |c| c.start);
                Edit::replace(Span::new(open.end, end), format!("{newline}{inner}{body}{newline}{outer}"))
            }
        }
    }
}

/// Writes entries on lines of their own behind the one that ends at `end`, in the column of `first`.
fn append_lines(
    document: &Document,
    first: u32,
    end: u32,
    count: usize,
    write: &dyn Fn(&Notation, usize, &str) -> String,
) -> Edit {
    let text = document.text();
    let notation = Notation::new(document, Style::Block);
    let newline = notation.indent.line_ending.as_str();
    let indent = " ".repeat(text.line_col(first, Encoding::Utf32).col as usize);
    let lines: Vec<String> = (0..count).map(|i| format!("{indent}{}", write(&notation, i, &indent))).collect();
    let body = lines.join(newline);
    let line = text.line_span(text.line_col(end, Encoding::Utf8).line);
    // A block scalar that keeps its last lines ends where the next line begins.
    match line.start == end {
        true => Edit::insert(end, format!("{body}{newline}")),
        false => Edit::insert(line.end, format!("{newline}{body}")),
    }
}

/// Takes `member` out of `object`, with what separates it from others and the blank text that only it needed.
pub fn remove_member(document: &Document, object: Object<'_>, member: Member<'_>) -> Edit {
    let members: Vec<Span> = object.members().map(|m| m.span()).collect();
    if document.dialect() == Dialect::Yaml && object.open().is_empty() {
        return match members.len() {
            0 | 1 => replace_value(document, object.span(), "{}"),
            _ => Edit::delete(lines_of(document, member.span())),
        };
    }
    remove_between(&members, member.span(), object.open(), object.close())
}

/// Takes the item at `span` out of `array` in the same way.
pub fn remove_item(document: &Document, array: Array<'_>, span: Span) -> Edit {
    let items: Vec<Span> = array.items().map(Value::span).collect();
    if document.dialect() == Dialect::Yaml && array.open().is_empty() {
        let start = dash(document, span.start).unwrap_or(span.start);
        return match items.len() {
            0 | 1 => replace_value(document, array.span(), "[]"),
            _ => Edit::delete(lines_of(document, Span::new(start, span.end))),
        };
    }
    remove_between(&items, span, array.open(), array.close())
}

fn remove_between(entries: &[Span], entry: Span, open: Span, close: Option<Span>) -> Edit {
    let at = entries.iter().position(|other| *other == entry).unwrap_or(0);
    if let Some(next) = entries.get(at + 1) {
        return Edit::delete(Span::new(entry.start, next.start));
    }
    match at.checked_sub(1).and_then(|before| entries.get(before)) {
        Some(before) => Edit::delete(Span::new(before.end, entry.end)),
        None => Edit::delete(Span::new(open.end, close.map_or(entry.end, |close| close.start))),
    }
}

/// The lines of the entry of a block at `span`, with a comment behind it. Where something stands in front of the entry,
/// as a dash does, it is what begins the next line that goes instead of what ends this one.
fn lines_of(document: &Document, span: Span) -> Span {
    let text = document.text();
    let line_at = |offset: u32| text.line_span(text.line_col(offset, Encoding::Utf8).line);
    let first = line_at(span.start);
    let before = text.slice(Span::new(first.start, span.start));
    let is_alone = matches!(before.trim(), "" | "?");
    let last = line_at(span.end);
    let mut end =
        if last.start == span.end && span.end > span.start { span.end } else { after_line(document, last.end) };
    if is_alone {
        // The last line of a text has no end of its own to go.
        if end == last.end && end == text.len() && first.start > 0 {
            let before = text.slice(Span::new(0, first.start));
            return Span::new(before.trim_end_matches(['\n', '\r']).len() as u32, end);
        }
        return Span::new(first.start, end);
    }
    while end < text.len() {
        let line = line_at(end);
        let body = text.slice(line);
        let blanks = (body.len() - body.trim_start().len()) as u32;
        if !body.trim().is_empty() {
            return Span::new(span.start, end + blanks);
        }
        end = after_line(document, line.end);
    }
    Span::new(span.start, end)
}

/// Where the line after the one that ends at `end` begins.
fn after_line(document: &Document, end: u32) -> u32 {
    let text = document.text();
    let rest = text.slice(Span::new(end, (end + 2).min(text.len())));
    end + if rest.starts_with("\r\n") { 2 } else { u32::from(rest.starts_with(['\n', '\r'])) }
}

/// The dash of the item that begins at `start`.
pub(crate) fn dash(document: &Document, start: u32) -> Option<u32> {
    let text = document.text();
    let line = text.line_span(text.line_col(start, Encoding::Utf8).line);
    let before = text.slice(Span::new(line.start, start));
    let solid = before.trim_end();
    solid.ends_with('-').then(|| line.start + solid.len() as u32 - 1)
}

/// Puts the value of the JSON text `json` in the place of the value at `span`.
pub fn replace_value(document: &Document, span: Span, json: &str) -> Edit {
    replace_with(document, Notation::at(document, span), span, json)
}

/// The same with a notation that knows values to copy.
pub(crate) fn replace_with(document: &Document, notation: Notation, span: Span, json: &str) -> Edit {
    if document.dialect() != Dialect::Yaml {
        return Edit::replace(span, notation.entries(json, &line_indent(document, span.start)));
    }
    if let Ok(serde_json::Value::String(text)) = serde_json::from_str(json)
        && let Some(old) = string_at(document, span).filter(|(string, _)| string.span() == span)
    {
        return Edit::replace(span, written_like(document, old, &text));
    }
    let text = document.text();
    let has_brackets = text.slice(span).starts_with(['{', '[']);
    if notation.style != Style::Block || has_brackets {
        return Edit::replace(span, notation.line(json));
    }
    let Some(key) = key_of(document, span) else {
        let indent = " ".repeat(text.line_col(span.start, Encoding::Utf32).col as usize);
        return Edit::replace(span, notation.entries(json, &indent));
    };
    let indent = " ".repeat(text.line_col(key.key().span().start, Encoding::Utf32).col as usize);
    let from = key.colon().map_or(span.start, |colon| colon.end);
    let written = notation.value(json, &indent);
    match text.slice(Span::new(from, span.start)).trim().is_empty() {
        true => Edit::replace(Span::new(from, span.end), written),
        // An anchor or a comment stays in front of it.
        false => Edit::replace(span, written.trim_start().to_owned()),
    }
}

/// The member that has the value at `span`.
pub(crate) fn key_of(document: &Document, span: Span) -> Option<Member<'_>> {
    let mut value = document.tree().root()?;
    loop {
        let inside = |v: &Value<'_>| v.span().contains_span(span);
        if let Some(object) = value.as_object() {
            let member = object.members().find(|m| m.value().as_ref().is_some_and(inside))?;
            value = member.value()?;
            if value.span() == span {
                return Some(member);
            }
        } else {
            value = value.as_array()?.items().find(inside)?;
            if value.span() == span {
                return None;
            }
        }
    }
}
