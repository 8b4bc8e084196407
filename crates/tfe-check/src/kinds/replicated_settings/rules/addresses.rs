//! Host names and paths in another form than TFE takes them.

use text::{Edit, short};

use crate::base::finding::{Finding, Fix};
use crate::kinds::replicated_settings::convert::{bare_host, vault_path};
use crate::kinds::replicated_settings::facts::{Given, Item, Settings};
use crate::knowledge::rules::replicated_settings::{
    REPLICATED_ADDRESS_MALFORMED, REPLICATED_HOSTNAME_MALFORMED, REPLICATED_VAULT_PATH_MALFORMED,
};

pub(super) fn find(settings: &Settings<'_>, out: &mut Vec<Finding>) {
    for item in &settings.items {
        let Some(value) = item.literal() else { continue };
        out.extend(match item.name {
            "hostname" | "TlsBootstrapHostname" => hostname(item, value),
            "pg_netloc" | "redis_host" => address(item, value),
            "extern_vault_addr" => vault_address(item, value),
            "extern_vault_path" => path(item, value),
            _ => None,
        });
    }
}

fn hostname(item: &Item<'_>, value: &str) -> Option<Finding> {
    let bare = bare_host(value);
    if bare == value || bare.is_empty() {
        return None;
    }
    let found = REPLICATED_HOSTNAME_MALFORMED.at(item.place()).say(
        "Use only the host name: no scheme, port or path.",
        "Redirects and tokens point to a host that does not exist; logins fail.",
        format!("Write `{bare}`."),
    );
    Some(found.fix(write(item, bare).map(|edit| Fix::safe("Keep only the host name", edit))))
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
    Some(found.fix(write(item, bare).map(|edit| Fix::review("Keep only host and port", edit))))
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
    let fix = (!value.contains("://")).then(|| write(item, &url)).flatten();
    Some(found.fix(fix.map(|edit| Fix::review("Begin it with `https://`", edit))))
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
    Some(found.fix(write(item, &meant).map(|edit| Fix::review(format!("Write `{meant}`"), edit))))
}

/// Another value in the same quotes.
fn write(item: &Item<'_>, value: &str) -> Option<Edit> {
    match &item.value {
        Given::Text(_, span) => Some(Edit::replace(*span, value)),
        _ => None,
    }
}
