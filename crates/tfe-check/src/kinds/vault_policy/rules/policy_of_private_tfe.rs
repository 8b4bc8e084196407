//! A policy of Private TFE, or of before v202206-1: it lacks what backup and restore need.

use text::{EditSet, EditSetBuilder};
use vault_policy::{Rule as PolicyRule, RuleKey};

use super::change;
use super::lack::Lack;
use super::old_era::{DRAFT, asks, bare, is_old};
use crate::base::finding::{Fix, Severity};
use crate::kinds::vault_policy::{Asked, Facts, Goal, Probe};
use crate::knowledge::rules::vault_policy::POLICY_OF_PRIVATE_TFE;

/// Where the whole policy is old, one finding in place of all rules that it lacks because of that.
/// A rule that is there and grants too little keeps its own finding, at its own line.
pub(crate) fn folded(facts: &Facts<'_>, missing: &mut Vec<Lack>) {
    let newer =
        |a: &Asked| a.need.since != "2018" || a.denied().all(|probe| !probe.call.since.is_empty());
    let absent = |a: &Asked| !a.denied().any(|p| facts.deciding(p).is_some_and(|r| a.covers(r)));
    let new = |at: usize| facts.asked.get(at).is_some_and(|a| newer(a) && absent(a));
    let Some(first) = mark(facts).filter(|_| is_whole(facts)) else {
        return;
    };
    let counts = |one: &Lack| one.is_of(new) && one.finding.severity > Severity::Info;
    let breaks = missing.iter().filter(|one| counts(one)).count();
    // Of an excerpt it is not known what it lacks.
    if breaks == 0 {
        return;
    }
    let lacking: Vec<Lack> = missing.extract_if(.., |one| one.is_of(new)).collect();
    let added = change::together(lacking.iter().map(|one| &one.finding));
    let found = POLICY_OF_PRIVATE_TFE
        .at(first.path.span)
        .say(
            "This policy is from before v202206-1: backup and restore do not work with it.",
            format!(
                "{} missing. Backups leave the keys out, and a restore stops with \"encryption \
                 key not found\".",
                match breaks {
                    1 => "One of today's rules is".to_owned(),
                    n => format!("{n} of today's rules are"),
                }
            ),
            "Add today's rules; preferably replace the old ones too.",
        )
        .fix(Fix::safe("Add what is missing", added.clone()))
        .fix(
            modern(facts, added)
                .map(|edits| Fix::review("Bring the whole policy up to date", edits)),
        );
    missing.push(Lack::by_a_fault(found));
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
    let mut all = EditSetBuilder::default();
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
