//! The defects of the bare transport that reach people, and their cures.
//!
//! Every test plays one scene twice: over `transport::serve`, where it has to go well, and over `tower-lsp` as it
//! ships, where it must not. The second proves that the first can fail.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use asl_ls::transport::{self, Ending, Outbox};
use serde_json::{Value, json};
use tokio::io::{AsyncWriteExt, BufReader, DuplexStream};
use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{ConfigurationItem, DidChangeTextDocumentParams, InitializeParams, InitializeResult};
use tower_lsp::{Client, LanguageServer, LspService, Server};

use crate::editor::{frame, read_message};

/// Longer than anything that works takes, shorter than anything that waits.
const MOMENT: Duration = Duration::from_millis(500);

/// How a scene is served.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Served {
    Bare,
    Cured,
}

/// What a scene shows.
#[derive(Debug, Eq, PartialEq)]
enum Verdict {
    Well,
    Badly,
}

fn verdict(well: bool) -> Verdict {
    if well { Verdict::Well } else { Verdict::Badly }
}

/// Plays a scene both ways.
async fn check(scene: impl AsyncFn(Scene) -> Verdict) {
    assert_eq!(scene(Scene::set(Served::Cured, 1 << 20).await).await, Verdict::Well);
    assert_eq!(scene(Scene::set(Served::Bare, 1 << 20).await).await, Verdict::Badly);
}

/// A server with handlers that misbehave on demand.
struct Probe {
    client: Client,
    handled: Arc<AtomicUsize>,
    /// What `didChange` has seen, changed after a wait: a handler as it must not be written.
    late: Mutex<Vec<i32>>,
    /// The same, changed before the first wait.
    prompt: Mutex<Vec<i32>>,
}

#[tower_lsp::async_trait]
impl LanguageServer for Probe {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        Ok(InitializeResult::default())
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let version = params.text_document.version;
        self.prompt.try_lock().expect("nobody waits with the lock").push(version);
        for _ in 0..version % 3 {
            tokio::task::yield_now().await;
        }
        self.late.lock().await.push(version);
    }
}

impl Probe {
    async fn slow(&self) -> Result<()> {
        sleep(Duration::from_secs(5)).await;
        Ok(())
    }

    async fn ask_back(&self) -> Result<usize> {
        let settings = self.client.configuration(vec![ConfigurationItem::default()]).await?;
        Ok(settings.len())
    }

    async fn quick(&self) -> Result<String> {
        self.handled.fetch_add(1, Ordering::SeqCst);
        Ok("x".repeat(100))
    }

    async fn echo(&self, text: String) -> Result<String> {
        Ok(text)
    }

    async fn fail(&self) -> Result<()> {
        panic!("on demand")
    }

    async fn orders(&self) -> Result<Value> {
        Ok(json!({ "late": *self.late.lock().await, "prompt": *self.prompt.lock().await }))
    }
}

/// A client at its end of the streams, `initialize` done.
struct Scene {
    input: DuplexStream,
    output: BufReader<DuplexStream>,
    handled: Arc<AtomicUsize>,
    serving: JoinHandle<Option<Ending>>,
}

impl Scene {
    async fn set(served: Served, capacity: usize) -> Scene {
        let handled: Arc<AtomicUsize> = Arc::default();
        let counter = handled.clone();
        let (service, socket) = LspService::build(move |client| Probe {
            client,
            handled: counter,
            late: Mutex::default(),
            prompt: Mutex::default(),
        })
        .custom_method("probe/slow", Probe::slow)
        .custom_method("probe/askBack", Probe::ask_back)
        .custom_method("probe/quick", Probe::quick)
        .custom_method("probe/echo", Probe::echo)
        .custom_method("probe/fail", Probe::fail)
        .custom_method("probe/orders", Probe::orders)
        .finish();
        let (input, server_input) = tokio::io::duplex(1 << 20);
        let (server_output, output) = tokio::io::duplex(capacity);
        let serving = tokio::spawn(async move {
            match served {
                Served::Bare => {
                    Server::new(server_input, server_output, socket).serve(service).await;
                    None
                }
                Served::Cured => {
                    let (outbox, drain) = Outbox::drained_by_task(server_output);
                    Some(transport::serve(server_input, outbox, drain, service, socket).await)
                }
            }
        });
        let mut scene = Scene { input, output: BufReader::new(output), handled, serving };
        scene.ask(0, "initialize", json!({ "capabilities": {} })).await;
        scene.response(0).await.expect("initialize is answered");
        scene
    }

    async fn send(&mut self, message: Value) {
        // A bare server may be gone; the scene will show it.
        let _ = timeout(MOMENT, self.input.write_all(&frame(&message))).await;
    }

    async fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({ "jsonrpc": "2.0", "method": method, "params": params })).await;
    }

    async fn ask(&mut self, id: usize, method: &str, params: Value) {
        let mut message = json!({ "jsonrpc": "2.0", "id": id, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(message).await;
    }

    async fn message(&mut self) -> Option<Value> {
        timeout(MOMENT, read_message(&mut self.output)).await.ok().flatten()
    }

    /// The response to a request, if it comes within a moment; passes over everything else.
    async fn response(&mut self, id: usize) -> Option<Value> {
        loop {
            let message = self.message().await?;
            if message["id"] == id && message.get("method").is_none() {
                return Some(message);
            }
        }
    }
}

#[tokio::test]
async fn a_cancelled_request_is_answered_at_once() {
    check(async |mut scene| {
        for id in 1..=50 {
            scene.ask(id, "probe/slow", Value::Null).await;
        }
        let start = tokio::time::Instant::now();
        scene.notify("$/cancelRequest", json!({ "id": 50 })).await;
        let answer = scene.response(50).await;
        let cancelled = answer.is_some_and(|answer| answer["error"]["code"] == -32800);
        verdict(cancelled && start.elapsed() < Duration::from_millis(50))
    })
    .await;
}

#[tokio::test]
async fn handlers_that_wait_for_the_client_hold_up_nobody() {
    check(async |mut scene| {
        for id in 1..=4 {
            scene.ask(id, "probe/askBack", Value::Null).await;
        }
        let mut asked = Vec::new();
        while asked.len() < 4 {
            let message = scene.message().await.expect("four questions");
            asked.push(message["id"].clone());
        }
        for id in 100..300 {
            scene.ask(id, "probe/quick", Value::Null).await;
        }
        for id in asked {
            scene.send(json!({ "jsonrpc": "2.0", "id": id, "result": [null] })).await;
        }
        let mut answered = 0;
        while let Some(message) = scene.message().await {
            answered += usize::from(message["result"] == 1);
        }
        verdict(answered == 4)
    })
    .await;
}

#[tokio::test]
async fn a_client_that_does_not_read_is_still_listened_to() {
    for (served, expected) in [(Served::Cured, Verdict::Well), (Served::Bare, Verdict::Badly)] {
        let mut scene = Scene::set(served, 256).await;
        for id in 1..=500 {
            scene.ask(id, "probe/quick", Value::Null).await;
        }
        sleep(MOMENT / 5).await;
        let handled = scene.handled.load(Ordering::SeqCst);
        assert_eq!(verdict(handled == 500), expected, "{served:?}: {handled}");
    }
}

#[tokio::test]
async fn exit_ends_the_session_although_the_input_stays_open() {
    check(async |mut scene| {
        scene.ask(1, "shutdown", Value::Null).await;
        scene.send(json!({ "jsonrpc": "2.0", "method": "exit" })).await;
        let answered = scene.response(1).await.is_some();
        let ended = timeout(MOMENT, &mut scene.serving).await;
        let orderly = ended.is_ok_and(|ended| ended.unwrap() == Some(Ending::Orderly));
        verdict(answered && orderly)
    })
    .await;
}

#[tokio::test]
async fn exit_does_not_wait_for_a_handler_that_hangs() {
    check(async |mut scene| {
        scene.ask(1, "probe/slow", Value::Null).await;
        scene.send(json!({ "jsonrpc": "2.0", "method": "exit" })).await;
        let ended = timeout(MOMENT, &mut scene.serving).await;
        let abrupt = ended.is_ok_and(|ended| ended.unwrap() == Some(Ending::Abrupt));
        verdict(abrupt)
    })
    .await;
}

#[tokio::test]
async fn a_panic_costs_one_answer() {
    check(async |mut scene| {
        scene.ask(1, "probe/fail", Value::Null).await;
        let failed = scene.response(1).await;
        let failed = failed.is_some_and(|answer| answer["error"]["code"] == -32603);
        scene.ask(2, "probe/quick", Value::Null).await;
        let answered = scene.response(2).await.is_some();
        verdict(failed && answered)
    })
    .await;
}

#[tokio::test]
async fn a_client_that_vanishes_ends_the_session_without_a_panic() {
    check(async |scene| {
        let Scene { mut input, output, serving, .. } = scene;
        drop(output);
        for id in 1..=10 {
            let request = json!({ "jsonrpc": "2.0", "id": id, "method": "probe/quick" });
            let _ = timeout(MOMENT, input.write_all(&frame(&request))).await;
            tokio::task::yield_now().await;
        }
        let ended = timeout(MOMENT, serving).await;
        verdict(matches!(ended, Ok(Ok(Some(Ending::Abrupt)))))
    })
    .await;
}

/// Messages that cannot be read are answered as the protocol wants it, and the session goes on.
#[tokio::test]
async fn a_message_that_cannot_be_read_costs_one_answer() {
    for unreadable in ["{", "[]", r#"{"id":7}"#, "\u{0}", r#"{"jsonrpc":"2.0","method":"m","params":1e999}"#] {
        check(async |mut scene| {
            let bytes = format!("Content-Length: {}\r\n\r\n{unreadable}", unreadable.len());
            let _ = timeout(MOMENT, scene.input.write_all(bytes.as_bytes())).await;
            let refused = scene.message().await;
            let refused = refused.is_some_and(|answer| answer["id"].is_null() && answer["error"]["code"].is_i64());
            scene.ask(1, "probe/quick", Value::Null).await;
            let answered = scene.response(1).await.is_some();
            if !(refused && answered) {
                println!("{unreadable}: refused {refused}, answered {answered}");
            }
            verdict(refused && answered)
        })
        .await;
    }
}

/// An edit may cut a character in two, and a client then sends one half.
#[tokio::test]
async fn half_a_character_is_read() {
    check(async |mut scene| {
        let request = r#"{"jsonrpc":"2.0","id":1,"method":"probe/echo","params":"a\ud83d"}"#;
        let bytes = format!("Content-Length: {}\r\n\r\n{request}", request.len());
        let _ = timeout(MOMENT, scene.input.write_all(bytes.as_bytes())).await;
        let answer = scene.response(1).await;
        verdict(answer.is_some_and(|answer| answer["result"] == "a\u{fffd}"))
    })
    .await;
}

/// What the library does not cure and no middleware can: handlers that wait before they change state run in another
/// order than they came. Handlers that change it first do not.
#[tokio::test]
async fn state_that_changes_before_the_first_wait_changes_in_order() {
    let mut scene = Scene::set(Served::Cured, 1 << 20).await;
    let versions: Vec<i32> = (0..500).collect();
    for version in &versions {
        let document = json!({ "uri": "file:///a", "version": version });
        scene.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [] })).await;
    }
    scene.ask(1, "probe/orders", Value::Null).await;
    let orders = scene.response(1).await.expect("an answer");
    assert_eq!(orders["result"]["prompt"], json!(versions));
    assert_ne!(orders["result"]["late"], json!(versions));
}
