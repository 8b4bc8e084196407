//! The language server for editors that run in a browser.

use lsp::{Apart, Checker, Server, Settings};
use serde_json::Value;
use wasm_bindgen::prelude::wasm_bindgen;

/// A language server: messages of the Language Server Protocol in, messages out. Only texts that the editor
/// has open are checked; it has no files.
#[wasm_bindgen]
pub struct LanguageServer(Server);

#[wasm_bindgen]
#[expect(clippy::new_without_default, reason = "JavaScript calls it")]
impl LanguageServer {
    /// A server that was not spoken to yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self(Server::new(env!("CARGO_PKG_VERSION"), Settings::default()))
    }

    /// Takes a message as JSON; gives a JSON array of those to send.
    pub fn receive(&mut self, message: &str) -> String {
        let sent = match serde_json::from_str(message) {
            Ok(message) => self.0.receive(message),
            Err(_) => vec![lsp::malformed()],
        };
        Value::Array(sent).to_string()
    }

    /// Checks what changed since the last time; gives a JSON array of the messages to send. To be called when
    /// no messages wait.
    pub fn check(&mut self) -> String {
        let mut sent = Vec::new();
        while let Some(job) = self.0.job() {
            let done = Apart.check(&job);
            sent.extend(self.0.done(&job, done));
        }
        Value::Array(sent).to_string()
    }
}
