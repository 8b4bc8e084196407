//! The messages of the protocol, as JSON.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The codes of errors, as JSON-RPC and the Language Server Protocol have them.
pub(crate) mod code {
    pub(crate) const PARSE_ERROR: i32 = -32700;
    pub(crate) const INVALID_REQUEST: i32 = -32600;
    pub(crate) const METHOD_NOT_FOUND: i32 = -32601;
    pub(crate) const INVALID_PARAMS: i32 = -32602;
    pub(crate) const SERVER_NOT_INITIALIZED: i32 = -32002;
    pub(crate) const REQUEST_CANCELLED: i32 = -32800;
}

/// Why a request has no result.
#[derive(Debug)]
pub(crate) struct Refused {
    /// One of [`code`].
    pub code: i32,
    /// A sentence for whoever looks at the editor's log. Never what was sent: it may be a secret.
    pub why: String,
}

/// The answer to a message that is not JSON.
pub fn malformed() -> Value {
    error(&Value::Null, code::PARSE_ERROR, "the message is not JSON")
}

/// An answer that is an error.
pub(crate) fn error(id: &Value, code: i32, why: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": why } })
}

/// The answer to a request.
pub(crate) fn answer(id: &Value, result: Result<Value, Refused>) -> Value {
    match result {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err(Refused { code, why }) => error(id, code, &why),
    }
}

/// A message that nobody answers.
pub(crate) fn notification(method: &str, params: &impl Serialize) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": value(params) })
}

/// A request of the server. Its answer is not waited for.
pub(crate) fn request(id: &str, method: &str, params: &impl Serialize) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": value(params) })
}

/// The parameters of a message.
pub(crate) fn params<P: DeserializeOwned>(method: &str, params: Value) -> Result<P, Refused> {
    serde_json::from_value(params).map_err(|_| Refused {
        code: code::INVALID_PARAMS,
        why: format!("the parameters of {method} cannot be read"),
    })
}

/// Something of the protocol as JSON; its maps have texts as keys, so that this never fails.
pub(crate) fn value(of: &impl Serialize) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}
