//! Networks that may fetch the first admin token.

use text::short;

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, Given, is_placeholder};
use crate::knowledge::rules::helm_overrides::ADMIN_TOKEN_NETWORKS;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    facts.setting("TFE_IACT_SUBNETS").and_then(|given| subnets(&given)).into_iter().collect()
}

fn subnets(given: &Given<'_>) -> Option<Finding> {
    let text = given.text.trim();
    if is_placeholder(text) {
        return None;
    }
    let at = place::value(given.value);
    let entries = || text.split(',').map(str::trim).filter(|e| !e.is_empty());
    if let Some(entry) = entries().find(|e| matches!(*e, "0.0.0.0/0" | "::/0")) {
        return Some(ADMIN_TOKEN_NETWORKS.at(at).say(
            format!("`{}` is open to every address: `{entry}`.", given.name),
            "For an hour after the start, anyone can fetch the token that creates the first admin.",
            "List your own networks, such as `10.0.0.0/8`.",
        ));
    }
    let bare = entries().find(|e| !e.contains('/'))?;
    Some(ADMIN_TOKEN_NETWORKS.at(at).say(
        format!("`{}` in `{}` is not a network: it has no mask.", short(bare), given.name),
        "TFE most likely ignores it, and the token cannot be fetched from there.",
        match bare.parse() {
            Ok(std::net::IpAddr::V4(_)) => format!("Write `{bare}/32`."),
            Ok(std::net::IpAddr::V6(_)) => format!("Write `{bare}/128`."),
            Err(_) => "Write it like `192.0.2.7/32`.".to_owned(),
        },
    ))
}
