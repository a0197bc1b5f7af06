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

/// A variable behind characters of two UTF-16 units, assigned once and read in two languages of the machine's strings.
const VARIABLES: &str = r#"{ "QueryLanguage": "JSONata", "StartAt": "🛒", "States": {
  "🛒": { "Type": "Pass", "Assign": { "größe🛒": "{% $states.input %}" }, "Next": "B" },
  "B": { "Type": "Pass", "Assign": { "größe": 1 }, "Output": "{% '🛒'&$größe🛒.a + $größe🛒 %}", "Next": "C" },
  "C": { "Type": "Pass", "QueryLanguage": "JSONPath", "Parameters": { "x.$": "$größe🛒.b", "y.$": "$größe" }, "End": true } } }"#;

/// The place of the `nth` occurrence of `part` in `text`, in UTF-16 units.
fn place(text: &str, part: &str, nth: usize) -> Value {
    let (at, _) = text.match_indices(part).nth(nth).unwrap();
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    json!({ "line": line, "character": text[start..at].encode_utf16().count() })
}

/// `text` after the edits that `workspace_edit` makes in it, places in UTF-16 units.
fn applied(text: &str, workspace_edit: &Value) -> String {
    let changes = workspace_edit["documentChanges"].as_array().unwrap();
    assert!(changes.len() == 1 && changes[0]["textDocument"]["uri"] == URI, "{workspace_edit}");
    let offset = |place: &Value| {
        let (line, units) = (place["line"].as_u64().unwrap() as usize, place["character"].as_u64().unwrap() as usize);
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut passed = 0;
        let behind = text[start..].char_indices().find(|(_, c)| {
            passed += c.len_utf16();
            passed > units
        });
        start + behind.map_or(text.len() - start, |(at, _)| at)
    };
    let mut edits: Vec<_> = changes[0]["edits"].as_array().unwrap().iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(offset(&edit["range"]["start"])));
    let mut new = text.to_owned();
    for edit in edits {
        let range = offset(&edit["range"]["start"])..offset(&edit["range"]["end"]);
        new.replace_range(range, edit["newText"].as_str().unwrap());
    }
    new
}

/// What the machine is after the variable at a place is renamed; the server's refusal where it does not.
async fn check_rename(editor: &mut Editor, part: &str, nth: usize, name: &str, expected: &str) {
    let position = place(VARIABLES, part, nth);
    let asked = json!({ "textDocument": { "uri": URI }, "position": position, "newName": name });
    let id = editor.ask("textDocument/rename", asked).await;
    let answer = editor.response(id).await;
    match answer.get("error") {
        Some(error) => assert_eq!(error["message"], expected),
        None => assert_eq!(applied(VARIABLES, &answer["result"]), expected),
    }
}

#[tokio::test]
async fn a_variable_is_renamed_wherever_it_stands() {
    let (mut editor, _) = Editor::initialized("rename a variable", &profile::VSCODE, json!({})).await;
    editor.open(URI, 1, VARIABLES).await;
    let asked = json!({ "textDocument": { "uri": URI }, "position": place(VARIABLES, "röße🛒", 2) });
    let name = editor.request("textDocument/prepareRename", asked).await;
    assert_eq!(name["placeholder"], "größe🛒");
    assert_eq!(name["range"]["start"], place(VARIABLES, "größe🛒", 2));
    let everywhere = VARIABLES.replace("größe🛒", "size");
    check_rename(&mut editor, "röße🛒", 0, "size", &everywhere).await;
    check_rename(&mut editor, "röße🛒", 3, "size", &everywhere).await;
    let other = VARIABLES.replace("\"größe\"", "\"width\"").replace("$größe\"", "$width\"");
    check_rename(&mut editor, "größe\" }", 0, "width", &other).await;
    for (name, refusal) in [
        ("größe", "There is a variable \"größe\" already."),
        ("states", "The name \"states\" is reserved."),
        ("two words", "The name of a variable cannot hold a blank."),
        ("", "The name of a variable cannot be empty."),
    ] {
        check_rename(&mut editor, "röße🛒", 0, name, refusal).await;
    }
    editor.finish().await;
}

#[tokio::test]
async fn an_expression_is_laid_out_by_an_action() {
    let (mut editor, _) = Editor::initialized("rewrite", &profile::VSCODE, json!({})).await;
    editor.open(URI, 1, VARIABLES).await;
    let at = |part: &str| json!({ "start": place(VARIABLES, part, 0), "end": place(VARIABLES, part, 0) });
    let asked =
        |part: &str, context: Value| json!({ "textDocument": { "uri": URI }, "range": at(part), "context": context });
    let invoked = json!({ "diagnostics": [], "only": ["refactor"], "triggerKind": 1 });
    let actions = editor.request("textDocument/codeAction", asked("&$gr", invoked.clone())).await;
    let titles: Vec<&Value> = actions.as_array().unwrap().iter().map(|action| &action["title"]).collect();
    assert_eq!(titles, ["Format this expression"]);
    assert_eq!(actions[0]["kind"], "refactor.rewrite");
    let text = applied(VARIABLES, &actions[0]["edit"]);
    let laid_out = VARIABLES.replace("'&$", "' & $");
    assert_eq!(text, laid_out);

    let formatted = json!([{ "text": text }]);
    editor.change(URI, 2, formatted).await;
    let range = json!({ "start": place(&text, "$größe", 0), "end": place(&text, "$größe", 0) });
    let again = json!({ "textDocument": { "uri": URI }, "range": range, "context": invoked });
    assert_eq!(editor.request("textDocument/codeAction", again).await, json!([]), "it is laid out already");
    editor.change(URI, 3, json!([{ "text": VARIABLES }])).await;
    let moved = json!({ "diagnostics": [], "triggerKind": 2 });
    let actions = editor.request("textDocument/codeAction", asked("&$gr", moved)).await;
    assert_eq!(actions, json!([]), "no light bulb where nothing is wrong");
    let fixes = json!({ "diagnostics": [], "only": ["quickfix"] });
    assert_eq!(editor.request("textDocument/codeAction", asked("&$gr", fixes)).await, json!([]));
    editor.finish().await;
}

/// Neovim 0.10 takes a text for a snippet where nobody says that it is plain, and `$states` for a variable of it.
#[tokio::test]
async fn a_text_that_could_be_a_snippet_is_said_to_be_plain() {
    let (mut editor, _) = Editor::initialized("plain text", &profile::NEOVIM_0_10, json!({})).await;
    editor.skims = true;
    editor.open(URI, 1, VARIABLES).await;
    let asked = json!({ "textDocument": { "uri": URI }, "position": place(VARIABLES, "größe🛒.a", 0) });
    let list = editor.request("textDocument/completion", asked).await;
    for item in list["items"].as_array().unwrap() {
        let is_plain = item["insertTextFormat"] == 1;
        assert_eq!(is_plain, item["textEdit"]["newText"].as_str().unwrap().contains('$'), "{item}");
    }
    editor.finish().await;
}
