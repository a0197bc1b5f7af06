//! A `ResultWriter` that says nothing.

use asl_spec::Context;
use asl_syntax::Member;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::misfit::misfit;
use crate::place::Place;
use crate::rewrite::{Fix, add_member, object_at, removal};
use crate::rule::{Check, Level, Rule};
use crate::task::payload_field;

/// `empty-result-writer`
pub static RULE: Rule = Rule {
    code: "empty-result-writer",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a `ResultWriter` without a destination or a format",
    doc: "A `ResultWriter` exports the results to Amazon S3 (`Resource` with its parameters), shapes them (`WriterConfig`), \
          or both. Empty, or with one half of an export, it is not valid.",
    source: "rulebook 6.8 [docs]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      <<"ResultWriter">>: {},
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Do",
        "States": { "Do": { "Type": "Pass", "End": true } }
      },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ResultWriter": { "WriterConfig": { "Transformation": "COMPACT", "OutputType": "JSONL" } },
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Do",
        "States": { "Do": { "Type": "Pass", "End": true } }
      },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.context != Some(Context::ResultWriter) || !place.is_finished() {
        return;
    }
    let payload = payload_field(place.language);
    if place.object.members().next().is_none() {
        let message = format!("\"ResultWriter\" is empty: give \"Resource\" with \"{payload}\", or \"WriterConfig\".");
        sink.report(place.handle(), message);
        return;
    }
    // A field that is misspelt, in the wrong language or unfinished is reported as such.
    let is_open = |m: Member<'_>| m.value().is_none() || m.key().has_hole() || misfit(place, m.key()).is_some();
    if place.object.members().any(is_open) {
        return;
    }
    match (place.get("Resource"), place.get(payload)) {
        (Some(resource), None) => {
            let message = format!("The export needs its destination: \"{payload}\" with \"Bucket\".");
            sink.report(resource.key().span(), message).replacement(payload);
        }
        (None, Some(destination)) => {
            let message =
                format!("\"{payload}\" needs the \"Resource\" that writes there: \"arn:aws:states:::s3:putObject\".");
            sink.report(destination.key().span(), message).replacement("Resource");
        }
        _ => {}
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(name) = &finding.replacement else {
        return removal(analysis, finding.span).into_iter().collect();
    };
    let writer = crate::locate::locate(analysis, finding.span.start).and_then(|l| l.last()?.value.as_object());
    let writer = writer.or_else(|| object_at(analysis, finding.span).map(|(object, _)| object));
    let value = if name == "Resource" { "\"arn:aws:states:::s3:putObject\"" } else { "{\n  \"Bucket\": \"\"\n}" };
    let add = |writer| Fix::new(format!("Add \"{name}\""), add_member(analysis.document(), writer, name, value));
    writer.map(add).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn map(writer: &str) -> String {
        format!(r#"{{ "StartAt": "M", "States": {{ "M": {{ "Type": "Map", "ResultWriter": {writer} }} }} }}"#)
    }

    #[test]
    fn halves_are_reported() {
        check(&RULE, &map(r#"{ <<"Resource">>: "arn:aws:states:::s3:putObject" }"#));
        check(&RULE, &map(r#"{ <<"Parameters">>: { "Bucket": "b" }, "WriterConfig": {} }"#));
        check(&RULE, &map(r#"{ "WriterConfig": { "OutputType": "JSON" } }"#));
        check(&RULE, &map(r#"{ "Resource": "arn:aws:states:::s3:putObject", "Arguments": { "Bucket": "b" } }"#));
        check(&RULE, &map(r#"{ "Resource": "#));
        check(&RULE, &map(r#""${Writer}""#));
    }

    #[test]
    fn the_other_half_is_added() {
        check_fix(
            &RULE,
            &map(r#"{ "Parameters": { "Bucket": "b" } }"#),
            &map(r#"{ "Parameters": { "Bucket": "b" }, "Resource": "arn:aws:states:::s3:putObject" }"#),
        );
    }
}
