//! A policy of Private TFE, or of before v202206-1: it lacks what backup and restore need.

use text::{Edit, EditSet, Gathered};
use vault_policy::{Mode, Rule as PolicyRule, RuleKey, edit};

use super::{change, insertion};
use crate::base::finding::{Finding, Fix, Severity};
use crate::base::kind::Profile;
use crate::kinds::vault_policy::{Asked, Facts, Goal, Probe};
use crate::knowledge::rules::vault_policy::{POLICY_OF_PRIVATE_TFE, RENEWAL_PATH_OF_PRIVATE_TFE};

/// The release whose documentation replaced that policy.
const NEW: &str = "v202206-1";

/// Renewal paths that TFE does not call, with those that took their place. The first two are of the
/// policy for Private TFE, the last of drafts of June 2022.
const OLD: [(&str, &[&str]); 3] = [
    ("sys/renew/*", &["sys/leases/renew", "sys/renew"]),
    ("auth/token/renew/*", &["auth/token/renew", "auth/token/renew-self"]),
    (DRAFT, &["sys/leases/renew"]),
];

const DRAFT: &str = "sys/leases/renew/*";

/// Whether a path is one of those.
pub(super) fn is_old(path: &str) -> bool {
    successors(path).is_some()
}

/// Whether a rule is reported as one of those.
pub(super) fn is_told(facts: &Facts<'_>, rule: &PolicyRule) -> bool {
    asks(facts) && is_old(&rule.path.value)
}

fn asks(facts: &Facts<'_>) -> bool {
    facts.profile == Profile::TfeExternalVault && !facts.versions.tfe_before(NEW)
}

fn successors(path: &str) -> Option<&'static [&'static str]> {
    let path = path.trim_start_matches('/');
    OLD.iter().find(|(old, _)| *old == path).map(|(_, new)| *new)
}

/// Single rules that are left over; told also where the whole policy is old.
pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if !asks(facts) {
        return;
    }
    let mut taken: Vec<&str> = Vec::new();
    for rule in &facts.document.rules {
        let Some(new) = successors(&rule.path.value) else { continue };
        let new = lacking(facts, rule, new, &taken);
        taken.extend(&new);
        let edits = renewed(facts, rule, &new);
        let (action, title) = if new.is_empty() {
            ("Remove the rule.".to_owned(), "Remove the rule")
        } else {
            (format!("Write `{}`.", new.join("` and `")), "Write today's paths")
        };
        out.push(
            RENEWAL_PATH_OF_PRIVATE_TFE
                .at(rule.path.span)
                .say(
                    if bare(rule) == DRAFT {
                        "This path was in drafts of June 2022; TFE calls nothing that it matches."
                    } else {
                        "This path is from the policy for Private TFE and matches nothing today."
                    },
                    "Renewals go to the path itself, with nothing after it. It does no harm.",
                    action,
                )
                .fix(edits.map(|edits| Fix::review(title, edits))),
        );
    }
}

/// The paths of today that a rule is to become: those that are denied, each written once, where an
/// old rule of the same name is, else at the first that may become it.
fn lacking(
    facts: &Facts<'_>,
    rule: &PolicyRule,
    new: &[&'static str],
    taken: &[&str],
) -> Vec<&'static str> {
    let own = |path: &str| bare(rule).strip_suffix("/*") == Some(path);
    let of_another = |path: &str| {
        let named = |r: &PolicyRule| bare(r).strip_suffix("/*") == Some(path);
        !own(path) && facts.document.rules.iter().any(named)
    };
    let denied =
        |path: &str| facts.asked.iter().any(|a| a.need.path == path && a.denied().next().is_some());
    let wanted = |path: &&str| !taken.contains(path) && denied(path) && !of_another(path);
    new.iter().copied().filter(wanted).collect()
}

fn bare(rule: &PolicyRule) -> &str {
    rule.path.value.trim_start_matches('/')
}

/// The rules of today in place of an old one, or nothing.
fn renewed(facts: &Facts<'_>, rule: &PolicyRule, paths: &[&str]) -> Option<EditSet> {
    if facts.document.mode == Mode::Json {
        return None;
    }
    if paths.is_empty() {
        return change::without_rule(facts, rule);
    }
    if facts.document.comments.iter().any(|c| c.overlaps(rule.body)) {
        return None;
    }
    let prefix = &facts.place.rest;
    let words = ["create", "update"];
    let unit = edit::indent_unit(facts.text, &facts.document.rules);
    let rules: Vec<String> =
        paths.iter().map(|p| change::rule_text(&format!("{prefix}{p}"), &words, unit)).collect();
    let text = rules.join("\n");
    // The first line has its indentation before it.
    let indent = insertion::indent_of(facts.text, rule.span.start);
    let text = insertion::further_in(text.trim_end(), indent);
    let text = facts.layout.adapt(text.trim_start()).into_owned();
    Some(Edit::replace(rule.span, text).into())
}

/// Where the whole policy is old, one finding in place of all rules that it lacks because of that.
/// A rule that is there and grants too little keeps its own finding, at its own line.
pub(crate) fn folded(facts: &Facts<'_>, missing: Vec<(usize, Finding)>) -> Vec<Finding> {
    let newer =
        |a: &Asked| a.need.since != "2018" || a.denied().all(|probe| !probe.call.since.is_empty());
    let absent = |a: &Asked| !a.denied().any(|p| facts.deciding(p).is_some_and(|r| a.covers(r)));
    let new = |at: usize| facts.asked.get(at).is_some_and(|a| newer(a) && absent(a));
    let Some(first) = mark(facts).filter(|_| is_whole(facts)) else {
        return missing.into_iter().map(|(_, finding)| finding).collect();
    };
    let (lacking, mut rest): (Vec<_>, Vec<_>) = missing.into_iter().partition(|(at, _)| new(*at));
    let added = change::together(lacking.iter().map(|(_, finding)| finding));
    let breaks = lacking.iter().filter(|(_, f)| f.severity > Severity::Info).count();
    let found = POLICY_OF_PRIVATE_TFE
        .at(first.path.span)
        .say(
            "This policy is from before v202206-1: backup and restore do not work with it.",
            format!(
                "{breaks} of today's rules are missing. Backups leave the keys out, and a restore \
                 stops with \"encryption key not found\"."
            ),
            "Add today's rules; preferably replace the old ones too.",
        )
        .fix(Fix::safe("Add what is missing", added.clone()))
        .fix(
            modern(facts, added)
                .map(|edits| Fix::review("Bring the whole policy up to date", edits)),
        );
    rest.push((0, found));
    rest.into_iter().map(|(_, finding)| finding).collect()
}

/// What shows that a policy is old: a path of then, the old form of a rule, or that it knows the one
/// family of keys alone and may not read it.
fn mark<'f>(facts: &'f Facts<'_>) -> Option<&'f PolicyRule> {
    if !asks(facts) {
        return None;
    }
    let rules = &facts.document.rules;
    let legacy = |r: &&PolicyRule| r.all(RuleKey::Policy).next().is_some();
    // The drafts had the rules of today for backup and restore.
    let old = |r: &&PolicyRule| is_old(&r.path.value) && bare(r) != DRAFT;
    let marked = rules.iter().find(old).or_else(|| rules.iter().find(legacy));
    marked.or_else(|| write_only(facts))
}

/// The rule of then for the key of all objects, where nothing reads a key or creates an `atlas_` one.
fn write_only<'f>(facts: &'f Facts<'_>) -> Option<&'f PolicyRule> {
    let key =
        |p: &&Probe| p.call.path.starts_with("transit/keys/") && !p.call.path.ends_with("/config");
    let keys = || facts.asked.iter().flat_map(|a| &a.probes).filter(key);
    let [allowed] = keys().filter(|p| p.answer.allowed).collect::<Vec<_>>()[..] else {
        return None;
    };
    let is_write = allowed.call.operation == "update" && allowed.call.path.contains("archivist_");
    facts.deciding(allowed).filter(|_| is_write)
}

/// Whether nothing of what came with v202206-1 is allowed, and what was before is there.
fn is_whole(facts: &Facts<'_>) -> bool {
    let all = || facts.asked.iter().flat_map(|a| &a.probes);
    let newer = [Goal::BackUp, Goal::Restore];
    all().filter(|p| newer.contains(&p.call.goal)).all(|p| !p.answer.allowed)
        && all().any(|p| p.call.goal == Goal::Encrypt && p.answer.allowed)
}

/// The additions, the paths of today for the old ones, and lists for the old form of a rule. All
/// else stays.
fn modern(facts: &Facts<'_>, added: EditSet) -> Option<EditSet> {
    let mut all = Gathered::default();
    for rule in &facts.document.rules {
        let own = |a: &&Asked| !a.need.calls.is_empty() && a.covers(rule);
        let edits = match facts.asked.iter().find(own) {
            _ if is_old(&rule.path.value) => change::without_rule(facts, rule),
            Some(asked) if rule.all(RuleKey::Policy).next().is_some() => {
                change::granting(facts, rule, asked.need.capabilities)
            }
            _ => None,
        };
        if let Some(edits) = edits {
            all.add(&edits).ok()?;
        }
    }
    all.add(&added).ok()?;
    Some(all.finish())
}
