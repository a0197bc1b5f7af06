//! A member of `$states` that does not exist.

use asl_spec::{Context, context_object, nearest};

use crate::expression::{Reading, states_reads};
use crate::finding::Sink;
use crate::misfit::one_of;
use crate::rewrite::change_code_to_replacement;
use crate::rule::{Check, Level, Rule};

/// `unknown-states-member`
pub static RULE: Rule = Rule {
    code: "unknown-states-member",
    level: Level::Warning,
    on: true,
    service: Some("UNSUPPORTED_JSONATA_EXPRESSION"),
    tag: None,
    title: "a member of `$states` that does not exist",
    doc: "`$states` has the members `input`, `context`, and, where there is one, `result` or `errorOutput`. Letter case \
          counts. Anything else finds nothing, or is refused when the machine is created. In a Catcher there is an \
          `errorOutput` and no `result`.",
    source: "rulebook 4.6 (inferred from [floci])",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Count",
  "States": {
    "Count": { "Type": "Pass", "Output": "{% $count($states.<<inputs>>.orders) %}", "End": true }
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

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some((expression, parsed)) = reading.jsonata().filter(|(_, p)| p.is_valid()) else { return };
    let site = &expression.site;
    for read in states_reads(expression) {
        let Some(step) = read.names.first() else { continue };
        if let Some(member) = context_object::states_member(step.name) {
            // Everywhere else a missing `result` is refused: `jsonata-unsupported`.
            if site.context() == Some(Context::Catcher) && !site.has_states_member(member.availability) {
                let message = "There is no `$states.result` when an error is caught: use `$states.errorOutput`.";
                sink.report(expression.span(parsed.span(step.id)), message).replacement("errorOutput");
            }
            continue;
        }
        let exists = |m: &&context_object::StatesMember| site.has_states_member(m.availability);
        let here = || context_object::states_members().iter().filter(exists).map(|m| m.name);
        let span = expression.span(parsed.span(step.id));
        match nearest(step.name, here()) {
            Some(near) => {
                sink.report(span, format!("`$states` has no member \"{}\". Did you mean \"{near}\"?", step.name))
                    .replacement(near);
            }
            None => {
                let names: Vec<&str> = here().collect();
                let message = format!("`$states` has no member \"{}\": use {}.", step.name, one_of(&names));
                sink.report(span, message);
            }
        }
    }
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
    fn members() {
        check(&RULE, &output("$states.<<Input>>.a[$states.<<output>>]"));
        check(&RULE, &output("$states.input & $states.context.Execution.Id & $string($states) & $states.*"));
        check(&RULE, &output("$states.${Member}"));
        check_messages(
            &RULE,
            &output("$states.payload"),
            &expect_test::expect![[r#"`$states` has no member "payload": use "input" or "context"."#]],
        );
    }

    #[test]
    fn a_catcher_has_no_result() {
        check(
            &RULE,
            r#"{ "QueryLanguage": "JSONata", "StartAt": "T", "States": { "T": { "Type": "Task",
  "Resource": "arn:aws:states:::lambda:invoke", "Arguments": { "FunctionName": "f" },
  "Catch": [{ "ErrorEquals": ["States.ALL"], "Output": "{% $states.<<result>>.x & $states.errorOutput.Error %}", "Next": "T" }],
  "End": true } } }"#,
        );
    }

    #[test]
    fn fixes() {
        check_fix(&RULE, &output("$states.contxt.State.Name"), &output("$states.context.State.Name"));
    }
}
