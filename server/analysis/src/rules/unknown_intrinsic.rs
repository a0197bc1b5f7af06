//! A call of an intrinsic function that does not exist.

use asl_spec::intrinsics::{intrinsic, intrinsics};
use asl_spec::nearest;

use crate::expression::Reading;
use crate::finding::Sink;
use crate::rewrite::change_code_to_replacement;
use crate::rule::{Check, Level, Rule};

/// `unknown-intrinsic`
pub static RULE: Rule = Rule {
    code: "unknown-intrinsic",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "an intrinsic function that does not exist",
    doc: "There are eighteen intrinsic functions, all with `States.` in front. Letter case counts. The functions of JSONata \
          are of no use in a JSONPath state.",
    source: "rulebook 8 [spec][docs][statelint]",
    bad: r#"{
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "text.$": "<<States.Fromat>>('Hello {}', $.name)" }, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "text.$": "States.Format('Hello {}', $.name)" }, "End": true }
  }
}"#,
    check: Check::Expression(check),
    fix: Some(change_code_to_replacement),
};

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some((expression, parse)) = reading.call() else { return };
    // A name that is still being written, or a broken call around it, is a fault of the syntax.
    if !parse.errors.is_empty() {
        return;
    }
    parse.call.each(&mut |call| {
        if call.name_has_hole || call.name_span.is_empty() || intrinsic(&call.name).is_some() {
            return;
        }
        let span = expression.span(call.name_span);
        match nearest(&call.name, intrinsics().iter().map(|function| function.name)) {
            Some(near) => {
                let message = format!("There is no intrinsic function \"{}\". Did you mean \"{near}\"?", call.name);
                sink.report(span, message).replacement(near);
            }
            None => {
                sink.report(span, format!("There is no intrinsic function \"{}\".", call.name));
            }
        }
    });
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
    fn names() {
        check(&RULE, &pass("<<States.Frobnicate>>(<<States.uuid>>(), States.UUID())"));
        check(&RULE, &pass("States.${Function}($.a)"));
    }

    #[test]
    fn fixes() {
        check_fix(&RULE, &pass("States.Array(States.uuid())"), &pass("States.Array(States.UUID())"));
    }
}
