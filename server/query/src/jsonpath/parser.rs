//! The parser of paths: roots, segments, brackets. Filters are in `filter.rs`, values in `literal.rs`.
//!
//! It never fails: what it cannot read becomes an error and a node that says so, and it goes on behind it. Nesting is
//! limited by [`MAX_DEPTH`], beyond which the rest of the text is left unread.

use super::cursor::{Cursor, HOLE};
use super::error::{PathError, PathErrorKind};
use super::token::{Token, TokenKind};
use super::tree::{
    Brackets, FUNCTIONS, Function, Name, Operand, OperandKind, Path, Root, RootKind, Segment,
    SegmentKind, Selector, SelectorKind,
};
use crate::Span;

/// How many filters, parentheses and functions may stand inside each other.
pub const MAX_DEPTH: u32 = 48;

/// The largest index: beyond it JSON numbers are not exact.
const MAX_INDEX: i64 = (1 << 53) - 1;

/// Later errors are mostly echoes of earlier ones.
const MAX_ERRORS: usize = 16;

/// Where a path stands, which decides what ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Within {
    /// The path is the whole text.
    Whole,
    /// It is an argument: a comma, `)` or a blank ends it.
    Argument,
    /// It is a value in a filter: operators end it as well.
    Filter,
}

/// Whether a variable's name may begin with it.
pub(crate) fn is_name_start(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

/// Whether a variable's name may go on with it. Marks and the like count, so that no script is refused.
pub(crate) fn is_name_part(c: char) -> bool {
    c == '_'
        || c.is_alphanumeric()
        || (!c.is_ascii() && c != HOLE && !c.is_whitespace() && !c.is_control())
}

/// The state of a parse. The parser of intrinsic functions borrows it for paths among the arguments.
pub(crate) struct Parser<'t> {
    pub(super) cursor: Cursor<'t>,
    pub(crate) errors: Vec<PathError>,
    pub(crate) doubts: Vec<PathError>,
    pub(crate) tokens: Vec<Token>,
    depth: u32,
    gave_up: bool,
}

impl<'t> Parser<'t> {
    pub(crate) fn new(text: &'t str, holes: &[Span]) -> Self {
        Parser {
            cursor: Cursor::new(text, holes),
            errors: Vec::new(),
            doubts: Vec::new(),
            tokens: Vec::new(),
            depth: 0,
            gave_up: false,
        }
    }

    pub(crate) fn cursor(&mut self) -> &mut Cursor<'t> {
        &mut self.cursor
    }

    pub(super) fn offset(&self) -> u32 {
        self.cursor.offset()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.cursor.peek()
    }

    pub(super) fn error(&mut self, kind: PathErrorKind, span: Span, message: impl Into<String>) {
        let list = if kind.is_doubt() {
            &mut self.doubts
        } else {
            &mut self.errors
        };
        if !self.gave_up && list.len() < MAX_ERRORS {
            list.push(PathError {
                kind,
                span,
                message: message.into(),
            });
        }
    }

    pub(crate) fn token(&mut self, kind: TokenKind, span: Span) {
        if !span.is_empty() {
            self.tokens.push(Token { kind, span });
        }
    }

    pub(super) fn bump_as(&mut self, kind: TokenKind) -> Span {
        let start = self.offset();
        self.cursor.bump();
        let span = self.cursor.span_from(start);
        self.token(kind, span);
        span
    }

    /// Steps over one placeholder.
    pub(super) fn hole(&mut self) -> Span {
        self.bump_as(TokenKind::Hole)
    }

    /// Goes one level deeper, or gives up: then the rest of the text is skipped and no more errors are told.
    pub(crate) fn enter(&mut self) -> bool {
        if self.depth < MAX_DEPTH {
            self.depth += 1;
            return true;
        }
        let here = self.offset();
        self.cursor.bump();
        let span = self.cursor.span_from(here);
        self.error(
            PathErrorKind::TooDeep,
            span,
            format!("This is nested more than {MAX_DEPTH} levels deep, so the rest was not read."),
        );
        self.gave_up = true;
        self.cursor.jump_to_end();
        false
    }

    pub(crate) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Whether the parser met its limit and left the rest unread.
    pub(crate) fn gave_up(&self) -> bool {
        self.gave_up
    }

    fn ends_name(&self, c: char, within: Within) -> bool {
        match within {
            Within::Whole => false,
            Within::Argument => matches!(c, ',' | ')') || c.is_whitespace(),
            Within::Filter => {
                matches!(c, ',' | ')' | ']' | '=' | '<' | '>' | '!' | '~')
                    || c.is_whitespace()
                    || self.cursor.at_text("&&")
                    || self.cursor.at_text("||")
            }
        }
    }

    /// Reads a whole text: blanks before it are an error, blanks behind it are none.
    pub(crate) fn whole(&mut self) -> Path {
        if self.cursor.skip_blanks() && self.peek().is_some() {
            let span = self.cursor.span_from(0);
            self.error(
                PathErrorKind::LeadingBlank,
                span,
                "A path begins with `$`. Remove the blank before it.",
            );
        }
        self.path(Within::Whole)
    }

    pub(crate) fn path(&mut self, within: Within) -> Path {
        let start = self.offset();
        let root = self.root(within);
        let mut end = self.offset();
        let mut segments = Vec::new();
        if root.kind == RootKind::Missing && self.peek().is_some_and(|c| c != '.' && c != '[') {
            let at = self.offset();
            self.member_or_function(at, within, &mut segments);
            end = self.offset();
        }
        while let Some(c) = self.peek() {
            if c.is_whitespace() {
                if within != Within::Whole {
                    break;
                }
                let blank = self.offset();
                self.cursor.skip_blanks();
                if self.peek().is_some() {
                    let span = self.cursor.span_from(blank);
                    self.error(
                        PathErrorKind::BlankInPath,
                        span,
                        "A path has no blanks between its parts. Remove this one.",
                    );
                }
                continue;
            }
            match c {
                '.' => self.dot(within, &mut segments),
                '[' => {
                    let segment = self.brackets();
                    segments.push(segment);
                }
                HOLE => {
                    let span = self.hole();
                    segments.push(Segment {
                        kind: SegmentKind::Hole,
                        span,
                    });
                }
                c if self.ends_name(c, within) => break,
                _ => {
                    // Behind `]` and `)` the service takes a name without its dot; behind a root it does not.
                    if segments.is_empty() {
                        self.expected_segment(&root);
                    }
                    let at = self.offset();
                    self.member_or_function(at, within, &mut segments);
                }
            }
            end = self.offset();
        }
        Path {
            span: Span::new(start, end),
            root,
            segments,
        }
    }

    fn expected_segment(&mut self, root: &Root) {
        let here = self.offset();
        let next = self.peek().map_or(0, char::len_utf8) as u32;
        let message = match root.kind {
            RootKind::Context => "After `$$` comes `.` or `[`, as in `$$.Execution.Id`.",
            RootKind::Variable(_) => {
                "A variable's name holds letters, digits and `_` only. After it comes `.` or `[`."
            }
            RootKind::Current => "After `@` comes `.` or `[`, as in `@.name`.",
            _ => "After `$` comes `.`, `[` or the name of a variable, as in `$.name`.",
        };
        self.error(
            PathErrorKind::ExpectedSegment,
            Span::new(here, here + next),
            message,
        );
    }

    fn root(&mut self, within: Within) -> Root {
        let start = self.offset();
        let kind = match self.peek() {
            Some(HOLE) => {
                self.hole();
                RootKind::Hole
            }
            Some('$') if self.cursor.at_text("$$") => {
                self.cursor.bump();
                self.cursor.bump();
                let span = self.cursor.span_from(start);
                self.token(TokenKind::Root, span);
                RootKind::Context
            }
            Some('$') => {
                self.cursor.bump();
                self.root_behind_dollar(start)
            }
            Some('@') if within == Within::Filter => {
                self.bump_as(TokenKind::Root);
                RootKind::Current
            }
            other => {
                self.missing_root(other);
                RootKind::Missing
            }
        };
        Root {
            kind,
            span: self.cursor.span_from(start),
        }
    }

    fn root_behind_dollar(&mut self, start: u32) -> RootKind {
        match self.peek() {
            Some(HOLE) => {
                let span = self.cursor.span_from(start);
                self.token(TokenKind::Root, span);
                self.hole();
                RootKind::Hole
            }
            Some(c) if is_name_start(c) => {
                let mut has_hole = false;
                let name = self.cursor.take_while(|c| {
                    has_hole |= c == HOLE;
                    is_name_part(c) || c == HOLE
                });
                let span = self.cursor.span_from(start);
                self.token(TokenKind::Variable, span);
                RootKind::Variable(Name {
                    text: self.cursor.slice(name).to_owned(),
                    span: name,
                    quote: None,
                    has_hole,
                })
            }
            _ => {
                let span = self.cursor.span_from(start);
                self.token(TokenKind::Root, span);
                RootKind::Input
            }
        }
    }

    fn missing_root(&mut self, found: Option<char>) {
        let here = self.offset();
        if found.is_none() {
            self.error(
                PathErrorKind::Empty,
                Span::empty(here),
                "A path is expected here, as in `$.name`.",
            );
            return;
        }
        let word = self
            .cursor
            .rest()
            .split(['.', '[', ' ', ',', ')'])
            .next()
            .unwrap_or_default();
        let first = found.map_or(0, char::len_utf8);
        let span = Span::new(here, here + word.len().max(first) as u32);
        let plain = !word.is_empty() && word.chars().all(is_name_part);
        let message = if plain {
            format!("A path begins with `$`. Write `$.{word}`.")
        } else {
            "A path begins with `$`, as in `$.name`.".to_owned()
        };
        self.error(PathErrorKind::MissingRoot, span, message);
    }

    /// Reads from a dot on. A dot before a bracket is allowed and says nothing.
    fn dot(&mut self, within: Within, segments: &mut Vec<Segment>) {
        let mut start = self.offset();
        if self.cursor.at_text("..") {
            self.cursor.bump();
            self.cursor.bump();
            let span = self.cursor.span_from(start);
            self.token(TokenKind::Operator, span);
            segments.push(Segment {
                kind: SegmentKind::Descent,
                span,
            });
            let extra = self.cursor.take_while(|c| c == '.');
            self.token(TokenKind::Punctuation, extra);
            if !extra.is_empty() {
                self.error(
                    PathErrorKind::TooManyDots,
                    extra,
                    "One dot goes to a member, two search at every depth. Remove the others.",
                );
            }
            start = self.offset();
        } else {
            self.bump_as(TokenKind::Punctuation);
        }
        if self.peek().is_some_and(char::is_whitespace)
            && within == Within::Whole
            && self.cursor.after_blanks().is_some()
        {
            let blank = self.offset();
            self.cursor.skip_blanks();
            let span = self.cursor.span_from(blank);
            self.error(
                PathErrorKind::BlankInPath,
                span,
                "A path has no blanks between its parts. Remove this one.",
            );
        }
        match self.peek() {
            Some('[') => {}
            Some('*') => {
                self.bump_as(TokenKind::Operator);
                segments.push(Segment {
                    kind: SegmentKind::Wildcard,
                    span: self.cursor.span_from(start),
                });
            }
            _ => self.member_or_function(start, within, segments),
        }
    }

    /// Reads `name` or `name(...)`; `start` is where its dot stands.
    fn member_or_function(&mut self, start: u32, within: Within, segments: &mut Vec<Segment>) {
        let name = self.plain_name(within);
        if name.span.is_empty() {
            if self.cursor.at('(') {
                let span = self.bump_as(TokenKind::Punctuation);
                self.error(
                    PathErrorKind::Unexpected,
                    span,
                    "A parenthesis needs the name of a function before it, as in `$.items.length()`.",
                );
            } else {
                let descent = match segments.last() {
                    Some(last) if last.kind == SegmentKind::Descent => last.span.start,
                    _ => start,
                };
                self.error(
                    PathErrorKind::MissingName,
                    Span::new(descent, self.offset()),
                    "A name is missing after the dot. Write one or remove the dot.",
                );
            }
        } else if self.cursor.at('(') {
            let function = self.function(name);
            segments.push(Segment {
                kind: SegmentKind::Function(function),
                span: self.cursor.span_from(start),
            });
            return;
        }
        self.token(TokenKind::Name, name.span);
        segments.push(Segment {
            kind: SegmentKind::Member(name),
            span: self.cursor.span_from(start),
        });
    }

    fn plain_name(&mut self, within: Within) -> Name {
        let start = self.offset();
        let mut text = String::new();
        let mut has_hole = false;
        let mut blank = false;
        let mut stray = None;
        while let Some(c) = self.peek() {
            let here = self.offset();
            match c {
                '.' | '[' | '(' => break,
                HOLE => has_hole = true,
                '\\' => {
                    self.cursor.bump();
                    match self.peek() {
                        None => {
                            let span = self.cursor.span_from(here);
                            self.error(
                                PathErrorKind::DanglingEscape,
                                span,
                                "A backslash needs a character behind it. Write one or remove the backslash.",
                            );
                            break;
                        }
                        Some(HOLE) => has_hole = true,
                        Some(c) => text.push(c),
                    }
                }
                c if self.ends_name(c, within) => break,
                c if c.is_whitespace() => {
                    if matches!(self.cursor.after_blanks(), None | Some('.' | '[')) {
                        break;
                    }
                    blank = true;
                    text.push(c);
                }
                c => {
                    let quoted = matches!(c, '\'' | '"') && here == start;
                    if (quoted || matches!(c, ']' | ')')) && stray.is_none() {
                        stray = Some(Span::new(here, here + c.len_utf8() as u32));
                    }
                    text.push(c);
                }
            }
            self.cursor.bump();
        }
        let span = self.cursor.span_from(start);
        if blank {
            let message = format!(
                "A name with a blank stands in brackets and quotes: `['{}']`.",
                self.cursor.slice(span)
            );
            self.error(PathErrorKind::BlankInName, span, message);
        } else if let Some(stray) = stray {
            self.error(
                PathErrorKind::StrayCharacter,
                stray,
                "This is taken as part of the name. Remove it, or write the name in brackets and quotes: `['name']`.",
            );
        }
        Name {
            text,
            span,
            quote: None,
            has_hole,
        }
    }

    /// Reads the parentheses of a function whose name was just read.
    fn function(&mut self, name: Name) -> Function {
        self.token(TokenKind::Function, name.span);
        if !name.has_hole && !FUNCTIONS.contains(&name.text.as_str()) {
            let message = format!(
                "No function `{}` is known for paths. Known are {}.",
                name.text,
                FUNCTIONS.join(", ")
            );
            self.error(PathErrorKind::UnknownFunction, name.span, message);
        }
        let (args, closed) = self.arguments();
        Function { name, args, closed }
    }

    /// Reads `(...)` from its parenthesis on, and whether it is closed.
    pub(super) fn arguments(&mut self) -> (Vec<Operand>, bool) {
        let mut args = Vec::new();
        if !self.enter() {
            return (args, false);
        }
        let open = self.bump_as(TokenKind::Punctuation);
        self.cursor.skip_blanks();
        if self.cursor.at(')') {
            self.bump_as(TokenKind::Punctuation);
            self.leave();
            return (args, true);
        }
        let mut closed = false;
        loop {
            self.cursor.skip_blanks();
            args.push(self.argument());
            self.cursor.skip_blanks();
            match self.peek() {
                Some(',') => {
                    self.bump_as(TokenKind::Punctuation);
                }
                Some(')') => {
                    self.bump_as(TokenKind::Punctuation);
                    closed = true;
                    break;
                }
                None => {
                    self.unclosed_paren(open);
                    break;
                }
                Some(_) => {
                    let start = self.offset();
                    self.skip_to(&[',', ')', ']']);
                    let span = self.cursor.span_from(start);
                    if span.is_empty() {
                        self.unclosed_paren(open);
                        break;
                    }
                    self.error(
                        PathErrorKind::Unexpected,
                        span,
                        "After an argument comes `,` or `)`.",
                    );
                }
            }
        }
        self.leave();
        (args, closed)
    }

    pub(super) fn unclosed_paren(&mut self, open: Span) {
        self.error(
            PathErrorKind::UnclosedParen,
            open,
            "This parenthesis is not closed. Add `)`.",
        );
    }

    fn argument(&mut self) -> Operand {
        match self.peek() {
            Some('$' | '@') => {
                let path = self.path(Within::Filter);
                Operand {
                    span: path.span,
                    kind: OperandKind::Path(path),
                }
            }
            _ => self.literal(),
        }
    }

    pub(super) fn brackets(&mut self) -> Segment {
        let start = self.offset();
        let open = self.bump_as(TokenKind::Punctuation);
        let inner = self.offset();
        let mut inner_end = None;
        let mut selectors = Vec::new();
        self.cursor.skip_blanks();
        if self.cursor.at(']') {
            let end = self.offset();
            self.bump_as(TokenKind::Punctuation);
            let span = self.cursor.span_from(start);
            self.error(
                PathErrorKind::EmptyBrackets,
                span,
                "These brackets are empty. Write a name in quotes, an index or `*`.",
            );
            inner_end = Some(end);
        } else {
            let mut told = false;
            loop {
                self.cursor.skip_blanks();
                let before = self.errors.len();
                selectors.push(self.selector());
                told |= self.errors.len() > before;
                self.cursor.skip_blanks();
                let end = self.offset();
                match self.peek() {
                    Some(',') => {
                        self.bump_as(TokenKind::Punctuation);
                    }
                    Some(']') => {
                        self.bump_as(TokenKind::Punctuation);
                        inner_end = Some(end);
                        break;
                    }
                    None | Some('.' | '[' | ')') => {
                        if !told {
                            self.error(
                                PathErrorKind::UnclosedBracket,
                                open,
                                "This bracket is not closed. Add `]`.",
                            );
                        }
                        break;
                    }
                    Some(_) => {
                        self.skip_to(&[',', ']']);
                        let span = self.cursor.span_from(end);
                        if !told {
                            told = true;
                            self.error(
                                PathErrorKind::ExpectedComma,
                                span,
                                "After a name, an index or a filter in brackets comes `,` or `]`.",
                            );
                        }
                        if self.cursor.at(']') {
                            let end = self.offset();
                            self.bump_as(TokenKind::Punctuation);
                            inner_end = Some(end);
                            break;
                        }
                        if self.cursor.at(',') {
                            self.bump_as(TokenKind::Punctuation);
                        }
                    }
                }
            }
            if !told {
                self.check_union(&selectors);
            }
        }
        let closed = inner_end.is_some();
        Segment {
            kind: SegmentKind::Brackets(Brackets {
                selectors,
                inner: Span::new(inner, inner_end.unwrap_or(self.offset())),
                closed,
            }),
            span: self.cursor.span_from(start),
        }
    }

    fn check_union(&mut self, selectors: &[Selector]) {
        if selectors.len() < 2
            || selectors
                .iter()
                .any(|s| matches!(s.kind, SelectorKind::Hole))
        {
            return;
        }
        let names = selectors
            .iter()
            .all(|s| matches!(s.kind, SelectorKind::Name(_)));
        let indexes = selectors
            .iter()
            .all(|s| matches!(s.kind, SelectorKind::Index(_)));
        if names || indexes {
            return;
        }
        let spans = selectors.iter().map(|s| s.span);
        if let Some(span) = spans.reduce(Span::join) {
            self.error(
                PathErrorKind::MixedUnion,
                span,
                "A list in brackets holds names alone or indexes alone. Split this path in two.",
            );
        }
    }

    fn selector(&mut self) -> Selector {
        let start = self.offset();
        let kind = match self.peek() {
            Some(quote @ ('\'' | '"')) => {
                let (name, _) = self.quoted(quote, true);
                SelectorKind::Name(name)
            }
            Some('*') => {
                self.bump_as(TokenKind::Operator);
                SelectorKind::Wildcard
            }
            Some('?') => self.filter_selector(),
            Some('0'..='9' | '-' | '+' | ':') => self.index_or_slice(),
            Some(HOLE) => {
                self.hole();
                self.skip_to(&[',', ']']);
                SelectorKind::Hole
            }
            None => SelectorKind::Error,
            Some(',' | ']') => {
                self.error(
                    PathErrorKind::MissingSelector,
                    Span::empty(start),
                    "A name or an index is missing beside the comma. Write one or remove the comma.",
                );
                SelectorKind::Error
            }
            Some(_) => self.bad_selector(),
        };
        Selector {
            kind,
            span: self.cursor.span_from(start),
        }
    }

    fn bad_selector(&mut self) -> SelectorKind {
        let mut has_hole = false;
        let span = self.cursor.take_while(|c| {
            has_hole |= c == HOLE;
            !matches!(c, ',' | ']' | '[' | ')') && !c.is_whitespace()
        });
        if has_hole {
            return SelectorKind::Hole;
        }
        let word = self.cursor.slice(span);
        let (kind, message) =
            if !word.is_empty() && word.chars().all(|c| is_name_part(c) || c == '-') {
                (
                    PathErrorKind::BadSelector,
                    format!("A name in brackets needs quotes: `['{word}']`."),
                )
            } else {
                (
                PathErrorKind::BadSelector,
                "In brackets stands a name in quotes, an index, a slice, `*` or a filter `?(...)`."
                    .to_owned(),
            )
            };
        self.error(kind, span, message);
        SelectorKind::Error
    }

    fn index_or_slice(&mut self) -> SelectorKind {
        let start = self.offset();
        let before = self.errors.len();
        let mut parts = vec![self.whole_number()];
        let mut colons = 0;
        loop {
            if self.cursor.after_blanks() == Some(HOLE) {
                self.skip_to(&[',', ']']);
                return SelectorKind::Hole;
            }
            if self.cursor.after_blanks() != Some(':') {
                break;
            }
            self.cursor.skip_blanks();
            self.bump_as(TokenKind::Operator);
            colons += 1;
            if matches!(self.cursor.after_blanks(), Some('0'..='9' | '-' | '+')) {
                self.cursor.skip_blanks();
                parts.push(self.whole_number());
            } else {
                parts.push(None);
            }
        }
        if colons > 2 {
            let span = self.cursor.span_from(start);
            self.error(
                PathErrorKind::BadIndex,
                span,
                "A slice has at most three parts: `from:to:step`.",
            );
        }
        if self.errors.len() > before {
            return SelectorKind::Error;
        }
        let mut parts = parts.into_iter();
        let mut part = || parts.next().flatten();
        if colons == 0 {
            part().map_or(SelectorKind::Error, SelectorKind::Index)
        } else {
            SelectorKind::Slice {
                from: part(),
                to: part(),
                step: part(),
            }
        }
    }

    /// Reads an optional whole number. `None` where none stands, or where it is not a usable one.
    fn whole_number(&mut self) -> Option<i64> {
        if !matches!(self.peek(), Some('0'..='9' | '-' | '+')) {
            return None;
        }
        let start = self.offset();
        self.cursor.bump();
        self.cursor.take_while(|c| c.is_ascii_digit());
        if self.cursor.at('.') && self.digit_follows_dot() {
            self.cursor.bump();
            self.cursor.take_while(|c| c.is_ascii_digit());
        }
        let span = self.cursor.span_from(start);
        self.token(TokenKind::Number, span);
        if self.cursor.at(HOLE) {
            return None;
        }
        let written = self.cursor.slice(span);
        let number = written
            .parse::<i64>()
            .ok()
            .filter(|n| n.abs() <= MAX_INDEX && !written.starts_with('+'));
        if number.is_none() {
            let digits = written.trim_start_matches(['-', '+']);
            let message = if !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) {
                "An index is a whole number without a plus sign, at most 9007199254740991."
            } else {
                "An index is a whole number, as in `[0]` or `[-1]`."
            };
            self.error(PathErrorKind::BadIndex, span, message);
        }
        number
    }

    fn digit_follows_dot(&self) -> bool {
        self.cursor
            .rest()
            .chars()
            .nth(1)
            .is_some_and(|c| c.is_ascii_digit())
    }

    /// Steps to the next of `stops` or the end; what stands in quotes is passed over.
    pub(crate) fn skip_to(&mut self, stops: &[char]) {
        let mut quote = None;
        let mut blocked = [false; 2];
        while let Some(c) = self.peek() {
            match quote {
                None if stops.contains(&c) => break,
                None if matches!(c, '\'' | '"') => {
                    let slot = usize::from(c == '"');
                    let closes = self
                        .cursor
                        .rest()
                        .get(1..)
                        .is_some_and(|rest| rest.contains(c));
                    blocked[slot] |= !closes;
                    if !blocked[slot] {
                        quote = Some(c);
                    }
                }
                Some(open) if open == c => quote = None,
                _ => {}
            }
            self.cursor.bump();
        }
    }
}
