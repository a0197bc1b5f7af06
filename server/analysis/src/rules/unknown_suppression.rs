//! A wish to switch off a rule that does not exist.

use asl_spec::{Context, nearest};

use crate::finding::Sink;
use crate::place::Place;
use crate::rewrite::change_part_to_replacement;
use crate::rule::{Check, Level, Rule};
use crate::{rules, suppress};

/// `unknown-suppression`
pub static RULE: Rule = Rule {
    code: "unknown-suppression",
    level: Level::Hint,
    on: true,
    service: None,
    tag: None,
    title: "`asl-ls-ignore:` names a code that does not exist",
    doc: "`\"Comment\": \"asl-ls-ignore: code, code; reason\"` switches rules off for a state and the scopes inside it, or \
          for the whole definition. A code that does not exist switches nothing off. What follows a `;` or a line break \
          is a reason for people and is not read.",
    source: "own convention",
    bad: r#"{
  "StartAt": "Done",
  "Comment": "asl-ls-ignore: <<unreachable-sate>>; kept for the audit",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Done",
  "Comment": "asl-ls-ignore: unreachable-state; kept for the audit",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Place(check),
    fix: Some(change_part_to_replacement),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let is_machine = place.state.is_none() && place.context == Some(Context::StateMachine);
    if !is_machine && !place.is_state() {
        return;
    }
    let Some(comment) = place.value("Comment").and_then(|v| v.as_str()) else { return };
    let text = comment.text();
    for range in suppress::places(&text) {
        let code = &text[range.clone()];
        if rules::find(code).is_some() {
            continue;
        }
        let decoded = asl_syntax::Span::new(range.start as u32, range.end as u32);
        let span = comment.escapes().to_raw_span(decoded);
        match nearest(code, rules::ALL.iter().map(|r| r.code)) {
            Some(near) => {
                sink.report(span, format!("No rule has the code \"{code}\". Did you mean \"{near}\"?"))
                    .replacement(near);
            }
            None => {
                sink.report(span, format!("No rule has the code \"{code}\". Put a \";\" in front of the reason."));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};

    #[test]
    fn each_code_for_itself_behind_escapes_too() {
        check(
            &RULE,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Succeed",
  "Comment": "\"old\" \u00e9 asl-ls-ignore: <<no-such-rule>>, unreachable-state <<why>>\nasl-ls-ignore: nothing" } } }"#,
        );
    }

    #[test]
    fn comments_elsewhere_switch_nothing_off() {
        check(
            &RULE,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": { "Comment": "asl-ls-ignore: x" }, "End": true } } }"#,
        );
    }

    #[test]
    fn a_reason_wants_a_semicolon() {
        check_messages(
            &RULE,
            r#"{ "Comment": "asl-ls-ignore: audit", "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }"#,
            &expect_test::expect![[r#"No rule has the code "audit". Put a ";" in front of the reason."#]],
        );
    }

    #[test]
    fn a_misspelt_code_is_put_right() {
        check_fix(
            &RULE,
            r#"{ "Comment": "asl-ls-ignore: unknown-feild", "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }"#,
            r#"{ "Comment": "asl-ls-ignore: unknown-field", "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }"#,
        );
    }
}
