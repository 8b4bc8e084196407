//! The AppRole roles that a text writes: by commands, by tasks, as Terraform resources.

mod commands;
mod json;

pub(crate) use commands::{in_commands, is_call};
pub(crate) use json::read as json;

use text::Span;
use vault_policy::parse_duration;

use super::Setting;

/// A role, as far as the text says what it is.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    /// Its name; empty where Terraform fills it in.
    pub name: String,
    /// What is written, in the order of the text.
    pub settings: Vec<Setting>,
    /// The policies that its tokens get; `None` where that is not said, or not known here.
    pub policies: Option<Vec<Attached>>,
    pub style: Style,
}

/// A policy that a role names.
#[derive(Clone, Debug)]
pub(crate) struct Attached {
    /// In lower case, as Vault keeps it; `vault_policy.tfe` for a resource of the same file.
    pub name: String,
    pub span: Span,
}

/// A policy that a text writes, here or from another file.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    /// What Vault calls it, in lower case; none where that is filled in.
    pub called: Option<String>,
    /// `vault_policy.tfe`; empty where there is no such thing.
    pub address: String,
    /// Where its name stands.
    pub at: Span,
}

impl Written {
    /// Whether a role that names a policy so means this one.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.called.as_deref() == Some(name) || self.address == name
    }
}

/// How a role is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Style {
    /// `vault write auth/approle/role/tfe token_period=24h`
    #[default]
    Command,
    /// `token_period = 86400`
    Resource,
    /// `token_period: 24h`
    Task,
    /// `"token_period": "24h"`
    Json,
}

impl Style {
    /// A duration as it is written here.
    pub(crate) fn hours(self, hours: u32) -> String {
        match self {
            Self::Command | Self::Task => format!("{hours}h"),
            Self::Json => format!("\"{hours}h\""),
            Self::Resource => (hours * 3600).to_string(),
        }
    }

    /// A word as it is written here.
    pub(crate) fn word(self, word: &str) -> String {
        if matches!(self, Self::Resource | Self::Json) {
            format!("\"{word}\"")
        } else {
            word.to_owned()
        }
    }

    /// A word as it takes the place of another value: only in JSON the quotes belong to that.
    pub(crate) fn quoted(self, word: &str) -> String {
        if self == Self::Json { format!("\"{word}\"") } else { word.to_owned() }
    }

    /// A setting as it is written here.
    pub(crate) fn pair(self, key: &str, value: &str) -> String {
        match self {
            Self::Command => format!("{key}={value}"),
            Self::Resource => format!("{key} = {value}"),
            Self::Task => format!("{key}: {value}"),
            Self::Json => format!("\"{key}\": {value}"),
        }
    }
}

impl Role {
    /// The last one counts, as in Vault.
    pub(crate) fn find(&self, key: &str) -> Option<&Setting> {
        self.settings.iter().rev().find(|s| s.key == key)
    }

    /// The first of these that is set, in seconds.
    pub(crate) fn seconds(&self, keys: &[&str]) -> Option<(&Setting, i64)> {
        let found = keys.iter().find_map(|k| self.find(k))?;
        Some((found, parse_duration(&found.value)? / 1_000_000_000))
    }

    /// A duration that is a limit; 0 is none.
    pub(crate) fn limit(&self, keys: &[&str]) -> Option<&Setting> {
        keys.iter().find_map(|k| self.seconds(&[*k]).filter(|(_, s)| *s > 0)).map(|(s, _)| s)
    }

    /// A number above 0.
    pub(crate) fn count(&self, key: &str) -> Option<&Setting> {
        self.find(key).filter(|s| s.value.parse::<u64>().is_ok_and(|n| n > 0))
    }

    /// Whether its tokens do not get Vault's default policy.
    pub(crate) fn is_without_default(&self) -> bool {
        self.find("token_no_default_policy")
            .is_some_and(|s| matches!(s.value.as_str(), "true" | "1"))
    }

    /// Whether it is of the JWT method: what AppRole takes is not what such a role takes.
    pub(crate) fn is_jwt(&self) -> bool {
        self.settings.iter().any(Setting::is_of_jwt_role)
    }

    /// Whether its name, or that of a policy it gives, is TFE's. Terraform itself has roles too.
    pub(crate) fn names_tfe(&self) -> bool {
        let policies = self.policies.iter().flatten();
        names_tfe(&self.name) || policies.into_iter().any(|p| names_tfe(&p.name))
    }
}

/// Whether a name has TFE's own in it: `tfe`, `ptfe-prod`, `vault_policy.terraform_enterprise`.
pub(crate) fn names_tfe(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let mut parts = name.split(|c: char| !c.is_ascii_alphanumeric());
    let joined = name.replace(['-', '_', '.'], "");
    parts.any(|part| part.starts_with("tfe") || part == "ptfe")
        || joined.contains("terraformenterprise")
}

/// The names in a list that is written as one text.
fn attached(written: &str, start: usize) -> Vec<Attached> {
    let mut names = Vec::new();
    let mut at = start;
    for part in written.split(',') {
        let bare = part.trim();
        let lead = part.len() - part.trim_start().len();
        if !bare.is_empty() {
            let span = Span::new(at + lead, at + lead + bare.len());
            names.push(Attached { name: bare.to_lowercase(), span });
        }
        at += part.len() + 1;
    }
    names
}
