//! Signs of values for the chart terraform-enterprise.

use super::nested;
use crate::carry::outline::{Key, Outline, Shape};
use crate::knowledge::{self, KeyForm};

/// Keys that only this chart has.
const OWN: [&str; 5] =
    ["agentWorkerPodTemplate", "preupgradeCheck", "tlsRedis", "tlsRedisSidekiq", "tlsSecondary"];

/// Keys that many charts have, and hardly anything else: one of them is a chart's values.
const OF_CHARTS: [&str; 8] = [
    "replicaCount",
    "imagePullSecrets",
    "serviceAccount",
    "nodeSelector",
    "tolerations",
    "affinity",
    "topologySpreadConstraints",
    "securityContext",
];

/// Keys below `tls:` that are called so in this chart.
const OF_TLS: [&str; 4] = ["certData", "keyData", "caCertData", "certificateSecret"];

/// A longer word is not the name of a setting.
const LONGEST: usize = 120;

/// Keys that belong below `env:`.
pub(crate) const ENV: [&str; 5] =
    ["variables", "secrets", "secretRefs", "configMapRefs", "configFilePath"];

/// Whether a key of the chart stands at the top of a text, not indented.
pub(crate) fn has_chart_keys(text: &str) -> bool {
    let key = |line: &str| line.split_once(':').is_some_and(|(key, _)| is_of_the_chart(key));
    text.split(['\n', '\r']).any(key)
}

fn is_of_the_chart(key: &str) -> bool {
    ENV.contains(&key) || !key.contains('.') && knowledge::chart_key(key).is_some()
}

/// What speaks for values of this chart, and what against.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// TFE's settings as keys.
    pub settings: usize,
    /// Keys at the top that the chart has, in the form that it takes.
    chart: usize,
    /// Such that only charts have.
    of_charts: usize,
    /// Such that no other chart has, or that name TFE itself.
    own: bool,
    /// Keys at the top that it does not have.
    others: usize,
    /// Keys at the top that it has in another form.
    misfits: usize,
    /// It names the image of another program.
    other_image: bool,
}

impl Marks {
    /// No other file looks so.
    pub(crate) fn are_certain(&self) -> bool {
        // Of a damaged text the keys are left, their values are not.
        let keys = self.chart + self.misfits > 0;
        self.settings > 0 && (keys || self.own) || self.own && keys
    }

    /// A key is among them that hardly anything but charts has.
    pub(crate) fn has_keys_of_charts(&self) -> bool {
        self.of_charts > 0
    }

    /// Other charts have values like these. A file that is called so may hold keys that this chart does
    /// not have.
    pub(crate) fn are_likely(&self, named: bool) -> bool {
        let known = self.of_charts > 0 || self.chart > 1 || named && self.chart > 0;
        let others = if named { self.others <= self.chart } else { self.others == 0 };
        known && others && self.misfits == 0 && !self.other_image
    }
}

/// Whether a text by itself is surely values of the chart, and no manifest that holds some.
pub(crate) fn is_certain(text: &str) -> bool {
    let outline = Outline::of(text);
    !outline.has("apiVersion") && marks(text, &outline).are_certain()
}

pub(crate) fn marks(text: &str, outline: &Outline<'_>) -> Marks {
    let begin = text.trim_start_matches(|c: char| c.is_whitespace() || text::is_invisible(c));
    if begin.starts_with(['{', '"']) {
        return in_json(text);
    }
    of_keys(text, outline)
}

fn of_keys(text: &str, outline: &Outline<'_>) -> Marks {
    let mut marks = Marks { settings: settings_in(text), ..Marks::default() };
    for key in &outline.keys {
        let fits = fits(key);
        let setting = key.name.starts_with("TFE_");
        let misfits = !fits && is_of_the_chart(key.name);
        let known = fits || misfits || setting || is_below(key.name);
        marks.chart += usize::from(fits || setting);
        let of_tls = key.name.starts_with("tls") && OF_TLS.contains(&key.child);
        marks.of_charts += usize::from(fits && (of_tls || OF_CHARTS.contains(&key.name)));
        marks.others += usize::from(!known);
        marks.misfits += usize::from(misfits);
        marks.own |= OWN.contains(&key.name)
            || key.name == "env" && ENV.contains(&key.child)
            || key.name == "terraform-enterprise" && key.shape != Shape::Scalar;
    }
    marks.own |= outline.keys.is_empty() && is_flat_behind_comment(text);
    if marks.chart + marks.misfits == 0 && marks.settings > 0 && nested::is_in_a_dependency(text) {
        (marks.own, marks.chart) = (true, 1);
    }
    let mentioned = text.contains("terraform-enterprise");
    marks.own |= mentioned && outline.has("image");
    marks.other_image = !mentioned && outline.has("image") && names_another_image(text);
    // Other charts have settings and secrets below `env:` too.
    let of_tfe = || marks.settings > 0 || text.to_ascii_lowercase().contains("tfe");
    let is_own = !marks.other_image || of_tfe();
    marks.own &= is_own;
    marks
}

/// Whether a text lost its line breaks and begins with a comment, so that all its keys are after it.
fn is_flat_behind_comment(text: &str) -> bool {
    let line = text.trim();
    line.starts_with('#')
        && !line.contains(['\n', '\r'])
        && ENV.iter().any(|key| line.contains(&format!(" env: {key}: ")))
}

/// JSON, and YAML in braces: where JSON cannot be read, the keys of a line are told from where they stand
/// in it, and only settings are a sign.
fn in_json(text: &str) -> Marks {
    if let Ok(serde_json::Value::Object(map)) = serde_json::from_str(text) {
        let keys = map.iter().map(|(name, value)| Key { name, shape: form(value), child: "" });
        let outline = Outline { keys: keys.collect() };
        return of_keys(text, &outline);
    }
    let settings = settings_in(text);
    let keys = text.split(['\n', '\r']).filter(|line| is_json_chart_key(line)).count();
    let env = ["\"env\"", "{env:", "variables"].iter().any(|word| text.contains(word));
    Marks { settings, chart: keys, own: settings > 0 && env, ..Marks::default() }
}

fn form(value: &serde_json::Value) -> Shape {
    match value {
        serde_json::Value::Null => Shape::Open,
        serde_json::Value::Object(map) if map.is_empty() => Shape::Open,
        serde_json::Value::Array(list) if list.is_empty() => Shape::Open,
        serde_json::Value::Object(_) => Shape::Map,
        serde_json::Value::Array(_) => Shape::List,
        serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => Shape::Scalar,
    }
}

/// Whether a key is the chart's, with a value of the form that it takes.
fn fits(key: &Key<'_>) -> bool {
    if ENV.contains(&key.name) {
        return key.shape != Shape::Scalar;
    }
    let Some(known) = knowledge::chart_key(key.name).filter(|_| !key.name.contains('.')) else {
        return false;
    };
    // Other charts have keys of the same names with other keys below.
    let below = format!("{}.{}", key.name, key.child);
    if known.form == KeyForm::Block && !known.free && !key.child.is_empty() {
        return knowledge::chart_key(&below).is_some() || is_damaged(key.child);
    }
    match (key.shape, known.form) {
        (Shape::Open, _) => true,
        (Shape::Map, KeyForm::Block | KeyForm::Map | KeyForm::StringMap | KeyForm::ScalarMap)
        | (Shape::List, KeyForm::List | KeyForm::NameList | KeyForm::RefList)
        | (
            Shape::Scalar,
            KeyForm::Int
            | KeyForm::IntOrPercent
            | KeyForm::Bool
            | KeyForm::String
            | KeyForm::Base64,
        ) => true,
        (Shape::Scalar | Shape::Map | Shape::List, _) => false,
    }
}

/// Whether a key is surely this chart's, wherever it stands.
fn is_damaged(child: &str) -> bool {
    child.starts_with("TFE_") || ENV.contains(&child)
}

/// Whether a key belongs somewhere below the top, as keys have that lost their indentation.
fn is_below(name: &str) -> bool {
    let last = |path: &str| path.rsplit('.').next() == Some(name);
    knowledge::chart_keys().iter().any(|k| last(k.path))
        || matches!(name, "runAsUser" | "runAsGroup" | "fsGroup" | "runAsNonRoot")
}

/// Whether `image:` names a repository as other charts do. This one has the registry there, and a `name`
/// next to it.
fn names_another_image(text: &str) -> bool {
    let pair = |line: &'_ str| -> Option<(String, String)> {
        let (key, value) = line.trim().split_once(": ")?;
        Some((key.to_owned(), value.trim().trim_matches(['"', '\'']).to_owned()))
    };
    let mut lines = text.split(['\n', '\r']).skip_while(|l| !l.trim_start().starts_with("image:"));
    let parts = lines.by_ref().take(8).flat_map(|line| line.split(['{', '}', ',']));
    let block: Vec<_> = parts.filter_map(pair).collect();
    let named = block.iter().any(|(key, _)| key == "name");
    let other = |value: &str| {
        let filled = value.is_empty() || value.contains(['$', '<', '{']);
        !filled && (!value.contains('.') || value.contains('/'))
    };
    !named && block.iter().any(|(key, value)| key == "repository" && other(value))
}

/// How many of TFE's settings stand in a text as keys: `TFE_A: b`, `"TFE_A": "b"`, `{TFE_A: b}`.
fn settings_in(text: &str) -> usize {
    let key = |at: usize| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let rest = text.get(at..).unwrap_or("");
        let mut name = rest.char_indices().take(LONGEST);
        let end = name.find(|(_, c)| !(c.is_ascii_alphanumeric() || *c == '_'));
        let rest = end.and_then(|(end, _)| rest.get(end..)).unwrap_or("");
        let behind = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
        let behind = behind.trim_start_matches([' ', '\t']);
        before.is_none_or(stands_before_a_key) && behind.starts_with(':')
    };
    text.match_indices("TFE_").filter(|(at, _)| key(*at)).count()
}

/// Whether a key can begin after a character.
fn stands_before_a_key(c: char) -> bool {
    c.is_whitespace() || "{,\"'".contains(c) || text::is_invisible(c)
}

/// Whether a line of JSON begins with a key of the chart.
fn is_json_chart_key(line: &str) -> bool {
    let quoted = line.trim_start_matches(['{', ' ']).strip_prefix('"');
    let key = quoted.and_then(|l| l.split_once('"'));
    key.is_some_and(|(key, rest)| is_of_the_chart(key) && rest.trim_start().starts_with(':'))
}
