//! Hosts of other services with a scheme or a path, and lists of them.

use text::short;

use super::bare_host::{is_known, strip_scheme, write};
use super::place;
use crate::base::finding::{Finding, Safety};
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge::rules::helm_overrides::HOST_MALFORMED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for given in facts.settings() {
        if HOSTS.contains(&given.name) && is_known(&given) {
            found.extend(host(facts, &given, given.text.trim()));
        }
    }
    found
}

const HOSTS: [&str; 4] =
    ["TFE_DATABASE_HOST", "TFE_EXPLORER_DATABASE_HOST", "TFE_REDIS_HOST", "TFE_REDIS_SIDEKIQ_HOST"];

fn host(facts: &Facts<'_>, given: &Given<'_>, text: &str) -> Option<Finding> {
    let scheme = text.contains("://");
    let many = text.contains(',');
    let bare = strip_scheme(text);
    let bare = bare.split_once('@').map_or(bare, |(_, host)| host);
    let path = bare.contains('/');
    if !(scheme || many || path) {
        return port(given, text);
    }
    let what = if many {
        "TFE accepts one host here, not a list."
    } else {
        "Use only the host, with its port if needed: no scheme or path."
    };
    let action = if many { "Name the host that accepts writes." } else { "Write `host:port`." };
    let found = HOST_MALFORMED.at(place::value(given.value)).say(
        what,
        "TFE cannot resolve it, and the service's startup check fails.",
        action,
    );
    let bare = bare.split('/').next().unwrap_or(bare);
    let fix =
        (!many && !bare.is_empty()).then(|| write(facts, given, bare, Safety::Review)).flatten();
    Some(found.fix(fix))
}

/// `host:port` with a port that is not one. A colon with nothing after it is in the reference.
fn port(given: &Given<'_>, text: &str) -> Option<Finding> {
    if text.contains(|c: char| c.is_whitespace() || ";{}\"'".contains(c)) {
        return Some(HOST_MALFORMED.at(place::value(given.value)).say(
            format!("`{}` contains more than a host and a port.", given.name),
            "TFE cannot resolve it, and the service's startup check fails.",
            "Write `host:port`.",
        ));
    }
    let (host, port) = text.rsplit_once(':')?;
    let address = host.contains(':') && !host.ends_with(']');
    if port.is_empty() || address || port.parse::<u16>().is_ok_and(|port| port > 0) {
        return None;
    }
    Some(HOST_MALFORMED.at(place::value(given.value)).say(
        format!("`{}` is not a port in `{}`.", short(port), given.name),
        "TFE cannot connect, and the service's startup check fails.",
        "Write `host:port` with a number from 1 to 65535.",
    ))
}
