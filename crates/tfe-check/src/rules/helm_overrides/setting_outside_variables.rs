//! A setting beside `env.variables` instead of in it.

use helm_values::{Data, Value};
use text::Span;

use super::{change, place::key};
use crate::finding::{Evidence, Finding, Fix, Rule, Safety, Severity, Stage};
use crate::overrides::facts::{Facts, is_secret};

pub(crate) static RULE: Rule =
    Rule::new("setting-outside-variables", Severity::Error, Stage::Start)
        .source(Evidence::ChartSource, "chart templates/config-map.yaml")
        .fix(Safety::Review);

/// Where settings are put by mistake.
const PLACES: [&[&str]; 4] = [&[], &["env"], &["env", "variables", "env"], &["variables"]];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for place in PLACES {
        let map = facts.values.at(place).and_then(Value::as_map);
        let mut hits: Vec<(&String, &Value)> =
            map.into_iter().flatten().filter(|(name, _)| is_setting(name)).collect();
        hits.sort_by_key(|(_, value)| key(value).start);
        out.extend(say(facts, place, &hits));
    }
}

/// `TFE_X`, or the whole path written as one key.
fn is_setting(name: &str) -> bool {
    let name =
        name.strip_prefix("env.variables.").or(name.strip_prefix("env.secrets.")).unwrap_or(name);
    name.starts_with("TFE_")
}

fn say(facts: &Facts<'_>, place: &[&str], hits: &[(&String, &Value)]) -> Option<Finding> {
    let (name, first) = hits.first()?;
    let copies = hits.iter().all(|(name, _)| facts.setting(name).is_some());
    let spans: Vec<Span> = hits.iter().skip(1).take(20).map(|(_, v)| key(v)).collect();
    let what = match hits.len() {
        1 => format!("`{}` stands outside of env.variables and env.secrets.", short(name)),
        n => format!("{n} settings stand outside of env.variables and env.secrets."),
    };
    let why = if copies {
        "Helm ignores this copy; the one in its right place counts."
    } else {
        "Helm ignores what stands here, and TFE starts without it."
    };
    let severity = if copies { Severity::Info } else { Severity::Error };
    let found =
        RULE.at(key(first)).severity(severity).say(what, why, "Move it into env.variables.");
    let found = spans.into_iter().fold(found, |f, span| f.related(span, "so does this one"));
    Some(if hits.len() == 1 && !copies {
        found.fix(repair(facts, place, name, first))
    } else {
        found
    })
}

fn repair(facts: &Facts<'_>, place: &[&str], name: &str, value: &Value) -> Option<Fix> {
    let bare = name.rsplit('.').next()?;
    let block = if is_secret(bare) { "secrets" } else { "variables" };
    let from: Vec<&str> = facts.prefix.iter().chain(place).copied().chain([name]).collect();
    let to: Vec<&str> = facts.prefix.iter().copied().chain(["env", block, bare]).collect();
    let as_text = block == "secrets" && !matches!(value.data, Data::String(_));
    let edits = change::relocate(facts, &from, &to, as_text)?;
    Some(Fix::review(format!("Move it to env.{block}"), edits))
}

fn short(name: &str) -> &str {
    name.get(..name.floor_char_boundary(40)).unwrap_or(name)
}
