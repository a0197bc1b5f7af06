//! A member of the context object that is not known.

use asl_spec::context_object::{self, Member, Resolution};
use asl_spec::nearest;

use crate::analysis::Analysis;
use crate::expression::{Reading, context_reads};
use crate::finding::{Finding, Sink};
use crate::rewrite::{Fix, replace_inside};
use crate::rule::{Check, Level, Rule};

/// `unknown-context-member`
pub static RULE: Rule = Rule {
    code: "unknown-context-member",
    level: Level::Hint,
    on: true,
    service: None,
    tag: None,
    title: "a member of the context object that is not documented",
    doc: "The context object has the members `Execution`, `State`, `StateMachine`, `Task` and `Map`, each with members of \
          its own. AWS may add to them, so a name that is not known here may be a new one; mostly it is misspelt. Letter \
          case counts.",
    source: "rulebook 5 [docs]",
    bad: r#"{
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "Parameters": { "id.$": "$$.Execution.<<ID>>" }, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "Parameters": { "id.$": "$$.Execution.Id" }, "End": true }
  }
}"#,
    check: Check::Expression(check),
    fix: Some(fix),
};

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some(expression) = reading.expression().filter(|e| e.is_sound()) else { return };
    for read in context_reads(expression) {
        let names = read.names.iter().map(|(name, _)| *name);
        let Resolution::Unknown { parent, index } = context_object::resolve(names) else { continue };
        let Some((name, span)) = read.names.get(index).copied() else { continue };
        let span = expression.span(span);
        let children = parent.map_or(context_object::members(), |parent: &Member| parent.children);
        let holder = parent.map_or("The context object".to_owned(), |parent| format!("\"{}\"", parent.path));
        match nearest(name, children.iter().map(|child| child.name)) {
            Some(near) => {
                let message = format!("{holder} has no known member \"{name}\". Did you mean \"{near}\"?");
                sink.report(span, message).replacement(near);
            }
            None if children.is_empty() => {
                let types = parent.map_or_else(String::new, |parent| parent.types.describe());
                sink.report(span, format!("{holder} is {types}: it has no member \"{name}\"."));
            }
            None => {
                sink.report(span, format!("{holder} has no known member \"{name}\"."));
            }
        }
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(near) = &finding.replacement else { return Vec::new() };
    let old = analysis.text(finding.span);
    let quote = old.chars().next().filter(|c| matches!(c, '\'' | '`'));
    let new = quote.map_or_else(|| near.clone(), |quote| format!("{quote}{near}{quote}"));
    let edits = replace_inside(analysis.document(), finding.span, &new);
    vec![Fix::of(format!("Change to `{near}`"), edits).preferred()]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};

    fn jsonpath(value: &str) -> String {
        format!(
            r#"{{ "StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "Parameters": {{ "x.$": "{value}" }}, "End": true }} }} }}"#
        )
    }

    fn jsonata(code: &str) -> String {
        format!(
            r#"{{ "QueryLanguage": "JSONata", "StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "Output": "{{% {code} %}}", "End": true }} }} }}"#
        )
    }

    #[test]
    fn in_paths_calls_and_filters() {
        check(&RULE, &jsonpath("$$.<<Exec>>.Id"));
        check(&RULE, &jsonpath("States.Format('{}', $$.State.<<Named>>)"));
        check(&RULE, &jsonpath("$.a[?(@.b == $$.Execution.<<Identity>>)]"));
        check(&RULE, &jsonpath("$$['Execution']['Input'].anything[0]"));
        check(&RULE, &jsonpath("$$.${Member}.Id"));
        check(&RULE, &jsonpath("$$"));
    }

    #[test]
    fn in_jsonata() {
        check(&RULE, &jsonata("$states.context.Execution.<<id>> & $states.context.State.Name"));
        check(&RULE, &jsonata("$states.context.Execution.Input.orders[0]"));
    }

    #[test]
    fn messages() {
        check_messages(
            &RULE,
            &jsonpath("$$.Execution.Id.length"),
            &expect_test::expect![[r#""Execution.Id" is a string: it has no member "length"."#]],
        );
    }

    #[test]
    fn fixes() {
        check_fix(&RULE, &jsonpath("$$['Excution'].Id"), &jsonpath("$$['Execution'].Id"));
        check_fix(&RULE, &jsonata("$states.context.state.Name"), &jsonata("$states.context.State.Name"));
    }
}
