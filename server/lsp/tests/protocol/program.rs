//! The program as editors start it: arguments, exit codes and what goes to which stream.

use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};

use crate::editor::{Editor, frame};
use crate::profile;

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_asl-ls"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap()
}

fn editor(name: &str, child: &mut Child) -> Editor {
    Editor::over(name, child.stdout.take().unwrap(), child.stdin.take().unwrap())
}

async fn exit_code(child: &mut Child) -> Option<i32> {
    let ended = tokio::time::timeout(Duration::from_secs(5), child.wait()).await;
    ended.expect("the program ends").unwrap().code()
}

fn message(method: &str) -> Value {
    json!({ "jsonrpc": "2.0", "method": method })
}

#[tokio::test]
async fn every_way_to_start_it_serves() {
    for arguments in [&[][..], &["serve"], &["--stdio"], &["serve", "--stdio"], &["--log-level", "off"]] {
        let mut child = start(arguments);
        let mut editor = editor(&format!("program {}", arguments.join(" ")), &mut child);
        editor.request("initialize", profile::BARE.initialize()).await;
        editor.finish().await;
        assert_eq!(exit_code(&mut child).await, Some(0), "{arguments:?}");
    }
}

#[tokio::test]
async fn exit_without_shutdown_is_a_failure_and_prompt() {
    let mut child = start(&[]);
    let mut input = child.stdin.take().unwrap();
    input.write_all(&frame(&message("exit"))).await.unwrap();
    input.flush().await.unwrap();
    let start = Instant::now();
    assert_eq!(exit_code(&mut child).await, Some(1));
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    drop(input);
}

#[tokio::test]
async fn the_end_of_input_ends_it() {
    let mut child = start(&[]);
    drop(child.stdin.take());
    assert_eq!(exit_code(&mut child).await, Some(1));
}

/// All that was asked is answered although everything came at once, the farewell included.
#[tokio::test]
async fn a_whole_session_in_one_write() {
    let uri = "file:///flows/a.asl";
    let item = json!({ "uri": uri, "languageId": "asl", "version": 1, "text": "{}" });
    let session = [
        json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": profile::VSCODE.initialize() }),
        json!({ "jsonrpc": "2.0", "method": "initialized" }),
        json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": item } }),
        json!({ "jsonrpc": "2.0", "id": 2, "method": "asl/viewText", "params": { "textDocument": { "uri": uri } } }),
        json!({ "jsonrpc": "2.0", "id": 3, "method": "shutdown", "params": null }),
        message("exit"),
    ];
    let mut child = start(&[]);
    let mut input = child.stdin.take().unwrap();
    let bytes: Vec<u8> = session.iter().flat_map(frame).collect();
    input.write_all(&bytes).await.unwrap();
    let mut output = String::new();
    child.stdout.take().unwrap().read_to_string(&mut output).await.unwrap();
    assert_eq!(exit_code(&mut child).await, Some(0));
    assert!(output.contains(r#""id":1"#), "{output}");
    assert!(output.contains(r#"{"jsonrpc":"2.0","result":"{}","id":2}"#), "{output}");
    assert!(output.contains(r#"{"jsonrpc":"2.0","result":null,"id":3}"#), "{output}");
    assert!(output.starts_with("Content-Length: "), "{output}");
}

#[tokio::test]
async fn logs_go_to_standard_error_or_a_file() {
    let mut child = start(&["--log-level", "info"]);
    let mut session = editor("logs", &mut child);
    session.request("initialize", profile::VSCODE.initialize()).await;
    session.finish().await;
    let mut log = String::new();
    child.stderr.take().unwrap().read_to_string(&mut log).await.unwrap();
    assert!(log.contains("a session starts") && log.contains("Visual Studio Code"), "{log}");

    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("server.log");
    let _ = std::fs::remove_file(&file);
    let mut child = start(&["serve", "--log-level", "info", "--log-file", file.to_str().unwrap()]);
    let mut session = editor("log file", &mut child);
    session.request("initialize", profile::VSCODE.initialize()).await;
    session.finish().await;
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).await.unwrap();
    assert_eq!(errors, "");
    assert!(std::fs::read_to_string(file).unwrap().contains("a session starts"));
}

#[tokio::test]
async fn version_and_help() {
    for (argument, expected) in [("--version", "asl-ls 0.1"), ("--help", "Usage: asl-ls")] {
        let output = Command::new(env!("CARGO_BIN_EXE_asl-ls")).arg(argument).output().await.unwrap();
        assert!(output.status.success());
        assert!(String::from_utf8_lossy(&output.stdout).contains(expected));
    }
}
