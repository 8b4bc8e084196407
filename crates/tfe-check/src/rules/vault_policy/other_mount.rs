//! The transit engine under another mount than `transit`.

use std::collections::BTreeMap;

use vault_policy::Rule as PolicyRule;

use crate::finding::{Evidence, Finding, Rule, Severity, Stage};
use crate::kind::Profile;
use crate::policy::Facts;

const SOURCE: &str =
    "Terraform Enterprise documentation, External Vault: transit is mounted at transit/";

static OTHER: Rule = Rule::new("transit-mounted-elsewhere", Severity::Warning, Stage::Start)
    .source(Evidence::Documented, SOURCE);
static MIXED: Rule = Rule::new("transit-mounts-mixed", Severity::Error, Stage::Start)
    .source(Evidence::Documented, SOURCE);

pub(crate) static RULES: [&Rule; 2] = [&OTHER, &MIXED];

/// What follows the mount in the paths of the documented policy.
const CALLS: [&str; 7] =
    ["keys", "sign", "encrypt", "decrypt", "datakey/plaintext", "backup", "restore"];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if facts.profile != Profile::TfeExternalVault {
        return;
    }
    let mut mounts: BTreeMap<&str, Vec<&PolicyRule>> = BTreeMap::new();
    for rule in &facts.document.rules {
        if let Some(mount) = mount(&rule.read.pattern.text) {
            mounts.entry(mount).or_default().push(rule);
        }
    }
    let at_transit = mounts.contains_key("transit");
    for (mount, rules) in mounts {
        // The right name is no finding; a misspelt one is told by its own rule.
        if text::nearest(mount, ["transit"]).is_some()
            || mount.starts_with("v1")
            || mount.contains(':')
        {
            continue;
        }
        for rule in rules.iter().take(if at_transit { rules.len() } else { 1 }) {
            let found = if at_transit { &MIXED } else { &OTHER };
            out.push(found.at(rule.path.span).say(
                format!(
                    "This rule is for a transit engine mounted at `{mount}`, not at `transit`."
                ),
                "TFE calls the engine at `transit/`; no setting for another mount is documented.",
                "Mount the engine at transit/ and write that path.",
            ));
        }
    }
}

fn mount(path: &str) -> Option<&str> {
    CALLS.iter().find_map(|call| {
        let at = path
            .find(&format!("/{call}/atlas_"))
            .or_else(|| path.find(&format!("/{call}/archivist_")))?;
        path.get(..at)
    })
}
