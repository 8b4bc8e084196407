//! What JavaScript gives.

use serde::Deserialize;
use serde_json::{Map, Value};
use tfe_check::{Document, Options, Safety};
use wasm_bindgen::prelude::JsError;

use crate::{CheckOptions, Documents};

/// How the caller counts.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Positions {
    #[default]
    Utf8,
    Utf16,
}

/// Which fixes are applied.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Fixes {
    #[default]
    Safe,
    Review,
    All,
}

impl Fixes {
    /// The lowest safety that is applied.
    pub(crate) const fn least(self) -> Safety {
        match self {
            Self::Safe => Safety::Safe,
            Self::Review => Safety::Review,
            Self::All => Safety::Repair,
        }
    }
}

/// `Options`
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct JsOptions {
    pub(crate) tfe: Option<String>,
    pub(crate) chart: Option<String>,
    pub(crate) vault: Option<String>,
    pub(crate) positions: Positions,
    pub(crate) fixes: Fixes,
}

impl JsOptions {
    /// The versions to check against.
    ///
    /// # Errors
    /// Names the member that is not a version that is known.
    pub(crate) fn versions(&self) -> Result<Options, JsError> {
        let named =
            Options { tfe: self.tfe.clone(), chart: self.chart.clone(), vault: self.vault.clone() };
        answers::known_versions(named).map_err(|why| JsError::new(&why))
    }
}

/// `Question`
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Question {
    pub(crate) policies: Vec<Document>,
    pub(crate) operation: String,
    pub(crate) path: String,
    #[serde(default)]
    pub(crate) params: Option<Map<String, Value>>,
    #[serde(default)]
    pub(crate) wrap_ttl: Option<String>,
    #[serde(default)]
    pub(crate) vault: Option<String>,
}

/// The documents of a call.
///
/// # Errors
/// What is not of its type.
pub(crate) fn documents(given: Documents) -> Result<Vec<Document>, JsError> {
    Ok(serde_wasm_bindgen::from_value(given.into())?)
}

/// The options of a call, or none.
///
/// # Errors
/// As for [`documents`].
pub(crate) fn options(given: Option<CheckOptions>) -> Result<JsOptions, JsError> {
    Ok(match given {
        Some(options) => serde_wasm_bindgen::from_value(options.into())?,
        None => JsOptions::default(),
    })
}
