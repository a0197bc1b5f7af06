//! Lists of proposals that open by themselves behind a blank.

use serde_json::{Value, json};

use crate::editor::Editor;
use crate::profile;
use crate::project::{at, slice};

const MACHINE: &str = "StartAt: Charge it
States:
  Charge it:
    Type: Pass
    Comment: see also: the book
    Next: 
  Done: # The end: of it
    Type: Succeed
";

/// The labels that open at `$0` of `marked` behind the character before it, and what they replace; `None` if none do.
async fn opened(editor: &mut Editor, uri: &str, text: &str, marked: &str) -> Option<(Vec<String>, String)> {
    let mut asked = at(uri, text, marked);
    let typed = marked.split_once("$0").unwrap().0.chars().next_back().unwrap();
    asked["context"] = json!({ "triggerKind": 2, "triggerCharacter": typed.to_string() });
    let list = editor.request("textDocument/completion", asked).await;
    let items = list["items"].as_array()?;
    let labels = items.iter().map(|item| item["label"].as_str().unwrap().to_owned());
    Some((labels.collect(), slice(text, &items[0]["textEdit"]["range"]).to_owned()))
}

#[tokio::test]
async fn a_blank_opens_what_may_stand_behind_it() {
    let (mut editor, told) = Editor::initialized("blanks", &profile::HELIX_25_01, json!({})).await;
    editor.skims = true;
    let characters = told["capabilities"]["completionProvider"]["triggerCharacters"].as_array().unwrap();
    assert!(characters.contains(&Value::from(" ")), "{characters:?}");

    let uri = "file:///flows/order.asl.yaml";
    editor.open_as(uri, "asl-yaml", 1, MACHINE).await;
    let states = (vec!["Charge it".to_owned(), "Done".to_owned()], String::new());
    assert_eq!(opened(&mut editor, uri, MACHINE, "Next: $0").await, Some(states.clone()));
    for marked in ["StartAt: Charge $0it", "Comment: see $0", "Comment: see also: $0", "# The end: $0", "\n  $0Done"] {
        let found = opened(&mut editor, uri, MACHINE, marked).await;
        // A name is not over where it has a blank.
        let is_name = marked.starts_with("StartAt");
        assert_eq!(found.is_some(), is_name, "{marked}: {found:?}");
    }

    // The same in a template; nothing outside of its machines.
    let template = format!(
        "Resources:\n  Flow:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition:\n{}  Other:\n    Type: \n",
        MACHINE.lines().map(|line| format!("        {line}\n")).collect::<String>()
    );
    let uri = "file:///flows/template.yaml";
    editor.open_as(uri, "yaml", 1, &template).await;
    assert_eq!(opened(&mut editor, uri, &template, "Next: $0").await, Some(states));
    assert_eq!(opened(&mut editor, uri, &template, "  Other:\n    Type: $0").await, None);

    // In JSON a value begins with its quote.
    let json = "{ \"StartAt\": \"Charge it\", \"States\": { \"Charge it\": { \"Type\": \"Pass\", \"Next\":  } } }";
    let uri = "file:///flows/order.asl.json";
    editor.open(uri, 1, json).await;
    assert_eq!(opened(&mut editor, uri, json, "\"Next\": $0").await, None);
    assert_eq!(opened(&mut editor, uri, json, "\"Pass\", $0").await, None);
    editor.finish().await;
}
