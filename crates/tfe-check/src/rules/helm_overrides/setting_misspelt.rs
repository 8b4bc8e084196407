//! A setting that TFE does not know, and one that it most likely means.

use super::{change, place::key};
use crate::finding::{Evidence, Finding, Fix, Rule, Safety, Severity, Stage};
use crate::knowledge::{self, Setting, Status};
use crate::overrides::facts::{Facts, Given};

pub(crate) static RULE: Rule = Rule::new("setting-misspelt", Severity::Warning, Stage::Start)
    .source(Evidence::Documented, "TFE docs 2.0.x: deploy/reference/configuration")
    .fix(Safety::Safe);

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let unknown = facts
        .settings()
        .filter(|g| knowledge::setting(g.name).is_none_or(|s| s.status == Status::Typo));
    for given in unknown.take(MOST) {
        if let Some(meant) = meant(facts, &given) {
            out.push(say(facts, &given, meant));
        }
    }
}

/// No file has more unknown names that are typos.
const MOST: usize = 300;

/// The setting that an unknown name of the file most likely stands for.
pub(super) fn meant_by(facts: &Facts<'_>, given: &Given<'_>) -> Option<&'static Setting> {
    knowledge::setting(given.name).is_none().then(|| meant(facts, given))?
}

/// The setting that an unknown name stands for, if the file lacks that one.
fn meant(facts: &Facts<'_>, given: &Given<'_>) -> Option<&'static Setting> {
    let known = knowledge::setting(given.name);
    let meant = match known {
        Some(s) if s.status == Status::Typo => knowledge::setting(s.instead?),
        Some(_) => return None,
        None if !given.name.to_ascii_uppercase().starts_with("TFE") => in_full(given.name),
        None => knowledge::in_other_words(given.name).or_else(|| {
            knowledge::nearest_setting(given.name).filter(|s| is_near(given.name, s.name))
        }),
    };
    meant.filter(|s| facts.setting(s.name).is_none())
}

/// The setting whose `TFE_` lost a letter, or has two in the wrong order. Other programs have names
/// with other beginnings, so the rest of the name has to be one of TFE's.
fn in_full(name: &str) -> Option<&'static Setting> {
    let (first, rest) = name.split_once('_')?;
    let near = strsim::osa_distance(&first.to_ascii_uppercase(), "TFE") == 1;
    knowledge::setting(&format!("TFE_{rest}")).filter(|_| near)
}

/// Three letters at most: longer names differ by whole words.
fn is_near(name: &str, known: &str) -> bool {
    strsim::osa_distance(&name.to_ascii_uppercase(), known) <= 3
        && !differs_by_number_or_word(name, known)
}

/// `…_SECONDARY` and the like are other settings that TFE may know.
fn differs_by_number_or_word(name: &str, known: &str) -> bool {
    let words = |n: &str| n.split('_').count();
    words(name) != words(known) && name.len().abs_diff(known.len()) > 2
}

fn say(facts: &Facts<'_>, given: &Given<'_>, meant: &Setting) -> Finding {
    let needed = knowledge::needs().iter().any(|row| row.core && row.needs.contains(&meant.name));
    let typo = knowledge::setting(given.name).is_some();
    let severity = if needed && !typo { Severity::Error } else { Severity::Warning };
    let why = if typo {
        "The documentation prints this name in one place; the reference has the other."
    } else {
        "TFE ignores names that it does not know, and starts without this setting."
    };
    let path = change::path_of(facts, given);
    let fix = change::rename(facts, &path, meant.name);
    let title = format!("Rename it to `{}`", meant.name);
    let found = RULE.at(key(given.value)).severity(severity).say(
        if typo {
            "The setting is spelt otherwise.".to_owned()
        } else {
            "TFE has no setting of this name.".to_owned()
        },
        why,
        format!("Write `{}`.", meant.name),
    );
    found.fix(
        fix.map(|edits| if typo { Fix::review(title, edits) } else { Fix::safe(title, edits) }),
    )
}
