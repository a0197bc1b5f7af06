//! How long it takes to find machines, in templates of about a megabyte.

use asl_hosts::locate;
use asl_syntax::{Dialect, Document};
use divan::{Bencher, black_box, counter::BytesCount};

fn main() {
    divan::main();
}

/// Functions, a machine in a file for each thousand of them, and one machine with `definition`.
fn template(definition: &str) -> String {
    let mut text = String::from("Transform: AWS::Serverless-2016-10-31\nResources:\n");
    for i in 0..6000 {
        text += &format!(
            "  Function{i}:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: app.handler\n      Runtime: python3.13\n      Environment: {{Variables: {{TABLE: !Ref Table{i}}}}}\n"
        );
        if i % 1000 == 0 {
            text += &format!(
                "  Machine{i}:\n    Type: AWS::Serverless::StateMachine\n    Properties: {{DefinitionUri: a.asl.json}}\n"
            );
        }
    }
    text + "  Machine:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n" + definition
}

fn run(bencher: Bencher<'_, '_>, definition: &str) {
    let text = template(definition);
    let document = Document::new(&text, Dialect::Yaml);
    bencher.counter(BytesCount::of_str(&text)).bench(|| locate(black_box(&document), "template.yaml"));
}

#[divan::bench]
fn machines_in_files(bencher: Bencher<'_, '_>) {
    run(bencher, "      DefinitionS3Location: a.json\n");
}

#[divan::bench]
fn a_definition_of_100_kb_in_a_block(bencher: Bencher<'_, '_>) {
    let mut states = String::new();
    while states.len() < 100_000 {
        states += &format!("            \"State{}\": {{\"Type\": \"Pass\", \"End\": true}},\n", states.len());
    }
    run(bencher, &format!("      DefinitionString: !Sub |\n        {{\n{states}        }}\n"));
}

#[divan::bench]
fn a_definition_of_100_kb_as_data(bencher: Bencher<'_, '_>) {
    let mut states = String::new();
    while states.len() < 100_000 {
        states += &format!("            State{}: {{Type: Pass, End: true}}\n", states.len());
    }
    run(bencher, &format!("      Definition:\n        StartAt: State0\n        States:\n{states}"));
}
