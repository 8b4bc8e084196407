//! tfe-check for JavaScript: the shared crate, typed, and no judgement of its own.

mod utf16;

use serde::{Deserialize, Serialize};
use tfe_check::{Document, Options};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

#[wasm_bindgen(typescript_custom_section)]
const REPORT: &str = include_str!("report.d.ts");

#[wasm_bindgen]
extern "C" {
    /// `Document[]`
    #[wasm_bindgen(typescript_type = "Document[]")]
    pub type Documents;
    /// `Options`
    #[wasm_bindgen(typescript_type = "Options")]
    pub type CheckOptions;
    /// `Report`
    #[wasm_bindgen(typescript_type = "Report")]
    pub type CheckReport;
}

/// How the caller counts.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Positions {
    #[default]
    Utf8,
    Utf16,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct JsOptions {
    tfe: Option<String>,
    chart: Option<String>,
    vault: Option<String>,
    positions: Positions,
}

/// Judges documents together.
///
/// # Errors
/// An argument that is not of its type, in words that name the field.
#[wasm_bindgen]
pub fn check(documents: Documents, options: Option<CheckOptions>) -> Result<CheckReport, JsError> {
    let documents: Vec<Document> = serde_wasm_bindgen::from_value(documents.into())?;
    let options: JsOptions = match options {
        Some(options) => serde_wasm_bindgen::from_value(options.into())?,
        None => JsOptions::default(),
    };
    let mut report = tfe_check::check(
        &documents,
        &Options { tfe: options.tfe, chart: options.chart, vault: options.vault },
    );
    if options.positions == Positions::Utf16 {
        utf16::Texts::new(&documents).turn(&mut report);
    }
    // Plain objects, and null where JSON has null: what JSON.stringify makes of it is the report.
    let plain = serde_wasm_bindgen::Serializer::json_compatible();
    Ok(report.serialize(&plain)?.into())
}

/// The version of tfe-check.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
