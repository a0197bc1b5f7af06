//! A substitution that the definition does not name.

use asl_hosts::{FilledBy, HostKind, Placeholders};
use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::finding::Sink;
use crate::rule::{Check, Level, Rule, Tag};
use crate::template::Deployment;

/// `unused-substitution`
pub static RULE: Rule = Rule {
    code: "unused-substitution",
    level: Level::Hint,
    on: true,
    service: None,
    tag: Some(Tag::Unnecessary),
    title: "a substitution that the definition does not name",
    doc: "`DefinitionSubstitutions`, the variables of an `Fn::Sub` and those of Terraform's `templatefile` replace `${Name}` \
          in the definition. One that the definition nowhere names does nothing, or its name in the definition is \
          misspelt.\n\n\
          The rule speaks in the template, and only where the definition can be read.",
    source: "AWS::StepFunctions::StateMachine DefinitionSubstitutions [docs][cfn-lint]",
    bad: r#"Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions:
        ChargeArn: !GetAtt Charge.Arn
        <<RefundArn>>: !GetAtt Refund.Arn
      Definition:
        StartAt: Charge
        States:
          Charge: {Type: Task, Resource: "${ChargeArn}", End: true}
"#,
    good: r#"Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions:
        ChargeArn: !GetAtt Charge.Arn
      Definition:
        StartAt: Charge
        States:
          Charge: {Type: Task, Resource: "${ChargeArn}", End: true}
"#,
    check: Check::Template(check),
    fix: None,
};

fn check(deployment: &Deployment<'_>, sink: &mut Sink<'_>) {
    let Some(definition) = deployment.definition else { return };
    // What is broken may be about to name it. A placeholder without quotes is not broken.
    let is_fault = |error: &SyntaxError| error.kind != SyntaxErrorKind::UnquotedHole;
    let is_broken = definition.document().tree().errors().iter().any(is_fault);
    if deployment.machine.substitutions.listed.is_empty() || is_broken {
        return;
    }
    let text = definition.document().text().to_string();
    for substitution in &deployment.machine.substitutions.listed {
        let name = &substitution.name.text;
        // Terraform's placeholders hold expressions, which may name a variable in many ways.
        let is_used = match (deployment.located.host, deployment.machine.placeholders, substitution.filled_by) {
            (HostKind::Terraform, ..) => text.contains(name.as_str()),
            (_, Placeholders::Sub, FilledBy::Deployment) => text.contains(&format!("${{!{name}")),
            _ => text.contains(&format!("${{{name}")) || text.contains(&format!("${{ {name}")),
        };
        if !is_used {
            let message =
                format!("The definition of \"{}\" does not name \"${{{name}}}\".", deployment.machine.id.text);
            sink.report(substitution.name.span, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    #[test]
    fn a_name_anywhere_in_the_definition_uses_it() {
        let template = |definition: &str| {
            format!(
                "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: \
                 {definition}\n      DefinitionSubstitutions: {{One: 1}}\n"
            )
        };
        check(&RULE, &template("'{\"StartAt\": \"a ${One}\", \"States\": {}}'"));
        check(&RULE, &template("'{\"StartAt\": ${One}, \"States\": {}}'"));
        check(&RULE, &template("'{\"${One}\": 1}'"));
        check(&RULE, &template("'{\"StartAt\": \"${Two}\"}'").replace("One: 1", "<<One>>: 1"));
        check(&RULE, &template("'{\"TimeoutSeconds\": ${Two}}'").replace("One: 1", "<<One>>: 1"));
    }

    #[test]
    fn a_sub_has_variables_of_its_own() {
        let text = "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: !Sub\n      \
                    - '{\"StartAt\": \"${A}\", \"Comment\": \"${!C}\", \"States\": {}}'\n      - {A: 1, <<B>>: 2}\n      \
                    DefinitionSubstitutions: {C: 1, <<A>>: 2}\n";
        check(&RULE, text);
    }

    #[test]
    fn a_definition_that_is_elsewhere_or_broken_says_nothing() {
        for definition in ["DefinitionS3Location: {Bucket: b, Key: k}", "DefinitionString: '{\"StartAt\": '"] {
            let text = format!(
                "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      {definition}\n      \
                 DefinitionSubstitutions: {{One: 1}}\n"
            );
            check(&RULE, &text);
        }
    }
}
