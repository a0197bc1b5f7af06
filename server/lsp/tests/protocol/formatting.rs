//! The layout of whole documents, over the wire.

use serde_json::{Value, json};

use crate::editor::Editor;
use crate::profile;

const URI: &str = "file:///flows/layout.asl.json";

#[tokio::test]
async fn a_document_is_laid_out_as_the_client_asks() {
    let (mut editor, result) = Editor::initialized("formatting", &profile::VSCODE, json!({})).await;
    assert_eq!(result["capabilities"]["documentFormattingProvider"], true);
    editor.open(URI, 1, "{\n  \"StartAt\":\"🛒\", \"States\": {} }\n").await;
    let ask = |width: u32| {
        let options = json!({ "tabSize": width, "insertSpaces": true });
        json!({ "textDocument": { "uri": URI }, "options": options })
    };
    let edits = editor.request("textDocument/formatting", ask(4)).await;
    let at = |line: u32, character: u32| json!({ "line": line, "character": character });
    let edit = |from: Value, to: Value, text: &str| json!({ "range": { "start": from, "end": to }, "newText": text });
    let expected = json!([
        edit(at(0, 1), at(1, 2), "\n    "),
        edit(at(1, 12), at(1, 12), " "),
        edit(at(1, 16), at(1, 18), ",\n    "),
        edit(at(1, 30), at(1, 31), "\n"),
    ]);
    assert_eq!(edits, expected);
    editor.change(URI, 2, json!([{ "text": "{\n  \"StartAt\": \"🛒\"\n}\n" }])).await;
    assert_eq!(editor.request("textDocument/formatting", ask(2)).await, json!([]), "nothing to do");
    editor.change(URI, 3, json!([{ "text": "{\n\"StartAt\": \n}\n" }])).await;
    assert_eq!(editor.request("textDocument/formatting", ask(2)).await, Value::Null, "nobody knows what is missing");
    editor.finish().await;
}
