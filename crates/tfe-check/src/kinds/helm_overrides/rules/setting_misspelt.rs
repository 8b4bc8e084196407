//! A setting that TFE does not know, and one that it most likely means.

use super::{change, place::key};
use crate::base::finding::{Finding, Fix, Safety, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Unknown};
use crate::knowledge::rules::helm_overrides::SETTING_MISSPELT;
use crate::knowledge::{self, Setting};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let hits: Vec<_> = facts.unknown.iter().filter_map(|u| Some((u, u.meant?))).collect();
    let mut found = Vec::new();
    for (unknown, meant) in &hits {
        let alone = hits.iter().filter(|(_, other)| other.name == meant.name).count() == 1;
        found.push(say(facts, unknown, meant, alone));
    }
    found
}

/// `alone`: no other name in the file means the same setting.
fn say(facts: &Facts<'_>, unknown: &Unknown<'_>, meant: &Setting, alone: bool) -> Finding {
    let (given, typo) = (&unknown.given, unknown.typo);
    let needed = knowledge::needs().iter().any(|row| row.core && row.needs.contains(&meant.name));
    let severity = if needed && !typo { Severity::Error } else { Severity::Warning };
    let why = if typo {
        "The documentation uses this name in one place, but the reference has the other."
    } else {
        "TFE ignores unknown names and starts without this setting."
    };
    let path = change::path_of(facts, given);
    let fix = change::rename(facts, &path, meant.name);
    let safety = if typo || !alone { Safety::Review } else { Safety::Safe };
    let title = format!("Rename it to `{}`", meant.name);
    let found = SETTING_MISSPELT.at(key(given.value)).severity(severity).say(
        if typo {
            format!("TFE's name for this is `{}`.", meant.name)
        } else {
            "TFE has no setting with this name.".to_owned()
        },
        why,
        format!("Write `{}`.", meant.name),
    );
    found.fix(fix.map(|edits| Fix { title: title.into(), safety, edits }))
}
