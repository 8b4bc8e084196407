//! A secret_id with which TFE cannot log in any more one day.

use text::{Edit, EditSet};

use crate::base::finding::{Finding, Fix};
use crate::knowledge::rules::any::APPROLE_SECRET_ID_ENDS;
use crate::roles::Setting;
use crate::roles::approle::Role;

pub(super) fn find(role: &Role) -> Vec<Finding> {
    let limits = [role.limit(&["secret_id_ttl"]), role.count("secret_id_num_uses")];
    let limits: Vec<&Setting> = limits.into_iter().flatten().collect();
    let Some(limit) = limits.first() else { return Vec::new() };
    let pair = |key| role.style.pair(key, "0");
    let zero = limits.iter().map(|s| Edit::replace(s.value_span, "0")).collect();
    let fix = EditSet::new(zero).ok().map(|edits| Fix::review("Remove the expiry", edits));
    vec![APPROLE_SECRET_ID_ENDS.at(limit.span()).fix(fix).say(
        "TFE's secret_id expires.",
        "TFE logs in with it at each start; once it has expired, no start succeeds: \"invalid \
         secret id\".",
        format!("Write {} and {}.", pair("secret_id_ttl"), pair("secret_id_num_uses")),
    )]
}
