//! The place of a cursor in JSON and in flow style: brackets hold, commas separate.

use super::Place;
use super::path::Step;
use crate::indent::line_at;
use crate::{Document, Member, Span, Str, SyntaxKind, Value};

/// A cursor in a container, right of `token`.
pub(super) struct Around<'t> {
    pub(super) document: &'t Document,
    pub(super) container: Step<'t>,
    /// The entry of the container that the token is part of.
    pub(super) entry: Option<Step<'t>>,
    pub(super) token: Step<'t>,
    pub(super) offset: u32,
}

impl<'t> Around<'t> {
    pub(super) fn member(&self) -> Place<'t> {
        let Some(entry) = self.entry else { return self.new_key(None) };
        let member = Member::from_element(entry.element, entry.start);
        let token = self.token;
        let key = member.map(Member::key).filter(|key| key.span() == token.span());
        let has_colon = entry.children().any(|child| child.kind() == SyntaxKind::Colon);
        if let Some(key) = key {
            let in_open = self.in_open_string();
            if self.offset <= token.end() || in_open {
                return Place::Key {
                    replace: if in_open { Span::new(token.start, self.offset.max(token.end())) } else { token.span() },
                    typed: self.typed(key),
                    has_value: has_colon,
                    comma_before: self.comma_before_entry(entry),
                    comma_after: !has_colon && self.comma_after(entry),
                };
            }
            if has_colon {
                return Place::Nowhere;
            }
            return match self.same_line() {
                true => self.value(member, true, Span::empty(self.offset), None, String::new()),
                false => self.new_key(Some(token.end())),
            };
        }
        match token.kind() {
            SyntaxKind::Comma => self.new_key(None),
            SyntaxKind::Colon => self.value_after_colon(member, entry),
            kind if kind.is_string() || kind.is_bare() => match self.scalar() {
                Some((replace, in_string, typed)) => self.value(member, false, replace, in_string, typed),
                None => self.after_value(entry),
            },
            kind if kind.is_container() => self.after_value(entry),
            _ => self.after_value(entry),
        }
    }

    pub(super) fn item(&self, index: usize) -> Place<'t> {
        let Some(entry) = self.entry else { return self.new_item(index, None) };
        match self.token.kind() {
            SyntaxKind::Comma => self.new_item(index + 1, None),
            kind if kind.is_string() || kind.is_bare() => match self.scalar() {
                Some((replace, in_string, typed)) => Place::Element {
                    index,
                    replace,
                    typed,
                    in_string,
                    comma_before: self.comma_before_entry(entry),
                    comma_after: self.comma_after(entry),
                },
                None if self.comma_follows(entry) => Place::Nowhere,
                None => self.new_item(index + 1, Some(self.token.end())),
            },
            _ if self.comma_follows(entry) => Place::Nowhere,
            _ => self.new_item(index + 1, Some(self.token.end())),
        }
    }

    fn value_after_colon(&self, member: Option<Member<'t>>, entry: Step<'t>) -> Place<'t> {
        let next = entry.children().find(|child| child.start >= self.offset && !child.kind().is_trivia());
        let scalar =
            next.filter(|next| next.start == self.offset && (next.kind().is_string() || next.kind().is_bare()));
        let replace = scalar.map_or(Span::empty(self.offset), Step::span);
        self.value(member, false, replace, None, String::new())
    }

    fn value(
        &self,
        key: Option<Member<'t>>,
        missing_colon: bool,
        replace: Span,
        in_string: Option<Str<'t>>,
        typed: String,
    ) -> Place<'t> {
        let entry = self.entry.unwrap_or(self.container);
        let needs_space = self.token.kind() == SyntaxKind::Colon && self.token.end() == self.offset;
        Place::Value {
            key,
            replace,
            typed,
            in_string,
            comma_before: self.comma_before_entry(entry),
            comma_after: self.comma_after(entry),
            missing_colon,
            needs_space,
        }
    }

    fn after_value(&self, entry: Step<'t>) -> Place<'t> {
        if self.comma_follows(entry) {
            return Place::Nowhere;
        }
        self.new_key(Some(self.token.end()))
    }

    fn new_key(&self, comma_before: Option<u32>) -> Place<'t> {
        let comma_after = self.entry_follows();
        Place::Key {
            replace: Span::empty(self.offset),
            typed: String::new(),
            has_value: false,
            comma_before,
            comma_after,
        }
    }

    fn new_item(&self, index: usize, comma_before: Option<u32>) -> Place<'t> {
        Place::Element {
            index,
            replace: Span::empty(self.offset),
            typed: String::new(),
            in_string: None,
            comma_before,
            comma_after: self.entry_follows(),
        }
    }

    /// The scalar that the cursor is in or at the end of: what to replace, the string, and what is typed of it.
    fn scalar(&self) -> Option<(Span, Option<Str<'t>>, String)> {
        let token = self.token;
        let string = Value::new(token.element, token.start).as_str();
        if let Some(string) = string {
            let open = self.in_open_string();
            // A scalar without quotes goes on where it ends.
            let goes_on = !string.is_closed() || token.kind() == SyntaxKind::YamlPlain;
            let inside = self.offset < token.end() || open || goes_on && self.offset == token.end();
            let replace = Span::new(token.start, if open { self.offset.max(token.end()) } else { token.end() });
            return inside.then(|| (replace, Some(string), self.typed(string)));
        }
        if self.offset > token.end() {
            return None;
        }
        let text = self.document.text().slice(Span::new(token.start, self.offset)).into_owned();
        Some((token.span(), None, text))
    }

    /// Whether the cursor is in the blank behind a string that lacks its closing quote.
    fn in_open_string(&self) -> bool {
        self.token.kind() == SyntaxKind::UnclosedString
            && self.offset >= self.token.end()
            && self
                .document
                .text()
                .slice(Span::new(self.token.end(), self.offset))
                .chars()
                .all(|c| c == ' ' || c == '\t')
    }

    fn typed(&self, string: Str<'t>) -> String {
        let start = string.inner().start;
        let end = match string.is_closed() {
            true => self.offset.min(string.inner().end),
            false => self.offset,
        };
        self.document.text().slice(Span::new(start, end.max(start))).into_owned()
    }

    fn same_line(&self) -> bool {
        line_at(self.document.text(), self.offset).start <= self.token.start
    }

    /// Where the entry before `entry` lacks its comma.
    fn comma_before_entry(&self, entry: Step<'t>) -> Option<u32> {
        let before = self
            .container
            .children()
            .take_while(|child| child.start < entry.start)
            .filter(|child| !child.kind().is_trivia())
            .last()?;
        if !before.kind().is_entry() && before.kind() != SyntaxKind::Error {
            return None;
        }
        let last = before.children().filter(|child| !child.kind().is_trivia()).last()?;
        (last.kind() != SyntaxKind::Comma).then_some(last.end())
    }

    /// Whether an entry follows `entry` and `entry` has no comma.
    fn comma_after(&self, entry: Step<'t>) -> bool {
        let has_comma = entry.children().any(|child| child.kind() == SyntaxKind::Comma);
        !has_comma && self.container.children().any(|child| child.start > entry.start && is_entry(child))
    }

    /// Whether the comma of `entry` comes behind the cursor.
    fn comma_follows(&self, entry: Step<'t>) -> bool {
        entry.children().any(|child| child.kind() == SyntaxKind::Comma && child.start >= self.offset)
    }

    fn entry_follows(&self) -> bool {
        self.container.children().any(|child| child.start >= self.offset && is_entry(child))
    }
}

fn is_entry(step: Step<'_>) -> bool {
    step.kind().is_entry() || step.kind() == SyntaxKind::Error
}
