//! Whether a pattern is a regular expression.
//!
//! jsonata-js hands the pattern to the engine below it, and an engine of another make reads a few things differently.
//! Only what each of them refuses is found here: possessive quantifiers, flags in groups and anchors that are repeated
//! are left alone.

/// Why `pattern` with `flags` is no regular expression; nothing where it is one.
pub(super) fn fault(pattern: &str, flags: &str) -> Option<&'static str> {
    for flag in ["i", "m"] {
        if flags.matches(flag).count() > 1 {
            return Some("A flag of this regular expression stands there twice: remove one.");
        }
    }
    Scanner { chars: pattern.chars().collect(), at: 0 }.scan().err()
}

struct Scanner {
    chars: Vec<char>,
    at: usize,
}

/// Whether something stands in front of a quantifier that it can repeat.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    Nothing,
    /// A quantifier: one more plus sign makes it possessive.
    Quantifier,
    Atom,
}

const NOTHING_TO_REPEAT: &str =
    "Nothing stands in front of a quantifier of this regular expression: put a backslash in front of `?`, `*` or `+`.";
const UNBALANCED: &str =
    "The parentheses of this regular expression do not match: put a backslash in front of one that is meant as text.";
const BAD_GROUP: &str =
    "A group of this regular expression is not valid: behind `(?` must stand `:`, `=`, `!`, `<=`, `<!` or `<name>`.";
const BAD_RANGE: &str = "A range in this regular expression is upside down.";

impl Scanner {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += usize::from(found);
        found
    }

    fn scan(&mut self) -> Result<(), &'static str> {
        let mut before = Before::Nothing;
        let mut groups = 0usize;
        while let Some(c) = self.peek() {
            self.at += 1;
            before = match c {
                '(' => {
                    self.group()?;
                    groups += 1;
                    Before::Nothing
                }
                ')' => {
                    groups = groups.checked_sub(1).ok_or(UNBALANCED)?;
                    Before::Atom
                }
                '[' => {
                    self.class()?;
                    Before::Atom
                }
                '\\' => match self.chars.get(self.at) {
                    None => {
                        return Err("This regular expression ends in a backslash: write it twice.");
                    }
                    Some(_) => {
                        self.at += 1;
                        Before::Atom
                    }
                },
                '|' => Before::Nothing,
                '+' if before == Before::Quantifier => Before::Nothing,
                '*' | '+' | '?' => self.quantifier(before)?,
                '{' => match self.bounds() {
                    Some((low, high)) if high.is_some_and(|high| high < low) => {
                        return Err(BAD_RANGE);
                    }
                    Some(_) if before == Before::Atom => self.quantifier(before)?,
                    _ => Before::Atom,
                },
                _ => Before::Atom,
            };
        }
        if groups == 0 { Ok(()) } else { Err(UNBALANCED) }
    }

    /// Behind the sign of a quantifier.
    fn quantifier(&mut self, before: Before) -> Result<Before, &'static str> {
        if before != Before::Atom {
            return Err(NOTHING_TO_REPEAT);
        }
        if self.eat('?') {
            return Ok(Before::Nothing);
        }
        Ok(Before::Quantifier)
    }

    /// Behind `(`: what can stand behind a question mark.
    fn group(&mut self) -> Result<(), &'static str> {
        if !self.eat('?') {
            return Ok(());
        }
        match self.peek() {
            Some(':' | '=' | '!' | '<' | '>' | '-') => {}
            Some(c) if c.is_ascii_alphabetic() => {}
            _ => return Err(BAD_GROUP),
        }
        self.at += 1;
        Ok(())
    }

    /// Behind `{`: the bounds of a quantifier, if that is what stands there; else nothing is taken.
    fn bounds(&mut self) -> Option<(u64, Option<u64>)> {
        let start = self.at;
        let low = self.number();
        let comma = self.eat(',');
        let high = if comma { self.number() } else { low };
        if low.is_some() && self.eat('}') {
            return Some((low?, high));
        }
        self.at = start;
        None
    }

    fn number(&mut self) -> Option<u64> {
        let mut value = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            self.at += 1;
            value = Some(value.unwrap_or(0u64).saturating_mul(10).saturating_add(u64::from(digit)));
        }
        value
    }

    /// Behind `[`: up to the bracket that closes the class.
    fn class(&mut self) -> Result<(), &'static str> {
        self.eat('^');
        // The character in front of a dash, where it is one and not a whole class such as \d.
        let mut low: Option<char> = None;
        let mut dash = false;
        while let Some(c) = self.peek() {
            self.at += 1;
            if c == ']' {
                return Ok(());
            }
            if c == '-' && low.is_some() && !dash && self.peek() != Some(']') {
                dash = true;
                continue;
            }
            let single = match c {
                '\\' => self.class_escape(),
                c => Some(c),
            };
            if dash {
                if let (Some(low), Some(high)) = (low, single)
                    && high < low
                {
                    return Err(BAD_RANGE);
                }
                dash = false;
                low = None;
            } else {
                low = single;
            }
        }
        Err("A class of this regular expression is never closed: add `]`.")
    }

    /// Behind a backslash in a class: the character, where it is certain which.
    fn class_escape(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        match c {
            c if c.is_ascii_alphanumeric() => None,
            c => Some(c),
        }
    }
}
