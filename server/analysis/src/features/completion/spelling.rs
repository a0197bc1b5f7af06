//! Proposals as a YAML text writes them.
//!
//! What is proposed is JSON: a value, a key, or members. This spells it for the place that the cursor is in, in block or
//! flow style, with the quotes that the place needs or has already, and says which text it takes the place of.

use asl_syntax::{Block, Document, Layout, LineEnding, Place, Span, Str, indent_of};

use super::stops::{Lettered, Lines};
use super::{Insert, Item};
use crate::notation::{Notation, Style, raw};
use crate::rewrite::Edit;

/// How the proposals at one place are spelled.
pub(super) struct Spelling<'a> {
    document: &'a Document,
    notation: Notation,
    form: Form,
    /// What goes.
    replace: Span,
    /// The beginning of that which is not part of a word, as it stays or has to become.
    lead: String,
    /// The same, as it stands.
    blanks: String,
    /// The quote that the word begins with.
    quote: Option<char>,
    /// The string that the cursor is in, where it has both quotes, which stay.
    string: Option<Str<'a>>,
    tail: &'static str,
    also: Vec<Edit>,
    /// The column that lines after the first count from.
    column: u32,
}

/// What a text is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// One key or several members.
    Key {
        /// The value is there already.
        has_value: bool,
    },
    /// A key with a colon, whose value is there already.
    Colon,
    /// A value behind a colon.
    Value,
    /// A value that begins where it is written: behind a dash, or on a line of its own.
    Begun,
    /// A value of one line.
    Line,
}

impl<'a> Spelling<'a> {
    /// How to spell what is proposed at a place of a YAML text, which has these `habits`. `None` where nothing can be.
    pub(super) fn new(
        document: &'a Document,
        habits: &Notation,
        place: &Place<'a>,
        layout: Layout,
    ) -> Option<Spelling<'a>> {
        let (replace, in_string, comma_before, comma_after, colon) = match place {
            Place::Key { replace, comma_before, comma_after, .. } => {
                (*replace, None, *comma_before, *comma_after, (false, false))
            }
            Place::Value { replace, in_string, comma_before, comma_after, missing_colon, needs_space, .. } => {
                (*replace, *in_string, *comma_before, *comma_after, (*missing_colon, *needs_space))
            }
            Place::Element { replace, in_string, comma_before, comma_after, .. } => {
                (*replace, *in_string, *comma_before, *comma_after, (false, false))
            }
            Place::Outside { replace } => (*replace, None, None, false, (false, false)),
            Place::Nowhere => return None,
        };
        let text = document.text();
        let replaced = text.slice(replace);
        if replaced.contains(['\n', '\r']) {
            return None;
        }
        let quote = replaced.chars().next().filter(|c| matches!(c, '"' | '\''));
        let is_closed = quote.is_some_and(|quote| replaced.len() > 1 && replaced.ends_with(quote));
        let block = match layout {
            Layout::Block(block) => Some(block),
            Layout::Flow => None,
        };
        let style = if block.is_some() { Style::Block } else { flow_style(document, replace) };
        let mut notation = habits.clone();
        notation.style = style;
        notation.indent.line_ending = LineEnding::Lf;
        // Two edits at one place would have no order.
        let comes_first = comma_before.filter(|at| *at == replace.start);
        let mut lead = if comes_first.is_some() { ", ".to_owned() } else { String::new() };
        if colon.0 {
            lead.push(':');
        }
        if colon.0 || colon.1 || block.is_some_and(|block| block.needs_space) {
            lead.push(' ');
        }
        let mut spelling = Spelling {
            document,
            notation,
            form: Form::Line,
            replace,
            lead,
            blanks: String::new(),
            quote,
            string: in_string.filter(|_| is_closed),
            tail: if comma_after { "," } else { "" },
            also: comma_before.xor(comes_first).map(|at| Edit::insert(at, ",")).into_iter().collect(),
            column: indent_of(text, text.line_of(replace.start)).len() as u32,
        };
        spelling.form = match place {
            Place::Key { has_value, .. } => Form::Key { has_value: *has_value },
            Place::Value { .. } => Form::Value,
            _ => Form::Begun,
        };
        if let Some(block) = block {
            spelling.lay_out(place, block);
            // Only behind a blank is a comment one.
            let is_comment = text.slice(Span::new(replace.end, text.len().min(replace.end + 1))) == "#";
            spelling.tail = if is_comment { " " } else { "" };
        }
        Some(spelling)
    }

    fn lay_out(&mut self, place: &Place<'_>, block: Block) {
        match (place, block.begins) {
            (Place::Key { has_value, .. }, _) => {
                self.column = block.column;
                if !has_value && self.has_lines_below() {
                    self.form = Form::Colon;
                }
            }
            (Place::Element { .. }, _) if block.needs_dash => {
                self.column = block.column + 2;
                self.lead.push_str("- ");
            }
            (_, Some(column)) => {
                self.column = column + u32::from(block.needs_space);
                self.form = Form::Begun;
            }
            (Place::Value { .. }, None) => self.column = block.column,
            (_, None) => self.form = Form::Line,
        }
        if let Some(blanks) = block.indentation.filter(|blanks| blanks.end == self.replace.start) {
            self.blanks = self.document.text().slice(blanks).into_owned();
            self.lead.insert_str(0, &" ".repeat(block.column as usize));
            self.replace = blanks.cover(self.replace);
        }
    }

    /// Whether what is on the lines below would be the value of a key at this column.
    fn has_lines_below(&self) -> bool {
        let text = self.document.text();
        let line = text.line_of(self.replace.end);
        let rest = text.slice(Span::new(self.replace.end, text.line_span(line).end));
        if !rest.trim().is_empty() && !rest.trim_start().starts_with('#') {
            return false;
        }
        let lines = (line + 1..text.line_count()).map(|line| text.slice(text.line_span(line)).into_owned());
        let next = lines.into_iter().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
        next.is_some_and(|line| {
            let body = line.trim_start();
            let column = line.len() - body.len();
            column > self.column as usize || column == self.column as usize && body.starts_with("- ")
        })
    }

    /// Spells the proposals of this place, and gives the indentation of their further lines.
    pub(super) fn spell(&self, items: &mut Vec<Item>) -> String {
        // An object with nothing in it has no lines of its own.
        if self.form == Form::Begun && self.notation.style == Style::Block {
            items.retain(|item| !item.insert.plain.starts_with('{') || is_more_than_braces(&item.insert.plain));
        }
        let text = self.document.text();
        let line = indent_of(text, text.line_of(self.replace.start));
        // Clients that indent by themselves do so by the line that the cursor is in.
        let (indent, more) = match (self.column as usize).checked_sub(line.len()) {
            Some(more) if self.blanks.is_empty() => (line, " ".repeat(more)),
            _ => (" ".repeat(self.column as usize), String::new()),
        };
        for item in items {
            self.item(item);
            if !more.is_empty() {
                let newline = format!("\n{more}");
                item.insert.plain = item.insert.plain.replace('\n', &newline);
                item.insert.snippet = item.insert.snippet.replace('\n', &newline);
            }
        }
        indent
    }

    fn item(&self, item: &mut Item) {
        let text = string_of(&item.insert.plain).filter(|_| !matches!(self.form, Form::Key { .. } | Form::Colon));
        let string = self.string.filter(|_| text.is_some());
        let plain = text.as_ref().map_or_else(|| self.text(&item.insert.plain), |text| self.string(text));
        // Most proposals are a name, and a list may hold thousands.
        let is_literal = item.insert.snippet == item.insert.plain && !plain.contains(['$', '\\']);
        let snippet = match is_literal {
            true => plain.clone(),
            false => self.snippet(&item.insert.snippet, text.as_deref()),
        };
        let spelled = [plain, snippet];
        let [plain, snippet] = if string.is_some() { spelled } else { spelled.map(|text| self.framed(&text)) };
        item.insert = Insert { snippet, plain };
        let word = string_of(&item.filter).unwrap_or_else(|| {
            let first = item.insert.plain.trim_start().trim_start_matches("- ").lines().next();
            first.unwrap_or_default().to_owned()
        });
        item.replace = string.map_or(self.replace, Str::inner);
        item.filter = match (string, self.quote) {
            (Some(string), _) => raw(self.document, string, &word),
            (None, Some(quote)) if !word.starts_with(quote) => format!("{}{quote}{word}", self.blanks),
            _ => format!("{}{word}", self.blanks),
        };
        item.also = self.also.clone();
    }

    /// A snippet, which is that of the string `text` if there is one.
    fn snippet(&self, snippet: &str, text: Option<&str>) -> String {
        let lettered = Lettered::read(snippet);
        let unit = Some(&*self.notation.indent.unit).filter(|_| self.notation.style == Style::Block);
        let lines = Lines { unit, is_value: self.form == Form::Value };
        let spelled = match text {
            Some(text) => self.string(&string_of(&lettered.json).unwrap_or_else(|| text.to_owned())),
            None => self.text(&lettered.json),
        };
        lettered.write(&spelled, &lines)
    }

    /// The text with what the place needs around it.
    fn framed(&self, text: &str) -> String {
        let lead = if text.starts_with('\n') { self.lead.trim_end() } else { &self.lead };
        format!("{lead}{text}{}", self.tail)
    }

    /// The string `text`, in the quotes that are there.
    fn string(&self, text: &str) -> String {
        match (self.string, self.quote) {
            (Some(string), _) => raw(self.document, string, text),
            (None, Some(quote)) => quoted(quote, text),
            (None, None) => self.notation.string(text),
        }
    }

    fn key(&self, name: &str) -> String {
        self.quote.map_or_else(|| self.notation.key(name), |quote| quoted(quote, name))
    }

    /// JSON text, as the form says.
    fn text(&self, json: &str) -> String {
        match self.form {
            Form::Key { has_value: true } => string_of(json).map_or_else(|| json.to_owned(), |name| self.key(&name)),
            Form::Key { has_value: false } => self.members(json),
            Form::Colon => first_key(json).map_or_else(|| json.to_owned(), |name| format!("{}:", self.key(&name))),
            Form::Value => {
                let value = match is_list_of_words(json) {
                    true => format!(" {}", self.notation.line(json)),
                    false => self.notation.value(json, ""),
                };
                value.strip_prefix(' ').map_or(value.clone(), str::to_owned)
            }
            Form::Begun => self.notation.entries(json, ""),
            Form::Line => self.notation.line(json),
        }
    }

    /// Members, without what is around them.
    fn members(&self, json: &str) -> String {
        if self.notation.style == Style::Json {
            return json.to_owned();
        }
        let whole = format!("{{{json}}}");
        let text = match self.notation.style {
            Style::Block => self.notation.entries(&whole, ""),
            _ => {
                let line = self.notation.line(&whole);
                line.trim_start_matches("{ ").strip_suffix(" }").unwrap_or(&line).to_owned()
            }
        };
        // The key that is being typed keeps its quotes.
        let Some((name, quote)) = first_key(json).zip(self.quote) else { return text };
        match text.strip_prefix(&self.notation.key(&name)) {
            Some(rest) => format!("{}{rest}", quoted(quote, &name)),
            None => text,
        }
    }
}

/// The style of the brackets around `span`.
fn flow_style(document: &Document, span: Span) -> Style {
    match Style::around(document, span) {
        Style::Block => Style::Flow,
        style => style,
    }
}

/// The text of a JSON string.
fn string_of(json: &str) -> Option<String> {
    serde_json::from_str(json).ok()
}

/// The first key of members in JSON.
fn first_key(json: &str) -> Option<String> {
    let mut values = serde_json::Deserializer::from_str(json).into_iter::<String>();
    values.next()?.ok()
}

fn is_more_than_braces(json: &str) -> bool {
    !json.trim_matches(['{', '}']).trim().is_empty()
}

fn is_list_of_words(json: &str) -> bool {
    serde_json::from_str::<Vec<String>>(json).is_ok_and(|words| !words.is_empty())
}

fn quoted(quote: char, text: &str) -> String {
    match quote {
        '\'' => format!("'{}'", text.replace('\'', "''")),
        _ => crate::rewrite::quoted(text),
    }
}
