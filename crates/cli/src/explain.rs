//! `tfe-check explain`

mod show;

use std::io::{self, Write};

use answers::{Explanation, rejection};
use serde::Deserialize;
use serde_json::{Value, json};
use tfe_check::{Document, Kind, Options, Profile, explain_overrides, secrets_of};
use vault_policy::VaultLine;

use crate::args::{ExplainArgs, Format, VersionRow};
use crate::batch::{self, Wrong};
use crate::config;
use crate::files;
use crate::outcome::{Failure, Outcome};
use crate::output::Screen;
use show::write_text;

pub(crate) fn run(args: &ExplainArgs) -> Outcome {
    let options = config::options(&args.versions)?;
    if args.batch {
        return batch::run(&Row::MEMBERS, |row: Row| row.explain(args, &options));
    }
    let file = args.file.as_deref().unwrap_or("-");
    let mut document = files::read(file)?;
    document.kind = args.kind;
    document.profile = args.profile;
    let explanation = answers::explain(&document, &options).map_err(Failure::new)?;
    let mut out = anstream::stdout().lock();
    match (args.format, &explanation) {
        (Format::Json, _) => {
            serde_json::to_writer_pretty(&mut out, &explanation.json()).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        (Format::Text, Explanation::Whole(one)) => write_text(&mut Screen(out), one)?,
        (Format::Text, Explanation::Parts { parts, .. }) => {
            let mut out = Screen(out);
            for part in parts {
                let note = if part.known { "" } else { " (${…} is filled in later)" };
                writeln!(out, "{}{note}", part.name)?;
                write_text(&mut out, &part.explained)?;
                writeln!(out)?;
            }
        }
    }
    Ok(explanation.accepted())
}

/// A line of `explain --batch`.
#[derive(Deserialize)]
struct Row {
    id: Value,
    text: Option<String>,
    text_base64: Option<String>,
    name: Option<String>,
    kind: Option<Kind>,
    /// It changes nothing of the answer, but a row made for `check` may name one.
    #[serde(rename = "profile")]
    _profile: Option<Profile>,
    #[serde(flatten)]
    versions: VersionRow,
}

impl Row {
    const MEMBERS: [&str; 9] =
        ["id", "text", "text_base64", "name", "kind", "profile", "tfe", "chart", "vault"];

    fn explain(self, args: &ExplainArgs, options: &Options) -> Result<Value, Wrong> {
        let name = self.name.unwrap_or_else(|| files::STDIN.to_owned());
        let bytes = batch::bytes(self.text, self.text_base64)?;
        let document = Document::from_bytes(name, bytes.clone());
        let kind = self
            .kind
            .or(args.kind)
            .or_else(|| tfe_check::detect(&document.name, &document.text).kind);
        let options = self.versions.options(options)?;
        let versions = options.versions(std::slice::from_ref(&document));
        match kind {
            Some(kind) if kind.profiles => {
                let mut answer = explain_policy(&self.id, &bytes, versions.vault_line());
                mask_error(&mut answer, &document);
                Ok(answer)
            }
            Some(kind) if kind.charts => {
                let rendered = explain_overrides(&document.text, &versions);
                let mut answer = serde_json::to_value(rendered).map_err(|e| e.to_string())?;
                mask_error(&mut answer, &document);
                if let Some(map) = answer.as_object_mut() {
                    map.insert("id".to_owned(), self.id);
                }
                Ok(answer)
            }
            Some(_) => {
                let document = Document { kind: self.kind.or(args.kind), ..document };
                Ok(explain_other(self.id, &document, &options)?)
            }
            None => Err("cannot tell what kind of file this is".into()),
        }
    }
}

/// What is shown of a file of any other kind, and of the texts in it.
fn explain_other(id: Value, document: &Document, options: &Options) -> Result<Value, String> {
    let explained = answers::explain_whole(document, options)?;
    let found = &explained.found;
    let mut answer = explained.json();
    if let Some(map) = answer.as_object_mut() {
        map.insert("id".to_owned(), id);
        map.insert("kind".to_owned(), json!(found.kind));
        map.insert("accepted".to_owned(), json!(found.accepted));
    }
    Ok(answer)
}

/// Names and values are the user's own; why a text is refused is said of it.
fn mask_error(answer: &mut Value, document: &Document) {
    if let Some(Value::String(error)) = answer.get_mut("error").filter(|e| !e.is_null()) {
        *error = secrets_of(document).mask(error);
    }
}

fn explain_policy(id: &Value, bytes: &[u8], line: VaultLine) -> Value {
    let read = vault_policy::parse_bytes(bytes);
    let mut answer = json!({
        "id": id,
        "accepted": read.accepted(line),
        "error": rejection(&read, line),
    });
    if let (Some(policy), Some(map)) = (read.policy(line), answer.as_object_mut()) {
        map.insert("parsed".to_owned(), policy.to_json());
    }
    answer
}
