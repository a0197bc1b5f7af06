//! Numbers of a document.

use crate::Span;

/// A number of a document.
#[derive(Clone, Copy, Debug)]
pub struct Number<'t> {
    text: &'t str,
    start: u32,
}

impl<'t> Number<'t> {
    pub(crate) fn new(text: &'t str, start: u32) -> Number<'t> {
        Number { text, start }
    }

    /// Where it stands.
    pub fn span(self) -> Span {
        Span::new(self.start, self.start + self.text.len() as u32)
    }

    /// It as it is written.
    pub fn text(self) -> &'t str {
        self.text
    }

    /// The double nearest to it; infinite if it is too large for one.
    pub fn value(self) -> f64 {
        let radix = |digits: &str, radix| u128::from_str_radix(digits, radix).map_or(f64::INFINITY, |n| n as f64);
        match self.text.get(..2) {
            Some("0x") => radix(&self.text[2..], 16),
            Some("0o") => radix(&self.text[2..], 8),
            // YAML writes a dot before `inf` and `nan`.
            _ if self.text.ends_with(|c: char| c.is_ascii_alphabetic()) => {
                self.text.replace('.', "").parse().unwrap_or(f64::NAN)
            }
            _ => self.text.parse().unwrap_or(f64::NAN),
        }
    }

    /// Whether it is a whole number, however it is written: `5`, `5.0` and `1e2` are.
    pub fn is_integer(self) -> bool {
        if self.text.starts_with("0x") || self.text.starts_with("0o") {
            return true;
        }
        if self.text.ends_with(|c: char| c.is_ascii_alphabetic()) {
            return false;
        }
        let (mantissa, exponent) = self.text.split_once(['e', 'E']).unwrap_or((self.text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let fraction = fraction.trim_end_matches('0');
        let negative = exponent.starts_with('-');
        let shift = exponent.trim_start_matches(['+', '-']).parse::<usize>().unwrap_or(usize::MAX);
        let digits = whole.trim_start_matches(['-', '+']);
        match negative {
            false => fraction.len() <= shift,
            true if fraction.is_empty() => {
                let zeros = digits.len() - digits.trim_end_matches('0').len();
                zeros >= shift || digits.bytes().all(|digit| digit == b'0')
            }
            true => false,
        }
    }
}
