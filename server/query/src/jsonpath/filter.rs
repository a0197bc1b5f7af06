//! The parser of filters: `?(@.price < 10 && @.category == 'fiction')`.

use super::cursor::HOLE;
use super::error::{Fix, PathErrorKind};
use super::parser::{Parser, Within};
use super::token::TokenKind;
use super::tree::{Filter, FilterKind, Operand, OperandKind, Operator, SelectorKind};
use crate::Span;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Logical {
    Any,
    All,
}

impl Parser<'_> {
    /// Reads from `?` to before `,` or `]`.
    pub(super) fn filter_selector(&mut self) -> SelectorKind {
        let question = self.bump_as(TokenKind::Operator);
        self.cursor.skip_blanks();
        if matches!(self.peek(), None | Some(']' | ',')) {
            self.error(
                PathErrorKind::EmptyFilter,
                question,
                "A filter needs a condition in parentheses, as in `?(@.price < 10)`.",
            );
            let condition = Operand { kind: OperandKind::Missing, span: self.cursor.span_from(question.end) };
            return SelectorKind::Filter(Filter { span: condition.span, kind: FilterKind::Exists(condition) });
        }
        if !self.enter() {
            return SelectorKind::Error;
        }
        let has_hole = self.cursor.at(HOLE);
        let told = self.errors.len();
        let filter = self.condition();
        self.leave();
        if !matches!(self.cursor.after_blanks(), None | Some(']' | ',')) {
            let start = self.offset();
            self.skip_to(&[']']);
            let span = self.cursor.span_from(start);
            if self.errors.len() == told {
                self.error(
                    PathErrorKind::Unexpected,
                    span,
                    "This does not belong to the condition. Join conditions with `&&` or `||`, and put text in quotes.",
                );
            }
        }
        let written = self.cursor.slice(filter.span);
        let enclosed = written.starts_with('(') && written.ends_with(')');
        if !enclosed && !has_hole && self.errors.len() == told {
            let fix = Fix::new(filter.span, format!("({written})"));
            self.error_with(
                PathErrorKind::FilterParens,
                filter.span,
                "The whole condition of a filter stands in parentheses: `?(...)`.",
                fix,
            );
        }
        SelectorKind::Filter(filter)
    }

    /// Reads conditions joined by `||`.
    fn condition(&mut self) -> Filter {
        self.joined(Logical::Any)
    }

    fn joined(&mut self, level: Logical) -> Filter {
        let mut parts = Vec::new();
        loop {
            parts.push(match level {
                Logical::Any => self.joined(Logical::All),
                Logical::All => self.negated(),
            });
            if self.cursor.after_blanks().is_none() || !self.next_is(level) {
                break;
            }
            self.cursor.skip_blanks();
            self.logical_operator();
        }
        match parts.len() {
            1 => parts.swap_remove(0),
            _ => {
                let spans = parts.iter().map(|part| part.span);
                Filter {
                    span: spans.reduce(Span::join).unwrap_or_default(),
                    kind: match level {
                        Logical::Any => FilterKind::Any(parts),
                        Logical::All => FilterKind::All(parts),
                    },
                }
            }
        }
    }

    /// Whether the operator of that level comes next. `and`, `or`, `&` and `|` are read as what they mean.
    fn next_is(&self, level: Logical) -> bool {
        self.logical_ahead() == Some(level)
    }

    fn logical_ahead(&self) -> Option<Logical> {
        let rest = self.cursor.rest().trim_start();
        let word = |word: &str| {
            rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
                && rest[word.len()..].starts_with(|c: char| c.is_whitespace() || c == '(')
        };
        match self.cursor.after_blanks() {
            Some('&') => Some(Logical::All),
            Some('|') => Some(Logical::Any),
            Some('a' | 'A') if word("and") => Some(Logical::All),
            Some('o' | 'O') if word("or") => Some(Logical::Any),
            _ => None,
        }
    }

    fn logical_operator(&mut self) {
        let start = self.offset();
        let right = self.cursor.at_text("&&") || self.cursor.at_text("||");
        let symbol = matches!(self.peek(), Some('&' | '|'));
        let all = matches!(self.peek(), Some('&' | 'a' | 'A'));
        self.cursor.bump();
        if right {
            self.cursor.bump();
        } else if !symbol {
            self.cursor.take_while(|c| c.is_ascii_alphabetic());
        }
        let span = self.cursor.span_from(start);
        self.token(TokenKind::Operator, span);
        if !right {
            let meant = if all { "&&" } else { "||" };
            self.error_with(
                PathErrorKind::BadOperator,
                span,
                format!("Conditions are joined with `&&` or `||`. Write `{meant}`."),
                Fix::new(span, meant),
            );
        }
    }

    fn negated(&mut self) -> Filter {
        self.cursor.skip_blanks();
        let start = self.offset();
        let mut negated = false;
        while self.cursor.at('!') {
            negated = true;
            self.bump_as(TokenKind::Operator);
            self.cursor.skip_blanks();
        }
        let inner = if self.cursor.at('(') { self.group() } else { self.comparison() };
        if !negated {
            return inner;
        }
        Filter { span: Span::new(start, inner.span.end), kind: FilterKind::Not(Box::new(inner)) }
    }

    fn group(&mut self) -> Filter {
        let start = self.offset();
        if !self.enter() {
            return Filter {
                kind: FilterKind::Exists(Operand { kind: OperandKind::Error, span: self.cursor.span_from(start) }),
                span: self.cursor.span_from(start),
            };
        }
        let open = self.open();
        let told = self.errors.len();
        let inner = self.condition();
        self.cursor.skip_blanks();
        if !matches!(self.peek(), None | Some(')' | ']')) {
            let rest = self.offset();
            self.skip_to(&[')', ']']);
            let span = self.cursor.span_from(rest);
            if self.errors.len() == told {
                self.error(
                    PathErrorKind::Unexpected,
                    span,
                    "This does not belong to the condition. Join conditions with `&&` or `||`, and put text in quotes.",
                );
            }
        }
        if self.cursor.at(')') {
            self.bump_as(TokenKind::Punctuation);
        } else if self.errors.len() == told {
            self.unclosed_paren(open);
        }
        self.close();
        self.leave();
        Filter { span: self.cursor.span_from(start), kind: FilterKind::Group(Box::new(inner)) }
    }

    fn comparison(&mut self) -> Filter {
        let left = self.operand();
        let after_left = self.offset();
        let ends = match self.cursor.after_blanks() {
            None | Some(')' | ']' | ',') => true,
            Some(_) => self.logical_ahead().is_some(),
        };
        if ends || left.kind == OperandKind::Missing && !self.operator_ahead() {
            let path_like = matches!(
                left.kind,
                OperandKind::Path(_) | OperandKind::Hole | OperandKind::Missing | OperandKind::Error
            );
            if !path_like {
                self.error(
                    PathErrorKind::NotACondition,
                    left.span,
                    "A value alone is no condition. Compare it with a path, as in `@.name == 'value'`.",
                );
            }
            return Filter { span: left.span, kind: FilterKind::Exists(left) };
        }
        self.cursor.skip_blanks();
        let (operator, operator_span) = self.operator();
        if operator_span.is_empty() {
            // Nothing that compares: whoever called says so.
            return Filter { span: Span::new(left.span.start, after_left), kind: FilterKind::Exists(left) };
        }
        let behind = self.offset();
        let blank_only = matches!(self.cursor.after_blanks(), None | Some(')' | ']'));
        let right = if operator == Operator::Empty && blank_only {
            Operand { kind: OperandKind::Bool(true), span: Span::empty(behind) }
        } else {
            self.cursor.skip_blanks();
            let mut right = self.operand();
            if right.kind == OperandKind::Missing {
                right.span = self.cursor.span_from(behind);
            }
            right
        };
        Filter {
            span: Span::new(left.span.start, right.span.end),
            kind: FilterKind::Compare { left, operator, operator_span, right },
        }
    }

    fn operator_ahead(&self) -> bool {
        matches!(self.cursor.after_blanks(), Some('=' | '<' | '>' | '!' | '~' | HOLE))
    }

    fn operator(&mut self) -> (Operator, Span) {
        let start = self.offset();
        match self.peek() {
            Some(HOLE) => {
                let span = self.hole();
                return (Operator::Unknown, span);
            }
            Some('=' | '<' | '>' | '!' | '~') => {
                self.cursor.take_while(|c| matches!(c, '=' | '<' | '>' | '!' | '~'));
            }
            _ => {
                self.cursor.take_while(|c| c.is_ascii_alphabetic());
            }
        }
        let span = self.cursor.span_from(start);
        let spelling = self.cursor.slice(span);
        let operator = Operator::from_spelling(spelling);
        if operator.is_none() && !span.is_empty() {
            let meant = match spelling {
                "=" => "==",
                "=>" => ">=",
                "=<" => "<=",
                "<>" | "=!" => "!=",
                "~" | "~=" => "=~",
                _ => "",
            };
            if meant.is_empty() {
                let message = format!(
                    "`{spelling}` is no operator. Use `==`, `!=`, `<`, `<=`, `>`, `>=`, `=~`, `in` or another one of the filters."
                );
                self.error(PathErrorKind::BadOperator, span, message);
            } else {
                let message = format!("`{spelling}` is no operator. Write `{meant}`.");
                self.error_with(PathErrorKind::BadOperator, span, message, Fix::new(span, meant));
            }
        }
        self.token(TokenKind::Operator, span);
        (operator.unwrap_or(Operator::Unknown), span)
    }

    fn operand(&mut self) -> Operand {
        match self.peek() {
            Some('@' | '$') => {
                if !self.enter() {
                    return Operand { kind: OperandKind::Error, span: Span::empty(self.offset()) };
                }
                let path = self.path(Within::Filter);
                self.leave();
                Operand { span: path.span, kind: OperandKind::Path(path) }
            }
            Some(HOLE) => {
                let start = self.offset();
                self.hole();
                while let Some(c) = self.peek() {
                    if c == HOLE || !self.ends_operand(c) {
                        self.cursor.bump();
                    } else {
                        break;
                    }
                }
                Operand { kind: OperandKind::Hole, span: self.cursor.span_from(start) }
            }
            _ => self.literal(),
        }
    }
}
