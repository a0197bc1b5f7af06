//! RFC 3339 timestamps as Step Functions reads them: a capital `T`, and a capital `Z` or a numeric offset.

use std::fmt;

/// What is wrong with a timestamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimestampFault {
    /// The text does not have the shape of a timestamp.
    Shape,
    /// A small `t`, a blank or something else stands between date and time.
    NoCapitalT,
    /// There is only a date.
    NoTime,
    /// There is neither `Z` nor an offset.
    NoOffset,
    /// The zone is a small `z`.
    SmallZ,
    /// There is no such day.
    Date,
    /// There is no such time of day.
    Time,
    /// There is no such offset, or it lacks its colon.
    Offset,
    /// A point without digits behind it.
    Fraction,
}

impl fmt::Display for TimestampFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Shape => "it does not have the form `YYYY-MM-DDTHH:MM:SSZ`",
            Self::NoCapitalT => "date and time must be joined by a capital `T`",
            Self::NoTime => "the time of day is missing",
            Self::NoOffset => "it must end in `Z` or an offset such as `+01:00`",
            Self::SmallZ => "the `Z` must be a capital letter",
            Self::Date => "there is no such day",
            Self::Time => "there is no such time of day",
            Self::Offset => "the offset must have the form `+HH:MM`",
            Self::Fraction => "digits must follow the decimal point",
        })
    }
}

/// Checks that `text` is a timestamp that Step Functions accepts; the fault is the first one from the left.
pub fn is_rfc3339_upper_t(text: &str) -> Result<(), TimestampFault> {
    let bytes = text.as_bytes();
    let [year, month, day] = fields(bytes, *b"dddd-dd-dd").ok_or(TimestampFault::Shape)?;
    if !(1..=12).contains(&month) || !(1..=days(year, month)).contains(&day) {
        return Err(TimestampFault::Date);
    }
    let rest = match &bytes[10..] {
        [] => return Err(TimestampFault::NoTime),
        [b'T', rest @ ..] => rest,
        [b't' | b' ' | b'_', ..] => return Err(TimestampFault::NoCapitalT),
        _ => return Err(TimestampFault::Shape),
    };
    let [hour, minute, second] = fields(rest, *b"dd:dd:dd").ok_or(TimestampFault::Shape)?;
    // RFC 3339 allows a leap second at the end of a UTC hour's last minute, which every offset shifts by whole minutes.
    if hour > 23 || minute > 59 || second > 60 || (second == 60 && !matches!(minute, 14 | 29 | 44 | 59)) {
        return Err(TimestampFault::Time);
    }
    let mut rest = &rest[8..];
    if let [b'.', fraction @ ..] = rest {
        let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            return Err(TimestampFault::Fraction);
        }
        rest = &fraction[digits..];
    }
    match rest {
        [b'Z'] => Ok(()),
        [b'z'] => Err(TimestampFault::SmallZ),
        [] => Err(TimestampFault::NoOffset),
        [b'+' | b'-', offset @ ..] => match fields(offset, *b"dd:dd") {
            Some([0..=23, 0..=59]) if offset.len() == 5 => Ok(()),
            _ => Err(TimestampFault::Offset),
        },
        _ => Err(TimestampFault::Shape),
    }
}

/// Reads the numbers of `pattern`, where `d` is a digit and all else stands for itself, from the start of `bytes`.
fn fields<const LENGTH: usize, const NUMBERS: usize>(bytes: &[u8], pattern: [u8; LENGTH]) -> Option<[u32; NUMBERS]> {
    let mut numbers = [0; NUMBERS];
    let mut at = 0;
    for (&byte, wanted) in bytes.get(..LENGTH)?.iter().zip(pattern) {
        if wanted == b'd' {
            let number = numbers.get_mut(at).filter(|_| byte.is_ascii_digit())?;
            *number = *number * 10 + u32::from(byte - b'0');
        } else if byte == wanted {
            at += 1;
        } else {
            return None;
        }
    }
    Some(numbers)
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::{TimestampFault, is_rfc3339_upper_t};

    #[test]
    fn accepted() {
        for text in [
            "2016-03-14T01:59:00Z",
            "2024-02-29T00:00:00Z",
            "2000-02-29T23:59:59.123456789Z",
            "2016-03-14T01:59:00+05:30",
            "2016-03-14T01:59:00.5-08:00",
            "2016-12-31T23:59:60Z",
        ] {
            assert_eq!(is_rfc3339_upper_t(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn refused() {
        use TimestampFault::*;
        for (text, fault) in [
            ("", Shape),
            ("tomorrow", Shape),
            ("2016-3-14T01:59:00Z", Shape),
            ("2016-03-14T01:59Z", Shape),
            ("2016-03-14T01:59:00ZZ", Shape),
            ("2016-03-14", NoTime),
            ("2016-03-14 01:59:00Z", NoCapitalT),
            ("2016-03-14t01:59:00Z", NoCapitalT),
            ("2016-03-14T01:59:00", NoOffset),
            ("2016-03-14T01:59:00.123", NoOffset),
            ("2016-03-14T01:59:00z", SmallZ),
            ("2023-02-29T00:00:00Z", Date),
            ("1900-02-29T00:00:00Z", Date),
            ("2016-13-01T00:00:00Z", Date),
            ("2016-00-01T00:00:00Z", Date),
            ("2016-04-31T00:00:00Z", Date),
            ("2016-03-00T00:00:00Z", Date),
            ("2016-03-14T24:00:00Z", Time),
            ("2016-03-14T01:60:00Z", Time),
            ("2016-03-14T01:59:61Z", Time),
            ("2016-03-14T01:58:60Z", Time),
            ("2016-03-14T01:59:00.Z", Fraction),
            ("2016-03-14T01:59:00+0530", Offset),
            ("2016-03-14T01:59:00+24:00", Offset),
            ("2016-03-14T01:59:00+05:300", Offset),
            ("2016-03-14T01:59:0\u{e9}Z", Shape),
        ] {
            assert_eq!(is_rfc3339_upper_t(text), Err(fault), "{text}");
        }
    }
}
