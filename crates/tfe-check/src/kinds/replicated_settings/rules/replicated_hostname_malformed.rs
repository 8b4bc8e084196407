//! Host names with more than the host.

use crate::base::finding::{Finding, Fix};
use crate::kinds::replicated_settings::convert::bare_host;
use crate::kinds::replicated_settings::facts::{Item, Settings};
use crate::knowledge::rules::replicated_settings::REPLICATED_HOSTNAME_MALFORMED;

pub(super) fn find(settings: &Settings<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for item in &settings.items {
        let Some(value) = item.literal() else { continue };
        if matches!(item.name, "hostname" | "TlsBootstrapHostname") {
            found.extend(hostname(item, value));
        }
    }
    found
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
    Some(found.fix(item.rewrite(bare).map(|edit| Fix::safe("Keep only the host name", edit))))
}
