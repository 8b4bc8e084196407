//! The installation before: Terraform Enterprise on Replicated.

use text::Span;

use super::member::{At, Member};
use crate::kinds::replicated_settings;

/// What the settings of a Replicated installation say of itself.
pub(super) struct Before {
    pub(super) hostname: Option<String>,
    /// Host and name of the database.
    pub(super) database: Option<(String, String)>,
    pub(super) password: String,
    /// The place of the password's name.
    pub(super) at: At,
}

impl Before {
    pub(super) fn of(member: &Member) -> Option<Self> {
        let get = |name: &str| replicated_settings::literal(&member.text, name);
        let outside = get("production_type").is_none_or(|(mode, _)| mode != "disk");
        let external =
            get("extern_vault_enable").is_some_and(|(on, _)| matches!(on.as_str(), "1" | "true"));
        let (password, key) = get("enc_password").filter(|_| outside && !external)?;
        let value = |name: &str| get(name).map(|(value, _): (String, Span)| value);
        Some(Self {
            hostname: value("hostname"),
            database: value("pg_netloc").zip(value("pg_dbname")),
            password,
            at: member.at(key)?,
        })
    }
}
