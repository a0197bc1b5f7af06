//! A path to many things where exactly one place is needed.

use asl_query::jsonpath::RootKind;
use asl_spec::Context;

use crate::analysis::Analysis;
use crate::expression::{Reading, Site, Wanted, expression_at};
use crate::finding::{Finding, Sink};
use crate::rewrite::Fix;
use crate::rule::{Check, Level, Rule};

/// `not-a-reference-path`
pub static RULE: Rule = Rule {
    code: "not-a-reference-path",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a path that does not lead to exactly one place",
    doc: "Some fields take a reference path: one that leads to exactly one place whatever the data is, made of `.name`, \
          `['name']` and `[0]` alone. These are `ResultPath`, `ItemsPath`, `Variable`, `ErrorPath`, `CausePath` and the \
          `Path` forms of numbers and timestamps. `ResultPath` begins at `$` and at nothing else, because a result can \
          neither be put into the context object nor into a variable; the numbers of a Map state cannot come from the \
          context object.",
    source: "rulebook 5, 7.1, 16 [floci][cdk-preflight][docs]",
    bad: r#"{
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "ResultPath": "$.orders[<<*>>]", "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "ResultPath": "$.orders", "End": true }
  }
}"#,
    check: Check::Expression(check),
    fix: Some(fix),
};

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some((expression, parse)) = reading.path().filter(|(_, parse)| parse.errors.is_empty()) else { return };
    let site = &expression.site;
    if !matches!(site.wanted, Wanted::ReferencePath | Wanted::ReferencePathOrIntrinsic) {
        return;
    }
    let root = &parse.path.root;
    if let Some(message) = refused_root(site, &root.kind) {
        sink.report(expression.shown(root.span), message);
    } else if let Err(fault) = parse.path.is_reference_path() {
        sink.report(
            expression.shown(fault.span),
            format!("\"{}\" takes one place. {}", site.field.name, fault.reason.message()),
        );
    }
}

/// Why the path cannot begin where it does.
fn refused_root(site: &Site<'_>, root: &RootKind) -> Option<&'static str> {
    match root {
        RootKind::Context if site.field.name == "ResultPath" => {
            Some("A result cannot be put into the context object: \"ResultPath\" begins with a single `$`.")
        }
        RootKind::Variable(_) if site.field.name == "ResultPath" => Some(
            "A result cannot be put into a variable: \"ResultPath\" begins with `$.`. Use \"Assign\" to set a variable.",
        ),
        RootKind::Context if is_number_of_map(site) => Some(
            "This number cannot come from the context object: the path begins with a single `$`, or with a variable.",
        ),
        _ => None,
    }
}

/// A variable that was meant as a member of the input.
fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(reading) = expression_at(analysis, finding.span.start) else { return Vec::new() };
    let Some((expression, parse)) = reading.path() else { return Vec::new() };
    let root = &parse.path.root;
    match &root.kind {
        RootKind::Variable(name) if expression.site.field.name == "ResultPath" && !name.has_hole => {
            let path = format!("$.{}", name.text);
            vec![
                Fix::of(format!("Change to `{path}`"), expression.edit(analysis.document(), root.span, &path))
                    .preferred(),
            ]
        }
        _ => Vec::new(),
    }
}

fn is_number_of_map(site: &Site<'_>) -> bool {
    site.context() == Some(Context::Map)
        && matches!(
            site.field.name,
            "MaxConcurrencyPath" | "ToleratedFailureCountPath" | "ToleratedFailurePercentagePath"
        )
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};

    fn task(field: &str) -> String {
        format!(
            r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", {field}, "End": true }} }} }}"#
        )
    }

    fn map(field: &str) -> String {
        format!(
            r#"{{ "StartAt": "M", "States": {{ "M": {{ "Type": "Map", {field}, "ItemProcessor": {{ "StartAt": "S", "States": {{ "S": {{ "Type": "Succeed" }} }} }}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn where_a_result_can_go() {
        check(&RULE, &task(r#""ResultPath": "<<$$>>.Execution.Id""#));
        check(&RULE, &task(r#""ResultPath": "<<$total>>""#));
        check(&RULE, &task(r#""ResultPath": "$.a['b c'][0].d""#));
        check(&RULE, &task(r#""ResultPath": "$.${Name}""#));
        check(
            &RULE,
            &task(r#""Catch": [ { "ErrorEquals": [ "States.ALL" ], "ResultPath": "$<<..>>error", "Next": "T" } ]"#),
        );
    }

    #[test]
    fn a_variable_was_meant_as_a_member() {
        check_fix(&RULE, &task(r#""ResultPath": "$total.sum""#), &task(r#""ResultPath": "$.total.sum""#));
    }

    #[test]
    fn numbers() {
        check(&RULE, &task(r#""TimeoutSecondsPath": "$.a<<[0:1]>>""#).replace("<<[0:1]>>", "[<<0:1>>]"));
        check(&RULE, &task(r#""TimeoutSecondsPath": "$$.Execution.Input.timeout""#));
        check(&RULE, &map(r#""MaxConcurrencyPath": "<<$$>>.Execution.Input.n""#));
        check(&RULE, &map(r#""MaxConcurrencyPath": "$limit""#));
        check(&RULE, &map(r#""ItemsPath": "$$.Execution.Input.items""#));
    }

    #[test]
    fn what_takes_any_path() {
        check(&RULE, &task(r#""InputPath": "$..a", "OutputPath": "$.a[*]""#));
    }

    #[test]
    fn the_message_names_the_field() {
        check_messages(
            &RULE,
            &map(r#""ItemsPath": "$.a.length()""#),
            &expect_test::expect![[
                r#""ItemsPath" takes one place. A function makes a new value, and this path must lead to one that exists. Call it in a state before."#
            ]],
        );
    }
}
