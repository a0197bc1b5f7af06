//! Something like a number that is none.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `bad-number`
pub static RULE: Rule = Rule {
    code: "bad-number",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "a number as JSON does not write it",
    doc: "A number is an optional minus, digits without a leading zero, and perhaps a fraction and an exponent, \
          each with digits of its own: `0.5`, `-12`, `1e6`. No plus in front, no hexadecimal digits, no \
          underscores, no unit.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": "Pause",
  "States": {
    "Pause": { "Type": "Wait", "Seconds": <<010>>, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Pause",
  "States": {
    "Pause": { "Type": "Wait", "Seconds": 10, "End": true }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::BadNumber], check),
    fix: Some(fix),
};

fn check(analysis: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let text = analysis.text(error.span);
    match number(&text) {
        Some(number) => {
            sink.report(error.span, format!("JSON does not write numbers like {text}. Write {number}."))
                .replacement(number);
        }
        None => {
            sink.report(error.span, format!("{text} is no number. Put it in quotes if it is a text."));
        }
    }
}

/// The number that is meant, as JSON writes it.
fn number(text: &str) -> Option<String> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let radix = [("0x", 16), ("0X", 16), ("0b", 2), ("0o", 8)];
    if let Some((digits, radix)) = radix.iter().find_map(|(mark, radix)| Some((digits.strip_prefix(mark)?, *radix))) {
        let value = u64::from_str_radix(&digits.replace('_', ""), radix).ok()?;
        return Some(format!("{sign}{value}"));
    }
    let plain = digits.replace('_', "");
    let (mantissa, exponent) = match plain.find(['e', 'E']) {
        Some(at) => (&plain[..at], &plain[at..]),
        None => (plain.as_str(), ""),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let dot = if fraction.is_empty() { "" } else { "." };
    let number = format!("{sign}{whole}{dot}{fraction}{exponent}");
    number.parse::<serde_json::Number>().is_ok().then_some(number)
}

fn fix(_: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(number) = &finding.replacement else { return Vec::new() };
    vec![Fix::new(format!("Change to {number}"), Edit::replace(finding.span, number)).preferred()]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check_fix;

    #[test]
    fn what_is_meant() {
        check_fix(&RULE, RULE.bad, RULE.good);
        let cases = [
            ("+1", Some("1")),
            (".5", Some("0.5")),
            ("1.", Some("1")),
            ("-007.50", Some("-7.50")),
            ("00", Some("0")),
            ("1_000", Some("1000")),
            ("0x1F", Some("31")),
            ("1e", None),
            ("1 minute", None),
            ("1.2.3", None),
        ];
        for (text, number) in cases {
            assert_eq!(super::number(text).as_deref(), number, "{text}");
        }
    }
}
