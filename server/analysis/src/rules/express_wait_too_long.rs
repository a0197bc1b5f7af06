//! A wait that an Express workflow does not live to see the end of.

use asl_spec::Context;
use asl_spec::limits::EXPRESS_SECONDS;

use crate::finding::Sink;
use crate::model::Workflow;
use crate::place::Place;
use crate::rule::{Check, Level, Rule};

/// `express-wait-too-long`
pub static RULE: Rule = Rule {
    code: "express-wait-too-long",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a wait longer than an Express workflow can run",
    doc: "An execution of an Express workflow ends after five minutes, whatever it is doing. A Wait state of that length or \
          more never comes to its end.\n\n\
          The definition does not say what kind of workflow it is, so this rule speaks only where the surroundings do, such \
          as the `Type` in a SAM template.",
    source: "rulebook 6.4, 14 [docs]",
    bad: r#"{
  "StartAt": "Pause",
  "States": {
    "Pause": { "Type": "Wait", "Seconds": <<600>>, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Pause",
  "States": {
    "Pause": { "Type": "Wait", "Seconds": 60, "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: None,
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.workflow != Some(Workflow::Express) || place.context != Some(Context::Wait) {
        return;
    }
    let Some(seconds) = place.value("Seconds") else { return };
    if seconds.as_number().is_some_and(|number| number.value() >= f64::from(EXPRESS_SECONDS)) {
        sink.report(
            seconds.span(),
            format!("An Express workflow ends after {EXPRESS_SECONDS} seconds, before this wait does."),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{analyse, check, ranges};

    fn machine(seconds: &str) -> String {
        format!(r#"{{ "StartAt": "A", "States": {{ "A": {{ "Type": "Wait", "Seconds": {seconds}, "End": true }} }} }}"#)
    }

    #[test]
    fn five_minutes_are_too_long() {
        for seconds in ["<<300>>", "299", "<<3e2>>", "\"${Seconds}\"", "\"{% 600 %}\""] {
            check(&RULE, &machine(seconds));
        }
    }

    #[test]
    fn what_is_no_wait_or_of_unknown_kind_is_left_alone() {
        check(
            &RULE,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": { "Seconds": 600 }, "End": true } } }"#,
        );
        assert!(analyse(&ranges(&machine("600")).0).findings().iter().all(|finding| *finding.rule != RULE));
    }
}
