//! A scripted editor: speaks to the real server over in-memory streams and forgets nothing.
//!
//! Whatever the server sends and the script does not look at fails the test when the editor is dropped. Every session
//! is recorded, one JSON object per line with its direction. Where the judge of the protocol is at hand, it judges the
//! record when the session ends.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use asl_ls::server;
use asl_ls::transport::{Ending, Outbox};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinHandle;

use crate::profile::Profile;

/// How long a script waits for a message that has to come.
const PATIENCE: Duration = Duration::from_secs(30);

/// Records longer than this are not judged: the judge takes a while.
const MOST_JUDGED: usize = 60_000;

/// A message with its frame.
pub(crate) fn frame(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// The next message of a stream; `None` at its end.
pub(crate) async fn read_message(stream: &mut (impl AsyncBufReadExt + Unpin)) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            header => {
                let (name, value) = header.split_once(": ").expect("a header");
                assert_eq!(name, "Content-Length");
                length = value.parse().expect("a length");
            }
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    Some(serde_json::from_slice(&body).expect("a message is JSON"))
}

/// One end of a session.
pub(crate) struct Editor {
    name: String,
    output: Box<dyn AsyncWrite + Unpin + Send>,
    incoming: UnboundedReceiver<Value>,
    unseen: VecDeque<Value>,
    record: Arc<Mutex<Vec<Value>>>,
    serving: Option<JoinHandle<Ending>>,
    last_id: i64,
    /// Whether publications, and calls to ask for diagnostics again, may come that the script does not look at.
    pub(crate) skims: bool,
}

impl Editor {
    /// Starts a server and speaks to it; nothing is said yet. The name is that of the record.
    pub(crate) fn start(name: &str) -> Editor {
        let (to_server, server_input) = tokio::io::duplex(1 << 20);
        let (server_output, from_server) = tokio::io::duplex(1 << 20);
        let (outbox, drain) = Outbox::drained_by_task(server_output);
        let serving = tokio::spawn(server::serve(server_input, outbox, drain));
        let mut editor = Editor::over(name, from_server, to_server);
        editor.serving = Some(serving);
        editor
    }

    /// Speaks over streams of any kind.
    pub(crate) fn over(
        name: &str,
        input: impl AsyncRead + Unpin + Send + 'static,
        output: impl AsyncWrite + Unpin + Send + 'static,
    ) -> Editor {
        let (sender, incoming) = unbounded_channel();
        let record: Arc<Mutex<Vec<Value>>> = Arc::default();
        let recorded = record.clone();
        tokio::spawn(async move {
            let mut input = BufReader::new(input);
            while let Some(message) = read_message(&mut input).await {
                let entry = json!({ "dir": "s2c", "msg": message });
                recorded.lock().unwrap().push(entry);
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Editor {
            name: name.to_owned(),
            output: Box::new(output),
            incoming,
            unseen: VecDeque::new(),
            record,
            serving: None,
            last_id: 0,
            skims: false,
        }
    }

    /// Starts a session as the client of `profile` does and answers what the server asks at its start, settings with
    /// `settings`. Returns the editor and the result of `initialize`.
    pub(crate) async fn initialized(name: &str, profile: &Profile, settings: Value) -> (Editor, Value) {
        Editor::initialized_with(name, profile, profile.initialize(), settings).await
    }

    /// The same with other parameters of `initialize`.
    pub(crate) async fn initialized_with(
        name: &str,
        profile: &Profile,
        initialize: Value,
        settings: Value,
    ) -> (Editor, Value) {
        let mut editor = Editor::start(name);
        let result = editor.request("initialize", initialize).await;
        editor.notify("initialized", json!({})).await;
        if profile.configuration && profile.watching {
            let asked = editor.answer("client/registerCapability", Value::Null).await;
            let method = &asked["registrations"][0]["method"];
            assert_eq!(method, "workspace/didChangeConfiguration");
        }
        if profile.configuration {
            let asked = editor.answer("workspace/configuration", json!([settings])).await;
            assert_eq!(asked, json!({ "items": [{ "section": "asl" }] }));
        }
        (editor, result)
    }

    /// Sends a message as it is.
    pub(crate) async fn send(&mut self, message: Value) {
        let bytes = frame(&message);
        let entry = json!({ "dir": "c2s", "msg": message });
        self.record.lock().unwrap().push(entry);
        self.output.write_all(&bytes).await.expect("the server reads");
        self.output.flush().await.expect("the server reads");
    }

    /// Sends bytes that are no part of the record.
    pub(crate) async fn send_bytes(&mut self, bytes: &[u8]) {
        self.output.write_all(bytes).await.expect("the server reads");
    }

    /// Sends a notification.
    pub(crate) async fn notify(&mut self, method: &str, params: Value) {
        let message = json!({ "jsonrpc": "2.0", "method": method, "params": params });
        self.send(message).await;
    }

    /// Sends a request and returns its id.
    pub(crate) async fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        let mut message = json!({ "jsonrpc": "2.0", "id": id, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(message).await;
        id
    }

    /// Sends a request and returns its result; an error as the answer fails the test.
    pub(crate) async fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params).await;
        let mut response = self.response(id).await;
        assert!(response.get("error").is_none(), "{method}: {response}");
        response["result"].take()
    }

    /// The response to the request of this id.
    pub(crate) async fn response(&mut self, id: i64) -> Value {
        let is_it = |message: &Value| message.get("method").is_none() && message["id"] == id;
        self.wait_for(&format!("the response to {id}"), is_it).await
    }

    /// The parameters of the next notification of this method.
    pub(crate) async fn notification(&mut self, method: &str) -> Value {
        let is_it = |message: &Value| message["method"] == method && message.get("id").is_none();
        self.wait_for(method, is_it).await["params"].take()
    }

    /// Waits for a request of the server, answers it with `result` and returns its parameters.
    pub(crate) async fn answer(&mut self, method: &str, result: Value) -> Value {
        let is_it = |message: &Value| message["method"] == method && message.get("id").is_some();
        let mut asked = self.wait_for(method, is_it).await;
        let id = asked["id"].take();
        self.send(json!({ "jsonrpc": "2.0", "id": id, "result": result })).await;
        asked["params"].take()
    }

    /// The diagnostics published for a version of a document, passing over those of older versions.
    pub(crate) async fn published(&mut self, uri: &str, version: i64) -> Value {
        loop {
            let mut params = self.notification("textDocument/publishDiagnostics").await;
            assert_eq!(params["uri"], uri);
            let published = params["version"].as_i64().expect("a version");
            assert!(published <= version, "version {published} was never sent");
            if published == version {
                return params["diagnostics"].take();
            }
        }
    }

    /// The next diagnostics published for a document that are as `is_it` wants them, passing over all others.
    pub(crate) async fn published_such(&mut self, uri: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let mut params = self.notification("textDocument/publishDiagnostics").await;
            if params["uri"] == uri && is_it(&params["diagnostics"]) {
                return params["diagnostics"].take();
            }
        }
    }

    /// Opens a document.
    pub(crate) async fn open(&mut self, uri: &str, version: i64, text: &str) {
        self.open_as(uri, "asl", version, text).await;
    }

    /// Opens a document in another language.
    pub(crate) async fn open_as(&mut self, uri: &str, language: &str, version: i64, text: &str) {
        let item = json!({ "uri": uri, "languageId": language, "version": version, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": item })).await;
    }

    /// Changes a document.
    pub(crate) async fn change(&mut self, uri: &str, version: impl Into<Value>, changes: Value) {
        let params = json!({
            "textDocument": { "uri": uri, "version": version.into() },
            "contentChanges": changes,
        });
        self.notify("textDocument/didChange", params).await;
    }

    /// The text of a document as the server has it.
    pub(crate) async fn text(&mut self, uri: &str) -> Value {
        self.request("asl/viewText", json!({ "textDocument": { "uri": uri } })).await
    }

    /// Says goodbye as the protocol wants it and judges the record.
    pub(crate) async fn finish(mut self) {
        let farewell = self.request("shutdown", Value::Null).await;
        assert_eq!(farewell, Value::Null);
        self.send(json!({ "jsonrpc": "2.0", "method": "exit" })).await;
        if let Some(serving) = self.serving.take() {
            let ending = tokio::time::timeout(PATIENCE, serving).await;
            let ending = ending.expect("exit ends the session").unwrap();
            assert_eq!(ending, Ending::Orderly);
        }
        while let Some(message) = self.incoming.recv().await {
            self.unseen.push_back(message);
        }
        self.judge();
    }

    /// Takes the first message that `is_it` accepts, of those not looked at yet and then of those to come.
    async fn wait_for(&mut self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        if let Some(index) = self.unseen.iter().position(&is_it) {
            return self.unseen.remove(index).unwrap();
        }
        loop {
            let next = tokio::time::timeout(PATIENCE, self.incoming.recv()).await;
            let Ok(Some(message)) = next else {
                panic!("waited for {what}; unseen so far: {:#?}", self.unseen);
            };
            if is_it(&message) {
                return message;
            }
            self.unseen.push_back(message);
        }
    }

    fn judge(&self) {
        let record = self.record.lock().unwrap();
        let path = record_path(&self.name);
        let mut lines = String::new();
        for entry in record.iter() {
            writeln!(lines, "{entry}").unwrap();
        }
        std::fs::write(&path, lines).unwrap();
        let editors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/editors");
        let model = editors.join("metaModel-3.17.json");
        if !model.exists() {
            println!("skipped: no judge of the protocol at {}", editors.display());
            return;
        }
        if record.len() > MOST_JUDGED {
            return;
        }
        let judged = std::process::Command::new("python3")
            .arg(editors.join("lsp-conformance.py"))
            .arg(model)
            .arg(&path)
            .output();
        match judged {
            Ok(judged) => assert!(judged.status.success(), "{}", String::from_utf8_lossy(&judged.stdout)),
            Err(error) => println!("skipped: no python3 to run the judge ({error})"),
        }
    }
}

/// Where the record of a session goes: a folder of the build, or the one that `ASL_LS_RECORDS` names.
fn record_path(name: &str) -> PathBuf {
    let folder = std::env::var_os("ASL_LS_RECORDS")
        .map_or_else(|| Path::new(env!("CARGO_TARGET_TMPDIR")).join("sessions"), PathBuf::from);
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(format!("{}.jsonl", name.replace([' ', '/'], "-")))
}

impl Drop for Editor {
    fn drop(&mut self) {
        while let Ok(message) = self.incoming.try_recv() {
            self.unseen.push_back(message);
        }
        if self.skims {
            let is_news = ["textDocument/publishDiagnostics", "workspace/diagnostic/refresh"];
            self.unseen.retain(|message| !is_news.iter().any(|method| message["method"] == *method));
        }
        if !std::thread::panicking() {
            assert!(self.unseen.is_empty(), "{}: not looked at: {:#?}", self.name, self.unseen);
        }
    }
}
