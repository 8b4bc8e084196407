//! A limit that no renewal of TFE's token gets past.

use super::role_settings;
use crate::base::finding::Finding;
use crate::carry::approle::Role;
use crate::knowledge::rules::any::APPROLE_TOKEN_ENDS;

pub(super) fn find(role: &Role, out: &mut Vec<Finding>) {
    let Some(limit) = role_settings::token_end(role) else { return };
    // A token with a period has no end.
    if role_settings::period(role).is_some() {
        return;
    }
    let day = role.style.hours(24);
    let fix = role_settings::with(limit, "token_period", &day);
    out.push(APPROLE_TOKEN_ENDS.at(limit.span()).fix(fix).say(
        "TFE's token cannot be renewed past this limit.",
        "Then TFE has to log in again, which needs a secret_id that is still valid.",
        role_settings::write_a_period(role),
    ));
}
