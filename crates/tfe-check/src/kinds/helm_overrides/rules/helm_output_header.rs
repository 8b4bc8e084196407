//! The lines that `helm get values` and `helm get all` print above the values.

use text::{Edit, EditSet, Span};

use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::HELM_OUTPUT_HEADER;

/// The last of these lines.
const TITLES: [&str; 2] = ["USER-SUPPLIED VALUES", "COMPUTED VALUES"];

/// The lines that describe a release above its values.
const STATE: [&str; 8] = [
    "NAME",
    "LAST DEPLOYED",
    "NAMESPACE",
    "STATUS",
    "REVISION",
    "DESCRIPTION",
    "TEST SUITE",
    "CHART",
];

/// Whether a key at the top of a file is of these lines.
pub(super) fn is_one(facts: &Facts<'_>, key: &str) -> bool {
    TITLES.contains(&key) || STATE.contains(&key) && TITLES.iter().any(|t| facts.key(t).is_some())
}

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut lines: Vec<Span> = Vec::new();
    let mut at = 0;
    for line in facts.text.split_inclusive('\n') {
        let whole = Span::new(at, at + line.len());
        at = whole.end;
        let content = line.trim_end();
        match content.split_once(':') {
            Some((key, _)) if is_one(facts, key) => lines.push(whole),
            _ if content.is_empty() || content.starts_with('#') => {}
            _ => break,
        }
    }
    let Some(first) = lines.first() else { return Vec::new() };
    let (what, remove) = match lines.len() {
        1 => ("This line is `helm get values` output, not a value.", "Remove the line"),
        _ => ("These lines are `helm get all` output, not values.", "Remove the lines"),
    };
    let content = first.of(facts.text).trim_end().len();
    let found = HELM_OUTPUT_HEADER.at(Span::new(first.start, first.start + content)).say(
        what,
        "Helm reads each as a separate key; nothing breaks.",
        format!("{remove}, or use `helm get values -o yaml`."),
    );
    let edits = EditSet::new(lines.iter().map(|line| Edit::delete(*line)).collect()).ok();
    vec![found.fix(edits.map(|edits| Fix::safe(remove, edits)))]
}
