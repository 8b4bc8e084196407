//! A ConfigMap with TFE's settings: what of it is checked.

use super::{Facts, Finding};
use crate::kinds::kubernetes_manifest::settings::of_tfe;
use crate::knowledge::rules::kubernetes_manifest::SETTINGS_OF_A_CONFIG_MAP;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for object in &facts.objects {
        let all = of_tfe(facts, object);
        let Some(first) = all.first() else { continue };
        let what = match all.len() {
            1 => "This ConfigMap has one setting of TFE.".to_owned(),
            count => format!("This ConfigMap has {count} settings of TFE."),
        };
        found.push(SETTINGS_OF_A_CONFIG_MAP.at(facts.tree.key(first)).say(
            what,
            "Each value is checked by itself; what is missing and what depends on other settings is not.",
            "Check the values too: `helm get values terraform-enterprise -o yaml`.",
        ));
    }
    found
}
