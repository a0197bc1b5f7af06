//! An error that no retrier or catcher ever sees.

use asl_spec::Context;
use asl_spec::errors::reserved_name;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::handlers::{names, remove_name};
use crate::place::Place;
use crate::rewrite::Fix;
use crate::rule::{Check, Level, Rule, Tag};

/// `uncatchable-error`
pub static RULE: Rule = Rule {
    code: "uncatchable-error",
    level: Level::Warning,
    on: true,
    service: None,
    tag: Some(Tag::Unnecessary),
    title: "an error that cannot be retried or caught",
    doc: "`States.Runtime` always ends the execution as failed. Naming it in `ErrorEquals` has no effect, and \
          `States.ALL` does not match it either.",
    source: "rulebook 11.3, 11.4 [docs]",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Catch": [{ "ErrorEquals": [<<"States.Runtime">>, "States.TaskFailed"], "Next": "Done" }],
      "Next": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Catch": [{ "ErrorEquals": ["States.TaskFailed"], "Next": "Done" }],
      "Next": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let verb = match place.context {
        Some(Context::Retrier) => "retried",
        Some(Context::Catcher) => "caught",
        _ => return,
    };
    for name in names(place.object) {
        if reserved_name(&name.text)
            .is_some_and(|e| !e.catchable && !e.matched_by_all && e.name != asl_spec::errors::ALL)
        {
            let message = format!("\"{}\" cannot be {verb}: it always ends the execution.", name.text);
            sink.report(name.span(), message);
        }
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    remove_name(analysis, finding.span).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn task(list: &str) -> String {
        format!(
            r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "${{R}}", "Retry": [{{ "ErrorEquals": {list} }}], "End": true }} }} }}"#
        )
    }

    #[test]
    fn only_states_runtime() {
        check(&RULE, &task(r#"[<<"States.Runtime">>, "States.DataLimitExceeded", "States.Timeout"]"#));
        check(&RULE, &task(r#"["States.ALL"]"#));
    }

    #[test]
    fn the_name_goes() {
        check_fix(&RULE, &task(r#"["A", "States.Runtime"]"#), &task(r#"["A"]"#));
    }
}
