//! Machines of Terraform.

#![allow(clippy::unwrap_used)] // What is missing here has to fail.

mod shown;

use asl_syntax::Dialect;
use expect_test::expect;
use shown::check;

#[test]
fn heredocs() {
    check(
        "main.tf",
        r#"resource "aws_lambda_function" "worker" {
  name = "x" # A comment with } and "
}

resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  type     = "EXPRESS"
  definition = <<EOF
{
  "StartAt": "A",
  "Resource": "${aws_lambda_function.worker.arn}", "Literal": "$${Name}"
}
EOF
  logging_configuration {
    level = "ALL"
  }
}

resource "aws_sfn_state_machine" "second" {
  definition = <<-JSON
    {
      "StartAt": "${lookup(var.x, "a")}"

    }
    JSON
}
variable "x" {}
"#,
        Dialect::Text,
        expect![[r#"
            Terraform, undeclared Any: aws_lambda_function.worker: Resource("aws_lambda_function"), aws_sfn_state_machine.orders: Resource("aws_sfn_state_machine"), aws_sfn_state_machine.second: Resource("aws_sfn_state_machine"), var.x: Parameter("")
            orders (Express, Expressions) is Text in Json:
              |{
              |  "StartAt": "A",
              |  "Resource": "${aws_lambda_function.worker.arn}", "Literal": "${Name}"
              |}
              |
              others are substituted too
            second (Standard, Expressions) is Text in Json:
              |{
              |  "StartAt": "${expression}"
              |
              |}
              |
              ${expression} for ${lookup(var.x, "a")}
              others are substituted too
        "#]],
    );
}

#[test]
fn strings_and_files() {
    check(
        "main.tf",
        r#"resource "aws_sfn_state_machine" "a" {
  definition = "{\"StartAt\": \"A\", \"Resource\": \"${var.arn}\"}"
}
resource "aws_sfn_state_machine" "b" {
  definition = file("${path.module}/b.asl.json")
}
resource "aws_sfn_state_machine" "c" {
  definition = templatefile("${path.module}/c.asl.json", {
    worker = aws_lambda_function.worker.arn
    "table" : var.table, list = [1,
      2]
  })
  type = var.kind
}
resource "aws_sfn_state_machine" "d" {
  definition = templatefile("./d.asl.json", merge(local.a, local.b))
}
resource "aws_sfn_state_machine" "e" {
  definition = local.definition
}
resource "aws_lambda_function" "worker" {}
variable "table" {}
"#,
        Dialect::Text,
        expect![[r#"
            Terraform, undeclared Any: aws_sfn_state_machine.a: Resource("aws_sfn_state_machine"), aws_sfn_state_machine.b: Resource("aws_sfn_state_machine"), aws_sfn_state_machine.c: Resource("aws_sfn_state_machine"), aws_sfn_state_machine.d: Resource("aws_sfn_state_machine"), aws_sfn_state_machine.e: Resource("aws_sfn_state_machine"), aws_lambda_function.worker: Resource("aws_lambda_function"), var.table: Parameter("")
            a (Standard, Expressions) is Text in Json:
              |{"StartAt": "A", "Resource": "${var.arn}"}
              others are substituted too
            b (Standard, Expressions) is in "b.asl.json", written "b.asl.json"
              others are substituted too
            c (?, Substitutions) is in "c.asl.json", written "c.asl.json"
              worker by Deployment with aws_lambda_function.worker.arn, which is aws_lambda_function.worker
              table by Deployment with var.table, which is var.table
              list by Deployment with [1, 2]
            d (Standard, Substitutions) is in "./d.asl.json", written "./d.asl.json"
              others are substituted too
            e (Standard, Expressions) is unknown
              others are substituted too
        "#]],
    );
}

#[test]
fn encoded_expressions() {
    check(
        "main.tf",
        r#"resource "aws_sfn_state_machine" "a" {
  definition = jsonencode({
    StartAt = "First step" # Here.
    States = {
      "First step" = {
        Type       = "Task"
        Resource   = aws_lambda_function.worker.arn
        Retry      = [{ ErrorEquals = ["States.ALL"], MaxAttempts = 2 }, ]
        Parameters = { "a.$" : "$.${var.x}", "b" = "q\"$${c}", (var.k) = var.y ? 1 : -2, n = -1, t = true }
        Catch      = [for e in var.errors : e]
        Next = "Last"
      }
      Last = { Type = "Succeed" }
    }
  })
}
resource "aws_lambda_function" "worker" {}
"#,
        Dialect::Text,
        expect![[r#"
            Terraform, undeclared Any: aws_sfn_state_machine.a: Resource("aws_sfn_state_machine"), aws_lambda_function.worker: Resource("aws_lambda_function")
            a (Standard, Expressions) is Text in Json:
              |{
              |    "StartAt": "First step",
              |    "States": {
              |      "First step": {
              |        "Type": "Task",
              |        "Resource": "${aws_lambda_function.worker.arn}",
              |        "Retry": [{ "ErrorEquals": ["States.ALL"],"MaxAttempts": 2 }],
              |        "Parameters": { "a.$": "$.${var.x}","b": "q\"${c}","${expression}": "${expression}","n": -1,"t": true },
              |        "Catch": "${expression}",
              |        "Next": "Last"
              |      },
              |      "Last": { "Type": "Succeed" }
              |    }
              |  }
              ${aws_lambda_function.worker.arn} for aws_lambda_function.worker.arn, which is aws_lambda_function.worker
              ${expression} for (var.k)
              ${expression} for var.y ? 1 : -2
              ${expression} for [for e in var.errors : e]
              others are substituted too
        "#]],
    );
}

#[test]
fn expressions_around_a_definition() {
    check(
        "main.tf",
        r#"resource "aws_sfn_state_machine" "a" {
  definition = yamlencode({ StartAt = "A" })
}
resource "aws_sfn_state_machine" "b" {
  definition = jsonencode(yamldecode(templatefile("b.asl.yaml", { arn = var.arn })))
}
resource "aws_sfn_state_machine" "c" {
  definition = trimspace(<<EOF
{"StartAt": "A"}
EOF
  )
}
resource "aws_sfn_state_machine" "d" {
  definition = jsonencode(merge(local.a, { StartAt = "A" }))
}
"#,
        Dialect::Text,
        expect![[r#"
            Terraform, undeclared Any: aws_sfn_state_machine.a: Resource("aws_sfn_state_machine"), aws_sfn_state_machine.b: Resource("aws_sfn_state_machine"), aws_sfn_state_machine.c: Resource("aws_sfn_state_machine"), aws_sfn_state_machine.d: Resource("aws_sfn_state_machine")
            a (Standard, Expressions) is Text in Json:
              |{ "StartAt": "A" }
              others are substituted too
            b (Standard, Substitutions) is in "b.asl.yaml", written "b.asl.yaml"
              arn by Deployment with var.arn
            c (Standard, Expressions) is Text in Json:
              |{"StartAt": "A"}
              |
              others are substituted too
            d (Standard, Expressions) is unknown
              others are substituted too
        "#]],
    );
}

#[test]
fn directives() {
    check(
        "main.tf",
        r#"resource "aws_sfn_state_machine" "a" {
  definition = <<EOF
{
  %{ if var.x == "y" ~}
  "StartAt": "A \" %{ if var.z }B%{ else }C%{ endif }",
  %{~ endif }
  "%%{": ""
}
EOF
}
"#,
        Dialect::Text,
        expect![[r#"
            Terraform, undeclared Any: aws_sfn_state_machine.a: Resource("aws_sfn_state_machine")
            a (Standard, Expressions) is Text in Json:
              |{
              |  /* %{ if } */
              |  "StartAt": "A \" %{ if }B%{ else }C%{ endif }",
              |  /* %{ endif } */
              |  "%{": ""
              |}
              |
              others are substituted too
        "#]],
    );
}

#[test]
fn a_file_that_is_being_typed() {
    check(
        "main.tf",
        r#"resource "aws_sfn_state_machine" "a" {
  name = "unclosed
  definition = <<EOF
{"StartAt": "${
EOF
  tags = {
resource "aws_sfn_state_machine" "b" {
  definition = "{}"
"#,
        Dialect::Text,
        expect![[r#"
            Terraform, undeclared Any: aws_sfn_state_machine.a: Resource("aws_sfn_state_machine"), aws_sfn_state_machine.b: Resource("aws_sfn_state_machine")
            a (Standard, Expressions) is Text in Json:
              |{"StartAt": "${
              |
              others are substituted too
            b (Standard, Expressions) is Text in Json:
              |{}
              others are substituted too
        "#]],
    );
}

#[test]
fn configurations_in_json() {
    check(
        "main.tf.json",
        r#"{"resource": {
  "aws_sfn_state_machine": {"a": {"type": "EXPRESS", "definition": "{\"StartAt\": \"${aws_lambda_function.f.arn}\"}"}},
  "aws_lambda_function": [{"f": {}}]
}}
"#,
        Dialect::Json,
        expect![[r#"
            Terraform, undeclared Any: aws_sfn_state_machine.a: Resource("aws_sfn_state_machine"), aws_lambda_function.f: Resource("aws_lambda_function")
            a (Express, Expressions) is Text in Json:
              |{"StartAt": "${aws_lambda_function.f.arn}"}
              others are substituted too
        "#]],
    );
    check(
        "main.json",
        r#"{"resource": {"aws_sfn_state_machine": {"a": {}}}}"#,
        Dialect::Json,
        expect![[r#"
        no host
    "#]],
    );
}

#[test]
fn an_object_that_is_too_deep_is_left_alone() {
    for depth in [100, 100_000] {
        let text = format!(
            "resource \"aws_sfn_state_machine\" \"a\" {{\n  definition = jsonencode({{ a = {}{} }})\n}}\n",
            "[".repeat(depth),
            "]".repeat(depth)
        );
        let located = asl_hosts::locate(&asl_syntax::Document::new(&text, Dialect::Text), "main.tf").unwrap();
        let is_found = matches!(located.machines[0].definition, asl_hosts::Definition::Embedded(_));
        assert_eq!(is_found, depth == 100);
    }
}
