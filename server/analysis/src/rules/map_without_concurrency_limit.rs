//! A Map state that runs as much at once as it can.

use asl_spec::Context;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::rewrite::{Fix, add_member, object_at};
use crate::rule::{Check, Level, Rule};

/// `map-without-concurrency-limit`
pub static RULE: Rule = Rule {
    code: "map-without-concurrency-limit",
    level: Level::Hint,
    on: false,
    service: None,
    tag: None,
    title: "a Map state without `MaxConcurrency`",
    doc: "Without `MaxConcurrency` a Map state runs as many iterations at once as the service allows: up to 40 in inline \
          mode, up to 10,000 child executions in distributed mode. What the iterations call has to stand that: a database, \
          the concurrency of a Lambda function, the quota of an API.",
    source: "rulebook 1.1, 6.8 [docs]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    <<"Each">>: {
      "Type": "Map",
      "ItemProcessor": {
        "StartAt": "Work",
        "States": { "Work": { "Type": "Pass", "End": true } }
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
      "MaxConcurrency": 10,
      "ItemProcessor": {
        "StartAt": "Work",
        "States": { "Work": { "Type": "Pass", "End": true } }
      },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let has_limit = || ["MaxConcurrency", "MaxConcurrencyPath"].iter().any(|name| place.get(name).is_some());
    if place.context != Some(Context::Map) || !place.is_finished() || has_limit() {
        return;
    }
    let mode = place.value("ItemProcessor").and_then(|v| v.as_object()).and_then(|p| {
        let config = p.get("ProcessorConfig")?.value()?.as_object()?;
        Some(config.get("Mode")?.value()?.as_str()?.text().into_owned())
    });
    let most = match mode.as_deref() {
        None | Some("INLINE") => "up to 40 iterations",
        Some("DISTRIBUTED") => "up to 10,000 child executions",
        Some(_) => "as many iterations as the service allows",
    };
    let message = format!("{} has no \"MaxConcurrency\": it runs {most} at once.", place.title());
    sink.report(place.handle(), message);
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some((object, _)) = object_at(analysis, finding.span) else { return Vec::new() };
    let edit = add_member(analysis.document(), object, "MaxConcurrency", "10");
    vec![Fix::new("Add \"MaxConcurrency\": 10", edit)]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};

    fn machine(more: &str) -> String {
        format!(
            r#"{{ "StartAt": "A", "States": {{ "A": {{ "Type": "Map", {more} "End": true, "ItemProcessor": {{ "ProcessorConfig": {{ "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }}, "StartAt": "B", "States": {{ "B": {{ "Type": "Succeed" }} }} }} }} }} }}"#
        )
    }

    #[test]
    fn any_limit_will_do() {
        check(&RULE, &machine(r#""MaxConcurrency": 0,"#));
        check(&RULE, &machine(r#""MaxConcurrencyPath": "$.n","#));
        check_messages(
            &RULE,
            &machine(""),
            &expect_test::expect![[
                r#"The state "A" has no "MaxConcurrency": it runs up to 10,000 child executions at once."#
            ]],
        );
    }

    #[test]
    fn a_limit_is_added() {
        check_fix(
            &RULE,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Map", "End": true, "Iterator": { "StartAt": "B", "States": { "B": { "Type": "Succeed" } } } } } }"#,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Map", "End": true, "Iterator": { "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "MaxConcurrency": 10 } } }"#,
        );
    }
}
