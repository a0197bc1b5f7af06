//! What is asked about the languages inside of strings, over the wire.

use serde_json::{Value, json};

use crate::editor::Editor;
use crate::profile;

const URI: &str = "file:///flows/words.asl.json";

/// An expression behind characters that differ in every encoding.
const TEXT: &str = r#"{ "QueryLanguage": "JSONata", "StartAt": "🛒", "States": { "🛒": { "Type": "Pass",
  "Output": "{% '🛒 Größe' & $uppercase($states.input.name) %}", "End": true } } }"#;

/// The words of a line and their types, out of what the server says of the whole text.
fn words(legend: &Value, data: &Value, text: &str, encoding: &str) -> Vec<String> {
    let numbers: Vec<usize> = data.as_array().unwrap().iter().map(|n| n.as_u64().unwrap() as usize).collect();
    let lines: Vec<&str> = text.lines().collect();
    let (mut line, mut column) = (0, 0);
    let mut words = Vec::new();
    for token in numbers.chunks(5) {
        let &[down, right, length, kind, _] = token else { panic!("{} numbers", numbers.len()) };
        column = if down > 0 { right } else { column + right };
        line += down;
        let units = |c: char| match encoding {
            "utf-8" => c.len_utf8(),
            "utf-16" => c.len_utf16(),
            _ => 1,
        };
        let mut at = 0;
        let mut word = String::new();
        for c in lines[line].chars() {
            if (column..column + length).contains(&at) {
                word.push(c);
            }
            at += units(c);
        }
        words.push(format!("{word}:{}", legend["tokenTypes"][kind].as_str().unwrap()));
    }
    words
}

async fn check_tokens(profile: &profile::Profile) {
    let (mut editor, result) = Editor::initialized(&format!("tokens {}", profile.name), profile, json!({})).await;
    let provider = &result["capabilities"]["semanticTokensProvider"];
    let encoding = result["capabilities"]["positionEncoding"].as_str().unwrap();
    let document = json!({ "uri": URI });
    editor.open(URI, 1, TEXT).await;
    let full = editor.request("textDocument/semanticTokens/full", json!({ "textDocument": document })).await;
    let found = words(&provider["legend"], &full["data"], TEXT, encoding);
    assert_eq!(
        found.join(" "),
        "QueryLanguage:property JSONata:enumMember StartAt:property 🛒:class States:property 🛒:class Type:property \
         Pass:type Output:property {%:macro '🛒 Größe':string &:operator $uppercase:function $states:variable \
         input:property name:property %}:macro End:property"
    );
    let second = json!({ "start": { "line": 1, "character": 0 }, "end": { "line": 2, "character": 0 } });
    let asked = json!({ "textDocument": document, "range": second });
    let range = editor.request("textDocument/semanticTokens/range", asked).await;
    assert_eq!(words(&provider["legend"], &range["data"], TEXT, encoding), found[8..]);

    let insertion = json!({ "start": { "line": 1, "character": 2 }, "end": { "line": 1, "character": 2 } });
    editor.change(URI, 2, json!([{ "range": insertion, "text": "  " }])).await;
    let asked = json!({ "textDocument": document, "previousResultId": full["resultId"] });
    let delta = editor.request("textDocument/semanticTokens/full/delta", asked.clone()).await;
    assert_eq!(delta["edits"].as_array().unwrap().len(), 1);
    assert_eq!(delta["edits"][0]["deleteCount"], 5);
    let again = editor.request("textDocument/semanticTokens/full/delta", asked).await;
    assert_eq!(again["data"].as_array().unwrap().len(), found.len() * 5, "that result is not the last one any more");
    if !profile.pull {
        editor.published(URI, 2).await;
    }
    editor.finish().await;
}

#[tokio::test]
async fn colours_in_every_encoding() {
    check_tokens(&profile::VSCODE).await;
    check_tokens(&profile::NEOVIM_0_12).await;
    check_tokens(&profile::EMACS_30).await;
}

#[tokio::test]
async fn proposals_and_signatures_where_they_are_typed() {
    let (mut editor, _) = Editor::initialized("words", &profile::VSCODE, json!({})).await;
    let typed = "{ \"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Pass\",\n\"Output\": \"{% $sum($states. %}\" } } }";
    editor.open(URI, 1, typed).await;
    let at = |character: usize| json!({ "line": 1, "character": character });
    let complete = |position: Value, character: &str| {
        let context = json!({ "triggerKind": 2, "triggerCharacter": character });
        json!({ "textDocument": { "uri": URI }, "position": position, "context": context })
    };
    let list = editor.request("textDocument/completion", complete(at(27), ".")).await;
    let labels: Vec<&str> = list["items"].as_array().unwrap().iter().map(|i| i["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["input", "context"]);
    let edit = &list["items"][0]["textEdit"];
    assert_eq!(edit["range"], json!({ "start": at(27), "end": at(27) }));
    let documented = editor.request("completionItem/resolve", list["items"][0].clone()).await;
    assert!(documented["documentation"].to_string().contains("raw input of the state"), "{documented}");
    let outside = editor.request("textDocument/completion", complete(json!({ "line": 0, "character": 1 }), "{")).await;
    assert_eq!(outside, Value::Null, "a brace outside of strings is no reason for a list");
    let asked = json!({ "textDocument": { "uri": URI }, "position": at(27) });
    let help = editor.request("textDocument/signatureHelp", asked).await;
    assert_eq!(help["signatures"][0]["label"], "$sum(array) → number");
    assert_eq!(help["activeParameter"], 0);
    editor.finish().await;
}
