//! The text that the server has is the text that the client has.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::editor::{Editor, frame};
use crate::profile;

const URI: &str = "file:///flows/order.asl.json";

fn insert(line: usize, column: usize, text: &str) -> Value {
    let place = json!({ "line": line, "character": column });
    json!([{ "range": { "start": place, "end": place }, "text": text }])
}

/// A session of a client that counts, has `{}` open as version 0 and shows what is pushed.
async fn helix(name: &str) -> Editor {
    let (mut editor, _) = Editor::initialized(name, &profile::HELIX_25_01, json!({})).await;
    editor.open(URI, 0, "").await;
    editor.published(URI, 0).await;
    editor
}

/// Renames the only state again and again and asks behind each edit what stands at its place.
#[tokio::test]
async fn five_thousand_edits_each_seen_by_the_question_behind_it() {
    const PAIRS: usize = 5000;
    let mut editor = Editor::start("five thousand pairs");
    editor.request("initialize", profile::VSCODE.initialize()).await;
    let name = |number: usize| format!("Step{number:04}");
    let text = |number: usize| {
        let name = name(number);
        format!("{{ \"StartAt\":\n\"{name}\", \"States\": {{\n\"{name}\": {{ \"Type\": \"Succeed\" }} }} }}")
    };
    editor.open(URI, 0, &text(0)).await;
    let mut questions = Vec::new();
    for number in 1..=PAIRS {
        let [target, key] = [1, 2].map(|line| {
            json!({
                "range": { "start": { "line": line, "character": 1 }, "end": { "line": line, "character": 9 } },
                "text": name(number),
            })
        });
        editor.change(URI, number, json!([target, key])).await;
        let document = json!({ "uri": URI });
        let hover = json!({ "textDocument": document, "position": { "line": 1, "character": 3 } });
        let hover = editor.ask("textDocument/hover", hover).await;
        questions.push((hover, editor.ask("asl/viewText", json!({ "textDocument": document })).await));
    }
    for (number, (hover, whole)) in (1..).zip(questions) {
        let hover = editor.response(hover).await;
        let shown = hover["result"]["contents"]["value"].as_str().unwrap_or_default();
        assert!(shown.contains(&name(number)), "after edit {number}: {hover}");
        assert_eq!(editor.response(whole).await["result"], text(number), "after edit {number}");
    }
    editor.finish().await;
}

/// A burst as a fast typist makes it with a client that sends from concurrent tasks: neighbours swapped, some further
/// apart, each change against the text of its own predecessor.
#[tokio::test]
async fn changes_out_of_order_make_the_right_text() {
    let mut editor = helix("out of order").await;
    let mut order: Vec<usize> = (1..=400).collect();
    for start in (3..order.len() - 4).step_by(9) {
        order.swap(start, start + 1);
        order.swap(start + 2, start + 4);
    }
    assert_eq!(order.windows(2).filter(|pair| pair[0] > pair[1]).count(), 132);
    for version in order {
        let letter = char::from(b'a' + u8::try_from(version % 26).unwrap());
        editor.change(URI, version, insert(0, version - 1, &letter.to_string())).await;
    }
    let expected: String =
        (1..=400_usize).map(|version| char::from(b'a' + u8::try_from(version % 26).unwrap())).collect();
    assert_eq!(editor.text(URI).await, expected);
    editor.published(URI, 400).await;
    editor.finish().await;
}

/// The change that is missing arrives after a question: the question waits for it.
#[tokio::test]
async fn a_question_waits_while_a_change_is_missing() {
    let mut editor = helix("question in a gap").await;
    editor.change(URI, 1, insert(0, 0, "a")).await;
    editor.change(URI, 3, insert(0, 2, "c")).await;
    let asked = json!({ "textDocument": { "uri": URI } });
    let question = editor.ask("asl/viewText", asked).await;
    editor.change(URI, 2, insert(0, 1, "b")).await;
    assert_eq!(editor.response(question).await["result"], "abc");
    editor.published(URI, 3).await;
    editor.finish().await;
}

/// While it previews a completion, Helix counts texts that it does not send.
#[tokio::test]
async fn numbers_that_a_client_skips_do_not_lose_the_document() {
    let mut editor = helix("skipped numbers").await;
    editor.change(URI, 1, insert(0, 0, "a")).await;
    editor.change(URI, 4, insert(0, 1, "b")).await;
    assert_eq!(editor.text(URI).await, "ab");
    editor.change(URI, 5, insert(0, 2, "c")).await;
    editor.change(URI, 9, insert(0, 3, "d")).await;
    assert_eq!(editor.text(URI).await, "abcd");
    editor.published(URI, 9).await;
    editor.finish().await;
}

/// Steps of two cost one wait and no more.
#[tokio::test]
async fn larger_steps_are_learnt() {
    let mut editor = helix("steps of two").await;
    editor.change(URI, 2, insert(0, 0, "a")).await;
    editor.published(URI, 2).await;
    let start = Instant::now();
    for number in 1..20 {
        editor.change(URI, 2 * (number + 1), insert(0, number, "a")).await;
        editor.published(URI, 2 * (number as i64 + 1)).await;
    }
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    assert_eq!(editor.text(URI).await, "a".repeat(20));
    editor.finish().await;
}

/// Versions that never rise, are `null` or are missing: the order of arrival counts.
#[tokio::test]
async fn clients_that_do_not_count() {
    for (name, version) in [("null", Value::Null), ("zero", json!(0)), ("text", json!("7"))] {
        let mut editor = Editor::start(&format!("version {name}"));
        editor.request("initialize", profile::BARE.initialize()).await;
        let item = json!({ "uri": URI, "languageId": "asl", "version": version, "text": "" });
        editor.notify("textDocument/didOpen", json!({ "textDocument": item })).await;
        editor.notification("textDocument/publishDiagnostics").await;
        for number in 0..5 {
            editor.change(URI, version.clone(), insert(0, number, "x")).await;
            editor.notification("textDocument/publishDiagnostics").await;
        }
        editor
            .notify(
                "textDocument/didChange",
                json!({ "textDocument": { "uri": URI }, "contentChanges": insert(0, 0, "y") }),
            )
            .await;
        editor.notification("textDocument/publishDiagnostics").await;
        assert_eq!(editor.text(URI).await, "yxxxxx", "{name}");
        editor.finish().await;
    }
}

/// Falls out of step by `cause`, is told so once, and heals by each of the three ways.
async fn check_out_of_step(name: &str, reason: &str, cause: impl AsyncFn(&mut Editor)) {
    for heal in ["full text", "save", "reopen"] {
        let mut editor = helix(&format!("{name} {heal}")).await;
        editor.change(URI, 1, insert(0, 0, "ab")).await;
        editor.published(URI, 1).await;
        cause(&mut editor).await;
        let told = editor.notification("window/showMessage").await;
        let message = told["message"].as_str().unwrap();
        assert!(message.contains("order.asl.json") && message.contains(reason), "{message}");
        let cleared = editor.notification("textDocument/publishDiagnostics").await;
        assert_eq!(cleared, json!({ "uri": URI, "diagnostics": [] }));
        assert_eq!(editor.text(URI).await, Value::Null, "no answer from a text that is lost");

        editor.change(URI, 8, insert(0, 0, "lost")).await;
        match heal {
            "full text" => {
                editor.change(URI, 9, json!([{ "text": "new" }])).await;
                editor.published(URI, 9).await;
            }
            "save" => {
                let saved = json!({ "textDocument": { "uri": URI }, "text": "new" });
                editor.notify("textDocument/didSave", saved).await;
                let after_save = editor.notification("textDocument/publishDiagnostics").await;
                assert_eq!(after_save.get("version"), None, "nobody knows it");
            }
            _ => {
                editor.notify("textDocument/didClose", json!({ "textDocument": { "uri": URI } })).await;
                editor.notification("textDocument/publishDiagnostics").await;
                editor.open(URI, 9, "new").await;
                editor.published(URI, 9).await;
            }
        }
        editor.change(URI, 10, insert(0, 3, "er")).await;
        assert_eq!(editor.text(URI).await, "newer", "{heal}");
        editor.published(URI, 10).await;
        editor.finish().await;
    }
}

#[tokio::test]
async fn a_latecomer_is_not_swallowed() {
    check_out_of_step("latecomer", "change 2 came after later ones", async |editor| {
        editor.change(URI, 3, insert(0, 1, "x")).await;
        editor.published(URI, 3).await;
        editor.change(URI, 2, insert(0, 1, "y")).await;
    })
    .await;
}

#[tokio::test]
async fn a_version_that_comes_twice_is_not_swallowed() {
    check_out_of_step("twice", "two changes are numbered 1", async |editor| {
        editor.change(URI, 1, insert(0, 1, "y")).await;
    })
    .await;
}

#[tokio::test]
async fn a_range_that_does_not_exist_is_not_guessed_at() {
    check_out_of_step("no such range", "a range that does not exist", async |editor| {
        editor.change(URI, 2, insert(7, 0, "y")).await;
    })
    .await;
    check_out_of_step("reversed range", "a range that does not exist", async |editor| {
        let (start, end) = (json!({ "line": 0, "character": 2 }), json!({ "line": 0, "character": 1 }));
        let change = json!([{ "range": { "start": start, "end": end }, "text": "" }]);
        editor.change(URI, 2, change).await;
    })
    .await;
}

#[tokio::test]
async fn a_change_that_cannot_be_read_is_not_swallowed() {
    check_out_of_step("unreadable", "a range that does not exist", async |editor| {
        let range = json!({ "start": { "line": -1, "character": 0 }, "end": { "line": 0, "character": 0 } });
        editor.change(URI, 2, json!([{ "range": range, "text": "y" }])).await;
    })
    .await;
}

/// A burst leaves findings for the last text, and not one message for every change.
#[tokio::test]
async fn a_burst_is_published_for_its_last_text() {
    const CHANGES: usize = 1000;
    let mut editor = helix("burst").await;
    let burst: Vec<u8> = (1..=CHANGES)
        .flat_map(|version| {
            frame(&json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
                "textDocument": { "uri": URI, "version": version },
                "contentChanges": insert(0, 0, "x"),
            } }))
        })
        .collect();
    editor.send_bytes(&burst).await;
    let mut publications = 0;
    loop {
        let published = editor.notification("textDocument/publishDiagnostics").await;
        publications += 1;
        assert_ne!(published["diagnostics"], json!([]));
        if published["version"] == CHANGES {
            break;
        }
    }
    assert!(publications < CHANGES / 2, "{publications}");
    editor.finish().await;
}

/// Whole and partial changes in one message, and a range to beyond the end.
#[tokio::test]
async fn changes_of_one_message_follow_each_other() {
    let mut editor = helix("sequence").await;
    let edits = json!([
        { "text": "one\r\ntwo\rthree\n" },
        { "range": { "start": { "line": 1, "character": 0 }, "end": { "line": 2, "character": 99 } }, "text": "2\n3" },
        { "range": { "start": { "line": 3, "character": 0 }, "end": { "line": 4, "character": 0 } }, "text": "end" },
    ]);
    editor.change(URI, 1, edits).await;
    assert_eq!(editor.text(URI).await, "one\r\n2\n3\nend");
    editor.published(URI, 1).await;
    let all = json!([{
        "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 99999, "character": 0 } },
        "text": "all",
    }]);
    editor.change(URI, 2, all).await;
    assert_eq!(editor.text(URI).await, "all");
    editor.published(URI, 2).await;
    editor.finish().await;
}

/// A machine of a few hundred states, whose analysis does not fit between two keystrokes: every question is answered
/// from its own text and the last text is judged.
#[tokio::test]
async fn a_large_document_under_fast_typing() {
    const STATES: usize = 500;
    const KEYS: usize = 60;
    let states: Vec<String> = (0..STATES)
        .map(|number| {
            let next = number + 1;
            format!("    \"S{number}\": {{\n      \"Type\": \"Pass\",\n      \"Comment\": \"\",\n      \"Next\": \"S{next}\"\n    }},\n")
        })
        .collect();
    let mut text = format!("{{\n  \"StartAt\": \"S0\",\n  \"States\": {{\n{}", states.concat());
    text.push_str(&format!("    \"S{STATES}\": {{\n      \"Type\": \"Succeed\"\n    }}\n  }}\n}}\n"));
    let mut editor = helix("large document").await;
    editor.notify("textDocument/didClose", json!({ "textDocument": { "uri": URI } })).await;
    editor.notification("textDocument/publishDiagnostics").await;
    editor.open(URI, 0, &text).await;
    assert_eq!(editor.published(URI, 0).await, json!([]));

    // The target of the state in the middle, one character longer with every key.
    let (line, column) = (3 + 5 * (STATES / 2) + 3, "      \"Next\": \"S251".len());
    let mut questions = Vec::new();
    for key in 0..KEYS {
        editor.change(URI, key + 1, insert(line, column + key, "x")).await;
        let place = json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": column } });
        questions.push(editor.ask("textDocument/prepareRename", place).await);
        questions.push(editor.ask("asl/viewText", json!({ "textDocument": { "uri": URI } })).await);
    }
    for (index, question) in questions.into_iter().enumerate() {
        let answer = editor.response(question).await;
        if index % 2 == 0 {
            assert_eq!(answer["result"], Value::Null, "no such state at key {index}");
        } else {
            let typed = format!("\"S251{}\"", "x".repeat(index / 2 + 1));
            assert!(answer["result"].as_str().unwrap().contains(&typed), "{typed}");
        }
    }
    let found = editor.published(URI, KEYS as i64).await;
    assert!(found.to_string().contains(&"x".repeat(KEYS)), "{found}");
    editor.finish().await;
}

/// What is taken back when a document is closed is not taken back from the document that is opened in its place.
#[tokio::test]
async fn a_document_that_is_opened_again_at_once_keeps_its_findings() {
    let mut editor = helix("opened again").await;
    editor.skims = true;
    let broken = "{ \"StartAt\": \"A\", \"States\": {} }";
    // The server hears all three before it comes to publish anything.
    editor.change(URI, 1, json!([{ "text": broken }])).await;
    editor.notify("textDocument/didClose", json!({ "textDocument": { "uri": URI } })).await;
    editor.open(URI, 1, broken).await;
    let mut last = Value::Null;
    for _ in 0..2 {
        last = editor.notification("textDocument/publishDiagnostics").await["diagnostics"].take();
    }
    assert_ne!(last, json!([]));
    editor.finish().await;
}
