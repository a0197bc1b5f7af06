//! The parser of calls. It never fails: an unclosed string or call ends where the text most likely meant it to.

use super::error::{CallError, CallErrorKind};
use super::tree::{Arg, ArgKind, Call, Number, Text};
use crate::Span;
use crate::jsonpath::cursor::HOLE;
use crate::jsonpath::parser::{Parser as PathParser, Within, is_name_part};
use crate::jsonpath::{Fix, TokenKind};

/// Later errors are mostly echoes of earlier ones.
const MAX_ERRORS: usize = 16;

pub(super) struct Parser<'t> {
    /// Reads the text; also the parser of the paths inside.
    pub(super) paths: PathParser<'t>,
    pub(super) errors: Vec<CallError>,
    pub(super) doubts: Vec<CallError>,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str, holes: &[Span]) -> Self {
        Parser { paths: PathParser::new(text, holes), errors: Vec::new(), doubts: Vec::new() }
    }

    fn offset(&mut self) -> u32 {
        self.paths.cursor().offset()
    }

    fn peek(&mut self) -> Option<char> {
        self.paths.cursor().peek()
    }

    fn span_from(&mut self, start: u32) -> Span {
        self.paths.cursor().span_from(start)
    }

    fn blanks(&mut self) -> bool {
        self.paths.cursor().skip_blanks()
    }

    fn slice(&mut self, span: Span) -> &'t str {
        self.paths.cursor().slice(span)
    }

    fn bump_as(&mut self, kind: TokenKind) -> Span {
        let start = self.offset();
        self.paths.cursor().bump();
        let span = self.span_from(start);
        self.paths.token(kind, span);
        span
    }

    fn error(&mut self, kind: CallErrorKind, span: Span, message: impl Into<String>) {
        self.report(kind, span, message.into(), None);
    }

    /// Tells an error with the change that makes it right.
    fn error_with(&mut self, kind: CallErrorKind, span: Span, message: impl Into<String>, fix: Fix) {
        self.report(kind, span, message.into(), Some(fix));
    }

    fn report(&mut self, kind: CallErrorKind, span: Span, message: String, fix: Option<Fix>) {
        let gave_up = self.paths.gave_up();
        let list = if kind.is_doubt() { &mut self.doubts } else { &mut self.errors };
        if !gave_up && list.len() < MAX_ERRORS {
            list.push(CallError { kind, span, message, fix });
        }
    }

    /// Takes over what the parser of paths had to say.
    fn adopt(&mut self) {
        self.errors.extend(self.paths.errors.drain(..).map(CallError::from));
        self.doubts.extend(self.paths.doubts.drain(..).map(CallError::from));
    }

    /// Reads a whole text: blanks before it are an error, blanks behind it are none.
    pub(super) fn whole(&mut self) -> Call {
        if self.blanks() && self.peek().is_some() {
            let span = self.span_from(0);
            self.error_with(
                CallErrorKind::LeadingBlank,
                span,
                "A call begins with the name of its function. Remove the blank before it.",
                Fix::new(span, ""),
            );
        }
        let start = self.offset();
        let (name_span, name_has_hole) = self.name();
        if name_span.is_empty() {
            let (kind, message) = match self.peek() {
                None => (CallErrorKind::Empty, "A call is expected here, as in `States.UUID()`."),
                Some(_) => {
                    (CallErrorKind::MissingName, "A call begins with the name of a function, as in `States.UUID()`.")
                }
            };
            let span = self.paths.cursor().ahead();
            self.error(kind, span, message);
        }
        let call = self.call(start, name_span, name_has_hole);
        self.blanks();
        if self.peek().is_some() {
            let rest = self.offset();
            self.paths.cursor().jump_to_end();
            let span = self.span_from(rest);
            let span = Span::new(rest, rest + self.slice(span).trim_end().len() as u32);
            let told = !self.errors.is_empty();
            if !told {
                self.error_with(
                    CallErrorKind::TrailingText,
                    span,
                    "Nothing may stand behind the call. Remove this, or put it inside the parentheses.",
                    Fix::new(span, ""),
                );
            }
        }
        self.adopt();
        call
    }

    /// Reads a name with dots. Empty where none stands.
    fn name(&mut self) -> (Span, bool) {
        let mut has_hole = false;
        let span = self.paths.cursor().take_while(|c| {
            has_hole |= c == HOLE;
            is_name_part(c) || c == '.' || c == HOLE
        });
        (span, has_hole)
    }

    /// Reads from behind the name on.
    fn call(&mut self, start: u32, name_span: Span, name_has_hole: bool) -> Call {
        self.paths.token(TokenKind::Function, name_span);
        let mut call = Call {
            span: name_span,
            name: self.slice(name_span).to_owned(),
            name_span,
            name_has_hole,
            open: None,
            close: None,
            args: Vec::new(),
            commas: Vec::new(),
        };
        if self.paths.cursor().after_blanks() != Some('(') {
            if !name_span.is_empty() {
                let message = format!("The arguments of a function stand in parentheses: `{}(...)`.", call.name);
                let rest = self.paths.cursor().rest();
                let blanks = (rest.len() - rest.trim_start().len()) as u32;
                let fix = if rest.trim_end().ends_with(')') {
                    Fix::new(Span::new(name_span.end, name_span.end + blanks), "(")
                } else {
                    Fix::new(Span::empty(name_span.end), "()")
                };
                self.error_with(CallErrorKind::MissingOpen, name_span, message, fix);
            }
            return call;
        }
        self.blanks();
        if !self.paths.enter() {
            self.adopt();
            return call;
        }
        let open = self.bump_as(TokenKind::Punctuation);
        call.open = Some(open);
        self.arguments(&mut call);
        if call.close.is_none() {
            // A comma that waits for its argument goes as well.
            let place = match (call.args.last(), call.commas.last()) {
                (Some(Arg { kind: ArgKind::Missing, .. }), Some(comma)) => self.span_from(comma.start),
                (Some(arg), _) => Span::empty(arg.span.end),
                (None, _) => Span::empty(open.end),
            };
            let message = "This call is not closed. Add `)`.";
            self.error_with(CallErrorKind::UnclosedCall, open, message, Fix::new(place, ")"));
        }
        self.paths.leave();
        call.span = self.span_from(start);
        call
    }

    fn arguments(&mut self, call: &mut Call) {
        let inner = self.offset();
        self.blanks();
        match self.peek() {
            None => return,
            Some(')') => {
                call.close = Some(self.bump_as(TokenKind::Punctuation));
                return;
            }
            Some(_) => {}
        }
        let mut before = inner;
        loop {
            self.blanks();
            let arg = self.argument(before);
            let in_quotes = matches!(arg.kind, ArgKind::String(_));
            call.args.push(arg);
            let end = self.offset();
            let blank = self.blanks();
            match self.peek() {
                None => return,
                Some(')') => {
                    call.close = Some(self.bump_as(TokenKind::Punctuation));
                    return;
                }
                Some(',') => {
                    let comma = self.bump_as(TokenKind::Punctuation);
                    call.commas.push(comma);
                    before = comma.end;
                }
                // A placeholder can bring its own comma.
                Some(HOLE) if blank => before = end,
                Some(c) if blank && begins_argument(c) => {
                    let span = self.span_from(end);
                    self.error_with(
                        CallErrorKind::MissingComma,
                        span,
                        "A comma is missing between these arguments. Add one.",
                        Fix::new(span, ", "),
                    );
                    before = end;
                }
                Some(_) => {
                    self.skip_unexpected(in_quotes);
                    match self.peek() {
                        Some(',') => {
                            let comma = self.bump_as(TokenKind::Punctuation);
                            call.commas.push(comma);
                            before = comma.end;
                        }
                        Some(')') => {
                            call.close = Some(self.bump_as(TokenKind::Punctuation));
                            return;
                        }
                        _ => return,
                    }
                }
            }
        }
    }

    /// Steps over what stands behind an argument and is neither `,` nor `)`.
    fn skip_unexpected(&mut self, in_quotes: bool) {
        let start = self.offset();
        let has_hole = self.peek() == Some(HOLE);
        self.paths.skip_to(&[',', ')']);
        let span = self.span_from(start);
        if has_hole {
            return;
        }
        let message = if in_quotes {
            "After a string comes `,` or `)`. A quote that belongs to the string is written `\\'`."
        } else {
            "After an argument comes `,` or `)`."
        };
        self.error(CallErrorKind::Unexpected, span, message);
    }

    /// Reads one argument; `before` is where the blanks before it begin.
    fn argument(&mut self, before: u32) -> Arg {
        let start = self.offset();
        let kind = match self.peek() {
            None | Some(',' | ')') => {
                let span = self.span_from(before);
                let comma = match self.peek() {
                    None => None,
                    Some(',') => Some(Span::new(start, start + 1)),
                    Some(_) => Some(Span::new(before.saturating_sub(1), before)),
                };
                if let Some(comma) = comma {
                    self.error_with(
                        CallErrorKind::MissingArgument,
                        comma,
                        "An argument is missing beside the comma. Write one or remove the comma.",
                        Fix::new(comma, ""),
                    );
                }
                return Arg { kind: ArgKind::Missing, span };
            }
            Some('\'') => ArgKind::String(self.string('\'')),
            Some('"') => {
                let text = self.string('"');
                let span = self.span_from(start);
                let message = "Strings stand in single quotes here. Write `'` in place of `\"`.";
                let written = self.slice(text.inner);
                if text.closed && !written.contains(['\'', '\\']) {
                    let fix = Fix::new(span, format!("'{written}'"));
                    self.error_with(CallErrorKind::DoubleQuotes, span, message, fix);
                } else {
                    self.error(CallErrorKind::DoubleQuotes, span, message);
                }
                ArgKind::String(text)
            }
            Some('$') => {
                let path = self.paths.path(Within::Argument);
                self.adopt();
                ArgKind::Path(path)
            }
            Some('0'..='9' | '-' | '+' | '.') => self.number(),
            Some(HOLE) => self.hole_or_call(start),
            Some(c) if is_name_part(c) => self.word_or_call(start),
            Some(c @ ('[' | '{')) => {
                self.paths.json();
                self.adopt();
                let span = self.span_from(start);
                let message = if c == '[' {
                    "An array cannot be written out here. Write `States.Array(...)`, or take it from a path."
                } else {
                    "An object cannot be written out here. Take it from a path, or write `States.StringToJson('...')`."
                };
                self.error(CallErrorKind::JsonLiteral, span, message);
                ArgKind::Error
            }
            Some(_) => {
                self.paths.skip_to(&[',', ')']);
                let span = self.span_from(start);
                self.error(
                    CallErrorKind::Unexpected,
                    span,
                    "An argument is a path, a call, a string in single quotes, a number, `true`, `false` or `null`.",
                );
                ArgKind::Error
            }
        };
        Arg { kind, span: self.span_from(start) }
    }

    fn hole_or_call(&mut self, start: u32) -> ArgKind {
        let (span, has_hole) = self.name();
        if self.paths.cursor().at('(') {
            return ArgKind::Call(Box::new(self.call(start, span, has_hole)));
        }
        // Whatever follows directly belongs to what the placeholder stands for.
        self.paths.cursor().take_while(|c| !matches!(c, ',' | ')') && !c.is_whitespace());
        let span = self.span_from(start);
        self.paths.token(TokenKind::Hole, span);
        ArgKind::Hole
    }

    fn word_or_call(&mut self, start: u32) -> ArgKind {
        let (span, has_hole) = self.name();
        let word = self.slice(span);
        if self.paths.cursor().after_blanks() == Some('(') {
            return ArgKind::Call(Box::new(self.call(start, span, has_hole)));
        }
        match word {
            "true" | "false" => {
                self.paths.token(TokenKind::Keyword, span);
                return ArgKind::Bool(word == "true");
            }
            "null" => {
                self.paths.token(TokenKind::Keyword, span);
                return ArgKind::Null;
            }
            _ if has_hole => {
                self.paths.token(TokenKind::Hole, span);
                return ArgKind::Hole;
            }
            _ => {}
        }
        self.paths.token(TokenKind::Word, span);
        let small = word.to_ascii_lowercase();
        if word.starts_with("States.") {
            let message = format!("The arguments of a function stand in parentheses: `{word}(...)`.");
            self.error_with(CallErrorKind::MissingOpen, span, message, Fix::new(Span::empty(span.end), "()"));
        } else if matches!(small.as_str(), "true" | "false" | "null") {
            let message = format!("Write `{small}` in small letters.");
            self.error_with(CallErrorKind::BareWord, span, message, Fix::new(span, small));
        } else {
            let message = format!("Text stands in single quotes: `'{word}'`. A path begins with `$`.");
            self.error(CallErrorKind::BareWord, span, message);
        }
        ArgKind::Error
    }

    fn number(&mut self) -> ArgKind {
        let start = self.offset();
        self.paths.cursor().take_while(|c| is_name_part(c) || matches!(c, '.' | '+' | '-'));
        if self.peek() == Some(HOLE) {
            return self.hole_or_call(start);
        }
        let span = self.span_from(start);
        self.paths.token(TokenKind::Number, span);
        let written = self.slice(span);
        let value = Some(written).filter(|text| is_json_number(text)).and_then(|text| text.parse::<f64>().ok());
        if let Some(value) = value {
            return ArgKind::Number(Number { value });
        }
        self.error(CallErrorKind::BadNumber, span, "This is not a number. If it is text, put it in single quotes.");
        ArgKind::Error
    }

    fn string(&mut self, quote: char) -> Text {
        let start = self.offset();
        self.paths.cursor().bump();
        let inner = self.offset();
        let closed = self.paths.cursor().closes(quote);
        let end = self.end_of_open_string(inner, closed);
        let mut text = Text {
            text: String::new(),
            inner: Span::empty(inner),
            closed,
            has_hole: false,
            slots: Vec::new(),
            stray_braces: Vec::new(),
        };
        while self.offset() < end {
            let here = self.offset();
            match self.paths.cursor().bump() {
                None => break,
                Some(HOLE) => text.has_hole = true,
                Some('\\') => self.escape(here, end, &mut text),
                Some(c) if c == quote => break,
                Some('{') if self.peek() == Some('}') && self.offset() < end => {
                    self.paths.cursor().bump();
                    let slot = self.span_from(here);
                    text.slots.push(slot);
                    text.text.push_str("{}");
                }
                Some(c) => {
                    if matches!(c, '{' | '}') {
                        let brace = self.span_from(here);
                        text.stray_braces.push(brace);
                    }
                    text.text.push(c);
                }
            }
        }
        let whole = self.span_from(start);
        self.paths.token(TokenKind::String, whole);
        text.inner = Span::new(inner, if closed { whole.end - 1 } else { whole.end });
        if !closed {
            self.error_with(
                CallErrorKind::UnclosedString,
                Span::new(start, inner),
                format!("This string is not closed. Add `{quote}`."),
                Fix::new(Span::empty(whole.end), quote),
            );
        }
        text
    }

    /// Where a string ends: behind its quote, or before the parentheses that end the text when it is not closed.
    fn end_of_open_string(&mut self, inner: u32, closed: bool) -> u32 {
        let rest = self.paths.cursor().rest();
        if closed {
            return inner + rest.len() as u32;
        }
        inner + rest.trim_end().trim_end_matches(')').len() as u32
    }

    fn escape(&mut self, start: u32, end: u32, text: &mut Text) {
        if self.offset() >= end {
            let span = self.span_from(start);
            self.error(
                CallErrorKind::DanglingEscape,
                span,
                "A backslash needs a character behind it. Write one or remove the backslash.",
            );
            return;
        }
        match self.paths.cursor().bump() {
            None => {}
            Some(HOLE) => text.has_hole = true,
            Some(c) => {
                if !matches!(c, '\'' | '{' | '}' | '\\') {
                    let span = self.span_from(start);
                    self.error_with(
                        CallErrorKind::UnknownEscape,
                        span,
                        "Only `\\'`, `\\{`, `\\}` and `\\\\` are escapes here. Write the character without a backslash.",
                        Fix::new(span, c),
                    );
                }
                text.text.push(c);
            }
        }
    }
}

fn begins_argument(c: char) -> bool {
    matches!(c, '$' | '\'' | '-') || is_name_part(c)
}

fn is_json_number(text: &str) -> bool {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let mantissa_fits = match mantissa.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(mantissa),
    };
    mantissa_fits && exponent.is_none_or(|e| digits(e.strip_prefix(['-', '+']).unwrap_or(e)))
}
