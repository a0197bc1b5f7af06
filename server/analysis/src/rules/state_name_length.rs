//! A state name that is too long, or empty.

use asl_spec::limits::STATE_NAME_CHARS;

use crate::finding::Sink;
use crate::place::Place;
use crate::rule::{Check, Level, Rule};

/// `state-name-length`
pub static RULE: Rule = Rule {
    code: "state-name-length",
    level: Level::Error,
    on: true,
    service: Some("INVALID_STATE_NAME"),
    tag: None,
    title: "the name of a state is empty or longer than 80 characters",
    doc: "The name of a state has 1 to 80 Unicode characters. An older text of the language allowed 128; the service does \
          not. Longer explanations belong into the `Comment` of the state.",
    source: "rulebook 1.1, 12.6 [spec][docs][cdk-preflight]",
    bad: r#"{
  "StartAt": "Send the receipt to the customer and tell the warehouse that it may pack all the goods",
  "States": {
    <<"Send the receipt to the customer and tell the warehouse that it may pack all the goods">>: { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Send receipt",
  "States": {
    "Send receipt": {
      "Type": "Succeed",
      "Comment": "Send the receipt to the customer and tell the warehouse that it may pack all the goods"
    }
  }
}"#,
    check: Check::Place(check),
    fix: None,
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(state) = place.state.filter(|_| place.is_state()) else { return };
    let key = state.member.key();
    if key.has_hole() || !key.is_closed() {
        return;
    }
    let length = key.text().chars().count();
    if length == 0 {
        sink.report(key.span(), "This state has no name: a name has at least one character.");
    } else if length > STATE_NAME_CHARS {
        sink.report(
            key.span(),
            format!("This name has {length} characters; the name of a state has at most {STATE_NAME_CHARS}."),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_messages};

    fn machine(name: &str) -> String {
        format!(
            r#"{{ "StartAt": "A", "States": {{ "A": {{ "Type": "Pass", "Next": "{name}" }}, "{name}": {{ "Type": "Succeed" }} }} }}"#
        )
    }

    #[test]
    fn eighty_characters_are_fine_whatever_their_bytes() {
        check(&RULE, &machine(&"é".repeat(80)));
        check(&RULE, &machine(&format!("{}${{Stage}}", "x".repeat(80))));
        check_messages(
            &RULE,
            &machine(&"é".repeat(81)),
            &expect_test::expect!["This name has 81 characters; the name of a state has at most 80."],
        );
    }

    #[test]
    fn an_empty_name_is_none() {
        check_messages(
            &RULE,
            &machine(""),
            &expect_test::expect!["This state has no name: a name has at least one character."],
        );
    }
}
