//! The parser of paths: its state, roots, and the way along the segments. What follows a dot is in `segment.rs`, the
//! rest in `brackets.rs`, `filter.rs` and `literal.rs`.
//!
//! It never fails: what it cannot read becomes an error and a node that says so, and it goes on behind it. Nesting is
//! limited by [`MAX_DEPTH`], beyond which the rest of the text is left unread.

use super::cursor::{Cursor, HOLE};
use super::error::{Fix, PathError, PathErrorKind};
use super::token::{Token, TokenKind};
use super::tree::{Name, Path, Root, RootKind, Segment, SegmentKind};
use crate::Span;

/// How many filters, parentheses and functions may stand inside each other.
pub const MAX_DEPTH: u32 = 48;

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
    c == '_' || c.is_alphanumeric() || (!c.is_ascii() && c != HOLE && !c.is_whitespace() && !c.is_control())
}

/// The state of a parse. The parser of intrinsic functions borrows it for paths among the arguments.
pub(crate) struct Parser<'t> {
    pub(super) cursor: Cursor<'t>,
    pub(crate) errors: Vec<PathError>,
    pub(crate) doubts: Vec<PathError>,
    pub(crate) tokens: Vec<Token>,
    depth: u32,
    gave_up: bool,
    /// What closes the brackets and parentheses around the place of the reader, outermost first.
    closers: String,
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
            closers: String::new(),
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
        self.report(kind, span, message.into(), None);
    }

    /// Tells an error with the change that makes it right.
    pub(super) fn error_with(&mut self, kind: PathErrorKind, span: Span, message: impl Into<String>, fix: Fix) {
        self.report(kind, span, message.into(), Some(fix));
    }

    fn report(&mut self, kind: PathErrorKind, span: Span, message: String, fix: Option<Fix>) {
        let list = if kind.is_doubt() { &mut self.doubts } else { &mut self.errors };
        if !self.gave_up && list.len() < MAX_ERRORS {
            list.push(PathError { kind, span, message, fix });
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

    /// Steps over an opening bracket or parenthesis; [`Parser::close`] takes it back.
    pub(super) fn open(&mut self) -> Span {
        self.closers.push(if self.cursor.at('[') { ']' } else { ')' });
        self.bump_as(TokenKind::Punctuation)
    }

    pub(super) fn close(&mut self) {
        self.closers.pop();
    }

    /// The change that adds `closer` where the reader stands, and at the end of the text all that is missing then.
    pub(super) fn closing(&self, at: u32, closer: impl Into<String>) -> Fix {
        let mut text: String = closer.into();
        if self.peek().is_none() {
            let open = self.closers.strip_suffix(text.as_str()).unwrap_or(&self.closers);
            text.extend(open.chars().rev());
        }
        Fix::new(Span::empty(at), text)
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

    pub(super) fn ends_name(&self, c: char, within: Within) -> bool {
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
            self.error_with(
                PathErrorKind::LeadingBlank,
                span,
                "A path begins with `$`. Remove the blank before it.",
                Fix::new(span, ""),
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
                    self.error_with(
                        PathErrorKind::BlankInPath,
                        span,
                        "A path has no blanks between its parts. Remove this one.",
                        Fix::new(span, ""),
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
                    segments.push(Segment { kind: SegmentKind::Hole, span });
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
        Path { span: Span::new(start, end), root, segments }
    }

    fn expected_segment(&mut self, root: &Root) {
        let span = self.cursor.ahead();
        let message = match root.kind {
            RootKind::Context => "After `$$` comes `.` or `[`, as in `$$.Execution.Id`.",
            RootKind::Variable(_) => "A variable's name holds letters, digits and `_` only. After it comes `.` or `[`.",
            RootKind::Current => "After `@` comes `.` or `[`, as in `@.name`.",
            _ => "After `$` comes `.`, `[` or the name of a variable, as in `$.name`.",
        };
        self.error(PathErrorKind::ExpectedSegment, span, message);
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
        Root { kind, span: self.cursor.span_from(start) }
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
                let mut text = String::new();
                let mut has_hole = false;
                let name = self.cursor.take_while(|c| {
                    let part = is_name_part(c);
                    if part {
                        text.push(c);
                    }
                    has_hole |= c == HOLE;
                    part || c == HOLE
                });
                let span = self.cursor.span_from(start);
                self.token(TokenKind::Variable, span);
                RootKind::Variable(Name { text, span: name, quote: None, has_hole, special: None })
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
            self.error(PathErrorKind::Empty, Span::empty(here), "A path is expected here, as in `$.name`.");
            return;
        }
        let word = self.cursor.rest().split(['.', '[', ' ', ',', ')']).next().unwrap_or_default();
        let span = self.cursor.ahead().join(Span::new(here, here + word.len() as u32));
        let plain = !word.is_empty() && word.chars().all(is_name_part);
        let message = if plain {
            format!("A path begins with `$`. Write `$.{word}`.")
        } else {
            "A path begins with `$`, as in `$.name`.".to_owned()
        };
        let start = Span::empty(here);
        match found {
            _ if plain => self.error_with(PathErrorKind::MissingRoot, span, message, Fix::new(start, "$.")),
            Some('.' | '[') => self.error_with(PathErrorKind::MissingRoot, span, message, Fix::new(start, "$")),
            _ => self.error(PathErrorKind::MissingRoot, span, message),
        }
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
                    let closes = self.cursor.rest().get(1..).is_some_and(|rest| rest.contains(c));
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
