//! A setting that TFE does not know, and one that it most likely means.

use super::{change, place::key};
use crate::base::finding::{Finding, Fix, Safety, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge::rules::helm_overrides::SETTING_MISSPELT;
use crate::knowledge::{self, Setting, Status, runs};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let hits: Vec<_> = unknown(facts)
        .take(MOST)
        .filter_map(|given| meant(facts, &given).map(|meant| (given, meant)))
        .collect();
    for (given, meant) in &hits {
        let alone = hits.iter().filter(|(_, other)| other.name == meant.name).count() == 1;
        out.push(say(facts, given, meant, alone));
    }
}

/// No file has more unknown names that are typos.
pub(super) const MOST: usize = 300;

/// The settings of a file whose names TFE does not know.
pub(super) fn unknown<'a>(facts: &Facts<'a>) -> impl Iterator<Item = Given<'a>> + use<'a> {
    let known = |name| knowledge::setting(name).is_some_and(|s| s.status != Status::Typo);
    facts.settings().filter(move |given| !known(given.name) && !runs::is_variable(given.name))
}

/// The setting that an unknown name in the file certainly means.
pub(super) fn meant_by(facts: &Facts<'_>, given: &Given<'_>) -> Option<&'static Setting> {
    knowledge::setting(given.name).is_none().then(|| meant(facts, given))?
}

/// Whether this rule reports it.
pub(super) fn is_reported(facts: &Facts<'_>, given: &Given<'_>) -> bool {
    meant(facts, given).is_some()
}

/// The setting that an unknown name means, if the file does not have that setting.
fn meant(facts: &Facts<'_>, given: &Given<'_>) -> Option<&'static Setting> {
    let meant = match knowledge::setting(given.name) {
        Some(typo) if typo.status == Status::Typo => knowledge::setting(typo.instead?),
        Some(_) => None,
        // What is written there has more than one part, or a place of its own.
        None if knowledge::wrong_name(given.name).is_some() => None,
        None => knowledge::meant_setting(given.name),
    };
    meant.filter(|s| facts.setting(s.name).is_none() && !facts.is_referenced(s.name))
}

/// `alone`: no other name in the file means the same setting.
fn say(facts: &Facts<'_>, given: &Given<'_>, meant: &Setting, alone: bool) -> Finding {
    let needed = knowledge::needs().iter().any(|row| row.core && row.needs.contains(&meant.name));
    let typo = knowledge::setting(given.name).is_some();
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
            "The setting is spelled differently.".to_owned()
        } else {
            "TFE has no setting with this name.".to_owned()
        },
        why,
        format!("Write `{}`.", meant.name),
    );
    found.fix(fix.map(|edits| Fix { title: title.into(), safety, edits }))
}
