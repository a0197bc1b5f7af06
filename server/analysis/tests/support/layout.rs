//! Documents after they were laid out.

use asl_analysis::features::formatting::{self, Style};
use asl_analysis::{Analysis, rewrite};
use expect_test::Expect;

/// The layout with this indentation, which gives no line end to a text without one.
pub(crate) fn style(unit: &str) -> Style {
    Style { unit: unit.to_owned(), final_newline: false }
}

/// The document after it was laid out, where that is not refused.
pub(crate) fn formatted(analysis: &Analysis, unit: &str) -> Option<String> {
    let edits = formatting::format(analysis, &style(unit))?;
    edits.windows(2).for_each(|pair| assert!(pair[0].span.end <= pair[1].span.start, "{pair:?}"));
    Some(rewrite::apply(&analysis.document().text().to_string(), &edits))
}

/// The text after `format`, which leaves its own work alone.
pub(crate) fn check(text: &str, format: impl Fn(&str) -> Option<String>, expected: &Expect) {
    let once = format(text);
    let twice = once.as_ref().and_then(|once| format(once));
    assert_eq!(once, twice, "a second time changes nothing");
    expected.assert_eq(once.as_deref().unwrap_or("refused"));
}
