//! One error name twice in one list.

use asl_spec::Context;
use rustc_hash::FxHashMap;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::handlers::{names, remove_name};
use crate::place::Place;
use crate::rewrite::Fix;
use crate::rule::{Check, Level, Rule, Tag};

/// `duplicate-error`
pub static RULE: Rule = Rule {
    code: "duplicate-error",
    level: Level::Warning,
    on: true,
    service: None,
    tag: Some(Tag::Unnecessary),
    title: "an error name twice in one `ErrorEquals`",
    doc: "Naming an error a second time in the same `ErrorEquals` has no effect. Often another name was meant.",
    source: "rulebook 11.3",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Retry": [{ "ErrorEquals": ["Lambda.ServiceException", <<"Lambda.ServiceException">>] }],
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
      "Retry": [{ "ErrorEquals": ["Lambda.ServiceException", "Lambda.SdkClientException"] }],
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
    let mut seen = FxHashMap::default();
    for name in names(place.object).into_iter().filter(|n| !n.text.is_empty()) {
        let span = name.span();
        let message = format!("\"{}\" is in this list already.", name.text);
        if let Some(first) = seen.get(&name.text) {
            sink.report(span, message).related(*first, "The first one is here");
        } else {
            seen.insert(name.text, span);
        }
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    remove_name(analysis, finding.span).map(Fix::preferred).into_iter().collect()
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
    fn every_repetition_is_reported() {
        check(&RULE, &task(r#"["A", "B", <<"A">>, "a", <<"\u0041">>, "${A}", "${A}"]"#));
    }

    #[test]
    fn the_repetition_goes() {
        check_fix(&RULE, &task(r#"["A", "A", "B"]"#), &task(r#"["A", "B"]"#));
    }
}
