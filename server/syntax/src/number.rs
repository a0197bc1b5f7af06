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
        self.text.parse().unwrap_or(f64::NAN)
    }

    /// Whether it is a whole number, however it is written: `5`, `5.0` and `1e2` are.
    pub fn is_integer(self) -> bool {
        let (mantissa, exponent) = self.text.split_once(['e', 'E']).unwrap_or((self.text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let fraction = fraction.trim_end_matches('0');
        let negative = exponent.starts_with('-');
        let shift = exponent.trim_start_matches(['+', '-']).parse::<usize>().unwrap_or(usize::MAX);
        let digits = whole.trim_start_matches('-');
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
