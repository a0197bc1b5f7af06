//! Definitions inside of strings of templates.

mod shown;

use asl_syntax::Dialect;
use expect_test::expect;
use shown::check;

#[test]
fn a_literal_block() {
    check(
        "t.yaml",
        r#"Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: |
        {"StartAt": "A",
          "States": {}}
      StateMachineType: EXPRESS
"#,
        Dialect::Yaml,
        expect![[r#"
            CloudFormation, undeclared None: Orders: Resource("AWS::StepFunctions::StateMachine")
            Orders (Express, Substitutions) is Text in Json:
              |{"StartAt": "A",
              |  "States": {}}
              |
        "#]],
    );
}

#[test]
fn a_sub_of_a_block() {
    check(
        "t.yaml",
        r#"Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Sub |-
        {"StartAt": "A", "Resource": "${Worker.Arn}",

          "States": {}}
"#,
        Dialect::Yaml,
        expect![[r#"
            CloudFormation, undeclared None: Orders: Resource("AWS::StepFunctions::StateMachine")
            Orders (Standard, Sub) is Text in Json:
              |{"StartAt": "A", "Resource": "${Worker.Arn}",
              |
              |  "States": {}}
        "#]],
    );
}

#[test]
fn quotes_of_yaml() {
    check(
        "t.yaml",
        r#"Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: "{\"StartAt\": \"\u0041\"}"
  Second:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: '{"Comment": "it''s", "StartAt":
         "A"}'
  Third:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: >-
        {"StartAt":
        "A"}
"#,
        Dialect::Yaml,
        expect![[r#"
            CloudFormation, undeclared None: Orders: Resource("AWS::StepFunctions::StateMachine"), Second: Resource("AWS::StepFunctions::StateMachine"), Third: Resource("AWS::StepFunctions::StateMachine")
            Orders (Standard, Substitutions) is Text in Json:
              |{"StartAt": "A"}
            Second (Standard, Substitutions) is Text in Json:
              |{"Comment": "it's", "StartAt": "A"}
            Third (Standard, Substitutions) is Text in Json:
              |{"StartAt": "A"}
        "#]],
    );
}

#[test]
fn a_sub_with_variables() {
    check(
        "t.yaml",
        r#"Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString:
        Fn::Sub:
          - '{"StartAt": "${First}", "Resource": "${Arn}"}'
          - First: A
            Arn: !GetAtt Worker.Arn
      DefinitionSubstitutions: {Later: !Ref Worker}
"#,
        Dialect::Yaml,
        expect![[r#"
            CloudFormation, undeclared None: Orders: Resource("AWS::StepFunctions::StateMachine")
            Orders (Standard, Sub) is Text in Json:
              |{"StartAt": "${First}", "Resource": "${Arn}"}
              First by Sub with A
              Arn by Sub with !GetAtt Worker.Arn, which is Worker
              Later by Deployment with !Ref Worker, which is Worker
        "#]],
    );
}

#[test]
fn a_join_with_functions() {
    check(
        "t.json",
        r#"{"Resources": {"M6C968CA5": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString": {
  "Fn::Join": ["", ["{\"StartAt\":\"A\",\"Resource\":\"arn:", {"Ref": "AWS::Partition"}, ":x:", {"Fn::GetAtt": ["Fn1", "Arn"]}, "\"}",
    {"Fn::Select": [0, "x"]}]]}}}}}
"#,
        Dialect::Json,
        expect![[r#"
            CloudFormation, undeclared None: M6C968CA5: Resource("AWS::StepFunctions::StateMachine")
            M6C968CA5 (Standard, Substitutions) is Text in Json:
              |{"StartAt":"A","Resource":"arn:${AWS::Partition}:x:${Fn1.Arn}"}${Fn}
              ${AWS::Partition} for {"Ref": "AWS::Partition"}, which is AWS::Partition
              ${Fn1.Arn} for {"Fn::GetAtt": ["Fn1", "Arn"]}, which is Fn1
              ${Fn} for {"Fn::Select": [0, "x"]}
        "#]],
    );
}

#[test]
fn a_join_by_line_ends() {
    check(
        "t.yaml",
        r#"Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString:
        Fn::Join:
        - "\n"
        - - "{"
          - '  "StartAt": "A"'
          - "}"
"#,
        Dialect::Yaml,
        expect![[r#"
            CloudFormation, undeclared None: Orders: Resource("AWS::StepFunctions::StateMachine")
            Orders (Standard, Substitutions) is Text in Json:
              |{
              |  "StartAt": "A"
              |}
        "#]],
    );
}

#[test]
fn what_cannot_be_known() {
    check(
        "t.yaml",
        r#"Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !If [A, b, c]
  B:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: "${Definition}"
  C:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        Fn::Transform: {Name: AWS::Include, Parameters: {Location: x.yaml}}
      Type: !Ref Kind
  D:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: s3://bucket/key
      DefinitionSubstitutions: !If [A, b, c]
  E:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionS3Location: {Bucket: b, Key: k}
      DefinitionSubstitutions:
        Fn::Transform: x
        Known: 1
  F:
    Type: AWS::Serverless::StateMachine
    Properties: {}
"#,
        Dialect::Yaml,
        expect![[r#"
            CloudFormation, undeclared None: Orders: Resource("AWS::StepFunctions::StateMachine"), B: Resource("AWS::StepFunctions::StateMachine"), C: Resource("AWS::Serverless::StateMachine"), D: Resource("AWS::Serverless::StateMachine"), E: Resource("AWS::StepFunctions::StateMachine"), F: Resource("AWS::Serverless::StateMachine")
            Orders (Standard, Substitutions) is unknown
            B (Standard, Substitutions) is unknown
            C (?, Substitutions) is unknown
            D (Standard, Substitutions) is unknown
              others are substituted too
            E (Standard, Substitutions) is unknown
              others are substituted too
              Known by Deployment with 1
            F (Standard, Substitutions) is unknown
        "#]],
    );
}

#[test]
fn files() {
    check(
        "t.yaml",
        r#"Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionS3Location: ./orders.asl.json
  B:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: 'machines/b.asl.yaml'
"#,
        Dialect::Yaml,
        expect![[r#"
            CloudFormation, undeclared None: Orders: Resource("AWS::StepFunctions::StateMachine"), B: Resource("AWS::Serverless::StateMachine")
            Orders (Standard, Substitutions) is in "./orders.asl.json", written "./orders.asl.json"
            B (Standard, Substitutions) is in "machines/b.asl.yaml", written "machines/b.asl.yaml"
        "#]],
    );
}
