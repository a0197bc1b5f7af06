//! Writing in the notation of a document: JSON, or YAML in block or flow style.
//!
//! Whoever writes says what he means, as text or as JSON; this module spells it as the person would have at that place.
//! A plain scalar is written only where the parser of YAML reads it back as that very string, so there is no second
//! list here of what has to be quoted.

mod meant;
mod scalar;

use asl_syntax::{Dialect, Document, Encoding, Indent, Span, Str, Value, indent_of};

use meant::Meant;
use scalar::Spot;
pub use scalar::yaml_boolean;

use crate::rewrite::Edit;

/// How many lines tell the habits of a document.
const HABITS: u32 = 200;

/// `text` as a JSON string with its quotes.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// What a container is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// JSON. In a YAML document this is flow style with everything in double quotes.
    Json,
    /// YAML between brackets.
    Flow,
    /// YAML by indentation.
    Block,
}

impl Style {
    /// The style of what stands in `container`.
    pub fn of(document: &Document, container: Value<'_>) -> Style {
        if document.dialect() != Dialect::Yaml {
            return Style::Json;
        }
        let (open, first) = match (container.as_object(), container.as_array()) {
            (Some(object), _) => (object.open(), object.members().next().map(|m| m.key().span())),
            (_, Some(array)) => (array.open(), array.items().next().map(Value::span)),
            _ => return Style::Block,
        };
        let is_quoted = first.is_some_and(|first| document.text().slice(first).starts_with('"'));
        match (open.is_empty(), is_quoted) {
            (true, _) => Style::Block,
            (false, true) => Style::Json,
            (false, false) => Style::Flow,
        }
    }

    /// The style of what stands in the innermost container around `span`.
    pub fn around(document: &Document, span: Span) -> Style {
        if document.dialect() != Dialect::Yaml {
            return Style::Json;
        }
        let mut style = Style::Block;
        let mut at = document.tree().root();
        while let Some(value) = at.filter(|v| (v.as_object().is_some() || v.as_array().is_some()) && v.span() != span) {
            style = match Style::of(document, value) {
                // A pair in a list between brackets has none of its own.
                Style::Block if style != Style::Block => Style::Flow,
                own => own,
            };
            at = children(value).find(|inner| inner.span().contains_span(span));
        }
        style
    }
}

/// What the notation of a document is called.
pub fn name(document: &Document) -> &'static str {
    match document.dialect() {
        Dialect::Yaml => "YAML",
        _ => "JSON",
    }
}

/// The values right inside of `value`.
fn children(value: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    let members = value.as_object().into_iter().flat_map(|o| o.members().filter_map(|m| m.value()));
    members.chain(value.as_array().into_iter().flat_map(|a| a.items()))
}

/// How to write at one place of a document.
#[derive(Clone, Debug)]
pub struct Notation {
    /// What is written there.
    pub style: Style,
    /// The layout of the document.
    pub indent: Indent,
    /// The quote that the document prefers where a string needs one.
    quote: char,
    /// Whether the items of a list under a key are deeper than the key.
    deep_items: bool,
    /// The values of the document that `${0}`, `${1}` ... stand for.
    copies: Vec<Copied>,
}

/// A value of the document as text.
#[derive(Clone, Debug)]
struct Copied {
    text: String,
    meant: Meant,
    /// Whether it is a mapping or sequence by indentation.
    is_block: bool,
    /// The column that its lines count from.
    column: usize,
}

impl Notation {
    /// How to write in `style` in `document`.
    pub fn new(document: &Document, style: Style) -> Notation {
        let indent = Indent::of(document.text());
        let mut notation = Notation { style, indent, quote: '"', deep_items: true, copies: Vec::new() };
        if document.dialect() == Dialect::Yaml {
            notation.learn(document);
        }
        notation
    }

    /// How to write where `span` is.
    pub fn at(document: &Document, span: Span) -> Notation {
        Notation::new(document, Style::around(document, span))
    }

    /// The same, with values of the document that `${0}`, `${1}` ... outside of strings stand for in what it is given.
    pub fn copying(mut self, document: &Document, values: &[Value<'_>]) -> Notation {
        let copied = |value: &Value<'_>| {
            let start = value.span().start;
            let is_container = value.as_object().is_some() || value.as_array().is_some();
            let column = match is_container {
                true => document.text().line_col(start, Encoding::Utf32).col as usize,
                // The lines of a scalar count from the line that it begins on.
                false => line_indent(document, start).len(),
            };
            let is_block = is_container && Style::of(document, *value) == Style::Block;
            let text = document.text().slice(value.span()).into_owned();
            Copied { text, meant: Meant::of(document, *value, 0), is_block, column }
        };
        self.copies = values.iter().map(copied).collect();
        self
    }

    /// Takes over the habits of a YAML text.
    fn learn(&mut self, document: &Document) {
        if self.indent.unit.starts_with('\t') {
            self.indent.unit = Indent::default().unit;
        }
        let text = document.text();
        let (mut single, mut double, mut deep, mut level) = (0, 0, 0, 0);
        let mut key_column = None;
        let end = text.line_span(text.line_count().min(HABITS).saturating_sub(1)).end;
        for line in text.slice(Span::new(0, end)).split(['\n', '\r']).filter(|line| !line.is_empty()) {
            let body = line.trim_start_matches(' ');
            let column = line.len() - body.len();
            if let (Some(key), true) = (key_column, body.starts_with("- ")) {
                *(if column > key { &mut deep } else { &mut level }) += 1;
            }
            single += u32::from(body.contains(": '") || body.starts_with("- '"));
            double += u32::from(body.contains(": \"") || body.starts_with("- \""));
            let key = body.trim_start_matches("- ");
            key_column = body.trim_end().ends_with(':').then_some(column + body.len() - key.len());
        }
        self.quote = if single > double { '\'' } else { '"' };
        self.deep_items = level <= deep;
    }

    /// `name` as a key.
    pub fn key(&self, name: &str) -> String {
        self.scalar(name, true)
    }

    /// `text` as a string.
    pub fn string(&self, text: &str) -> String {
        self.scalar(text, false)
    }

    fn scalar(&self, text: &str, is_key: bool) -> String {
        let spot = Spot { is_key, style: self.style };
        match self.style {
            Style::Json => quoted(text),
            _ if scalar::is_plain(text, spot) => text.to_owned(),
            _ => scalar::in_quotes(self.quote, text, spot),
        }
    }

    /// The value that the JSON text `json` means, on one line.
    pub fn line(&self, json: &str) -> String {
        if self.style == Style::Json && self.copies.is_empty() {
            return json.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        }
        let mut out = String::new();
        self.flow(&self.parse(json), &mut out);
        out
    }

    /// A member, without what separates it from others. It stands behind `indent`.
    pub fn member(&self, key: &str, json: &str, indent: &str) -> String {
        format!("{}:{}", self.key(key), self.value(json, indent))
    }

    /// What follows the colon of a key that stands behind `indent`: a blank and a value, or lines of their own.
    pub fn value(&self, json: &str, indent: &str) -> String {
        let mut out = String::new();
        match self.style {
            Style::Block => self.after_colon(&self.parse(json), indent, &mut out),
            _ => out = format!(" {}", self.in_brackets(json, indent)),
        }
        out
    }

    /// An item of a list, without what separates it from others but in block style with its dash. It stands behind
    /// `indent`.
    pub fn item(&self, json: &str, indent: &str) -> String {
        let mut out = String::new();
        match self.style {
            Style::Block => self.dashed(&self.parse(json), indent, &mut out),
            _ => out = self.in_brackets(json, indent),
        }
        out
    }

    /// A value that begins right behind `indent`: a root, or what follows a dash.
    pub fn entries(&self, json: &str, indent: &str) -> String {
        let mut out = String::new();
        match self.style {
            Style::Block => self.block(&self.parse(json), indent, &mut out),
            _ => out = self.in_brackets(json, indent),
        }
        out
    }

    fn parse(&self, json: &str) -> Meant {
        Meant::parse(json, self.copies.len())
    }

    fn in_brackets(&self, json: &str, indent: &str) -> String {
        if self.style != Style::Json {
            return self.line(json);
        }
        let mut text = json.replace('\n', &format!("{}{indent}", self.indent.line_ending.as_str()));
        for (number, copied) in self.copies.iter().enumerate() {
            text = text.replacen(&format!("${{{number}}}"), &copied.text, 1);
        }
        text
    }

    /// A value on one line.
    fn flow(&self, meant: &Meant, out: &mut String) {
        let inside = |style| Notation { style, ..self.clone() };
        let notation = match self.style {
            Style::Block => &inside(Style::Flow),
            _ => self,
        };
        match meant {
            Meant::Object(members) if !members.is_empty() => {
                out.push_str("{ ");
                for (i, (key, value)) in members.iter().enumerate() {
                    out.push_str(if i > 0 { ", " } else { "" });
                    out.push_str(&notation.key(key));
                    out.push_str(": ");
                    notation.flow(value, out);
                }
                out.push_str(" }");
            }
            Meant::Array(items) if !items.is_empty() => {
                out.push('[');
                for (i, item) in items.iter().enumerate() {
                    out.push_str(if i > 0 { ", " } else { "" });
                    notation.flow(item, out);
                }
                out.push(']');
            }
            Meant::Copy(number) => match self.copies.get(*number) {
                // What is on one line already stays as it is written.
                Some(copied) if !copied.is_block && !copied.text.contains(['\n', '\r']) => out.push_str(&copied.text),
                Some(copied) => notation.flow(&copied.meant, out),
                None => {}
            },
            bare => out.push_str(&self.bare(bare)),
        }
    }

    /// A value behind the colon of a key that stands behind `indent`.
    fn after_colon(&self, meant: &Meant, indent: &str, out: &mut String) {
        let (is_lines, is_list) = match meant {
            Meant::Copy(number) => self
                .copies
                .get(*number)
                .map_or((false, false), |copied| (copied.is_block, matches!(copied.meant, Meant::Array(_)))),
            _ => (meant.is_nested(), matches!(meant, Meant::Array(_))),
        };
        if !is_lines {
            out.push(' ');
            self.block(meant, indent, out);
            return;
        }
        let indent =
            if is_list && !self.deep_items { indent.to_owned() } else { format!("{indent}{}", self.indent.unit) };
        out.push_str(self.indent.line_ending.as_str());
        out.push_str(&indent);
        self.block(meant, &indent, out);
    }

    /// A value whose first line stands behind `indent` already.
    fn block(&self, meant: &Meant, indent: &str, out: &mut String) {
        let next_line = |out: &mut String| {
            out.push_str(self.indent.line_ending.as_str());
            out.push_str(indent);
        };
        match meant {
            Meant::Object(members) if !members.is_empty() => {
                for (i, (key, value)) in members.iter().enumerate() {
                    if i > 0 {
                        next_line(out);
                    }
                    out.push_str(&self.key(key));
                    out.push(':');
                    self.after_colon(value, indent, out);
                }
            }
            Meant::Array(items) if !items.is_empty() => {
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        next_line(out);
                    }
                    self.dashed(item, indent, out);
                }
            }
            Meant::Copy(number) => {
                if let Some(copied) = self.copies.get(*number) {
                    out.push_str(&copied.moved(indent));
                }
            }
            bare => out.push_str(&self.bare(bare)),
        }
    }

    fn dashed(&self, meant: &Meant, indent: &str, out: &mut String) {
        out.push_str("- ");
        self.block(meant, &format!("{indent}  "), out);
    }

    fn bare(&self, meant: &Meant) -> String {
        match meant {
            Meant::Object(_) => "{}".to_owned(),
            Meant::Array(_) => "[]".to_owned(),
            Meant::String(text) => self.string(text),
            Meant::Bare(text) => text.clone(),
            Meant::Copy(_) => String::new(),
        }
    }
}

impl Copied {
    /// The text with its lines moved so that it begins behind `indent`.
    fn moved(&self, indent: &str) -> String {
        let mut lines = self.text.split('\n');
        let mut out = lines.next().unwrap_or("").to_owned();
        for line in lines {
            out.push('\n');
            let body = line.trim_start_matches(' ');
            if !body.trim_end_matches('\r').is_empty() {
                let width = (line.len() - body.len() + indent.len()).saturating_sub(self.column);
                out.push_str(&" ".repeat(width));
            }
            out.push_str(body);
        }
        out
    }
}

/// The space that the line of `offset` begins with.
pub fn line_indent(document: &Document, offset: u32) -> String {
    let text = document.text();
    indent_of(text, text.line_col(offset, Encoding::Utf8).line)
}

/// The key or string that holds `span`, and whether it is a key.
pub fn string_at(document: &Document, span: Span) -> Option<(Str<'_>, bool)> {
    let mut value = document.tree().root()?;
    loop {
        if let Some(string) = value.as_str() {
            return string.span().contains_span(span).then_some((string, false));
        }
        let key = value.as_object().and_then(|o| o.members().map(|m| m.key()).find(|k| k.span().contains_span(span)));
        if let Some(key) = key {
            return Some((key, true));
        }
        value = children(value).find(|inner| inner.span().contains_span(span))?;
    }
}

/// `text` in the place of the key or string `old`, in the style of that where it can say it.
pub fn written_like(document: &Document, (old, is_key): (Str<'_>, bool), text: &str) -> String {
    let notation = Notation::at(document, old.span());
    let token = document.text().slice(old.span());
    let spot = Spot { is_key, style: notation.style };
    let newline = notation.indent.line_ending.as_str();
    match token.as_bytes().first() {
        _ if document.dialect() != Dialect::Yaml => quoted(text),
        Some(b'"') => quoted(text),
        Some(b'\'') => scalar::in_quotes('\'', text, spot),
        Some(b'|' | b'>') => {
            let indent = scalar::block_indent(&token, old);
            let mut written = scalar::in_block(&token, text, &indent, newline).unwrap_or_else(|| quoted(text));
            // A scalar that keeps its last lines holds the end of the last one, too.
            if token.ends_with(['\n', '\r']) && !written.ends_with(['\n', '\r']) {
                written.push_str(newline);
            }
            written
        }
        _ => notation.scalar(text, is_key),
    }
}

/// The raw text that stands for `text` inside of `string`.
pub fn raw(document: &Document, string: Str<'_>, text: &str) -> String {
    let token = document.text().slice(string.span());
    let opener = if document.dialect() != Dialect::Yaml { "\"" } else { &*token };
    let newline = Indent::of(document.text()).line_ending.as_str();
    scalar::inside(opener, text, &scalar::block_indent(&token, string), newline)
}

/// The edits that put each text in the place of the decoded bytes of its span in the key or string `old`. The spans are
/// in order and do not overlap. One edit of all of it, where its style cannot say what it becomes.
pub fn splice(document: &Document, (old, is_key): (Str<'_>, bool), changes: &[(Span, &str)]) -> Vec<Edit> {
    let token = document.text().slice(old.span());
    let map = old.escapes();
    let edits: Vec<Edit> =
        changes.iter().map(|(span, text)| Edit::replace(map.to_raw_span(*span), raw(document, old, text))).collect();
    if document.dialect() != Dialect::Yaml {
        return edits;
    }
    let meant: Vec<Edit> = changes.iter().map(|(span, text)| Edit::replace(*span, *text)).collect();
    let meant = crate::rewrite::apply(&old.text(), &meant);
    let start = i64::from(old.span().start);
    let local: Vec<Edit> = edits.iter().map(|e| Edit { span: e.span.shift(-start), text: e.text.clone() }).collect();
    let spot = Spot { is_key, style: Style::around(document, old.span()) };
    match scalar::reads_as(&crate::rewrite::apply(&token, &local), spot, &meant) {
        true => edits,
        false => vec![Edit::replace(old.span(), written_like(document, (old, is_key), &meant))],
    }
}
