//! The roles and the configuration of Vault's JWT auth method that a text writes: as JSON, by commands, as
//! Terraform resources.

mod commands;
mod json;

use std::borrow::Cow;

use text::{Edit, Span};

pub(crate) use commands::in_commands;
pub(crate) use json::read as json;

use super::Setting;
use crate::variables::{Next, literal};

/// What is written of a role, or of the method itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct JwtRole {
    /// Its name; none where the text does not say it.
    pub name: Option<String>,
    /// Where the method is mounted, without `auth/`; none where the text does not say it.
    pub mount: Option<String>,
    /// Each value by itself: of a list several have one key, of a map the key is `bound_claims.sub`.
    pub settings: Vec<Setting>,
    /// What a finding about all of it marks.
    pub at: Span,
    /// It is the configuration of the method.
    pub is_config: bool,
    /// More is in another file, or filled in.
    pub is_open: bool,
    /// How another setting is written.
    pub next: Option<Next>,
    /// What is around the item of a list that another setting has; none where a text is as good.
    pub list: Option<[&'static str; 2]>,
    /// What is between two audiences, quotes included; none where that takes more than a line.
    pub between_audiences: Option<&'static str>,
}

/// Settings that are lists: Vault takes a text for them too, Terraform does not.
const LISTS: [&str; 1] = ["bound_audiences"];

impl JwtRole {
    /// The last setting of that name, as in Vault.
    pub(crate) fn find(&self, key: &str) -> Option<&Setting> {
        self.settings.iter().rev().find(|s| is_named(s, key))
    }

    /// All settings of that name.
    pub(crate) fn all<'r>(&'r self, key: &'r str) -> impl Iterator<Item = &'r Setting> {
        self.settings.iter().filter(move |s| is_named(s, key))
    }

    /// The claims that a token must have.
    pub(crate) fn claims(&self) -> impl Iterator<Item = &Setting> {
        self.settings.iter().filter(|s| s.key.starts_with("bound_claims."))
    }

    /// Whether it is for runs of Terraform Enterprise or HCP Terraform.
    pub(crate) fn is_for_runs(&self) -> bool {
        self.settings.iter().any(|s| match plain(&s.key).as_ref() {
            "bound_audiences" => s.value.contains("workload.identity"),
            "user_claim" => s.value.trim_start_matches('/').starts_with("terraform_"),
            "oidc_discovery_url" | "bound_issuer" => names_terraform(&s.value),
            "bound_subject" | "bound_claims.sub" => s.value.starts_with("organization:"),
            key => key.starts_with("bound_claims.terraform_"),
        })
    }

    /// Whether runs log in with it: it is not the configuration of the method.
    pub(crate) fn admits_runs(&self) -> bool {
        !self.is_config && self.is_for_runs()
    }

    /// Writes another setting.
    pub(crate) fn add(&self, key: &str, value: &str) -> Option<Edit> {
        let Next { at, before, between, after } = self.next.as_ref()?;
        let [open, close] = self.list.filter(|_| LISTS.contains(&key)).unwrap_or([between, after]);
        Some(Edit::insert(*at, format!("{before}{key}{open}{value}{close}")))
    }
}

fn is_named(setting: &Setting, key: &str) -> bool {
    setting.key == key || plain(&setting.key) == key
}

/// The name of a setting, with its claim as a name: Vault takes a claim that begins with a slash as a JSON
/// pointer, and `/sub` is the claim `sub`.
pub(crate) fn plain(key: &str) -> Cow<'_, str> {
    match key.split_once("./") {
        Some(("bound_claims", claim)) => format!("bound_claims.{claim}").into(),
        _ => key.into(),
    }
}

/// Whether a host is called as Terraform Enterprise is.
fn names_terraform(url: &str) -> bool {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest).to_ascii_lowercase();
    let host = host.split(['/', ':']).next().unwrap_or("");
    host.contains("terraform") || host.split(['.', '-']).any(|part| part == "tfe" || part == "ptfe")
}

/// Whether a value is written here, and nothing fills it in.
pub(crate) fn is_literal(value: &str) -> bool {
    literal(value).is_some()
}
