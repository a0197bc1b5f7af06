//! A `Label` with characters that cannot stand in an ARN.

use asl_spec::Context;
use asl_spec::limits::is_forbidden_in_label;
use asl_syntax::Str;

use crate::finding::Sink;
use crate::place::Place;
use crate::rewrite::offer_replacement;
use crate::rule::{Check, Level, Rule};

/// `invalid-label`
pub static RULE: Rule = Rule {
    code: "invalid-label",
    level: Level::Error,
    on: true,
    service: Some("INVALID_LABEL_NAME"),
    tag: None,
    title: "a `Label` with a forbidden character",
    doc: "The `Label` of a Map state becomes a part of the ARN of its map run. It has no white space, no control characters \
          and none of ``? * < > { } [ ] : ; , \\ | ^ ~ $ # % & ` \"``.",
    source: "rulebook 6.8 [docs][cdk-preflight]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "Label": <<"each order">>,
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Do",
        "States": { "Do": { "Type": "Pass", "End": true } }
      },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "Label": "each-order",
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Do",
        "States": { "Do": { "Type": "Pass", "End": true } }
      },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(offer_replacement),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(string) = label(place) else { return };
    let text = string.text();
    let Some(bad) = text.chars().find(|c| is_forbidden_in_label(*c)) else { return };
    let what = match bad {
        c if c.is_whitespace() => "white space".to_owned(),
        c if c.is_control() => "a control character".to_owned(),
        c => format!("'{c}'"),
    };
    let repaired: String = text.chars().map(|c| if is_forbidden_in_label(c) { '-' } else { c }).collect();
    sink.report(string.span(), format!("A \"Label\" cannot hold {what}.")).replacement(repaired);
}

/// The label of a Map state, where it is known.
pub(super) fn label<'a>(place: &Place<'a>) -> Option<Str<'a>> {
    let label = place.value("Label").filter(|_| place.context == Some(Context::Map))?.as_str()?;
    (label.is_closed() && !label.has_hole()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_messages};
    use expect_test::expect;

    #[test]
    fn characters_by_name() {
        let map = |label: &str| {
            format!(r#"{{ "StartAt": "M", "States": {{ "M": {{ "Type": "Map", "Label": {label} }} }} }}"#)
        };
        check_messages(&RULE, &map(r#""a:b""#), &expect![[r#"A "Label" cannot hold ':'."#]]);
        check_messages(&RULE, &map(r#""a\tb""#), &expect![[r#"A "Label" cannot hold white space."#]]);
        check_messages(&RULE, &map(r#""a\u0001b""#), &expect![[r#"A "Label" cannot hold a control character."#]]);
        check(&RULE, &map(r#""Orders_2026-é""#));
        check(&RULE, &map(r#""${Label}""#));
    }
}
