//! The forms of an answer.

mod human;
mod machine;

use std::io::{self, Write};

use super::check::{Check, Format, Judged};

/// Writes what was found in the form that the options ask for.
pub(super) fn write(options: &Check, judged: &[Judged], out: &mut impl Write) -> io::Result<()> {
    match options.format {
        Format::Human => human::write(judged, options.color, out),
        Format::Compact => machine::compact(judged, out),
        Format::Github => machine::github(judged, out),
        Format::Json => machine::json(judged, out),
        Format::Jsonl => machine::jsonl(judged, out),
        Format::Sarif => machine::sarif(judged, out),
    }
}
