//! Rules that reach far more than TFE needs.

use text::short;
use vault_policy::{Capability, PatternKind, Rule as PolicyRule};

use super::{granting_rules, narrowed};
use crate::base::finding::{Finding, Fix};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::PATH_TOO_BROAD;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in granting_rules::all(facts) {
        let whose = too_broad(facts, rule);
        found.extend(whose.map(|whose| say(facts, rule, whose)));
    }
    found
}

fn say(facts: &Facts<'_>, rule: &PolicyRule, whose: &str) -> Finding {
    // A rule that is in the way of what is needed does not work.
    let why = match facts.denied_by(rule).is_empty() {
        true => "It works, but anyone who gets TFE's token gets all of that access too.",
        false => "Anyone who gets TFE's token gets all of that too.",
    };
    let found = PATH_TOO_BROAD.at(rule.path.span).say(
        format!("`{}` gives TFE access to {whose}.", short(&rule.path.value)),
        why,
        "Replace it with the documented rules, from `transit/keys/atlas_*` to `sys/mounts`.",
    );
    let edits = narrowed::narrowed(facts, rule);
    found.fix(edits.map(|e| Fix::review("Write the documented rules", e)))
}

/// Whether a finding is of a rule that works: what it lacks is reported next to it.
pub(crate) fn works(finding: &Finding) -> bool {
    *finding.rule == PATH_TOO_BROAD
}

/// What a rule reaches besides what TFE needs, by its path and by what it grants there.
fn too_broad(facts: &Facts<'_>, rule: &PolicyRule) -> Option<&'static str> {
    use Capability::{Create, Delete, Patch, Read, Sudo, Update};
    let granted = &rule.read.capabilities;
    let any = |wanted: &[Capability]| wanted.iter().any(|c| granted.contains(*c));
    // To list and to read names and settings reaches no key and no system.
    let changes = any(&[Create, Update, Patch, Delete, Sudo]);
    let transit = format!("{}/", facts.place.transit);
    let pattern = &rule.read.pattern;
    let text = pattern.text.as_str();
    if pattern.kind == PatternKind::Exact {
        return (text == "auth/token/create" && changes)
            .then_some("new tokens with any policy it has");
    }
    match text {
        "" | "*" | "+/*" | "+/+/*" if changes || any(&[Read]) => Some("everything in Vault"),
        "secret/" | "kv/" if changes || any(&[Read]) => Some("every secret of an engine"),
        "sys/" | "sys" if changes => Some("the whole system backend"),
        "auth/" | "auth/token/" if changes => Some("all logins and tokens"),
        _ if !changes => None,
        _ if Some(text) == transit.strip_suffix('/') || text == transit => {
            Some("every key of the transit engine")
        }
        _ => None,
    }
}
