//! The AppRole role of TFE, where a text writes it: what ends, what is counted, what is bound.

use text::{Edit, EditSet};

use super::approle_policy_not_written;
use crate::across::parts::Policies;
use crate::base::finding::{Finding, Fix};
use crate::carry::approle::{Role, Setting, in_commands};
use crate::knowledge::rules::any::{
    APPROLE_BATCH_TOKEN, APPROLE_BOUND_TO_ADDRESSES, APPROLE_PERIOD_TOO_SHORT,
    APPROLE_SECRET_ID_ENDS, APPROLE_TOKEN_ENDS, APPROLE_TOKEN_USES_LIMITED,
    APPROLE_WITHOUT_DEFAULT_POLICY,
};

/// So often TFE renews its token unless `TFE_VAULT_TOKEN_RENEW` says otherwise, in seconds.
const RENEWED: i64 = 3600;

/// Whether a command in the text writes TFE's role.
pub(crate) fn has_role(text: &str) -> bool {
    in_commands(text).iter().any(Role::names_tfe)
}

/// What is wrong with the roles written next to a policy, as commands.
pub(crate) fn beside(text: &str, out: &mut Vec<Finding>) {
    for role in in_commands(text).iter().filter(|r| r.names_tfe()) {
        token(role, out);
        secret_id(role, out);
    }
}

/// What is wrong with the roles of a file.
pub(crate) fn find(held: &Policies<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    // Other programs' roles have other needs.
    for role in held.roles.iter().filter(|r| r.names_tfe() || held.gives_tfe(r)) {
        token(role, &mut found);
        secret_id(role, &mut found);
    }
    approle_policy_not_written::find(held, &mut found);
    found
}

fn token(role: &Role, out: &mut Vec<Finding>) {
    let period = role.seconds(&["token_period", "period"]).filter(|(_, seconds)| *seconds > 0);
    let day = role.style.hours(24);
    let write = format!("Write {} instead.", role.style.pair("token_period", &day));
    let ends = role.limit(&["token_explicit_max_ttl", "token_max_ttl"]);
    if let Some(limit) = ends.filter(|_| period.is_none()) {
        out.push(APPROLE_TOKEN_ENDS.at(limit.span()).fix(with(limit, "token_period", &day)).say(
            "TFE's token cannot be renewed past this limit.",
            "Then TFE has to log in again, which needs a secret_id that is still valid.",
            write.as_str(),
        ));
    }
    // Without a period a renewal gives the token its first TTL again.
    let first = || role.seconds(&["token_ttl"]).filter(|_| ends.is_none());
    if let Some((short, _)) = period.or_else(first).filter(|(_, s)| (1..=RENEWED).contains(s)) {
        out.push(
            APPROLE_PERIOD_TOO_SHORT.at(short.span()).fix(with(short, "token_period", &day)).say(
                "TFE's token may expire before it is renewed.",
                "TFE renews it every hour unless TFE_VAULT_TOKEN_RENEW says otherwise.",
                write,
            ),
        );
    }
    if let Some(batch) = role.find("token_type").filter(|s| s.value.contains("batch")) {
        let service = role.style.word("service");
        let title = format!("Write {}", role.style.pair("token_type", &service));
        let edit = Edit::replace(batch.value_span, "service");
        out.push(APPROLE_BATCH_TOKEN.at(batch.span()).fix(Fix::review(title, edit)).say(
            "Batch tokens cannot be renewed.",
            "TFE loses access to Vault when the token expires.",
            format!("Remove token_type, or write {}.", role.style.pair("token_type", &service)),
        ));
    }
    if let Some(uses) = role.count("token_num_uses") {
        out.push(
            APPROLE_TOKEN_USES_LIMITED.at(uses.span()).fix(with(uses, "token_num_uses", "0")).say(
                "TFE's token can be used only this number of times.",
                "Each encryption is one use; after the last one Vault answers 403.",
                "Remove token_num_uses.",
            ),
        );
    }
    let off = role.find("token_no_default_policy");
    if let Some(off) = off.filter(|_| role.is_without_default()) {
        let fix = with(off, "token_no_default_policy", "false");
        out.push(APPROLE_WITHOUT_DEFAULT_POLICY.at(off.span()).fix(fix).say(
            "TFE's token does not get Vault's default policy.",
            "Token renewal then depends only on TFE's own policy.",
            "Remove token_no_default_policy, or check that the policy allows renewal.",
        ));
    }
}

fn secret_id(role: &Role, out: &mut Vec<Finding>) {
    let limits = [role.limit(&["secret_id_ttl"]), role.count("secret_id_num_uses")];
    let limits: Vec<&Setting> = limits.into_iter().flatten().collect();
    if let Some(limit) = limits.first() {
        let pair = |key| role.style.pair(key, "0");
        let zero = limits.iter().map(|s| Edit::replace(s.value_span, "0")).collect();
        let fix = EditSet::new(zero).ok().map(|edits| Fix::review("Remove the expiry", edits));
        out.push(APPROLE_SECRET_ID_ENDS.at(limit.span()).fix(fix).say(
            "TFE's secret_id expires.",
            "TFE logs in with it at each start; once it has expired, no start succeeds: \"invalid secret id\".",
            format!("Write {} and {}.", pair("secret_id_ttl"), pair("secret_id_num_uses")),
        ));
    }
    let bound = ["secret_id_bound_cidrs", "token_bound_cidrs", "bound_cidr_list"];
    if let Some(bound) = bound.iter().find_map(|k| role.find(k)).filter(|s| !s.value.is_empty()) {
        out.push(APPROLE_BOUND_TO_ADDRESSES.at(bound.span()).say(
            "TFE can log in to Vault only from these addresses.",
            "After a move to another address, the pod or node is rejected.",
            "Make sure that the list has every address TFE can get, or remove this.",
        ));
    }
}

/// Another value, and another key where that is meant.
fn with(setting: &Setting, key: &str, value: &str) -> Fix {
    let mut edits = vec![Edit::replace(setting.value_span, value)];
    if setting.key != key {
        edits.push(Edit::replace(setting.key_span, key));
    }
    let edits = EditSet::new(edits).unwrap_or_default();
    Fix::review(format!("Set {key} to {value}"), edits)
}
