use lsp::{Apart, Checker, Server, Settings};
use serde_json::{Value, json};
use tfe_check::Document;

use crate::Kept;

/// Nothing that the language server sends of a text has a word in it that was planted as a secret: no finding, no
/// title of a fix, no hover and no completion at any word. Edits are the user's own text.
///
/// # Errors
/// The message that has it.
pub fn no_editor_shows(document: &Document, secret: &str) -> Kept {
    let mut session = Session::of(document);
    for (line, text) in document.text.split('\n').enumerate() {
        for character in starts(text) {
            let place = json!({ "line": line, "character": character });
            session.ask("textDocument/hover", "position", &place);
            session.ask("textDocument/completion", "position", &place);
        }
    }
    let end = json!({ "line": document.text.split('\n').count(), "character": 0 });
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": end });
    session.ask("textDocument/codeAction", "range", &whole);
    match session.sent.iter().find(|message| message.to_string().contains(secret)) {
        Some(message) => Err(format!("an editor shows the secret: {message}")),
        None => Ok(()),
    }
}

/// An editor with one text open.
struct Session {
    server: Server,
    uri: String,
    sent: Vec<Value>,
}

impl Session {
    fn of(document: &Document) -> Self {
        let uri = format!("file:///srv/{}", document.name);
        let (server, sent) = (Server::new("0", Settings::default()), Vec::new());
        let mut session = Self { server, uri, sent };
        session.say(json!({ "id": 0, "method": "initialize", "params": { "capabilities": {
            "textDocument": {
                "publishDiagnostics": { "relatedInformation": true },
                "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } }
            }
        } } }));
        session.say(json!({ "method": "initialized", "params": {} }));
        let text = &document.text;
        let opened = json!({ "uri": session.uri, "languageId": "", "version": 1, "text": text });
        session.say(json!({
            "method": "textDocument/didOpen", "params": { "textDocument": opened }
        }));
        session
    }

    /// A request about a place of the text.
    fn ask(&mut self, method: &str, name: &str, place: &Value) {
        let context = json!({ "diagnostics": [] });
        let params =
            json!({ "textDocument": { "uri": self.uri }, name: place, "context": context });
        self.say(json!({ "id": 1, "method": method, "params": params }));
    }

    /// Sends a message and does what the server asks to be checked then.
    fn say(&mut self, message: Value) {
        let mut answers = self.server.receive(message);
        while let Some(job) = self.server.job() {
            let done = Apart.check(&job);
            answers.extend(self.server.done(&job, done));
        }
        answers.iter_mut().for_each(without_edits);
        self.sent.extend(answers);
    }
}

/// Takes out the edits of fixes.
fn without_edits(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(without_edits),
        Value::Object(members) => {
            members.remove("edit");
            members.values_mut().for_each(without_edits);
        }
        _ => {}
    }
}

/// Where the words of a line begin, in UTF-16 units, and where it ends.
fn starts(line: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let (mut units, mut in_word) = (0, false);
    for letter in line.chars() {
        let is_of_word = letter.is_alphanumeric() || letter == '_';
        if is_of_word && !in_word {
            found.push(units);
        }
        in_word = is_of_word;
        units += letter.len_utf16();
    }
    found.push(units);
    found
}
