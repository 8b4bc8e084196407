//! Paths that are not the one of Vault's login method.

use text::short;

use crate::base::finding::{Finding, Fix};
use crate::kinds::replicated_settings::convert::vault_path;
use crate::kinds::replicated_settings::facts::{Item, Settings};
use crate::knowledge::rules::replicated_settings::REPLICATED_VAULT_PATH_MALFORMED;

pub(super) fn find(settings: &Settings<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for item in &settings.items {
        let Some(value) = item.literal() else { continue };
        if item.name == "extern_vault_path" {
            found.extend(path(item, value));
        }
    }
    found
}

fn path(item: &Item<'_>, value: &str) -> Option<Finding> {
    let meant = vault_path(value);
    if value.trim_matches('/') == meant {
        return None;
    }
    let what = if value.ends_with("/login") {
        "The path of Vault's login method must not end in `/login`.".to_owned()
    } else {
        format!("`{}` is not the path of a login method in Vault.", short(value))
    };
    let found = REPLICATED_VAULT_PATH_MALFORMED.at(item.place()).say(
        what,
        "TFE adds `/login` itself; Vault answers 403 or 404 to every login.",
        format!("Write `{meant}`."),
    );
    Some(found.fix(item.rewrite(&meant).map(|edit| Fix::review(format!("Write `{meant}`"), edit))))
}
