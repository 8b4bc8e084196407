//! Addresses of services in another form than TFE reads.

use crate::base::finding::{Finding, Fix};
use crate::kinds::replicated_settings::facts::{Item, Settings};
use crate::knowledge::rules::replicated_settings::REPLICATED_ADDRESS_MALFORMED;

pub(super) fn find(settings: &Settings<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for item in &settings.items {
        let Some(value) = item.literal() else { continue };
        found.extend(match item.name {
            "pg_netloc" | "redis_host" => address(item, value),
            "extern_vault_addr" => vault_address(item, value),
            _ => None,
        });
    }
    found
}

/// `host:port`; a host by itself works with the usual port.
fn address(item: &Item<'_>, value: &str) -> Option<Finding> {
    let rest = value.split_once("://").map_or(value, |(_, rest)| rest);
    let bare = rest.split('/').next().unwrap_or(rest);
    let bare = bare.split_once('@').map_or(bare, |(_, host)| host);
    if bare == value || bare.is_empty() || value.contains(',') {
        return None;
    }
    let found = REPLICATED_ADDRESS_MALFORMED.at(item.place()).say(
        "Use only the host, with its port if needed: no scheme or path.",
        "TFE cannot resolve it, and the service cannot be reached.",
        "Write `host:port`.",
    );
    Some(found.fix(item.rewrite(bare).map(|edit| Fix::review("Keep only host and port", edit))))
}

fn vault_address(item: &Item<'_>, value: &str) -> Option<Finding> {
    if value.starts_with("https://") || value.starts_with("http://") {
        return None;
    }
    let found = REPLICATED_ADDRESS_MALFORMED.at(item.place()).say(
        "The address of Vault must be a URL.",
        "TFE cannot reach Vault without the scheme.",
        "Begin it with `https://`.",
    );
    let url = format!("https://{value}");
    let fix = (!value.contains("://")).then(|| item.rewrite(&url)).flatten();
    Some(found.fix(fix.map(|edit| Fix::review("Begin it with `https://`", edit))))
}
