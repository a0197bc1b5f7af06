//! Hover with what AWS writes, where a setting names a botocore.

use std::fs;
use std::time::Duration;

use serde_json::{Value, json};

use crate::editor::Editor;
use crate::profile::{NEOVIM_0_10, Profile, VSCODE};

const URI: &str = "file:///machine.asl.json";

const MACHINE: &str = r#"{ "StartAt": "T", "States": { "T": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:rds:describeDBInstances",
  "Parameters": { "DbInstanceIdentifier": "d", "MaxRecords": 20 },
  "ResultSelector": { "all.$": "$.DbInstances[*].Engine" }, "End": true } } }"#;

const MODEL: &str = r#"{ "operations": { "DescribeDBInstances": { "documentation": "<p>Tells about <i>instances</i>.</p>" } },
  "shapes": {
    "DescribeDBInstancesMessage": { "members": { "DBInstanceIdentifier": { "shape": "S", "documentation": "<p>The <code>name</code>.</p>" } } },
    "DBInstance": { "members": { "Engine": { "shape": "S", "documentation": "<p>What it runs.</p>" } } }, "S": {} } }"#;

async fn hover(editor: &mut Editor, part: &str) -> String {
    let before = MACHINE.get(..MACHINE.find(part).unwrap()).unwrap();
    let line = before.matches('\n').count();
    let character = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
    let position = json!({ "line": line, "character": character });
    let asked = json!({ "textDocument": { "uri": URI }, "position": position });
    let hover = editor.request("textDocument/hover", asked).await;
    hover["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

async fn session(profile: &Profile, settings: Value, is_there: bool) -> Vec<String> {
    let (mut editor, _) = Editor::initialized("prose", profile, settings).await;
    editor.skims = true;
    editor.open(URI, 1, MACHINE).await;
    let mut paragraphs = Vec::new();
    if is_there {
        // The settings come whenever the client has answered.
        while !hover(&mut editor, "describeDBInstances").await.contains("Tells") {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    for part in ["describeDBInstances", "DbInstanceIdentifier", "Engine", "MaxRecords"] {
        let text = hover(&mut editor, part).await;
        assert!(!text.is_empty(), "{part}");
        paragraphs.push(text.split("\n\n").nth(1).unwrap_or_default().to_owned());
    }
    editor.finish().await;
    paragraphs
}

#[tokio::test]
async fn hover_shows_what_aws_writes() {
    let root = std::env::temp_dir().join(format!("asl-ls-prose-{}", std::process::id()));
    let version = root.join("data/rds/2014-10-31");
    fs::create_dir_all(&version).unwrap();
    fs::create_dir_all(root.join("data/dynamodb/2012-08-10")).unwrap();
    fs::write(root.join("data/dynamodb/2012-08-10/service-2.json"), "{}").unwrap();
    fs::write(version.join("service-2.json"), MODEL).unwrap();
    let settings = json!({ "aws": { "botocorePath": root.join("data").to_str() } });
    let told = session(&VSCODE, settings, true).await;
    assert_eq!(told[..3], ["Tells about *instances*.", "The `name`.", "What it runs."]);
    // Of what botocore does not speak there is the card alone.
    assert!(told[3].starts_with("[API reference]"), "{told:?}");
    let missing = json!({ "aws": { "botocorePath": root.join("nowhere").to_str() } });
    let facts = session(&NEOVIM_0_10, missing, false).await;
    assert!(facts[0].starts_with("Optional:"), "{facts:?}");
    fs::remove_dir_all(root).unwrap();
}
