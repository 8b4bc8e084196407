//! A path that is nearly one of those that are needed.

use text::Edit;
use vault_policy::{PathPattern, Rule as PolicyRule};

use super::problem_words::name;
use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::vault_policy::{Asked, Facts, Probe, SNAPSHOT, is_reordered};
use crate::knowledge::rules::vault_policy::MISSPELT_PATH;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for rule in &facts.document.rules {
        let Some(asked) = meant(facts, rule) else { continue };
        let severity = asked.denied().map(Probe::severity).max().unwrap_or(Severity::Info);
        let (written, right) = (rule.path.value.as_str(), asked.path.as_str());
        let quoted = || Edit::replace(rule.path.span, format!("\"{right}\""));
        let whole = rule.path.span.of(facts.text).starts_with('"').then(quoted);
        let edit = facts.path_text(rule).map(|at| Edit::replace(at, right)).or(whole);
        let fix = edit.map(|edit| Fix::safe(format!("Write `{right}`"), edit));
        let found = MISSPELT_PATH.at(rule.path.span).severity(severity).say(
            format!("This path is most likely meant to be `{right}`."),
            why(written, right),
            format!("Write `{right}`."),
        );
        let found = match one_part(written, right) {
            Some((wrong, right)) => found.when_repeated_say(
                format!("`{wrong}` is most likely meant to be `{right}`."),
                format!("Write `{right}` in each of them."),
            ),
            None if written.starts_with("//") => {
                found.when_repeated_say("These paths begin with `//`.", "Write them without it.")
            }
            None => found,
        };
        out.push(found.fix(fix));
    }
    out
}

/// The one part in which two paths differ.
fn one_part<'p>(written: &'p str, right: &'p str) -> Option<(&'p str, &'p str)> {
    let written = written.strip_prefix('/').unwrap_or(written);
    let differ = |(a, b): &(&str, &str)| a != b;
    let mut pairs = written.split('/').zip(right.split('/')).filter(differ);
    let (only, None) = (pairs.next()?, pairs.next()) else { return None };
    (written.split('/').count() == right.split('/').count()).then_some(only)
}

fn why(written: &str, right: &str) -> String {
    if let Some(odd) = written.chars().find(|c| !c.is_ascii() && !right.contains(*c)) {
        let name = name(odd);
        return format!("It has {name} in it; Vault compares paths letter by letter.");
    }
    plain_why(written, right).to_owned()
}

fn plain_why(written: &str, right: &str) -> &'static str {
    let (bare, meant) = (stem(written), stem(right));
    if written.starts_with("//") {
        return "Vault strips only one leading / from a path, so this one matches nothing.";
    }
    if bare == meant && right.ends_with('*') && !written.ends_with(['*', '+']) {
        "Without a * at the end the rule covers only that one name, and what is needed is denied."
    } else if bare == meant {
        "Only a single * at the very end matches anything; this path matches nothing that is needed."
    } else {
        "Vault compares paths letter by letter, so what is needed there is denied."
    }
}

/// The need that a path misses by its end or by a letter or two, if it is denied.
pub(super) fn meant<'f>(facts: &'f Facts<'_>, rule: &PolicyRule) -> Option<&'f Asked> {
    let slashed = with_slashes(rule.path.span.of(facts.text));
    let path = slashed.as_deref().unwrap_or(&rule.path.value);
    // Vault rejects a `+*`; what that was meant for is reported with it.
    PathPattern::of_path(path)?;
    let bare = path.strip_prefix('/').unwrap_or(path);
    if path.len() < 8 || path.len() > 200 || path.contains("v1/") || path.contains("://") {
        return None;
    }
    let known = || facts.asked.iter().filter(|a| !a.probes.is_empty());
    if slashed.is_none() && known().any(|a| a.path == bare) {
        return None;
    }
    // In the policy's own namespace it is right as it is: only the others have that before them.
    let moved = |p: &&Probe| facts.place.path(p.call.path) != p.call.path;
    let right_there = |p: &Probe| rule.read.pattern.matches(p.call.path);
    if known().flat_map(|a| &a.probes).filter(moved).any(right_there) {
        return None;
    }
    // Where it is the right path, it grants too little or another rule decides.
    let fits = |p: &Probe| rule.read.pattern.matches(&facts.place.path(p.call.path));
    let missed = |a: &&Asked| a.denied().next().is_some() && !a.denied().any(fits);
    let written = stem(path);
    // `sys/renew/*` and its like are whole words of an older policy.
    if !super::old_era::is_old(path)
        && let Some(same) =
            known().filter(missed).find(|a| stem(&a.path).eq_ignore_ascii_case(&written))
    {
        return Some(same);
    }
    let inside = |a: &Asked| a.path.strip_suffix('*').is_some_and(|start| bare.starts_with(start));
    let mut near: Option<(usize, &Asked)> = None;
    let mut alone = true;
    for asked in known() {
        if inside(asked) || super::old_era::is_old(path) {
            return None;
        }
        let right = stem(&asked.path);
        let another = || is_another_form(&written, &asked.path).then_some(FURTHEST);
        let Some(distance) = distance(&written, &right).or_else(another) else { continue };
        match near {
            Some((least, _)) if distance > least => {}
            Some((least, other)) if distance == least => alone &= other.path == asked.path,
            _ => (near, alone) = (Some((distance, asked)), true),
        }
    }
    near.map(|(_, asked)| asked).filter(|a| alone && missed(a))
}

/// A path with the slashes that were typed as backslashes; in quotes these begin escapes.
fn with_slashes(written: &str) -> Option<String> {
    let path = written.strip_prefix('"')?.strip_suffix('"')?;
    path.contains('\\').then(|| path.replace("\\\\", "/").replace('\\', "/"))
}

/// A path without what is often wrong at its ends.
fn stem(path: &str) -> String {
    let parts: Vec<&str> = path.trim().split(['/', '\\']).filter(|p| !p.is_empty()).collect();
    let end: &[char] = &['*', '+', '?', '%', '/', '.', ' ', '\t'];
    parts.join("/").trim_end_matches(end).to_owned()
}

/// Parts of paths that Vault has: one in the place of another is another path, and not a typing error.
/// Source: Vault's API documentation of transit, token, leases and mounts.
const VAULT_WORDS: [&str; 25] = [
    "auth",
    "backup",
    "config",
    "create",
    "datakey",
    "decrypt",
    "encrypt",
    "export",
    "hash",
    "hmac",
    "keys",
    "leases",
    "lookup",
    "mounts",
    "plaintext",
    "policy",
    "random",
    "renew",
    "restore",
    "revoke",
    "rewrap",
    "sign",
    "token",
    "trim",
    "verify",
];

/// How far two paths are from each other, part by part; `None` where that is not a typo.
fn distance(written: &str, right: &str) -> Option<usize> {
    let parts = |path: &str| -> Vec<String> {
        // The one segment that people leave out or mix up.
        let path = path.replace("/datakey/wrapped/", "/datakey/").replace("/plaintext/", "/");
        path.split('/').map(str::to_owned).collect()
    };
    let (written, right) = (parts(written), parts(right));
    if written.len() != right.len() {
        // A slash that was lost.
        return (written.concat() == right.concat()).then_some(1);
    }
    let mut sum = 0;
    for (a, b) in written.iter().zip(&right) {
        let most = if b.len() < 6 { 1 } else { 2 };
        let distance = if a == b { 0 } else { text::distance(a, b) };
        let wild = |part: &str| part.contains(['+', '*']);
        if distance > most
            || distance > 0 && VAULT_WORDS.contains(&a.as_str())
            || (distance > 0 && (wild(a) || a.contains(['$', '{'])))
        {
            return None;
        }
        sum += distance;
    }
    (sum <= FURTHEST).then_some(sum)
}

/// A path with more slips is another one.
const FURTHEST: usize = 3;

/// Whether a path has the parts of one that is needed, but not all of them or in another order, or goes on below it.
fn is_another_form(written: &str, right: &str) -> bool {
    let below = written.strip_prefix(right).is_some_and(|rest| rest.starts_with('/'));
    is_reordered(written, right) || below && right == SNAPSHOT
}
