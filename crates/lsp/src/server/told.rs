//! What an editor tells without waiting for an answer.

use lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
};
use serde::Deserialize;
use serde_json::Value;

use super::{Phase, Server};
use crate::diagnostics::published;
use crate::job::{Settings, Text};
use crate::message::{Refused, code, error, params};
use crate::texts::changed;

/// Where an editor has its settings for this server.
#[derive(Deserialize)]
struct SettingsParams {
    settings: Value,
}

impl Server {
    /// Takes settings, by themselves or under the name of the program. What is not set stays.
    pub(super) fn set(&mut self, given: Value) {
        let own = given.get("tfe-check").cloned().unwrap_or(given);
        let Ok(set) = serde_json::from_value::<Settings>(own) else { return };
        let old = std::mem::take(&mut self.settings);
        self.settings = Settings {
            tfe: set.tfe.or(old.tfe),
            chart: set.chart.or(old.chart),
            vault: set.vault.or(old.vault),
            rule_pages: set.rule_pages.or(old.rule_pages),
        };
    }

    pub(super) fn notified(&mut self, method: &str, params: Value) -> Vec<Value> {
        if method == "exit" {
            self.phase = Phase::Over { clean: self.phase == Phase::ShutDown };
            return Vec::new();
        }
        if self.phase != Phase::Running {
            return Vec::new();
        }
        match method {
            "initialized" => self.client.watch().into_iter().collect(),
            "$/cancelRequest" => self.cancel(&params),
            // Nobody answers a notification: one that cannot be read changes nothing.
            _ => self.told(method, params).unwrap_or_default(),
        }
    }

    /// What an editor tells of its texts.
    fn told(&mut self, method: &str, given: Value) -> Result<Vec<Value>, Refused> {
        match method {
            "textDocument/didOpen" => {
                let given: DidOpenTextDocumentParams = params(method, given)?;
                let item = given.text_document;
                let uri = item.uri.as_str().to_owned();
                self.changed.insert(uri.clone());
                self.texts.open(Text { uri, version: item.version, text: item.text.into() });
            }
            "textDocument/didChange" => self.change(params(method, given)?),
            "textDocument/didClose" => {
                let given: DidCloseTextDocumentParams = params(method, given)?;
                return Ok(self.close(given.text_document.uri.as_str()));
            }
            "workspace/didChangeConfiguration" => {
                let given: SettingsParams = params(method, given)?;
                self.set(given.settings);
                self.recheck();
            }
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => self.recheck(),
            _ => {}
        }
        Ok(Vec::new())
    }

    fn change(&mut self, given: DidChangeTextDocumentParams) {
        let (units, uri) = (self.client.units, given.text_document.uri.as_str());
        let Some(open) = self.texts.get_mut(uri) else { return };
        open.now.text = changed(&open.now.text, &given.content_changes, units).into();
        open.now.version = given.text_document.version;
        self.changed.insert(uri.to_owned());
    }

    fn close(&mut self, uri: &str) -> Vec<Value> {
        let shown = self.texts.close(uri);
        self.changed.remove(uri);
        // What was checked together with it is checked without what was typed there.
        self.recheck();
        let gone = shown.then(|| published(uri, None, Vec::new())).flatten();
        gone.into_iter().chain(self.answer_waiting()).collect()
    }

    fn recheck(&mut self) {
        self.changed.extend(self.texts.all().map(|open| open.now.uri.clone()));
    }

    fn cancel(&mut self, params: &Value) -> Vec<Value> {
        let Some(id) = params.get("id") else { return Vec::new() };
        let before = self.waiting.len();
        self.waiting.retain(|waiting| waiting.id != *id);
        let is_gone = self.waiting.len() < before;
        let cancelled = is_gone.then(|| error(id, code::REQUEST_CANCELLED, "cancelled"));
        cancelled.into_iter().collect()
    }
}
