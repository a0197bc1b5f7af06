//! Definitions in every notation that a template can hold them in.

use crate::files::Files;
use crate::{DEFINITION, JOINED, SUB, TERRAFORM, check_hover, check_proposals, check_spans};
use asl_analysis::template::{self, File, Place};
use expect_test::{Expect, expect};

#[test]
fn what_stands_between_the_strings_of_a_join_is_known() {
    let files = Files::new("t.json", &JOINED.replacen("[\"Fn1", "[\"F$0n1", 1), "");
    check_hover(
        &files,
        expect![[r#"
        t.json: {"Fn::GetAtt": <["Fn1", "Arn"]>}, "\", \"End\": true}}}"]]}}}
        `Arn` of **`Fn1`** · resource `AWS::Lambda::Function`
    "#]],
    );
    check_spans(
        &files,
        template::definitions(&files.deployment(), files.at),
        expect![[r#"
        t.json: "<Fn1>": {"Type": "AWS::Lambda::Function"},
    "#]],
    );
    // Nothing is said about it.
    assert!(files.definition.findings().iter().all(|finding| !finding.rule.code.ends_with("substitution")));
    let at = files.text(File::Definition).find("${").unwrap() as u32 + 4;
    let place = Place { file: File::Definition, offset: at };
    check_spans(
        &files,
        template::definitions(&files.deployment(), place),
        expect![[r#"
        t.json: "<Fn1>": {"Type": "AWS::Lambda::Function"},
    "#]],
    );
}

#[test]
fn a_sub_names_variables_resources_and_what_comes_later() {
    let ask = |at: &str, expected: Expect| {
        let files = Files::new("t.yaml", &SUB.replacen(&at.replacen('|', "", 1), &at.replacen('|', "$0", 1), 1), "");
        let deployment = files.deployment();
        let mut shown = template::hover(&deployment, files.at).map_or(String::new(), |found| found.markdown + "\n");
        template::definitions(&deployment, files.at).into_iter().for_each(|at| shown += &files.show(at));
        expected.assert_eq(&shown);
    };
    ask(
        "${Ow|n}",
        expect![[r#"
        **`${Own}`** · variable of `Fn::Sub` of `M`

        ```yaml
        x
        ```
        t.yaml: - <Own>: x
    "#]],
    );
    ask(
        "${Fn|.Arn}",
        expect![[r#"
        `Arn` of **`Fn`** · resource `AWS::Lambda::Function`
        t.yaml: <Fn>: {Type: AWS::Lambda::Function}
    "#]],
    );
    ask(
        "${!La|ter}",
        expect![[r#"
        **`${Later}`** · substitution of `M`

        ```yaml
        1
        ```
        t.yaml: DefinitionSubstitutions: {<Later>: 1}
    "#]],
    );
    ask(
        "${AWS::|Region}",
        expect![[r#"
        **`AWS::Region`** · pseudo parameter of CloudFormation
    "#]],
    );
    ask(
        "${Go|ne}",
        expect![[r#"
        Nothing fills in `${Gone}` where `M` is deployed.
    "#]],
    );
    check_proposals(
        &Files::new("t.yaml", &SUB.replacen("${Gone}", "${G$0}", 1), ""),
        expect![[r#"
        definition: {"StartAt": "${Own}", "Comment": "${Fn.Arn} ${!Later} ${AWS::Region} ${<G>}", "States": {}}
        !Later by "!Later": 1
        Own by "Own": x
        M by "M": AWS::StepFunctions::StateMachine
        M.Arn by "M.Arn": ARN of AWS::StepFunctions::StateMachine
        Fn by "Fn": AWS::Lambda::Function
        Fn.Arn by "Fn.Arn": ARN of AWS::Lambda::Function
        AWS::AccountId by "AWS::AccountId": pseudo parameter
        AWS::NotificationARNs by "AWS::NotificationARNs": pseudo parameter
        AWS::NoValue by "AWS::NoValue": pseudo parameter
        AWS::Partition by "AWS::Partition": pseudo parameter
        AWS::Region by "AWS::Region": pseudo parameter
        AWS::StackId by "AWS::StackId": pseudo parameter
        AWS::StackName by "AWS::StackName": pseudo parameter
        AWS::URLSuffix by "AWS::URLSuffix": pseudo parameter
    "#]],
    );
}

#[test]
fn terraform_is_asked_in_the_same_way() {
    let files = Files::new("main.tf", TERRAFORM, &DEFINITION.replacen("ChargeArn", "Charge$0Arn", 1));
    let deployment = files.deployment();
    check_hover(
        &files,
        expect![[r#"
        definition: "Charge": { "Type": "Task", "Resource": "<${ChargeArn}>", "Comment": "${Table} and ${ChargeArn}", "End": true },
        **`${ChargeArn}`** · variable of `templatefile` of `orders`

        ```hcl
        aws_lambda_function.charge.arn
        ```

        **`aws_lambda_function.charge`** · resource `aws_lambda_function`
    "#]],
    );
    check_spans(
        &files,
        template::definitions(&deployment, files.at),
        expect![[r#"
        main.tf: <ChargeArn> = aws_lambda_function.charge.arn
    "#]],
    );
    let text = TERRAFORM.replacen("charge.arn", "cha$0rge.arn", 1);
    let files = Files::new("main.tf", &text, DEFINITION);
    check_spans(
        &files,
        template::definitions(&files.deployment(), files.at),
        expect![[r#"
        main.tf: resource "aws_lambda_function" "<charge>" {}
    "#]],
    );
    let files = Files::new("main.tf", &TERRAFORM.replacen("\"charge\"", "\"$0charge\"", 1), DEFINITION);
    check_spans(
        &files,
        template::references(&files.deployment(), files.at, true),
        expect![[r#"
        main.tf: ChargeArn = <aws_lambda_function.charge>.arn
        main.tf: resource "aws_lambda_function" "<charge>" {}
    "#]],
    );
}

#[test]
fn functions_in_a_definition_that_is_data_are_those_of_the_template() {
    let text = "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition:\n        StartAt: A\n        \
                States:\n          A: {Type: Task, Resource: !GetAtt F$0n.Arn, End: true}\n  Fn: {Type: AWS::Lambda::Function}\n";
    let files = Files::new("t.yaml", text, "");
    assert_eq!(files.at.file, File::Definition);
    check_hover(
        &files,
        expect![[r#"
        t.yaml: A: {Type: Task, Resource: !GetAtt <Fn.Arn>, End: true}
        `Arn` of **`Fn`** · resource `AWS::Lambda::Function`
    "#]],
    );
    check_spans(
        &files,
        template::definitions(&files.deployment(), files.at),
        expect![[r#"
        t.yaml: <Fn>: {Type: AWS::Lambda::Function}
    "#]],
    );
}
