//! Names of TFE with a scheme, a path or a port.

use super::bare_host::{is_known, strip_scheme, write};
use super::place;
use crate::base::finding::{Evidence, Finding, Safety, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge::rules::helm_overrides::HOSTNAME_MALFORMED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for given in facts.settings() {
        if matches!(given.name, "TFE_HOSTNAME" | "TFE_HOSTNAME_SECONDARY") && is_known(&given) {
            found.extend(name(facts, &given, given.text.trim()));
        }
    }
    found
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
    // A comma or a bracket that was copied with the name.
    let bare = bare.trim_end_matches(is_stray);
    if bare.contains(is_stray) {
        return Some(HOSTNAME_MALFORMED.at(place::value(given.value)).say(
            "A host name has only letters, digits, dots and hyphens.",
            "Redirects and tokens point to a host that does not exist; logins fail.",
            "Write only the host name.",
        ));
    }
    if bare.contains('_') {
        let found = HOSTNAME_MALFORMED.at(place::value(given.value)).severity(Severity::Warning);
        let found =
            found.source(Evidence::Inferred, "RFC 1123, section 2.1: letters, digits and hyphens");
        return Some(found.say(
            "A host name has no underscore.",
            "Certificates and load balancers may refuse it, and TFE cannot be reached then.",
            "Use a name with letters, digits and hyphens.",
        ));
    }
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

/// Whether a character is in no name of a host, whatever its language.
fn is_stray(c: char) -> bool {
    c.is_whitespace() || c.is_ascii_punctuation() && !matches!(c, '.' | '-' | '_')
}
