//! The AppRole role of TFE: what ends, what is counted, what is bound.

use text::{Edit, EditSet};

use crate::base::finding::{Evidence, Finding, Fix, Rule, Safety, Severity, Stage};
use crate::carry::approle::{Role, Setting};

const VAULT: &str = "Vault API documentation: AppRole, tokens; Terraform Enterprise documentation, External Vault: AppRole with token_period=24h";

const fn rule(name: &'static str, evidence: Evidence) -> Rule {
    Rule::new(name, Severity::Warning, Stage::Run).source(evidence, VAULT)
}

const fn with_fix(name: &'static str, evidence: Evidence) -> Rule {
    rule(name, evidence).fix(Safety::Review)
}

static MAX_TTL: Rule = with_fix("approle-token-ends", Evidence::Documented);
static PERIOD: Rule = with_fix("approle-period-too-short", Evidence::Inferred);
static BATCH: Rule = with_fix("approle-batch-token", Evidence::Documented);
static SECRET_ID: Rule = with_fix("approle-secret-id-ends", Evidence::Documented);
static USES: Rule = with_fix("approle-token-uses-limited", Evidence::Inferred);
static NO_DEFAULT: Rule = with_fix("approle-without-default-policy", Evidence::Inferred);
static BOUND: Rule = rule("approle-bound-to-addresses", Evidence::Inferred);

/// The rules of this module.
pub(super) static RULES: [&Rule; 7] =
    [&MAX_TTL, &PERIOD, &BATCH, &SECRET_ID, &USES, &NO_DEFAULT, &BOUND];

/// So often TFE renews its token unless `TFE_VAULT_TOKEN_RENEW` says otherwise, in seconds.
const RENEWED: i64 = 3600;

/// What is wrong with TFE's role.
pub(crate) fn find(role: &Role, out: &mut Vec<Finding>) {
    token(role, out);
    secret_id(role, out);
}

fn token(role: &Role, out: &mut Vec<Finding>) {
    let period = role.seconds(&["token_period", "period"]).filter(|(_, seconds)| *seconds > 0);
    let day = role.style.hours(24);
    let write = format!("Write {} instead.", role.style.pair("token_period", &day));
    let ends = role.limit(&["token_explicit_max_ttl", "token_max_ttl"]);
    if let Some(limit) = ends.filter(|_| period.is_none()) {
        out.push(MAX_TTL.at(limit.span()).fix(with(limit, "token_period", &day)).say(
            "TFE's token cannot be renewed past this limit.",
            "Then TFE has to log in again, which needs a secret_id that is still valid.",
            write.as_str(),
        ));
    }
    // Without a period a renewal gives the token its first TTL again.
    let first = || role.seconds(&["token_ttl"]).filter(|_| ends.is_none());
    if let Some((short, _)) = period.or_else(first).filter(|(_, s)| (1..=RENEWED).contains(s)) {
        out.push(PERIOD.at(short.span()).fix(with(short, "token_period", &day)).say(
            "TFE's token may expire before it is renewed.",
            "TFE renews it every hour unless TFE_VAULT_TOKEN_RENEW says otherwise.",
            write,
        ));
    }
    if let Some(batch) = role.find("token_type").filter(|s| s.value.contains("batch")) {
        let service = role.style.word("service");
        let title = format!("Write {}", role.style.pair("token_type", &service));
        let edit = Edit::replace(batch.value_span, role.style.quoted("service"));
        out.push(BATCH.at(batch.span()).fix(Fix::review(title, edit)).say(
            "Batch tokens cannot be renewed.",
            "TFE loses access to Vault when the token expires.",
            format!("Remove token_type, or write {}.", role.style.pair("token_type", &service)),
        ));
    }
    if let Some(uses) = role.count("token_num_uses") {
        out.push(USES.at(uses.span()).fix(with(uses, "token_num_uses", "0")).say(
            "TFE's token can be used only this number of times.",
            "Each encryption is one use; after the last one Vault answers 403.",
            "Remove token_num_uses.",
        ));
    }
    let off = role.find("token_no_default_policy");
    if let Some(off) = off.filter(|_| role.is_without_default()) {
        let fix = with(off, "token_no_default_policy", "false");
        out.push(NO_DEFAULT.at(off.span()).fix(fix).say(
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
        out.push(SECRET_ID.at(limit.span()).fix(fix).say(
            "TFE's secret_id expires.",
            "TFE logs in with it at each start; once it has expired, no start succeeds: \"invalid secret id\".",
            format!("Write {} and {}.", pair("secret_id_ttl"), pair("secret_id_num_uses")),
        ));
    }
    let bound = ["secret_id_bound_cidrs", "token_bound_cidrs", "bound_cidr_list"];
    if let Some(bound) = bound.iter().find_map(|k| role.find(k)).filter(|s| !s.value.is_empty()) {
        out.push(BOUND.at(bound.span()).say(
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
