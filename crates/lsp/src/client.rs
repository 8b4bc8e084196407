//! What the editor can do, and what the server says it can.

use lsp_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProviderCapability,
    CompletionOptions, HoverProviderCapability, InitializeParams, InitializeResult, SaveOptions,
    ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
};
use serde_json::{Value, json};

use crate::actions::FIX_ALL;
use crate::message::request;
use crate::places::Units;

/// What the editor can do.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Client {
    /// How it counts columns.
    pub units: Units,
    /// It shows other places of a finding.
    pub related: bool,
    /// It opens the page of a rule.
    pub links: bool,
    /// It takes code actions, not only commands.
    pub actions: bool,
    /// It takes changes with the version of the text they are for.
    pub versioned: bool,
    /// Its completions can put the cursor somewhere.
    pub snippets: bool,
    /// It reports changes of files when asked to.
    pub watches: bool,
}

impl Client {
    /// Reads what the editor says of itself.
    pub(crate) fn of(params: &InitializeParams) -> Self {
        let can: &ClientCapabilities = &params.capabilities;
        let general = can.general.as_ref();
        let offered = general.and_then(|g| g.position_encodings.as_deref()).unwrap_or_default();
        let text = can.text_document.as_ref();
        let workspace = can.workspace.as_ref();
        let published = text.and_then(|t| t.publish_diagnostics.as_ref());
        let item = text.and_then(|t| t.completion.as_ref()?.completion_item.as_ref());
        let action = text.and_then(|t| t.code_action.as_ref());
        let changes = workspace.and_then(|w| w.workspace_edit.as_ref());
        let watched = workspace.and_then(|w| w.did_change_watched_files.as_ref());
        Self {
            units: Units::among(offered),
            related: published.is_some_and(|p| p.related_information == Some(true)),
            links: published.is_some_and(|p| p.code_description_support == Some(true)),
            actions: action.is_some_and(|a| a.code_action_literal_support.is_some()),
            versioned: changes.is_some_and(|c| c.document_changes == Some(true)),
            snippets: item.is_some_and(|i| i.snippet_support == Some(true)),
            watches: watched.is_some_and(|w| w.dynamic_registration == Some(true)),
        }
    }

    /// What the server says of itself.
    pub(crate) fn answer(self, version: &str) -> InitializeResult {
        let sync = TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions::default())),
            ..TextDocumentSyncOptions::default()
        };
        let actions = CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, FIX_ALL]),
            ..CodeActionOptions::default()
        };
        let signs = ["\"", "/", ":", " ", "_"].map(str::to_owned);
        let completion = CompletionOptions {
            trigger_characters: Some(signs.to_vec()),
            ..CompletionOptions::default()
        };
        InitializeResult {
            capabilities: ServerCapabilities {
                position_encoding: Some(self.units.kind()),
                text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
                hover_provider: Some(HoverProviderCapability::Simple(true)),
                completion_provider: Some(completion),
                code_action_provider: self
                    .actions
                    .then_some(CodeActionProviderCapability::Options(actions)),
                ..ServerCapabilities::default()
            },
            server_info: Some(ServerInfo {
                name: "tfe-check".to_owned(),
                version: Some(version.to_owned()),
            }),
        }
    }

    /// Asks for changes of files that are not open: they may be checked together with open ones.
    pub(crate) fn watch(self) -> Option<Value> {
        let endings: Vec<&str> = answers::looked_at().collect();
        let files = format!("**/*.{{{}}}", endings.join(","));
        let watchers =
            ["**/tfe-check.toml", &files].map(|pattern| json!({ "globPattern": pattern }));
        self.watches.then(|| {
            let registration = json!({
                "id": "files",
                "method": "workspace/didChangeWatchedFiles",
                "registerOptions": { "watchers": watchers },
            });
            let params = json!({ "registrations": [registration] });
            request("watch", "client/registerCapability", &params)
        })
    }
}
