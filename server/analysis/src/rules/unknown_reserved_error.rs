//! A name that begins with `States.` and is none of the reserved ones.

use asl_spec::Context;
use asl_spec::errors::{RESERVED_PREFIX, is_known_reserved, reserved};
use asl_spec::nearest::nearest;

use crate::finding::Sink;
use crate::handlers::names;
use crate::place::Place;
use crate::rewrite::change_to_replacement;
use crate::rule::{Check, Level, Rule};

/// `unknown-reserved-error`
pub static RULE: Rule = Rule {
    code: "unknown-reserved-error",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "an error name that begins with `States.` and is not known",
    doc: "Names that begin with `States.` are reserved for the service, and matching is exact and case-sensitive. An \
          unknown one most likely is a misspelling that never matches.",
    source: "rulebook 11.3, 11.4 [spec][docs]",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Retry": [{ "ErrorEquals": [<<"States.TimeOut">>] }],
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Retry": [{ "ErrorEquals": ["States.Timeout"] }],
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(change_to_replacement),
};

/// What begins the names of failed calls of HTTP tasks; a status code follows.
const STATUS_CODE: &str = "States.Http.StatusCode.";

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if !matches!(place.context, Some(Context::Retrier | Context::Catcher)) {
        return;
    }
    for name in names(place.object) {
        let text = &*name.text;
        if let Some(code) = text.strip_prefix(STATUS_CODE) {
            if code.is_empty() || !code.chars().all(|c| c.is_ascii_digit()) {
                let message = format!(
                    "\"{text}\" never matches: the name ends in one status code, such as \"{STATUS_CODE}429\"."
                );
                sink.report(name.span(), message);
            }
            continue;
        }
        if !is_meant_as_reserved(text) || is_known_reserved(text) {
            continue;
        }
        match nearest(text, reserved().iter().map(|e| e.name)) {
            Some(near) => {
                let message = format!("There is no error \"{text}\". Did you mean \"{near}\"?");
                sink.report(name.span(), message).replacement(near);
            }
            None if text.starts_with(RESERVED_PREFIX) => {
                let message =
                    format!("\"{text}\" is no known error, and names that begin with \"States.\" are reserved.");
                sink.report(name.span(), message);
            }
            None => {}
        }
    }
}

fn is_meant_as_reserved(text: &str) -> bool {
    let lower = text.trim_start().to_ascii_lowercase();
    lower.starts_with("states.") || lower.starts_with("state.")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};
    use expect_test::expect;

    fn task(list: &str) -> String {
        format!(
            r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "${{R}}", "Retry": [{{ "ErrorEquals": {list} }}], "End": true }} }} }}"#
        )
    }

    #[test]
    fn misspellings_are_named() {
        check_messages(
            &RULE,
            &task(r#"["States.all", "State.TaskFailed", "States.EXPLODING_PIES", "States.Http.StatusCode.4xx"]"#),
            &expect![[r#"
                There is no error "States.all". Did you mean "States.ALL"?
                There is no error "State.TaskFailed". Did you mean "States.TaskFailed"?
                "States.EXPLODING_PIES" is no known error, and names that begin with "States." are reserved.
                "States.Http.StatusCode.4xx" never matches: the name ends in one status code, such as "States.Http.StatusCode.429"."#]],
        );
    }

    #[test]
    fn known_own_and_open_names_pass() {
        check(
            &RULE,
            &task(
                r#"["States.Timeout", "States.Http.StatusCode.503", "States.Http.Socket", "State.Of.Mine", "Timeout", "States.${Which}"]"#,
            ),
        );
    }

    #[test]
    fn the_near_one_is_written() {
        check_fix(&RULE, &task(r#"["States.Timeuot"]"#), &task(r#"["States.Timeout"]"#));
    }
}
