//! An error name without a character.

use asl_spec::Context;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::handlers::{names, remove_name};
use crate::place::Place;
use crate::rewrite::Fix;
use crate::rule::{Check, Level, Rule};

/// `empty-error-name`
pub static RULE: Rule = Rule {
    code: "empty-error-name",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "an empty error name",
    doc: "The names in `ErrorEquals` are texts with at least one character. `States.ALL` stands for every error.",
    source: "rulebook 11.3 [spec][statelint]",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Retry": [{ "ErrorEquals": ["States.Timeout", <<"">>] }],
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
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if !matches!(place.context, Some(Context::Retrier | Context::Catcher)) {
        return;
    }
    for name in names(place.object).into_iter().filter(|n| n.text.is_empty()) {
        sink.report(name.span(), "An error name must not be empty.");
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    remove_name(analysis, finding.span).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check_fix;

    #[test]
    fn the_empty_name_goes() {
        let task = |list: &str| {
            format!(
                r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "${{R}}", "Retry": [{{ "ErrorEquals": {list} }}], "End": true }} }} }}"#
            )
        };
        check_fix(&RULE, &task(r#"["", "A"]"#), &task(r#"["A"]"#));
    }
}
