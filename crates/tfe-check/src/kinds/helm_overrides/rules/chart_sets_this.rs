//! A setting that the chart writes itself: its value wins.

use super::{change, place::key};
use crate::base::finding::{Finding, Fix, Severity, Stage};
use crate::kinds::helm_overrides::facts::{Facts, Given, scalar_text};
use crate::knowledge::rules::helm_overrides::CHART_SETS_THIS;
use crate::knowledge::{self, ChartEnv};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for given in facts.variables() {
        let env = knowledge::chart_env().iter().find(|e| e.name == given.name);
        if let Some(env) = env.filter(|e| facts.chart_sets(e)) {
            found.push(say(facts, &given, env));
        }
    }
    found
}

/// Where kustomize reads what the chart renders, the name that is there twice is an error.
pub(crate) fn read_by_kustomize(finding: &mut Finding) {
    if finding.rule == &CHART_SETS_THIS {
        finding.severity = Severity::Error;
        finding.stage = Stage::Install;
        finding.message.why =
            "The chart writes the name too, and kustomize stops: `mapping key … already defined`."
                .into();
    }
}

/// What the chart writes, as far as the file and its defaults show.
fn written(facts: &Facts<'_>, env: &ChartEnv) -> Option<String> {
    if let Some(value) = env.value {
        return Some(value.to_owned());
    }
    let key = env.key?;
    match facts.key(key).filter(|v| !v.is_null()) {
        Some(value) => scalar_text(value).map(std::borrow::Cow::into_owned),
        None => facts.default(key).map(str::to_owned),
    }
}

fn say(facts: &Facts<'_>, given: &Given<'_>, env: &ChartEnv) -> Finding {
    let written = written(facts, env).filter(|w| w.len() < 40);
    let same = written.as_deref() == Some(&*given.text);
    let what = match &written {
        Some(value) => format!("The chart writes this setting itself: {value}."),
        None => "The chart writes this setting itself.".to_owned(),
    };
    let (severity, why) = if same {
        (Severity::Info, "Both are the same; kustomize rejects the duplicate entry.")
    } else {
        (Severity::Warning, "The chart's value comes last and silently wins.")
    };
    let action = match env.key {
        Some(key) => format!("Set `{key}` instead."),
        None => "Remove it.".to_owned(),
    };
    let fix = change::remove(facts, &change::path_of(facts, given));
    let found = CHART_SETS_THIS.at(key(given.value)).severity(severity).say(what, why, action);
    found.fix(fix.map(|edits| Fix::review("Remove it", edits)))
}
