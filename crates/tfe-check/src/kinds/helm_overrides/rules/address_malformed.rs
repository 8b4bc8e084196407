//! Host names with a scheme, a path or a port where none belongs.

use helm_values::Data;
use text::short;

use super::{change, place};
use crate::base::finding::{Finding, Fix, Safety, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Given, is_placeholder};
use crate::knowledge::rules::helm_overrides::{HOST_MALFORMED, HOSTNAME_MALFORMED};

const HOSTS: [&str; 4] =
    ["TFE_DATABASE_HOST", "TFE_EXPLORER_DATABASE_HOST", "TFE_REDIS_HOST", "TFE_REDIS_SIDEKIQ_HOST"];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for given in facts.settings() {
        let text = given.text.trim();
        if text.is_empty() || is_placeholder(text) || text.contains(['<', '>']) {
            continue;
        }
        match given.name {
            "TFE_HOSTNAME" | "TFE_HOSTNAME_SECONDARY" => out.extend(name(facts, &given, text)),
            name if HOSTS.contains(&name) => out.extend(host(facts, &given, text)),
            _ => {}
        }
    }
}

fn name(facts: &Facts<'_>, given: &Given<'_>, text: &str) -> Option<Finding> {
    if text.parse::<std::net::IpAddr>().is_ok() {
        return Some(
            HOSTNAME_MALFORMED.at(place::value(given.value)).severity(Severity::Warning).say(
                "TFE needs a DNS name here; IP addresses are not supported.",
                "Redirects and tokens contain it, and certificates rarely include IP addresses.",
                "Write the DNS name.",
            ),
        );
    }
    let bare = strip_scheme(text);
    let bare = bare.split(['/', '?', '#']).next().unwrap_or(bare);
    let bare =
        bare.rsplit_once(':').filter(|(_, p)| p.parse::<u16>().is_ok()).map_or(bare, |(h, _)| h);
    if bare == text || bare.is_empty() {
        return None;
    }
    Some(
        HOSTNAME_MALFORMED
            .at(place::value(given.value))
            .say(
                "Use only the host name: no scheme, port or path.",
                "Redirects and tokens point to a host that does not exist; logins fail.",
                format!("Write `{bare}`."),
            )
            .fix(write(facts, given, bare, Safety::Safe)),
    )
}

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

fn strip_scheme(text: &str) -> &str {
    text.split_once("://").map_or(text, |(_, rest)| rest)
}

fn write(facts: &Facts<'_>, given: &Given<'_>, bare: &str, safety: Safety) -> Option<Fix> {
    let path = change::path_of(facts, given);
    let edits = change::put(facts, &path, Data::String(bare.to_owned()))?;
    Some(Fix { title: "Keep only the host".to_owned(), safety, edits })
}
