//! `States.ALL` before other retriers or catchers.

use asl_spec::errors::ALL;
use asl_syntax::Span;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::handlers::lists;
use crate::locate::locate;
use crate::place::Place;
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `states-all-not-last`
pub static RULE: Rule = Rule {
    code: "states-all-not-last",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "`States.ALL` before other retriers or catchers",
    doc: "Retriers and catchers are tried in order, so the one for `States.ALL` must be the last of its list: nothing \
          behind it could ever be reached.",
    source: "rulebook 11.3 [spec][statelint][cdk-preflight]",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Catch": [
        { "ErrorEquals": [<<"States.ALL">>], "Next": "Failed" },
        { "ErrorEquals": ["OutOfStock"], "Next": "Done" }
      ],
      "Next": "Done"
    },
    "Failed": { "Type": "Fail" },
    "Done": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Catch": [
        { "ErrorEquals": ["OutOfStock"], "Next": "Done" },
        { "ErrorEquals": ["States.ALL"], "Next": "Failed" }
      ],
      "Next": "Done"
    },
    "Failed": { "Type": "Fail" },
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if !place.is_state() {
        return;
    }
    for list in lists(place) {
        let early = list.handlers.iter().filter(|h| !h.is_last);
        let name = early.flat_map(|h| h.names.iter().map(move |n| (h, n))).find(|(_, n)| n.text == ALL);
        let Some((handler, name)) = name else { continue };
        let noun = list.noun;
        let message = format!("The {noun} for \"States.ALL\" must be the last: no {noun} behind it can be reached.");
        let finding = sink.report(name.span(), message);
        for unreached in list.array.items().skip(handler.index + 1) {
            finding.related(unreached.span(), format!("This {noun} is never reached"));
        }
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let moved = || {
        let location = locate(analysis, finding.span.start)?;
        // The name, its list, the handler, the list of handlers.
        let mut steps = location.steps.iter().rev().skip(2);
        let handler = steps.next()?.value.span();
        let items: Vec<Span> = steps.next()?.value.as_array()?.items().map(|v| v.span()).collect();
        let at = items.iter().position(|s| *s == handler)?;
        let rest = items.get(at..)?;
        let mut texts: Vec<_> = rest.iter().map(|s| analysis.text(*s)).collect();
        texts.rotate_left(1);
        // What stands between the elements stays where it is.
        let mut text = String::new();
        for (index, part) in texts.iter().enumerate() {
            text.push_str(part);
            if let (Some(here), Some(next)) = (rest.get(index), rest.get(index + 1)) {
                text.push_str(&analysis.text(Span::new(here.end, next.start)));
            }
        }
        Some(Fix::new("Move it to the end", Edit::replace(handler.cover(*items.last()?), text)).preferred())
    };
    moved().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn task(lists: &str) -> String {
        format!(
            r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "${{R}}", {lists}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn each_list_by_itself() {
        check(
            &RULE,
            &task(
                r#""Retry": [{ "ErrorEquals": [<<"States.ALL">>] }, { "ErrorEquals": ["A"] }, { "ErrorEquals": ["States.ALL"] }],
                   "Catch": [{ "ErrorEquals": ["B"], "Next": "T" }, { "ErrorEquals": ["States.ALL"], "Next": "T" }]"#,
            ),
        );
        check(
            &RULE,
            &task(r#""Parameters": { "Retry": [{ "ErrorEquals": ["States.ALL"] }, { "ErrorEquals": ["A"] }] }"#),
        );
    }

    #[test]
    fn the_rest_moves_up() {
        check_fix(
            &RULE,
            &task("\"Retry\": [\n  { \"ErrorEquals\": [\"States.ALL\"] },\n  { \"ErrorEquals\": [\"A\"] }\n]"),
            &task("\"Retry\": [\n  { \"ErrorEquals\": [\"A\"] },\n  { \"ErrorEquals\": [\"States.ALL\"] }\n]"),
        );
    }
}
