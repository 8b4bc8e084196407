//! The transit engine under another mount than `transit`.

use text::{Edit, Span};
use vault_policy::Rule as PolicyRule;

use crate::base::finding::{Finding, Fix, Severity};
use crate::base::kind::Profile;
use crate::kinds::vault_policy::{Facts, misspelt, mount};
use crate::knowledge::rules::vault_policy::{TRANSIT_MOUNTED_ELSEWHERE, TRANSIT_MOUNTS_MIXED};

/// What the paths of key-value engines begin with in policies; no namespace is called so.
const STORES: [&str; 2] = ["secret/data/", "kv/data/"];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if facts.profile != Profile::TfeExternalVault {
        return;
    }
    let place = facts.place.transit.as_str();
    let mut first = !facts.place.is_documented();
    for rule in &facts.document.rules {
        let Some(mount) = mount(&rule.read.pattern.text) else { continue };
        if mount == place {
            if first {
                out.push(elsewhere(mount, rule));
            }
            first = false;
        } else if !(facts.place.is_documented() && misspelt(mount)) {
            out.push(mixed(facts, rule, mount));
        }
    }
}

/// Told once: everything else is judged at that mount.
fn elsewhere(mount: &str, rule: &PolicyRule) -> Finding {
    let found = TRANSIT_MOUNTED_ELSEWHERE.at(rule.path.span);
    if mount.contains(['$', '{', '<', '%']) {
        return found.say(
            format!("The mount `{mount}` is filled in later."),
            "The rules are checked as written; TFE calls the engine only at `transit/`.",
            "Make sure that it becomes `transit`.",
        );
    }
    if let Some(store) = STORES.iter().find(|store| mount.starts_with(**store)) {
        return found.severity(Severity::Warning).say(
            format!("The paths begin with `{store}`, like those of a key-value engine."),
            "TFE calls the engine at `transit/`; what these rules grant is denied there.",
            format!("Remove `{store}`."),
        );
    }
    if let Some(namespace) = mount.strip_suffix("/transit") {
        return found.say(
            format!("The paths begin with the namespace or mount `{namespace}`."),
            "Policy paths are relative to its own namespace; TFE calls the engine at `transit/`.",
            format!("Remove `{namespace}/` if the policy is written in namespace {namespace}."),
        );
    }
    // Nobody names an engine so.
    let severity = if misspelt(mount) { Severity::Warning } else { Severity::Info };
    found.severity(severity).say(
        format!("These rules are for a transit engine mounted at `{mount}`, not at `transit`."),
        "TFE calls the engine at `transit/`; no setting for another mount is documented.",
        format!(
            "Write `transit/` instead of `{mount}/`; `vault secrets move {mount}/ transit/` moves the engine."
        ),
    )
}

fn mixed(facts: &Facts<'_>, rule: &PolicyRule, mount: &str) -> Finding {
    let place = facts.place.transit.as_str();
    let text = &rule.read.pattern.text;
    let lead = rule.path.value.len() - rule.path.value.trim_start_matches('/').len();
    let rest = text.get(mount.len()..).unwrap_or("");
    let star = if rule.path.value.ends_with('*') && !rest.ends_with('*') { "*" } else { "" };
    let path = format!("{place}{rest}{star}");
    let denied = facts.denied_without(rule, &path);
    let edit = facts.path_text(rule).map(|at| {
        let start = at.start + lead.min(1);
        Edit::replace(Span::new(start, start + mount.len()), place)
    });
    let found =
        TRANSIT_MOUNTS_MIXED.at(rule.path.span).severity(denied.unwrap_or(Severity::Info)).say(
            format!("This rule is for an engine at `{mount}`; others are for `{place}`."),
            match denied {
                Some(_) => {
                    "TFE calls one engine, at `transit/`. What this rule grants is denied there."
                }
                None => "TFE calls one engine, at `transit/`. It does not use this rule.",
            },
            match denied {
                Some(_) => format!("Write `{path}`."),
                None => "Remove it, unless another client uses this policy too.".to_owned(),
            },
        );
    let found = match denied {
        Some(_) => {
            let what = found.message.what.clone();
            found.often_said(
                what,
                format!("Write `{place}/` instead of `{mount}/` in each of them."),
            )
        }
        None => found.often(),
    };
    let fix = edit.filter(|_| denied.is_some());
    found.fix(fix.map(|edit| Fix::review(format!("Write `{path}`"), edit)))
}
