//! A `States.Format` whose `{}` do not match its arguments.

use asl_query::intrinsic::{ArgKind, Call, Text};

use crate::analysis::Analysis;
use crate::expression::{Reading, expression_at};
use crate::finding::{Finding, Sink};
use crate::rewrite::Fix;
use crate::rule::{Check, Level, Rule};

/// `format-placeholders`
pub static RULE: Rule = Rule {
    code: "format-placeholders",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a format whose `{}` do not match its arguments",
    doc: "`States.Format` puts its arguments into the `{}` of its template, one by one, so there must be as many of them. A \
          brace that is meant as a brace has a backslash before it, which is doubled in a JSON file: `\\\\{`. Otherwise the \
          call fails with `States.IntrinsicFailure`.",
    source: "rulebook 8 [spec][docs]",
    bad: r#"{
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "text.$": "States.Format(<<'Hello {} {}'>>, $.name)" }, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "text.$": "States.Format('Hello {}', $.name)" }, "End": true }
  }
}"#,
    check: Check::Expression(check),
    fix: Some(fix),
};

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some((expression, parse)) = reading.call().filter(|(_, parse)| parse.errors.is_empty()) else { return };
    parse.call.each(&mut |call| {
        let Some(text) = template(call) else { return };
        for brace in &text.stray_braces {
            let message =
                "This brace is neither part of a `{}` nor escaped: write a backslash before it, `\\\\` in JSON.";
            sink.report(expression.shown(*brace), message);
        }
        let (slots, values) = (text.slots.len(), call.args.len() - 1);
        if slots != values && text.stray_braces.is_empty() {
            let Some(first) = call.args.first() else { return };
            let arguments = if values == 1 { "argument" } else { "arguments" };
            let message =
                format!("This template has {} `{{}}` and {} {arguments} to fill in.", count(slots), count(values));
            sink.report(expression.span(first.span), message);
        }
    });
}

fn count(count: usize) -> String {
    match count {
        0 => "no".to_owned(),
        1 => "one".to_owned(),
        _ => count.to_string(),
    }
}

/// The template of a format, where all of it and the number of arguments is known.
fn template(call: &Call) -> Option<&Text> {
    let is_open = call.args.iter().any(|arg| matches!(arg.kind, ArgKind::Hole | ArgKind::Missing | ArgKind::Error));
    match &call.args.first()?.kind {
        ArgKind::String(text) if call.name == "States.Format" && !is_open && !text.has_hole && text.closed => {
            Some(text)
        }
        _ => None,
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(reading) = expression_at(analysis, finding.span.start) else { return Vec::new() };
    let Some((expression, parse)) = reading.call() else { return Vec::new() };
    let mut fixes = Vec::new();
    parse.call.each(&mut |call| {
        let Some(text) = template(call) else { return };
        if text.stray_braces.iter().any(|brace| expression.shown(*brace) == finding.span) {
            let escape = |brace: &asl_query::Span| (asl_query::Span::empty(brace.start), "\\");
            let changes: Vec<_> = text.stray_braces.iter().map(escape).collect();
            let edits = expression.edits(analysis.document(), &changes);
            fixes.push(Fix::of("Escape the braces", edits).preferred());
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
    fn slots() {
        check(&RULE, &pass("States.Format(<<'a'>>, $.b)"));
        check(&RULE, &pass("States.Array(States.Format(<<'{}{}'>>, $.b))"));
        check(&RULE, &pass(r"States.Format('\\{\\} {}', $.b)"));
        check(&RULE, &pass("States.Format('${A}', $.b)"));
        check(&RULE, &pass("States.Format('{} {}', ${Values})"));
        check(&RULE, &pass("States.Format($.template, $.b)"));
        check(&RULE, &pass("States.Format('a')"));
    }

    #[test]
    fn braces() {
        check(&RULE, &pass("States.Format('<<{>>a: {}<<}>>', $.b)"));
        check_fix(&RULE, &pass("States.Format('{a: {}}', $.b)"), &pass(r"States.Format('\\{a: {}\\}', $.b)"));
    }

    #[test]
    fn messages() {
        check_messages(
            &RULE,
            &pass("States.Format('{} {} {}', $.a, $.b)"),
            &expect_test::expect!["This template has 3 `{}` and 2 arguments to fill in."],
        );
    }
}
