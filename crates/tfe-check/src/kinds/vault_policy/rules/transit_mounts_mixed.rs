//! Rules for several mounts of the transit engine.

use text::{Edit, Span};
use vault_policy::Rule as PolicyRule;

use crate::base::finding::{Finding, Fix, Severity};
use crate::base::kind::Profile;
use crate::kinds::vault_policy::{Facts, misspelt, mount};
use crate::knowledge::rules::vault_policy::TRANSIT_MOUNTS_MIXED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    if facts.profile != Profile::TfeExternalVault {
        return Vec::new();
    }
    let place = facts.place.transit.as_str();
    let mut found = Vec::new();
    for rule in &facts.document.rules {
        let Some(mount) = mount(&rule.read.pattern.text) else { continue };
        // A slip in the documented mount is reported as such.
        let slip = facts.place.is_documented() && misspelt(mount);
        if mount != place && !slip {
            found.push(mixed(facts, rule, mount));
        }
    }
    found
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
            found.when_repeated_say(
                what,
                format!("Write `{place}/` instead of `{mount}/` in each of them."),
            )
        }
        None => found.when_repeated(),
    };
    let fix = edit.filter(|_| denied.is_some());
    found.fix(fix.map(|edit| Fix::review(format!("Write `{path}`"), edit)))
}
