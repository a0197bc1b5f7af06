//! Machines of a Terraform configuration, over the wire.

use expect_test::expect;
use serde_json::{Value, json};

use crate::editor::Editor;
use crate::profile;
use crate::project::{Project, at, place, slice, told};

/// One machine in each of the ways that people write them.
const MAIN: &str = r#"variable "table" {
  type = string
}

resource "aws_lambda_function" "charge" {
  function_name = "charge"
}

resource "aws_sfn_state_machine" "orders" {
  name       = "orders"
  definition = <<-EOF
    {
      "StartAt": "🛒 look",
      "States": {
        "🛒 look": {
          "Type": "Task",
          "Resource": "${aws_lambda_function.charge.arn}",
          "TimeoutSeconds": ${var.timeout},
          "Next": "Done"
        },
        "Lost": { "Type": "Pass", "Next": "Nowhere" },
        "Done": { "Type": "Succeed" }
      }
    }
  EOF
}

resource "aws_sfn_state_machine" "audit" {
  type       = "EXPRESS"
  definition = templatefile("${path.module}/flows/audit.asl.json", {
    ChargeArn = aws_lambda_function.charge.arn
    Unused    = var.table
  })
}

resource "aws_sfn_state_machine" "cleanup" {
  definition = jsonencode({
    StartAt = "Sweep"
    States = {
      Sweep = {
        Type     = "Task"
        Resource = aws_lambda_function.charge.arn
        Next     = "Rest"
      }
      Rest = { Type = "Succeed" }
    }
  })
}
"#;

const AUDIT: &str = r#"{
  "StartAt": "Charge it",
  "States": {
    "Charge it": { "Type": "Task", "Resource": "${ChargeArn}", "TimeoutSeconds": ${Seconds}, "End": true }
  }
}
"#;

/// Each range of `edits` in `text` with what it becomes.
fn edited(text: &str, edits: &Value) -> Vec<String> {
    let one = |edit: &Value| {
        let line = edit["range"]["start"]["line"].as_u64().unwrap() + 1;
        format!("{line}: {} -> {}", slice(text, &edit["range"]), edit["newText"].as_str().unwrap())
    };
    edits.as_array().unwrap().iter().map(one).collect()
}

/// The places of `text` that locations name.
fn places(text: &str, locations: &Value) -> Vec<String> {
    let one = |location: &Value| {
        let line = location["range"]["start"]["line"].as_u64().unwrap() + 1;
        format!("{line}: {}", slice(text, &location["range"]))
    };
    locations.as_array().unwrap().iter().map(one).collect()
}

fn project(name: &str) -> Project {
    let project = Project::new(name);
    std::fs::remove_file(project.folder.join("template.yaml")).unwrap();
    project.write("main.tf", MAIN);
    project.write("flows/audit.asl.json", AUDIT);
    project
}

async fn labels(editor: &mut Editor, place: Value) -> Vec<String> {
    let list = editor.request("textDocument/completion", place).await;
    let items = list["items"].as_array().unwrap_or_else(|| panic!("{list}"));
    items.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_machine_in_a_heredoc_is_served_like_a_plain_one() {
    let project = project("tf-heredoc");
    let mut editor = project.session("terraform heredoc", &profile::HELIX_25_01).await;
    let main = project.uri("main.tf");
    editor.open_as(&main, "terraform", 1, MAIN).await;
    let found = editor.published_such(&main, |_| true).await;
    expect![[r#"
        21: unreachable-state No way from "StartAt" leads to the state "Lost". Remove it or point a transition at it.
        21: unknown-target "Next" names "Nowhere", but this machine has no such state.
        32: unused-substitution The definition of "audit" does not name "${Unused}"."#]]
    .assert_eq(&told(&found));
    let unknown = found.as_array().unwrap().iter().find(|it| it["code"] == "unknown-target").unwrap();
    assert_eq!(slice(MAIN, &unknown["range"]), "\"Nowhere\"");

    let here = |marked: &str| at(&main, MAIN, marked);
    assert_eq!(labels(&mut editor, here("\"Next\": \"$0Nowhere")).await, ["🛒 look", "Lost", "Done"]);
    let found = editor.request("textDocument/definition", here("\"Next\": \"Do$0ne")).await;
    assert_eq!(places(MAIN, &found), ["22: Done"]);
    let hover = editor.request("textDocument/hover", here("\"Next\": \"Do$0ne")).await;
    assert_eq!(slice(MAIN, &hover["range"]), "Done");
    assert!(hover["contents"]["value"].as_str().unwrap().contains("Succeed"), "{hover}");
    let hover =
        editor.request("textDocument/hover", here("${aws_lambda_function.ch$0arge.arn}\",\n          \"Ti")).await;
    assert!(hover["contents"]["value"].as_str().unwrap().contains("aws_lambda_function"), "{hover}");
    let found = editor.request("textDocument/definition", here("\"${aws_lambda_function.ch$0arge.arn}")).await;
    assert_eq!(places(MAIN, &found), ["5: charge"]);

    let mut asked = here("\"Next\": \"Do$0ne");
    asked["newName"] = "All done".into();
    let renamed = editor.request("textDocument/rename", asked).await;
    let edits = edited(MAIN, &renamed["documentChanges"][0]["edits"]);
    assert_eq!(edits, ["19: Done -> All done", "22: Done -> All done"]);
    let mut asked = here("\"Next\": \"Do$0ne");
    asked["context"] = json!({ "includeDeclaration": false });
    let found = editor.request("textDocument/references", asked).await;
    assert_eq!(places(MAIN, &found), ["19: Done"]);

    // What is typed inside.
    let start = place(MAIN, "\"Next\": \"$0Nowhere", "utf-8");
    let end = place(MAIN, "\"Next\": \"Nowhere$0", "utf-8");
    let range = json!({ "start": start, "end": end });
    editor.change(&main, 2, json!([{ "range": range, "text": "Dome" }])).await;
    let found = editor.published_such(&main, |found| told(found).contains("Dome")).await;
    assert!(told(&found).contains("Did you mean \"Done\""), "{found}");
    let unknown = found.as_array().unwrap().iter().find(|it| it["code"] == "unknown-target").unwrap();
    let context = json!({ "diagnostics": [unknown], "only": ["quickfix"] });
    let asked = json!({ "textDocument": { "uri": main }, "range": unknown["range"], "context": context });
    let actions = editor.request("textDocument/codeAction", asked).await;
    let edit = &actions[0]["edit"]["documentChanges"][0]["edits"];
    let typed = MAIN.replace("Nowhere", "Dome");
    assert_eq!(edited(&typed, edit), ["21: \"Dome\" -> \"Done\""], "{actions}");
    editor.finish().await;
}

#[tokio::test]
async fn an_encoded_machine_is_served_like_a_plain_one() {
    let project = project("tf-encoded");
    let mut editor = project.session("terraform encoded", &profile::HELIX_25_01).await;
    let main = project.uri("main.tf");
    for function in ["jsonencode", "yamlencode"] {
        let text = MAIN.replace("jsonencode", function);
        editor.open_as(&main, "terraform", 1, &text).await;
        editor.published_such(&main, |_| true).await;
        let here = |marked: &str| at(&main, &text, marked);
        let found = editor.request("textDocument/definition", here("Next     = \"Re$0st\"")).await;
        assert_eq!(places(&text, &found), ["45: Rest"], "{function}");
        assert_eq!(labels(&mut editor, here("Next     = \"$0Rest\"")).await, ["Sweep", "Rest"]);
        let mut asked = here("Next     = \"Re$0st\"");
        asked["newName"] = "Pause".into();
        let renamed = editor.request("textDocument/rename", asked).await;
        let edits = edited(&text, &renamed["documentChanges"][0]["edits"]);
        assert_eq!(edits, ["43: Rest -> Pause", "45: Rest -> Pause"]);
        let start = place(&text, "Next     = \"$0Rest\"", "utf-8");
        let end = place(&text, "Next     = \"Rest$0\"", "utf-8");
        let range = json!({ "start": start, "end": end });
        editor.change(&main, 2, json!([{ "range": range, "text": "Rust" }])).await;
        let found = editor.published_such(&main, |found| told(found).contains("Did you mean \"Rest\"")).await;
        let unknown = found.as_array().unwrap().iter().find(|it| it["message"].as_str().unwrap().contains("Rust"));
        assert_eq!(unknown.unwrap()["range"]["start"]["line"], 42);
        editor.notify("textDocument/didClose", json!({ "textDocument": { "uri": main } })).await;
    }
    editor.finish().await;
}

#[tokio::test]
async fn a_file_that_terraform_renders_knows_its_variables() {
    let project = project("tf-file");
    let mut editor = project.session("terraform file", &profile::HELIX_25_01).await;
    let (main, audit) = (project.uri("main.tf"), project.uri("flows/audit.asl.json"));
    editor.open_as(&audit, "json", 1, AUDIT).await;
    let found = editor.published_such(&audit, |found| told(found).contains("undefined-substitution")).await;
    expect![[r#"
        4: undefined-substitution Nothing fills in "${Seconds}". The template declares no such name in "templatefile".
        4: unquoted-placeholder ${Seconds} is no JSON until it is filled in; tools that read JSON stop here."#]]
    .assert_eq(&told(&found));
    let in_audit = |marked: &str| at(&audit, AUDIT, marked);
    let found = editor.request("textDocument/definition", in_audit("${Charge$0Arn}")).await;
    assert_eq!((found[0]["uri"].as_str().unwrap(), places(MAIN, &found)), (&*main, vec!["31: ChargeArn".to_owned()]));
    let mut asked = in_audit("${Charge$0Arn}");
    asked["newName"] = "PayArn".into();
    editor.open_as(&main, "terraform", 1, MAIN).await;
    let renamed = editor.request("textDocument/rename", asked).await;
    let changes = renamed["documentChanges"].as_array().unwrap();
    let mut edits: Vec<_> = changes
        .iter()
        .flat_map(|change| edited(if change["textDocument"]["uri"] == main { MAIN } else { AUDIT }, &change["edits"]))
        .collect();
    edits.sort();
    assert_eq!(edits, ["31: ChargeArn -> PayArn", "4: ChargeArn -> PayArn"]);
    // A variable that is added here is known there.
    let added = MAIN.replace("Unused    =", "Seconds   =");
    editor.change(&main, 2, json!([{ "text": added }])).await;
    editor.published_such(&audit, |found| !told(found).contains("undefined-substitution")).await;
    editor.finish().await;
}

/// What a directive makes of a text is known when it is rendered; until then nothing is wrong with it.
#[tokio::test]
async fn directives_are_holes() {
    let project = project("tf-directives");
    let mut editor = project.session("terraform directives", &profile::HELIX_25_01).await;
    let (main, audit) = (project.uri("main.tf"), project.uri("flows/audit.asl.json"));
    let text = MAIN
        .replace("        \"Lost\":", "        %{ if var.lost ~}\n        \"Lost\":")
        .replace("\"Nowhere\" },\n", "\"Nowhere%{ if true }!%{ else }?%{ endif }\" }\n        %{ if var.more == \"x\" },%{ endif }\n        %{ endif ~}\n");
    editor.open_as(&main, "terraform", 1, &text).await;
    let found = editor.published_such(&main, |_| true).await;
    assert_eq!(told(&found), "35: unused-substitution The definition of \"audit\" does not name \"${Unused}\".");
    let here = |marked: &str| at(&main, &text, marked);
    let found = editor.request("textDocument/definition", here("\"Next\": \"Do$0ne")).await;
    assert_eq!(places(&text, &found), ["25: Done"]);
    let mut asked = here("\"Next\": \"Do$0ne");
    asked["newName"] = "All done".into();
    let renamed = editor.request("textDocument/rename", asked).await;
    let edits = edited(&text, &renamed["documentChanges"][0]["edits"]);
    assert_eq!(edits, ["19: Done -> All done", "25: Done -> All done"]);

    let rendered = AUDIT.replace("\"End\": true", "%{ if Last }\"End\": true%{ else }\"Next\": \"Others\"%{ endif ~}");
    editor.open_as(&audit, "json", 1, &rendered).await;
    let found = editor.published_such(&audit, |_| true).await;
    assert_eq!(found, json!([]));
    editor.finish().await;
}
