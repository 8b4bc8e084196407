//! A name that TFE does not have and that is not a slip of one that it has.

use helm_values::Data;
use text::short;

use super::{change, place::key};
use crate::base::finding::{Evidence, Finding, Fix, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Given, Known, has_template};
use crate::knowledge::rules::helm_overrides::SETTING_UNKNOWN;
use crate::knowledge::{self, Remedy, Setting, WrongName};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for unknown in &facts.unknown {
        let given = &unknown.given;
        // A misspelled name has a rule of its own.
        if unknown.meant.is_some() || has_template(given.name) {
            continue;
        }
        if let Some(row) = unknown.wrong {
            found.push(wrong(facts, given, row));
        } else if given.name.starts_with("TFE_") {
            found.push(unheard(facts, given));
        }
    }
    found
}

/// The settings meant by names in the file that TFE does not have.
pub(super) fn meant(facts: &Facts<'_>) -> impl Iterator<Item = &'static str> {
    facts.unknown.iter().filter_map(|unknown| Some(unknown.wrong?.means)).flatten().copied()
}

fn wrong(facts: &Facts<'_>, given: &Given<'_>, row: &'static WrongName) -> Finding {
    let lacks = |name: &&&str| facts.known(name) == Known::Absent;
    let needed =
        |name: &&str| knowledge::needs().iter().any(|need| need.core && need.needs.contains(name));
    let missing = row.means.iter().filter(lacks).any(needed) && !facts.is_fragment();
    let severity = if missing { Severity::Error } else { Severity::Warning };
    let why = if missing {
        "TFE ignores unknown names, and does not start without the intended setting."
    } else {
        "TFE ignores unknown names: what is set here has no effect."
    };
    SETTING_UNKNOWN
        .at(key(given.value))
        .severity(severity)
        .source(Evidence::Documented, row.source)
        .say(format!("TFE has no setting `{}`.", short(given.name)), why, row.action)
        .fix(repair(facts, given, row))
}

fn repair(facts: &Facts<'_>, given: &Given<'_>, row: &WrongName) -> Option<Fix> {
    let first = *row.means.first()?;
    let path = change::path_of(facts, given);
    match row.remedy {
        Remedy::Tell => None,
        Remedy::Rename if facts.setting(first).is_some() || facts.is_referenced(first) => None,
        Remedy::Rename => {
            let edits = change::rename(facts, &path, first)?;
            Some(Fix::review(format!("Rename it to `{first}`"), edits))
        }
        Remedy::Port => {
            let host = facts.setting(first)?;
            let port: u16 = given.text.trim().parse().ok().filter(|port| *port > 0)?;
            let bare = host.text.trim();
            // A port that is there already, a scheme, or a list is for somebody to look at.
            if bare.is_empty() || has_template(bare) || bare.contains([':', ',', '/', ' ']) {
                return None;
            }
            let with_port = Data::String(format!("{bare}:{port}").into());
            let written = change::put(facts, &change::path_of(facts, &host), with_port)?;
            let edits = written.union(&change::remove(facts, &path)?).ok()?;
            Some(Fix::review(format!("Move the port into `{first}`"), edits))
        }
    }
}

fn unheard(facts: &Facts<'_>, given: &Given<'_>) -> Finding {
    let like: Vec<&Setting> = knowledge::settings_like(given.name).collect();
    let mut near = like.iter().map(|s| {
        let there = if facts.setting(s.name).is_some() { ", which is set too" } else { "" };
        format!("`{}`{there} ({})", s.name, s.meaning.trim_end_matches('.'))
    });
    let what = format!("TFE does not know `{}`.", short(given.name));
    let why = "TFE ignores unknown names, and this one is not documented.";
    let found = SETTING_UNKNOWN.at(key(given.value));
    let Some(first) = near.next() else {
        let action = "Remove it, unless a newer release or another program reads it.";
        return found
            .say(what, why, action)
            .when_repeated_say("TFE does not know these names.", action);
    };
    let others: String = near.map(|other| format!(" Or {other}?")).collect();
    found.say(what, why, format!("Did you mean {first}?{others} Otherwise remove it."))
}
