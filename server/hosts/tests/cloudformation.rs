//! Machines in templates of CloudFormation and SAM.

mod shown;

use asl_syntax::Dialect;
use expect_test::expect;
use shown::check;

#[test]
fn a_definition_as_an_object_is_cut_by_lines() {
    check(
        "template.yaml",
        "\
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String}
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Definition:
        # The first state.
        StartAt: A
        States:
          A: {Type: Task, Resource: !GetAtt Worker.Arn, End: true}
          # More to come.

      DefinitionSubstitutions:
        WorkerArn: !GetAtt Worker.Arn
        Name: !Sub '${Stage}-orders'
  Worker:
    Type: AWS::Serverless::Function
",
        Dialect::Yaml,
        expect![[r#"
            CloudFormation, undeclared Derived: Stage: Parameter("String"), Orders: Resource("AWS::Serverless::StateMachine"), Worker: Resource("AWS::Serverless::Function")
            Orders (Express, Substitutions) is Object in Yaml:
              |        StartAt: A
              |        States:
              |          A: {Type: Task, Resource: !GetAtt Worker.Arn, End: true}
              |          # More to come.
              |
              WorkerArn by Deployment with !GetAtt Worker.Arn, which is Worker
              Name by Deployment with !Sub '${Stage}-orders'
        "#]],
    );
}

#[test]
fn braces_are_cut_at_them() {
    check(
        "t.json",
        r#"{
  "Resources": {
    "Orders": {
      "Type": "AWS::Serverless::StateMachine",
      "Properties": {
        "Definition": {
          "StartAt": "A"
        }, "Type": "STANDARD"
      }
    }
  }
}
"#,
        Dialect::Json,
        expect![[r#"
            CloudFormation, undeclared None: Orders: Resource("AWS::Serverless::StateMachine")
            Orders (Standard, Substitutions) is Object in Json:
              |        {
              |          "StartAt": "A"
              |        }
        "#]],
    );
}

#[test]
fn a_definition_that_is_being_written() {
    check(
        "t.yaml",
        r#"Resources:
  A:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        Sta
      Type: EXPRESS
  B:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:

      Type: EXPRESS
  C:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: A
        Sta
  D:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {StartAt: A,
"#,
        Dialect::Yaml,
        expect![[r#"
            CloudFormation, undeclared Any: A: Resource("AWS::Serverless::StateMachine"), B: Resource("AWS::Serverless::StateMachine"), C: Resource("AWS::Serverless::StateMachine"), D: Resource("AWS::Serverless::StateMachine")
            A (Express, Substitutions) is Object in Yaml:
              |        Sta
            B (Express, Substitutions) is Object in Yaml:
              |
            C (Standard, Substitutions) is Object in Yaml:
              |        StartAt: A
              |        Sta
            D (Standard, Substitutions) is Object in Yaml:
              |      {StartAt: A,
        "#]],
    );
}

#[test]
fn loops_are_looked_into() {
    check(
        "t.yaml",
        r#"Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Machines:
    - Name
    - [A, B]
    - Machine${Name}:
        Type: AWS::StepFunctions::StateMachine
        Properties:
          Definition:
            StartAt: ${Name}
"#,
        Dialect::Yaml,
        expect![[r#"
            CloudFormation, undeclared Any: Machine${Name}: Resource("AWS::StepFunctions::StateMachine")
            Machine${Name} (Standard, Substitutions) is Object in Yaml:
              |            StartAt: ${Name}
              |
              others are substituted too
        "#]],
    );
}

#[test]
fn other_documents_are_no_hosts() {
    check(
        "t.json",
        r#"{"Resources": {"A": {"Type": "Pass"}}, "StartAt": "A", "States": {}}
"#,
        Dialect::Json,
        expect![[r#"
            no host
        "#]],
    );
}

#[test]
fn a_template_without_machines_is_one() {
    check(
        "t.yaml",
        r#"Transform: [AWS::Serverless-2016-10-31, Mine]
Resources: {A: {Type: 'AWS::SQS::Queue'}}
"#,
        Dialect::Yaml,
        expect![[r#"
            CloudFormation, undeclared Any: A: Resource("AWS::SQS::Queue")
        "#]],
    );
}
