//! `States.ALL` beside other names.

use asl_spec::errors::ALL;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::handlers::{error_equals, names, remove_name};
use crate::locate::locate;
use crate::place::Place;
use crate::rewrite::{Fix, replace_value};
use crate::rule::{Check, Level, Rule};

/// `states-all-not-alone`
pub static RULE: Rule = Rule {
    code: "states-all-not-alone",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "`States.ALL` beside other error names",
    doc: "`States.ALL` stands for every error that can be caught without naming it, so it must be the only name in its \
          `ErrorEquals`. `States.DataLimitExceeded`, which it does not match, needs a retrier or catcher of its own before.",
    source: "rulebook 11.3 [spec][statelint][cdk-preflight]",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Catch": [{ "ErrorEquals": ["States.Timeout", <<"States.ALL">>], "Next": "Done" }],
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
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Done" }],
      "Next": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if !matches!(place.context, Some(asl_spec::Context::Retrier | asl_spec::Context::Catcher)) {
        return;
    }
    let names = names(place.object);
    let Some(all) = names.iter().find(|n| n.text == ALL) else { return };
    let count = error_equals(place.object).map_or(0, |a| a.items().count());
    let repeated = names.iter().filter(|n| n.text == ALL).count();
    // The same name twice is the business of `duplicate-error`.
    if count > repeated {
        sink.report(all.span(), "\"States.ALL\" must be the only name in \"ErrorEquals\": it stands for all others.");
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let list = locate(analysis, finding.span.start).and_then(|l| Some(l.steps.iter().rev().nth(1)?.value.span()));
    let alone = list.map(|span| {
        Fix::new("Keep only \"States.ALL\"", replace_value(analysis.document(), span, "[\"States.ALL\"]")).preferred()
    });
    alone.into_iter().chain(remove_name(analysis, finding.span)).collect()
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
    fn alone_or_not() {
        check(&RULE, &task(r#"[<<"States.ALL">>, "A"]"#));
        check(&RULE, &task(r#"["A", <<"States.ALL">>, "${B}"]"#));
        check(&RULE, &task(r#"["States.ALL"]"#));
        check(&RULE, &task(r#"["States.ALL", "States.ALL"]"#));
        check(&RULE, &task(r#"["States.TaskFailed", "A"]"#));
    }

    #[test]
    fn the_others_go() {
        check_fix(&RULE, &task(r#"["A", "States.ALL"]"#), &task(r#"["States.ALL"]"#));
    }
}
