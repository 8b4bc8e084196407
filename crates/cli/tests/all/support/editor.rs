//! An editor that speaks with the language server.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use assert_cmd::cargo::cargo_bin;
use serde_json::{Value, json};

/// A server that does not say anything for so long is stuck.
const PATIENCE: Duration = Duration::from_secs(60);

/// A session with `tfe-check lsp`.
pub(crate) struct Editor {
    server: Child,
    input: ChildStdin,
    heard: Receiver<Value>,
    /// What was said and not asked for yet.
    kept: Vec<Value>,
    last: i64,
}

impl Editor {
    /// Starts the server, without a word to it.
    pub(crate) fn start(folder: &Path, args: &[&str]) -> Self {
        let mut command = Command::new(cargo_bin("tfe-check"));
        command.current_dir(folder).arg("lsp").args(args);
        let mut server = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (input, output) = (server.stdin.take().unwrap(), server.stdout.take().unwrap());
        let (say, heard) = channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = message(&mut output) {
                if say.send(message).is_err() {
                    return;
                }
            }
        });
        Self { server, input, heard, kept: Vec::new(), last: 0 }
    }

    /// Starts a session with an editor that can do everything; `encodings` are those that it offers.
    pub(crate) fn session(folder: &Path, args: &[&str], encodings: &[&str]) -> Self {
        let mut editor = Self::start(folder, args);
        let answer = editor.ask("initialize", &initialize(encodings));
        assert_eq!(answer["result"]["serverInfo"]["name"], "tfe-check", "{answer}");
        editor.tell("initialized", &json!({}));
        editor
    }

    /// Sends bytes as they are.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        self.input.write_all(bytes).unwrap();
        self.input.flush().unwrap();
    }

    fn say(&mut self, message: &Value) {
        let body = message.to_string();
        self.send(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Sends a notification.
    pub(crate) fn tell(&mut self, method: &str, params: &Value) {
        self.say(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request; gives its number.
    pub(crate) fn request(&mut self, method: &str, params: &Value) -> i64 {
        self.last += 1;
        let id = self.last;
        self.say(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// The next message with what is wanted. The others are kept for later, in their order.
    pub(crate) fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&wanted) {
            return self.kept.remove(at);
        }
        loop {
            let message = self.heard.recv_timeout(PATIENCE).unwrap();
            if wanted(&message) {
                return message;
            }
            self.kept.push(message);
        }
    }

    /// Sends a request and waits for its answer.
    pub(crate) fn ask(&mut self, method: &str, params: &Value) -> Value {
        let id = self.request(method, params);
        self.answer(id)
    }

    /// Waits for the answer to a request.
    pub(crate) fn answer(&mut self, id: i64) -> Value {
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    /// Opens a text.
    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        let item = json!({ "uri": uri, "languageId": "x", "version": 1, "text": text });
        self.tell("textDocument/didOpen", &json!({ "textDocument": item }));
    }

    /// Changes a text.
    pub(crate) fn change(&mut self, uri: &str, version: i32, changes: &Value) {
        let document = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.tell("textDocument/didChange", &params);
    }

    /// Waits for the findings of a version of a text.
    pub(crate) fn findings(&mut self, uri: &str, version: i32) -> Vec<Value> {
        let message = self.wait(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"]["version"] == version
        });
        message["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// What was said so far and not asked for.
    pub(crate) fn kept(&self) -> &[Value] {
        &self.kept
    }

    /// Ends the session in order; the exit code.
    pub(crate) fn end(mut self) -> i32 {
        assert!(self.ask("shutdown", &Value::Null)["result"].is_null());
        self.tell("exit", &Value::Null);
        self.server.wait().unwrap().code().unwrap()
    }

    /// Goes away without a word; the exit code.
    pub(crate) fn leave(self) -> i32 {
        let Self { mut server, input, .. } = self;
        drop(input);
        server.wait().unwrap().code().unwrap()
    }
}

/// What an editor says of itself.
pub(crate) fn initialize(encodings: &[&str]) -> Value {
    json!({
        "processId": null,
        "rootUri": null,
        "capabilities": {
            "general": { "positionEncodings": encodings },
            "workspace": { "workspaceEdit": { "documentChanges": true } },
            "textDocument": {
                "publishDiagnostics": { "relatedInformation": true, "codeDescriptionSupport": true },
                "completion": { "completionItem": { "snippetSupport": true } },
                "codeAction": { "codeActionLiteralSupport": {
                    "codeActionKind": { "valueSet": ["quickfix", "source.fixAll"] }
                } },
            },
        },
    })
}

fn message(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some((_, number)) => length = number.parse().unwrap(),
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).unwrap())
}
