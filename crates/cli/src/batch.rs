//! JSON lines in, JSON lines out.

use std::borrow::Cow;
use std::io::{self, BufRead, BufWriter, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use tfe_check::{Document, secrets_of};

use crate::outcome::Outcome;

/// What is wrong with a row. What is borrowed is a sentence of ours, which quotes nothing of the row.
pub(crate) type Wrong = Cow<'static, str>;

/// Answers each line of standard input. A line that cannot be answered gives `{id, error}`.
///
/// `members` are those that a row can have. Others are ignored, so rows may carry what
/// belongs to their owner; only what is nearly one of them is an error, because it is a typo.
pub(crate) fn run<Row: DeserializeOwned, Answer: Serialize>(
    members: &[&str],
    mut answer: impl FnMut(Row) -> Result<Answer, Wrong>,
) -> Outcome {
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().split(b'\n') {
        let line = line?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let value: Result<Value, _> = serde_json::from_slice(&line);
        let id = value.as_ref().ok().and_then(|v| v.get("id")).cloned().unwrap_or(Value::Null);
        let answered = value
            .map_err(|e| format!("not valid JSON: {e}"))
            .and_then(|v| misspelt(&v, members).map_or(Ok(v), Err))
            .and_then(|v| serde_json::from_value(v).map_err(|e| e.to_string()))
            .map_err(Wrong::Owned)
            .and_then(&mut answer);
        match answered {
            Ok(answer) => serde_json::to_writer(&mut out, &answer),
            Err(error) => {
                // A reader's words may quote the row.
                let row = Document::new("", String::from_utf8_lossy(&line));
                let error = match error {
                    Wrong::Borrowed(own) => own.to_owned(),
                    Wrong::Owned(error) => secrets_of(&row).mask(&error),
                };
                serde_json::to_writer(&mut out, &json!({ "id": id, "error": error }))
            }
        }
        .map_err(io::Error::from)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(true)
}

/// Says which member is nearly a known one that the row does not have.
fn misspelt(row: &Value, members: &[&str]) -> Option<String> {
    let row = row.as_object()?;
    let unknown = row.keys().filter(|name| !members.contains(&name.as_str()));
    let missing = || members.iter().copied().filter(|m| !row.contains_key(*m));
    unknown.into_iter().find_map(|name| {
        let meant = text::nearest(name, missing())?;
        Some(format!("unknown field {name}; did you mean {meant}?"))
    })
}

/// Why a row has no bytes.
const NOT_BASE64: &str = "text_base64 is not valid base64";

/// The text that a row holds, as text or as base64 of its bytes.
pub(crate) fn bytes(text: Option<String>, base64: Option<String>) -> Result<Vec<u8>, Wrong> {
    match (text, base64) {
        (Some(text), None) => Ok(text.into_bytes()),
        (None, Some(coded)) => STANDARD.decode(coded).map_err(|_| NOT_BASE64.into()),
        (Some(_), Some(_)) => Err("a row takes text or text_base64, not both".into()),
        (None, None) => Err("a row needs either text or text_base64".into()),
    }
}
