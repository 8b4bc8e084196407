//! A limit that no renewal of TFE's token gets past.

use super::role_settings;
use crate::base::finding::Finding;
use crate::knowledge::rules::any::APPROLE_TOKEN_ENDS;
use crate::roles::Setting;
use crate::roles::approle::Role;

pub(super) fn find(role: &Role) -> Vec<Finding> {
    let mut found = Vec::new();
    // An explicit maximum ends a token with a period, too; the other one does not.
    if let Some(limit) = role.limit(&["token_explicit_max_ttl"]) {
        found.push(explicit(role, limit));
        return found;
    }
    let Some(limit) = role_settings::token_end(role) else { return found };
    if role_settings::period(role).is_some() {
        return found;
    }
    let day = role.style.hours(24);
    let fix = role_settings::with(limit, "token_period", &day);
    found.push(APPROLE_TOKEN_ENDS.at(limit.span()).fix(fix).say(
        "TFE's token cannot be renewed past this limit.",
        "Then TFE has to log in again, which needs a secret_id that is still valid.",
        role_settings::write_a_period(role),
    ));
    found
}

/// A limit that counts from the login on, whatever is renewed.
fn explicit(role: &Role, limit: &Setting) -> Finding {
    let no_limit = role.style.pair("token_explicit_max_ttl", "0");
    let (fix, action) = if role_settings::period(role).is_some() {
        let fix = role_settings::with(limit, "token_explicit_max_ttl", "0");
        (fix, format!("Remove token_explicit_max_ttl, or write {no_limit}."))
    } else {
        let fix = role_settings::with(limit, "token_period", &role.style.hours(24));
        (fix, role_settings::write_a_period(role))
    };
    APPROLE_TOKEN_ENDS.at(limit.span()).fix(fix).say(
        "TFE's token cannot be renewed past this limit.",
        "Then TFE has to log in again, which needs a secret_id that is still valid.",
        action,
    )
}
