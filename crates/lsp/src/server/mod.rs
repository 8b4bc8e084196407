//! The server: what it knows, and what becomes of a check.

mod asked;
mod told;

use std::collections::BTreeSet;
use std::sync::Arc;

use lsp_types::{CodeActionParams, MessageType, ShowMessageParams};
use serde_json::Value;

use crate::client::Client;
use crate::diagnostics::{Style, published};
use crate::job::{Done, Job, Settings};
use crate::message::{answer, code, error, notification};
use crate::texts::{Checked, InGroup, Open, Texts};
use crate::{actions, diagnostics};

/// How far a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Nothing was said yet.
    New,
    /// Messages are answered.
    Running,
    /// The editor is about to end the session.
    ShutDown,
    /// The session is over; whether it ended in order.
    Over { clean: bool },
}

/// A language server. See the crate's own words for how it is used.
pub struct Server {
    version: &'static str,
    phase: Phase,
    client: Client,
    settings: Settings,
    texts: Texts,
    changed: BTreeSet<String>,
    /// Requests that need the findings of a text as it is now.
    waiting: Vec<Waiting>,
    notes: Vec<String>,
}

/// A request that waits for a check.
struct Waiting {
    id: Value,
    params: CodeActionParams,
}

impl Server {
    /// A server that was not spoken to yet. `version` is that of the program; `settings` hold until
    /// the editor sets others.
    pub fn new(version: &'static str, settings: Settings) -> Self {
        Self {
            version,
            phase: Phase::New,
            client: Client::default(),
            settings,
            texts: Texts::default(),
            changed: BTreeSet::new(),
            waiting: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Whether the session is over, and if so, whether it ended in order.
    pub fn over(&self) -> Option<bool> {
        match self.phase {
            Phase::Over { clean } => Some(clean),
            _ => None,
        }
    }

    /// Takes a message; gives those to send.
    pub fn receive(&mut self, message: Value) -> Vec<Value> {
        let Value::Object(mut members) = message else {
            return vec![error(
                &Value::Null,
                code::INVALID_REQUEST,
                "the message is not an object",
            )];
        };
        let params = members.remove("params").unwrap_or_default();
        let id = members.remove("id");
        match (members.remove("method"), id) {
            (Some(Value::String(method)), None) => self.notified(&method, params),
            (Some(Value::String(method)), Some(id)) if id.is_number() || id.is_string() => {
                self.asked(&method, id, params)
            }
            // Answers to what the server asked need nothing done.
            (None, Some(_)) => Vec::new(),
            _ => vec![error(&Value::Null, code::INVALID_REQUEST, "the message has no method")],
        }
    }

    /// What has to be checked now. It counts as given away.
    pub fn job(&mut self) -> Option<Job> {
        if self.changed.is_empty() || self.phase != Phase::Running {
            return None;
        }
        Some(Job {
            open: self.texts.all().map(|open| open.now.clone()).collect(),
            changed: std::mem::take(&mut self.changed).into_iter().collect(),
            settings: self.settings.clone(),
        })
    }

    /// Takes what was done of a job; gives the messages to send.
    pub fn done(&mut self, job: &Job, done: Done) -> Vec<Value> {
        let mut out = self.note(done.notes);
        let mut found: Vec<(String, i32, InGroup)> = Vec::new();
        for group in done.groups.into_iter().map(Arc::new) {
            for (at, one) in group.0.iter().enumerate() {
                let place = InGroup::new(&group, at);
                found.extend(one.version.map(|version| (one.uri.clone(), version, place)));
            }
        }
        for text in job.open.iter().filter(|text| job.changed.contains(&text.uri)) {
            if !found.iter().any(|(uri, ..)| *uri == text.uri) {
                out.extend(self.show(&text.uri, Checked { version: text.version, found: None }));
            }
        }
        for (uri, version, place) in found {
            out.extend(self.show(&uri, Checked { version, found: Some(place) }));
        }
        out.extend(self.answer_waiting());
        out
    }

    /// Keeps what was found in a text, and shows it. What was found in an older version is shown only
    /// when the newer one is checked.
    fn show(&mut self, uri: &str, checked: Checked) -> Option<Value> {
        let style = Style { client: self.client, settings: &self.settings };
        let open = self.texts.get_mut(uri).filter(|open| open.now.version == checked.version)?;
        let shown = checked.found.as_ref().map_or_else(Vec::new, |found| {
            diagnostics::all(found, style).into_iter().map(|(_, shown)| shown).collect()
        });
        let version = checked.version;
        open.checked = Some(checked);
        let was_shown = std::mem::replace(&mut open.shown, !shown.is_empty());
        // Of a file that is not ours, nothing is said at all.
        if !was_shown && !open.shown {
            return None;
        }
        published(uri, Some(version), shown)
    }

    fn note(&mut self, notes: Vec<String>) -> Vec<Value> {
        let new = notes.iter().filter(|note| !self.notes.contains(note));
        let shown = new.map(|note| {
            let params = ShowMessageParams { typ: MessageType::WARNING, message: note.clone() };
            notification("window/showMessage", &params)
        });
        let shown = shown.collect();
        self.notes = notes;
        shown
    }

    /// Answers the requests whose texts are checked, or gone.
    fn answer_waiting(&mut self) -> Vec<Value> {
        let mut out = Vec::new();
        for waiting in std::mem::take(&mut self.waiting) {
            let open = self.texts.get(waiting.params.text_document.uri.as_str());
            if open.is_none_or(Open::is_checked) {
                out.push(answer(&waiting.id, Ok(self.actions(open, &waiting.params))));
            } else {
                self.waiting.push(waiting);
            }
        }
        out
    }

    fn actions(&self, open: Option<&Open>, params: &CodeActionParams) -> Value {
        let found = open.and_then(Open::found);
        let all = found.map(|f| actions::all(f, params.range, &params.context, self.style()));
        Value::Array(all.unwrap_or_default())
    }

    fn style(&self) -> Style<'_> {
        Style { client: self.client, settings: &self.settings }
    }
}
