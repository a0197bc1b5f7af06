//! A zero that the service takes at creation and that makes no sense at run time.

use asl_spec::Context;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::locate::locate;
use crate::place::Place;
use crate::rewrite::{Fix, removal, replace_value};
use crate::rule::{Check, Level, Rule};

/// `zero-value`
pub static RULE: Rule = Rule {
    code: "zero-value",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a zero where only a positive number works",
    doc: "The service accepts a literal 0 in `IntervalSeconds`, `MaxItems`, `MaxItemsPerBatch` and `MaxInputBytesPerBatch` \
          when the machine is created, but the language asks for a positive number: reading or batching nothing fails at \
          run time, and a retry without a wait rarely meets a service that has recovered.",
    source: "rulebook 11.1, 16 [cdk-preflight][localstack][floci]",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Retry": [{ "ErrorEquals": ["States.ALL"], "IntervalSeconds": <<0>> }],
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
      "Retry": [{ "ErrorEquals": ["States.ALL"], "IntervalSeconds": 1 }],
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let fields: &[(&str, &str)] = match place.context {
        Some(Context::Retrier) => {
            &[("IntervalSeconds", "the first retry follows at once; the least documented wait is 1")]
        }
        Some(Context::ReaderConfig) => &[("MaxItems", "the run fails; leave it out to read all items")],
        Some(Context::ItemBatcher) => &[
            ("MaxItemsPerBatch", "the run fails; a batch holds at least one item"),
            ("MaxInputBytesPerBatch", "the run fails; a batch holds at least one byte"),
        ],
        _ => return,
    };
    for (field, effect) in fields {
        let Some(value) = place.value(field).filter(|v| v.as_number().is_some_and(|n| n.value() == 0.0)) else {
            continue;
        };
        sink.report(value.span(), format!("\"{field}\" of 0 is accepted, but {effect}."));
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let member = locate(analysis, finding.span.start).and_then(|l| l.last()?.member);
    let Some(key) = member.map(|m| m.key()) else { return Vec::new() };
    let to_one = (key.text() == "IntervalSeconds")
        .then(|| Fix::new("Change to 1", replace_value(analysis.document(), finding.span, "1")));
    to_one.into_iter().chain(removal(analysis, key.span())).collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    #[test]
    fn four_fields_by_their_place() {
        check(
            &RULE,
            r#"{ "StartAt": "M", "States": { "M": { "Type": "Map",
              "ItemReader": { "Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": { "Bucket": "b", "MaxItems": 0 }, "ReaderConfig": { "MaxItems": <<0>> } },
              "ItemBatcher": { "MaxItemsPerBatch": <<0>>, "MaxInputBytesPerBatch": <<0.0>>, "BatchInput": { "MaxItemsPerBatch": 0 } },
              "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "P", "States": { "P": { "Type": "Pass", "End": true } } },
              "MaxConcurrency": 0, "ToleratedFailureCount": 0, "End": true } } }"#,
        );
        check(
            &RULE,
            r#"{ "StartAt": "T", "States": { "T": { "Type": "Task", "Resource": "${R}",
              "Retry": [{ "ErrorEquals": ["A"], "IntervalSeconds": "${S}", "MaxAttempts": 0 }], "End": true } } }"#,
        );
    }

    #[test]
    fn one_second_is_the_least() {
        let task = |n: u32| {
            format!(
                r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "${{R}}", "Retry": [{{ "ErrorEquals": ["A"], "IntervalSeconds": {n} }}], "End": true }} }} }}"#
            )
        };
        check_fix(&RULE, &task(0), &task(1));
    }
}
