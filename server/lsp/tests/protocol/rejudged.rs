//! Findings that concern two files are told again when either of them changes.

use serde_json::{Value, json};

use crate::profile;
use crate::project::{ORDER, Project, TEMPLATE, at, place, slice, told};

#[tokio::test]
async fn a_definition_is_judged_again_when_its_template_changes() {
    let project = Project::new("changes");
    let mut editor = project.session("rejudged changes", &profile::HELIX_25_01).await;
    let (template, order) = (project.uri("template.yaml"), project.uri("flows/order.asl.json"));
    editor.open(&order, 1, ORDER).await;
    let lacks_arn = |found: &Value| told(found).contains("undefined-substitution");
    editor.published_such(&order, |found| !lacks_arn(found)).await;

    // On disk.
    let without = TEMPLATE.replace("        ChargeArn: !GetAtt Charge.Arn\n", "");
    project.write("template.yaml", &without);
    let changed = json!({ "changes": [{ "uri": template, "type": 2 }] });
    editor.notify("workspace/didChangeWatchedFiles", changed.clone()).await;
    let found = editor.published_such(&order, lacks_arn).await;
    let undefined = found.as_array().unwrap().iter().find(|it| it["code"] == "undefined-substitution").unwrap();
    assert_eq!(slice(ORDER, &undefined["range"]), "${ChargeArn}");
    assert!(
        editor.request("textDocument/hover", at(&order, ORDER, "${Charge$0Arn}")).await["contents"]["value"]
            .as_str()
            .unwrap()
            .contains("Nothing fills in")
    );

    // Open and not saved, which wins over the disk.
    editor.open_as(&template, "cloudformation", 1, TEMPLATE).await;
    editor.published_such(&order, |found| !lacks_arn(found)).await;
    let line = place(TEMPLATE, "$0        ChargeArn", "utf-8")["line"].as_u64().unwrap();
    let range = json!({ "start": { "line": line, "character": 8 }, "end": { "line": line, "character": 17 } });
    editor.change(&template, 2, json!([{ "range": range, "text": "PayArn" }])).await;
    editor.published_such(&order, lacks_arn).await;
    editor.change(&template, 3, json!([{ "text": TEMPLATE }])).await;
    editor.published_such(&order, |found| !lacks_arn(found)).await;
    editor.notify("textDocument/didClose", json!({ "textDocument": { "uri": template } })).await;
    editor.published_such(&order, lacks_arn).await;

    // Deleted, nobody knows what fills in the placeholders.
    std::fs::remove_file(project.folder.join("template.yaml")).unwrap();
    let deleted = json!({ "changes": [{ "uri": template, "type": 3 }] });
    editor.notify("workspace/didChangeWatchedFiles", deleted).await;
    editor.published_such(&order, |found| !lacks_arn(found)).await;
    editor.finish().await;
}

/// Neovim 0.10 asks for diagnostics when its own text changes, and cannot be told to ask again.
#[tokio::test]
async fn a_client_that_asks_too_seldom_is_told() {
    let project = Project::new("seldom");
    let mut editor = project.session("rejudged seldom", &profile::NEOVIM_0_10).await;
    let (template, order) = (project.uri("template.yaml"), project.uri("flows/order.asl.json"));
    let order_text = ORDER.replace("${ChargeArn}", "${PayArn}");
    editor.open(&order, 1, &order_text).await;
    editor.published_such(&order, |found| told(found).contains("${PayArn}")).await;
    let renamed = TEMPLATE.replace("ChargeArn:", "PayArn:");
    editor.open_as(&template, "yaml", 1, &renamed).await;
    let is_known = |found: &Value| !told(found).contains("undefined-substitution");
    editor.published_such(&order, is_known).await;

    // What was written shortly before a document is closed is seen, though nothing tells of it.
    project.write("template.yaml", &renamed);
    editor.notify("textDocument/didClose", json!({ "textDocument": { "uri": template } })).await;
    editor.request("workspace/symbol", json!({ "query": "nothing" })).await;
    editor.change(&order, 2, json!([{ "text": order_text.replace("Next\": \"Store", "Next\": \"Stroe") }])).await;
    let found = editor.published_such(&order, |found| told(found).contains("unknown-target")).await;
    assert!(is_known(&found), "{found}");
    editor.finish().await;
}

/// The others are told to ask again.
#[tokio::test]
async fn a_client_that_asks_is_told_when() {
    let project = Project::new("again");
    let mut editor = project.session("rejudged again", &profile::HELIX_25_07).await;
    let (template, order) = (project.uri("template.yaml"), project.uri("flows/order.asl.json"));
    editor.open(&order, 1, ORDER).await;
    let asked = json!({ "textDocument": { "uri": order } });
    let found = editor.request("textDocument/diagnostic", asked.clone()).await;
    assert!(!told(&found["items"]).contains("undefined-substitution"), "{found}");
    editor.open_as(&template, "yaml", 1, &TEMPLATE.replace("ChargeArn:", "PayArn:")).await;
    editor.request("textDocument/diagnostic", json!({ "textDocument": { "uri": template } })).await;
    editor.answer("workspace/diagnostic/refresh", Value::Null).await;
    let found = editor.request("textDocument/diagnostic", asked).await;
    assert!(told(&found["items"]).contains("undefined-substitution"), "{found}");
    editor.finish().await;
}

/// What the template says of a name that its definition does not use (any more).
fn is_unused(found: &Value, name: &str) -> bool {
    told(found).contains(&format!("unused-substitution The definition of \"OrderFlow\" does not name \"${{{name}}}\""))
}

#[tokio::test]
async fn a_template_is_judged_again_when_its_definition_changes() {
    let project = Project::new("reverse");
    let mut editor = project.session("rejudged reverse", &profile::HELIX_25_01).await;
    let (template, order) = (project.uri("template.yaml"), project.uri("flows/order.asl.json"));
    editor.open_as(&template, "yaml", 1, TEMPLATE).await;
    editor.published_such(&template, |found| !told(found).contains("unused-substitution")).await;

    // On disk.
    let fixed = ORDER.replace("${ChargeArn}", "arn:aws:lambda:us-east-1:123456789012:function:charge");
    let changed = json!({ "changes": [{ "uri": order, "type": 2 }] });
    project.write("flows/order.asl.json", &fixed);
    editor.notify("workspace/didChangeWatchedFiles", changed.clone()).await;
    let found = editor.published_such(&template, |found| is_unused(found, "ChargeArn")).await;
    let unused = found.as_array().unwrap().iter().find(|it| it["code"] == "unused-substitution").unwrap();
    assert_eq!(slice(TEMPLATE, &unused["range"]), "ChargeArn");

    // Open in another text than on disk, then typed in, then closed.
    editor.open(&order, 1, ORDER).await;
    editor.published_such(&template, |found| !told(found).contains("unused-substitution")).await;
    editor.change(&order, 2, json!([{ "text": ORDER.replace("${TableName}", "orders") }])).await;
    editor.published_such(&template, |found| is_unused(found, "TableName")).await;
    editor.change(&order, 3, json!([{ "text": ORDER }])).await;
    editor.published_such(&template, |found| !told(found).contains("unused-substitution")).await;
    editor.notify("textDocument/didClose", json!({ "textDocument": { "uri": order } })).await;
    editor.published_such(&template, |found| is_unused(found, "ChargeArn")).await;
    editor.finish().await;
}

/// Nothing that is typed in a definition is told about its template unless it concerns it.
#[tokio::test]
async fn a_template_is_not_told_again_for_nothing() {
    let project = Project::new("nothing");
    let mut editor = project.session("rejudged nothing", &profile::HELIX_25_01).await;
    let (template, order) = (project.uri("template.yaml"), project.uri("flows/order.asl.json"));
    editor.open_as(&template, "yaml", 1, TEMPLATE).await;
    editor.published_such(&template, |_| true).await;
    editor.open(&order, 1, ORDER).await;
    editor.published(&order, 1).await;
    for version in 2..12 {
        let text = ORDER.replace("Store\"", &format!("Store {version}\""));
        editor.change(&order, version, json!([{ "text": text }])).await;
        editor.published(&order, version).await;
    }
    editor.change(&order, 12, json!([{ "text": ORDER.replace("${TableName}", "orders") }])).await;
    // `published` has failed at any word about the template until here.
    editor.published_such(&template, |found| is_unused(found, "TableName")).await;
    editor.finish().await;
}

#[tokio::test]
async fn a_client_that_asks_is_told_when_a_definition_changes() {
    let project = Project::new("ask-again");
    let mut editor = project.session("rejudged ask again", &profile::HELIX_25_07).await;
    editor.skims = false;
    let (template, order) = (project.uri("template.yaml"), project.uri("flows/order.asl.json"));
    let about_template = json!({ "textDocument": { "uri": template } });
    let about_order = json!({ "textDocument": { "uri": order } });
    editor.open_as(&template, "yaml", 1, TEMPLATE).await;
    let found = editor.request("textDocument/diagnostic", about_template.clone()).await;
    assert!(!told(&found["items"]).contains("unused-substitution"), "{found}");
    editor.open(&order, 1, ORDER).await;
    editor.request("textDocument/diagnostic", about_order.clone()).await;
    editor.change(&order, 2, json!([{ "text": ORDER.replace("${TableName}", "orders") }])).await;
    editor.request("textDocument/diagnostic", about_order.clone()).await;
    editor.answer("workspace/diagnostic/refresh", Value::Null).await;
    let found = editor.request("textDocument/diagnostic", about_template.clone()).await;
    assert!(is_unused(&found["items"], "TableName"), "{found}");
    // Asked again, there is nothing new, and so no call to ask once more: that would fail the test at its end.
    editor.request("textDocument/diagnostic", about_order).await;
    let found = editor.request("textDocument/diagnostic", about_template).await;
    assert!(is_unused(&found["items"], "TableName"), "{found}");
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    editor.finish().await;
}

/// A template that no longer names a file has nothing to say about it.
#[tokio::test]
async fn a_definition_is_judged_again_when_its_template_names_another() {
    let project = Project::new("another");
    let mut editor = project.session("rejudged another", &profile::HELIX_25_01).await;
    let (template, order) = (project.uri("template.yaml"), project.uri("flows/order.asl.json"));
    let lacks = |found: &Value| told(found).contains("undefined-substitution");
    editor.open_as(&template, "yaml", 1, &TEMPLATE.replace("ChargeArn:", "PayArn:")).await;
    editor.open(&order, 1, ORDER).await;
    editor.published_such(&order, lacks).await;
    let other = TEMPLATE.replace("DefinitionUri: flows/order.asl.json", "DefinitionUri: !Ref Where");
    editor.change(&template, 2, json!([{ "text": other }])).await;
    editor.published_such(&order, |found| !lacks(found)).await;
    editor.finish().await;
}
