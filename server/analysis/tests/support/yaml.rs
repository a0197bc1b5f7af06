//! JSON machines as people write them in YAML, and places that can be compared between the two.
#![allow(dead_code, unreachable_pub, clippy::print_stdout, reason = "each test takes what it needs")]

use asl_syntax::{Dialect, Document, Kind, Object, Span, Str, Value};

/// How a machine is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// By indentation, strings without quotes where they need none.
    Block,
    /// By indentation, lists as deep as their keys, expressions and long texts as block scalars, the rest in single
    /// quotes.
    Scalars,
    /// Between brackets, as far as YAML goes.
    Flow,
}

/// All of them.
pub const STYLES: [Style; 3] = [Style::Block, Style::Scalars, Style::Flow];

/// The definition `text` in YAML; `None` when it is no JSON (placeholders without quotes aside).
pub fn converted(text: &str, style: Style) -> Option<String> {
    let document = Document::new(text, Dialect::Json);
    let is_hole = |e: &asl_syntax::SyntaxError| e.kind == asl_syntax::SyntaxErrorKind::UnquotedHole;
    if !document.tree().errors().iter().all(is_hole) {
        return None;
    }
    let root = document.tree().root()?;
    let mut writer = Writer { document: &document, style, out: String::new() };
    match style {
        Style::Flow => writer.flow(root),
        _ => writer.block(root, 0),
    }
    writer.out.push('\n');
    Some(writer.out)
}

struct Writer<'d> {
    document: &'d Document,
    style: Style,
    out: String,
}

impl Writer<'_> {
    fn block(&mut self, value: Value<'_>, column: usize) {
        if let Some(object) = value.as_object().filter(|o| o.members().next().is_some()) {
            for (i, member) in object.members().enumerate() {
                if i > 0 {
                    self.line(column);
                }
                self.key(member.key());
                self.out.push(':');
                let Some(value) = member.value() else { continue };
                let is_list = value.as_array().is_some();
                if !is_nested(value) {
                    self.out.push(' ');
                    self.scalar(value, column + 2);
                    continue;
                }
                let inner = if is_list && self.style == Style::Scalars { column } else { column + 2 };
                self.line(inner);
                self.block(value, inner);
            }
        } else if let Some(array) = value.as_array().filter(|a| a.items().next().is_some()) {
            for (i, item) in array.items().enumerate() {
                if i > 0 {
                    self.line(column);
                }
                self.out.push_str("- ");
                self.block(item, column + 2);
            }
        } else {
            self.scalar(value, column);
        }
    }

    fn flow(&mut self, value: Value<'_>) {
        if let Some(object) = value.as_object() {
            self.out.push('{');
            for (i, member) in object.members().enumerate() {
                self.out.push_str(if i > 0 { ", " } else { "" });
                self.key(member.key());
                self.out.push_str(": ");
                if let Some(value) = member.value() {
                    self.flow(value);
                }
            }
            self.out.push('}');
        } else if let Some(array) = value.as_array() {
            self.out.push('[');
            for (i, item) in array.items().enumerate() {
                self.out.push_str(if i > 0 { ", " } else { "" });
                self.flow(item);
            }
            self.out.push(']');
        } else {
            self.scalar(value, 0);
        }
    }

    fn key(&mut self, key: Str<'_>) {
        let text = key.text();
        let is_plain = is_plain(&text, self.style);
        self.out.push_str(&if is_plain { text.into_owned() } else { quoted(&text) });
    }

    fn scalar(&mut self, value: Value<'_>, column: usize) {
        if let Some(string) = value.as_str() {
            let text = string.text();
            let written = match self.style {
                Style::Scalars => scalar(&text, column),
                _ if is_plain(&text, self.style) => text.into_owned(),
                _ => quoted(&text),
            };
            self.out.push_str(&written);
            return;
        }
        let empty = match value.kind() {
            Kind::Object => Some("{}"),
            Kind::Array => Some("[]"),
            _ => None,
        };
        let raw = self.document.text().slice(value.span());
        // What stands for a value stands between quotes where its braces would mean something.
        let is_hole = value.kind() == Kind::Hole && self.style == Style::Flow;
        self.out.push_str(&empty.map_or_else(|| if is_hole { quoted(&raw) } else { raw.to_string() }, str::to_owned));
    }

    fn line(&mut self, column: usize) {
        self.out.push('\n');
        self.out.push_str(&" ".repeat(column));
    }
}

fn is_nested(value: Value<'_>) -> bool {
    value.as_object().is_some_and(|o| o.members().next().is_some())
        || value.as_array().is_some_and(|a| a.items().next().is_some())
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// What certainly reads as itself.
fn is_plain(text: &str, style: Style) -> bool {
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let inner = |c: char| c.is_ascii_alphanumeric() || " _-./$@*()'\"=<>+%".contains(c);
    let is_block = |c: char| style != Style::Flow && "[]{},?".contains(c);
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '$')
        && !text.ends_with(' ')
        && text.chars().all(|c| inner(c) || is_block(c))
        && !words.iter().any(|w| text.eq_ignore_ascii_case(w))
}

/// A block scalar for what has the look of code or of several lines, else single quotes.
fn scalar(text: &str, column: usize) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let can_be_block = !text.is_empty()
        && !text.starts_with([' ', '\n'])
        && !text.ends_with('\n')
        && text.chars().all(|c| c == '\n' || !c.is_control())
        && lines.iter().all(|line| line.is_empty() || !line.trim().is_empty());
    let indent = " ".repeat(column);
    if can_be_block && lines.len() > 1 {
        let lines: Vec<String> =
            lines.iter().map(|l| if l.is_empty() { String::new() } else { format!("{indent}{l}") }).collect();
        return format!("|-\n{}", lines.join("\n"));
    }
    if can_be_block && text.contains("{%") {
        // Folded, with a line break for the first blank between words.
        let folded = match text.find(" ").filter(|at| !text[at + 1..].starts_with(' ') && !text[..*at].is_empty()) {
            Some(at) if !text[at + 1..].is_empty() => format!("{}\n{indent}{}", &text[..at], &text[at + 1..]),
            _ => text.to_owned(),
        };
        return format!(">-\n{indent}{folded}");
    }
    match text.chars().all(|c| !c.is_control()) {
        true => format!("'{}'", text.replace('\'', "''")),
        false => quoted(text),
    }
}

/// A place by its way from the root and its decoded text, the same in every notation.
pub fn place(document: &Document, span: Span) -> String {
    let Some(root) = document.tree().root() else { return "nothing".to_owned() };
    let mut path = String::new();
    let mut value = root;
    loop {
        if let Some(string) = value.as_str().filter(|s| s.span().contains_span(span)) {
            return format!("{path} = {}", decoded(string, span));
        }
        if let Some(object) = value.as_object() {
            if is_start(document, value, object, span) {
                let first = object.members().next().filter(|_| path.is_empty());
                return first.map_or(format!("{path} starts"), |m| format!("/{} key {0}", m.key().text()));
            }
            if let Some(key) = object.members().map(|m| m.key()).find(|k| k.span().contains_span(span)) {
                return format!("{path}/{} key {}", key.text(), decoded(key, span));
            }
        }
        if value.span() == span {
            return format!("{path} whole");
        }
        let next = value.as_object().and_then(|o| {
            let member = o.members().find(|m| m.value().is_some_and(|v| v.span().contains_span(span)))?;
            Some((member.key().text().into_owned(), member.value()?))
        });
        let item = value.as_array().and_then(|a| {
            let items = a.items().enumerate();
            let holds = |item: Value<'_>| item.span().contains_span(span) || dash(document, item) == Some(span);
            items.map(|(i, v)| (i.to_string(), v)).find(|(_, v)| holds(*v))
        });
        match next.or(item) {
            Some((step, inner)) => {
                path = format!("{path}/{step}");
                value = inner;
                if dash(document, inner) == Some(span) {
                    return format!("{path} starts");
                }
            }
            None => return format!("{path} at {:?}", document.text().slice(span)),
        }
    }
}

/// Whether `span` is what stands for the whole object.
fn is_start(document: &Document, value: Value<'_>, object: Object<'_>, span: Span) -> bool {
    let is_root = document.tree().root().is_some_and(|root| root.span() == value.span());
    let first = object.members().next().map(|m| m.key().span());
    match document.dialect() {
        _ if !object.open().is_empty() => span == object.open(),
        _ => is_root && first == Some(span),
    }
}

fn dash(document: &Document, item: Value<'_>) -> Option<Span> {
    let before = document.text().slice(Span::new(0, item.span().start));
    let solid = before.trim_end_matches([' ', '\t']);
    let at = solid.len() as u32;
    (document.dialect() == Dialect::Yaml && solid.ends_with('-')).then(|| Span::new(at - 1, at))
}

fn decoded(string: Str<'_>, span: Span) -> String {
    let text = string.text();
    if span == string.span() {
        return text.into_owned();
    }
    let map = string.escapes();
    let (start, end) = (map.to_decoded(span.start) as usize, map.to_decoded(span.end) as usize);
    text.get(start..end).unwrap_or("?").to_owned()
}

/// What a document means, with every key in its order.
pub fn data(document: &Document) -> String {
    let mut out = String::new();
    if let Some(root) = document.tree().root() {
        write(document, root, &mut out);
    }
    out
}

fn write(document: &Document, value: Value<'_>, out: &mut String) {
    if let Some(object) = value.as_object() {
        out.push('{');
        for member in object.members() {
            out.push_str(&quoted(&member.key().text()));
            out.push(':');
            if let Some(value) = member.value() {
                write(document, value, out);
            }
            out.push(',');
        }
        out.push('}');
    } else if let Some(array) = value.as_array() {
        out.push('[');
        for item in array.items() {
            write(document, item, out);
            out.push(',');
        }
        out.push(']');
    } else if let Some(string) = value.as_str() {
        out.push_str(&quoted(&string.text()));
    } else {
        out.push_str(&document.text().slice(value.span()));
    }
}
