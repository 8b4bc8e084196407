//! The requests of an editor.

use lsp_types::{CompletionParams, HoverParams, InitializeParams};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Phase, Server, Waiting};
use crate::client::Client;
use crate::message::{Refused, answer, code, params, value};
use crate::{completion, hover};

/// The name of a rule.
#[derive(Deserialize)]
struct RuleParams {
    rule: String,
}

impl Server {
    pub(super) fn asked(&mut self, method: &str, id: Value, params: Value) -> Vec<Value> {
        let outcome = match (self.phase, method) {
            (Phase::New, "initialize") => self.initialize(params),
            (Phase::New, _) => Err(refused(code::SERVER_NOT_INITIALIZED, "initialize comes first")),
            (Phase::Running, "shutdown") => {
                self.phase = Phase::ShutDown;
                Ok(Value::Null)
            }
            (Phase::Running, "textDocument/hover") => self.hover(params),
            (Phase::Running, "textDocument/completion") => self.completion(params),
            (Phase::Running, "textDocument/codeAction") => {
                return self.code_action(method, id, params);
            }
            (Phase::Running, "tfe-check/rulePage") => rule_page(method, params),
            (Phase::Running, "initialize") | (Phase::ShutDown | Phase::Over { .. }, _) => {
                Err(refused(code::INVALID_REQUEST, "it is too late for this"))
            }
            (Phase::Running, _) => Err(refused(code::METHOD_NOT_FOUND, "unknown method")),
        };
        vec![answer(&id, outcome)]
    }

    fn initialize(&mut self, given: Value) -> Result<Value, Refused> {
        let params: InitializeParams = params("initialize", given)?;
        self.client = Client::of(&params);
        if let Some(set) = params.initialization_options {
            self.set(set);
        }
        self.phase = Phase::Running;
        Ok(value(&self.client.answer(self.version)))
    }

    fn hover(&self, given: Value) -> Result<Value, Refused> {
        let given: HoverParams = params("textDocument/hover", given)?;
        let at = given.text_document_position_params;
        let open = self.texts.get(at.text_document.uri.as_str());
        Ok(value(&open.and_then(|open| hover::hover(open, at.position, self.style()))))
    }

    fn completion(&self, given: Value) -> Result<Value, Refused> {
        let given: CompletionParams = params("textDocument/completion", given)?;
        let at = given.text_document_position;
        let open = self.texts.get(at.text_document.uri.as_str());
        let offered = |open| completion::completion(open, at.position, self.style());
        Ok(value(&open.map(offered).unwrap_or_default()))
    }

    fn code_action(&mut self, method: &str, id: Value, given: Value) -> Vec<Value> {
        match params(method, given) {
            Ok(params) => self.waiting.push(Waiting { id, params }),
            Err(refused) => return vec![answer(&id, Err(refused))],
        }
        self.answer_waiting()
    }
}

fn refused(code: i32, why: &str) -> Refused {
    Refused { code, why: why.to_owned() }
}

/// The page of a rule, for editors that show pages themselves.
fn rule_page(method: &str, given: Value) -> Result<Value, Refused> {
    let RuleParams { rule } = params(method, given)?;
    let Some(page) = answers::page(&rule) else {
        return Err(refused(code::INVALID_PARAMS, "there is no such rule"));
    };
    let body = page.split_once("\n---\n").map_or(page, |(_, body)| body).trim_start();
    Ok(json!({ "rule": rule, "markdown": body }))
}
