//! What the real programs make of a file.

mod one;

use serde_json::{Value, json};
use text::{Lines, Span};
use tfe_check::{Document, Options, check, secrets_of, view, view_there};

pub use self::one::{Explained, rejection};

/// What is said of a file.
pub enum Explanation {
    /// It is one text.
    Whole(Box<Explained>),
    /// It has texts in it.
    Parts {
        /// The name of the file.
        name: String,
        /// In their order.
        parts: Vec<ExplainedPart>,
    },
}

/// A text in a file.
pub struct ExplainedPart {
    /// The file, the line and what the text is called there.
    pub name: String,
    /// Nothing of it is filled in later.
    pub known: bool,
    /// What is said of it.
    pub explained: Explained,
}

impl Explanation {
    /// Whether the real programs take everything.
    pub fn accepted(&self) -> bool {
        match self {
            Self::Whole(one) => one.found.accepted != Some(false),
            Self::Parts { parts, .. } => {
                parts.iter().all(|part| part.explained.found.accepted != Some(false))
            }
        }
    }

    /// All of it as JSON, with every secret masked.
    pub fn json(&self) -> Value {
        match self {
            Self::Whole(one) => one.json(),
            Self::Parts { name, parts } => {
                let parts: Vec<Value> = parts.iter().map(|part| part.explained.json()).collect();
                json!({ "name": name, "parts": parts })
            }
        }
    }
}

/// What the real programs make of a file.
///
/// # Errors
/// A sentence on a file that has nothing that can be explained.
pub fn explain(document: &Document, options: &Options) -> Result<Explanation, String> {
    let whole = explain_whole(document, options)?;
    let runs = whole.view.run.is_some();
    match whole.found.kind {
        Some(kind) if has_parts(document, options) || kind.carries && !runs => {
            parts(document, options)
        }
        Some(_) => Ok(Explanation::Whole(Box::new(whole))),
        None => {
            let why = "cannot tell what kind of file this is: ";
            Err(format!("{why}{}", whole.found.kind_reason))
        }
    }
}

/// What is said of a file as one text, whatever is in it.
///
/// # Errors
/// There is no file.
pub fn explain_whole(document: &Document, options: &Options) -> Result<Explained, String> {
    let report = check(std::slice::from_ref(document), options);
    let found = report.documents.into_iter().next();
    let found = found.ok_or_else(|| "there is no file".to_owned())?;
    let view = view(document, options);
    Ok(Explained { document: document.clone(), options: options.clone(), found, view })
}

/// Whether the texts that can be explained are not all of a file.
fn has_parts(file: &Document, options: &Options) -> bool {
    tfe_check::parts(file, options).is_ok_and(|parts| !parts.is_empty())
}

/// Each policy and each piece of values of a file, with the lines of that file.
fn parts(file: &Document, options: &Options) -> Result<Explanation, String> {
    let secrets = secrets_of(file);
    let parts = tfe_check::parts(file, options)
        .map_err(|e| secrets.mask(&format!("{}: Terraform cannot read it: {e}", file.name)))?;
    let lines = Lines::new(&file.text);
    let mut explained = Vec::new();
    for part in &parts {
        let line = lines.position(part.outer_span(Span::at(0)).start).line;
        let name = format!("{}:{line} {}", file.name, secrets.mask_own(&part.text.name));
        let document = Document {
            kind: Some(part.kind),
            profile: file.profile,
            ..Document::new(&name, part.text.text.as_str())
        };
        let report = check(std::slice::from_ref(&document), options);
        let Some(found) = report.documents.into_iter().next() else { continue };
        let view = view_there(view(&document, options), part, &lines);
        let explained_part = Explained { document, options: options.clone(), found, view };
        explained.push(ExplainedPart { name, known: part.known, explained: explained_part });
    }
    if explained.is_empty() {
        let why = "this file has neither a policy nor values of the chart";
        return Err(format!("{}: {why}", file.name));
    }
    Ok(Explanation::Parts { name: file.name.clone(), parts: explained })
}
