//! Proposals as clients treat them: each compares what was typed in its own way, and inserts in its own way.

use serde_json::{Value, json};

use crate::editor::Editor;
use crate::profile::{HELIX_25_01, NEOVIM_0_7, NEOVIM_0_10, NEOVIM_0_12, Profile, VSCODE};

/// The text without its `|`, and the position of that. The texts of these tests are ASCII.
fn cursor(text: &str) -> (String, u64, u64) {
    let (before, after) = text.split_once('|').expect("a cursor");
    let line = before.matches('\n').count();
    let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
    (format!("{before}{after}"), line as u64, column as u64)
}

fn language(uri: &str) -> &'static str {
    if uri.ends_with("yaml") { "asl-yaml" } else { "asl" }
}

/// What the server proposes at the cursor of `text`, best first, and whether there is more.
async fn proposals(editor: &mut Editor, uri: &str, version: i64, text: &str) -> (Vec<Value>, bool) {
    let (text, line, column) = cursor(text);
    if version == 1 {
        editor.open_as(uri, language(uri), version, &text).await;
    } else {
        editor.change(uri, version, json!([{ "text": text }])).await;
    }
    let position = json!({ "line": line, "character": column });
    let asked = json!({ "textDocument": { "uri": uri }, "position": position });
    let list = editor.request("textDocument/completion", asked).await;
    let mut items = list["items"].as_array().unwrap().clone();
    items.sort_by_key(|item| item["sortText"].as_str().unwrap().to_owned());
    (items, list["isIncomplete"] == true)
}

fn column(item: &Value, end: &str) -> usize {
    item["textEdit"]["range"][end]["character"].as_u64().unwrap() as usize
}

/// Whether the client shows the proposal, given the line with its cursor.
fn is_shown(profile: &Profile, line: &str, item: &Value) -> bool {
    let (before, _) = line.split_once('|').unwrap();
    let typed = &before[column(item, "start")..];
    let filter = item["filterText"].as_str().unwrap_or_else(|| item["label"].as_str().unwrap());
    match profile.name {
        // The letters in their order.
        "Visual Studio Code 1.100" | "helix 25.01" => {
            let mut rest = filter.chars();
            typed.chars().all(|typed| rest.any(|c| c.eq_ignore_ascii_case(&typed)))
        }
        "Neovim 0.12" => filter.starts_with(typed),
        // Before 0.11 it looks at the inserted text alone.
        _ => item["textEdit"]["newText"].as_str().unwrap().starts_with(typed),
    }
}

/// The line after the proposal was accepted.
fn accepted(profile: &Profile, line: &str, item: &Value) -> String {
    let (before, behind) = line.split_once('|').unwrap();
    let (start, end) = (column(item, "start"), column(item, "end"));
    // Neovim leaves what is behind the cursor, whatever the edit says.
    let gone = if profile.name.starts_with("Neovim") { 0 } else { end - before.len() };
    format!("{}{}{}", &before[..start], item["textEdit"]["newText"].as_str().unwrap(), &behind[gone..])
}

fn line_with_cursor(text: &str) -> &str {
    text.lines().find(|line| line.contains('|')).unwrap()
}

const CLOSED: &str = "{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Task\",\n\"Resource\": \"|\" } } }";
const OPEN: &str = "{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Task\",\n\"Resource\": \"|\n } } }";
const PLAIN: &str = "StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: |\n    End: true\n";
const QUOTED: &str = "StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: '|'\n    End: true\n";
const TYPED: &str = "putitem dynamo";
const ARN: &str = "arn:aws:states:::dynamodb:putItem";

/// `putitem dynamo` finds an action in clients that look through the list by themselves, at every key on the way.
#[tokio::test]
async fn words_in_any_order_get_through_the_filter_of_the_client() {
    for profile in [VSCODE, NEOVIM_0_12, HELIX_25_01] {
        let (mut editor, _) = Editor::initialized(&format!("words {}", profile.name), &profile, json!({})).await;
        editor.skims = true;
        for (name, text, expected) in [
            ("closed.asl.json", CLOSED, format!("\"Resource\": \"{ARN}\" }} }} }}")),
            ("open.asl.json", OPEN, format!("\"Resource\": \"{ARN}\"")),
            ("plain.asl.yaml", PLAIN, format!("    Resource: {ARN}")),
            ("quoted.asl.yaml", QUOTED, format!("    Resource: '{ARN}'")),
        ] {
            let uri = format!("file:///flows/{name}");
            for length in 1..=TYPED.len() {
                let typed = &TYPED[..length];
                let text = text.replace('|', &format!("{typed}|"));
                let (items, is_more) = proposals(&mut editor, &uri, length as i64, &text).await;
                assert!(is_more, "{} would not ask again behind {typed:?} of {name}", profile.name);
                let line = line_with_cursor(&text);
                let is_it = |item: &&Value| item["label"] == "dynamodb:putItem";
                let found = items.iter().filter(|item| is_shown(&profile, line, item)).find(is_it);
                // One letter finds too many.
                let Some(found) = found else {
                    assert!(length == 1, "{} loses it behind {typed:?} of {name}: {items:?}", profile.name);
                    continue;
                };
                assert_eq!(accepted(&profile, line, found), expected, "{} in {name}", profile.name);
            }
        }
        editor.finish().await;
    }
}

/// Neovim by itself leaves what stands behind the cursor: a closing quote must not be there twice.
#[tokio::test]
async fn a_closing_quote_behind_the_cursor_is_not_doubled() {
    let state =
        |line: &str| format!("{{ \"StartAt\": \"A\", \"States\": {{ \"A\": {{ \"Type\": \"Pass\",\n{line}\n}} }} }}");
    for profile in [VSCODE, NEOVIM_0_7, NEOVIM_0_10, NEOVIM_0_12] {
        let (mut editor, _) = Editor::initialized(&format!("quotes {}", profile.name), &profile, json!({})).await;
        editor.skims = true;
        let stop = if profile.snippets { "$1" } else { "" };
        let is_whole = !profile.name.starts_with("Neovim");
        for (version, (line, label, expected)) in (1..).zip([
            ("\"Ne|", "Next", format!("\"Next\": \"{stop}\"")),
            ("\"Ne|\"", "Next", format!("\"Next\": \"{stop}\"")),
            ("\"|\"", "Next", format!("\"Next\": \"{stop}\"")),
            ("\"Ne|\": \"B\"", "Next", "\"Next\": \"B\"".to_owned()),
            ("\"Ne|xt\": \"B\"", "Next", "\"Next\": \"B\"".to_owned()),
            // `true` ends in no quote: the key comes alone.
            ("\"En|\"", "End", if is_whole { "\"End\": ${1|true,false|}" } else { "\"End\"" }.to_owned()),
            ("\"QueryLanguage\": \"JSO|\"", "JSONata", "\"QueryLanguage\": \"JSONata\"".to_owned()),
        ]) {
            let (items, _) = proposals(&mut editor, "file:///flows/a.asl.json", version, &state(line)).await;
            let found = items.iter().find(|item| item["label"] == label);
            let found = found.unwrap_or_else(|| panic!("no {label} in {items:?}"));
            assert!(is_shown(&profile, line, found), "{} hides {found}", profile.name);
            assert_eq!(accepted(&profile, line, found), expected, "{} at {line}", profile.name);
        }
        editor.finish().await;
    }
}
