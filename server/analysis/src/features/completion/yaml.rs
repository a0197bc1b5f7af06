//! Proposals in YAML: the same as in JSON, at the places that only block style has.

use asl_syntax::{Block, Container, Cursor, Document, Layout, Place as CursorPlace, Span, Value};

use super::spelling::Spelling;
use super::{Item, ItemKind, Site, inside, propose};
use crate::expression::{self, Wanted};
use crate::notation::{Notation, Style};
use crate::role::Role;

/// Whether the cursor is between a colon and a value that is there already.
pub(super) fn has_value_behind(place: &CursorPlace<'_>) -> bool {
    let CursorPlace::Value { key: Some(key), replace, .. } = place else { return false };
    let value = key.value().map(Value::span).filter(|span| !span.is_empty());
    replace.is_empty() && value.is_some_and(|value| value.start >= replace.start)
}

/// Spells the proposals as YAML, and adds the keys of an object that may begin at the cursor. Gives the indentation.
pub(super) fn spell(site: &Site<'_, '_>, items: &mut Vec<Item>) -> String {
    let document = site.analysis.document();
    let habits = Notation::new(document, Style::Block);
    let Some(spelling) = Spelling::new(document, &habits, &site.cursor.place, site.cursor.layout) else {
        items.clear();
        return String::new();
    };
    let indent = spelling.spell(items);
    let paths = unquoted_paths(site);
    if !paths.is_empty() {
        // The beginning of a path is one of them.
        items.retain(|item| item.kind != ItemKind::Value || !item.label.starts_with('"'));
        items.extend(paths);
    }
    let Some(cursor) = beginning(site.cursor) else { return indent };
    let mut keys = Vec::new();
    propose(&site.beginning(&cursor), &mut keys);
    if let Some(spelling) = Spelling::new(document, &habits, &cursor.place, cursor.layout).filter(|_| !keys.is_empty())
    {
        spelling.spell(&mut keys);
        // Who is at the beginning of an object most likely writes it key by key.
        items.iter_mut().for_each(|item| item.rank += 200_000);
        items.append(&mut keys);
    }
    indent
}

/// What may stand in a path that is not begun yet: without quotes, nothing says where it begins.
fn unquoted_paths(site: &Site<'_, '_>) -> Vec<Item> {
    let CursorPlace::Value { key: Some(key), replace, in_string: None, needs_space, .. } = &site.cursor.place else {
        return Vec::new();
    };
    let is_marked = expression::is_marked(*key);
    let wanted = match site.role.member(&key.key().text(), None) {
        Role::Field(_, field) | Role::Data(_, field) => expression::wanted(field, site.language),
        _ => None,
    };
    let is_path = match wanted {
        Some(Wanted::Path | Wanted::ReferencePath | Wanted::ReferencePathOrIntrinsic) => true,
        Some(Wanted::Payload) => is_marked,
        Some(Wanted::Jsonata) | None => false,
    };
    if !is_path || !replace.is_empty() || has_value_behind(&site.cursor.place) {
        return Vec::new();
    }
    // The same text with the first letter of a path.
    let lead = if *needs_space { " " } else { "" };
    let begun = format!("{lead}$");
    let mut document = site.analysis.document().clone();
    document.edit(*replace, &begun);
    let analysis = site.analysis.next(document);
    let offset = replace.start + begun.len() as u32;
    let cursor = analysis.document().cursor(offset);
    let mut items = Vec::new();
    inside::propose(&Site::new(&analysis, &cursor), offset, &mut items);
    for item in &mut items {
        item.replace = *replace;
        item.insert.plain.insert_str(0, lead);
        item.insert.snippet.insert_str(0, lead);
        item.filter.insert_str(0, lead);
    }
    items
}

/// The cursor at the first key of an object that begins where the cursor is, in block style.
fn beginning<'a>(cursor: &Cursor<'a>) -> Option<Cursor<'a>> {
    let Layout::Block(block) = cursor.layout else { return None };
    let (replace, typed) = match &cursor.place {
        CursorPlace::Value { replace, typed, .. } | CursorPlace::Element { replace, typed, .. } => (*replace, &**typed),
        CursorPlace::Outside { replace } => (*replace, ""),
        _ => return None,
    };
    let place =
        CursorPlace::Key { replace, typed: typed.to_owned(), has_value: false, comma_before: None, comma_after: false };
    let column = block.begins? + u32::from(block.needs_space);
    let layout = Layout::Block(Block { column, begins: None, indentation: None, ..block });
    Some(Cursor { containers: cursor.containers.clone(), place, layout })
}

/// The cursor on an empty line between the members of an object, as far left as nothing of them is: a key there would
/// take what follows for its value, so it is moved to where its siblings are.
pub(super) fn sibling<'a>(document: &'a Document, cursor: &Cursor<'a>, offset: u32) -> Option<Cursor<'a>> {
    let Layout::Block(block) = cursor.layout else { return None };
    let CursorPlace::Key { replace, has_value: false, .. } = &cursor.place else { return None };
    let text = document.text();
    let line = text.line_of(offset);
    let span = text.line_span(line);
    if block.column > 0 || !replace.is_empty() || !text.slice(span).trim().is_empty() {
        return None;
    }
    let indent = |line: u32| {
        let line = text.slice(text.line_span(line));
        let body = line.trim_start_matches(' ');
        (!body.trim().is_empty() && !body.starts_with('#')).then(|| (line.len() - body.len()) as u32)
    };
    let next = (line + 1..text.line_count()).find(|line| indent(*line).is_some())?;
    let before = (0..line).rev().find_map(indent)?;
    let column = indent(next).filter(|column| (1..=before).contains(column))?;
    let mut at = document.cursor(text.line_span(next).start + column);
    let is_key = matches!(at.layout, Layout::Block(Block { column: found, .. }) if found == column);
    let (CursorPlace::Key { .. }, true) = (&at.place, is_key) else { return None };
    if let Some(Container::Object { member, .. }) = at.containers.last_mut() {
        *member = None;
    }
    at.place = CursorPlace::Key {
        replace: *replace,
        typed: String::new(),
        has_value: false,
        comma_before: None,
        comma_after: false,
    };
    let indentation = Some(Span::new(span.start, replace.start)).filter(|blanks| blanks.len() != column);
    at.layout = Layout::Block(Block { column, indentation, ..Block::default() });
    Some(at)
}
