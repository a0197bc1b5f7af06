//! A choice that may match nothing.

use asl_spec::Context;

use crate::finding::Sink;
use crate::place::Place;
use crate::rule::{Check, Level, Rule};

/// `choice-without-default`
pub static RULE: Rule = Rule {
    code: "choice-without-default",
    level: Level::Hint,
    on: false,
    service: None,
    tag: None,
    title: "a Choice state without `Default`",
    doc: "When no rule of a Choice state is true and there is no `Default`, the execution fails with \
          `States.NoChoiceMatched`, and nothing can catch that: a Choice state has no `Catch`. That may be what you want; \
          a `Default` that leads to a Fail state says it with words of your own.",
    source: "rulebook 6.3, 12.8 [spec][floci]",
    bad: r#"{
  "StartAt": "Paid?",
  "States": {
    <<"Paid?">>: {
      "Type": "Choice",
      "Choices": [{ "Variable": "$.paid", "BooleanEquals": true, "Next": "Ship" }]
    },
    "Ship": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Paid?",
  "States": {
    "Paid?": {
      "Type": "Choice",
      "Choices": [{ "Variable": "$.paid", "BooleanEquals": true, "Next": "Ship" }],
      "Default": "Not paid"
    },
    "Ship": { "Type": "Succeed" },
    "Not paid": { "Type": "Fail", "Error": "NotPaid" }
  }
}"#,
    check: Check::Place(check),
    fix: None,
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.context != Some(Context::Choice) || !place.is_finished() || place.get("Default").is_some() {
        return;
    }
    let message = format!("{} has no \"Default\": when no rule is true, the execution fails.", place.title());
    sink.report(place.handle(), message);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    #[test]
    fn unfinished_states_may_still_get_one() {
        check(&RULE, r#"{ "StartAt": "A", "States": { "A": { "Type": "Choice", "Choices": [],"#);
        check(&RULE, r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "End": true } } }"#);
    }
}
