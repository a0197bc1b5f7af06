//! Time grows with the length of a host and no faster, for hosts made to hurt.

#![allow(clippy::unwrap_used)] // What is missing here has to fail.

use std::time::{Duration, Instant};

use asl_hosts::{Definition, locate, reference_at, references};
use asl_syntax::{Dialect, Document, Span};

/// Hosts with something repeated in them: path, beginning, what is repeated (`@` is a number), end.
const HOSTS: &[(&str, &str, &str, &str)] = &[
    ("m.tf", "", "resource \"aws_sfn_state_machine\" \"a@\" {\n", ""),
    ("m.tf", "", "resource \"aws_sfn_state_machine\" \"a@\" {\n definition = <<A\n{\"a\": \"${var.b}\"}\nA\n}\n", ""),
    (
        "m.tf",
        "resource \"aws_sfn_state_machine\" \"a\" {\n definition = <<-A\n",
        "  {\"a\": \"${f(\"b\")}\"}\n",
        "A\n}\n",
    ),
    ("m.tf", "resource \"aws_sfn_state_machine\" \"a\" {\n definition = <<-A\n", "${", "A\n}\n"),
    ("m.tf", "resource \"aws_sfn_state_machine\" \"a\" {\n definition = \"{", "${f(\\\"b\\\")} \\\"", "\"\n}\n"),
    ("m.tf", "resource \"aws_sfn_state_machine\" \"a\" {\n definition = ", "\"${", "\n}\n"),
    ("m.tf", "resource \"aws_sfn_state_machine\" \"a\" {\n definition = ", "\"${\n", "\n}\n"),
    ("m.tf", "resource \"aws_sfn_state_machine\" \"a\" {\n definition = ", "<<A\n", "\n}\n"),
    (
        "m.tf",
        "resource \"aws_sfn_state_machine\" \"a\" {\n definition = jsonencode({",
        "a@ = [1, f(x), \"${b(\"c\")}\"]\n",
        "})\n}\n",
    ),
    ("m.tf", "resource \"aws_sfn_state_machine\" \"a\" {\n definition = jsonencode({a = ", "[\n", "})\n}\n"),
    (
        "m.tf",
        "resource \"aws_sfn_state_machine\" \"a\" {\n definition = templatefile(\"a\", {",
        "a@ = f(b)\n",
        "})\n}\n",
    ),
    ("m.tf", "", "{", ""),
    ("m.tf", "", "/*", ""),
    (
        "t.yaml",
        "Resources:\n",
        "  A@:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      Definition:\n        A: !Ref B\n\n",
        "",
    ),
    (
        "t.yaml",
        "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: !Sub |\n",
        "        ${A@} \"${!B}\"\n",
        "",
    ),
    (
        "t.yaml",
        "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: '{}'\n      DefinitionSubstitutions:\n",
        "        A@: !GetAtt B.C\n",
        "",
    ),
    (
        "t.json",
        "{\"Resources\": {\"M\": {\"Type\": \"AWS::StepFunctions::StateMachine\", \"Properties\": {\"DefinitionString\": {\"Fn::Join\": [\",\", [",
        "\"a\\n\", {\"Ref\": \"B\"},",
        "\"\"]]}}}}}",
    ),
    ("serverless.yml", "stepFunctions:\n  stateMachines:\n", "    a@:\n      definition: |\n        {}\n", ""),
];

fn time((path, start, repeated, end): (&str, &str, &str, &str), length: usize) -> Duration {
    let body: String = (0..length / repeated.len()).map(|i| repeated.replace('@', &i.to_string())).collect();
    let dialect = match path.rsplit('.').next() {
        Some("json") => Dialect::Json,
        Some("tf") => Dialect::Text,
        _ => Dialect::Yaml,
    };
    let document = Document::new(&format!("{start}{body}{end}"), dialect);
    let begin = Instant::now();
    let located = locate(&document, path).unwrap();
    references(&document, &located, "B");
    reference_at(&document, &located, document.text().len() / 2);
    for machine in &located.machines {
        let Definition::Embedded(passage) = &machine.definition else { continue };
        let middle = passage.text.len() as u32 / 2;
        passage.map.to_passage(passage.map.to_host(middle));
        passage.map.write(Span::empty(middle), "x");
    }
    begin.elapsed()
}

#[test]
fn four_times_the_host_takes_no_longer_than_about_four_times() {
    for host in HOSTS {
        // The square of four is sixteen. Short times are left to chance, and so are those of a busy machine.
        let look = || {
            let (short, long) = (time(*host, 15_000), time(*host, 60_000));
            (long >= Duration::from_millis(300) && long >= 10 * short).then_some((short, long))
        };
        let seen: Vec<_> = (0..5).map_while(|_| look()).collect();
        assert!(seen.len() < 5, "{host:?}: {seen:?}, where the second takes four times as much");
    }
}
