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
