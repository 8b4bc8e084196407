//! Host names with more than the host.

use text::Edit;

use crate::base::finding::{Finding, Fix};
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::installation::Installation;
use crate::knowledge::rules::terraform::PRIVATE_TFE_FQDN_MALFORMED;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    legacy.installations.iter().filter_map(fqdn).collect()
}

fn fqdn(all: &Installation<'_>) -> Option<Finding> {
    let (variable, text) = all.text("fqdn")?;
    let bare = text.split_once("://").map_or(text, |(_, rest)| rest);
    let bare = bare.split('/').next().unwrap_or(bare);
    if bare == text && !text.contains('_') {
        return None;
    }
    let fix = Fix::safe("Keep only the host name", Edit::replace(variable.inside(), bare));
    let fix = Some(fix).filter(|_| bare != text && !bare.is_empty());
    let found = PRIVATE_TFE_FQDN_MALFORMED.at(variable.inside()).say(
        "`fqdn` must be the host name that users type, and nothing else.",
        "Redirects and CSRF checks use it: with another name nobody can log in.",
        "Write only the host name.",
    );
    Some(found.fix(fix))
}
