//! A definition and the template that deploys it, asked together. `$0` is the cursor, in one of the two files.

#![allow(clippy::unwrap_used)] // What is missing here has to fail.

mod every_place;
mod files;
mod findings;
mod notations;
mod placeholders;
mod proposals;

use asl_analysis::template::{self, File, FileSpan};
use expect_test::Expect;
use files::Files;

const TEMPLATE: &str = "\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String}
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      DefinitionUri: orders.asl.json
      DefinitionSubstitutions:
        ChargeArn: !GetAtt Charge.Arn
        Table: !Ref Items
        Name: !Sub '${Stage}-orders'
  Charge:
    Type: AWS::Serverless::Function
  Items:
    Type: AWS::DynamoDB::Table
  Refund:
    Type: AWS::Lambda::Function
Outputs:
  Function: {Value: !Sub '${Charge.Arn}'}
";

const DEFINITION: &str = r#"{
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "${ChargeArn}", "Comment": "${Table} and ${ChargeArn}", "End": true },
    "${Unknown}": { "Type": "Succeed" }
  }
}"#;

const JOINED: &str = r#"{"Resources": {
  "Fn1": {"Type": "AWS::Lambda::Function"},
  "M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString": {"Fn::Join": ["", [
    "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Task\", \"Resource\": \"",
    {"Fn::GetAtt": ["Fn1", "Arn"]}, "\", \"End\": true}}}"]]}}}
}}"#;

const SUB: &str = "\
Resources:
  M:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionSubstitutions: {Later: 1}
      DefinitionString: !Sub
        - |
          {\"StartAt\": \"${Own}\", \"Comment\": \"${Fn.Arn} ${!Later} ${AWS::Region} ${Gone}\", \"States\": {}}
        - Own: x
  Fn: {Type: AWS::Lambda::Function}
";

const TERRAFORM: &str = r#"
resource "aws_sfn_state_machine" "orders" {
  definition = templatefile("${path.module}/orders.asl.json", {
    ChargeArn = aws_lambda_function.charge.arn
    Table     = var.table
  })
}
resource "aws_lambda_function" "charge" {}
variable "table" {}
"#;

/// The files with the cursor where `at` is in the definition or else in the template.
fn files(at: &str) -> Files {
    let cursor = at.replacen('|', "$0", 1);
    let plain = at.replacen('|', "", 1);
    match DEFINITION.contains(&plain) {
        true => Files::new("template.yaml", TEMPLATE, &DEFINITION.replacen(&plain, &cursor, 1)),
        false => {
            assert!(TEMPLATE.contains(&plain), "{plain} is nowhere");
            Files::new("template.yaml", &TEMPLATE.replacen(&plain, &cursor, 1), DEFINITION)
        }
    }
}

fn check_hover(files: &Files, expected: Expect) {
    let found = template::hover(&files.deployment(), files.at);
    expected.assert_eq(
        &found.map_or("nothing\n".to_owned(), |found| format!("{}{}\n", files.show(found.at), found.markdown)),
    );
}

fn check_spans(files: &Files, found: Vec<FileSpan>, expected: Expect) {
    expected.assert_eq(&found.into_iter().map(|at| files.show(at)).collect::<String>());
}

fn check_proposals(files: &Files, expected: Expect) {
    let Some(found) = template::proposals(&files.deployment(), files.at.offset) else {
        return expected.assert_eq("nothing\n");
    };
    let mut shown = files.show(FileSpan { file: File::Definition, span: found.replace });
    for item in found.items {
        shown += &format!("{} by {:?}: {}\n", item.name, item.insert, item.detail);
        shown += &item.declaration.map_or(String::new(), |edit| files.apply(&[edit]));
    }
    expected.assert_eq(&shown);
}
