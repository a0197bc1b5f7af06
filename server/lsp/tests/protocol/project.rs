//! A SAM project of three files, and the places and findings of its texts.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::editor::Editor;
use crate::profile::Profile;

/// Deploys a definition in a file, and one inside.
pub(crate) const TEMPLATE: &str = r#"Transform: AWS::Serverless-2016-10-31
Resources:
  Größe🛒:
    Type: AWS::Serverless::Function
  Charge:
    Type: AWS::Serverless::Function
  OrderFlow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      DefinitionUri: flows/order.asl.json
      DefinitionSubstitutions:
        ChargeArn: !GetAtt Charge.Arn
        TableName: orders
  Audit:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Sub |
        {
          "StartAt": "🛒 look",
          "States": {
            "🛒 look": { "Type": "Task", "Resource": "${Charge.Arn}", "Next": "Done" },
            "Done": { "Type": "Succeed" }
          }
        }
  Cleanup:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: "{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Pass\", \"Next\": \"B\" } } }"
"#;

pub(crate) const ORDER: &str = r#"{
  "StartAt": "Charge it",
  "States": {
    "Charge it": { "Type": "Task", "Resource": "${ChargeArn}", "Next": "Store" },
    "Store": { "Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem",
      "Parameters": { "TableName": "${TableName}", "Item": {} }, "End": true }
  }
}
"#;

pub(crate) struct Project {
    pub(crate) folder: PathBuf,
}

impl Project {
    /// The files of a project of its own.
    pub(crate) fn new(name: &str) -> Project {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("project-{name}"));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("flows")).unwrap();
        let project = Project { folder };
        project.write("template.yaml", TEMPLATE);
        project.write("flows/order.asl.json", ORDER);
        project.write("package.json", "{ \"name\": \"no machine\" }");
        project
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.folder.join(name), text).unwrap();
    }

    pub(crate) fn uri(&self, name: &str) -> String {
        format!("file://{}/{name}", self.folder.display())
    }

    /// A session over it whose index is ready.
    pub(crate) async fn session(&self, name: &str, profile: &Profile) -> Editor {
        let mut initialize = profile.initialize();
        let folder = format!("file://{}", self.folder.display());
        initialize["workspaceFolders"] = json!([{ "uri": folder, "name": "project" }]);
        initialize["rootUri"] = folder.into();
        let (mut editor, _) = Editor::initialized_with(name, profile, initialize, json!({})).await;
        editor.request("workspace/symbol", json!({ "query": "nothing" })).await;
        editor.skims = true;
        editor
    }
}

/// The place of `$0` in `marked`, a piece of `text` with a cursor in it, in the units of `encoding`.
pub(crate) fn place(text: &str, marked: &str, encoding: &str) -> Value {
    let (before, after) = marked.split_once("$0").unwrap();
    let start = text.find(&format!("{before}{after}")).unwrap_or_else(|| panic!("no {marked}")) + before.len();
    let line = text[..start].matches('\n').count();
    let column = &text[text[..start].rfind('\n').map_or(0, |end| end + 1)..start];
    let column = if encoding == "utf-8" { column.len() } else { column.encode_utf16().count() };
    json!({ "line": line, "character": column })
}

pub(crate) fn at(uri: &str, text: &str, marked: &str) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": place(text, marked, "utf-8") })
}

/// The text of a range whose columns are bytes.
pub(crate) fn slice<'t>(text: &'t str, range: &Value) -> &'t str {
    let offset = |place: &Value| {
        let line = place["line"].as_u64().unwrap() as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        start + place["character"].as_u64().unwrap() as usize
    };
    &text[offset(&range["start"])..offset(&range["end"])]
}

/// Diagnostics as `line: code message`.
pub(crate) fn told(diagnostics: &Value) -> String {
    let one = |found: &Value| {
        let line = found["range"]["start"]["line"].as_u64().unwrap() + 1;
        format!("{line}: {} {}", found["code"].as_str().unwrap(), found["message"].as_str().unwrap())
    };
    diagnostics.as_array().unwrap().iter().map(one).collect::<Vec<_>>().join("\n")
}
