//! Rules that grant sudo, which TFE never needs.

use text::short;
use vault_policy::{Capability, Rule as PolicyRule, edit};

use super::granting_rules;
use crate::base::finding::{Finding, Fix};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::SUDO_GRANTED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let with_sudo = |rule: &&PolicyRule| rule.read.capabilities.contains(Capability::Sudo);
    granting_rules::all(facts).filter(with_sudo).map(|rule| sudo(facts, rule)).collect()
}

fn sudo(facts: &Facts<'_>, rule: &PolicyRule) -> Finding {
    let fix = edit::remove_capability(facts.text, rule, Capability::Sudo);
    let written = fix.is_some();
    SUDO_GRANTED
        .at(granting_rules::word(rule, "sudo"))
        .say(
            format!("`{}` grants sudo. TFE never needs it.", short(&rule.path.value)),
            "Anyone who gets TFE's token can use Vault's protected paths.",
            match written {
                true => "Remove \"sudo\".",
                false => "Replace `policy` with capabilities, without \"sudo\".",
            },
        )
        .when_repeated_say(
            "Rules grant sudo. TFE never needs it.",
            "Remove \"sudo\" from each of them.",
        )
        .fix(fix.map(|edits| Fix::review("Remove \"sudo\"", edits)))
}
