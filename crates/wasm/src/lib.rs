//! tfe-check for JavaScript: the shared crates, typed, and nothing of its own.

mod arguments;
mod server;
mod utf16;

use answers::Asked;
use serde::Serialize;
use serde_json::Value;
use tfe_check::{Document, Report};
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

use arguments::{JsOptions, Positions, Question, documents, options};

pub use server::LanguageServer;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

#[wasm_bindgen(typescript_custom_section)]
const REPORT: &str = include_str!("report.d.ts");

#[wasm_bindgen]
extern "C" {
    /// `Document[]`
    #[wasm_bindgen(typescript_type = "Document[]")]
    pub type Documents;
    /// `Document`
    #[wasm_bindgen(typescript_type = "Document")]
    pub type OneDocument;
    /// `Options`
    #[wasm_bindgen(typescript_type = "Options")]
    pub type CheckOptions;
    /// `Report`
    #[wasm_bindgen(typescript_type = "Report")]
    pub type CheckReport;
    /// `Question`
    #[wasm_bindgen(typescript_type = "Question")]
    pub type CanQuestion;
    /// `"overrides" | "config" | "report"`
    #[wasm_bindgen(typescript_type = "\"overrides\" | \"config\" | \"report\"")]
    pub type SchemaName;
}

/// Checks documents together.
///
/// # Errors
/// An argument that is not of its type, in words that name the field; a version that is not known.
#[wasm_bindgen]
pub fn check(given: Documents, chosen: Option<CheckOptions>) -> Result<CheckReport, JsError> {
    let documents = documents(given)?;
    let chosen = options(chosen)?;
    let mut report: Report = tfe_check::check(&documents, &chosen.versions()?);
    if chosen.positions == Positions::Utf16 {
        utf16::Texts::new(&documents).turn(&mut report);
    }
    Ok(plain(&report)?.into())
}

/// The texts of documents that are checked together, after their fixes.
///
/// # Errors
/// As for [`check`].
#[wasm_bindgen(unchecked_return_type = "Fixed[]")]
pub fn fix(given: Documents, chosen: Option<CheckOptions>) -> Result<JsValue, JsError> {
    let documents = documents(given)?;
    let chosen = options(chosen)?;
    let texts = tfe_check::all_fixed(&documents, &chosen.versions()?, chosen.fixes.least());
    let fixed = |(document, text): (Document, Option<String>)| {
        let changed = text.is_some();
        Fixed { name: document.name, text: text.unwrap_or(document.text), changed }
    };
    plain(&documents.into_iter().zip(texts).map(fixed).collect::<Vec<_>>())
}

/// A text after its fixes.
#[derive(Serialize)]
struct Fixed {
    name: String,
    text: String,
    changed: bool,
}

/// A policy as Vault reads it, values as the chart renders them, or both in the texts of a file.
///
/// # Errors
/// As for [`check`]; a document of which nothing can be explained.
#[wasm_bindgen(unchecked_return_type = "object")]
pub fn explain(given: OneDocument, chosen: Option<CheckOptions>) -> Result<JsValue, JsError> {
    let document: Document = serde_wasm_bindgen::from_value(given.into())?;
    let versions = options(chosen)?.versions()?;
    let explanation = answers::explain(&document, &versions).map_err(|why| JsError::new(&why))?;
    plain(&explanation.json())
}

/// Whether policies allow a request, and which rule decides.
///
/// # Errors
/// As for [`check`]; a request that is not one; a policy that Vault rejects.
#[wasm_bindgen(unchecked_return_type = "Verdict")]
pub fn can(question: CanQuestion) -> Result<JsValue, JsError> {
    let question: Question = serde_wasm_bindgen::from_value(question.into())?;
    let versions = JsOptions { vault: question.vault, ..JsOptions::default() }.versions()?;
    let asked = Asked {
        operation: &question.operation,
        path: &question.path,
        params: question.params,
        wrap_ttl: question.wrap_ttl.as_deref(),
    };
    let line = versions.versions(&[]).vault_line();
    let answer =
        answers::can(&asked, &question.policies, line).map_err(|why| JsError::new(&why))?;
    plain(&answer.json)
}

/// All rules.
///
/// # Errors
/// None: they are data.
#[wasm_bindgen(unchecked_return_type = "Rule[]")]
pub fn rules() -> Result<JsValue, JsError> {
    let rows: Vec<Value> = answers::rules_in_order().into_iter().map(answers::rule_row).collect();
    plain(&rows)
}

/// The page of a rule, as Markdown with its head.
///
/// # Errors
/// A name that is not one of a rule, and which may be meant.
#[wasm_bindgen(js_name = rulePage)]
pub fn rule_page(name: &str) -> Result<String, JsError> {
    let page = answers::page(name).ok_or_else(|| JsError::new(&answers::unknown_rule(name)))?;
    Ok(page.to_owned())
}

/// The JSON Schema of a values file, of `tfe-check.toml` or of the report.
///
/// # Errors
/// As for [`check`]; another name.
#[wasm_bindgen(unchecked_return_type = "object")]
pub fn schema(of: SchemaName, chosen: Option<CheckOptions>) -> Result<JsValue, JsError> {
    let of: JsValue = of.into();
    let parse = |text: &str| js_sys::JSON::parse(text).map_err(|_| JsError::new("not JSON"));
    match of.as_string().as_deref() {
        Some("overrides") => {
            let versions = options(chosen)?.versions()?.versions(&[]);
            plain(&answers::overrides_schema(&versions))
        }
        Some("config") => parse(answers::CONFIG_SCHEMA),
        Some("report") => parse(answers::REPORT_SCHEMA),
        _ => Err(JsError::new("schema: expected overrides, config or report")),
    }
}

/// The version of tfe-check.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Plain objects, and null where JSON has null: what `JSON.stringify` makes of it is what the command line
/// prints.
fn plain(value: &impl Serialize) -> Result<JsValue, JsError> {
    Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}
