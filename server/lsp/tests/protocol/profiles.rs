//! One session for each kind of client.

use serde_json::{Value, json};

use crate::editor::Editor;
use crate::profile::{self, Profile};

const URI: &str = "file:///flows/order.asl.json";

/// A machine with a comma too many after a comment of characters that differ in every encoding.
const BROKEN: &str =
    "{\n  \"Comment\": \"🛒 Größe\", \"StartAt\": \"A\",\n  \"States\": { \"A\": { \"Type\": \"Succeed\" }, }\n}";

/// The column, in the unit of `encoding`, of the first `needle` in a line.
fn column(line: &str, needle: &str, encoding: &str) -> usize {
    let before = &line[..line.find(needle).unwrap()];
    match encoding {
        "utf-8" => before.len(),
        "utf-16" => before.encode_utf16().count(),
        _ => before.chars().count(),
    }
}

async fn diagnostics(editor: &mut Editor, profile: &Profile, version: i64) -> Value {
    if profile.pulls() {
        let params = json!({ "textDocument": { "uri": URI } });
        let mut report = editor.request("textDocument/diagnostic", params).await;
        assert_eq!(report["kind"], "full");
        report["items"].take()
    } else if profile.name.is_empty() {
        let mut params = editor.notification("textDocument/publishDiagnostics").await;
        assert_eq!(params.get("version"), None, "the client knows no versions");
        params["diagnostics"].take()
    } else {
        editor.published(URI, version).await
    }
}

async fn check(profile: Profile) {
    let name = format!("profile {}", profile.name);
    let (mut editor, result) = Editor::initialized(&name, &profile, json!({})).await;
    let encoding = profile.expected_encoding();
    let capabilities = &result["capabilities"];
    assert_eq!(capabilities["positionEncoding"], encoding);
    assert_eq!(capabilities.get("diagnosticProvider").is_some(), profile.pulls());
    assert_eq!(result["serverInfo"]["name"], "asl-ls");

    editor.open(URI, 1, BROKEN).await;
    let found = diagnostics(&mut editor, &profile, 1).await;
    let comma = column(BROKEN.lines().nth(2).unwrap(), ", }", encoding);
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found[0]["range"]["start"], json!({ "line": 2, "character": comma }));

    // Two edits in one change, the second on the result of the first: take the comma out, then rename the state where
    // it is named behind characters that are wide in some encoding.
    let name_at = column(BROKEN.lines().nth(1).unwrap(), "A\",", encoding);
    let state_at = column(BROKEN.lines().nth(2).unwrap(), "A\":", encoding);
    let edit = |line: usize, from: usize, to: usize, text: &str| {
        json!({
            "range": { "start": { "line": line, "character": from }, "end": { "line": line, "character": to } },
            "text": text,
        })
    };
    let changes = json!([
        edit(2, comma, comma + 1, ""),
        edit(1, name_at, name_at + 1, "Ende 🏁"),
        edit(2, state_at, state_at + 1, "Ende 🏁"),
    ]);
    editor.change(URI, 2, changes).await;
    let found = diagnostics(&mut editor, &profile, 2).await;
    assert_eq!(found, json!([]));
    let expected = BROKEN.replace("}, }", "} }").replace("\"A\"", "\"Ende 🏁\"");
    assert_eq!(editor.text(URI).await, Value::String(expected.clone()));

    let document = json!({ "uri": URI });
    let saved = json!({ "textDocument": document, "text": expected });
    editor.notify("textDocument/didSave", saved).await;
    editor.notify("textDocument/didClose", json!({ "textDocument": document })).await;
    if !profile.pulls() {
        let cleared = editor.notification("textDocument/publishDiagnostics").await;
        assert_eq!(cleared, json!({ "uri": URI, "diagnostics": [] }));
    }
    assert_eq!(editor.text(URI).await, Value::Null);
    editor.finish().await;
}

#[tokio::test]
async fn every_client_is_served_as_it_asks() {
    for profile in profile::ALL {
        check(profile).await;
    }
}

#[tokio::test]
async fn a_pull_that_changes_nothing_says_so() {
    let (mut editor, _) = Editor::initialized("pull twice", &profile::VSCODE, json!({})).await;
    editor.open(URI, 1, BROKEN).await;
    let document = json!({ "uri": URI });
    let first = editor.request("textDocument/diagnostic", json!({ "textDocument": document })).await;
    let again = json!({ "textDocument": document, "previousResultId": first["resultId"] });
    let second = editor.request("textDocument/diagnostic", again.clone()).await;
    assert_eq!(second, json!({ "kind": "unchanged", "resultId": first["resultId"] }));

    editor.change(URI, 2, json!([{ "text": "{" }])).await;
    let third = editor.request("textDocument/diagnostic", again).await;
    assert_eq!(third["kind"], "full");
    assert_ne!(third["resultId"], first["resultId"]);
    editor.finish().await;
}

#[tokio::test]
async fn a_client_that_calls_a_drive_by_two_names() {
    let (mut editor, _) = Editor::initialized("drive", &profile::EMACS_30, json!({})).await;
    let opened = "file:///c%3A/flows/a.asl";
    editor.open(opened, 1, "{}").await;
    editor.notification("textDocument/publishDiagnostics").await;
    assert_eq!(editor.text("file:///C:/flows/a.asl").await, json!("{}"));
    editor.change("file:///c:/flows/a.asl", 2, json!([{ "text": "[" }])).await;
    let published = editor.notification("textDocument/publishDiagnostics").await;
    assert_eq!(published["uri"], opened, "in the client's own spelling");
    editor.finish().await;
}

#[tokio::test]
async fn settings_are_asked_for_again_when_they_change() {
    let (mut editor, _) = Editor::initialized("settings", &profile::HELIX_25_01, json!({})).await;
    editor.notify("workspace/didChangeConfiguration", json!({ "settings": {} })).await;
    let asked = editor.answer("workspace/configuration", json!([{ "logLevel": "error" }])).await;
    assert_eq!(asked, json!({ "items": [{ "section": "asl" }] }));
    editor.finish().await;
}
