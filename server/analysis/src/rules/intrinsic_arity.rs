//! An intrinsic call with too few or too many arguments.

use asl_query::intrinsic::{ArgKind, Call};
use asl_spec::intrinsics::intrinsic;

use crate::analysis::Analysis;
use crate::expression::{Reading, expression_at};
use crate::finding::{Finding, Sink};
use crate::rewrite::Fix;
use crate::rule::{Check, Level, Rule};

/// `intrinsic-arity`
pub static RULE: Rule = Rule {
    code: "intrinsic-arity",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "an intrinsic function with too few or too many arguments",
    doc: "Each intrinsic function takes a certain number of arguments; `States.Array` takes any number, `States.Format` one \
          or more. With another number the call fails with `States.IntrinsicFailure`.",
    source: "rulebook 8 [spec][docs]",
    bad: r#"{
  "StartAt": "Join",
  "States": {
    "Join": { "Type": "Pass", "Parameters": { "all.$": "<<States.JsonMerge>>($.a, $.b)" }, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Join",
  "States": {
    "Join": { "Type": "Pass", "Parameters": { "all.$": "States.JsonMerge($.a, $.b, false)" }, "End": true }
  }
}"#,
    check: Check::Expression(check),
    fix: Some(fix),
};

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some((expression, parse)) = reading.call().filter(|(_, parse)| parse.errors.is_empty()) else { return };
    parse.call.each(&mut |call| {
        let Some(function) = intrinsic(&call.name).filter(|_| is_counted(call)) else { return };
        let count = call.args.len();
        let (least, most) = (function.min_args(), function.max_args());
        if count < least {
            let message =
                format!("`{}` needs {}: write `{}`.", call.name, arguments(least, most), function.signature());
            sink.report(expression.span(call.name_span), message);
        } else if let Some(extra) = most.and_then(|most| call.args.get(most)) {
            let message =
                format!("`{}` takes {}: write `{}`.", call.name, arguments(least, most), function.signature());
            sink.report(expression.shown(extra.span), message);
        }
    });
}

/// Whether the text shows how many arguments there are: a placeholder may be several.
fn is_counted(call: &Call) -> bool {
    !call.name_has_hole
        && call.args.iter().all(|arg| !matches!(arg.kind, ArgKind::Hole | ArgKind::Error | ArgKind::Missing))
}

fn arguments(least: usize, most: Option<usize>) -> String {
    match (least, most) {
        (0, Some(0)) => "no arguments".to_owned(),
        (1, Some(1)) => "one argument".to_owned(),
        (least, Some(most)) if least == most => format!("{most} arguments"),
        (least, Some(most)) => format!("{least} to {most} arguments"),
        (1, None) => "at least one argument".to_owned(),
        (least, None) => format!("at least {least} arguments"),
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(reading) = expression_at(analysis, finding.span.start) else { return Vec::new() };
    let Some((expression, parse)) = reading.call() else { return Vec::new() };
    let mut fixes = Vec::new();
    parse.call.each(&mut |call| {
        // The only argument that everybody forgets, and the only value that it can have.
        if expression.span(call.name_span) == finding.span
            && call.name == "States.JsonMerge"
            && let ([_, last], Some(_)) = (call.args.as_slice(), call.close)
        {
            let end = asl_query::Span::empty(last.span.end);
            fixes.push(Fix::of("Add `false`", expression.edit(analysis.document(), end, ", false")).preferred());
        }
    });
    fixes
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};

    fn pass(value: &str) -> String {
        format!(
            r#"{{ "StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "Parameters": {{ "x.$": "{value}" }}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn counts() {
        check(&RULE, &pass("States.Array(States.UUID(<<1>>), <<States.Format>>())"));
        check(&RULE, &pass("States.MathRandom(1, 2, 3, <<4>>)"));
        check(&RULE, &pass("States.Array()"));
        check(&RULE, &pass("States.MathAdd(${Numbers})"));
    }

    #[test]
    fn messages() {
        check_messages(
            &RULE,
            &pass("States.MathRandom(1)"),
            &expect_test::expect![
                "`States.MathRandom` needs 2 to 3 arguments: write `States.MathRandom(start, end[, seed])`."
            ],
        );
    }

    #[test]
    fn fixes() {
        check_fix(&RULE, &pass("States.JsonMerge($.a, $.b )"), &pass("States.JsonMerge($.a, $.b, false )"));
    }
}
