//! A path or a call that parses, but hardly as it is meant.

use asl_query::jsonpath;

use crate::analysis::Analysis;
use crate::expression::{Expression, Parse, Reading, expression_at};
use crate::finding::{Finding, Sink};
use crate::rewrite::Fix;
use crate::rule::{Check, Level, Rule};

/// `path-doubt`
pub static RULE: Rule = Rule {
    code: "path-doubt",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a path or a call that is hardly meant as it is read",
    doc: "The service accepts some texts that say something else than they seem to: a word without quotes in a filter, a \
          closing bracket or a quote as part of a name, a function that the library does not have, a forgotten comma.",
    source: "rulebook 7.1, 8 (the Jayway library)",
    bad: r#"{
  "StartAt": "Pick",
  "States": {
    "Pick": { "Type": "Pass", "InputPath": "$.orders[?(@.status == <<open>>)]", "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Pick",
  "States": {
    "Pick": { "Type": "Pass", "InputPath": "$.orders[?(@.status == 'open')]", "End": true }
  }
}"#,
    check: Check::Expression(check),
    fix: Some(fix),
};

/// Where a doubt stands, what it is, and the change that ends it.
type Doubt<'e> = (asl_query::Span, &'e str, Option<&'e jsonpath::Fix>);

fn doubts<'e>(expression: &'e Expression<'_>) -> Vec<Doubt<'e>> {
    match &expression.parse {
        Parse::Path(path) if path.errors.is_empty() => {
            path.doubts.iter().map(|d| (d.span, d.message.as_str(), d.fix.as_ref())).collect()
        }
        Parse::Intrinsic(call) if call.errors.is_empty() && expression.site.wanted.allows_intrinsics() => {
            call.doubts.iter().map(|d| (d.span, d.message.as_str(), d.fix.as_ref())).collect()
        }
        _ => Vec::new(),
    }
}

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some(expression) = reading.expression() else { return };
    for (span, message, _) in doubts(expression) {
        sink.report(expression.shown(span), message);
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(reading) = expression_at(analysis, finding.span.start) else { return Vec::new() };
    let Some(expression) = reading.expression() else { return Vec::new() };
    let found = doubts(expression).into_iter().find(|(span, ..)| expression.shown(*span) == finding.span);
    found.and_then(|(_, _, change)| Some(expression.change(analysis.document(), change?))).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn pass(value: &str) -> String {
        format!(
            r#"{{ "StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "Parameters": {{ "x.$": "{value}" }}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn doubts() {
        check(&RULE, &pass("$.a.<<frobnicate>>()"));
        check(&RULE, &pass("States.Format('{}', $.a[?(@.b == <<c>>)])"));
        check(&RULE, &pass("$.a[?(@.b == ${C})]"));
    }

    #[test]
    fn fixes() {
        check_fix(&RULE, &pass("$.a[?(@.b == c)]"), &pass("$.a[?(@.b == 'c')]"));
    }
}
