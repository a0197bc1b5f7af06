//! Completion inside of a string that is an expression: what every language shares.

use asl_query::Span;
use asl_spec::Context;
use asl_spec::context_object::{self, Member, Resolution};
use asl_syntax::Place as CursorPlace;

use super::{Insert, Item, ItemKind, Site, Topic, calls, jsonata, literal, paths};
use crate::expression::{Expression, Parse, Reading, Wanted, expression_at};
use crate::features::hover;
use crate::notation::raw;
use crate::result::DataMember;
use crate::rules::context_member_unavailable;
use crate::variables::{self, Value};

/// Proposes what may stand at the cursor in an expression. Returns whether the cursor is in one: nothing else may be
/// proposed then.
pub(super) fn propose(site: &Site<'_, '_>, offset: u32, items: &mut Vec<Item>) -> bool {
    let (CursorPlace::Value { in_string: Some(string), .. } | CursorPlace::Element { in_string: Some(string), .. }) =
        &site.cursor.place
    else {
        return false;
    };
    // Behind the text of a string that is not closed the cursor is still in it.
    let at = offset.min(string.span().end);
    let Some(Reading::Expression(expression)) = expression_at(site.analysis, at) else { return false };
    // Blanks behind that text are not in the string yet, but they end its last word.
    let local = expression.local(at) + u32::from(offset > at);
    let here = Here { site, expression: &expression, offset, local };
    match &expression.parse {
        Parse::Jsonata(marks, parsed) => {
            let is_inside = expression.text_span(marks.open).end <= offset
                && marks.close.is_none_or(|close| offset <= expression.text_span(close).start);
            if is_inside {
                jsonata::propose(&here, parsed, items);
            }
        }
        Parse::Path(parse) => paths::propose(&here, &parse.path, items),
        Parse::Intrinsic(parse) => calls::propose(&here, &parse.call, items),
    }
    true
}

/// The cursor in an expression.
pub(super) struct Here<'s, 'e, 'a, 'c> {
    pub(super) site: &'s Site<'a, 'c>,
    pub(super) expression: &'e Expression<'a>,
    /// The offset in the document.
    pub(super) offset: u32,
    /// The offset in the parsed code.
    pub(super) local: u32,
}

/// A piece of a text to insert.
#[derive(Clone, Copy)]
pub(super) enum Piece<'p> {
    /// Written as it is.
    Text(&'p str),
    /// A stop with nothing in it.
    Stop(usize),
    /// A stop with a text to write over.
    Named(usize, &'p str),
    /// A stop with a choice of texts.
    Choice(usize, &'p [&'p str]),
}

impl Here<'_, '_, '_, '_> {
    /// An item that writes `plain` in the place of `span` of the code.
    pub(super) fn item(&self, kind: ItemKind, span: Span, plain: &str, topic: Topic) -> Item {
        self.snippet(kind, span, plain, &[Piece::Text(plain)], topic)
    }

    /// An item that writes `pieces`, or `plain` where there are no stops.
    pub(super) fn snippet(&self, kind: ItemKind, span: Span, plain: &str, pieces: &[Piece<'_>], topic: Topic) -> Item {
        let quoted = |text: &str| raw(self.site.analysis.document(), self.expression.string, text);
        let mut snippet = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => snippet.push_str(&literal(&quoted(text))),
                Piece::Stop(stop) => snippet.push_str(&format!("${stop}")),
                Piece::Named(stop, text) => snippet.push_str(&format!("${{{stop}:{}}}", literal(&quoted(text)))),
                Piece::Choice(stop, texts) => snippet.push_str(&format!("${{{stop}|{}|}}", texts.join(","))),
            }
        }
        // A blank belongs between each mark and the code.
        let margin = self.margin();
        let (mut lead, mut tail) = (margin.as_str(), "");
        if let Parse::Jsonata(marks, _) = &self.expression.parse {
            lead = if span.start == 0 && margin.is_empty() { " " } else { lead };
            let is_last = span.end as usize == self.expression.source().len();
            tail = if is_last && marks.close.is_some() { " " } else { "" };
        }
        let replace = if span.is_empty() { asl_syntax::Span::empty(self.offset) } else { self.expression.span(span) };
        Item {
            label: plain.to_owned(),
            kind,
            detail: String::new(),
            replace,
            insert: Insert {
                snippet: format!("{lead}{snippet}{tail}"),
                plain: format!("{lead}{}{tail}", quoted(plain)),
            },
            filter: quoted(plain),
            also: Vec::new(),
            rank: 0,
            deprecated: false,
            topic,
        }
    }

    /// The blanks that are missing before the cursor on a line of a block scalar.
    fn margin(&self) -> String {
        let text = self.site.analysis.document().text();
        let token = text.slice(self.expression.string.span());
        let line = text.line_span(text.line_of(self.offset)).start;
        let before = text.slice(asl_syntax::Span::new(line, self.offset.max(line)));
        if !token.starts_with(['|', '>']) || !before.trim().is_empty() {
            return String::new();
        }
        let lines = token.lines().skip(1).filter(|line| !line.trim().is_empty());
        let column = lines.map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0);
        " ".repeat(column.saturating_sub(before.len()))
    }

    /// Proposes the variables of the machine in the place of `span`, those without a value here last.
    pub(super) fn propose_variables(&self, span: Span, rank: u32, items: &mut Vec<Item>) {
        let visible = variables::in_scope_at(self.site.analysis, self.expression.string.span().start);
        for (index, variable) in visible.iter().enumerate() {
            let text = format!("${}", variable.name);
            if variable.name.is_empty() || items.iter().any(|item| item.label == text) {
                continue;
            }
            let mut item = self.item(ItemKind::Variable, span, &text, Topic::None);
            let states = hover::assigners(variable);
            let (detail, last) = match variable.value {
                Some(Value::Absent) => (format!("no value here yet, assigned in {states}"), 500),
                Some(Value::Partial) => (format!("on some ways here, assigned in {states}"), 0),
                Some(Value::Present) | None => (format!("assigned in {states}"), 0),
            };
            item.detail = detail;
            item.rank = rank + last + index as u32;
            items.push(item);
        }
    }

    /// The members of the context object that have a value here and stand behind `names`.
    pub(super) fn context_members(&self, names: &[&str]) -> Vec<&'static Member> {
        let members: &[Member] = if names.is_empty() {
            context_object::members()
        } else {
            match context_object::resolve(names.iter().copied()) {
                Resolution::Member(member) => member.children,
                _ => &[],
            }
        };
        members.iter().filter(|m| self.exists(m)).collect()
    }

    /// Whether a member of the context object has a value here.
    pub(super) fn exists(&self, member: &Member) -> bool {
        context_member_unavailable::missing(member.availability, &self.expression.site).is_none()
    }

    /// What documents a member of what the state gets back.
    pub(super) fn result_topic(&self, member: &DataMember) -> Topic {
        match (member, self.site.resource()) {
            (DataMember::Result(call, structure, member), Some(resource)) => {
                let is_top = call.output().and_then(|id| call.shapes().structure(id));
                let is_top = is_top.is_some_and(|top| top.name() == structure.name());
                let owner = if is_top { String::new() } else { structure.name().to_owned() };
                Topic::Result(resource, owner, member.name().to_owned())
            }
            _ => Topic::None,
        }
    }

    /// Whether the code goes on behind `end` with one of `starts`.
    pub(super) fn goes_on_with(&self, end: u32, starts: &[char]) -> bool {
        let rest = self.expression.source().get(end as usize..).unwrap_or_default();
        rest.starts_with(starts)
    }

    /// Whether the context object may be read here.
    pub(super) fn may_read_context(&self) -> bool {
        let site = &self.expression.site;
        let is_count = site.context() == Some(Context::Map) && site.wanted == Wanted::ReferencePath;
        site.field.name != "ResultPath" && (!is_count || site.field.name == "ItemsPath")
    }
}
