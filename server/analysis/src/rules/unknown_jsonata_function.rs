//! A call of a function that JSONata does not have.

use asl_spec::jsonata::{Origin, functions};
use asl_spec::nearest;

use crate::expression::{Reading, library_calls};
use crate::finding::Sink;
use crate::rewrite::change_code_to_replacement;
use crate::rule::{Check, Level, Rule};

/// `unknown-jsonata-function`
pub static RULE: Rule = Rule {
    code: "unknown-jsonata-function",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a call of a function that does not exist",
    doc: "The service accepts a call of any name, and the evaluation fails when it gets there. Names are case-sensitive and \
          begin with `$`. `$eval` is not available in Step Functions: `$parse` reads JSON from a text. A variable of the \
          state machine holds data, never a function.",
    source: "rulebook 9.2 [docs][floci][localstack]",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Count",
  "States": {
    "Count": { "Type": "Pass", "Output": "{% <<$cuont>>($states.input.orders) %}", "End": true }
  }
}"#,
    good: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Count",
  "States": {
    "Count": { "Type": "Pass", "Output": "{% $count($states.input.orders) %}", "End": true }
  }
}"#,
    check: Check::Expression(check),
    fix: Some(change_code_to_replacement),
};

/// What people write out of habit, and what does the work here.
const HABITS: [(&str, &str); 14] = [
    ("concat", "append"),
    ("dateTime", "fromMillis"),
    ("entries", "spread"),
    ("find", "single"),
    ("len", "length"),
    ("lower", "lowercase"),
    ("mean", "average"),
    ("parseJson", "parse"),
    ("size", "count"),
    ("stringify", "string"),
    ("toLowerCase", "lowercase"),
    ("toString", "string"),
    ("toUpperCase", "uppercase"),
    ("upper", "uppercase"),
];

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some((expression, parsed)) = reading.jsonata().filter(|(_, p)| p.is_valid()) else { return };
    for call in library_calls(expression) {
        // Nobody has measured whether `$clone` is there.
        if call.name == "clone" {
            continue;
        }
        let span = expression.span(parsed.span(call.callee));
        match call.function {
            Some(function) if function.origin == Origin::Removed => {
                let message =
                    format!("`{}` is not available in Step Functions: use `$parse` to read JSON.", function.name);
                sink.report(span, message).replacement("$parse");
            }
            Some(_) => {}
            None => {
                let name = call.name;
                match meant(name) {
                    Some(near) => {
                        sink.report(span, format!("There is no function `${name}`. Did you mean `{near}`?"))
                            .replacement(near);
                    }
                    None => {
                        sink.report(span, format!("There is no function `${name}`: the expression fails here."));
                    }
                }
            }
        }
    }
}

/// The function that is surely meant by `name`.
fn meant(name: &str) -> Option<String> {
    let habit = HABITS.iter().find(|(habit, _)| habit.eq_ignore_ascii_case(name)).map(|(_, right)| *right);
    let known = || functions().iter().filter(|f| f.origin != Origin::Removed).map(|f| &f.name[1..]);
    Some(format!("${}", habit.or_else(|| nearest(name, known()))?))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};

    fn output(code: &str) -> String {
        format!(
            r#"{{ "QueryLanguage": "JSONata", "StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "Output": "{{% {code} %}}", "End": true }} }} }}"#
        )
    }

    #[test]
    fn calls() {
        check(&RULE, &output("<<$Sum>>($states.input.a)"));
        check(&RULE, &output("$states.input.a ~> <<$summ>>"));
        check(&RULE, &output("$states.input.a ~> <<$summ>>() ~> $string"));
        check(&RULE, &output("$map($states.input.a, <<$twice>>(?))"));
    }

    #[test]
    fn what_the_expression_defines_is_known() {
        check(&RULE, &output("($twice := function($x) { $x * 2 }; $twice(2) ~> $twice)"));
        check(&RULE, &output("$map([1], function($f) { $f(1) })"));
        check(&RULE, &output("$map([1], $notCalled)"));
        check(&RULE, &output("$clone($states.input)"));
        check(&RULE, &output("${Function}(1)"));
    }

    #[test]
    fn messages() {
        check_messages(
            &RULE,
            &output("$eval('1') & $toString(1) & $frobnicate(1)"),
            &expect_test::expect![[r#"
                `$eval` is not available in Step Functions: use `$parse` to read JSON.
                There is no function `$toString`. Did you mean `$string`?
                There is no function `$frobnicate`: the expression fails here."#]],
        );
    }

    #[test]
    fn fixes() {
        check_fix(&RULE, &output("$upperCase('a')"), &output("$uppercase('a')"));
        check_fix(&RULE, &output("$eval($states.input)"), &output("$parse($states.input)"));
    }
}
