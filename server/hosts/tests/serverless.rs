//! Machines of the Serverless Framework.

mod shown;

use asl_syntax::Dialect;
use expect_test::expect;
use shown::check;

#[test]
fn definitions_of_every_form() {
    check(
        "serverless.yml",
        r#"service: orders
provider: {name: aws}
stepFunctions:
  stateMachines:
    first:
      type: EXPRESS
      name: ${self:service}-first
      definition:
        StartAt: A
        States:
          A: {Type: Task, Resource: {'Fn::GetAtt': [worker, Arn]}, End: true}
    second:
      definition: ${file(machines/second.asl.yml)}
    third:
      definition: ${file(machines.yml):third}
    fourth:
      definition: |
        {"StartAt": "A"}
    fifth:
      definition: !Sub '{"StartAt": "${AWS::Region}"}'
    sixth: ${file(sixth.yml)}
resources:
  Resources:
    Queue: {Type: AWS::SQS::Queue}
    Seventh:
      Type: AWS::StepFunctions::StateMachine
      Properties:
        DefinitionString: '{}'
"#,
        Dialect::Yaml,
        expect![[r#"
            Serverless, undeclared Any: Queue: Resource("AWS::SQS::Queue"), Seventh: Resource("AWS::StepFunctions::StateMachine")
            first (Express, Expressions) is Object in Yaml:
              |        StartAt: A
              |        States:
              |          A: {Type: Task, Resource: {'Fn::GetAtt': [worker, Arn]}, End: true}
              others are substituted too
            second (Standard, Expressions) is in "machines/second.asl.yml", written "machines/second.asl.yml"
              others are substituted too
            third (Standard, Expressions) is unknown
              others are substituted too
            fourth (Standard, Expressions) is Text in Json:
              |{"StartAt": "A"}
              |
              others are substituted too
            fifth (Standard, Expressions) is Text in Json:
              |{"StartAt": "${AWS::Region}"}
              others are substituted too
            Seventh (Standard, Expressions) is Text in Json:
              |{}
              others are substituted too
        "#]],
    );
}

#[test]
fn a_list_of_machines() {
    check(
        "serverless.yml",
        r#"service: orders
provider: {name: aws}
stepFunctions:
  stateMachines:
    - ${file(a.yml)}
    - first:
        definition: {StartAt: A}
"#,
        Dialect::Yaml,
        expect![[r#"
            Serverless, undeclared Any: 
            first (Standard, Expressions) is Object in Yaml:
              |        {StartAt: A}
              others are substituted too
        "#]],
    );
}

#[test]
fn a_file_of_machines() {
    check(
        "machines.yml",
        r#"stateMachines:
  first:
    definition: {StartAt: A}
"#,
        Dialect::Yaml,
        expect![[r#"
            Serverless, undeclared Any: 
            first (Standard, Expressions) is Object in Yaml:
              |    {StartAt: A}
              others are substituted too
        "#]],
    );
}

#[test]
fn another_file_with_machines_is_none() {
    check(
        "machines.yml",
        r#"stateMachines:
  first: {StartAt: A}
"#,
        Dialect::Yaml,
        expect![[r#"
            no host
        "#]],
    );
}
