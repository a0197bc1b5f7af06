//! A placeholder that the template leaves as it is.

use asl_spec::nearest;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};
use crate::template::{is_name, placeholders};

/// `undefined-substitution`
pub static RULE: Rule = Rule {
    code: "undefined-substitution",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a placeholder that the template does not fill in",
    doc: "The template that deploys a definition replaces each `${Name}` by the value that `DefinitionSubstitutions` gives \
          for `Name`; `Fn::Sub` replaces it by one of its variables or by what the template calls so. A name that neither \
          knows stays in the definition as it is, and the state fails or calls what does not exist; `Fn::Sub` refuses it.\n\n\
          The rule speaks only where the template is known and names everything itself. `${...}` in a longer text, such as \
          a shell command, counts only if the template fills in others.",
    source: "AWS::StepFunctions::StateMachine DefinitionSubstitutions [docs][cfn-lint]",
    bad: r#"Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions:
        ChargeArn: !GetAtt Charge.Arn
      Definition:
        StartAt: Charge
        States:
          Charge:
            Type: Task
            Resource: <<${ChargeFunctionArn}>>
            Comment: ${ChargeArn}
            End: true
  Charge:
    Type: AWS::Serverless::Function
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
          Charge:
            Type: Task
            Resource: ${ChargeArn}
            End: true
  Charge:
    Type: AWS::Serverless::Function
"#,
    check: Check::Document(check),
    fix: Some(fix),
};

fn check(analysis: &Analysis, sink: &mut Sink<'_>) {
    let Some(known) = &analysis.surroundings().placeholders else { return };
    let document = analysis.document();
    let is_unknown = |name: &str| {
        // An attribute of a logical id is not judged, but the id is.
        let id = if known.is_sub() { name.split('.').next().unwrap_or(name) } else { name };
        is_name(id) && !known.fills(name)
    };
    for found in placeholders(document, is_unknown) {
        if known.declared().is_empty() && !known.is_sub() && !found.is_word {
            continue;
        }
        let guess = nearest(&found.text, known.declared().iter().map(String::as_str));
        let what = match known.declared_in() {
            None => "Nothing in the template is called so.".to_owned(),
            Some(place) => format!("The template declares no such name in \"{place}\"."),
        };
        let message = match guess {
            Some(guess) => format!("Nothing fills in \"${{{}}}\". Did you mean \"${{{guess}}}\"?", found.text),
            None => format!("Nothing fills in \"${{{}}}\". {what}", found.text),
        };
        let finding = sink.report(found.span, message);
        if let Some(guess) = guess {
            finding.replacement(format!("${{{guess}}}"));
        }
    }
}

fn fix(_: &Analysis, finding: &Finding) -> Vec<Fix> {
    let change = |text: &String| Fix::new(format!("Change to \"{text}\""), Edit::replace(finding.span, text.clone()));
    finding.replacement.iter().map(change).collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    fn template(properties: &str, definition: &str) -> String {
        format!(
            "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n{properties}      Definition:\n        \
             StartAt: A\n        States:\n          A:\n            Type: Pass\n            Result: {definition}\n            End: true\n"
        )
    }

    const TWO: &str = "      DefinitionSubstitutions: {One: 1, Table: !Ref T}\n";

    #[test]
    fn names_that_are_not_declared_are_reported() {
        for text in ["<<${Two}>>", "'<<${Two}>> and ${One}'", "{'<<${Two}>>': 'a'}", "{a: <<${ Two }>>}"] {
            check(&RULE, &template(TWO, text));
        }
    }

    #[test]
    fn what_is_no_name_and_what_is_in_a_comment_is_left_alone() {
        for text in [
            "'${a b}'",
            "${One}",
            "'${}'",
            "'$${x-y}'",
            "1 # ${Two}",
            "'{{Two}}'",
            "'${'",
            "'${self:x}'",
            "!Sub '${Two}'",
        ] {
            check(&RULE, &template(TWO, text));
        }
    }

    #[test]
    fn without_substitutions_only_what_stands_alone_is_reported() {
        check(&RULE, &template("", "<<${Two}>>"));
        check(&RULE, &template("", "'<<${Two}>>'"));
        check(&RULE, &template("", "'arn:aws:lambda:us-east-1:1:function:<<${Two}>>'"));
        check(&RULE, &template("", "'echo ${HOME} > x'"));
        check(&RULE, &template("", "'cd ${HOME}'"));
    }

    #[test]
    fn what_may_be_filled_in_by_others_is_left_alone() {
        check(&RULE, &template("      DefinitionSubstitutions: !If [A, B, C]\n", "${Two}"));
        check(&RULE, &template("      DefinitionSubstitutions: {'Fn::Transform': x, One: 1}\n", "${Two}"));
    }

    #[test]
    fn a_sub_knows_what_the_template_declares() {
        let text = "Parameters: {P: {Type: String}}\nResources:\n  R: {Type: AWS::SQS::Queue}\n  M:\n    \
                    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: !Sub |\n        \
                    {\"StartAt\": \"${P}\", \"Comment\": \"${AWS::Region} ${R.Arn} <<${Q.Arn}>> <<${Z}>> ${!X}\", \"States\": {}}\n";
        check(&RULE, text);
        // A macro may add anything.
        let text = text.replace("<<", "").replace(">>", "");
        check(&RULE, &format!("Transform: Mine\n{text}"));
    }

    #[test]
    fn a_name_that_is_nearly_right_is_put_right() {
        let analysis = crate::marked::analyse("{\"StartAt\": \"${Tabel}\", \"States\": {}}");
        let text = template(TWO, "x");
        let document = asl_syntax::Document::new(&text, asl_syntax::Dialect::Yaml);
        let located = asl_hosts::locate(&document, "template.yaml").unwrap();
        let analysis = analysis.within(crate::Surroundings::of(&located, &located.machines[0]));
        let finding = analysis.findings().iter().find(|finding| *finding.rule == RULE).unwrap();
        let fix = super::fix(&analysis, finding).remove(0);
        assert_eq!(fix.title, "Change to \"${Table}\"");
        assert_eq!(fix.edits[0].text, "${Table}");
    }
}
