//! Every proposal, wherever the cursor is, can be accepted: the text that results has no new errors, says what the
//! proposal says, and means the same as before everywhere else.
#![allow(clippy::print_stdout, reason = "a test says how much it has tried")]

use asl_analysis::features::completion::{Item, ItemKind, completions};
use asl_analysis::rewrite::{Edit, apply};
use asl_analysis::{Analysis, Intent};
use asl_syntax::{Dialect, Document, Kind, Span, SyntaxError, SyntaxErrorKind, Value};

const YAML: &str = include_str!("fixtures/parcel.asl.yaml");
const JSON: &str = include_str!("../../../examples/order.asl.json");

/// A scalar with the way to it; lists count for nothing, so that a new item moves none.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone)]
struct Leaf {
    way: String,
    text: String,
    /// Every key on the way and the scalar itself.
    spans: Vec<Span>,
}

fn leaves(document: &Document) -> Vec<Leaf> {
    let source = document.text().to_string();
    let mut found = Vec::new();
    let mut open: Vec<(Value<'_>, String, Vec<Span>)> = Vec::new();
    open.extend(document.tree().root().map(|root| (root, String::new(), Vec::new())));
    while let Some((value, way, spans)) = open.pop() {
        if let Some(object) = value.as_object() {
            for member in object.members() {
                let mut spans = spans.clone();
                spans.push(member.key().span());
                open.extend(member.value().map(|value| (value, format!("{way}/{}", member.key().text()), spans)));
            }
        } else if let Some(array) = value.as_array() {
            open.extend(array.items().map(|item| (item, format!("{way}/-"), spans.clone())));
        } else if !value.span().is_empty() {
            let text = match value.as_str() {
                Some(string) => string.text().into_owned(),
                None => format!("{:?} {}", value.kind() == Kind::Hole, &source[value.span().range()]),
            };
            let spans = spans.into_iter().chain([value.span()]).collect();
            found.push(Leaf { way, text, spans });
        }
    }
    found
}

/// Keys and strings with their places.
fn words(document: &Document) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    let mut open: Vec<Value<'_>> = document.tree().root().into_iter().collect();
    while let Some(value) = open.pop() {
        if let Some(object) = value.as_object() {
            for member in object.members() {
                found.push((member.key().text().into_owned(), member.key().span()));
                open.extend(member.value());
            }
        } else if let Some(array) = value.as_array() {
            open.extend(array.items());
        } else if let Some(string) = value.as_str() {
            found.push((string.text().into_owned(), string.span()));
        }
    }
    found
}

struct Trial {
    dialect: Dialect,
    tried: usize,
    wrong: Vec<String>,
}

impl Trial {
    /// Tries every proposal at `offset` of `text`.
    fn at(&mut self, text: &str, offset: usize) {
        let document = Document::new(text, self.dialect);
        let before = leaves(&document);
        let errors = document.tree().errors().len();
        let analysis = Analysis::new(document, Intent::Machine);
        let completions = completions(&analysis, offset as u32);
        let mut shown = 0;
        for item in &completions.items {
            // Of many alike some are enough.
            shown += usize::from(item.kind == ItemKind::Function);
            if shown > 3 && item.kind == ItemKind::Function {
                continue;
            }
            self.tried += 1;
            let indented = item.insert.plain.replace('\n', &format!("\n{}", completions.indent));
            let mut edits = vec![Edit::replace(item.replace, indented.clone())];
            edits.extend(item.also.iter().cloned());
            let after = apply(text, &edits);
            let document = Document::new(&after, self.dialect);
            let problem = self.problem(item, (text, &before, errors), &document, offset, indented.len());
            if let Some(problem) = problem {
                let (start, end) = (offset.saturating_sub(60), (offset + 60).min(text.len()));
                let around = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
                self.wrong.push(format!(
                    "{problem}: {} in …{}$0{}…\n--- gives\n{}\n",
                    item.label,
                    &text[around(start)..offset],
                    &text[offset..around(end)],
                    changed(&after, item.replace.start)
                ));
            }
        }
    }

    fn problem(
        &self,
        item: &Item,
        (source, before, errors): (&str, &[Leaf], usize),
        after: &Document,
        offset: usize,
        length: usize,
    ) -> Option<String> {
        let new = after.tree().errors();
        if new.len() > errors {
            return Some(format!("{:?}", new.iter().map(|error| (error.kind, error.span)).collect::<Vec<_>>()));
        }
        let mut left = leaves(after);
        left.sort();
        let place = item.replace.cover(Span::empty(offset as u32));
        for leaf in before {
            // Behind the text of a block scalar the cursor is still in it.
            let is_behind = |span: &Span| {
                let gap = source.get(span.end as usize..place.start as usize);
                source[span.range()].starts_with(['|', '>']) && gap.is_some_and(|gap| gap.trim().is_empty())
            };
            let is_here = |span: &Span| span.touches(place.start) || span.touches(place.end) || is_behind(span);
            if leaf.spans.iter().any(is_here) {
                continue;
            }
            match left.iter().position(|other| other.way == leaf.way && other.text == leaf.text) {
                Some(at) => drop(left.remove(at)),
                None => return Some(format!("{} is no longer {:?}", leaf.way, leaf.text)),
            }
        }
        let says = match item.kind {
            ItemKind::Field | ItemKind::State | ItemKind::Error => &item.label,
            _ => return None,
        };
        let shift: i64 =
            item.also.iter().filter(|e| e.span.end <= item.replace.start).map(|e| e.text.len() as i64).sum();
        let inserted = Span::new(item.replace.start, item.replace.start + length as u32).shift(shift);
        let is_said = words(after)
            .iter()
            .any(|(text, span)| text == says && (inserted.contains_span(*span) || span.contains_span(inserted)));
        (!is_said).then(|| format!("{says:?} is not there"))
    }
}

/// The lines around what was inserted.
fn changed(text: &str, start: u32) -> String {
    let from = text[..start as usize].rfind('\n').map_or(0, |at| text[..at].rfind('\n').map_or(0, |at| at + 1));
    text[from..].lines().take(14).collect::<Vec<_>>().join("\n")
}

/// The text at every offset; with each line emptied to its indentation; with each value taken away.
fn check(text: &str, dialect: Dialect) {
    let mut trial = Trial { dialect, tried: 0, wrong: Vec::new() };
    for offset in (0..=text.len()).filter(|at| text.is_char_boundary(*at)).step_by(text.len() / 1500 + 1) {
        let line = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let rest = text[offset..].lines().next().unwrap_or("").trim();
        let is_blank = text[line..offset].trim().is_empty() && (rest.is_empty() || rest.starts_with('#'));
        if !is_blank || offset == line && rest.is_empty() || depth_of(&text[offset..]) <= offset - line {
            trial.at(text, offset);
        }
    }
    let depths: &[usize] = if dialect == Dialect::Yaml { &[0, 2, 4, 5, 6, 8, 10] } else { &[4] };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim_end();
        let indent = body.len() - body.trim_start().len();
        let rest = &text[start + body.len()..];
        for depth in depths.iter().copied().chain([indent]) {
            // What would follow deeper than a new key would become its value.
            let emptied = format!("{}{}{rest}", &text[..start], " ".repeat(depth));
            if is_whole(&emptied, dialect) && (dialect == Dialect::Json || depth_of(rest) <= depth) {
                trial.at(&emptied, start + depth);
            }
            if dialect == Dialect::Json || depth_of(&text[start..]) <= depth {
                let added = format!("{}{}\n{}", &text[..start], " ".repeat(depth), &text[start..]);
                trial.at(&added, start + depth);
            }
        }
        if let Some(colon) = body.find(": ") {
            trial.at(&format!("{}{rest}", &text[..start + colon + 2]), start + colon + 2);
            trial.at(&format!("{}{rest}", &text[..start + colon + 1]), start + colon + 1);
        }
        if let Some(dash) = body.find("- ") {
            trial.at(&format!("{}{rest}", &text[..start + dash + 2]), start + dash + 2);
        }
        start += line.len();
    }
    println!("{} proposals, {} wrong", trial.tried, trial.wrong.len());
    trial.wrong.dedup();
    assert!(trial.wrong.is_empty(), "{}", trial.wrong.iter().take(20).cloned().collect::<Vec<_>>().join("\n"));
    assert!(trial.tried > 1000);
}

/// Whether nothing but a comma is wrong.
fn is_whole(text: &str, dialect: Dialect) -> bool {
    let is_comma = |error: &SyntaxError| {
        matches!(
            error.kind,
            SyntaxErrorKind::MissingComma | SyntaxErrorKind::TrailingComma | SyntaxErrorKind::ExtraComma
        )
    };
    Document::new(text, dialect).tree().errors().iter().all(is_comma)
}

/// The depth of the next line that is not empty; a dash is deeper.
fn depth_of(text: &str) -> usize {
    let line = text.lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')).unwrap_or("");
    let body = line.trim_start();
    line.len() - body.len() + usize::from(body.starts_with("- "))
}

#[test]
fn of_yaml() {
    check(YAML, Dialect::Yaml);
}

#[test]
fn of_json() {
    check(JSON, Dialect::Json);
}
