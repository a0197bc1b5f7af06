//! A machine or a state that is no object.

use asl_syntax::{Kind, Value};

use crate::analysis::{Analysis, Intent};
use crate::finding::{Finding, Sink};
use crate::graph::MachineGraph;
use crate::locate::locate;
use crate::rewrite::{Fix, replace_value};
use crate::rule::{Check, Level, Rule};
use crate::rules::wrong_type::is_open;

/// `not-an-object`
pub static RULE: Rule = Rule {
    code: "not-an-object",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a definition or a state that is not an object",
    doc: "A definition is one JSON object, and so is every state in it. The values of fields have their own rule: \
          `wrong-type`.",
    source: "rulebook 1.1, 1.3 [floci][spec]",
    bad: r#"{
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Pass", "Next": "Done" },
    "Done": <<null>>
  }
}"#,
    good: r#"{
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Pass", "Next": "Done" },
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Document(check),
    fix: Some(fix),
};

fn check(analysis: &Analysis, sink: &mut Sink<'_>) {
    let Some(machine) = analysis.machine() else {
        let root = analysis.document().tree().root().filter(|_| analysis.intent() == Intent::Machine);
        if let Some(root) = root.filter(|r| r.as_object().is_none() && !is_open(*r)) {
            let span = root.as_array().map_or(root.span(), |a| a.open());
            sink.report(
                span,
                format!("A state machine is a JSON object with \"StartAt\" and \"States\", not {}.", title(root)),
            );
        }
        return;
    };
    // Most machines have no such state: look before listing them.
    if machine.scope.is_calm() {
        return;
    }
    for node in &MachineGraph::new(machine).states {
        if node.state.kind.is_some() {
            continue;
        }
        let member = node.state.part.member(node.at);
        let Some(value) = member.value().filter(|v| v.as_object().is_none() && !is_open(*v)) else { continue };
        let name = &node.state.name;
        sink.report(
            value.span(),
            format!("The state \"{name}\" must be an object with a \"Type\", not {}.", title(value)),
        );
    }
}

fn title(value: Value<'_>) -> &'static str {
    match value.kind() {
        Kind::Array => "an array",
        Kind::String => "a string",
        Kind::Number => "a number",
        Kind::Bool => "a boolean",
        Kind::Null => "null",
        Kind::Object | Kind::Hole | Kind::Error => "this",
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(location) = locate(analysis, finding.span.start) else { return Vec::new() };
    // A state without any value is shown by its name.
    let value = location.key.map_or_else(|| location.last().map(|step| step.value), |state| state.value());
    let is_nothing = |v: &Value<'_>| matches!(&*analysis.text(v.span()), "" | "null" | "~" | "\"\"" | "''" | "[]");
    let Some(value) = value.filter(is_nothing) else { return Vec::new() };
    let edit = replace_value(analysis.document(), value.span(), r#"{ "Type": "Succeed" }"#);
    vec![Fix::new("Make it a Succeed state", edit)]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};

    #[test]
    fn roots_of_every_kind() {
        for (text, said) in [
            ("<<[>>]", "an array"),
            ("<<\"x\">>", "a string"),
            ("<<12>>", "a number"),
            ("<<true>>", "a boolean"),
            ("<<null>>", "null"),
        ] {
            check(&RULE, text);
            let analysis = crate::marked::analyse(&crate::marked::ranges(text).0);
            assert!(
                analysis.findings().iter().any(|f| *f.rule == RULE && f.message.ends_with(&format!("not {said}.")))
            );
        }
        check(&RULE, "${Definition}");
        check(&RULE, "\"${Definition}\"");
        check(&RULE, "");
    }

    #[test]
    fn states_of_inner_scopes_too() {
        check(
            &RULE,
            r#"{ "StartAt": "A", "States": {
  "A": { "Type": "Map", "ItemProcessor": { "StartAt": "B", "States": { "B": <<[]>>, "C": "${State}", "D": {} } }, "End": true },
  "E": { "Type": "Pass", "Result": { "States": { "F": null } }, "End": true }
} }"#,
        );
    }

    #[test]
    fn the_comment_of_the_state_around_it_switches_it_off() {
        check(
            &RULE,
            r#"{ "StartAt": "A", "States": {
  "A": { "Type": "Map", "Comment": "asl-ls-ignore: not-an-object", "ItemProcessor": { "StartAt": "B", "States": { "B": null } }, "End": true },
  "C": <<null>>
} }"#,
        );
    }

    #[test]
    fn the_message_names_the_state() {
        check_messages(
            &RULE,
            r#"{ "StartAt": "A", "States": { "A": "Succeed" } }"#,
            &expect_test::expect![[r#"The state "A" must be an object with a "Type", not a string."#]],
        );
    }

    #[test]
    fn nothing_becomes_a_state() {
        check_fix(
            &RULE,
            r#"{ "StartAt": "A", "States": { "A": null } }"#,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }"#,
        );
    }
}
