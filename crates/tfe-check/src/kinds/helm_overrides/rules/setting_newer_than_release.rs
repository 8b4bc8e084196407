//! A setting that came with a later release than the one in use.

use super::place::key;
use crate::base::finding::Finding;
use crate::base::versions::TfeVersion;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::SETTING_NEWER_THAN_RELEASE;
use crate::knowledge::{self, Setting, Status};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(release) = facts.release_last else { return Vec::new() };
    let newer = |setting: &&Setting| {
        let since = TfeVersion::read(setting.since).filter(|_| setting.since_exact);
        let of_release = matches!(setting.status, Status::Current | Status::Beta);
        of_release && since.is_some_and(|since| release < since)
    };
    let given = facts.settings().filter(|given| !given.text.is_empty());
    let given = given.filter_map(|g| Some((knowledge::setting(g.name).filter(newer)?, g)));
    given
        .map(|(setting, given)| {
            SETTING_NEWER_THAN_RELEASE.at(key(given.value)).say(
                format!("TFE {} is the first release that documents this setting.", setting.since),
                "Earlier releases ignore it. Inferred: their documentation does not have it.",
                format!("Use TFE {} or later, or remove it.", setting.since),
            )
        })
        .collect()
}
