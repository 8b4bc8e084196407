//! Templates for what a login brings along, which is elsewhere.

use text::short;
use vault_policy::Rule as PolicyRule;

use super::templates;
use super::templates::Read;
use crate::base::finding::Finding;
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::TEMPLATE_OF_LOGIN_METADATA;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (rule, template) in templates::all(facts) {
        if let Read::Login(key) = templates::read(template.trim()) {
            found.push(login(facts, rule, template, key));
        }
    }
    found
}

fn login(facts: &Facts<'_>, rule: &PolicyRule, template: &str, key: &str) -> Finding {
    TEMPLATE_OF_LOGIN_METADATA.at(templates::place(facts, rule, template)).say(
        format!("`{}` from a login is not in the entity's metadata.", short(key)),
        "The entity has only what was written to it; the rule is skipped where the key is missing.",
        format!(
            "Write `{{{{identity.entity.aliases.<mount accessor>.metadata.{key}}}}}`, unless the entity has it."
        ),
    )
}
